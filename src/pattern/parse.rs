//! Parses written patterns.

use super::{Phrase, Piece, Word, fold};
use crate::span::{InWords, Span};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{opt, recognize, value};
use nom::multi::{many0, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Offset, Parser};

/// Alternatives multiply; a pattern with more phrases than this is refused.
const MOST_PHRASES: usize = 256;
/// Brackets are read recursively; a pattern with deeper brackets than this is refused.
const MOST_BRACKETS: usize = 16;

/// Each gap multiplies the places that are tried, so there are at most this many.
const MOST_GAPS: usize = 3;

/// Why a written pattern is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// The place in the written pattern.
    pub at: Span<InWords>,
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// The characters with a meaning in patterns.
#[derive(Clone, Debug)]
enum Item<'w> {
    Word(&'w str),
    Gap,
    /// Alternatives, each with whether its last word is only a beginning.
    Group(Vec<Vec<Item<'w>>>, bool),
}

/// `pattern = ["," 1*WSP] *( word / gap / group )`, as `entre … et (cent|mille) fois*`, `, deren`
pub(super) fn phrases(written: &str) -> Result<Vec<Phrase>, PatternError> {
    let whole = Span::new(0, written.len());
    if let Some(foreign) = foreign_sign(written) {
        return Err(foreign);
    }
    if deepest(written) > MOST_BRACKETS {
        return Err(error(whole, "there are more than 16 brackets within brackets", "write several patterns"));
    }
    let behind_comma = written.strip_prefix(", ");
    let (rest, items) = items(behind_comma.unwrap_or(written))
        .map_err(|_| error(whole, "this is no pattern", "write words, such as `recherche*`"))?;
    if !rest.is_empty() {
        let at = Span::new(written.offset(rest), written.len());
        return Err(if rest.starts_with('(') {
            error(at, "this bracket is never closed", "close the alternatives: `(a|b)`")
        } else if rest.starts_with(')') {
            error(at, "this bracket was never opened", "write alternatives in brackets: `(a|b)`")
        } else {
            let help = "put the alternatives in brackets, `(open|closed)`, or list them apart: [\"open\", \"closed\"]";
            error(Span::new(at.start, at.start + 1), "a `|` must stand in brackets", help)
        });
    }
    if items.is_empty() {
        return Err(error(whole, "the pattern is empty", "write at least one word"));
    }
    let mut phrases = vec![Vec::new()];
    expand(written, &items, &mut phrases)?;
    phrases.into_iter().map(|pieces| checked(pieces, behind_comma.is_some(), whole)).collect()
}

/// Returns the first character of a regular expression, which would be read as a letter that no text contains. Characters in real
/// words, such as `incl.`, `C++` or `.NET`, do not count.
fn foreign_sign(written: &str) -> Option<PatternError> {
    const STAR: &str = "write `bird*` for every word that begins so, or `…` between words for up to five others";
    const WHOLE: &str = "leave it out: words match whole words, and `bird*` every word that begins so";
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut before = None;
    for (at, letter) in written.char_indices() {
        let rest = written.get(at..).unwrap_or_default();
        let mut after = rest.chars().skip(1);
        let (next, then) = (after.next(), after.next());
        let found = match (letter, next) {
            ('.', Some('*')) => Some((2, "`.*` is no sign of a pattern", STAR)),
            ('.', Some('+')) => Some((2, "`.+` is no sign of a pattern", STAR)),
            ('(', Some('?')) => Some((2, "`(?` is no sign of a pattern", "write alternatives in brackets: `(a|b)`")),
            ('\\', Some('s')) => Some((2, "`\\s` is no sign of a pattern", "write a space between words")),
            // "C:\windows" may be a word.
            ('\\', Some('b' | 'd' | 'w'))
                if before.is_none_or(char::is_whitespace) || !is_letter(then) || before == Some('(') =>
            {
                Some((2, "a `\\` with a letter is no sign of a pattern", WHOLE))
            }
            ('[', Some('a' | 'A' | '0')) if then == Some('-') => {
                Some((3, "`[` and `]` are no signs of a pattern", "write the forms as alternatives: `(a|b)`"))
            }
            ('^', Some(_)) if before.is_none() => Some((1, "`^` is no sign of a pattern", WHOLE)),
            ('?', None | Some(' ' | ')' | '|')) if is_letter(before) => Some((
                1,
                "`?` is no sign of a pattern",
                "write `(bird|birds)` for one or the other; leave out a question mark that ends a sentence",
            )),
            _ => None,
        };
        if let Some((length, message, help)) = found {
            return Some(error(Span::new(at, at + length), message, help));
        }
        before = Some(letter);
    }
    None
}

/// Returns the depth of the brackets.
fn deepest(written: &str) -> usize {
    let mut open = 0usize;
    let depths = written.bytes().map(|byte| {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or_default()
}

/// `items = *( *WSP ( gap / group / word ) ) *WSP`
fn items(input: &str) -> IResult<&str, Vec<Item<'_>>> {
    terminated(many0(preceded(multispace0, alt((gap, group, word)))), multispace0).parse(input)
}

/// `gap = "…" / "..."`, which matches up to five words, and any figures among them
fn gap(input: &str) -> IResult<&str, Item<'_>> {
    value(Item::Gap, alt((tag("…"), tag("...")))).parse(input)
}

/// `group = "(" items *( "|" items ) ")" [ "*" ]`, as `(a|b c)`; `(inform|warn)*` is `(inform*|warn*)`
fn group(input: &str) -> IResult<&str, Item<'_>> {
    let alternatives = delimited(char('('), separated_list1(char('|'), items), char(')'));
    (alternatives, opt(char('*'))).map(|(alternatives, star)| Item::Group(alternatives, star.is_some())).parse(input)
}

