//! Quotations that run over several sentences.

use super::Extraction;
use super::voice::Credited;
use crate::claim::Credit;
use crate::clause::{self, Side};
use crate::id::{Id, IdVec, SentenceId};
use crate::lexicon::Cue;
use crate::span::Span;
use crate::text::Document;

/// A quotation that has been opened and not closed.
struct Open {
    voice: Option<Credited>,
    /// The sentence in which it opened.
    first: SentenceId,
}

/// What a quotation mark does at `at`.
fn side(words: &str, at: usize, letter: char) -> Option<Side> {
    // A single mark may be an apostrophe, and closes no quotation of several sentences.
    if letter == '\'' {
        return None;
    }
    clause::side(words[..at].chars().next_back(), letter, words[at + letter.len_utf8()..].chars().next())
}

/// Tells each sentence whose quotation it stands in. A mark that opens inside an open quotation continues it; one that is never
/// closed in its part counts as concluded after its first sentence.
pub(super) fn follow(extraction: &mut Extraction<'_>, document: &Document) {
    let closes_later = closes_later(extraction);
    let mut open: Option<Open> = None;
    let mut last_quoted: Option<Credited> = None;
    // Who was quoted last in the part: a question is answered by whoever is being asked.
    let mut interviewed: Option<Credited> = None;
    // Who speaks in the paragraph: "Ada Lund (Greens): The mill closed. It was old."
    let mut labelled: Option<Credited> = None;
    for (index, closes) in closes_later.enumerate() {
        let sentence = &extraction.sentences[index];
        let previous = index.before().map(|before| &extraction.sentences[before]);
        let same_part = previous.is_some_and(|previous| previous.part == sentence.part);
        let same_paragraph = same_part && previous.is_some_and(|previous| previous.paragraph == sentence.paragraph);
        let words = extraction.words(sentence.span);
        let reopens = words.chars().next().is_some_and(|letter| side(words, 0, letter) == Some(Side::Opens));
        if !(same_paragraph || same_part && reopens) {
            open = None;
        }
        interviewed = interviewed.filter(|_| same_part);
        // "Ada Lund (Greens): … Analysis: …": another label ends it.
        labelled = if same_paragraph {
            labelled.filter(|_| !extraction.has_label(index))
        } else {
            extraction.speaker_of_paragraph(index)
        };
        let was_open = open.is_some();
        let (opened_at, closed) = marks(&mut open, words, (index, sentence.span.start));
        let voice = match (&mut open, opened_at) {
            (Some(quotation), Some(at)) => {
                quotation.voice = introduced(extraction, index, at, document);
                quotation.voice
            }
            (Some(quotation), None) => quotation.voice.map(|voice| Credited { inferred: voice.inferred || !*closes, ..voice }),
            (None, None) if was_open => previous.and_then(|previous| previous.quoted),
            (None, Some(at)) if reopens => introduced(extraction, index, at, document),
            (None, _) => None,
        };
        // "“…,” said X. “….”": a quotation that nobody introduces goes on where the one before it ended.
        let goes_on = reopens && same_paragraph && voice.is_none() && opened_at == Some(sentence.span.start);
        let speaker = |at: usize| credited_behind(extraction, index, at);
        let voice = voice.or_else(|| {
            // "Karim Mahler said he was worried. “….”": and so does one right behind words that somebody is cited with.
            let cited = || {
                let before = index.before().filter(|_| speaker(sentence.span.start).is_none())?;
                let is_question = extraction.words(extraction.sentences[before].span).ends_with('?');
                if is_question { interviewed } else { extraction.first_subject(before) }
            };
            let last = if goes_on { last_quoted.or_else(cited) } else { None };
            last.map(|last: Credited| Credited { by: Credit::Quotation, inferred: true, ..last })
        });
        if let Some(quotation) = &mut open {
            quotation.voice = quotation.voice.or(voice);
        }
        let late = closed.and_then(|(first, at)| Some((first, speaker(at)?)));
        let ends_quoted = words.contains(['«', '»', '“', '”', '"']);
        last_quoted = match (late, voice) {
            (Some((_, speaker)), _) => Some(speaker),
            _ if !ends_quoted && open.is_none() => None,
            (None, Some(voice)) => Some(voice),
            (None, None) => opened_at.and_then(speaker),
        };
        interviewed = last_quoted.or(interviewed);
        let goes_on = || labelled.filter(|_| same_paragraph).map(|speaker| Credited { inferred: true, ..speaker });
        extraction.sentences[index].quoted = voice.or_else(goes_on);
        if let Some((first, speaker)) = late {
            said_late(extraction, first, index, speaker);
        }
    }
}

