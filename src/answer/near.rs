//! What is said near a claim: the words and names by which claims that no rule used find each other.

use super::page::Page;
use super::record::Record;
use super::used::Used;
use crate::claim::Claim;
use crate::extract::{CueHit, Extraction};
use crate::id::{Id, MentionId, SentenceId};
use crate::lexicon::Cue;
use crate::pattern::{fold, is_word_letter};
use crate::span::{InFolded, InSource, Span};
use crate::text::Document;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How far from a claim its words and names are looked for, in bytes.
const REACH: usize = 300;
/// At most so many words are kept, the nearest.
const MOST_WORDS: usize = 8;
/// At most so many names are kept, the nearest.
const MOST_NAMES: usize = 5;
/// A name that no entity lists has at most this many words.
const MOST_PARTS: usize = 4;
/// A shorter word tells nothing.
const LEAST_LETTERS: usize = 3;
/// Where a sentence names nobody, so many sentences before it in its paragraph are asked.
const SENTENCES_BACK: usize = 3;

/// A claim, and what is said near it.
#[derive(Clone, Debug)]
pub struct ClaimNear {
    /// The claim; here, a date is one as well.
    pub claim: Claim,
    /// Whether an answer stands on it.
    pub used: bool,
    /// The words to show it by: its sentence, or where that is long the clauses around it.
    pub quote: Span<InSource>,
    /// The words of what it counts, folded.
    pub counted: Vec<String>,
    /// The other words of its sentence that say something, folded, the nearest first.
    pub words: Vec<String>,
    /// The names in its sentence, the nearest first; where there are none, those of the last sentence of the paragraph that has some.
    pub names: Vec<NameNear>,
    /// What the document names most often, if it names something more than once.
    pub topic: Option<NameNear>,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameNear {
    /// The same for all names of one entity; else the folded name.
    pub key: String,
    /// The name of the entity, else as it is written.
    pub name: String,
}

/// Every claim and every date of a page, in order of place, with what is said near it.
pub(super) fn claims(page: &Page<'_>, record: &Record, document: &Document) -> Vec<ClaimNear> {
    let extraction = page.extraction;
    let used = Used::of(page, record);
    let known = capitals(extraction);
    let mut claims = extraction.claims(document);
    claims.extend(extraction.dates(document));
    claims.sort_by_key(|(claim, _)| (claim.span, claim.noun));
    // A verb may be a cue in two ways.
    claims.dedup_by(|(one, _), (other, _)| one.span == other.span && one.value == other.value);
    let topic = topic(page, &known);
    let near = |(claim, mention): (Claim, Option<MentionId>)| {
        let at = Span::new(extraction.folded.from_source(claim.span.start), extraction.folded.from_source(claim.span.end));
        let noun = mention.and_then(|mention| extraction.mentions[mention].noun);
        let surroundings = extraction.sentence_at(at.start).map(|sentence| Surroundings { page, known: &known, sentence });
        let quote = surroundings.as_ref().map_or(claim.clause, |near| page.quote(near.sentence, at));
        let (words, names) =
            surroundings.as_ref().map(|near| (near.words(at, noun), near.names_or_earlier(at))).unwrap_or_default();
        let used = used.has(&claim, mention);
        let topic = topic.clone();
        let counted: Option<Vec<String>> =
            noun.map(|noun| extraction.words_of(noun).filter_map(|word| telling(extraction, word)).collect());
        let counted = counted.unwrap_or_default();
        // "These last three years": how long is not how many, and nothing says since when.
        let is_time = surroundings.as_ref().is_some_and(|near| counted.iter().any(|word| near.is_time(word)));
        let (counted, words) = if is_time { (Vec::new(), Vec::new()) } else { (counted, words) };
        ClaimNear { claim, used, quote, counted, words, names, topic }
    };
    claims.into_iter().map(near).collect()
}

/// What the document names most often; of several, the first named.
fn topic(page: &Page<'_>, known: &BTreeSet<&str>) -> Option<NameNear> {
    let mut counts: BTreeMap<NameNear, (usize, Reverse<SentenceId>)> = BTreeMap::new();
    for (sentence, whole) in page.extraction.sentences.enumerate() {
        let end = whole.span.end;
        for name in (Surroundings { page, known, sentence }).names(Span::new(end, end)) {
            counts.entry(name).or_insert((0, Reverse(sentence))).0 += 1;
        }
    }
    let most = counts.into_iter().filter(|(_, (count, _))| *count > 1).max_by(|one, other| one.1.cmp(&other.1));
    most.map(|(name, _)| name)
}

/// The words that have a capital within a sentence: at the start of one, these are names as well.
fn capitals<'t>(extraction: &Extraction<'t>) -> BTreeSet<&'t str> {
    let mut found = BTreeSet::new();
    for sentence in &extraction.sentences {
        let inner = extraction.words_of(sentence.span).skip(1);
        found.extend(inner.filter(|word| extraction.folded.is_capital(word.start)).map(|word| extraction.words(word)));
    }
    found
}

