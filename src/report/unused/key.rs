//! Which claims are put together.

use super::NearView;
use crate::claim::Value;
use crate::conflict::measured_without_rule;
use std::collections::{BTreeMap, BTreeSet};

/// Forms of one word differ by at most so many letters at their end.
const MOST_ENDING: usize = 2;
/// A word that other forms are led back to has at least so many letters.
const LEAST_ROOT: usize = 4;
/// What more sources than these share is too common to tell much.
const MOST_SOURCES: usize = 12;

/// The members of a group, and by what they were put together.
#[derive(Debug)]
pub(super) struct Members {
    /// Indices of claims.
    pub claims: Vec<usize>,
    /// The word, as first written, if they share one.
    pub word: Option<String>,
    /// The name, if they share one.
    pub name: Option<String>,
}

/// The kind of value, and its unit.
type Kind = (u8, String);
/// What two claims share: the kind, and numbers of a word and a name, or of two words, or two names.
type Key = (u32, u32, u32);

/// No word or name.
const NONE: u32 = u32::MAX;

/// What is known of the claims of a key.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    sources: usize,
    claims: usize,
    /// How far from the claims word and name stand, all together.
    away: usize,
}

/// Puts each claim with those with which it shares most: the word and the name near it that most sources share.
pub(super) fn grouped(claims: &[NearView]) -> Vec<Members> {
    let roots = roots(claims);
    let terms = Terms::of(claims, &roots);
    let keys: Vec<Vec<(Key, usize)>> = claims.iter().map(|claim| terms.keys(claim, &roots)).collect();
    let mut sources: BTreeMap<&str, u32> = BTreeMap::new();
    let mut entries: Vec<(Key, u32, usize)> = Vec::new();
    for (claim, keys) in claims.iter().zip(&keys) {
        let next = sources.len() as u32;
        let source = *sources.entry(claim.view.source.as_str()).or_insert(next);
        entries.extend(keys.iter().map(|(key, away)| (*key, source, *away)));
    }
    entries.sort_unstable();
    let mut worth: BTreeMap<Key, Worth> = BTreeMap::new();
    let mut before = None;
    for (key, source, away) in entries {
        let worth = worth.entry(key).or_default();
        worth.claims += 1;
        worth.away += away;
        worth.sources += usize::from(before != Some((key, source)));
        before = Some((key, source));
    }
    let mut groups: BTreeMap<Key, Members> = BTreeMap::new();
    let mut alone = Vec::new();
    for (index, keys) in keys.iter().enumerate() {
        let best = keys.iter().map(|(key, _)| (rank(worth.get(key).copied().unwrap_or_default()), *key)).min();
        let Some((_, key)) = best else {
            alone.push(Members { claims: vec![index], word: None, name: None });
            continue;
        };
        let of = || Members { claims: Vec::new(), word: terms.word(key), name: terms.name(key) };
        groups.entry(key).or_insert_with(of).claims.push(index);
    }
    groups.into_values().chain(alone).collect()
}

/// The less, the better to be put together by.
fn rank(worth: Worth) -> impl Ord {
    let is_shared = (2..=MOST_SOURCES).contains(&worth.sources);
    (!is_shared, usize::MAX - worth.sources, usize::MAX - worth.claims, worth.away)
}

/// Forms of one word, led back to the shortest that is there: "trees" to "tree". It knows no language: what is longer by a letter or
/// two at its end counts as a form.
fn roots(claims: &[NearView]) -> BTreeMap<&str, &str> {
    let words: BTreeSet<&str> =
        claims.iter().flat_map(|claim| claim.near.counted.iter().chain(&claim.near.words)).map(String::as_str).collect();
    let mut roots: BTreeMap<&str, &str> = BTreeMap::new();
    // A shorter form of the same beginning comes before a longer one.
    for word in &words {
        let ends = word.char_indices().rev().map(|(at, _)| at).take(MOST_ENDING);
        let shorter = ends.map(|at| &word[..at]).filter(|root| root.chars().count() >= LEAST_ROOT).filter_map(|root| roots.get(root));
        let root = shorter.last().copied().unwrap_or(word);
        roots.insert(word, root);
    }
    roots
}

