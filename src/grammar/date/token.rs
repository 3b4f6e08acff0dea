//! The small parts of dates: day numbers, month names, and the words between them.

use super::{Context, year};
use crate::grammar::spelled::groups;
use crate::grammar::word::{boundary, fail, phrase, space, spaces, words};
use crate::lexicon::{Month, Phrases};
use crate::pattern::is_word_letter;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::prelude::ToPrimitive;

pub(super) fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// `least*most( DIGIT )`, and no digit after them
pub(super) fn digits(least: usize, most: usize, input: &str) -> IResult<&str, i16> {
    let (rest, digits) = take_while_m_n(least, most, is_digit)(input)?;
    match digits.parse() {
        Ok(number) if !rest.starts_with(is_digit) => Ok((rest, number)),
        _ => fail(input),
    }
}

/// `day = 1*2DIGIT [ ending ] / ordinal / number-words`, from 1 to 31, as `1er`, `twenty-second`, `tweeëntwintig`
pub(super) fn day<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i8> {
    let (rest, day) = if input.starts_with(is_digit) {
        ordinal_digits(cx, input).or_else(|_| digits(1, 2, input).map(|(rest, day)| (rest, day as i8)))?
    } else {
        ordinal(cx, input).or_else(|_| cardinal(cx, input))?
    };
    boundary(rest)?;
    if (1..=31).contains(&day) { Ok((rest, day)) } else { fail(input) }
}

/// `ordinal-digits = 1*2DIGIT ending`, as `1er`, `22nd`
fn ordinal_digits<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i8> {
    let (rest, number) = digits(1, 2, input)?;
    for (ending, ()) in cx.lexicon.dates.ordinal_endings.beginning(rest) {
        if let Some(rest) = rest.strip_prefix(ending)
            && boundary(rest).is_ok()
        {
            return Ok((rest, number as i8));
        }
    }
    fail(input)
}

/// `ordinal = word *( ( space / "-" ) word ) / ordinal-digits`, as `twenty-second`, `3e`
pub(super) fn ordinal<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i8> {
    if input.starts_with(is_digit) {
        return ordinal_digits(cx, input);
    }
    'words: for (text, number) in cx.lexicon.dates.ordinals.beginning(input) {
        let mut rest = input;
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                let gap: IResult<&str, &str> = tag("-")(rest);
                match gap.or_else(|_| space(rest)) {
                    Ok((after, _)) => rest = after,
                    Err(_) => continue 'words,
                }
            }
            match rest.strip_prefix(word) {
                Some(after) => rest = after,
                None => continue 'words,
            }
        }
        if boundary(rest).is_ok() {
            return Ok((rest, *number));
        }
    }
    fail(input)
}

/// `cardinal = 1*3DIGIT / number-words`, a small whole number
pub(super) fn cardinal<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i8> {
    if input.starts_with(is_digit) {
        let (rest, number) = digits(1, 3, input)?;
        return i8::try_from(number).map_or_else(|_| fail(input), |number| Ok((rest, number)));
    }
    let (rest, number) = groups(&cx.scope(input), None, input)?;
    boundary(rest)?;
    match number.value.to_i8().filter(|whole| number.value == (*whole).into() && !number.is_article) {
        Some(whole) => Ok((rest, whole)),
        None => fail(input),
    }
}

/// `month = ` the name of a month; also returns true if it is certainly meant as one: "may" only with a capital
pub(super) fn month<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i8, bool)> {
    let (rest, &Month { number, is_homograph }) = phrase(&cx.lexicon.dates.months, input)?;
    let is_sure = !is_homograph || cx.end.checked_sub(input.len()).is_some_and(|at| cx.folded.is_capital(at));
    Ok((rest, (number, is_sure)))
}

/// `weekday = name ["."] [","] space`, before a date
pub(super) fn weekday<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i8> {
    let (rest, &day) = phrase(&cx.lexicon.dates.weekdays, input)?;
    let (rest, _) = (opt(tag(".")), opt(tag(",")), space).parse(rest)?;
    Ok((rest, day))
}

/// Returns true if a date may begin here, as far as the first word shows.
pub(super) fn may_begin(cx: &Context<'_>, input: &str) -> bool {
    if input.starts_with(|letter: char| letter.is_ascii_digit() || letter == '\'') {
        return true;
    }
    cx.lexicon.dates.begins.beginning(input).any(|(word, is_glued)| {
        input.strip_prefix(word).is_some_and(|rest| *is_glued || word.ends_with('\'') || boundary(rest).is_ok())
    })
}

