//! Finds words that two entities, or two options of a rule, have in common: no text could distinguish the two.

use super::word_lists::RawWordList;
use crate::claim::Lang;
use crate::diagnostic::written::{Mistakes, Place};
use crate::pattern::{Pattern, Phrase, Piece};
use crate::span::{InToml, Span};
use std::collections::{BTreeMap, HashMap};

/// Who has which words first.
#[derive(Default)]
pub(super) struct SharedWords {
    /// By folded words and language: the id of their first owner, and the place.
    first: HashMap<String, BTreeMap<Option<Lang>, (String, Place)>>,
}

/// Words that already belong to something else.
pub(super) struct Clash {
    /// The words as written.
    pub words: String,
    /// Their place.
    pub span: Span<InToml>,
    /// The id of their first owner.
    pub owner: String,
    /// The place where the first owner lists them.
    pub at: Place,
}

impl SharedWords {
    /// Records the words of `id`. Returns those that already belong to something else.
    pub fn add(&mut self, id: &str, words: &RawWordList, mistakes: &Mistakes) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (language, pattern) in &words.0 {
            let mut other = None;
            for phrase in folded(&pattern.value) {
                let first = self.first.entry(phrase).or_default();
                let clash = first
                    .iter()
                    .find(|(lang, (owner, _))| (lang.is_none() || language.is_none() || *lang == language) && owner != id);
                other = other.or_else(|| clash.map(|(_, (owner, at))| (owner.clone(), at.clone())));
                first.entry(*language).or_insert_with(|| (id.to_owned(), mistakes.place(pattern.span)));
            }
            clashes.extend(other.map(|(owner, at)| Clash {
                words: pattern.value.written.clone(),
                span: pattern.span,
                owner,
                at,
            }));
        }
        clashes
    }
}

/// Returns what the phrases of a pattern search for, ignoring case, because a text may be all capitals.
pub(super) fn folded(pattern: &Pattern) -> Vec<String> {
    let piece = |piece: &Piece| match piece {
        Piece::Word(word) => {
            format!("{}{}", word.forms.first().map_or("", String::as_str), if word.is_prefix { "*" } else { "" })
        }
        Piece::Gap => "…".to_owned(),
    };
    let phrase = |phrase: &Phrase| phrase.pieces.iter().map(piece).collect::<Vec<_>>().join(" ");
    pattern.phrases.iter().map(phrase).collect()
}
