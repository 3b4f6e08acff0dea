//! What a sentence makes of a place in it, and who is committed to that.

use super::Extraction;
use super::voice::Credited;
use crate::claim::{Credit, Modality};
use crate::clause::{Analysis, CueHit, Found, Mark, Reading, ValueKind};
use crate::id::SentenceId;
use crate::lexicon::{Cue, Slot};
use crate::pattern::is_word_letter;
use crate::span::{InFolded, Span};

impl Extraction<'_> {
    /// The analysis of a sentence, made when it is first asked for.
    pub fn analysis(&self, sentence: SentenceId) -> &Analysis {
        self.analyses[sentence].get_or_init(|| {
            let own = &self.sentences[sentence];
            let found = Found {
                cues: &self.cues[own.cues.clone()],
                predicates: self.asked_in(sentence),
                values: &self.mentions[own.mentions.clone()],
            };
            Analysis::of(self.folded, own.span, own.lexicon, found)
        })
    }

    /// The words of a sentence that rules ask about.
    pub fn asked_in(&self, sentence: SentenceId) -> &[Span<InFolded>] {
        let own = self.sentences[sentence].span;
        let first = self.predicates.partition_point(|word| word.start < own.start);
        &self.predicates[first..first + self.predicates[first..].partition_point(|word| word.start < own.end)]
    }

    /// What the sentence says about the words at `at`. Somebody in particular who is quoted, or credited, asserts what a form of hearsay only
    /// reports; nobody in particular ("a source close to the talks") reports hearsay.
    pub fn reading(&self, sentence: SentenceId, at: Span<InFolded>) -> Reading {
        let is_quoted = self.sentences[sentence].quoted.is_some();
        let mut reading = self.analysis(sentence).reading(at, is_quoted);
        // "Il est écrit que l'usine aurait fermé": nobody is named who would assert it.
        // "Posts claiming that it closed": nor do these.
        let is_gerund = |holder: usize| {
            self.cues_of(sentence).get(holder).is_some_and(|hit| {
                let is_beside_noun = self.folded.text()[..hit.span.start].trim_end().ends_with(is_word_letter);
                let slots = hit.verb.map(|verb| verb.slots);
                is_beside_noun && slots.is_some_and(|slots| slots.may_be(Slot::Gerund) && !slots.may_be_finite())
            })
        };
        let may_be_nobodys = reading.holder.is_some_and(|holder| reading.is_reported || is_gerund(holder));
        let is_nobodys = may_be_nobodys && self.voice_of(sentence, at, &reading).is_none();
        if reading.modality < Modality::Hearsay && (is_nobodys || self.is_anonymous(sentence, &reading)) {
            reading.modality = Modality::Hearsay;
        }
        reading
    }

    /// Who is credited with the words at `at` in `sentence`; none if nobody is, so that the document speaks.
    pub fn voice(&self, sentence: SentenceId, at: Span<InFolded>) -> Option<Credited> {
        let reading = self.reading(sentence, at);
        self.voice_of(sentence, at, &reading)
    }

    fn voice_of(&self, sentence: SentenceId, at: Span<InFolded>, reading: &Reading) -> Option<Credited> {
        let credited = self.credited_in(sentence);
        let hits = self.cues_of(sentence);
        let quoted = self.sentences[sentence].quoted;
        let carried = || self.carried(sentence);
        if let Some(holder) = reading.holder {
            let (analysis, whole_start) = (self.analysis(sentence), self.sentences[sentence].span.start);
            if let Some(named) = self.remark_subject(sentence, holder) {
                return Some(named);
            }
            if let Some(named) = credited.get(holder).copied().flatten() {
                return Some(named);
            }
            // "The maker disputes the figures: it says …": somebody who was cited before.
            let pronoun = hits.get(holder).and_then(|hit| self.pronoun_of(sentence, hit));
            let agrees = |named: &Credited| pronoun.is_none_or(|pronoun| self.agrees(named.window, pronoun));
            // "“The chief has told us,” he said": who speaks in a quotation is not who says it.
            let own = hits.get(holder).map_or(whole_start, |hit| hit.span.start);
            let is_apart = |hit: &CueHit| pronoun.is_some() && analysis.is_quoted_apart(hit.span.start, own);
            let mut earlier = hits.iter().zip(credited).take(holder).filter(|(hit, _)| !is_apart(hit)).rev();
            let earlier_here =
                earlier.find_map(|(hit, named)| named.filter(|_| !matches!(hit.cue, Cue::Factive | Cue::Planned)).filter(agrees));
            if let Some(named) = earlier_here {
                return Some(named);
            }
            if let Some(pronoun) = pronoun {
                return self.antecedent(sentence, pronoun).or(quoted);
            }
            if hits.get(holder).is_some_and(|hit| hit.cue != Cue::Confirmation)
                && let Some(earlier) = carried().or(quoted)
            {
                return Some(earlier);
            }
        }
        // A verb of denial or confirmation that is the place itself credits its subject. A verb of saying is what somebody else tells: "the firm
        // never warned the agency".
        let is_asked = self.asked_in(sentence).contains(&at);
        let own = hits.iter().zip(credited).find(|(hit, _)| hit.span == at && hit.cue != Cue::Saying && !is_asked);
        if let Some(named) = own.and_then(|(_, credited)| *credited) {
            return Some(named);
        }
        if let Some(named) = self.asked_speaker(sentence, at) {
            return Some(named);
        }
        // What holds the place itself says more than what was concluded of the whole sentence.
        let explicit = quoted.filter(|quoted| !quoted.inferred).or_else(|| self.introducer(sentence, at));
        explicit.or(quoted).or_else(|| carried().filter(|_| reading.is_reported))
    }

    /// "The union *speaks of* 80 hurt": a rule may ask about the words that credit a number or a date.
    fn asked_speaker(&self, sentence: SentenceId, at: Span<InFolded>) -> Option<Credited> {
        let asked = self.asked_in(sentence);
        let analysis = self.analysis(sentence);
        let place = analysis.tokens_of(at).start;
        let value = analysis.tokens.get(place).filter(|token| token.begins_value()).and_then(|token| token.value);
        let (is_value, is_time) = (value.is_some(), value.is_some_and(|value| value.kind != ValueKind::Number));
        let has_verb = |hit: &CueHit| {
            let last = asked.iter().filter(|asked| asked.meets(hit.span)).map(|asked| asked.end).max();
            let first = analysis.tokens.partition_point(|token| token.span.end <= last.unwrap_or(hit.span.end));
            (first..place).any(|at| analysis.is_verb(at))
        };
        let hits = self.cues_of(sentence).iter().zip(self.credited_in(sentence)).rev();
        let mut beside = hits.filter(|(hit, _)| {
            // "A depot *holds* 40" says nothing of who tells it.
            let takes_number = hit.verb.is_none_or(|verb| match verb.takes.noun {
                Some(noun) => matches!(noun, Cue::Saying | Cue::Planned | Cue::Confirmation),
                None => is_value && verb.takes.clause.is_some(),
            });
            // "In spring, *says* the city".
            let is_behind = || {
                let verb = analysis.tokens_of(hit.span).start;
                at.end < hit.span.start && analysis.tokens[..verb].last().is_some_and(|before| before.mark == Mark::Comma)
            };
            // "Aims at the end of 2028" is a plan; "accepts 600 requests" tells of itself.
            (hit.cue == Cue::Saying || hit.cue == Cue::Planned && is_time)
                && takes_number
                && (hit.span.end <= at.start && !has_verb(hit) || is_behind())
                && analysis.segment_at(hit.span.start) == analysis.segment_at(at.start)
                && asked.iter().any(|asked| asked.meets(hit.span))
        });
        beside.next().and_then(|(_, credited)| *credited).filter(|_| !asked.contains(&at))
    }

    /// Whom a remark names behind its verb: "…, getuigt een ploegbaas met 22 jaar dienst".
    fn remark_subject(&self, sentence: SentenceId, holder: usize) -> Option<Credited> {
        let analysis = self.analysis(sentence);
        let hit = self.cues_of(sentence).get(holder)?;
        let remark =
            analysis.segments.iter().find(|segment| segment.remark.is_some_and(|id| analysis.operators[id].hit == holder))?;
        let first = analysis.tokens.get(remark.first)?;
        let verb = analysis.operators[remark.remark?].tokens.start;
        let is_first = (remark.first..verb)
            .all(|at| !analysis.tokens[at].is_content() && !self.is_pronoun(sentence, analysis.tokens[at].span));
        let name = self.subject_behind(sentence, hit).filter(|_| is_first && first.is_word() && hit.verb.is_some())?;
        let is_named_before = || self.is_name_before(sentence, remark.first) && !self.folded.is_capital(name.start);
        (!is_named_before()).then(|| self.cited(sentence, name))
    }

    /// "The lead investigator, *Sven Aldous*, told the court": between the mark before a token and the one before that stands a name alone.
    fn is_name_before(&self, sentence: SentenceId, first: usize) -> bool {
        let tokens = &self.analysis(sentence).tokens;
        let Some(comma) = first.checked_sub(1).filter(|comma| tokens[*comma].mark == Mark::Comma) else { return false };
        let name = (0..comma).rev().take_while(|at| tokens[*at].is_word() && tokens[*at].is_capital).count();
        let opens = (comma - name).checked_sub(1).is_some_and(|before| tokens[before].mark == Mark::Comma);
        name > 0 && opens && tokens[comma - name..comma].iter().any(|token| token.is_content())
    }

    /// Returns true if a pronoun says what stands at `at`, and nobody is known for whom it stands.
    pub(super) fn has_unknown_speaker(&self, sentence: SentenceId, at: Span<InFolded>) -> bool {
        let holder = self.reading(sentence, at).holder.and_then(|holder| self.cues_of(sentence).get(holder));
        holder.is_some_and(|hit| self.pronoun_of(sentence, hit).is_some())
    }

    fn carried(&self, sentence: SentenceId) -> Option<Credited> {
        self.cited_before(sentence).map(|cited| Credited { by: Credit::Carried, inferred: true, ..cited })
    }

    /// Returns true if the person credited is nobody in particular: "according to a source close to the talks".
    fn is_anonymous(&self, sentence: SentenceId, reading: &Reading) -> bool {
        let mut cues = self.cues_of(sentence).iter().filter(|hit| hit.cue == Cue::Anonymous).peekable();
        if cues.peek().is_none() {
            return false;
        }
        let named = reading.holder.and_then(|holder| self.credited_in(sentence).get(holder).copied().flatten());
        let named = named.or(self.sentences[sentence].quoted);
        named.is_some_and(|voice| cues.any(|hit| hit.span.meets(voice.name) || hit.span.meets(voice.window)))
    }

    /// The number of words between two places.
    pub(super) fn words_in(&self, from: usize, to: usize) -> usize {
        CueHit::words_between(self.folded.text(), from, to)
    }
}
