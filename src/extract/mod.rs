//! From text to claims: sentences, clauses, cues and mentions; then who says what, and how surely. It knows no rules and no names.
//!
//! All spans in this module are of the folded text, but those of a [`Claim`], which are of the source.

mod antecedent;
mod beside;
mod cues;
mod introduced;
mod phrase;
mod quotation;
mod reading;
mod stretch;
mod subject;
mod verbs;
mod voice;
mod year;

pub use crate::clause::{CueHit, Reading};
pub use beside::Comparison;
pub use voice::Credited;

use crate::claim::{Claim, Credit, Lang, PartialDate, Period, Value, Voice};
use crate::clause::Analysis;
use crate::grammar::{self, Anchor, Mention};
use crate::id::{CueId, Id, IdVec, MentionId, SentenceId};
use crate::lexicon::{Cue, Lexicon, Lexicons};
use crate::pattern::{Folded, words};
use crate::span::{InFolded, Span};
use crate::text::{Abbreviations, Document, ToldBy, Votes, language, sentences};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// A correction reaches this many sentences, as far as its paragraph does.
const UPDATE_REACH: usize = 8;
/// A date that opens its sentence, behind a preposition at most, dates the verb behind a comma: "On Monday, X said".
const MARKED_DATE: usize = 6;
/// A date of speech stands at most this many words from its verb.
const SPEECH_REACH: usize = 1;
/// At most this many words stand between what compares and a date: "than *in* 2019".
const WORDS_BEFORE_DATE: usize = 1;
/// Fewer words between two dates make a list of them.
const REMARK_WORDS: usize = 2;
/// A date that opens a sentence has at most this many words before it: "Au cours de l'année 2022, …".
const OPENING_REACH: usize = 2;

/// A document, read.
#[derive(Clone, Debug)]
pub struct Extraction<'a> {
    /// The text that was read.
    pub folded: &'a Folded,
    /// Its sentences, in order.
    pub sentences: IdVec<SentenceId, Sentence<'a>>,
    /// The cues of each sentence's own language, in order.
    pub cues: IdVec<CueId, CueHit>,
    /// Whom the cues of each sentence that was asked about credit.
    credited: IdVec<SentenceId, OnceCell<Vec<Option<Credited>>>>,
    /// The values, in order.
    pub mentions: IdVec<MentionId, Mention<InFolded>>,
    /// The words that rules ask about, in order.
    predicates: Vec<Span<InFolded>>,
    /// The analysis of each sentence that was asked about.
    analyses: IdVec<SentenceId, OnceCell<Analysis>>,
}

/// A sentence, read.
#[derive(Clone, Debug)]
pub struct Sentence<'a> {
    /// Its bytes.
    pub span: Span<InFolded>,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The declared part that it lies in, as an index into the document's parts.
    pub part: Option<usize>,
    /// The cell of a table that it stands in, as an index into the document's cells.
    pub cell: Option<usize>,
    /// Whether it stands in a heading.
    pub is_heading: bool,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
    /// What tells its language.
    pub told_by: ToldBy,
    /// Its cues.
    pub cues: Range<CueId>,
    /// Its mentions.
    pub mentions: Range<MentionId>,
    /// Whose quotation it stands in, or whom the next sentence credits with it; and whether that had to be concluded.
    pub quoted: Option<Credited>,
}

/// The languages that documents may be in.
#[derive(Clone, Copy, Debug)]
pub struct Languages<'a> {
    /// Their words.
    pub lexicons: &'a Lexicons,
    /// The language of documents that do not say.
    pub fallback: Option<Lang>,
    /// Those that come first where neither a document nor its words tell: somebody asks in them.
    pub preferred: &'a BTreeSet<Lang>,
}

/// What the one pass over a text found in it, each in order of place.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// The cues of all languages.
    pub cues: Vec<CueHit>,
    /// The words that rules ask about.
    pub predicates: Vec<Span<InFolded>>,
    /// Names, in which no verb is looked for.
    pub names: Vec<Span<InFolded>>,
}

