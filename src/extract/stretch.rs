//! The stretches of words in which the subject of a verb is looked for.

use super::subject::Found;
use super::{CueHit, Extraction};
use crate::id::SentenceId;
use crate::lexicon::{Class, Cue};
use crate::pattern::words;
use crate::span::{InFolded, Span};

/// What stretches are cut at.
const MARKS: &str = ",;:«»„“”\"()[]–—";

impl Extraction<'_> {
    /// The stretches of words before `end`, nearest first, cut at marks and at the starts of clauses.
    pub(super) fn chunks_before(&self, sentence: SentenceId, end: usize) -> Vec<Span<InFolded>> {
        let whole = self.sentences[sentence].span;
        let words = self.words(Span::new(whole.start, end));
        // A dash may lean on the word behind it: "—dijo".
        let leans = |at: usize| words[..at].chars().next_back().is_none_or(char::is_whitespace);
        let cuts = |(at, letter): &(usize, char)| MARKS.contains(*letter) || *letter == '-' && leans(*at);
        let marks = words.char_indices().filter(cuts);
        let mut cuts: Vec<usize> = marks.map(|(at, letter)| whole.start + at + letter.len_utf8()).collect();
        let starts = self
            .cues_of(sentence)
            .iter()
            .filter(|hit| (hit.cue.begins_clause() || hit.cue == Cue::Contrast) && hit.span.end <= end)
            .filter(|hit| !self.is_preposition(sentence, hit, end));
        cuts.extend(starts.map(|hit| hit.span.start));
        cuts.sort_unstable();
        let mut chunks = Vec::new();
        let mut until = end;
        for start in cuts.into_iter().rev().chain([whole.start]) {
            let chunk = Span::new(start, until);
            if !self.words(chunk).trim_matches(|letter: char| letter.is_whitespace() || MARKS.contains(letter)).is_empty()
                || chunks.is_empty()
            {
                chunks.push(chunk);
            }
            until = start;
        }
        chunks
    }

    /// "Records from the year before the crash show": without a verb behind it, a word that may open a clause is a preposition.
    fn is_preposition(&self, sentence: SentenceId, hit: &CueHit, end: usize) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let behind = Span::new(hit.span.end, end);
        let has_verb = || {
            self.cues_of(sentence).iter().any(|other| other.verb.is_some() && behind.covers(other.span))
                || words(self.folded.text(), behind).any(|word| lexicon.auxiliaries.contains(self.words(word)))
        };
        let has_object =
            || words(self.folded.text(), behind).next().is_some_and(|next| lexicon.determiners.contains(self.words(next)));
        lexicon.prepositions.contains(self.words(hit.span)) && has_object() && !has_verb()
    }

    /// The stretch of words that may hold a verb's subject. An age between commas or brackets is passed over: "Smith, 52, said".
    pub(super) fn own_chunk(&self, sentence: SentenceId, chunks: &[Span<InFolded>], verb: usize) -> Span<InFolded> {
        let is_word = |token: Span<InFolded>| self.words(token).starts_with(char::is_alphabetic);
        let mut tokens_of = chunks.iter().map(|chunk| (*chunk, words(self.folded.text(), *chunk).collect::<Vec<_>>()));
        let Some((own, words)) = tokens_of.next() else { return Span::new(verb, verb) };
        if let Some(piece) = self.within_piece(sentence, own, verb) {
            return piece;
        }
        // "Luis Gil, de 52 años, dijo": a preposition may open it.
        let opens = |token: &&Span<InFolded>| !self.sentences[sentence].lexicon.prepositions.contains(self.words(**token));
        let has_age =
            |words: &[Span<InFolded>]| words.len() <= 3 && words.iter().find(opens).is_some_and(|first| !is_word(*first));
        if has_age(&words) || words.is_empty() {
            let rest = if has_age(&words) {
                tokens_of.next()
            } else {
                tokens_of.next().filter(|(_, words)| has_age(words)).and_then(|_| tokens_of.next())
            };
            if let Some((chunk, _)) = rest {
                return chunk;
            }
        }
        // "The union, which had called for it, put for its part": nobody is named beside the verb.
        if !self.is_blank(sentence, own) && !matches!(self.subject_in(sentence, own), Found::Nothing) {
            return own;
        }
        // "A draft report, which leaked, puts", "A draft report, leaked to the paper, puts".
        let is_participle = |told: Span<InFolded>| {
            let first = self.words_of(told).next().filter(|first| !self.folded.is_capital(first.start));
            let lexicon = self.sentences[sentence].lexicon;
            first.is_some_and(|first| lexicon.class_of(self.words(first), false).is(Class::PARTICIPLE))
        };
        let is_told = chunks.get(1).is_some_and(|told| self.is_subordinate(sentence, *told) || is_participle(*told));
        let piece = if is_told { self.piece_before(sentence, verb) } else { None };
        piece.or_else(|| self.before_apposition(sentence, chunks)).unwrap_or(own)
    }

    /// Returns true if a stretch has nothing but auxiliary verbs, adverbs and objects that are one small word: "a fermement", "se".
    pub(super) fn is_blank(&self, sentence: SentenceId, stretch: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let is_small = |class: Class| {
            let tells_who = Class::FIRST | Class::MASCULINE | Class::FEMININE | Class::PLURAL | Class::GENERIC;
            class.is(Class::ADVERB) || class.is(Class::CLITIC) && !class.is(tells_who)
        };
        self.words_of(stretch)
            .map(|word| self.words(word))
            .all(|word| lexicon.auxiliaries.contains(word) || is_small(lexicon.class_of(word, false)))
    }

    /// "A waitress [who works at the club] told the inquiry": of a stretch that holds the words of another clause, those of the verb's own, if
    /// they name anybody.
    fn within_piece(&self, sentence: SentenceId, stretch: Span<InFolded>, verb: usize) -> Option<Span<InFolded>> {
        let analysis = self.analysis(sentence);
        let token = analysis.tokens.partition_point(|token| token.span.end <= verb);
        let segment = analysis.segment(*analysis.owners.get(token)?);
        let piece = segment.pieces.iter().find(|piece| piece.contains(&token))?;
        let start = analysis.tokens.get(piece.start)?.span.start;
        if start <= stretch.start || segment.remark.is_some() {
            return None;
        }
        let own = Span::new(start.min(verb), verb);
        if self.is_blank(sentence, own) {
            return self.piece_before(sentence, verb);
        }
        matches!(self.subject_in(sentence, own), Found::Name(_)).then_some(own)
    }

    /// The words of the verb's own clause before others that interrupt it: "*a source at the depot*, who will not be named, speaks of".
    fn piece_before(&self, sentence: SentenceId, verb: usize) -> Option<Span<InFolded>> {
        let analysis = self.analysis(sentence);
        let token = analysis.tokens.partition_point(|token| token.span.end <= verb);
        let pieces = &analysis.segment(*analysis.owners.get(token)?).pieces;
        let own = pieces.iter().position(|piece| piece.contains(&token))?;
        let before = pieces.get(own.checked_sub(1)?)?;
        let span = analysis.tokens.get(before.start)?.span.join(analysis.tokens.get(before.end.checked_sub(1)?)?.span);
        matches!(self.subject_in(sentence, span), Found::Name(_)).then_some(span)
    }

    /// "Hugh Hale, a doctor, said": the words before a phrase that only describes the person named.
    fn before_apposition(&self, sentence: SentenceId, chunks: &[Span<InFolded>]) -> Option<Span<InFolded>> {
        let [_, told, named, ..] = chunks else { return None };
        let lexicon = self.sentences[sentence].lexicon;
        let word = |word: Span<InFolded>| self.words(word);
        let mut words = words(self.folded.text(), *told).skip_while(|joining| lexicon.coordinators.contains(word(*joining)));
        let first = words.next()?;
        let last = self.words_of(*named).last()?;
        let has_verb = self.words_of(*told).any(|told| lexicon.auxiliaries.contains(word(told)));
        let holds = |hit: &&CueHit| told.covers(hit.span);
        // "Grant, and not the mayor, said".
        let is_denied =
            self.cues_of(sentence).iter().filter(holds).any(|hit| hit.cue == Cue::Negation && hit.span.start == first.start);
        // "Hugues Halle, médecin, a dit": an article may be missing.
        let says = self.cues_of(sentence).iter().filter(holds).any(|hit| hit.verb.is_some() || hit.cue == Cue::Negation);
        let is_noun = is_denied || lexicon.determiners.contains(word(first)) || !lexicon.is_function_word(word(first)) && !says;
        let tells = is_denied || is_noun && !has_verb && !self.is_subordinate(sentence, *told);
        if tells && self.folded.is_capital(last.start) && !lexicon.is_function_word(word(last)) {
            return Some(*named);
        }
        // "The lead investigator, Sven Aldous, told the court": the name stands behind what describes it.
        let is_name = self.folded.is_capital(first.start) && !lexicon.is_function_word(word(first));
        (is_noun && is_name && !has_verb).then_some(*told)
    }

    /// Returns true if what ends at the mark right before a verb of saying is what is said, and not part of its subject: "„Nein“, sagte die
    /// Ministerin am Montag"; "Er lebt, sagte die Ministerin am Montag".
    pub(super) fn is_statement_before(&self, sentence: SentenceId, hit: &CueHit, chunks: &[Span<InFolded>]) -> bool {
        if hit.cue != Cue::Saying {
            return false;
        }
        let lexicon = self.sentences[sentence].lexicon;
        let before = self.folded.text()[..hit.span.start].trim_end_matches([' ', ',']);
        let Some(chunk) = chunks.get(1) else { return false };
        let last = words(self.folded.text(), *chunk).last();
        let is_name = self.noun_phrase(sentence, *chunk).is_some_and(|name| last.is_some_and(|last| name.end >= last.end));
        let is_inserted = chunks.len() > 2 && self.is_subordinate(sentence, *chunk);
        // "Ann Lee was driving, said a witness who …": nothing comes before it, or it has a verb of its own.
        let has_verb = || words(self.folded.text(), *chunk).any(|word| lexicon.auxiliaries.contains(self.words(word)));
        let is_whole = || chunks.len() == 2 || has_verb() && !self.is_subordinate(sentence, *chunk);
        before.ends_with(['»', '«', '”', '“', '"']) || !is_name && (lexicon.verb_second && !is_inserted || is_whole())
    }
}
