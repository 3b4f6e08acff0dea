//! Who introduces or signs words without a verb of saying: "Ada Lund: “…”", "X was blunt: “…”", "“…” — Ada Lund".

use super::subject::Found;
use super::voice::Credited;
use super::{CueHit, Extraction};
use crate::claim::Credit;
use crate::clause::{Analysis, Mark};
use crate::id::{Id, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};

/// A quotation that is signed behind it runs over so many sentences at most.
const SIGNED_REACH: usize = 12;
/// A label with who speaks is at most this long.
const LABEL_BYTES: usize = 80;
/// The fewest letters of a name that is written in capitals: "LUND: …".
const CAPITALS: usize = 3;

impl Extraction<'_> {
    /// Who introduces or signs the words at `at` in their own sentence, where no verb says who says them.
    pub(super) fn introducer(&self, sentence: SentenceId, at: Span<InFolded>) -> Option<Credited> {
        let analysis = self.analysis(sentence);
        if !self.words(self.sentences[sentence].span).contains([':', '-']) {
            return None;
        }
        let place = analysis.tokens_of(at).start;
        let named = self.label(sentence, place).or_else(|| self.quoting(sentence, place)).or_else(|| self.replying(sentence, at));
        let named = named.or_else(|| self.headline(sentence, place));
        named.map(|named| Credited { by: Credit::Quotation, ..named })
    }

    /// `label = name [ "(" party ")" ] ":"`, as `Ada Lund: “The mill closed.”`, `LUND: The mill closed.`, `Police: 80 hurt` or
    /// `Ada Lund (Greens): The mill closed.`
    fn label(&self, sentence: SentenceId, place: usize) -> Option<Credited> {
        let (named, colon) = self.labelled(sentence)?;
        (colon < place).then_some(named)
    }

    /// Who speaks behind the label that a sentence opens with, and the token of its colon.
    fn labelled(&self, sentence: SentenceId) -> Option<(Credited, usize)> {
        let tokens = &self.analysis(sentence).tokens;
        let colon = tokens.iter().position(|token| token.mark == Mark::Colon).filter(|colon| *colon > 0)?;
        let bracket = tokens[..colon].iter().position(|token| token.mark == Mark::Opening);
        let end = bracket.filter(|at| *at > 0 && tokens[colon - 1].mark == Mark::Closing).unwrap_or(colon);
        let whole = Span::new(tokens[0].span.start, tokens[end - 1].span.end);
        let name = self.noun_phrase(sentence, whole).filter(|name| *name == whole)?;
        let (last, next) = (&tokens[end - 1], tokens.get(colon + 1)?);
        let means_other =
            self.cues_of(sentence).iter().any(|hit| name.meets(hit.span) && hit.cue != Cue::Nothing && hit.verb.is_none());
        let is_speaker = last.class.is(Class::TITLE | Class::BODY);
        let letters = self.words(name).char_indices().filter(|(_, letter)| letter.is_alphabetic());
        let is_shouted =
            self.words(name).len() >= CAPITALS && letters.into_iter().all(|(at, _)| self.folded.is_capital(name.start + at));
        let is_name = tokens[0].is_capital
            && (next.mark == Mark::QuoteOpening
                || next.is_capital && (is_shouted && end == colon || self.is_person(sentence, end, colon)));
        (!means_other && (is_speaker || is_name)).then(|| (self.cited(sentence, name), colon))
    }

    /// "*Minister Lund*: The mill closed.", "*Ada Lund* (Greens): …": a title and a name, or names with a party, before a whole statement. Two
    /// capitals alone are a heading as well: "Last Update: …".
    fn is_person(&self, sentence: SentenceId, end: usize, colon: usize) -> bool {
        let analysis = self.analysis(sentence);
        let (label, rest) = (&analysis.tokens[..end], &analysis.tokens[colon + 1..]);
        let is_plain = label.iter().all(|token| token.is_word() && token.value.is_none());
        let names = label.iter().filter(|token| token.is_capital && token.is_content()).count();
        let is_statement = rest.last().is_some_and(|last| last.mark == Mark::Stop) && has_verb(analysis, colon + 1);
        let is_told = end < colon || label[0].class.is(Class::TITLE);
        is_plain && is_told && names == label.len() && names >= 2 && is_statement
    }

    /// Who speaks in the paragraph that a sentence opens, by the label at its head.
    pub(super) fn speaker_of_paragraph(&self, sentence: SentenceId) -> Option<Credited> {
        let named = if self.has_label(sentence) { self.labelled(sentence) } else { None };
        named.map(|(named, _)| Credited { by: Credit::Quotation, ..named })
    }

    /// Returns true if a sentence may open with a label: a colon stands near its start.
    pub(super) fn has_label(&self, sentence: SentenceId) -> bool {
        self.words(self.sentences[sentence].span).find(':').is_some_and(|at| at <= LABEL_BYTES)
    }

    /// `headline = words ":" title-or-body`, as `80 hurt in blast: police`, without a full stop
    fn headline(&self, sentence: SentenceId, place: usize) -> Option<Credited> {
        let tokens = &self.analysis(sentence).tokens;
        let colon = tokens.iter().rposition(|token| token.mark == Mark::Colon).filter(|colon| place < *colon)?;
        let (first, last) = (tokens.get(colon + 1)?, tokens.last()?);
        let whole = Span::new(first.span.start, last.span.end);
        let name = self.noun_phrase(sentence, whole).filter(|name| *name == whole)?;
        let is_speaker =
            tokens[colon + 1..].iter().filter(|token| token.is_content()).all(|token| token.class.is(Class::TITLE | Class::BODY));
        (is_speaker && first.class.without(Class::DETERMINER) != Class::NONE).then(|| self.cited(sentence, name))
    }

    /// Who introduces the quotation that a token stands in, before a colon, or signs it behind a dash.
    fn quoting(&self, sentence: SentenceId, place: usize) -> Option<Credited> {
        let tokens = &self.analysis(sentence).tokens;
        let opening =
            tokens.get(..place)?.iter().rposition(|token| matches!(token.mark, Mark::QuoteOpening | Mark::QuoteClosing))?;
        if tokens[opening].mark == Mark::QuoteClosing {
            return None;
        }
        let colon = opening.checked_sub(1).map(|before| &tokens[before]).filter(|before| before.mark == Mark::Colon);
        if let Some(colon) = colon {
            // "Dat spreekt de directeur tegen: “…”": who says something before the colon goes on.
            let hits = self.cues_of(sentence).iter().zip(self.credited_in(sentence)).rev();
            let said = || {
                hits.filter(|(hit, _)| hit.cue != Cue::Planned && hit.span.end <= colon.span.start)
                    .find_map(|(_, credited)| *credited)
            };
            return self.before_colon(sentence, colon.span.start).or_else(said);
        }
        let closing = place + tokens[place..].iter().position(|token| token.mark == Mark::QuoteClosing)?;
        let is_stop = |at: &usize| tokens.get(*at).is_some_and(|token| matches!(token.mark, Mark::Stop | Mark::Comma));
        let dash = closing + 1 + (closing + 1..tokens.len()).take_while(is_stop).count();
        self.signed(sentence, dash)
    }

    /// The subject of what a colon ends: "*Karim Mahler* was blunt: “…”".
    pub(super) fn before_colon(&self, sentence: SentenceId, colon: usize) -> Option<Credited> {
        let chunks = self.chunks_before(sentence, colon);
        let first =
            chunks.iter().rev().map(|chunk| self.subject_in(sentence, *chunk)).find(|found| !matches!(found, Found::Nothing));
        match first? {
            Found::Name(name) if self.is_somebody(sentence, name) => Some(self.cited(sentence, name)),
            _ => None,
        }
    }

    /// Returns true if a noun phrase names a person or a body, as far as a title or a capital tells: no "the figures".
    pub(super) fn is_somebody(&self, sentence: SentenceId, phrase: Span<InFolded>) -> bool {
        let analysis = self.analysis(sentence);
        let tokens = &analysis.tokens[analysis.tokens_of(phrase)];
        let is_common = tokens.first().is_some_and(|first| first.class.is(Class::DETERMINER));
        let has_capital = tokens.iter().any(|token| token.is_capital && !token.class.is(Class::DETERMINER));
        let has_title = tokens.iter().any(|token| token.class.is(Class::TITLE | Class::BODY));
        has_title || has_capital && !(is_common && self.sentences[sentence].lexicon.noun_capitals)
    }

    /// `signature = "—" name [ "," description ]`: who signs the quotation before the sentence.
    pub(super) fn signature(&self, sentence: SentenceId) -> Option<Credited> {
        let starts = self.words(self.sentences[sentence].span).trim_start().starts_with(['—', '–', '-']);
        let signed = if starts { self.signed(sentence, 0) } else { None };
        signed.map(|signed| Credited { by: Credit::Quotation, ..signed })
    }

    /// The name that a dash at a token sets behind a quotation.
    fn signed(&self, sentence: SentenceId, dash: usize) -> Option<Credited> {
        let analysis = self.analysis(sentence);
        let (mark, first) = (analysis.tokens.get(dash)?, analysis.tokens.get(dash + 1)?);
        let whole = self.sentences[sentence].span;
        let name =
            self.noun_phrase(sentence, Span::new(first.span.start, whole.end)).filter(|name| name.start == first.span.start)?;
        let end = analysis.tokens_of(name).end;
        let ends = analysis.tokens.get(end).is_none_or(|next| matches!(next.mark, Mark::Comma | Mark::Stop | Mark::Opening));
        let has_capital = analysis.tokens[dash + 1..end].iter().any(|token| token.is_capital);
        (mark.mark == Mark::Dash && ends && has_capital && !has_verb(analysis, dash + 1)).then(|| self.cited(sentence, name))
    }

    /// Who speaks in a line of a dialogue, where a dash leans on the verb: "—El molino cerró —dijo Ada Lund."
    fn replying(&self, sentence: SentenceId, at: Span<InFolded>) -> Option<Credited> {
        let text = self.folded.text();
        let leans = |hit: &CueHit| text[..hit.span.start].strip_suffix('-').is_some_and(|before| before.ends_with(' '));
        let hits = self.cues_of(sentence).iter().zip(self.credited_in(sentence)).filter(|(hit, _)| hit.cue == Cue::Saying);
        let (verb, credited) =
            hits.into_iter().find_map(|(hit, credited)| Some((hit.span, (*credited)?)).filter(|_| leans(hit)))?;
        // "—El molino —dijo Ada Lund— cerró."
        let resumes = at.start > verb.end && text[verb.end..at.start].contains("- ");
        (at.end <= verb.start || resumes).then_some(credited)
    }

    /// The sentences of the quotation that ends right before a sentence.
    pub(super) fn quotation_before(&self, sentence: SentenceId) -> Vec<SentenceId> {
        let mut quoted = Vec::new();
        let before = std::iter::successors(sentence.before(), |index| index.before());
        for index in before.take(SIGNED_REACH) {
            let words = self.words(self.sentences[index].span).trim_end();
            let ends = words.trim_end_matches(['.', '!', '?']).ends_with(['”', '»', '"', '“', '\'', '«']);
            if quoted.is_empty() && !ends || self.sentences[index].part != self.sentences[sentence].part {
                return Vec::new();
            }
            quoted.push(index);
            if self.analysis(index).tokens.iter().any(|token| token.mark == Mark::QuoteOpening) {
                return quoted;
            }
        }
        Vec::new()
    }
}

/// Returns true if a known verb stands behind a token.
fn has_verb(analysis: &Analysis, from: usize) -> bool {
    (from..analysis.tokens.len()).any(|at| analysis.is_verb(at))
}