/// A word that says something by itself: the folded word without what was elided before it.
fn telling(extraction: &Extraction<'_>, word: Span<InFolded>) -> Option<String> {
    let word = extraction.words(word).trim_end_matches('\'');
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    (letters >= LEAST_LETTERS && letters == word.chars().filter(|letter| is_word_letter(*letter)).count())
        .then(|| word.to_owned())
}

/// A sentence of a page, to be looked at from one place in it.
struct Surroundings<'p> {
    page: &'p Page<'p>,
    known: &'p BTreeSet<&'p str>,
    sentence: SentenceId,
}

impl Surroundings<'_> {
    /// The part of the sentence around `at` that is looked at, from word to word.
    fn window(&self, at: Span<InFolded>) -> Span<InFolded> {
        let whole = self.page.extraction.sentences[self.sentence].span;
        let text = self.page.extraction.folded.text();
        let mut start = at.start.saturating_sub(REACH).max(whole.start);
        let mut end = (at.end + REACH).min(whole.end).max(start);
        // Looked for by bytes, as this far from `at` a letter may begin anywhere; behind a space, one does.
        let begins_word = |start: usize| start <= whole.start || text.as_bytes().get(start - 1) == Some(&b' ');
        while !begins_word(start) && at.start.saturating_sub(start) <= 2 * REACH {
            start -= 1;
        }
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    /// The words around `at` that are no name, no value, no cue and no word of grammar.
    fn words(&self, at: Span<InFolded>, noun: Option<Span<InFolded>>) -> Vec<String> {
        let extraction = self.page.extraction;
        let whole = &extraction.sentences[self.sentence];
        let lexicon = whole.lexicon;
        let window = self.window(at);
        let mentions = within(&extraction.mentions[whole.mentions.clone()], window, |mention| mention.span);
        let cues = within(extraction.cues_of(self.sentence), window, |hit| hit.span);
        let names = self.page.names.within(window);
        let is_taken = |word: Span<InFolded>| {
            noun.is_some_and(|noun| noun.covers(word))
                || mentions.iter().any(|mention| mention.span.meets(word))
                || cues.iter().any(|hit| says_how(hit) && hit.span.meets(word))
                || names.iter().any(|name| name.span.meets(word))
        };
        let is_grammar = |word: &str| {
            lexicon.is_function_word(word)
                || [
                    &lexicon.auxiliaries,
                    &lexicon.auxiliary_parts,
                    &lexicon.pronouns,
                    &lexicon.determiners,
                    &lexicon.prepositions,
                ]
                .iter()
                .any(|words| words.contains(word))
        };
        let mut found: Vec<(usize, String)> = extraction
            .words_of(window)
            .filter(|word| !self.is_name(*word) && !is_taken(*word))
            .filter_map(|word| Some((away(word, at), telling(extraction, word).filter(|word| !is_grammar(word))?)))
            .collect();
        nearest(&mut found, MOST_WORDS)
    }

    fn names_or_earlier(&self, at: Span<InFolded>) -> Vec<NameNear> {
        let own = self.names(at);
        if !own.is_empty() {
            return own;
        }
        let sentences = &self.page.extraction.sentences;
        let here = &sentences[self.sentence];
        let earlier = Id::each(SentenceId::default()..self.sentence).rev().take(SENTENCES_BACK);
        let earlier =
            earlier.take_while(|index| sentences[*index].paragraph == here.paragraph && sentences[*index].part == here.part);
        let names = earlier.map(|sentence| {
            let end = sentences[sentence].span.end;
            Surroundings { sentence, ..*self }.names(Span::new(end, end))
        });
        names.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// The entities and other names around `at`.
    fn names(&self, at: Span<InFolded>) -> Vec<NameNear> {
        let (page, extraction) = (self.page, self.page.extraction);
        let window = self.window(at);
        let entities = page.names.within(window);
        let mut found: Vec<(usize, NameNear)> = entities
            .iter()
            .map(|hit| {
                let entity = &page.rules.entities[page.rules.entities[hit.entity].root];
                (away(hit.span, at), NameNear { key: format!("={}", entity.id), name: entity.name.clone() })
            })
            .collect();
        let mut run: Vec<Span<InFolded>> = Vec::new();
        let mut close = |run: &mut Vec<Span<InFolded>>| {
            if run.iter().all(|word| self.is_of_calendar(*word)) {
                run.clear();
            }
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                let span = Span::new(first.start, last.end);
                let source = extraction.folded.to_source(span).of(page.document.text());
                let name = source.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push((away(span, at), NameNear { key: fold(&name), name }));
            }
            run.clear();
        };
        for word in extraction.words_of(window) {
            let adjoins = run.last().is_some_and(|last| extraction.words(Span::new(last.end, word.start)) == " ");
            if !adjoins || run.len() == MOST_PARTS {
                close(&mut run);
            }
            let is_declared = entities.iter().any(|hit| hit.span.meets(word));
            if self.is_name(word) && !is_declared && !word.meets(at) {
                run.push(word);
            } else {
                close(&mut run);
            }
        }
        close(&mut run);
        nearest(&mut found, MOST_NAMES)
    }

    /// Whether a word names a month or a weekday: no name by itself, but a part of one in "Theresa May".
    fn is_of_calendar(&self, word: Span<InFolded>) -> bool {
        let extraction = self.page.extraction;
        let (dates, word) = (&extraction.sentences[self.sentence].lexicon.dates, extraction.words(word));
        dates.months.get(word).is_some() || dates.weekdays.get(word).is_some()
    }

    /// Whether a word is a unit of time.
    fn is_time(&self, word: &str) -> bool {
        let units = &self.page.extraction.sentences[self.sentence].lexicon.units;
        let first = word.as_bytes().first().copied().unwrap_or_default();
        units.beginning(first).iter().any(|(name, unit)| name.text == word && unit.is_time())
    }

    /// Whether a word is, or is a part of, a name: it has a capital, and not only because it opens the sentence.
    fn is_name(&self, word: Span<InFolded>) -> bool {
        let extraction = self.page.extraction;
        let sentence = &extraction.sentences[self.sentence];
        let words = extraction.words(word);
        let opens = || {
            let before = Span::new(sentence.span.start, word.start.max(sentence.span.start));
            before.len() <= REACH && !extraction.words(before).contains(is_word_letter)
        };
        let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 1
            && extraction.folded.is_capital(word.start)
            && !sentence.lexicon.is_function_word(words)
            && !sentence.lexicon.determiners.contains(words)
            && !self.is_value(word)
            && (!opens() || self.known.contains(words))
    }

    fn is_value(&self, word: Span<InFolded>) -> bool {
        let sentence = &self.page.extraction.sentences[self.sentence];
        let mentions = &self.page.extraction.mentions[sentence.mentions.clone()];
        let next = mentions.partition_point(|mention| mention.span.end <= word.start);
        mentions.get(next).is_some_and(|mention| mention.span.meets(word))
    }
}

/// Whether a cue tells how a clause is meant, and so nothing of what it is about.
fn says_how(hit: &CueHit) -> bool {
    !matches!(hit.cue, Cue::Figure | Cue::FigureOpening)
}

/// Those of `all`, which are in order, that meet `window`.
fn within<T>(all: &[T], window: Span<InFolded>, span: impl Fn(&T) -> Span<InFolded>) -> &[T] {
    // Spans of one list may overlap, but not by more than a phrase is long.
    let first = all.partition_point(|one| span(one).start + REACH < window.start);
    let rest = &all[first..];
    &rest[..rest.partition_point(|one| span(one).start < window.end)]
}

/// How many bytes lie between two places.
fn away(one: Span<InFolded>, other: Span<InFolded>) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// The nearest ones, each once.
fn nearest<T: Ord + Clone>(found: &mut [(usize, T)], most: usize) -> Vec<T> {
    found.sort();
    let mut seen = BTreeSet::new();
    found.iter().filter(|(_, one)| seen.insert(one.clone())).take(most).map(|(_, one)| one.clone()).collect()
}