/// Reads a document.
pub fn extract<'a>(document: &Document, folded: &'a Folded, found: Hits, languages: Languages<'a>) -> Extraction<'a> {
    let Languages { lexicons, .. } = languages;
    let candidates = candidates(document, languages);
    let abbreviations = Abbreviations::of(candidates.iter().filter_map(|lang| lexicons.get(*lang)));
    let cut = sentences(folded, &abbreviations);
    let votes = cues::votes(&cut, &found.cues);
    let mut extraction = Extraction {
        folded,
        sentences: IdVec::default(),
        cues: IdVec::default(),
        credited: IdVec::default(),
        mentions: IdVec::default(),
        predicates: found.predicates,
        analyses: IdVec::default(),
    };
    let hits = found.cues;
    let mut told = year::Told::default();
    let mut at = 0;
    for (index, sentence) in cut.iter().enumerate() {
        let source = folded.to_source(sentence.span).start;
        let part = document.part_index_at(source);
        let declared = part.and_then(|part| document.parts[part].language).filter(|lang| lexicons.get(*lang).is_some());
        let candidates = declared.as_ref().map_or(candidates.as_slice(), std::slice::from_ref);
        let passages = [&votes.sentences[index], &votes.paragraphs[sentence.paragraph], &votes.document];
        let Some((lang, told_by)) = language(candidates, &passages) else { continue };
        let Some(lexicon) = lexicons.get(lang) else { continue };
        while hits.get(at).is_some_and(|hit| hit.span.start < sentence.span.start) {
            at += 1;
        }
        let end = at + hits[at..].partition_point(|hit| hit.span.start < sentence.span.end);
        let own = hits[at..end].iter().filter(|hit| hit.lang == lexicon.lang && hit.span.end <= sentence.span.end);
        let mut own: Vec<CueHit> = own.copied().collect();
        own.extend(verbs::verbs(folded, sentence.span, lexicon, &found.names));
        own.sort_unstable();
        let date = part.and_then(|part| document.parts[part].date).or(document.metadata.date);
        let read = Sentence {
            span: sentence.span,
            paragraph: sentence.paragraph,
            part,
            cell: document.cell_index_at(source),
            is_heading: document.is_heading_at(source),
            lexicon,
            told_by,
            cues: Range::default(),
            mentions: Range::default(),
            quoted: None,
        };
        extraction.push(read, date, &mut told, &own);
        at = end;
    }
    quotation::follow(&mut extraction, document);
    voice::carry(&mut extraction);
    extraction
}

/// The languages that a document may be in, the likeliest first: one that rules ask in, then in the order in which the document names
/// them, or English and the others by their codes.
fn candidates(document: &Document, Languages { lexicons, fallback, preferred }: Languages<'_>) -> Vec<Lang> {
    let known = |lang: &Lang| lexicons.get(*lang).is_some();
    let declared: Vec<Lang> = document.metadata.languages.iter().copied().filter(known).collect();
    let mut candidates = match (declared.is_empty(), fallback.filter(known)) {
        (false, _) => declared,
        (true, Some(lang)) => vec![lang],
        (true, None) => {
            let mut all = lexicons.languages();
            all.sort_by_key(|lang| (lang.as_str() != "en", *lang));
            all
        }
    };
    candidates.sort_by_key(|lang| !preferred.contains(lang));
    candidates
}

