//! Noun phrases: the names of those who are credited.

use super::Extraction;
use crate::clause::{Analysis, Mark, Token, ValueKind};
use crate::id::SentenceId;
use crate::lexicon::{Class, Lexicon};
use crate::pattern::Folded;
use crate::span::{InFolded, Span};

/// A name is no longer than this many words.
const MOST_WORDS: usize = 9;
/// So many capitals are the name of a person, whatever noun stands before them: "the gardener Ann Lee".
const CAPITALS_OF_PERSON: usize = 2;

/// A noun phrase, as far as it has been read.
#[derive(Default)]
struct Phrase {
    start: Option<usize>,
    /// The end of its last word that says something.
    end: Option<usize>,
    /// Whether an article may follow: nothing has been said yet, or a link came last.
    may_link: bool,
    /// How many words with a capital end it.
    capitals: usize,
}

impl Extraction<'_> {
    /// `noun-phrase = [determiner] [number] 1*word *( partitive [determiner] 1*word )`, as `le journal de la ville`
    ///
    /// Gives the phrase that begins at the first word of `window`, or none where only a pronoun, a verb, a date or another function word
    /// stands there.
    pub(super) fn noun_phrase(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let analysis = self.analysis(sentence);
        let first = analysis.tokens.partition_point(|token| token.span.start < window.start);
        let first = first + analysis.tokens[first..].iter().take_while(|token| !token.is_word()).count();
        let words = Words { analysis, lexicon: self.sentences[sentence].lexicon, folded: self.folded };
        let mut phrase = Phrase { may_link: true, ..Phrase::default() };
        let mut count = 0;
        for (at, token) in analysis.tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.span.end <= window.end) {
            count += usize::from(token.is_word());
            if count > MOST_WORDS || !words.goes_on(&mut phrase, at) {
                break;
            }
        }
        Some(Span::new(phrase.start?, phrase.end?))
    }

    /// A name without the title before it: "directeur Jan De Wit" is Jan De Wit; "the police", "politie Antwerpen" stay whole.
    pub(super) fn without_title(&self, sentence: SentenceId, phrase: Span<InFolded>) -> Span<InFolded> {
        let analysis = self.analysis(sentence);
        let lexicon = self.sentences[sentence].lexicon;
        let tokens: Vec<&Token> = analysis.tokens[analysis.tokens_of(phrase)].iter().filter(|token| token.is_word()).collect();
        let is_possessive = |token: &Token| self.folded.text()[..token.span.start].ends_with('\'');
        let is_link = |token: &&Token| is_link(lexicon, self.words(token.span));
        let opens = |token: &Token| {
            !token.is_capital || token.class.is(Class::TITLE) || lexicon.determiners.contains(self.words(token.span))
        };
        // What a title may open with ends at the first capital that is none.
        let name = tokens.iter().position(|token| !opens(token) || is_possessive(token)).unwrap_or(0);
        let Some(title) = name.checked_sub(1).map(|before| tokens[before]).filter(|title| !is_link(title)) else { return phrase };
        let capitals = tokens[name..].iter().take_while(|token| token.is_capital || is_link(token)).count();
        let is_person = title.class.is(Class::TITLE) && !is_possessive(title)
            || capitals >= CAPITALS_OF_PERSON && title.is_content() && !title.class.is(Class::BODY) && !lexicon.noun_capitals;
        let is_whole = name + capitals == tokens.len();
        let has_link = tokens[..name].iter().any(is_link);
        let strips = is_person && is_whole && (!has_link || capitals >= CAPITALS_OF_PERSON);
        if strips { Span::new(tokens[name].span.start, phrase.end) } else { phrase }
    }

    /// The name behind a title that a comma sets apart: "le directeur du site, *Pascal Rombouts*, le nie".
    pub(super) fn named_behind(&self, sentence: SentenceId, phrase: Span<InFolded>) -> Option<Span<InFolded>> {
        let analysis = self.analysis(sentence);
        let tokens = analysis.tokens_of(phrase);
        let own = &analysis.tokens[tokens.clone()];
        let is_title = own.iter().find(|token| token.is_content()).is_some_and(|head| head.class.is(Class::TITLE));
        let is_common = own.iter().all(|token| !token.is_capital || token.class.is(Class::DETERMINER)) && own.len() > 1;
        let (comma, first) = (analysis.tokens.get(tokens.end)?, analysis.tokens.get(tokens.end + 1)?);
        let rest = Span::new(first.span.start, self.sentences[sentence].span.end);
        let name = self.noun_phrase(sentence, rest).filter(|name| name.start == first.span.start && comma.mark == Mark::Comma)?;
        let told = analysis.tokens_of(name);
        let is_name = analysis.tokens[told.clone()].iter().filter(|token| token.is_content()).all(|token| token.is_capital);
        let least = if is_common { 1 } else { CAPITALS_OF_PERSON };
        let ends = |at: usize| analysis.tokens.get(at).is_none_or(|next| matches!(next.mark, Mark::Comma | Mark::Stop));
        let goes_on = analysis.tokens.get(told.end + 1).is_some_and(|next| next.class.is(Class::COORDINATOR));
        let is_apart = ends(told.end) && !goes_on && told.len() >= least && first.is_capital;
        (is_name && is_apart && (is_title || is_common)).then_some(name)
    }

    /// What "volgens" names at the head of a clause, without the verb that comes second: "Volgens Delta *raakten* negen mensen gewond".
    pub(super) fn without_second_verb(&self, sentence: SentenceId, opener: usize, phrase: Span<InFolded>) -> Span<InFolded> {
        let analysis = self.analysis(sentence);
        let tokens = analysis.tokens_of(phrase);
        let at = analysis.tokens.partition_point(|token| token.span.end <= opener);
        let opens = at
            .checked_sub(1)
            .is_none_or(|before| !analysis.tokens[before].is_word() || analysis.tokens[before].class.is(Class::COORDINATOR));
        let next = analysis.tokens.get(tokens.end);
        let is_open = next.is_some_and(|next| next.is_word() && !next.class.is(Class::COORDINATOR))
            && !analysis.is_verb(tokens.end)
            && self.sentences[sentence].lexicon.verb_second
            && opens;
        let content: Vec<&Token> = analysis.tokens[tokens].iter().filter(|token| token.is_content()).collect();
        match content[..] {
            [.., before, last] if is_open && !last.is_capital => Span::new(phrase.start, before.span.end),
            _ => phrase,
        }
    }
}

