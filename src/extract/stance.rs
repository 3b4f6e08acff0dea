//! Polarity and modality: whether a clause says that its predicate holds, and how surely.

use super::phrase::tokens;
use super::{CueHit, Extraction};
use crate::claim::{Credit, Modality, Polarity};
use crate::lexicon::Cue;
use crate::span::Span;

/// An adverb of negation counts at most this many words before its verb.
const NEGATION_REACH: usize = 2;
/// A negated object counts at most this many words before its verb: "geen vergunning van de stad verkregen".
const OBJECT_REACH: usize = 5;
/// A modal verb counts at most this many words before its verb.
const MODAL_REACH: usize = 5;

/// What a clause makes of its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How surely.
    pub modality: Modality,
    /// Whether the predicate is only named ("l'utilisation de", "te gebruiken"), and nobody affirms or denies it.
    pub is_named_only: bool,
}

/// A verb whose object a predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governor {
    /// Where it stands.
    pub span: Span,
    /// What it makes of its object; none where it is itself negated, and so neither denies nor affirms.
    pub polarity: Option<Polarity>,
    /// Whether it says in its own words that the object is not so ("it is untrue that"), instead of telling of a denial.
    pub is_flat: bool,
}

impl Extraction<'_> {
    /// What the clause makes of the predicate at `span`. None where it neither affirms nor denies: "n'a pas contesté avoir
    /// utilisé", "n'utilise plus".
    pub fn stance(&self, sentence: usize, span: Span) -> Option<Stance> {
        let clause = self.clause(sentence, span.start);
        // A predicate that says itself that something ceased ("stopped") is not ceased by it.
        let near =
            |cue: Cue| self.cues_of(sentence).iter().any(|hit| hit.cue == cue && clause.meets(hit.span) && !hit.span.meets(span));
        if near(Cue::Ceased) {
            return None;
        }
        let modality = self.modality(sentence, span);
        let negated = self.is_negated(sentence, span);
        let named_only = self.is_named_only(sentence, span);
        let governor = self.governor(sentence, span);
        let own = if negated { Polarity::Denied } else { Polarity::Affirmed };
        let limited = |modality: Modality| modality.max(Modality::Restricted);
        if let Some(governor) = governor {
            let (polarity, modality) = match (governor.polarity?, own) {
                (Polarity::Affirmed, own) => (own, modality),
                (Polarity::Denied, Polarity::Affirmed) => (Polarity::Denied, modality),
                // "Dément ne pas avoir utilisé": it was used, as far as a denial says so.
                (Polarity::Denied, Polarity::Denied) if governor.is_flat => (Polarity::Affirmed, modality),
                (Polarity::Denied, Polarity::Denied) => (Polarity::Affirmed, limited(modality)),
            };
            return Some(Stance { polarity, modality, is_named_only: false });
        }
        if self.no_sign_before(sentence, span) {
            return Some(Stance { polarity: Polarity::Denied, modality: limited(modality), is_named_only: false });
        }
        if self.reaches(sentence, Cue::Partly, clause, span) {
            return Some(Stance { polarity: Polarity::Denied, modality: limited(modality), is_named_only: named_only });
        }
        Some(Stance { polarity: own, modality, is_named_only: named_only })
    }

    /// How surely what stands at `span` is said.
    pub fn modality(&self, sentence: usize, span: Span) -> Modality {
        let clause = self.clause(sentence, span.start);
        let hits = self.cues_of(sentence);
        let in_clause = |cue: Cue| hits.iter().any(|hit| hit.cue == cue && clause.meets(hit.span));
        let before = |cue: Cue| hits.iter().any(|hit| hit.cue == cue && hit.span.end <= span.start);
        let reaches = |cue: Cue| {
            hits.iter().any(|hit| {
                hit.cue == cue
                    && (clause.meets(hit.span) && hit.span.end <= span.start)
                    && CueHit::words_between(self.folded.text(), hit.span.end, span.start) <= MODAL_REACH
            })
        };
        if self.words(self.sentences[sentence].span).trim_end_matches(['»', '”', '"', ' ', ')']).ends_with('?')
            || before(Cue::Asked)
            || in_clause(Cue::Asked)
        {
            Modality::Asked
        } else if before(Cue::Declined) {
            Modality::Declined
        } else if in_clause(Cue::Hypothetical) {
            Modality::Hypothetical
        } else if reaches(Cue::Required) {
            Modality::Required
        } else if reaches(Cue::Planned) {
            Modality::Planned
        } else if in_clause(Cue::Possible) || reaches(Cue::Able) {
            Modality::Possible
        } else if in_clause(Cue::Hearsay) && !self.is_credited(sentence, span) {
            Modality::Hearsay
        } else if in_clause(Cue::Restricted) {
            Modality::Restricted
        } else {
            Modality::Asserted
        }
    }

    /// Whether somebody is named as saying it: then a conditional only attributes.
    fn is_credited(&self, sentence: usize, span: Span) -> bool {
        self.voice(sentence, span).is_some_and(|voice| voice.by < Credit::Carried)
    }

    /// The verb of denial or confirmation whose object the predicate at `span` is: the last one before it, up to a contrast or a
    /// semicolon; or one after it, where the predicate is a noun ("l'utilisation a été démentie") or stands in a clause that
    /// opens the sentence ("dat de stad verkocht, wordt ontkend").
    pub fn governor(&self, sentence: usize, span: Span) -> Option<Governor> {
        let hits = self.cues_of(sentence);
        let mut last: Option<CueHit> = None;
        for hit in hits.iter().filter(|hit| hit.span.end <= span.start) {
            match hit.cue {
                Cue::Denial | Cue::Confirmation | Cue::Untrue => last = Some(*hit),
                // "Denied reports that" is one denial; "said that" begins something else.
                Cue::Saying if last.is_some_and(|verb| self.adjoin(verb.span, hit.span)) => {}
                Cue::Saying => last = Some(*hit).filter(|_| self.has_clause(hits, hit)),
                Cue::Contrast | Cue::Reply => last = None,
                _ => {}
            }
        }
        // "X denies this: it paid." What follows the colon is X's own word, and no object of the denial.
        let between = |hit: &CueHit| self.words(Span::new(hit.span.end, span.start));
        let last = last.filter(|hit| !between(hit).contains(';') && (hit.cue != Cue::Denial || !between(hit).contains(':')));
        let verb = last.or_else(|| self.governor_after(sentence, span))?;
        // "Räumte die Zahlung nicht ein": a verb of two parts may hold its negation.
        let holds_negation = || hits.iter().any(|hit| hit.cue == Cue::Negation && verb.span.covers(hit.span));
        let negated = self.is_negated(sentence, verb.span) || holds_negation();
        let polarity = match verb.cue {
            Cue::Untrue => Some(Polarity::Denied),
            _ if negated => None,
            Cue::Denial => Some(Polarity::Denied),
            Cue::Confirmation => Some(Polarity::Affirmed),
            // What somebody says is no object of a denial; what somebody did not say is no claim.
            _ => return None,
        };
        Some(Governor { span: verb.span, polarity, is_flat: verb.cue == Cue::Untrue })
    }

    fn governor_after(&self, sentence: usize, span: Span) -> Option<CueHit> {
        let hits = self.cues_of(sentence);
        let clause = self.clause(sentence, span.start);
        let whole = self.sentences[sentence].span;
        let verbs = |cue: Cue| matches!(cue, Cue::Denial | Cue::Confirmation | Cue::Untrue);
        let after = hits.iter().find(|hit| verbs(hit.cue) && hit.span.start >= span.end)?;
        let fronted = clause.start == whole.start
            && hits.iter().any(|hit| hit.cue == Cue::ClauseStart && hit.span.start == whole.start)
            && self.clause(sentence, after.span.start).start == clause.end;
        let passive = clause.covers(after.span) && self.is_named_only(sentence, span);
        (fronted || passive).then_some(*after)
    }

    /// Whether no word stands between the two.
    fn adjoin(&self, first: Span, second: Span) -> bool {
        CueHit::words_between(self.folded.text(), first.end, second.start) == 0
    }

    /// Whether a verb is followed by a clause that is its object: "said that".
    fn has_clause(&self, hits: &[CueHit], verb: &CueHit) -> bool {
        hits.iter().any(|hit| hit.cue == Cue::ClauseStart && hit.span.start >= verb.span.end && self.adjoin(verb.span, hit.span))
    }

    /// Whether a negation belongs to the predicate at `span`.
    fn is_negated(&self, sentence: usize, span: Span) -> bool {
        let text = self.folded.text();
        let clause = self.clause(sentence, span.start);
        let words_between = |from, to| CueHit::words_between(text, from, to);
        self.cues_of(sentence).iter().filter(|hit| clause.meets(hit.span)).any(|hit| {
            let before = hit.span.end <= span.start;
            let distance = if before { words_between(hit.span.end, span.start) } else { words_between(span.end, hit.span.start) };
            // "Pour rien", "na niets": what a preposition governs negates no verb.
            let governed = || {
                self.token_before(sentence, hit.span)
                    .is_some_and(|token| self.sentences[sentence].lexicon.prepositions.contains(self.words(token)))
            };
            match hit.cue {
                // "N'a payé personne" stands around its verb.
                Cue::Negation if hit.span.covers(span) => true,
                Cue::Negation if governed() => false,
                Cue::Negation | Cue::Without if before => distance <= NEGATION_REACH,
                // "N'utilise pas", "gebruikt Clearview niet."
                Cue::Negation => hit.span.start >= span.end && (distance == 0 || self.ends_clause(hit, clause)),
                Cue::NegatedSubject => before,
                // "Aucune utilisation", "geen vergunning verkregen", "obtained no permit", "aucun service n'a utilisé".
                Cue::NegatedDeterminer if before => distance <= OBJECT_REACH || self.opens_clause(hit, clause),
                Cue::NegatedDeterminer => hit.span.start >= span.end && distance == 0,
                _ => false,
            }
        })
    }

    /// Whether no word follows `hit` in its clause.
    fn ends_clause(&self, hit: &CueHit, clause: Span) -> bool {
        let rest = self.words(Span::new(hit.span.end, clause.end));
        let rest = rest.split([',', ';', '.', '(']).next().unwrap_or_default();
        !rest.contains(crate::pattern::is_word_letter)
    }

    /// Whether `hit` opens the subject of its clause: "aucun service n'a", "geen enkele dienst".
    fn opens_clause(&self, hit: &CueHit, clause: Span) -> bool {
        CueHit::words_between(self.folded.text(), clause.start, hit.span.start) <= 1
    }

    /// Whether a cue of this kind stands in `clause` within reach before `span`, or after it.
    fn reaches(&self, sentence: usize, cue: Cue, clause: Span, span: Span) -> bool {
        self.cues_of(sentence).iter().filter(|hit| hit.cue == cue && clause.meets(hit.span)).any(|hit| {
            let gap = if hit.span.end <= span.start { (hit.span.end, span.start) } else { (span.end, hit.span.start) };
            CueHit::words_between(self.folded.text(), gap.0, gap.1) <= NEGATION_REACH
        })
    }

    /// "No sign that" before the predicate, with no contrast between.
    fn no_sign_before(&self, sentence: usize, span: Span) -> bool {
        let mut holds = false;
        for hit in self.cues_of(sentence).iter().filter(|hit| hit.span.end <= span.start) {
            match hit.cue {
                Cue::NoSign => holds = true,
                Cue::Contrast => holds = false,
                _ => {}
            }
        }
        holds
    }

    /// Whether the word before the predicate makes a noun or an infinitive of it.
    fn is_named_only(&self, sentence: usize, span: Span) -> bool {
        // Of several words ("losgeld betaald") the first may well have an article.
        if self.words_of(span).nth(1).is_some() {
            return false;
        }
        let lexicon = self.sentences[sentence].lexicon;
        let Some(before) = self.token_before(sentence, span) else { return false };
        let word = self.words(before);
        // "N'en savait rien": after an elided word it is a pronoun.
        let elided = self.folded.text()[..before.start].ends_with('\'');
        lexicon.determiners.contains(word) || !elided && lexicon.prepositions.contains(word)
    }

    /// The word right before `span` in its sentence.
    fn token_before(&self, sentence: usize, span: Span) -> Option<Span> {
        let text = self.folded.text();
        // A word is no longer than this; looking further back would take time for nothing.
        let mut start = span.start.saturating_sub(80).max(self.sentences[sentence].span.start);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        tokens(text, Span::new(start, span.start)).last()
    }
}
