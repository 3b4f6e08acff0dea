//! The words of a text.

use super::is_word_letter;
use crate::span::{Space, Span};

/// Returns the words in `window`; a hyphen is part of its word, an apostrophe ends it.
pub fn words<S: Space>(text: &str, window: Span<S>) -> impl Iterator<Item = Span<S>> + '_ {
    let mut at = window.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..window.end)?;
        let start = at + rest.find(is_word_letter)?;
        at = start + word_length(&text[start..window.end]);
        Some(Span::new(start, at))
    })
}

/// Returns the length of the word that `rest` begins with.
pub(crate) fn word_length(rest: &str) -> usize {
    let letters: usize =
        rest.chars().take_while(|letter| is_word_letter(*letter) || matches!(letter, '-' | '&')).map(char::len_utf8).sum();
    let elides = rest[letters..].strip_prefix('\'').is_some_and(|after| after.is_empty() || after.starts_with(is_word_letter));
    letters + usize::from(elides)
}
