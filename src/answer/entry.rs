//! Values that stand by themselves, and the words elsewhere that say what they are: labels, heads of rows and columns, headings, questions.

use super::asking::Asking;
use super::grid::Place;
use super::page::Page;
use crate::clause::{Mark, Token};
use crate::id::{Id, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::rule::Wanted;
use crate::span::{InFolded, Span};

/// A label, or a heading, has at most this many words: "Number of people injured in the fire: 12".
const LABEL_WORDS: usize = 8;
/// The replies to one question are at most this many sentences.
const MOST_REPLIES: usize = 6;

/// A value that stands by itself.
#[derive(Debug)]
pub(super) struct Entry {
    /// What it is told by.
    pub shape: Shape,
    pub value: Span<InFolded>,
    /// The words that say what it is, each in its sentence. Of a cell, the head of its row comes first.
    pub labels: Vec<Label>,
}

/// Words that say what a value is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub sentence: SentenceId,
    pub span: Span<InFolded>,
}

/// Where the words stand that say what a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Before a colon: "Deaths: 39".
    Line,
    /// In a heading right above.
    Heading,
    /// In the same row and column.
    Cell(Place),
    /// In the question before.
    Reply,
}

impl Entry {
    pub const fn is_reply(&self) -> bool {
        matches!(self.shape, Shape::Reply)
    }
}

/// The question that is being answered, as far as the text has been read.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    question: Option<SentenceId>,
    replies: usize,
}

impl Dialogue {
    /// Goes on to a sentence, and returns the question that it may answer.
    fn question(&mut self, page: &Page<'_>, sentence: SentenceId) -> Option<SentenceId> {
        let sentences = &page.extraction.sentences;
        let own = &sentences[sentence];
        let is_question = page.extraction.words(own.span).trim_end_matches(['»', '"', '”', '“', ' ', ')']).ends_with('?');
        let asked = self.question.filter(|question| {
            let question = &sentences[*question];
            // An answer stands in the paragraph of its question, or in the next one.
            question.part == own.part && question.cell == own.cell && own.paragraph <= question.paragraph + 1
        });
        self.question = if is_question { Some(sentence) } else { asked };
        self.replies = if is_question || asked.is_none() { 0 } else { self.replies + 1 };
        asked.filter(|_| !is_question && self.replies <= MOST_REPLIES)
    }

    /// Ends the answers to the last question, as a sentence is none.
    pub fn close(&mut self) {
        self.question = self.question.filter(|_| self.replies == 0);
    }
}

/// The value that a sentence is, if it is one.
pub(super) fn entry(page: &Page<'_>, sentence: SentenceId, dialogue: &mut Dialogue) -> Option<Entry> {
    let own = &page.extraction.sentences[sentence];
    let question = dialogue.question(page, sentence);
    if let Some(line) = line(page, sentence) {
        return Some(line);
    }
    if let Some(question) = question {
        let span = page.extraction.sentences[question].span;
        return Some(Entry { shape: Shape::Reply, value: own.span, labels: vec![Label { sentence: question, span }] });
    }
    if let Some(place) = page.place(sentence) {
        let heads = [place.row, place.column].into_iter().flatten().filter_map(|head| short(page, head));
        let labels: Vec<Label> = heads.collect();
        return Some(Entry { shape: Shape::Cell(place), value: own.span, labels }).filter(|entry| !entry.labels.is_empty());
    }
    let above = sentence.before().filter(|above| page.extraction.sentences[*above].is_heading && !own.is_heading)?;
    Some(Entry { shape: Shape::Heading, value: own.span, labels: vec![short(page, above)?] })
}

/// Returns true if the words of a rule only say what a value elsewhere is of: "Deaths per 1,000 trips" before "4", "Insured" before "unknown".
pub(super) fn only_labels(asking: &Asking<'_>, entry: Option<&Entry>) -> bool {
    let place = asking.page.place(asking.sentence);
    let is_sentence = || asking.words(asking.whole().span).trim_end().ends_with(['.', '!', '?']);
    if place.is_some_and(|place| place.heads_values) && !is_sentence() {
        return true;
    }
    if !matches!(asking.asked().wants, Wanted::YesNo) {
        return false;
    }
    let (about, analysis) = (&asking.hits.about, || asking.extraction().analysis(asking.sentence));
    let is_bare = |span: Span<InFolded>| {
        let tokens = analysis().tokens[analysis().tokens_of(span)].iter();
        tokens.filter(|token| token.is_word()).all(|token| about.iter().any(|word| word.meets(token.span)))
    };
    match entry {
        Some(Entry { shape: Shape::Line, labels, .. }) => {
            labels.iter().any(|label| about.iter().all(|word| label.span.covers(*word)) && is_bare(label.span))
        }
        _ => place.is_some_and(|place| place.is_head) && is_bare(asking.whole().span),
    }
}

/// A whole sentence as a label, if it is short enough.
fn short(page: &Page<'_>, sentence: SentenceId) -> Option<Label> {
    let span = page.extraction.sentences[sentence].span;
    (page.extraction.words_of(span).take(LABEL_WORDS + 1).count() <= LABEL_WORDS).then_some(Label { sentence, span })
}

/// `line = label ":" value`: a few words without a verb, at the head of a sentence.
fn line(page: &Page<'_>, sentence: SentenceId) -> Option<Entry> {
    let whole = page.extraction.sentences[sentence].span;
    if !page.extraction.words(whole).contains(": ") {
        return None;
    }
    let analysis = page.extraction.analysis(sentence);
    let tokens = &analysis.tokens;
    let colon = tokens.iter().take(LABEL_WORDS + 1).position(|token| token.mark == Mark::Colon).filter(|colon| *colon > 0)?;
    let is_plain = |token: &Token| matches!(token.mark, Mark::Word | Mark::Opening | Mark::Closing | Mark::Dash);
    let is_label = tokens[..colon].iter().all(|token| is_plain(token) && !token.class.is(Class::AUXILIARY));
    let first = tokens[..colon].iter().find(|token| token.is_word())?;
    let label = Span::new(first.span.start, tokens[colon - 1].span.end);
    // "Assuré : oui" is no "Il assure : oui".
    let mut cues = page.extraction.cues_of(sentence).iter();
    let says = cues.any(|hit| hit.cue == Cue::Saying && label.covers(hit.span) && label != hit.span);
    let value = Span::new(tokens[colon].span.end, whole.end);
    (is_label && !says).then(|| Entry { shape: Shape::Line, value, labels: vec![Label { sentence, span: label }] })
}
