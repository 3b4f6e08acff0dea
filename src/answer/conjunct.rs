//! Which predicate of a clause a number belongs to: "*9* people were killed and *40* injured".
//!
//! Coordinated verbs share one clause, so its marks and joining words cut it into conjuncts. A number belongs to the predicate of its own
//! conjunct; one without, to the nearest. Rules that ask about different words share no number.

use super::asking::Asking;
use crate::claim::{Unit, Value};
use crate::grammar::Mention;
use crate::span::{InFolded, Span};

/// The number of boundaries that stand between a number and each predicate.
pub(super) struct Conjuncts<'p> {
    asking: &'p Asking<'p>,
    /// Where a conjunct ends and the next begins.
    bounds: &'p [usize],
    /// Every word that a rule asks about.
    predicates: &'p [Span<InFolded>],
}

impl<'p> Conjuncts<'p> {
    /// The conjuncts of the sentence.
    pub fn of(asking: &'p Asking<'p>) -> Self {
        let bounds = asking.bounds.get_or_init(|| bounds(asking));
        Conjuncts { asking, bounds, predicates: asking.extraction().asked_in(asking.sentence) }
    }

    fn index(&self, at: usize) -> usize {
        self.bounds.partition_point(|bound| *bound <= at)
    }

    /// The bytes of the conjunct that holds `at`.
    fn conjunct(&self, at: usize) -> Span<InFolded> {
        let index = self.index(at);
        let whole = self.asking.whole().span;
        let start = index.checked_sub(1).and_then(|before| self.bounds.get(before)).copied().unwrap_or(whole.start);
        Span::new(start, self.bounds.get(index).copied().unwrap_or(whole.end).max(start))
    }

