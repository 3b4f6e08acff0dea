//! A rule put to a sentence, and where it stops if it finds no answer there.

use super::page::{Draft, Page, RuleHits};
use super::recent::Recent;
use super::role::Role;
use super::{choice, date, quantity, yes_no};
use crate::extract::{CueHit, Extraction, Sentence};
use crate::grammar::Mention;
use crate::id::{DistinctionId, IdVec, RuleId, SentenceId, SideId};
use crate::rule::{Rule, Wanted};
use crate::span::{InFolded, Span};
use std::cell::OnceCell;

/// A rule, and a sentence in which words of it stand.
#[derive(Clone, Copy)]
pub(super) struct Asking<'p> {
    pub page: &'p Page<'p>,
    pub rule: RuleId,
    pub sentence: SentenceId,
    /// The words.
    pub hits: &'p RuleHits,
    /// Whom the sentences before it name.
    pub recent: &'p Recent,
    /// Whether the sentence before, in the same paragraph, tells of numbers what the rule asks; none if it tells of none.
    pub told_before: Option<bool>,
    /// Whether its words of `about` do not tell what it counts, as other rules have them, too.
    pub is_vague: bool,
    /// Where the sentence is cut into conjuncts, once somebody asks.
    pub bounds: &'p OnceCell<Vec<usize>>,
}

/// What a rule finds at one place: an answer, or where it stops.
pub(super) type Tried = Result<Draft, Stop>;

/// Where a rule stops: the steps from words to an answer, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// No word of the rule stands there.
    Words,
    /// What the rule wants mentioned is not.
    Mentions,
    /// No word of `about` stands there.
    About,
    /// Nothing stands there that could be an answer: what is lacking.
    Value(&'static str),
    /// What could be an answer does not belong to this word of the rule, or is not what it asks for.
    Clause(Span<InFolded>),
    /// What could be an answer is something else for its predicate.
    Role(Role, Span<InFolded>),
    /// This word of `unless` takes it out.
    Unless(Span<InFolded>),
    /// Nobody is named whom the question could be about.
    Subject,
    /// This word is only named: nobody says that it is so, or not so.
    Named(Span<InFolded>),
    /// This word was so, and is no more.
    Ceased(Span<InFolded>),
}

impl<'p> Asking<'p> {
    /// Puts the rule to the sentence: every answer that it finds, and where it stops elsewhere.
    pub fn ask(&self) -> Vec<Tried> {
        if let Err(stop) = self.may_answer() {
            return vec![Err(stop)];
        }
        match &self.asked().wants {
            Wanted::Number(number) => quantity::answers(self, number),
            Wanted::Date => date::answers(self),
            Wanted::Option(choices) | Wanted::Name(choices) => choice::answers(self, choices),
            Wanted::YesNo => yes_no::answers(self),
        }
    }

    fn may_answer(&self) -> Result<(), Stop> {
        if !self.page.mentions_nearby(self.rule, self.sentence) {
            return Err(Stop::Mentions);
        }
        let has_about = !self.hits.about.is_empty() || self.asked().about.patterns.is_empty();
        has_about.then_some(()).ok_or(Stop::About)
    }

    /// The rule.
    pub fn asked(&self) -> &'p Rule {
        &self.page.rules.rules[self.rule]
    }

    pub fn extraction(&self) -> &'p Extraction<'p> {
        self.page.extraction
    }

    /// The sentence.
    pub fn whole(&self) -> &'p Sentence<'p> {
        &self.page.extraction.sentences[self.sentence]
    }

    /// The cues of the sentence.
    pub fn cues(&self) -> &'p [CueHit] {
        self.page.extraction.cues_of(self.sentence)
    }

    /// The values in the sentence.
    pub fn mentions(&self) -> &'p [Mention<InFolded>] {
        &self.page.extraction.mentions[self.whole().mentions.clone()]
    }

    /// The words of `span`.
    pub fn words(&self, span: Span<InFolded>) -> &'p str {
        self.page.extraction.words(span)
    }

    /// The number of words between two places.
    pub fn gap(&self, from: usize, to: usize) -> usize {
        CueHit::words_between(self.page.extraction.folded.text(), from, to)
    }

    /// The piece of a clause in which a byte of the sentence stands.
    pub fn clause(&self, at: usize) -> Span<InFolded> {
        self.page.extraction.clause(self.sentence, at)
    }

    /// Stops where a word of `unless` stands in a clause.
    pub fn unless(&self, clause: Span<InFolded>) -> Result<(), Stop> {
        self.hits.unless.iter().find(|word| clause.meets(**word)).map_or(Ok(()), |word| Err(Stop::Unless(*word)))
    }

    /// For each distinction of the rule, the side of what stands at `at`.
    pub fn sides(&self, at: Span<InFolded>) -> IdVec<DistinctionId, Option<SideId>> {
        self.hits.sides(self.page, self.sentence, at)
    }

    /// Stops as nothing that could be an answer belongs to a word of the rule.
    pub fn nothing_fits(&self) -> Stop {
        self.hits.first().map_or(Stop::Words, Stop::Clause)
    }
}
