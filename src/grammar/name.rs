//! Numbers that name something instead of counting.

use super::digits::call_number;
use super::unit::partitive;
use super::word::{Scope, ends_with_phrase, is_phrase, phrase, space, spaces};
use crate::claim::Unit;
use crate::lexicon::Role;
use crate::pattern::is_word_letter;
use rust_decimal::Decimal;

/// The most bytes before its digits at which a quantity may begin, with marks and a short code.
const MOST_MARKS: usize = 5;
/// The length of the longest currency code, with its full stops.
const MOST_LETTERS: usize = 5;
/// The most bytes before a number in which its opening bracket is searched for.
const BRACKET_REACH: usize = 500;
/// The largest ratio between the ends of a range without spaces.
const MOST_SPREAD: u64 = 99;
/// The most groups of an account number.
const MOST_GROUPS: usize = 8;

/// Returns the places, in the text right before some digits, where a quantity may begin: at a sign, a decimal mark, a currency
/// symbol or code. The nearest comes first.
pub(super) fn starts(scope: &Scope<'_>, before: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut letters = 0;
    let mut marks = 0;
    for (at, letter) in before.char_indices().rev() {
        let previous = before[..at].chars().next_back();
        let is_apart = previous.is_none_or(|letter| !is_word_letter(letter) && letter != ')');
        if letter.is_alphabetic() || letter == '.' && letters > 0 {
            letters += 1;
            if letters > MOST_LETTERS {
                break;
            }
            if letter.is_alphabetic() && is_apart && previous != Some('.') {
                starts.push(at);
                if previous == Some(' ') || previous.is_none() {
                    break;
                }
            }
            continue;
        }
        if letters > 0 || letter.is_numeric() || letter == '\n' {
            break;
        }
        marks += 1;
        if marks > MOST_MARKS {
            break;
        }
        let is_mark = match letter {
            // "-5", "-€ 3": the sign is right before the number or its symbol. "+/- 5" is one mark.
            '-' if previous == Some('/') => false,
            '-' | '+' => is_apart && !before[at + 1..].starts_with(' '),
            '<' | '>' | '≤' | '≥' => previous != Some('='),
            ' ' | '=' => false,
            letter if letter == scope.lexicon.numbers.decimal => is_apart && marks == 1,
            letter => !letter.is_ascii_punctuation() || letter == '$',
        };
        if is_mark {
            starts.push(at);
        }
    }
    starts
}

/// `called = ` a telephone number, as `+31 6 12 34 56 78`; returns what follows it
pub(super) fn called(input: &str) -> Option<&str> {
    call_number(input).ok().map(|(rest, _)| rest)
}

/// `arrowed = ( "=>" / "=<" ) token`: an arrow, not a bound
pub(super) fn arrowed<'t>(before: &str, input: &'t str) -> Option<&'t str> {
    (before.ends_with("=>") || before.ends_with("=<")).then(|| &input[super::word::token(input)..])
}

/// `coordinate = 1*3DIGIT [ mark 1*DIGIT ] "°" [space] ( minutes [space] [ side ] / side )`, as `50° 30' N`, `2.3522° E`; returns what
/// follows it
///
/// `minutes = 1*2DIGIT [ mark 1*DIGIT ] "'" [ [space] 1*2DIGIT [ mark 1*DIGIT ] DQUOTE ]`. It tells a place, and no temperature.
pub(super) fn coordinate<'t>(scope: &Scope, input: &'t str) -> Option<&'t str> {
    let degrees = figure(input)?.strip_prefix('°')?.trim_start_matches(' ');
    let minutes = figure(degrees).and_then(|rest| rest.strip_prefix(['\'', '′']));
    let seconds = minutes
        .and_then(|rest| figure(rest.trim_start_matches(' ')))
        .and_then(|rest| ["''", "\"", "″"].into_iter().find_map(|mark| rest.strip_prefix(mark)));
    let told = seconds.or(minutes);
    let start = told.unwrap_or(degrees).trim_start_matches(' ');
    let side = start.strip_prefix(['n', 's', 'e', 'w', 'o']).filter(|_| scope.is_capital(start));
    side.filter(|rest| !rest.starts_with(is_word_letter)).or(told)
}

