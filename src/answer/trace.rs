//! How an answer was found: the words that were recognised, and what each of them decided.

use super::Answer;
use super::page::{Page, RuleHits};
use super::record::{Note, Record};
use crate::claim::{Credit, Value};
use crate::clause::Decides;
use crate::extract::CueHit;
use crate::id::{RuleId, SentenceId};
use crate::lexicon::Cue;
use crate::span::{InFolded, Location, Span};
use serde::Serialize;

/// A subject is looked for in at most this many sentences before.
const SUBJECT_REACH: usize = 16;

/// Words of a document, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The words, without markup and on one line.
    pub text: String,
    /// Their place.
    #[serde(flatten)]
    pub location: Location,
}

/// How an answer was found, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// The sentence.
    pub sentence: Passage,
    /// Its clause.
    pub clause: Passage,
    /// The words that the answer stands on.
    pub stands_on: Passage,
    /// The words of the value, where they are a number or a date.
    pub value: Option<Passage>,
    /// The word of the rule's `about` that is nearest.
    pub about: Option<Passage>,
    /// The word of the rule's `counted`.
    pub counted: Option<Passage>,
    /// How it is known whom the answer is about.
    pub subject: SubjectTrace,
    /// The words that credit the voice; none where a part or the publisher speaks.
    pub credited: Option<Passage>,
    /// The cues that credit the voice.
    pub voice_cues: Vec<CueTrace>,
    /// The cues that make it affirmed or denied.
    pub polarity_cues: Vec<CueTrace>,
    /// The cues that say how surely it is said.
    pub modality_cues: Vec<CueTrace>,
    /// The words of the time that it is about.
    pub period: Option<Passage>,
    /// The sides of the rule's distinctions.
    pub sides: Vec<SideTrace>,
}

/// A cue of the lexicon that decided something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CueTrace {
    /// The kind of cue, as lexicons call it.
    pub cue: String,
    /// The words.
    #[serde(flatten)]
    pub words: Passage,
}

/// How it is known whom an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubjectTrace {
    /// How.
    pub found: Found,
    /// The words that tell it.
    pub words: Option<Passage>,
}

/// How a subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A name of it stands in the sentence.
    Stated,
    /// A word that stands for it does.
    Referred,
    /// It was named last in the paragraph.
    Inferred,
    /// It comes with the predicate of the sentence before.
    TakenOver,
    /// The document is about it.
    Topic,
}

impl Found {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Found::Stated => "stated",
            Found::Referred => "referred",
            Found::Inferred => "inferred",
            Found::TakenOver => "taken-over",
            Found::Topic => "topic",
        }
    }
}

/// The side of a distinction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideTrace {
    /// What is distinguished.
    pub distinction: String,
    /// The side that the text says; none where it does not say.
    pub side: Option<String>,
    /// The words that say it.
    pub words: Option<Passage>,
}

/// Gives every answer of a page its trace; only those to the rule at `only`, where it is given.
pub(super) fn record(page: &Page<'_>, record: &mut Record, only: Option<RuleId>) {
    for (answer, note) in record.answers.iter_mut().zip(&record.notes) {
        if only.is_none_or(|only| only == note.rule) {
            let asked = record.asked.get(&note.sentence).and_then(|rules| rules.get(&note.rule));
            answer.trace = Some(Box::new(trace(page, answer, note, asked.map(|asked| &asked.hits))));
        }
    }
}

fn trace(page: &Page<'_>, answer: &Answer, note: &Note, words: Option<&RuleHits>) -> Trace {
    let extraction = page.extraction;
    let sentence = note.sentence;
    let clause = extraction.clause(sentence, note.at.start);
    let nearest = |words: &[Span<InFolded>]| words.iter().min_by_key(|word| word.start.abs_diff(note.at.start)).copied();
    // A word of the clause before one of another clause.
    let nearest_in_clause = |words: &[Span<InFolded>]| {
        let own: Vec<Span<InFolded>> = words.iter().copied().filter(|word| clause.covers(*word)).collect();
        nearest(&own).or_else(|| nearest(words))
    };
    let about = words.and_then(|words| nearest_in_clause(&words.about));
    let mention = extraction.mentions[extraction.sentences[sentence].mentions.clone()].iter();
    let mention = mention.clone().find(|mention| mention.span == note.at && !matches!(answer.value, Value::YesNo(_)));
    let counted = words.and_then(|words| match mention.and_then(|mention| mention.noun) {
        Some(noun) => words.counted.iter().copied().find(|word| noun.covers(*word)).or(nearest(&words.counted)),
        None => nearest(&words.counted),
    });
    let predicate = about.unwrap_or(note.at);
    let readings = [extraction.reading(sentence, note.at), extraction.reading(sentence, predicate)];
    let decided = |what: Decides| {
        let mut hits: Vec<CueHit> = Vec::new();
        for (index, _) in readings.iter().flat_map(|reading| &reading.because).filter(|(_, decides)| *decides == what) {
            hits.extend(extraction.cues_of(sentence).get(*index).filter(|hit| !hits.contains(hit)).copied());
        }
        hits.sort_unstable();
        hits
    };
    let tensed = readings.iter().find_map(|reading| reading.tensed);
    let tense = tensed.map(|(tense, verb)| CueTrace { cue: tense.word().to_owned(), words: page.passage(verb) });
    let cues = |hits: Vec<CueHit>| hits.into_iter().map(|hit| page.cue(&hit)).collect::<Vec<_>>();
    let mut polarity = decided(Decides::Polarity);
    // A denial whose object is a pronoun is itself what the answer stands on.
    let is_asked = words.is_some_and(|words| words.about.contains(&note.at));
    let own = extraction.cues_of(sentence).iter().filter(|hit| !is_asked && hit.span == note.at && !polarity.contains(hit));
    polarity.extend(own.copied().collect::<Vec<_>>());
    let (modality, voice) = (decided(Decides::Modality), decided(Decides::Voice));
    let credited = extraction.voice(sentence, note.at).filter(|_| answer.speaker.credit < Credit::Part);
    let period = extraction.mentions[extraction.sentences[sentence].mentions.clone()].iter().find(
        |mention| matches!(mention.value, Value::Period(period) if Some(period) == answer.period && clause.covers(mention.span)),
    );
    Trace {
        sentence: page.passage(extraction.sentences[sentence].span),
        clause: page.passage(clause),
        stands_on: page.passage(note.at),
        value: mention.map(|mention| page.passage(mention.span)),
        about: about.map(|word| page.passage(word)),
        counted: counted.map(|word| page.passage(word)),
        subject: page.subject_words(sentence, clause, answer),
        credited: credited.map(|credited| page.passage(credited.name)),
        voice_cues: cues(voice),
        polarity_cues: cues(polarity),
        modality_cues: cues(modality).into_iter().chain(tense).collect(),
        period: period.map(|mention| page.passage(mention.span)),
        sides: page.side_words(note, clause, answer, words),
    }
}

