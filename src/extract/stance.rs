//! Polarity: whether a clause says that its predicate holds, or that it does not.

use super::phrase::tokens;
use super::{CueHit, Extraction};
use crate::claim::{Modality, Polarity};
use crate::id::SentenceId;
use crate::lexicon::Cue;
use crate::span::{InFolded, Span};

/// An adverb of negation counts at most this many words before its verb.
const NEGATION_REACH: usize = 2;
/// A negated object counts at most this many words before its verb: "geen vergunning van de stad verkregen".
const OBJECT_REACH: usize = 5;
/// Where the verb comes second, what negates stands before objects and the participle: "nooit afval in de rivier geloosd"; and behind
/// a finite verb: "loosde de fabriek geen afval".
const FRAME_REACH: usize = 8;
/// A negation counts at most this many words behind a finite verb that comes second.
const BEHIND_REACH: usize = 5;
/// At most this many words stand between a verb of saying and the comma that ends what is inserted: ", a dit le doyen de la faculté,".
const INSERTED_WORDS: usize = 6;
/// At most this many words stand between a verb of saying and the clause that is its object: "said on Monday that".
const OBJECT_CLAUSE: usize = 3;

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
    pub span: Span<InFolded>,
    /// What it makes of its object; none where it is itself negated, and so neither denies nor affirms.
    pub polarity: Option<Polarity>,
    /// Whether it says in its own words that the object is not so ("it is untrue that"), instead of telling of a denial.
    pub is_flat: bool,
}