/// Returns what follows a number in digits with decimals of either mark.
fn figure(input: &str) -> Option<&str> {
    let digits = |input: &str| input.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(input);
    let rest = &input[whole..];
    let decimals = rest.strip_prefix(['.', ',']).filter(|rest| digits(rest) > 0).map(|rest| &rest[digits(rest)..]);
    (whole > 0).then_some(decimals.unwrap_or(rest))
}

/// Returns true if a group of an account number comes before: "BE71 0961 …".
pub(super) fn follows_account(before: &str) -> bool {
    if !before.ends_with(' ') {
        return false;
    }
    for token in before.split(' ').rev().skip(1).take(MOST_GROUPS) {
        if token.len() != 4 || !token.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
            return false;
        }
        let (country, check) = token.split_at(2);
        if country.bytes().all(|letter| letter.is_ascii_lowercase()) && check.bytes().all(|digit| digit.is_ascii_digit()) {
            return true;
        }
    }
    false
}

/// Returns true if hours are a time of day: with minutes ("14 h 30"), after "at", or with a separator that is not the decimal
/// mark of the language ("10.30 uur").
pub(super) fn is_clock(scope: &Scope<'_>, before: &str, spelled: &str, after: &str) -> bool {
    let lexicon = scope.lexicon;
    if minutes_after(scope, spelled, after).is_some() {
        return true;
    }
    let hour = spelled.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    let is_whole_hour =
        matches!(hour.parse::<u8>(), Ok(0..=24)) && spelled[hour.len()..].trim_start().starts_with(char::is_alphabetic);
    // "À deux heures de route" is a duration.
    let is_way = space(after).is_ok_and(|(rest, _)| partitive(scope, rest).is_ok());
    if is_whole_hour && !is_way && ends_with_phrase(before, &lexicon.clock_openers) {
        return true;
    }
    let digits = spelled.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let mut parts = digits.split(['.', ':']);
    let is_hour = parts.next().is_some_and(|hour| matches!(hour.parse::<u8>(), Ok(0..=24)));
    let minutes = parts.next().and_then(|rest| rest.get(..2)).is_some_and(|minutes| matches!(minutes.parse::<u8>(), Ok(0..=59)));
    lexicon.numbers.decimal != '.' && is_hour && minutes
}

/// Returns true if "one" refers to something named elsewhere, or means anybody: "this one", "a second one is", "one never knows". It
/// counts where a noun or a partitive is behind it, and where it is what a number is: "the total was one".
fn is_pronoun(scope: &Scope, before: &str, spelled: &str, after: &str) -> bool {
    let lexicon = scope.lexicon;
    let words = lexicon.numbers.words.beginning(spelled);
    let mut ones = words.filter(|(text, word)| word.role == Role::Ones && word.value == Decimal::ONE && *text == spelled);
    if ones.next().is_none() {
        return false;
    }
    let before = before.trim_end();
    let last = before.rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    if lexicon.determiners.contains(last) && lexicon.pronouns.contains(last) {
        return true;
    }
    let next = after.trim_start();
    let word = &next[..next.find(|letter: char| !is_word_letter(letter)).unwrap_or(next.len())];
    if word.is_empty() {
        return !before.is_empty() && !lexicon.auxiliaries.contains(last) && !lexicon.prepositions.contains(last);
    }
    let goes_on = lexicon.coordinators.contains(word) || partitive(scope, next).is_ok() || lexicon.determiners.contains(word);
    lexicon.is_function_word(word) && !goes_on
}

/// Returns true if digits with a full stop within a sentence are an ordinal: "das 20. Jahrhundert".
fn is_ordinal(scope: &Scope<'_>, before: &str, spelled: &str, after: &str) -> bool {
    let names_next = || after.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    spelled.bytes().all(|letter| letter.is_ascii_digit())
        && names_next()
        && scope.lexicon.dates.ordinal_endings.iter().any(|(ending, ())| ending == ".")
        && before.ends_with(' ')
}