    /// The predicates that begin in a stretch of the sentence.
    fn predicates_in(&self, from: usize, to: usize) -> &'p [Span<InFolded>] {
        let first = self.predicates.partition_point(|word| word.start < from);
        &self.predicates[first..first + self.predicates[first..].partition_point(|word| word.start < to)]
    }

    /// Returns true if a predicate is a word of the rule.
    fn is_own(&self, predicate: Span<InFolded>) -> bool {
        let about = &self.asking.hits.about;
        let next = about.partition_point(|own| own.end <= predicate.start);
        about.get(next).is_some_and(|own| own.meets(predicate))
    }

    /// Returns true if two numbers have a predicate each, the second a word of the rule: "*9* people were killed and *40* injured".
    pub fn is_elliptic(&self, before: Span<InFolded>, number: Span<InFolded>) -> bool {
        let (first, second) = (self.conjunct(before.start), self.conjunct(number.start));
        let has_other = self.predicates_in(first.start, second.start).iter().any(|word| !self.is_own(*word));
        let has_own = self.predicates_in(second.start, second.end).iter().any(|word| self.is_own(*word));
        // Behind a semicolon, the number of somebody else may be told.
        has_other && has_own && !self.asking.words(Span::new(before.end, number.start)).contains(';')
    }

    /// Returns true if the number at `number` belongs to `predicate`, a word of the rule: no word of another rule has it.
    pub fn belongs(&self, number: Span<InFolded>, predicate: Span<InFolded>) -> bool {
        let apart = |word: &Span<InFolded>| self.index(word.start).abs_diff(self.index(number.start));
        let distance = apart(&predicate);
        if distance == 0 {
            return true;
        }
        let is_others = |word: &&Span<InFolded>| {
            !self.is_own(**word) && self.asking.extraction().share_clause(self.asking.sentence, word.start, number.start)
        };
        if number.end <= predicate.start && self.has_clause_of_its_own(number, predicate) {
            return false;
        }
        let own = self.index(number.start);
        let edge = |index: usize| self.bounds.get(index).copied().unwrap_or(self.asking.whole().span.end);
        let start = (own + 1).checked_sub(distance).and_then(|first| first.checked_sub(1)).map_or(0, edge);
        let nearer = self.predicates_in(start, edge(own + distance - 1));
        let nearer = nearer.iter().filter(is_others);
        !nearer.into_iter().any(|other| !self.shares(number, *other, predicate))
    }

    /// Returns true if a number before `predicate` stands in a clause that no rule asks about, and not in a list with the number of the predicate:
    /// "*neun* Menschen starben, 40 Menschen wurden verletzt", against "*12* men and 3 women were dismissed".
    pub fn has_clause_of_its_own(&self, number: Span<InFolded>, predicate: Span<InFolded>) -> bool {
        let (first, second) = (self.conjunct(number.start), self.conjunct(predicate.start));
        let sentence = self.asking.sentence;
        let unit = |mention: &Mention<InFolded>| match &mention.value {
            Value::Quantity(quantity) => Some(quantity.unit.clone()),
            _ => None,
        };
        let own = self.asking.mentions().iter().find(|mention| mention.span.meets(number)).and_then(unit);
        // "At 241 grams, the Kestra 5 is heavy": 5 counts nothing.
        let mut others = self.asking.extraction().mentions_in(sentence, second.start, predicate.start);
        if first == second || !others.any(|other| unit(other) == own && (other.noun.is_some() || !is_unitless(&own))) {
            return false;
        }
        let lexicon = self.asking.whole().lexicon;
        let words = |span: Span<InFolded>| self.asking.extraction().words_of(span).map(|word| (word, self.asking.words(word)));
        let is_spliced = first.end == second.start
            && self.asking.words(second).starts_with(',')
            && !words(second).next().is_some_and(|(_, word)| lexicon.coordinators.contains(word));
        let has_auxiliary = words(second).any(|(_, word)| lexicon.auxiliaries.contains(word));
        is_spliced || has_auxiliary && self.has_other_word(first)
    }

    /// Returns true if a conjunct has a word that is neither small, nor a name, nor in the phrase of a number or of a preposition: a verb, as far as
    /// anybody can tell without one.
    fn has_other_word(&self, conjunct: Span<InFolded>) -> bool {
        let lexicon = self.asking.whole().lexicon;
        let extraction = self.asking.extraction();
        let is_of_number = |word: Span<InFolded>| {
            extraction
                .mentions_in(self.asking.sentence, conjunct.start, conjunct.end)
                .any(|number| number.span.covers(word) || number.noun.is_some_and(|noun| noun.covers(word)))
        };
        let mut is_governed = false;
        extraction.words_of(conjunct).any(|word| {
            let text = self.asking.words(word);
            if lexicon.is_function_word(text) {
                is_governed = lexicon.prepositions.contains(text) || is_governed && lexicon.determiners.contains(text);
                return false;
            }
            let is_other = !is_governed && !is_of_number(word) && !extraction.folded.is_capital(word.start);
            is_governed = false;
            is_other
        })
    }

    /// Returns true if two predicates share a number: their subject ("*63 branches* were closed or sold") or their object ("closed or sold
    /// *63 branches*"), with no number of the second's own.
    fn shares(&self, number: Span<InFolded>, nearer: Span<InFolded>, predicate: Span<InFolded>) -> bool {
        let own = self.conjunct(predicate.start);
        if self.asking.extraction().mentions_in(self.asking.sentence, own.start, own.end).next().is_some() {
            return false;
        }
        let lexicon = self.asking.whole().lexicon;
        let is_small = |word: Span<InFolded>| {
            let word = self.asking.words(word);
            lexicon.coordinators.contains(word) || lexicon.is_function_word(word) && !lexicon.determiners.contains(word)
        };
        let only_small = |from: usize, to: usize| self.asking.extraction().words_of(Span::new(from, to.max(from))).all(is_small);
        if number.end <= nearer.start && nearer.end <= predicate.start {
            return only_small(own.start, predicate.start);
        }
        predicate.end <= nearer.start && nearer.end <= number.start && only_small(predicate.end, nearer.start)
    }
}

fn is_unitless(unit: &Option<Unit>) -> bool {
    unit.as_ref().is_none_or(|unit| unit.0.is_empty())
}

/// Where a sentence is cut: at joining words and marks, a mark with the joining word behind it being one; not inside of a number.
fn bounds(asking: &Asking<'_>) -> Vec<usize> {
    let lexicon = asking.whole().lexicon;
    let span = asking.whole().span;
    let mentions = asking.mentions();
    let is_in_value = |at: usize| {
        let next = mentions.partition_point(|mention| mention.span.end <= at);
        mentions.get(next).is_some_and(|mention| mention.span.start <= at)
    };
    let words = asking.extraction().words_of(span);
    let joined = words.filter(|word| lexicon.coordinators.contains(asking.words(*word))).map(|word| word.start);
    let marked = asking.words(span).match_indices([',', ';', '–', '—', '(', ')']).map(|(at, _)| span.start + at);
    let mut bounds: Vec<usize> = joined.chain(marked).filter(|at| !is_in_value(*at)).collect();
    bounds.sort_unstable();
    bounds.dedup_by(|later, earlier| asking.gap(*earlier, *later) == 0);
    bounds
}
