//! Words, phrases and their positions.

use crate::lexicon::{Lexicon, Phrases, Symbol};
use crate::pattern::{Folded, is_word_letter};
use nom::IResult;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::error::{Error, ErrorKind};

/// What the grammars need for reading: the lexicon of the language, and the text with its capitals.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The lexicon of the language.
    pub lexicon: &'a Lexicon,
    /// The whole text.
    pub folded: &'a Folded,
    /// The beginning of the sentence.
    pub start: usize,
    /// The end of the sentence. Every input ends there too, so that the length of an input gives its beginning.
    pub end: usize,
    /// Whether the joiner of numbers ("and") is part of a number here, instead of the word between two.
    pub joins: bool,
    /// Whether a larger unit comes before: "2 in" is two inches after feet.
    pub behind_unit: bool,
}

impl Scope<'_> {
    /// Returns true if the first letter of `input` is a capital.
    pub fn is_capital(&self, input: &str) -> bool {
        self.folded.is_capital(self.at(input))
    }

    /// Returns true if a full stop and a name follow the letter before, so that it is a title or an initial: "M. Kersal".
    pub fn abbreviates_name(&self, after: &str) -> bool {
        after.strip_prefix(". ").is_some_and(|next| self.is_capital(next))
    }

    /// Returns the beginning of `input`.
    fn at(&self, input: &str) -> usize {
        self.end.saturating_sub(input.len())
    }
}

/// `symbol = ` a symbol as written, with its capitals, and no letter or digit after a letter or digit
pub(super) fn symbol<'t>(scope: &Scope<'_>, symbol: &Symbol, input: &'t str) -> IResult<&'t str, ()> {
    let mut rest = input;
    for (index, word) in symbol.text.split(' ').enumerate() {
        if index > 0 {
            rest = space(rest)?.0;
        }
        rest = tag(word)(rest)?.0;
    }
    if symbol.text.ends_with(is_word_letter) {
        boundary(rest)?;
    }
    // If the spaces of the text differ from those of the symbol, its capitals are elsewhere: no such symbol has capitals.
    if symbol.capitals == 0 || symbol.has_capitals(scope.folded, scope.at(input)) { Ok((rest, ())) } else { fail(input) }
}

/// A parser that fails here.
pub(super) fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// `space = 1*WSP`, but not an empty line
pub(super) fn space(input: &str) -> IResult<&str, &str> {
    let (rest, blanks) = take_while1(char::is_whitespace)(input)?;
    if blanks.contains("\n\n") { fail(input) } else { Ok((rest, blanks)) }
}

/// `spaces = *WSP`, but not an empty line
pub(super) fn spaces(input: &str) -> IResult<&str, &str> {
    let (rest, blanks) = take_while(char::is_whitespace)(input)?;
    if blanks.contains("\n\n") { Ok((input, &input[..0])) } else { Ok((rest, blanks)) }
}

/// `boundary = ` no letter follows
pub(super) fn boundary(input: &str) -> IResult<&str, ()> {
    if input.starts_with(is_word_letter) { fail(input) } else { Ok((input, ())) }
}

/// `words = word *( space word )`, as written in `phrase`, and no letter after it
pub(super) fn words<'t>(phrase: &str, input: &'t str) -> IResult<&'t str, ()> {
    let mut rest = input;
    // Most phrases have the single spaces of the lexicon, or are one word.
    if let Some(after) = input.strip_prefix(phrase) {
        rest = after;
    } else if !phrase.contains(' ') {
        return fail(input);
    } else {
        for (index, word) in phrase.split(' ').enumerate() {
            if index > 0 {
                rest = space(rest)?.0;
            }
            rest = tag(word)(rest)?.0;
        }
    }
    if phrase.ends_with(is_word_letter) { boundary(rest) } else { Ok((rest, ())) }
}

/// `phrase = ` the longest of the lexicon's `phrases` here, as `plus de`
pub(super) fn phrase<'t, 'l, T>(phrases: &'l Phrases<T>, input: &'t str) -> IResult<&'t str, &'l T> {
    for (text, meaning) in phrases.beginning(input) {
        if let Ok((rest, ())) = words(text, input) {
            return Ok((rest, meaning));
        }
    }
    fail(input)
}

/// Returns true if one of `phrases` ends right before, with or without a space.
pub(super) fn ends_with_phrase<T>(before: &str, phrases: &Phrases<T>) -> bool {
    phrase_before(before, phrases).is_some()
}

/// Returns the beginning of the phrase that ends right before, with or without a space.
pub(super) fn phrase_before<T>(before: &str, phrases: &Phrases<T>) -> Option<usize> {
    let before = before.trim_end();
    phrases.ending(before).find_map(|(text, _)| {
        let rest = before.strip_suffix(text)?;
        (!rest.ends_with(is_word_letter) || !text.starts_with(is_word_letter)).then_some(rest.len())
    })
}

/// Returns true if `text` is one of `phrases`.
pub(super) fn is_phrase<T>(text: &str, phrases: &Phrases<T>) -> bool {
    phrases.get(text).is_some()
}

/// Returns true if the text before is attached to what follows: "F-", "1.", "a_".
pub(super) fn is_glued_before(before: &str) -> bool {
    // "#20years" is a name whatever comes before it.
    if before.ends_with(['#', '@']) {
        return true;
    }
    let mut letters = before.chars().rev();
    matches!(letters.next(), Some('-' | '/' | '.' | ',' | ':' | '_' | '@' | '#' | '+' | '='))
        && letters.next().is_some_and(is_word_letter)
}

/// Returns true if the text after a number is attached to it: "h01", "-1648", "/2022", ".3".
pub(super) fn is_glued_after(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some('-' | '/' | '.' | ',' | ':' | '_' | '@') => letters.next().is_some_and(is_word_letter),
        Some(letter) => is_word_letter(letter),
        None => false,
    }
}

/// Returns the length of the text up to the next space.
pub(super) fn token(input: &str) -> usize {
    input.chars().take_while(|letter| !letter.is_whitespace()).map(char::len_utf8).sum::<usize>().max(1)
}
