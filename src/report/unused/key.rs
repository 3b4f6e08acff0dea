//! Decides which claims are grouped.

use super::NearView;
use crate::claim::{Lang, Value};
use crate::conflict::measured_without_rule;
use std::collections::{BTreeMap, BTreeSet};

/// Forms of one word differ by at most this many letters at the end.
const MOST_ENDING: usize = 2;
/// The shortest word that other forms can be reduced to.
const LEAST_ROOT: usize = 4;
/// A word or name in more sources than this is too common to be useful.
const MOST_SOURCES: usize = 12;

/// The members of a group, and what they were grouped by.
#[derive(Debug)]
pub(super) struct Members {
    /// Indices of claims.
    pub claims: Vec<usize>,
    /// The words, folded.
    pub words: Vec<String>,
    /// The names.
    pub names: Vec<String>,
}

/// The kind of value, with its unit.
type Kind = (u8, String);
/// What claims share: the kind, and the ids of words and names.
type Key = (u32, [u32; 3]);

/// The number of nearest words, and names, of a date, a denial or a confirmation that are combined in pairs.
const PAIRED_WORDS: usize = 5;
const PAIRED_NAMES: usize = 3;

/// The distance that is assumed from a number to the most frequent name in its document.
const TOPIC_AWAY: usize = 4;

/// Marks a missing word or name.
const NONE: u32 = u32::MAX;

/// What is known about the claims with a key.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    sources: usize,
    claims: usize,
    /// The total distance of word and name from the claims.
    away: usize,
}

/// Groups each claim with those that share most with it: the word and the name near it that most sources share.
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
            alone.push(Members { claims: vec![index], words: Vec::new(), names: Vec::new() });
            continue;
        };
        let of = || {
            let (words, names) = terms.told(key);
            Members { claims: Vec::new(), words, names }
        };
        groups.entry(key).or_insert_with(of).claims.push(index);
    }
    groups.into_values().chain(alone).collect()
}

/// The sort key: lower is better to group by.
fn rank(worth: Worth) -> impl Ord {
    let is_shared = (2..=MOST_SOURCES).contains(&worth.sources);
    (!is_shared, usize::MAX - worth.sources, usize::MAX - worth.claims, worth.away)
}

/// The roots of words, by language.
type Roots<'a> = BTreeMap<(Lang, &'a str), &'a str>;

/// Reduces the forms of a word to the shortest that occurs: "trees" to "tree". No knowledge of the language is needed: a word
/// that is longer by one or two letters at the end, in the same language, counts as a form.
fn roots(claims: &[NearView]) -> Roots<'_> {
    let words = claims.iter().flat_map(|claim| told(claim).iter().map(|word| (claim.view.language, word.as_str())));
    let words: BTreeSet<(Lang, &str)> = words.collect();
    let mut roots = Roots::new();
    // A word comes after every shorter word that it begins with.
    for (lang, word) in words {
        let ends = word.char_indices().rev().map(|(at, _)| at).take(MOST_ENDING);
        let shorter = ends.map(|at| &word[..at]).filter(|root| root.chars().count() >= LEAST_ROOT);
        let root = shorter.filter_map(|root| roots.get(&(lang, root))).last().copied().unwrap_or(word);
        roots.insert((lang, word), root);
    }
    roots
}

/// The words that show what a claim is about: for a count, what it counts.
fn told(claim: &NearView) -> &[String] {
    let counts =
        matches!(&claim.value, Value::Quantity(quantity) if quantity.unit.0.is_empty() || quantity.unit.0.starts_with('/'));
    if counts && !claim.near.counted.is_empty() { &claim.near.counted } else { &claim.near.words }
}