/// Returns true if what looks like a range is a name: "7-1648". The ends of a real range without spaces are closer to each other.
pub(super) fn is_reference(spelled: &str) -> bool {
    let Some((low, high)) = spelled.split_once('-') else { return false };
    match (low.parse::<u64>(), high.parse::<u64>()) {
        (Ok(low), Ok(high)) => low.checked_mul(MOST_SPREAD).is_none_or(|most| high > most),
        _ => false,
    }
}

/// `clock = hour-unit [space] 2DIGIT`, after the hour, as `14 h 30`; returns what follows the minutes
///
/// Behind the name of the unit, they may count something: "om 8 uur 12 arbeiders".
pub(super) fn minutes_after<'t>(scope: &Scope, spelled: &str, rest: &'t str) -> Option<&'t str> {
    let hour = spelled.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let is_symbol = spelled.ends_with(|letter| !is_word_letter(letter)) || spelled[hour.len()..].trim_start().len() == 1;
    let is_hour = matches!(hour.parse::<u8>(), Ok(0..=24));
    let (digits, after) = spaces(rest).ok().filter(|(_, blanks)| !blanks.contains('\n'))?.0.split_at_checked(2)?;
    let is_minutes = matches!(digits.parse::<u8>(), Ok(0..=59)) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_told = !after.starts_with(is_word_letter) && (is_symbol || !names_next(scope, after));
    (is_hour && is_minutes && is_told).then_some(after)
}

/// Returns true if the next word is one that a number may count.
pub(super) fn names_next(scope: &Scope, after: &str) -> bool {
    let next = after.trim_start();
    let length = next.find(|letter: char| !is_word_letter(letter) && letter != '\'').unwrap_or(next.len());
    length > 0 && !scope.lexicon.is_function_word(&next[..length])
}

/// Returns true if the number `spelled` names something: "3)" at the beginning of a list item, "[2]", "10 pm", "7-1648".
pub(super) fn is_name(scope: &Scope<'_>, before: &str, spelled: &str, after: &str) -> bool {
    let opens = before.trim().is_empty();
    // The search is limited, so that a text full of brackets takes no longer than any other.
    let near = before.len().saturating_sub(BRACKET_REACH);
    let is_in_brackets = before.as_bytes()[near..].contains(&b'(');
    let marks_item =
        after.starts_with(')') && !is_in_brackets || after.starts_with('.') && opens && !after[1..].trim().is_empty();
    let is_note = before.ends_with('[') && after.starts_with(']');
    // "1.2 Contexte": the number of a heading.
    let parts = spelled.split('.').filter(|part| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit())).count();
    let heads = opens && spelled.contains('.') && parts == 2 && space(after).is_ok_and(|(rest, _)| scope.is_capital(rest));
    let is_time = spaces(after).is_ok_and(|(rest, _)| phrase(&scope.lexicon.clocks, rest).is_ok());
    is_ordinal(scope, before, spelled, after)
        || marks_item
        || is_note
        || heads
        || is_time
        || is_reference(spelled)
        || is_pronoun(scope, before, spelled, after)
}

/// Returns true if digits follow a label: "n° 7", "article 5". In "Number is greater than 5", the number is not a name.
pub(super) fn is_labelled(scope: &Scope<'_>, before: &str, input: &str) -> bool {
    input.starts_with(|letter: char| letter.is_ascii_digit()) && ends_with_phrase(before, &scope.lexicon.labels)
}

/// Returns true if a list of labelled numbers continues with a number after `between`, as in "articles 12 and 13 of the act"; but
/// not if that number counts something.
pub(super) fn goes_on(scope: &Scope<'_>, between: &str, after: &str) -> bool {
    !names_next(scope, after) && (between.trim() == "-" || is_phrase(between.trim(), &scope.lexicon.dates.coordinators))
}

/// Returns true if a number with a degree sign numbers a list item: "3° le ministre".
pub(super) fn is_marker(before: &str, unit: &Unit, after: &str) -> bool {
    before.trim().is_empty() && unit.0 == "degree" && space(after).is_ok_and(|(rest, _)| rest.starts_with(char::is_alphabetic))
}