/// `article = [ article ( space / "" ) ]`, no space after an elided article
pub(super) fn article<'t>(cx: &Context<'_>, input: &'t str) -> &'t str {
    follows(&cx.lexicon.dates.articles, input).unwrap_or(input)
}

/// Reads after an article if there is one; if there is none, or this fails, reads without it.
pub(super) fn past_article<'t, T>(
    cx: &Context<'_>,
    input: &'t str,
    read: impl Fn(&'t str) -> IResult<&'t str, T>,
) -> IResult<&'t str, T> {
    let after = article(cx, input);
    if after.len() == input.len() { read(input) } else { read(after).or_else(|_| read(input)) }
}

/// `opener = phrase ( space / "" )`, no space needed after an apostrophe, as `entre`, `d'`
pub(super) fn follows<'t>(phrases: &Phrases<()>, input: &'t str) -> Option<&'t str> {
    for (text, ()) in phrases.beginning(input) {
        let Ok((rest, ())) = words(text, input) else { continue };
        let after: IResult<&str, &str> = if text.ends_with('\'') { spaces(rest) } else { space(rest) };
        if let Ok((after, _)) = after {
            return Some(after);
        }
    }
    None
}

/// `link = [ link-word space ] [ article space ]`, as `of the`, `de l'`
pub(super) fn link<'t>(cx: &Context<'_>, input: &'t str) -> &'t str {
    article(cx, follows(&cx.lexicon.dates.links, input).unwrap_or(input))
}

/// `gap = ["."] ( [space] "," [space] / space )`, between the words of a date, as `, `
pub(super) fn gap(input: &str) -> IResult<&str, ()> {
    let start = input.strip_prefix('.').unwrap_or(input);
    let (rest, _) = (spaces, opt(tag(",")), spaces).parse(start)?;
    if rest.len() == start.len() { fail(input) } else { Ok((rest, ())) }
}

/// `of-year = gap link [ year-noun space ] year`, as `of the year 2016`, `, 2016`, ` '98`
///
/// After a comma there is no link: "le 1er mars, en 2019" is two dates.
pub(super) fn of_year<'t>(cx: &Context<'_>, least: i16, input: &'t str) -> IResult<&'t str, i16> {
    let (rest, ()) = gap(input)?;
    let has_comma = input[..input.len() - rest.len()].contains(',');
    let rest = if has_comma { rest } else { link(cx, rest) };
    let rest = follows(&cx.lexicon.dates.year_nouns, rest).unwrap_or(rest);
    let (after, year) = year::year_from(least, rest).or_else(|_| year::short_year(rest))?;
    boundary(after)?;
    Ok((after, year))
}

/// `mark = "-" / "/" / "."`
pub(super) fn mark(input: &str) -> IResult<&str, char> {
    one_of("-/.").parse(input)
}

/// `hyphen = [space] ( "-" / "~" ) [space]`, between the ends of a period
pub(super) fn hyphen(input: &str) -> IResult<&str, ()> {
    let (rest, _) = preceded(spaces, one_of("-~")).parse(input)?;
    spaces(rest).map(|(rest, _)| (rest, ()))
}

/// Returns true if what follows is counted, so that the number before it is not a year: "1500 tot 2000 keer", "2000 €".
pub(super) fn is_counted(cx: &Context<'_>, after: &str) -> bool {
    let Ok((rest, blanks)) = spaces(after) else { return false };
    match rest.chars().next() {
        Some('%' | '€' | '$' | '£' | '¥' | '‰' | '°') => true,
        Some(letter) if letter.is_alphabetic() && !blanks.is_empty() => {
            let length: usize =
                rest.chars().take_while(|letter| is_word_letter(*letter) || *letter == '\'').map(char::len_utf8).sum();
            let word = &rest[..length];
            let elided = word.split_inclusive('\'').next().unwrap_or(word);
            // In languages whose nouns have capitals, a word without one is counted only if it is a unit: "2015 kam", "2015 km".
            let may_count = !cx.lexicon.noun_capitals
                || cx.end.checked_sub(rest.len()).is_some_and(|at| cx.folded.is_capital(at))
                || word
                    .bytes()
                    .next()
                    .is_some_and(|first| cx.lexicon.units.beginning(first).iter().any(|(name, _)| name.text == word));
            may_count
                && !cx.lexicon.is_function_word(word)
                && !cx.lexicon.is_function_word(elided)
                && phrase(&cx.lexicon.dates.months, rest).is_err()
        }
        _ => false,
    }
}