/// The words of a sentence that a noun phrase is read from.
struct Words<'a> {
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    folded: &'a Folded,
}

impl Words<'_> {
    /// Adds a token to a phrase; returns false if the phrase ends before it.
    fn goes_on(&self, phrase: &mut Phrase, at: usize) -> bool {
        let token = &self.analysis.tokens[at];
        let word = token.span.of(self.folded.text());
        let linked = phrase.end.is_some();
        if !token.is_word() {
            return linked && (token.mark == Mark::Stop && self.is_shortened(at) || self.is_possessive(at));
        }
        if let Some(value) = token.value.filter(|_| !token.class.is(Class::DETERMINER)) {
            // "Two officials": a number comes before what it counts, and ends what stands before it.
            phrase.start.get_or_insert(token.span.start);
            return !linked && value.kind == ValueKind::Number;
        }
        let begins_small = !token.is_capital;
        if self.lexicon.is_function_word(word) && (begins_small || !linked) && !self.is_named(at) {
            return self.links(phrase, at);
        }
        if begins_small && self.ends(phrase, at)
            || !linked && begins_small && token.class.is(Class::ADVERB) && phrase.start.is_none()
        {
            return false;
        }
        // "Volgens minister Els Maes betaalde": after two capitals, a small word is no part of the name.
        let possessive = self.folded.text()[..token.span.start].ends_with('\'');
        let enough = if self.lexicon.noun_capitals { 1 } else { 2 };
        if begins_small && phrase.capitals >= enough && !phrase.may_link && !possessive {
            return false;
        }
        phrase.capitals = if begins_small && !possessive { 0 } else { phrase.capitals + 1 };
        phrase.end = Some(token.span.end);
        phrase.may_link = false;
        phrase.start.get_or_insert(token.span.start);
        true
    }

    /// "El *diario*", "the *other* mayor": behind an article that is nothing else, a word that tells how or when is a noun or an adjective.
    fn is_named(&self, at: usize) -> bool {
        let small = Class::DETERMINER | Class::PREPOSITION | Class::PRONOUN | Class::COORDINATOR | Class::OPENER;
        let verb = Class::AUXILIARY | Class::AUXILIARY_PART;
        let article = at.checked_sub(1).map_or(Class::NONE, |before| self.analysis.tokens[before].class);
        let is_article = article.is(Class::DETERMINER) && !article.is(Class::PRONOUN | Class::CLITIC);
        is_article && !self.analysis.tokens[at].class.is(small | verb)
    }

    /// "De", "van" link the words of one name; an article may open it or follow a link.
    fn links(&self, phrase: &mut Phrase, at: usize) -> bool {
        let token = &self.analysis.tokens[at];
        let word = token.span.of(self.folded.text());
        // "A spokesperson *for* the group".
        let is_of_title = token.class.is(Class::TITLE_LINK)
            && at.checked_sub(1).is_some_and(|before| self.analysis.tokens[before].class.is(Class::TITLE));
        let links = phrase.end.is_some() && (is_of_title || is_link(self.lexicon, word));
        let is_last = self.analysis.tokens.get(at + 1).is_none_or(|next| !next.is_word());
        let opens =
            phrase.may_link && self.lexicon.determiners.contains(word) && !(self.lexicon.pronouns.contains(word) && is_last);
        phrase.may_link = links;
        if links || opens {
            phrase.start.get_or_insert(token.span.start);
        }
        links || opens
    }

    /// Returns true if a small word cannot be a part of the name before it: a verb, the day, a word that opens a clause.
    fn ends(&self, phrase: &Phrase, at: usize) -> bool {
        let token = &self.analysis.tokens[at];
        let word = token.span.of(self.folded.text());
        let before = at.checked_sub(1).map(|before| &self.analysis.tokens[before]);
        // "A draft *report* by the chamber": a noun.
        let is_done_by = self.analysis.tokens.get(at + 1).is_some_and(|next| next.class.is(Class::AGENT))
            && !token.class.is(Class::PARTICIPLE);
        // "A second *witness* corroborated".
        let is_title = token.class.is(Class::TITLE | Class::BODY) && phrase.start.is_some();
        let is_verb = token.operator.is_some() && self.analysis.is_verb(at) && !is_done_by && !is_title;
        if phrase.end.is_none() || phrase.may_link {
            return is_verb && phrase.start.is_none();
        }
        // "The mayor called", "Delta strongly".
        let is_name = before.is_some_and(|before| before.is_capital || before.class.is(Class::TITLE | Class::BODY));
        let is_person = token.class.is(Class::TITLE | Class::BODY);
        let day = || self.lexicon.dates.weekdays.texts().into_iter().any(|day| word.starts_with(day));
        is_verb
            || token.class.is(Class::OPENER)
            || is_name && !is_person && token.class.is(Class::ADVERB | Class::PARTICIPLE)
            || day()
    }

    /// Returns true if the mark at a token only says whose the next word is: "the nurses' union".
    fn is_possessive(&self, at: usize) -> bool {
        let [Some(before), Some(mark), Some(next)] =
            [at.checked_sub(1), Some(at), Some(at + 1)].map(|at| self.analysis.tokens.get(at?))
        else {
            return false;
        };
        mark.span.of(self.folded.text()) == "'" && before.is_word() && before.span.end == mark.span.start && next.is_content()
    }

    /// Returns true if the full stop at a token only shortens the word before it: "Dr. Jones", "J. K. Lund".
    fn is_shortened(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.analysis.tokens[before]) else { return false };
        let word = before.span.of(self.folded.text());
        let follows = self.analysis.tokens.get(at + 1).is_some_and(|next| next.is_word() && next.is_capital);
        let is_initial = before.is_capital && word.rsplit('-').next().is_some_and(|last| last.chars().count() == 1);
        before.is_word() && follows && (is_initial || self.lexicon.abbreviations.contains(&format!("{word}.")))
    }
}

/// "De", "d'", "du", "van", "of".
pub(super) fn is_link(lexicon: &Lexicon, word: &str) -> bool {
    let stands_for = lexicon.contractions.get(word);
    lexicon.partitives.contains(word)
        || stands_for.is_some_and(|words| words.iter().any(|word| lexicon.partitives.contains(word)))
}