impl<'a> Extraction<'a> {
    /// Reads a sentence of which the place and the language are known. `told` are the years that the text has told of so far.
    fn push(&mut self, sentence: Sentence<'a>, date: Option<PartialDate>, told: &mut year::Told, hits: &[CueHit]) {
        let (span, lexicon) = (sentence.span, sentence.lexicon);
        let first_mention = self.mentions.end();
        let anchors: Vec<Anchor> = hits.iter().filter_map(CueHit::anchor).collect();
        let mut mentions = grammar::mentions(self.folded, span, &anchors, lexicon, date);
        told.settle(&mut mentions, sentence.paragraph, sentence.part);
        self.mentions.extend(mentions);
        let first_cue = self.cues.end();
        // "No later than 3 June", "300 tonnes": what stands inside a value negates nothing, and is no verb.
        let mentions = &self.mentions[first_mention..];
        let in_value = |hit: &CueHit| {
            let next = mentions.partition_point(|mention| mention.span.end < hit.span.end);
            (cues::negates(hit.cue) || hit.verb.is_some() || matches!(hit.cue, Cue::Almost | Cue::Partly))
                && mentions.get(next).is_some_and(|mention| mention.span.covers(hit.span))
        };
        // "In May": a small word with a capital inside a sentence is a name.
        let is_name =
            |hit: &CueHit| hit.cue == Cue::Allowed && hit.span.start > span.start && self.folded.is_capital(hit.span.start);
        // "The Harbour *Post*": a word with a capital behind another one, where not all words have them, is a part of a name.
        let is_in_name = |hit: &CueHit| hit.verb.is_some() && self.is_in_name(span, lexicon, hit.span.start);
        let meaningful = cues::meaningful(hits.iter()).into_iter();
        let own: Vec<CueHit> = meaningful.filter(|hit| !in_value(hit) && !is_name(hit) && !is_in_name(hit)).collect();
        self.cues.extend(own);
        self.analyses.push(OnceCell::new());
        self.credited.push(OnceCell::new());
        self.sentences.push(Sentence {
            cues: first_cue..self.cues.end(),
            mentions: first_mention..self.mentions.end(),
            ..sentence
        });
    }

    /// Returns true if the word at `at` has a capital, as the one before it has, and another word of the sentence has none.
    fn is_in_name(&self, sentence: Span<InFolded>, lexicon: &Lexicon, at: usize) -> bool {
        let before = self.words_of(Span::new(sentence.start, at)).last();
        let follows = before.is_some_and(|before| self.folded.is_capital(before.start) && before.end + 1 == at);
        let is_small = |word: Span<InFolded>| !self.folded.is_capital(word.start) && !lexicon.is_function_word(self.words(word));
        follows && self.folded.is_capital(at) && self.words_of(sentence).any(is_small)
    }