impl Extraction<'_> {
    /// What the clause makes of the predicate at `span`. None where it neither affirms nor denies: "n'a pas contesté avoir
    /// utilisé", "n'utilise plus".
    pub fn stance(&self, sentence: SentenceId, span: Span<InFolded>) -> Option<Stance> {
        let span = self.governed_part(sentence, span);
        let clause = self.clause(sentence, span.start);
        // A predicate that says itself that something ceased ("stopped") is not ceased by it.
        let near =
            |cue: Cue| self.cues_of(sentence).iter().any(|hit| hit.cue == cue && clause.meets(hit.span) && !hit.span.meets(span));
        if near(Cue::Ceased) {
            return None;
        }
        let modality = self.modality(sentence, span);
        let negated = self.is_negated(sentence, span);
        let named_only =
            self.is_named_only(sentence, span) && modality < Modality::Planned && !self.is_carried_out(sentence, span);
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

    /// The verb of denial or confirmation whose object the predicate at `span` is: the last one before it, up to a contrast or a
    /// semicolon; or one after it, where the predicate is a noun ("l'utilisation a été démentie") or stands in a clause that
    /// opens the sentence ("dat de stad verkocht, wordt ontkend").
    pub fn governor(&self, sentence: SentenceId, span: Span<InFolded>) -> Option<Governor> {
        let span = self.governed_part(sentence, span);
        let hits = self.cues_of(sentence);
        let mut last: Option<CueHit> = None;
        for hit in hits.iter().filter(|hit| hit.span.end <= span.start) {
            match hit.cue {
                // "According to the insurer, which disputes the sum, it opened": a remark between commas governs nothing behind it.
                Cue::Denial | Cue::Confirmation if self.is_closed_before(sentence, hit.span, span) => {}
                Cue::Denial | Cue::Confirmation | Cue::Untrue => last = Some(*hit),
                // "Denied reports that" is one denial; "said that" begins something else.
                Cue::Saying if last.is_some_and(|verb| self.adjoin(verb.span, hit.span)) => {}
                // "It is not true, the dean said, that": who speaks stands between commas, and the clause goes on.
                Cue::Saying if last.is_some() && self.is_inserted(sentence, hit) => {}
                // "Did not report a leak": neither said nor denied.
                Cue::Saying => last = Some(*hit).filter(|_| self.has_clause(hits, hit) || self.is_unsaid(sentence, hit, span)),
                Cue::Factive => last = None,
                Cue::Contrast | Cue::Reply => last = None,
                _ => {}
            }
        }
        // "X denies this: it paid." What follows the colon is X's own word, and no object of the denial.
        let between = |hit: &CueHit| self.words(Span::new(hit.span.end, span.start));
        let denies = |hit: &CueHit| matches!(hit.cue, Cue::Denial | Cue::Untrue);
        let last = last.filter(|hit| !(between(hit).contains(';') || denies(hit) && between(hit).contains(':')));
        let verb = last.or_else(|| self.governor_after(sentence, span))?;
        // "Räumte die Zahlung nicht ein": a verb of two parts may hold its negation.
        let holds_negation = || hits.iter().any(|hit| hit.cue == Cue::Negation && verb.span.covers(hit.span));
        let negated = self.is_negated(sentence, verb.span) || holds_negation();
        let polarity = match verb.cue {
            Cue::Untrue => Some(Polarity::Denied),
            _ if negated => None,
            Cue::Denial => Some(Polarity::Denied),
            Cue::Confirmation => Some(Polarity::Affirmed),
            // What somebody says is no object of a denial.
            _ => return None,
        };
        Some(Governor { span: verb.span, polarity, is_flat: verb.cue == Cue::Untrue })
    }

    /// Of a predicate whose words stand around a verb that governs the rest ("a … informé" in "a démenti avoir informé"), that rest.
    pub(super) fn governed_part(&self, sentence: SentenceId, span: Span<InFolded>) -> Span<InFolded> {
        let governs = |cue: Cue| matches!(cue, Cue::Denial | Cue::Confirmation | Cue::Untrue | Cue::Declined);
        let inside = |hit: &&CueHit| hit.span.meets(span) && hit.span.end < span.end;
        let last = self.cues_of(sentence).iter().filter(inside).filter(|hit| governs(hit.cue)).map(|hit| hit.span.end).max();
        let rest = last.and_then(|end| self.words_of(Span::new(end, span.end)).next());
        rest.map_or(span, |first| Span::new(first.start, span.end))
    }

    /// Whether the clause of `inner` is one between commas that has ended before `outer`, whose clause goes on with what stood before it.
    /// So is one in what opens the sentence: "Although the board denies it, it closed".
    fn is_closed_before(&self, sentence: SentenceId, inner: Span<InFolded>, outer: Span<InFolded>) -> bool {
        let (inserted, after) = (self.clause(sentence, inner.start), self.clause(sentence, outer.start));
        self.opening_end(sentence).is_some_and(|end| inserted.end <= end && end <= after.start)
            || inserted.end <= after.start
                && self.clauses_from(sentence, inserted.end).take_while(|clause| clause.start <= after.start).any(|clause| {
                    self.resumed(sentence, clause).is_some() && self.clause(sentence, clause.start.saturating_sub(1)) == inserted
                })
    }

    /// Where the subordinate clause that opens the sentence ends, with all that hangs on it: at the comma before the main clause.
    pub(super) fn opening_end(&self, sentence: SentenceId) -> Option<usize> {
        let whole = &self.sentences[sentence];
        let hits = self.cues_of(sentence);
        let opens = |cue: Cue| matches!(cue, Cue::ClauseStart | Cue::Contrast | Cue::Hypothetical | Cue::Apart);
        let starts = |at: usize, opens: &dyn Fn(Cue) -> bool| hits.iter().any(|hit| opens(hit.cue) && hit.span.start == at);
        let end = whole.clauses.iter().find(|clause| self.words(**clause).trim_end().ends_with(','))?.end;
        (starts(whole.span.start, &opens) && !starts(end, &|cue| cue == Cue::ClauseStart)).then_some(end)
    }

    /// The clauses of the sentence that begin at `at` or later.
    pub(super) fn clauses_from(&self, sentence: SentenceId, at: usize) -> impl Iterator<Item = Span<InFolded>> + '_ {
        let clauses = &self.sentences[sentence].clauses;
        clauses[clauses.partition_point(|clause| clause.start < at)..].iter().copied()
    }

    fn governor_after(&self, sentence: SentenceId, span: Span<InFolded>) -> Option<CueHit> {
        let hits = self.cues_of(sentence);
        let clause = self.clause(sentence, span.start);
        let whole = self.sentences[sentence].span;
        let verbs = |cue: Cue| matches!(cue, Cue::Denial | Cue::Confirmation | Cue::Untrue);
        let after = hits.iter().find(|hit| verbs(hit.cue) && hit.span.start >= span.end)?;
        let fronted = clause.start == whole.start
            && hits.iter().any(|hit| hit.cue == Cue::ClauseStart && hit.span.start == whole.start)
            && self.clause(sentence, after.span.start).start == clause.end;
        let passive = clause.covers(after.span) && self.is_named_only(sentence, span);
        // "The report that it was closed is false."
        let between = Span::new(span.end, after.span.start);
        let lexicon = self.sentences[sentence].lexicon;
        let joined = || self.words_of(between).any(|word| lexicon.coordinators.contains(self.words(word)));
        let begins = hits.iter().any(|hit| hit.cue == Cue::ClauseStart && clause.meets(hit.span) && hit.span.end <= span.start);
        let is_part = |word: Span<InFolded>| {
            let word = self.words(word);
            lexicon.auxiliaries.contains(word) || lexicon.auxiliary_parts.contains(word)
        };
        let of_a_noun = after.cue == Cue::Untrue || self.token_before(sentence, after.span).is_some_and(is_part);
        let judged = of_a_noun && clause.covers(after.span) && begins && !self.words(between).contains([',', ':']) && !joined();
        (fronted || passive || judged).then_some(*after)
    }

    /// Whether a verb of saying stands with its subject between two commas, the second of which is followed by the beginning of a clause.
    fn is_inserted(&self, sentence: SentenceId, verb: &CueHit) -> bool {
        let hits = self.cues_of(sentence);
        let next = hits.iter().find(|hit| hit.cue == Cue::ClauseStart && hit.span.start >= verb.span.end);
        next.is_some_and(|start| {
            self.stands_apart(verb)
                && self.words(Span::new(verb.span.end, start.span.start)).trim_end().ends_with(',')
                && self.words_in(verb.span.end, start.span.start) <= INSERTED_WORDS
        })
    }

    /// Whether a verb of saying in the clause of `span` is negated.
    fn is_unsaid(&self, sentence: SentenceId, verb: &CueHit, span: Span<InFolded>) -> bool {
        self.clause(sentence, span.start).covers(verb.span) && self.is_negated(sentence, verb.span)
    }

    /// Whether no word stands between the two.
    fn adjoin(&self, first: Span<InFolded>, second: Span<InFolded>) -> bool {
        CueHit::words_between(self.folded.text(), first.end, second.start) == 0
    }

    /// Whether a verb is followed by a clause that is its object: "said that", "zei maandag dat".
    pub(super) fn has_clause(&self, hits: &[CueHit], verb: &CueHit) -> bool {
        let next = hits.iter().find(|hit| hit.cue == Cue::ClauseStart && hit.span.start >= verb.span.start);
        next.is_some_and(|start| {
            // "Says that", "pense que".
            if verb.span.covers(start.span) {
                return true;
            }
            let between = self.words(Span::new(verb.span.end, start.span.start));
            !between.contains([',', ':', ';']) && self.words_in(verb.span.end, start.span.start) <= OBJECT_CLAUSE
        })
    }

    /// The number of words between two places.
    pub(super) fn words_in(&self, from: usize, to: usize) -> usize {
        CueHit::words_between(self.folded.text(), from, to)
    }

    /// Whether the words right before a predicate say that it was done, or not done, so that it is more than named: "managed to
    /// inspect", "accused of dumping", "failed to inspect".
    fn is_carried_out(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        self.cues_of(sentence).iter().any(|hit| {
            let carries = matches!(hit.cue, Cue::Achieved | Cue::Without | Cue::Hearsay);
            carries && hit.span.end <= span.start && {
                let words = self.words_in(hit.span.end, span.start);
                words == 0 || self.sentences[sentence].lexicon.verb_second && words <= FRAME_REACH
            }
        })
    }

    /// Whether a negation belongs to the predicate at `span`.
    fn is_negated(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        let clause = self.clause(sentence, span.start);
        let hits = self.cues_of(sentence);
        let framed = self.sentences[sentence].lexicon.verb_second;
        hits.iter().filter(|hit| clause.meets(hit.span)).any(|hit| {
            let negates = matches!(hit.cue, Cue::Negation | Cue::NegatedDeterminer | Cue::NegatedSubject | Cue::Without);
            // "N'a payé personne" stands around its verb; "bevat geen garantie" around its negation.
            if !negates || hit.span.meets(span) {
                return negates && hit.cue != Cue::Without;
            }
            if hit.span.end > span.start {
                return self.is_negated_behind(sentence, span, hit, clause);
            }
            // "Nobody knew it was closed", "did not say it was closed".
            let consumed = hits.iter().any(|other| {
                matches!(other.cue, Cue::Saying | Cue::Denial | Cue::Confirmation | Cue::Factive)
                    && hit.span.end <= other.span.start
                    && other.span.end <= span.start
            });
            let opens = CueHit::words_between(self.folded.text(), clause.start, hit.span.start) == 0;
            // "À aucun moment, …": a whole adverbial may have a comma behind it; "No, …" says something else.
            let adverbial = opens && hit.cue == Cue::Negation && self.words_of(hit.span).nth(1).is_some();
            if consumed || !adverbial && self.is_cut_off(hit.span.end, span.start) {
                return false;
            }
            let distance = self.distance(sentence, hit.span.end, span.start);
            let in_frame = framed && distance <= FRAME_REACH && !self.holds_auxiliary(sentence, hit.span.end, span.start);
            match hit.cue {
                Cue::NegatedSubject => true,
                Cue::Negation if self.is_governed(sentence, hit.span) && !adverbial => false,
                Cue::Negation => opens || distance <= NEGATION_REACH || in_frame,
                // "Without permission X dumped": only an infinitive, a participle or a whole clause is what did not happen.
                Cue::Without => {
                    distance == 0 || self.is_infinitive(sentence, span, framed, distance) || self.opens_without(hits, hit)
                }
                // "With no permit": what a preposition governs says nothing of the verb.
                _ if self.is_governed(sentence, hit.span) => distance == 0,
                // "Aucune utilisation", "geen vergunning verkregen", "aucun service n'a utilisé".
                _ => distance <= OBJECT_REACH || in_frame || self.opens_clause(hit, clause),
            }
        })
    }

    /// "Without ever having inspected", "zonder de dam te inspecteren": the word before tells an infinitive where objects come first.
    fn is_infinitive(&self, sentence: SentenceId, span: Span<InFolded>, framed: bool, distance: usize) -> bool {
        if framed { distance <= FRAME_REACH && self.is_governed(sentence, span) } else { distance <= 1 }
    }

    /// "Zonder dat": the words begin a clause.
    fn opens_without(&self, hits: &[CueHit], hit: &CueHit) -> bool {
        hits.iter().any(|start| start.cue == Cue::ClauseStart && hit.span.covers(start.span))
    }

    /// Whether a negation behind the predicate belongs to it: "n'utilise pas", "gebruikt Clearview niet.", "obtained no permit", and
    /// where the verb comes second "loosde in 2020 geen afval".
    fn is_negated_behind(&self, sentence: SentenceId, span: Span<InFolded>, hit: &CueHit, clause: Span<InFolded>) -> bool {
        if !matches!(hit.cue, Cue::Negation | Cue::NegatedDeterminer) || self.is_governed(sentence, hit.span) {
            return false;
        }
        let lexicon = self.sentences[sentence].lexicon;
        let distance = self.words_in(span.end, hit.span.start);
        let between = Span::new(span.end, hit.span.start);
        let is_joined = || self.words_of(between).any(|word| lexicon.coordinators.contains(self.words(word)));
        // "Een niet erkende firma": what an article opens is a noun phrase of its own.
        let attributive = || {
            let before = self.token_before(sentence, hit.span);
            before.is_some_and(|before| lexicon.determiners.contains(self.words(before)) && before.start >= span.end)
                && !self.ends_clause(hit, clause)
                && hit.cue == Cue::Negation
        };
        let behind_finite = lexicon.verb_second
            && distance <= BEHIND_REACH
            && !self.words(between).contains([',', '(', ':'])
            && !self.holds_auxiliary(sentence, span.end, hit.span.start)
            && !is_joined()
            && !attributive();
        distance == 0 || behind_finite || hit.cue == Cue::Negation && self.ends_clause(hit, clause) && !is_joined()
    }

    /// The words between two places that count towards a reach: not those between a pair of commas, nor parts of auxiliaries ("has not,
    /// to this day, been").
    fn distance(&self, sentence: SentenceId, from: usize, to: usize) -> usize {
        let text = self.words(Span::new(from, to));
        let aside = match (text.find(','), text.rfind(',')) {
            (Some(first), Some(last)) if first < last => Span::new(from + first, from + last),
            _ => Span::new(from, from),
        };
        let lexicon = self.sentences[sentence].lexicon;
        let is_part = |word: &str| lexicon.auxiliary_parts.contains(word) || lexicon.auxiliaries.contains(word);
        // No reach is longer than this.
        let words = self.words_of(Span::new(from, to)).filter(|word| !aside.covers(*word)).take(2 * FRAME_REACH);
        words.filter(|word| !is_part(self.words(*word))).count()
    }

    /// Whether a comma that none answers stands between two places.
    fn is_cut_off(&self, from: usize, to: usize) -> bool {
        let between = self.words(Span::new(from, to));
        between.matches(", ").count() % 2 == 1 || between.contains([':', ';'])
    }

    /// Whether a finite auxiliary stands between two places, so that another verb has been there. At the end of a subordinate clause it
    /// stands beside its own participle: "dat het nooit afval heeft geloosd".
    fn holds_auxiliary(&self, sentence: SentenceId, from: usize, to: usize) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let start = self.clause(sentence, from).start;
        let is_subordinate = self.cues_of(sentence).iter().any(|hit| hit.cue == Cue::ClauseStart && hit.span.start == start);
        let is_finite = |word: &str| lexicon.auxiliaries.contains(word) && !lexicon.auxiliary_parts.contains(word);
        let words: Vec<Span<InFolded>> = self.words_of(Span::new(from, to)).take(2 * FRAME_REACH).collect();
        let own = words.iter().rev().take_while(|word| lexicon.auxiliaries.contains(self.words(**word))).count();
        let others = words.len() - if is_subordinate { own } else { 0 };
        words.iter().take(others).any(|word| is_finite(self.words(*word)))
    }

    /// Whether a preposition governs what stands at `span`: "pour rien", "na niets".
    pub(super) fn is_governed(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        self.token_before(sentence, span).is_some_and(|token| lexicon.prepositions.contains(self.words(token)))
    }

    /// Whether no word follows `hit` in its clause.
    fn ends_clause(&self, hit: &CueHit, clause: Span<InFolded>) -> bool {
        let rest = self.words(Span::new(hit.span.end, clause.end));
        let rest = rest.split([',', ';', '.', '(']).next().unwrap_or_default();
        !rest.contains(crate::pattern::is_word_letter)
    }

    /// Whether `hit` opens the subject of its clause: "aucun service n'a", "geen enkele dienst".
    fn opens_clause(&self, hit: &CueHit, clause: Span<InFolded>) -> bool {
        CueHit::words_between(self.folded.text(), clause.start, hit.span.start) <= 1
    }

    /// Whether a cue of this kind stands in `clause` within reach before `span`, or after it.
    fn reaches(&self, sentence: SentenceId, cue: Cue, clause: Span<InFolded>, span: Span<InFolded>) -> bool {
        self.cues_of(sentence).iter().filter(|hit| hit.cue == cue && clause.meets(hit.span)).any(|hit| {
            let gap = if hit.span.end <= span.start { (hit.span.end, span.start) } else { (span.end, hit.span.start) };
            CueHit::words_between(self.folded.text(), gap.0, gap.1) <= NEGATION_REACH
        })
    }

    /// "No sign that" before the predicate, with no contrast between.
    fn no_sign_before(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
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
    pub(super) fn is_named_only(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        // Of several words ("losgeld betaald") the first may well have an article.
        if self.words_of(span).nth(1).is_some() {
            return false;
        }
        let lexicon = self.sentences[sentence].lexicon;
        let Some(before) = self.token_before(sentence, span) else { return false };
        let word = self.words(before);
        // "N'en savait rien": after an elided word it is a pronoun.
        let elided = self.folded.text()[..before.start].ends_with('\'');
        if lexicon.determiners.contains(word) {
            return !self.is_object(sentence, before);
        }
        !elided && lexicon.prepositions.contains(word)
    }

    /// Whether the word at `at`, which is an article as well, is an object before its verb: "Merle le connaissait", "il l'a vu".
    fn is_object(&self, sentence: SentenceId, at: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        if !lexicon.clitics.contains(self.words(at)) {
            return false;
        }
        let Some(subject) = self.token_before(sentence, at) else { return false };
        let touches = self.words(Span::new(subject.end, at.start)).trim_start_matches(['\u{BB}', '"', ')']).trim().is_empty();
        let is_name = self.folded.is_capital(subject.start) && subject.start > self.sentences[sentence].span.start;
        let is_pronoun = lexicon.pronouns.contains(self.words(subject)) && !lexicon.determiners.contains(self.words(subject));
        touches && (is_name || is_pronoun)
    }

    /// The word right before `span` in its sentence.
    fn token_before(&self, sentence: SentenceId, span: Span<InFolded>) -> Option<Span<InFolded>> {
        let text = self.folded.text();
        // A word is no longer than this; looking further back would take time for nothing.
        let mut start = span.start.saturating_sub(80).max(self.sentences[sentence].span.start);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        tokens(text, Span::new(start, span.start)).last()
    }
}
