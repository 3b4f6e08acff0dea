//! What stands beside a number or a date and says what it is: "down from 40", "instead of 40", "the law of 3 May".

use super::Extraction;
use crate::claim::Value;
use crate::clause::CueHit;
use crate::grammar::Mention;
use crate::id::{MentionId, SentenceId};
use crate::lexicon::Cue;
use crate::span::{InFolded, Span};

/// Between such words and a number stand at most this many others: "instead of *the announced* 40".
const WORDS_BEFORE_NUMBER: usize = 3;
/// These words take at most this many bytes, so that nobody looks further.
const MOST_BYTES: usize = 128;
/// Between a noun that has a date of its own and the date stand at most this many: "l'arrêté *ministériel du* 3 mai".
const WORDS_BEFORE_DATE: usize = 3;

/// What something is only compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// What it was before: "down from 40".
    Former,
    /// What it is compared with: "against 40 in 2019".
    Other,
    /// What it is not: "instead of 40".
    Replaced,
}

impl Extraction<'_> {
    /// `comparison = cue *3( word ) number`: what a number is where something is only compared with it, as in `compared with the 40 of 2019`
    pub fn comparison(&self, sentence: SentenceId, index: MentionId) -> Option<Comparison> {
        let number = self.mentions.get(index).filter(|number| matches!(number.value, Value::Quantity(_)))?;
        self.cues_before(sentence, number.span).find_map(|hit| match hit.cue {
            Cue::Former => Some(Comparison::Former),
            Cue::Compared => Some(Comparison::Other),
            Cue::Versus if self.has_like_before(sentence, hit.span.start, number) => Some(Comparison::Other),
            Cue::Instead => Some(Comparison::Replaced),
            _ => None,
        })
    }

    /// The cues that stand right before a number, with nothing but a few words of its phrase between: "twice *the planned* 40", but not "after *it
    /// dismissed* 40".
    pub fn cues_before(&self, sentence: SentenceId, number: Span<InFolded>) -> impl Iterator<Item = &CueHit> {
        let lexicon = self.sentences[sentence].lexicon;
        let asked = self.asked_in(sentence);
        let is_of_clause = move |word: Span<InFolded>| {
            let text = self.words(word);
            let is_pronoun = lexicon.pronouns.contains(text) && !lexicon.determiners.contains(text);
            is_pronoun || lexicon.auxiliaries.contains(text) || asked.iter().any(|asked| asked.meets(word))
        };
        self.cues_of(sentence).iter().filter(move |hit| {
            let end = hit.span.end;
            end <= number.start
                && number.start - end <= MOST_BYTES
                && self.words_in(end, number.start) <= WORDS_BEFORE_NUMBER
                && !self.words_of(Span::new(end, number.start)).any(is_of_clause)
                && !self.words(Span::new(end, number.start)).contains([',', ';', ':', '(', ')', '–', '—', '«', '“', '"'])
                && !self.mentions_in(sentence, end, number.start).any(|_| true)
        })
    }

    /// The numbers of a sentence that stand between two places.
    pub fn mentions_in(&self, sentence: SentenceId, from: usize, to: usize) -> impl Iterator<Item = &Mention<InFolded>> {
        let own = self.mentions[self.sentences[sentence].mentions.clone()].iter();
        own.filter(move |mention| {
            matches!(mention.value, Value::Quantity(_)) && from <= mention.span.start && mention.span.end <= to
        })
    }

    /// Returns true if a number of the same unit stands before `at`: "*12 workers*, against 40".
    fn has_like_before(&self, sentence: SentenceId, at: usize, number: &Mention<InFolded>) -> bool {
        self.mentions_in(sentence, self.sentences[sentence].span.start, at).any(|other| is_alike(other, number))
    }

    /// `dated = noun [ *adjective partitive [determiner] ] date`: whether a date is that of a law, a letter or the like, as in `la loi du 3 mai`
    pub fn is_of_noun(&self, sentence: SentenceId, date: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let is_partitive = |word: &str| {
            let held = lexicon.contractions.get(word);
            lexicon.partitives.contains(word)
                || held.is_some_and(|words| words.iter().any(|word| lexicon.partitives.contains(word)))
        };
        self.cues_of(sentence)
            .iter()
            .filter(|hit| hit.cue == Cue::Dated && hit.span.end <= date.start && date.start - hit.span.end <= MOST_BYTES)
            .any(|hit| {
                let between = Span::new(hit.span.end, date.start);
                let words: Vec<&str> = self.words_of(between).map(|word| self.words(word)).collect();
                let adjectives = words.iter().take_while(|word| !lexicon.is_function_word(word) && !is_partitive(word)).count();
                let (first, rest) =
                    words[adjectives..].split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
                let is_linked = first.is_some_and(|first| is_partitive(first)) || adjectives == 0;
                words.len() <= WORDS_BEFORE_DATE
                    && is_linked
                    && first.is_none_or(|first| is_partitive(first) || lexicon.determiners.contains(*first))
                    && rest.iter().all(|word| lexicon.determiners.contains(*word))
                    && !self.words(between).contains([',', ';', ':', '.', '(', ')'])
                    && !self.asked_in(sentence).iter().any(|asked| asked.meets(hit.span))
            })
    }

    /// The part of `clause` whose dates may be those of the number at `at`. Where another number has a date of its own, that is not
    /// the date of this one: "12 workers in 2024 and 40 in 2019"; nor is that of what it is compared with.
    pub fn reach_of(&self, sentence: SentenceId, clause: Span<InFolded>, at: Span<InFolded>) -> Span<InFolded> {
        let mut reach = clause;
        let own = self.sentences[sentence].mentions.clone();
        let numbers = crate::id::Id::each(own).filter(|index| {
            let mention = &self.mentions[*index];
            matches!(mention.value, Value::Quantity(_)) && clause.covers(mention.span)
        });
        let numbers: Vec<MentionId> = numbers.collect();
        let Some(place) = numbers.iter().position(|index| self.mentions[*index].span.meets(at)) else { return clause };
        let span = |index: MentionId| self.mentions[index].span;
        let has_date = |from: usize, to: usize| self.has_date(sentence, from, to);
        if let Some(next) = numbers.get(place + 1).copied()
            && let Some(cut) = self.cut_between(sentence, at.end, span(next).start)
        {
            let end = numbers.get(place + 2).map_or(clause.end, |after| span(*after).start);
            let is_dated = has_date(cut, span(next).start) || has_date(reach.start, cut) && has_date(cut, end);
            if is_dated || self.comparison(sentence, next).is_some() {
                reach.end = cut;
            }
        }
        if let Some(before) = place.checked_sub(1).and_then(|before| numbers.get(before)).copied()
            && let Some(cut) = self.cut_between(sentence, span(before).end, at.start)
            && has_date(cut, reach.end)
        {
            reach.start = cut;
        }
        reach
    }

    fn has_date(&self, sentence: SentenceId, from: usize, to: usize) -> bool {
        let own = self.mentions[self.sentences[sentence].mentions.clone()].iter();
        own.filter(|mention| matches!(mention.value, Value::Period(_)))
            .any(|date| from <= date.span.start && date.span.end <= to && !self.is_of_noun(sentence, date.span))
    }

    /// Where what belongs to one number ends and what belongs to the next begins: at the last mark or joining word between them, or where the
    /// second is only compared with.
    fn cut_between(&self, sentence: SentenceId, from: usize, to: usize) -> Option<usize> {
        let between = Span::new(from, to.max(from));
        let lexicon = self.sentences[sentence].lexicon;
        let joins = |word: &Span<InFolded>| lexicon.coordinators.contains(self.words(*word));
        let joined = self.words_of(between).filter(joins).map(|word| word.start).last();
        let marked = self.words(between).rfind([',', ';', '–', '—', '(']).map(|at| between.start + at);
        let compares = |cue: Cue| matches!(cue, Cue::Former | Cue::Compared | Cue::Versus | Cue::Instead);
        let compared = self.cues_of(sentence).iter().find(|hit| compares(hit.cue) && between.covers(hit.span));
        joined.max(marked).max(compared.map(|hit| hit.span.start))
    }
}

/// Returns true if two numbers have the same unit.
fn is_alike(one: &Mention<InFolded>, other: &Mention<InFolded>) -> bool {
    match (&one.value, &other.value) {
        (Value::Quantity(one), Value::Quantity(other)) => one.unit == other.unit,
        _ => false,
    }
}