/// Kinds, words and names as ids, in the order of their texts.
struct Terms {
    kinds: Vec<Kind>,
    /// Words as they are; names with a space before them.
    texts: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Terms {
    fn of(claims: &[NearView], roots: &Roots<'_>) -> Terms {
        let kinds: BTreeSet<Kind> = claims.iter().map(kind).collect();
        let mut texts: BTreeSet<String> = roots.values().map(|root| (*root).to_owned()).collect();
        let mut names = BTreeMap::new();
        for name in claims.iter().flat_map(|claim| claim.near.names.iter().chain(&claim.near.topic)) {
            let key = as_name(&name.key);
            names.entry(key.clone()).or_insert_with(|| name.name.clone());
            texts.insert(key);
        }
        Terms { kinds: kinds.into_iter().collect(), texts: texts.into_iter().collect(), names }
    }

    fn number(&self, text: &str) -> u32 {
        self.texts.binary_search_by(|other| other.as_str().cmp(text)).map_or(NONE, |at| at as u32)
    }

    /// Returns the keys by which a claim may be grouped with others, each with its distance from the claim. A number needs a word
    /// and a name. A date, a denial or a confirmation needs one more word or name, because dates are near everything.
    fn keys(&self, claim: &NearView, roots: &Roots<'_>) -> Vec<(Key, usize)> {
        let kind = self.kinds.binary_search(&kind(claim)).map_or(NONE, |at| at as u32);
        let near = &claim.near;
        let words =
            told(claim).iter().filter_map(|word| roots.get(&(claim.view.language, word.as_str()))).map(|root| self.number(root));
        let words: Vec<(u32, usize)> = words.zip(0..).collect();
        let names = near.names.iter().map(|name| self.number(&as_name(&name.key)));
        let mut names: Vec<(u32, usize)> = names.zip(0..).collect();
        if let (Value::Quantity(_), Some(topic)) = (&claim.value, &near.topic) {
            names.push((self.number(&as_name(&topic.key)), names.len() + TOPIC_AWAY));
        }
        let mut keys = Vec::new();
        let mut add = |terms: [(u32, usize); 3]| {
            keys.push(((kind, terms.map(|(term, _)| term)), terms.iter().map(|(_, away)| away).sum()));
        };
        const NOTHING: (u32, usize) = (NONE, 0);
        match claim.value {
            Value::Quantity(_) if names.is_empty() => words.iter().for_each(|word| add([*word, NOTHING, NOTHING])),
            Value::Quantity(_) => words.iter().for_each(|word| names.iter().for_each(|name| add([*word, *name, NOTHING]))),
            _ => {
                let (words, names) = (&words[..words.len().min(PAIRED_WORDS)], &names[..names.len().min(PAIRED_NAMES)]);
                for (first, second) in pairs(words) {
                    if names.is_empty() {
                        add([first, second, NOTHING]);
                    }
                    names.iter().for_each(|name| add([first, *name, second]));
                }
                for (first, second) in pairs(names) {
                    words.iter().for_each(|word| add([*word, first, second]));
                    // Texts that deny and texts that confirm often share no word, especially in two languages.
                    if matches!(claim.value, Value::YesNo(_)) {
                        add([NOTHING, first, second]);
                    }
                }
            }
        }
        keys.sort_unstable();
        keys.dedup_by_key(|(key, _)| *key);
        keys
    }

    fn shown(&self, term: u32) -> Option<String> {
        let text = self.texts.get(term as usize)?;
        Some(self.names.get(text).unwrap_or(text).clone())
    }

    /// Returns the words of a key, and its names.
    fn told(&self, key: Key) -> (Vec<String>, Vec<String>) {
        let is_name = |term: u32| self.texts.get(term as usize).is_some_and(|text| text.starts_with(' '));
        let (names, words): (Vec<u32>, Vec<u32>) = key.1.iter().partition(|term| is_name(**term));
        let shown = |terms: Vec<u32>| terms.into_iter().filter_map(|term| self.shown(term)).collect();
        (shown(words), shown(names))
    }
}

/// Returns all pairs in `all`, each with the lower id first.
fn pairs(all: &[(u32, usize)]) -> Vec<((u32, usize), (u32, usize))> {
    let pair = |at: usize| all.iter().skip(at + 1).map(move |other| (all[at].min(*other), all[at].max(*other)));
    (0..all.len()).flat_map(pair).filter(|(one, other)| one.0 != other.0).collect()
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