impl Page<'_> {
    /// The words at a span of the folded text.
    pub fn passage(&self, span: Span<InFolded>) -> Passage {
        let words = self.extraction.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        let source = self.extraction.folded.to_source(Span::new(start, start + words.trim().len()));
        Passage { text: self.document.words(source), location: self.document.locate(source) }
    }

    /// A cue, with its words.
    pub fn cue(&self, hit: &CueHit) -> CueTrace {
        CueTrace { cue: cue_name(hit.cue), words: self.passage(hit.span) }
    }

    fn subject_words(&self, sentence: SentenceId, clause: Span<InFolded>, answer: &Answer) -> SubjectTrace {
        let sentences = &self.extraction.sentences;
        // Where it is not clear which of several it is, the first is shown.
        let subject = answer.subject().or_else(|| answer.possible().first().copied());
        let named_in = |span: Span<InFolded>| {
            let mut hits = self.names.within(span).iter().filter(|hit| Some(hit.entity) == subject);
            hits.clone().find(|hit| !hit.refers()).or_else(|| hits.next())
        };
        let earlier = || {
            let before = sentences[..sentence].iter().rev().take(SUBJECT_REACH);
            before.filter_map(|before| named_in(before.span)).next()
        };
        let part = sentences[sentence].part;
        let is_declared = subject.is_some_and(|subject| {
            self.topics.declared(part).iter().any(|topic| self.rules.entities[*topic].root == self.rules.entities[subject].root)
        });
        // What a whole document is about may be named far above.
        let anywhere = || self.extraction.sentences.iter().find_map(|other| named_in(other.span));
        let here = named_in(clause).or_else(|| named_in(sentences[sentence].span)).filter(|_| !answer.subject_inferred);
        let (found, hit) = match here {
            Some(hit) => (if hit.refers() { Found::Referred } else { Found::Stated }, Some(hit)),
            None if answer.subject_inferred => match earlier() {
                Some(hit) => (Found::Inferred, Some(hit)),
                None => (Found::Topic, anywhere()),
            },
            None if is_declared => (Found::Topic, anywhere()),
            None => (Found::TakenOver, earlier()),
        };
        SubjectTrace { found, words: hit.map(|hit| self.passage(hit.span)) }
    }

    fn side_words(&self, note: &Note, clause: Span<InFolded>, answer: &Answer, words: Option<&RuleHits>) -> Vec<SideTrace> {
        let distinctions = self.rules.rules[note.rule].distinguish.enumerate();
        let sides = distinctions.map(|(index, distinction)| {
            let side = answer.sides.get(index).copied().flatten();
            let hits = words.into_iter().flat_map(|words| &words.sides);
            let own = hits.filter(|(of, number, _)| *of == index && Some(*number) == side).map(|(.., span)| *span);
            let nearest = own.min_by_key(|span| (!clause.covers(*span), span.start.abs_diff(note.at.start)));
            SideTrace {
                distinction: distinction.id.clone(),
                side: side.and_then(|side| distinction.sides.get(side)).map(|(id, _)| id.clone()),
                words: nearest.map(|span| self.passage(span)),
            }
        });
        sides.collect()
    }
}

/// A kind of cue as lexicons write it.
pub(super) fn cue_name(cue: Cue) -> String {
    kebab(&format!("{cue:?}"))
}

/// `NegatedDeterminer` as lexicons write it: `negated-determiner`.
fn kebab(name: &str) -> String {
    let mut written = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_uppercase() && !written.is_empty() {
            written.push('-');
        }
        written.extend(letter.to_lowercase());
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_called_as_in_lexicons() {
        assert_eq!(["Negation", "NegatedDeterminer", "NoSign"].map(kebab), ["negation", "negated-determiner", "no-sign"]);
    }
}
