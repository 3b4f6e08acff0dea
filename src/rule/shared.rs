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
    /// By folded words and language: who owns them, in order.
    first: HashMap<String, BTreeMap<Option<Lang>, Vec<Owner>>>,
}

/// Who has some words.
struct Owner {
    id: String,
    kind: Option<String>,
    at: Place,
}

impl Owner {
    /// Returns true if no text can tell the two apart by these words. An event may go by the name of its place: what is said tells which of
    /// two kinds is meant.
    fn clashes(&self, id: &str, kind: Option<&str>) -> bool {
        let differ = self.kind.as_deref().zip(kind).is_some_and(|(own, other)| own != other);
        self.id != id && !differ
    }
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
    /// Records the words of `id`, which may be of a kind. Returns those that already belong to something else that it cannot be told from.
    pub fn add(&mut self, (id, kind): (&str, Option<&str>), words: &RawWordList, mistakes: &Mistakes) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (language, pattern) in &words.0 {
            let mut other = None;
            for phrase in folded(&pattern.value) {
                let first = self.first.entry(phrase).or_default();
                let same = first.iter().filter(|(lang, _)| lang.is_none() || language.is_none() || *lang == language);
                let clash = same.flat_map(|(_, owners)| owners).find(|owner| owner.clashes(id, kind));
                other = other.or_else(|| clash.map(|owner| (owner.id.clone(), owner.at.clone())));
                let owners = first.entry(*language).or_default();
                // One of a kind is enough to clash with.
                if !owners.iter().any(|owner| owner.kind.as_deref() == kind) {
                    let at = mistakes.place(pattern.span);
                    owners.push(Owner { id: id.to_owned(), kind: kind.map(str::to_owned), at });
                }
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