    /// The words of `span`, folded.
    pub fn words(&self, span: Span<InFolded>) -> &'a str {
        span.of(self.folded.text())
    }

    /// The words of `window`, one by one.
    pub fn words_of(&self, window: Span<InFolded>) -> impl Iterator<Item = Span<InFolded>> + '_ {
        words(self.folded.text(), window)
    }

    /// The pieces of the clauses of `sentence`, which cover it.
    pub fn clauses(&self, sentence: SentenceId) -> impl DoubleEndedIterator<Item = Span<InFolded>> + '_ {
        self.analysis(sentence).pieces.iter().map(|piece| piece.span)
    }

    /// The piece of a clause of `sentence` in which the byte `at` stands.
    pub fn clause(&self, sentence: SentenceId, at: usize) -> Span<InFolded> {
        self.analysis(sentence).piece_at(at).span
    }

    /// Returns true if the bytes `one` and `other` stand in one clause, which another may interrupt: "the hall, which opened last year, cost
    /// 3 million".
    pub fn share_clause(&self, sentence: SentenceId, one: usize, other: usize) -> bool {
        let analysis = self.analysis(sentence);
        analysis.piece_at(one).clause == analysis.piece_at(other).clause
    }

    /// The piece that `clause` goes on with after one that interrupts it.
    pub fn resumed(&self, sentence: SentenceId, clause: Span<InFolded>) -> Option<Span<InFolded>> {
        self.analysis(sentence).resumed(clause).map(|piece| piece.span)
    }

    /// The cues of `sentence`.
    pub fn cues_of(&self, sentence: SentenceId) -> &[CueHit] {
        &self.cues[self.sentences[sentence].cues.clone()]
    }

    /// The time that `clause` is about: its only date; of several, the only one that tells nothing of who speaks ("…, says Ann Lee, in
    /// office since 1999"); else the date that opens the sentence ("In 2022, as nobody foresaw, …").
    /// With its mention.
    pub fn period(&self, sentence: SentenceId, clause: Span<InFolded>) -> Option<(&Mention<InFolded>, Period)> {
        let whole = self.sentences[sentence].span;
        let mentions = self.mentions[self.sentences[sentence].mentions.clone()].iter();
        let dates: Vec<(&Mention<InFolded>, Period)> = mentions
            .filter_map(|mention| match mention.value {
                Value::Period(period)
                    if !self.dates_speech(sentence, mention.span)
                        && !self.is_of_noun(sentence, mention.span)
                        && !self.is_compared_with(sentence, mention.span) =>
                {
                    Some((mention, period))
                }
                _ => None,
            })
            .collect();
        let apart = self.cues_of(sentence).iter().find(|hit| hit.cue == Cue::Saying && self.is_remark(sentence, hit));
        let of_speaker = |date: Span<InFolded>| apart.is_some_and(|verb| verb.span.end <= date.start);
        let own: Vec<&(&Mention<InFolded>, Period)> = dates.iter().filter(|(date, _)| clause.covers(date.span)).collect();
        let mut stated = own.iter().filter(|(date, _)| own.len() == 1 || !of_speaker(date.span));
        let (first, second) = (stated.next(), stated.next());
        if let Some((date, period)) = first {
            // "In 2023, its first since 2015": a remark behind a mark has a date of its own. "In 2021, 2022" is a list.
            let is_remark = |other: Span<InFolded>| {
                let between = Span::new(date.span.end, other.start);
                self.words(between).contains(',') && self.words_in(between.start, between.end) >= REMARK_WORDS
            };
            if second.is_none_or(|(other, _)| is_remark(other.span)) {
                return Some((date, *period));
            }
        }
        let opening = dates.first().filter(|(date, _)| {
            CueHit::words_between(self.folded.text(), whole.start, date.span.start) <= OPENING_REACH
                && !self.is_said_between(sentence, date.span.end, clause.start)
        });
        opening.copied()
    }

    /// Whether a verb only says who says what stands beside it: "…, says Ann Lee".
    fn is_remark(&self, sentence: SentenceId, verb: &CueHit) -> bool {
        let analysis = self.analysis(sentence);
        let mut remarks = analysis.segments.iter().filter_map(|segment| segment.remark);
        remarks.any(|id| self.cues_of(sentence).get(analysis.operators[id].hit).is_some_and(|hit| hit.span == verb.span))
    }

    /// Whether a date only says with what something is compared: "twice as many as in 2019", "fewer than last year".
    fn is_compared_with(&self, sentence: SentenceId, date: Span<InFolded>) -> bool {
        self.cues_of(sentence).iter().any(|hit| {
            hit.cue == Cue::Apart && hit.span.end <= date.start && self.words_in(hit.span.end, date.start) <= WORDS_BEFORE_DATE
        })
    }

    /// Whether a verb of its own parts a date from the predicate at `at` before it: a comma that none answers stands between, or a word that
    /// joins a second verb ("is cancelled and will be held on 3 March").
    pub fn is_parted(&self, sentence: SentenceId, at: Span<InFolded>, date: Span<InFolded>) -> bool {
        if date.start < at.end {
            return false;
        }
        let between = Span::new(at.end, date.start);
        let lexicon = self.sentences[sentence].lexicon;
        let words: Vec<Span<InFolded>> = self.words_of(between).collect();
        let joins = |word: &Span<InFolded>| lexicon.coordinators.contains(self.words(*word));
        let is_verb = |word: &Span<InFolded>| lexicon.auxiliaries.contains(self.words(*word));
        let is_joined = words.iter().zip(words.iter().skip(1)).any(|(word, next)| joins(word) && is_verb(next));
        is_joined || self.words(between).matches(", ").count() % 2 == 1
    }

    /// Whether a verb of saying stands between two places: "In August 2021, the agency revealed that …".
    fn is_said_between(&self, sentence: SentenceId, from: usize, to: usize) -> bool {
        let says = |cue: Cue| matches!(cue, Cue::Saying | Cue::Denial | Cue::Confirmation);
        self.cues_of(sentence).iter().any(|hit| says(hit.cue) && from <= hit.span.start && hit.span.end <= to)
    }

    /// Whether the sentence stands in a passage that is marked as an update or a correction: in it, or before it in the
    /// paragraph.
    pub fn is_update(&self, sentence: SentenceId) -> bool {
        self.is_marked(sentence, |cue| matches!(cue, Cue::Update | Cue::Correction))
    }

    /// Whether the sentence stands in a passage that says that what stood before was wrong.
    pub fn is_correction(&self, sentence: SentenceId) -> bool {
        self.is_marked(sentence, |cue| cue == Cue::Correction)
    }

    fn is_marked(&self, sentence: SentenceId, marks: impl Fn(Cue) -> bool) -> bool {
        let paragraph = self.sentences[sentence].paragraph;
        let own = Id::each(SentenceId::default()..sentence.after())
            .rev()
            .take_while(|index| self.sentences[*index].paragraph == paragraph)
            .take(UPDATE_REACH);
        own.into_iter().any(|index| self.cues_of(index).iter().any(|hit| marks(hit.cue)))
    }

    /// Whether the sentence says that it translates, or the one before it in its paragraph does.
    pub fn is_translation(&self, sentence: SentenceId) -> bool {
        let says = |index: SentenceId| self.cues_of(index).iter().any(|hit| hit.cue == Cue::Translation);
        let paragraph = self.sentences[sentence].paragraph;
        says(sentence) || sentence.before().is_some_and(|before| self.sentences[before].paragraph == paragraph && says(before))
    }

    /// Whether the clause tells of what an earlier version said: it holds the words, a remark does ("…, an earlier version said"), or it is the
    /// object of the clause that does ("an earlier version said that …").
    pub fn is_withdrawn(&self, sentence: SentenceId, clause: Span<InFolded>) -> bool {
        let hits = self.cues_of(sentence);
        let analysis = self.analysis(sentence);
        let is_remark = |at: usize| analysis.segment(analysis.segment_at(at)).remark.is_some();
        let is_object = hits.iter().any(|hit| hit.cue.begins_clause() && hit.span.start == clause.start);
        hits.iter().any(|hit| {
            let behind = || Span::new(hit.span.end, clause.start);
            hit.cue == Cue::Earlier
                && (clause.meets(hit.span)
                    || is_remark(hit.span.start)
                    || is_object
                        && hit.span.end <= clause.start
                        && !self.words(behind()).contains([';', ','])
                        && !hits.iter().any(|other| other.cue == Cue::Contrast && behind().covers(other.span)))
        })
    }

    /// Whether a date says when something was said: it stands beside a verb of saying, with a word between them at most, and no
    /// mark ("… on 3 June, the agency said").
    pub fn dates_speech(&self, sentence: SentenceId, date: Span<InFolded>) -> bool {
        let joins = &self.sentences[sentence].lexicon.coordinators;
        self.cues_of(sentence).iter().any(|hit| {
            let is_verb = matches!(hit.cue, Cue::Saying | Cue::Denial | Cue::Confirmation)
                && !self.asked_in(sentence).iter().any(|asked| asked.covers(hit.span));
            let (first, second) = if hit.span.start < date.start { (hit.span, date) } else { (date, hit.span) };
            is_verb
                && first.end <= second.start
                && !self.words(Span::new(first.end, second.start)).contains([',', ';', ':', '«', '»', '“', '”', '"'])
                && CueHit::words_between(self.folded.text(), first.end, second.start) <= SPEECH_REACH
                // "Denies that it made a profit in 2023 and regrets the fuss".
                && !self.words_of(Span::new(first.end, second.start)).any(|word| joins.contains(self.words(word)))
                // "Says that on 14 August": a clause of its own.
                && !self.cues_of(sentence).iter().any(|start| {
                    start.cue.begins_clause() && first.start <= start.span.start && start.span.end <= second.start
                })
                // "…, closed on 13 January, she says": the mark ends what is said.
                && !(date.start < hit.span.start
                    && date.start > self.sentences[sentence].span.start + MARKED_DATE
                    && self.words(Span::new(date.end, hit.span.start)).contains([',', '"', '”', '»', '“']))
        })
    }

    /// Every claim: a quantity that is stated, and what is denied or confirmed; with the mention it stands on.
    pub fn claims(&self, document: &Document) -> Vec<(Claim, Option<MentionId>)> {
        let mut claims = Vec::new();
        for (index, sentence) in self.sentences.enumerate() {
            for at in Id::each(sentence.mentions.clone()) {
                let mention = &self.mentions[at];
                if matches!(mention.value, Value::Quantity(_)) {
                    claims.push((self.claim(document, index, (mention.span, mention.noun), mention.value.clone()), Some(at)));
                }
            }
            for hit in &self.cues[sentence.cues.clone()] {
                if let Some(affirms) = affirms(hit.cue) {
                    claims.push((self.claim(document, index, (hit.span, None), Value::YesNo(affirms)), None));
                }
            }
        }
        claims
    }

    /// Every date that tells of something other than when words were said; with its mention, as [`Extraction::claims`] gives it.
    pub fn dates(&self, document: &Document) -> Vec<(Claim, Option<MentionId>)> {
        let mut dates = Vec::new();
        for (index, sentence) in self.sentences.enumerate() {
            for at in Id::each(sentence.mentions.clone()) {
                let mention = &self.mentions[at];
                if matches!(mention.value, Value::Period(_)) && !self.dates_speech(index, mention.span) {
                    dates.push((self.claim(document, index, (mention.span, None), mention.value.clone()), Some(at)));
                }
            }
        }
        dates
    }

    /// The sentence in which a byte of the folded text stands.
    pub fn sentence_at(&self, at: usize) -> Option<SentenceId> {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).before()
    }

    /// The number of claims, without what each of them says.
    pub fn count_claims(&self) -> usize {
        let quantities = self.mentions.iter().filter(|mention| matches!(mention.value, Value::Quantity(_)));
        quantities.count() + self.cues.iter().filter(|hit| affirms(hit.cue).is_some()).count()
    }

    fn claim(
        &self,
        document: &Document,
        sentence: SentenceId,
        (span, noun): (Span<InFolded>, Option<Span<InFolded>>),
        value: Value,
    ) -> Claim {
        let reading = self.reading(sentence, span);
        let clause = self.clause(sentence, span.start);
        let to_source = |span: Span<InFolded>| self.folded.to_source(span);
        let period = self.period(sentence, clause);
        Claim {
            value,
            span: to_source(span),
            noun: noun.map(to_source),
            clause: to_source(clause),
            language: self.sentences[sentence].lexicon.lang,
            polarity: reading.polarity,
            modality: reading.modality,
            voice: self.voice_or_document(document, sentence, span),
            period: period.map(|(_, period)| period),
            year_inferred: self.is_yearless(sentence, span) || period.is_some_and(|(mention, _)| mention.marks.is_yearless),
        }
    }

    /// Whether a day without a year stands at `span`, whose year was concluded from the date of the source.
    pub fn is_yearless(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        let mentions = &self.mentions[self.sentences[sentence].mentions.clone()];
        let at = mentions.partition_point(|mention| mention.span.start < span.start);
        mentions.get(at).is_some_and(|mention| mention.span == span && mention.marks.is_yearless)
    }

    /// Who says what stands at `span`: whoever is credited, else the part's voice, else the publisher.
    pub fn voice_or_document(&self, document: &Document, sentence: SentenceId, span: Span<InFolded>) -> Voice {
        if let Some(credited) = self.voice(sentence, span) {
            let source = self.folded.to_source(credited.window);
            let name = self.folded.to_source(credited.name).of(document.text());
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            return Voice { name, by: credited.by, window: Some(source), inferred: credited.inferred };
        }
        let inferred = self.has_unknown_speaker(sentence, span);
        let part = self.sentences[sentence].part.and_then(|part| document.parts[part].voice.clone());
        let (name, by) = match part {
            Some(voice) => (voice, Credit::Part),
            None => (document.metadata.publisher.clone().unwrap_or_else(|| document.metadata.id.clone()), Credit::Publisher),
        };
        Voice { name, by, window: None, inferred }
    }
}

/// What a verb says of its object.
const fn affirms(cue: Cue) -> Option<bool> {
    match cue {
        Cue::Denial => Some(false),
        Cue::Confirmation => Some(true),
        _ => None,
    }
}

/// The function words met, by passage.
pub(crate) struct PassageVotes {
    pub sentences: Vec<Votes>,
    pub paragraphs: Vec<Votes>,
    pub document: Votes,
}
