//! The analysis of the sentences of a text, as data to be shown.

use super::page::Page;
use crate::claim::{Lang, Polarity};
use crate::clause::{Analysis, Decides, Governor, Reading, Sharing, Target};
use crate::id::{Id, OperatorId, SegmentId, SentenceId};
use crate::span::{InFolded, Span};
use serde::Serialize;

/// A sentence, analysed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParsedSentence {
    /// Its language.
    pub lang: Lang,
    /// Its words.
    pub text: String,
    /// Its clauses, each after the one that it hangs on.
    pub segments: Vec<ParsedSegment>,
    /// Words that change how others are meant.
    pub operators: Vec<ParsedOperator>,
    /// What it makes of each place that is asked about.
    pub readings: Vec<ParsedReading>,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParsedSegment {
    /// Its number, from 0.
    pub id: usize,
    /// The clause that it hangs on.
    pub parent: Option<usize>,
    /// What it is for that.
    pub role: &'static str,
    /// Its words; `…` where another clause interrupts it.
    pub words: String,
    /// What it is the object of, or what it shares, in words.
    pub notes: Vec<String>,
}

/// Words that change how others are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParsedOperator {
    /// The words.
    pub words: String,
    /// The kind of cue.
    pub cue: String,
    /// The clause that it stands in.
    pub segment: usize,
    /// Of a negation, what it denies.
    pub denies: Option<String>,
}

/// What a sentence makes of a place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParsedReading {
    /// The words at the place.
    pub at: String,
    /// The clause that it stands in.
    pub segment: usize,
    /// `yes` or `no`; `open` where neither follows, `named` where it is only named.
    pub side: &'static str,
    /// How surely.
    pub modality: &'static str,
    /// Who is credited; none where the text speaks for itself.
    pub voice: Option<String>,
    /// Why it is not certain.
    pub doubt: Option<&'static str>,
    /// The words that decided, each with what it decided.
    pub because: Vec<String>,
}

/// The analysis of every sentence of a page, with the readings of what rules ask about and of every number and date.
pub(super) fn parse(page: &Page<'_>) -> Vec<ParsedSentence> {
    page.extraction.sentences.ids().map(|sentence| parsed(page, sentence)).collect()
}

/// The nearest segment above that has words of its own.
fn shown_parent(analysis: &Analysis, mut parent: Option<SegmentId>) -> Option<SegmentId> {
    while let Some(id) = parent.filter(|id| analysis.segments[*id].pieces.is_empty()) {
        parent = analysis.segments[id].parent;
    }
    parent
}

fn parsed(page: &Page<'_>, sentence: SentenceId) -> ParsedSentence {
    let extraction = page.extraction;
    let own = &extraction.sentences[sentence];
    let analysis = extraction.analysis(sentence);
    let words = |span: Span<InFolded>| page.passage(span).text;
    let of_tokens = |tokens: std::ops::Range<usize>| {
        let tokens = analysis.tokens.get(tokens).unwrap_or_default();
        let (first, last) = (tokens.first(), tokens.last());
        first.zip(last).map_or_else(String::new, |(first, last)| words(first.span.join(last.span)))
    };
    let of_operator = |id: OperatorId| of_tokens(analysis.operators[id].tokens.clone());
    let segments =
        analysis.segments.enumerate().filter(|(_, segment)| !segment.pieces.is_empty()).map(|(id, segment)| ParsedSegment {
            id: id.index(),
            parent: shown_parent(analysis, segment.parent).map(SegmentId::index),
            role: segment.role.word(),
            words: segment.pieces.iter().map(|piece| of_tokens(piece.clone())).collect::<Vec<_>>().join(" … "),
            notes: notes(analysis, id, &of_operator),
        });
    let operators = analysis.operators.iter().map(|operator| ParsedOperator {
        words: of_tokens(operator.tokens.clone()),
        cue: super::trace::cue_name(operator.cue),
        segment: operator.segment.index(),
        denies: operator.negates().then(|| match operator.target {
            Target::Operator(id) => of_operator(id),
            Target::Predicate(at) => of_tokens(at..at + 1),
            Target::Value(at) => of_tokens(at..at + 1),
            Target::Phrase => "a phrase of its own".to_owned(),
            Target::Unknown => "what is not known".to_owned(),
        }),
    });
    let mut places: Vec<Span<InFolded>> = extraction.asked_in(sentence).to_vec();
    places.extend(extraction.mentions[own.mentions.clone()].iter().map(|mention| mention.span));
    places.sort_unstable();
    let readings = places.into_iter().map(|at| parsed_reading(page, sentence, at));
    ParsedSentence {
        lang: own.lexicon.lang,
        text: words(own.span),
        segments: segments.collect(),
        operators: operators.collect(),
        readings: readings.collect(),
    }
}

fn parsed_reading(page: &Page<'_>, sentence: SentenceId, at: Span<InFolded>) -> ParsedReading {
    let extraction = page.extraction;
    let words = |span: Span<InFolded>| page.passage(span).text;
    let reading = extraction.reading(sentence, at);
    let because = reading.because.iter().filter_map(|(index, decides)| {
        let hit = extraction.cues_of(sentence).get(*index)?;
        let what = match decides {
            Decides::Polarity => "whether",
            Decides::Modality => "how surely",
            Decides::Voice => "who",
        };
        Some(format!("{}: {what}", words(hit.span)))
    });
    let tensed = reading.tensed.map(|(tense, verb)| format!("{}: how surely ({})", words(verb), tense.word()));
    ParsedReading {
        at: words(at),
        segment: extraction.analysis(sentence).segment_at(at.start).index(),
        side: side(&reading),
        modality: reading.modality.word(),
        voice: extraction.voice(sentence, at).map(|voice| words(voice.name)),
        doubt: reading.doubt.map(|doubt| doubt.why()),
        because: because.chain(tensed).collect(),
    }
}

const fn side(reading: &Reading) -> &'static str {
    match (reading.is_open || reading.has_ceased, reading.is_named_only, reading.polarity) {
        (true, ..) => "open",
        (_, true, _) => "named",
        (.., Polarity::Affirmed) => "yes",
        (.., Polarity::Denied) => "no",
    }
}

fn notes(analysis: &Analysis, id: SegmentId, of_operator: &impl Fn(OperatorId) -> String) -> Vec<String> {
    let segment = &analysis.segments[id];
    let mut notes = Vec::new();
    notes.extend(match segment.governor {
        Governor::None => None,
        Governor::Operator(id) => Some(format!("object of “{}”", of_operator(id))),
        Governor::Announced(id) => Some(format!("announced by “{}”", of_operator(id))),
        Governor::Unknown(_) => Some("object of a word that is not in the lexicon".to_owned()),
    });
    notes.extend(segment.judge.map(|id| format!("judged by “{}”", of_operator(id))));
    notes.extend(segment.remark.map(|id| format!("says who says the rest: “{}”", of_operator(id))));
    notes.extend(segment.joined.map(|(other, sharing)| {
        let shares = match sharing {
            Sharing::Own => "shares nothing that changes its verb",
            Sharing::Shared => "shares what changes its verb",
            Sharing::Unclear => "may share what changes its verb",
        };
        format!("joined to {}, {shares}", other.index())
    }));
    notes
}