/// Kinds, words and names as numbers that are in the order of their texts.
struct Terms {
    kinds: Vec<Kind>,
    /// Words as they are, names with a blank before them.
    texts: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Terms {
    fn of(claims: &[NearView], roots: &BTreeMap<&str, &str>) -> Terms {
        let kinds: BTreeSet<Kind> = claims.iter().map(kind).collect();
        let mut texts: BTreeSet<String> = roots.values().map(|root| (*root).to_owned()).collect();
        let mut names = BTreeMap::new();
        for name in claims.iter().flat_map(|claim| &claim.near.names) {
            let key = as_name(&name.key);
            names.entry(key.clone()).or_insert_with(|| name.name.clone());
            texts.insert(key);
        }
        Terms { kinds: kinds.into_iter().collect(), texts: texts.into_iter().collect(), names }
    }

    fn number(&self, text: &str) -> u32 {
        self.texts.binary_search_by(|other| other.as_str().cmp(text)).map_or(NONE, |at| at as u32)
    }

    /// By what a claim may be put together with others, and how far from it that stands.
    fn keys(&self, claim: &NearView, roots: &BTreeMap<&str, &str>) -> Vec<(Key, usize)> {
        let kind = self.kinds.binary_search(&kind(claim)).map_or(NONE, |at| at as u32);
        let near = &claim.near;
        let counts = matches!(&claim.value, Value::Quantity(quantity) if quantity.unit.0.is_empty() || quantity.unit.0.starts_with('/'));
        let told = if counts && !near.counted.is_empty() { &near.counted } else { &near.words };
        let words = told.iter().filter_map(|word| roots.get(word.as_str())).map(|root| self.number(root));
        let words: Vec<u32> = words.collect();
        let names: Vec<u32> = near.names.iter().map(|name| self.number(&as_name(&name.key))).collect();
        let is_yes_no = matches!(claim.value, Value::YesNo(_));
        let mut keys = Vec::new();
        let mut pair = |one: &[u32], other: &[u32]| {
            for (first, a) in one.iter().enumerate() {
                for (second, b) in other.iter().enumerate().filter(|(_, b)| *b != a) {
                    keys.push(((kind, *a, *b), first + second));
                }
            }
        };
        match (words.is_empty(), names.is_empty()) {
            (false, false) => pair(&words, &names),
            (false, true) if !is_yes_no => pair(&words, &[NONE]),
            (false, true) => pair(&words, &words),
            (true, _) => {}
        }
        if is_yes_no {
            // Whoever denies and whoever confirms often share no word, least of all in two languages.
            pair(&names, &names);
        }
        keys.iter_mut().filter(|((_, _, b), _)| *b != NONE && is_yes_no).for_each(|((_, a, b), _)| {
            if *a > *b && self.is_name(*a) == self.is_name(*b) {
                std::mem::swap(a, b);
            }
        });
        keys.sort_unstable();
        keys.dedup_by_key(|(key, _)| *key);
        keys
    }

    fn is_name(&self, term: u32) -> bool {
        self.texts.get(term as usize).is_some_and(|text| text.starts_with(' '))
    }

    fn shown(&self, term: u32) -> Option<String> {
        let text = self.texts.get(term as usize)?;
        Some(self.names.get(text).unwrap_or(text).clone())
    }

    /// The word of a key; of two names, the first.
    fn word(&self, key: Key) -> Option<String> {
        self.shown(key.1)
    }

    fn name(&self, key: Key) -> Option<String> {
        self.shown(key.2)
    }
}

fn as_name(key: &str) -> String {
    format!(" {key}")
}

fn kind(claim: &NearView) -> Kind {
    let measure = measured_without_rule(&claim.value).map(|measured| measured.measure).unwrap_or_default();
    let number = match claim.value {
        Value::Quantity(_) => 0,
        Value::Period(_) => 1,
        _ => 2,
    };
    (number, measure)
}
