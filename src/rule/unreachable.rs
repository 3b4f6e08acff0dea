//! Finds words of a rule that can never lead to an answer, because its `unless` drops every clause that contains them.

use super::word_lists::RawWordList;
use crate::claim::Lang;
use crate::diagnostic::written::{Item, Mistakes};
use crate::diagnostic::{Code, Diagnostic};
use crate::pattern::{Phrase, Piece, Word};
use std::collections::HashMap;

/// Warns about words of `item` that are also in `unless`.
pub(super) fn check(item: Item<'_>, words: &RawWordList, unless: &RawWordList, mistakes: &mut Mistakes) {
    let dropped = Dropped::new(unless);
    let hidden: Vec<_> = words
        .0
        .iter()
        .filter_map(|(lang, pattern)| {
            let mut by = pattern.value.phrases.iter().map(|phrase| dropped.by(phrase, *lang));
            let first = by.next()??;
            by.all(|other| other.is_some()).then_some((pattern, first))
        })
        .collect();
    if !hidden.is_empty() && hidden.len() == words.0.len() {
        let message = format!("all words of `{}` are dropped by `unless`: the rule never finds an answer", item.key);
        let all = Diagnostic::warning(Code::NeverMatches, &mistakes.file, item.key_span, message);
        mistakes.push(all.help("`unless` drops an answer whose clause holds its words: take out of it what the rule is about"));
        return;
    }
    for (pattern, by) in hidden {
        let message = format!("`{}` never finds an answer, because `unless` lists `{by}`", pattern.value.written);
        let one = Diagnostic::warning(Code::NeverMatches, &mistakes.file, pattern.span, message);
        mistakes.push(one.help("keep the word in one of the two"));
    }
}

/// The phrases of `unless` that have no gap, by their first word.
struct Dropped<'r> {
    whole: HashMap<&'r str, Vec<Entry<'r>>>,
    prefixes: HashMap<&'r str, Vec<Entry<'r>>>,
}

#[derive(Clone, Copy)]
struct Entry<'r> {
    lang: Option<Lang>,
    phrase: &'r Phrase,
    written: &'r str,
}

impl<'r> Dropped<'r> {
    fn new(unless: &'r RawWordList) -> Self {
        let mut dropped = Dropped { whole: HashMap::new(), prefixes: HashMap::new() };
        for (lang, pattern) in &unless.0 {
            for phrase in &pattern.value.phrases {
                if phrase.after_comma || phrase.pieces.contains(&Piece::Gap) {
                    continue;
                }
                let Some(Piece::Word(word)) = phrase.pieces.first() else { continue };
                let Some(form) = word.forms.first() else { continue };
                let entry = Entry { lang: *lang, phrase, written: &pattern.value.written };
                let by_word = if word.is_prefix { &mut dropped.prefixes } else { &mut dropped.whole };
                by_word.entry(form.as_str()).or_default().push(entry);
            }
        }
        dropped
    }

    /// Returns the pattern of `unless` that matches wherever `phrase` does.
    fn by(&self, phrase: &Phrase, lang: Option<Lang>) -> Option<&'r str> {
        phrase.pieces.iter().enumerate().find_map(|(index, piece)| {
            let Piece::Word(word) = piece else { return None };
            let form = word.forms.first()?;
            let stems = form.char_indices().map(|(at, letter)| at + letter.len_utf8()).filter_map(|end| form.get(..end));
            let prefixes = stems.filter_map(|stem| self.prefixes.get(stem)).flatten();
            let entries = self.whole.get(form.as_str()).into_iter().flatten().chain(prefixes);
            let rest = phrase.pieces.get(index..)?;
            entries.filter(|entry| entry.lang.is_none() || entry.lang == lang).find(|entry| entry.begins(rest)).map(|e| e.written)
        })
    }
}

impl Entry<'_> {
    fn begins(&self, pieces: &[Piece]) -> bool {
        self.phrase.pieces.len() <= pieces.len()
            && self.phrase.pieces.iter().zip(pieces).all(|(dropped, piece)| match (dropped, piece) {
                (Piece::Word(dropped), Piece::Word(word)) => covers(dropped, word),
                _ => false,
            })
    }
}

/// Returns true if `dropped` matches wherever `word` does.
fn covers(dropped: &Word, word: &Word) -> bool {
    let (Some(stem), Some(form)) = (dropped.forms.first(), word.forms.first()) else { return false };
    let same = if dropped.is_prefix { form.starts_with(stem.as_str()) } else { form == stem && !word.is_prefix };
    same && (word.capital || !dropped.capital)
}