/// Credits the sentences of a quotation with who is named behind the last of them.
fn said_late(extraction: &mut Extraction<'_>, first: SentenceId, last: SentenceId, speaker: Credited) {
    for sentence in &mut extraction.sentences[first..last.after()] {
        let explicit = sentence.quoted.filter(|quoted| !quoted.inferred);
        sentence.quoted = explicit.or(Some(Credited { by: Credit::Quotation, ..speaker }));
    }
}

/// Where a quotation opens in a sentence; and of one that closes there and that nobody introduced, the sentence in which it opened and where
/// it closes.
fn marks(
    open: &mut Option<Open>,
    words: &str,
    (index, start): (SentenceId, usize),
) -> (Option<usize>, Option<(SentenceId, usize)>) {
    let (mut opened_at, mut closed) = (None, None);
    for (at, letter) in words.char_indices() {
        match side(words, at, letter) {
            Some(Side::Opens) if open.is_none() => {
                opened_at = Some(start + at);
                *open = Some(Open { voice: None, first: index });
            }
            Some(Side::Closes) => {
                // "…. …”, said X": who is named behind the last of several sentences has said all of them.
                let late =
                    open.take().filter(|quotation| quotation.voice.is_none_or(|voice| voice.inferred) && quotation.first < index);
                closed = late.map(|quotation| (quotation.first, start + at)).or(closed);
            }
            _ => {}
        }
    }
    (opened_at, closed)
}

/// Whether a closing mark still comes in the part of each sentence.
fn closes_later(extraction: &Extraction<'_>) -> IdVec<SentenceId, bool> {
    let mut closes = IdVec::from(vec![false; extraction.sentences.len()]);
    let mut later = false;
    let mut part = None;
    for (index, sentence) in extraction.sentences.enumerate().rev() {
        later = later && part == Some(sentence.part);
        part = Some(sentence.part);
        let words = extraction.words(sentence.span);
        later |= words.char_indices().any(|(at, letter)| side(words, at, letter) == Some(Side::Closes));
        closes[index] = later;
    }
    closes
}

/// Who is credited behind `at` in the sentence: "…”, said X".
fn credited_behind(extraction: &Extraction<'_>, index: SentenceId, at: usize) -> Option<Credited> {
    let hits = extraction.cues_of(index).iter().zip(extraction.credited_in(index));
    let mut behind = hits.filter(|(hit, _)| hit.span.start >= at);
    behind.find_map(|(hit, credited)| credited.filter(|_| matches!(hit.cue, Cue::Saying | Cue::Attribution | Cue::Confirmation)))
}

/// Who introduces the quotation that opens at `at`: the last one credited before it in the sentence, or in the sentence before
/// where that ends with a colon.
fn introduced(extraction: &Extraction<'_>, index: SentenceId, at: usize, document: &Document) -> Option<Credited> {
    let before = |sentence: SentenceId, until: usize| {
        let hits = extraction.cues_of(sentence).iter().zip(extraction.credited_in(sentence)).rev();
        hits.filter(|(hit, _)| hit.cue != Cue::Planned && hit.span.end <= until)
            .find_map(|(_, credited)| *credited)
            .map(|credited| Credited { by: Credit::Quotation, ..credited })
    };
    let own = before(index, at);
    let previous = index.before().filter(|previous| {
        let sentence = &extraction.sentences[*previous];
        let opens_sentence = extraction.words(Span::new(extraction.sentences[index].span.start, at)).trim().is_empty();
        let source = extraction.folded.to_source(sentence.span);
        opens_sentence && source.of(document.text()).trim_end().ends_with(':')
    });
    // "Karim Mahler was blunt: “…”": no verb of saying is needed before a colon.
    let colon = |sentence: SentenceId, until: usize| {
        let words = extraction.words(Span::new(extraction.sentences[sentence].span.start, until)).trim_end();
        let at = extraction.sentences[sentence].span.start + words.len();
        let named = if words.ends_with(':') { extraction.before_colon(sentence, at - 1) } else { None };
        named.map(|named| Credited { by: Credit::Quotation, ..named })
    };
    let end_of = |sentence: SentenceId| extraction.sentences[sentence].span.end;
    own.or_else(|| colon(index, at))
        .or_else(|| before(previous?, usize::MAX))
        .or_else(|| previous.and_then(|previous| colon(previous, end_of(previous))))
}