/// `word = 1*letter [ "*" ]`, as `recherche*`
fn word(input: &str) -> IResult<&str, Item<'_>> {
    let letters = take_while1(|letter: char| !letter.is_whitespace() && !"()|*…".contains(letter));
    recognize((opt(letters), many0(char('*')))).map(Item::Word).parse(input).and_then(|(rest, item)| match item {
        Item::Word("") => Err(nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Alpha))),
        item => Ok((rest, item)),
    })
}

fn expand(written: &str, items: &[Item<'_>], phrases: &mut Vec<Vec<Piece>>) -> Result<(), PatternError> {
    for item in items {
        match item {
            Item::Word(letters) => {
                let pieces = words(written, letters)?;
                phrases.iter_mut().for_each(|phrase| phrase.extend(pieces.iter().cloned()));
            }
            Item::Gap => phrases.iter_mut().for_each(|phrase| phrase.push(Piece::Gap)),
            Item::Group(alternatives, is_prefix) => {
                let before = std::mem::take(phrases);
                for alternative in alternatives {
                    let mut with = before.clone();
                    expand(written, alternative, &mut with)?;
                    if *is_prefix {
                        with.iter_mut().for_each(|phrase| begin_words(phrase));
                    }
                    phrases.append(&mut with);
                    few_enough(written, phrases)?;
                }
            }
        }
    }
    Ok(())
}

/// Turns the last word of a phrase into the beginning of words.
fn begin_words(phrase: &mut [Piece]) {
    if let Some(Piece::Word(last)) = phrase.last_mut() {
        last.is_prefix = true;
    }
}

fn few_enough(written: &str, phrases: &[Vec<Piece>]) -> Result<(), PatternError> {
    if phrases.len() > MOST_PHRASES {
        let whole = Span::new(0, written.len());
        return Err(error(whole, "these alternatives make more than 256 phrases", "write several patterns"));
    }
    Ok(())
}

/// Returns the words in a run of letters: an apostrophe ends a word (`l'application` is two).
fn words(written: &str, letters: &str) -> Result<Vec<Piece>, PatternError> {
    let at = Span::new(written.offset(letters), written.offset(letters) + letters.len());
    let stem = letters.trim_end_matches('*');
    if stem.len() + 1 < letters.len() {
        return Err(error(at, "one `*` is enough", "write `recherche*` for every word that begins so"));
    }
    if stem.is_empty() {
        return Err(error(at, "a `*` alone would match every word", "write the first letters before it: `recherche*`"));
    }
    let is_prefix = stem.len() < letters.len();
    let after = written[at.end..].chars().next();
    if is_prefix && after.is_some_and(super::is_word_letter) {
        return Err(error(at, "a `*` can only end a word", "write `recherche*`; for two forms, write two patterns"));
    }
    let folded = fold(stem);
    if !folded.chars().any(super::is_word_letter) {
        return Err(error(at, "there is no letter or digit here", "write words"));
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let capitals = capitals_of(stem);
    for (index, part) in folded.split_inclusive('\'').enumerate() {
        pieces.push(Piece::Word(Word {
            forms: vec![part.to_owned()],
            is_prefix: false,
            capital: capitals.get(index).copied().unwrap_or_default(),
        }));
    }
    if let (true, Some(Piece::Word(last))) = (is_prefix, pieces.last_mut()) {
        last.is_prefix = true;
    }
    Ok(pieces)
}

/// Returns, for each part of `stem` between apostrophes, true if it begins with a capital.
fn capitals_of(stem: &str) -> Vec<bool> {
    stem.split(['\'', '\u{2019}', '\u{2018}']).map(|part| part.chars().next().is_some_and(char::is_uppercase)).collect()
}

fn checked(pieces: Vec<Piece>, after_comma: bool, whole: Span<InWords>) -> Result<Phrase, PatternError> {
    let is_gap = |piece: Option<&Piece>| matches!(piece, Some(Piece::Gap));
    if pieces.is_empty() {
        return Err(error(whole, "an alternative is empty", "write `(a|b)` with words on both sides"));
    }
    if is_gap(pieces.first()) || is_gap(pieces.last()) {
        return Err(error(whole, "a gap needs a word on both sides", "write `entre … et`, or leave the gap out"));
    }
    if pieces.windows(2).any(|pair| is_gap(pair.first()) && is_gap(pair.last())) {
        return Err(error(whole, "two gaps in a row", "one `…` already stands for up to five words"));
    }
    if pieces.iter().filter(|piece| matches!(piece, Piece::Gap)).count() > MOST_GAPS {
        return Err(error(whole, "there are more than three gaps", "write a shorter phrase, or several"));
    }
    Ok(Phrase { pieces, after_comma })
}

const fn error(at: Span<InWords>, message: &'static str, help: &'static str) -> PatternError {
    PatternError { at, message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_have_a_depth_that_is_refused() {
        let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(phrases(&nested(16)).map(|phrases| phrases.len()), Ok(1));
        assert!(phrases(&nested(17)).is_err());
        assert!(phrases(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn a_star_behind_a_bracket_is_one_behind_each_alternative() {
        let same = |one: &str, other: &str| assert_eq!(phrases(one), phrases(other), "{one}");
        same("was (inform|warn)*", "was (inform*|warn*)");
        same("(a|b c)* d", "(a*|b c*) d");
        assert_ne!(phrases("(a|b)"), phrases("(a|b)*"));
        assert!(phrases("(a|b)**").is_err());
    }

    #[test]
    fn signs_of_regular_expressions_are_told() {
        for (written, start, end) in [
            ("bird.*", 4, 6),
            ("a .+ bird", 2, 4),
            ("\\bbird", 0, 2),
            ("bird\\b", 4, 6),
            ("bird\\w*", 4, 6),
            ("(\\d|two) birds", 1, 3),
            ("two\\sbirds", 3, 5),
            ("(?:a|b)", 0, 2),
            ("é birds? fly", 8, 9),
            ("(birds?|x)", 6, 7),
            ("[a-z]bird", 0, 3),
            ("^bird", 0, 1),
        ] {
            let found = phrases(written).expect_err(written);
            assert_eq!(found.at, Span::new(start, end), "{written}: {}", found.message);
            assert!(found.message.contains("no sign"), "{written}: {}", found.message);
        }
    }

    #[test]
    fn signs_that_words_have_stay_letters() {
        for written in [
            "incl. btw",
            "C++",
            "US$ 5",
            "$5",
            ".NET",
            "A+",
            "[sic]",
            "[a]",
            "C:\\windows",
            "Yahoo!",
            "what?s",
            "no. 5",
            "etc.",
            "x^2",
            "a ... b",
            "Q&A",
            "50%",
            "e.g.",
            "recherche*",
            "(inform|warn)*",
            "l'application",
        ] {
            assert!(phrases(written).is_ok(), "{written}: {:?}", phrases(written));
        }
    }

    #[test]
    fn gaps_are_few() {
        assert!(phrases("a … b … c … d").is_ok());
        assert!(phrases("a … b … c … d … e").is_err());
    }

    #[test]
    fn alternatives_do_not_multiply_without_end() {
        assert_eq!(phrases(&"(a|b)".repeat(8)).map(|phrases| phrases.len()), Ok(256));
        assert!(phrases(&"(a|b)".repeat(9)).is_err());
        assert!(phrases(&format!("{}({}b)", "(a|b)".repeat(8), "a|".repeat(100_000))).is_err());
    }
}
