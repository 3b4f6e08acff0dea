//! Modality: how surely a clause says what it says.

use super::voice::Credited;
use super::{CueHit, Extraction};
use crate::claim::{Credit, Modality};
use crate::id::SentenceId;
use crate::lexicon::{Cue, Lexicon};
use crate::span::{InFolded, Span};

/// A modal verb counts at most this many words before its verb.
const MODAL_REACH: usize = 5;
/// Where the verb comes second, objects stand between a modal verb and its infinitive.
const FRAME_REACH: usize = 12;
/// And the modal verb may stand behind it, at most this many words: "gesloten zou worden".
const BEHIND_REACH: usize = 1;
/// At most this many words stand between what governs a clause and the clause: "demanded on Monday that".
const CLAUSE_REACH: usize = 2;
/// The verb of which a noun is the subject stands at most this many words behind it: "les dégâts à la cathédrale de Mons s'élèveraient".
const VERB_REACH: usize = 10;
/// A word is no longer than an ending and this.
const SHORTEST_STEM: usize = 2;

/// The tense of a verb, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "Fermera".
    Future,
    /// "Fermerait", "zou sluiten".
    Conditional,
    Other,
}

impl Extraction<'_> {
    /// How surely what stands at `span` is said.
    pub fn modality(&self, sentence: SentenceId, span: Span<InFolded>) -> Modality {
        let span = self.governed_part(sentence, span);
        let clause = self.clause(sentence, span.start);
        let hits = self.cues_of(sentence);
        let in_clause = |cue: Cue| hits.iter().any(|hit| hit.cue == cue && clause.meets(hit.span));
        let governs = |cue: Cue| hits.iter().any(|hit| hit.cue == cue && self.governs_clause(sentence, clause, hit));
        let reaches = |cue: Cue| hits.iter().any(|hit| hit.cue == cue && self.modal_reaches(sentence, clause, hit, span));
        let form = self.form(sentence, clause, span);
        let conditional = form == Form::Conditional;
        // "Jure que", "promised": a verb that says something plans it only as far as its object looks ahead.
        let says = |hit: &CueHit| hits.iter().any(|verb| verb.cue == Cue::Saying && verb.span == hit.span);
        let plans = || {
            let planned = hits.iter().filter(|hit| hit.cue == Cue::Planned && !self.is_separated(sentence, clause, hit));
            planned.into_iter().any(|hit| {
                let governs = self.governs_clause(sentence, clause, hit);
                let reaches = || self.modal_reaches(sentence, clause, hit, span);
                if says(hit) {
                    // The mark of an infinitive governs it: "beloofde de school te sluiten".
                    let is_near = || self.words_in(hit.span.end, span.start) <= MODAL_REACH;
                    governs && form != Form::Other || self.is_governed(sentence, span) && reaches() && is_near()
                } else {
                    governs || reaches()
                }
            })
        };
        if self.words(self.sentences[sentence].span).trim_end_matches(['»', '”', '"', '“', ' ', ')']).ends_with('?')
            || self.stands_open(sentence, Cue::Asked, span)
            || hits.iter().any(|hit| hit.cue == Cue::Asked && clause.meets(hit.span) && hit.span.end > span.start)
        {
            Modality::Asked
        } else if self.stands_open(sentence, Cue::Declined, span) {
            Modality::Declined
        } else if in_clause(Cue::Hypothetical)
            || governs(Cue::Hypothetical)
            || conditional && hits.iter().any(|hit| hit.cue == Cue::Hypothetical || self.begins_without(sentence, hit))
            || self.follows_condition(sentence, clause)
        {
            Modality::Hypothetical
        } else if reaches(Cue::Required) || governs(Cue::Required) {
            Modality::Required
        } else if plans() || form == Form::Future || conditional && self.is_future_in_past(sentence, clause) {
            Modality::Planned
        } else if in_clause(Cue::Possible) || governs(Cue::Possible) || reaches(Cue::Able) {
            Modality::Possible
        } else if (in_clause(Cue::Hearsay) || governs(Cue::Hearsay) || conditional) && !self.is_credited(sentence, span)
            || self.is_anonymous(sentence, span)
        {
            Modality::Hearsay
        } else if in_clause(Cue::Restricted) || governs(Cue::Restricted) {
            Modality::Restricted
        } else {
            Modality::Asserted
        }
    }

    /// Whether the clause follows a condition that opens the sentence: "If the subsidy falls, the ward loses 60 beds". A condition about
    /// anybody makes a rule ("If you cancel, we keep it for 30 days"); one that says something is a concession ("Si le maire dément, le
    /// rapport confirme").
    fn follows_condition(&self, sentence: SentenceId, clause: Span<InFolded>) -> bool {
        let [first, second, ..] = self.sentences[sentence].clauses.as_slice() else { return false };
        let hits = self.cues_of(sentence);
        let lexicon = self.sentences[sentence].lexicon;
        let says = |hit: &CueHit| matches!(hit.cue, Cue::Saying | Cue::Denial | Cue::Confirmation | Cue::Untrue | Cue::Factive);
        *second == clause
            && self.words(*first).trim_end().ends_with(',')
            && hits.iter().any(|hit| hit.cue == Cue::Condition && hit.span.start == first.start)
            && !hits.iter().any(|hit| says(hit) && first.covers(hit.span))
            && !hits.iter().any(|hit| hit.cue == Cue::ClauseStart && hit.span.start == second.start)
            && !self.words_of(*first).any(|word| lexicon.generic.contains(self.words(word)))
    }

    /// Whether the sentence opens with what is taken away: "Without the dam, the town would have …".
    fn begins_without(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        hit.cue == Cue::Without && hit.span.start == self.sentences[sentence].span.start
    }

    /// Whether a cue before `span` still holds for it: a contrast ends it, and so does somebody who says something else ("Asked whether
    /// it had closed, the mayor said that it had").
    fn stands_open(&self, sentence: SentenceId, cue: Cue, span: Span<InFolded>) -> bool {
        let hits = self.cues_of(sentence);
        let mut open = false;
        for hit in hits.iter().filter(|hit| hit.span.end <= span.start) {
            match hit.cue {
                found if found == cue => open = true,
                Cue::Contrast => open = false,
                Cue::Saying | Cue::Confirmation | Cue::Denial if self.has_clause(hits, hit) => open = false,
                _ => {}
            }
        }
        open
    }

    /// Whether a modal verb in the clause is that of the predicate at `span`.
    fn modal_reaches(&self, sentence: SentenceId, clause: Span<InFolded>, hit: &CueHit, span: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let framed = lexicon.verb_second;
        if !clause.meets(hit.span) {
            return false;
        }
        if hit.span.end <= span.start {
            let between = Span::new(hit.span.end, span.start);
            let is_joined = || self.words_of(between).any(|word| lexicon.coordinators.contains(self.words(word)));
            // "Will equip the phone with a new battery": to the end of what its verb holds together.
            let is_whole = || !self.words(between).contains([',', ':', ';', '(']) && !is_joined();
            let words = self.words_in(between.start, between.end);
            words <= if framed { FRAME_REACH } else { MODAL_REACH } || words <= FRAME_REACH && is_whole()
        } else if hit.span.start >= span.end {
            let between = self.words(Span::new(span.end, hit.span.start));
            framed && !between.contains([',', ':', ';']) && self.words_in(span.end, hit.span.start) <= BEHIND_REACH
        } else {
            // "Heeft … vergunning" may hold a modal verb; one that it begins or ends with is its own.
            span.start < hit.span.start && hit.span.end < span.end
        }
    }

    /// Whether `hit` stands right before the conjunction that begins `clause`: "demanded that", "peut-être que", "hoopt dat".
    fn governs_clause(&self, sentence: SentenceId, clause: Span<InFolded>, hit: &CueHit) -> bool {
        let hits = self.cues_of(sentence);
        let start = hits.iter().find(|start| start.cue == Cue::ClauseStart && start.span.start == clause.start);
        // "Il faut que" holds the conjunction.
        if start.is_some_and(|start| hit.span.covers(start.span)) {
            return true;
        }
        let begins = start.is_some();
        let between = || self.words(Span::new(hit.span.end, clause.start));
        begins
            && hit.span.end <= clause.start
            && !between().contains([',', ':', ';'])
            && self.words_in(hit.span.end, clause.start) <= CLAUSE_REACH
            && !hits.iter().any(|verb| {
                let says = matches!(verb.cue, Cue::Saying | Cue::Confirmation | Cue::Denial | Cue::Factive);
                says && verb.span.start >= hit.span.end && verb.span.end <= clause.start
            })
    }

    /// What the form of the predicate's verb says of its time: its own ending, or an auxiliary of its clause.
    fn form(&self, sentence: SentenceId, clause: Span<InFolded>, span: Span<InFolded>) -> Form {
        let lexicon = self.sentences[sentence].lexicon;
        // "Vera" has the ending of a future, and is a name.
        // "S'élèveraient": what is elided stands before it.
        let first = self.words_of(span).find(|word| !self.words(*word).ends_with('\''));
        let first = first.filter(|word| !self.folded.is_capital(word.start));
        let ends = |endings: &[String]| first.is_some_and(|word| self.ends_so(lexicon, word, endings));
        if ends(&lexicon.conditional_endings)
            || self.has_conditional(sentence, clause)
            || self.stands_conditionally(sentence, clause, span)
        {
            Form::Conditional
        } else if ends(&lexicon.future_endings) {
            Form::Future
        } else {
            Form::Other
        }
    }

    /// Whether a word has one of the endings, and not by its stem. An ending begins without an accent: "opérait" is no "-erait".
    fn ends_so(&self, lexicon: &Lexicon, word: Span<InFolded>, endings: &[String]) -> bool {
        let text = self.words(word);
        !lexicon.ending_exceptions.contains(text)
            && endings.iter().any(|ending| {
                let stem = text.strip_suffix(ending.as_str()).filter(|stem| stem.len() >= SHORTEST_STEM);
                stem.is_some_and(|stem| !self.folded.is_accented(word.start + stem.len()))
            })
    }

    /// Whether the predicate is a noun, and its verb a conditional: "les dégâts s'élèveraient à 20 millions", "s'appuierait sur une base".
    fn stands_conditionally(&self, sentence: SentenceId, clause: Span<InFolded>, span: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let is_apart = |word: &Span<InFolded>| lexicon.coordinators.contains(self.words(*word));
        let is_conditional = |word: Span<InFolded>| {
            !self.folded.is_capital(word.start) && self.ends_so(lexicon, word, &lexicon.conditional_endings)
        };
        let mut behind =
            self.words_of(Span::new(span.end, clause.end.max(span.end))).take(VERB_REACH).take_while(|word| !is_apart(word));
        self.is_named_only(sentence, span)
            && (behind.any(is_conditional) || {
                let before: Vec<Span<InFolded>> = self.words_of(Span::new(clause.start.min(span.start), span.start)).collect();
                before.into_iter().rev().take(MODAL_REACH).take_while(|word| !is_apart(word)).any(is_conditional)
            })
    }

    /// Whether a form of hearsay in the clause is a conditional: "serait", "zou", and no word such as "allegedly".
    fn has_conditional(&self, sentence: SentenceId, clause: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        self.cues_of(sentence).iter().any(|hit| {
            let word = self.words(hit.span);
            hit.cue == Cue::Hearsay
                && clause.meets(hit.span)
                && lexicon.conditional_endings.iter().any(|ending| word.ends_with(ending.as_str()))
        })
    }

    /// Whether a conditional in the object of a verb that says something in the past looks forward: "avait assuré que le barrage serait
    /// inspecté". One that looks back ("aurait fermé", "zou gesloten hebben") only reports.
    fn is_future_in_past(&self, sentence: SentenceId, clause: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let hits = self.cues_of(sentence);
        if self.words_of(clause).any(|word| lexicon.perfect.contains(self.words(word))) {
            return false;
        }
        let begins = hits.iter().any(|start| start.cue == Cue::ClauseStart && start.span.start == clause.start);
        let verb = hits
            .iter()
            .rev()
            .filter(|hit| hit.span.end <= clause.start)
            .find(|hit| matches!(hit.cue, Cue::Saying | Cue::Confirmation | Cue::Denial | Cue::Contrast));
        let Some(verb) = verb.filter(|verb| begins && verb.cue != Cue::Contrast && self.has_clause(hits, verb)) else {
            return false;
        };
        let word = self.words(verb.span);
        let first = word.split(' ').next().unwrap_or_default();
        let is_past = |word: &str| lexicon.past_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        // "A assuré", "had beloofd": an auxiliary stands before a participle.
        let before = Span::new(self.sentences[sentence].span.start, verb.span.start);
        let mut nearest = self.words_of(before).collect::<Vec<_>>().into_iter().rev().take(2);
        is_past(word) || is_past(first) || nearest.any(|word| lexicon.auxiliaries.contains(self.words(word)))
    }

    /// Whether somebody is named as saying it: then a conditional only attributes. "X aurait déclaré" is hearsay of what X says.
    fn is_credited(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        let hits = self.cues_of(sentence);
        let doubted = |voice: &Credited| {
            let says =
                |hit: &CueHit| matches!(hit.cue, Cue::Saying | Cue::Confirmation | Cue::Denial) && hit.span.end <= span.start;
            let mut own = hits.iter().zip(self.credited_in(sentence));
            own.any(|(verb, credited)| {
                says(verb)
                    && credited.is_some_and(|credited| credited.window == voice.window)
                    && hits.iter().any(|hit| hit.cue == Cue::Hearsay && self.stand_together(hit.span, verb.span))
            })
        };
        self.voice(sentence, span).is_some_and(|voice| voice.by < Credit::Carried && !doubted(&voice))
    }

    /// Whether one stands right before the other.
    fn stand_together(&self, first: Span<InFolded>, second: Span<InFolded>) -> bool {
        first.end <= second.start && self.words_in(first.end, second.start) == 0
    }

    /// Whether whoever is credited with what stands at `span` is nobody in particular: "according to a source close to the talks".
    fn is_anonymous(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        let mut cues = self.cues_of(sentence).iter().filter(|hit| hit.cue == Cue::Anonymous).peekable();
        cues.peek().is_some()
            && self
                .voice(sentence, span)
                .is_some_and(|voice| cues.any(|hit| hit.span.meets(voice.name) || hit.span.meets(voice.window)))
    }

    /// Whether a word of the clause is the first part of a verb whose second part ends the clause, or all but what a preposition
    /// opens: "gaat vijf weken mee bij zuinig gebruik" plans nothing.
    fn is_separated(&self, sentence: SentenceId, clause: Span<InFolded>, hit: &CueHit) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let particles = &lexicon.particles;
        !particles.is_empty() && clause.covers(hit.span) && {
            // "Gaat de batterij, die wij volgden, vijf weken mee": the clause may go on behind another.
            let goes_on =
                self.clauses_from(sentence, clause.end).nth(1).filter(|next| self.resumed(sentence, *next) == Some(clause));
            let end = goes_on.map_or(clause.end, |rest| rest.end);
            let words: Vec<Span<InFolded>> = self.words_of(Span::new(hit.span.end, end)).collect();
            let ends = |next: Option<&Span<InFolded>>| next.is_none_or(|next| lexicon.prepositions.contains(self.words(*next)));
            words.iter().zip(1..).any(|(word, next)| particles.contains(self.words(*word)) && ends(words.get(next)))
        }
    }
}
