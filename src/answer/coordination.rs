//! Names that stand together: "Merle and Oster", "zowel Merle als Oster", "Merle or Oster".

use super::names::NameHit;
use super::page::Page;
use crate::extract::CueHit;
use crate::id::SentenceId;
use crate::lexicon::{Cue, Lexicon, Phrases};
use crate::pattern::is_word_letter;
use crate::span::{InFolded, Span};

/// Between a joining word and the name stand at most this many others: "and the town of Oster", "et celle d'Oster".
const WORDS_BEFORE_NAME: usize = 3;

/// What stands between two names that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// A comma, as in a list that a joining word ends.
    Comma,
    /// "And".
    Joined,
    /// "Or".
    Alternative,
}

/// Names that are one subject together, or of which one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coordination {
    /// The indices of the first and the last of them.
    pub first: usize,
    pub last: usize,
    /// Whether it is left open which of them is meant.
    pub is_open: bool,
}

/// The names that stand together with the one at `head`; none where it stands alone. `hits` come by place.
pub(super) fn around(page: &Page<'_>, lexicon: &Lexicon, hits: &[NameHit], head: usize) -> Option<Coordination> {
    let link = |index: usize| {
        let (one, other) = (hits.get(index)?, hits.get(index + 1)?);
        link(page, lexicon, Span::new(one.span.end, other.span.start.max(one.span.end)))
    };
    let first = (0..head).rev().take_while(|index| link(*index).is_some()).last().unwrap_or(head);
    let links: Vec<Link> = (first..hits.len()).map_while(link).collect();
    // "Merle, Oster": only a joining word makes one of what commas part.
    let last = links.iter().rposition(|link| *link != Link::Comma)? + 1;
    let is_open = links.iter().take(last).any(|link| *link == Link::Alternative);
    (first + last >= head).then_some(Coordination { first, last: first + last, is_open })
}

/// How the words between two names join them, if they do.
fn link(page: &Page<'_>, lexicon: &Lexicon, between: Span<InFolded>) -> Option<Link> {
    let words = page.extraction.words(between);
    let is_aside = |letter: char| letter.is_whitespace() || "«»“”„\"()".contains(letter);
    let trimmed = words.trim_matches(is_aside);
    let rest = trimmed.trim_start_matches(',').trim_start();
    let after = |phrases: &Phrases<()>| {
        phrases.beginning(rest).find_map(|(phrase, ())| {
            let rest = rest.strip_prefix(phrase)?;
            (phrase.ends_with('\'') || !rest.starts_with(is_word_letter)).then_some((phrase.to_owned(), rest))
        })
    };
    // "Merle, als Oster" compares; "zowel Merle als Oster" joins.
    let may_follow = |phrase: &str| rest.len() == trimmed.len() || phrase.contains(' ') || lexicon.coordinators.contains(phrase);
    let joined = after(&lexicon.joiners).filter(|(phrase, _)| may_follow(phrase)).map(|(_, rest)| (Link::Joined, rest));
    let joined = joined.or_else(|| after(&lexicon.alternatives).map(|(_, rest)| (Link::Alternative, rest)));
    let Some((link, rest)) = joined else {
        let mut words = rest.split(|letter: char| !is_word_letter(letter)).filter(|word| !word.is_empty());
        let is_list = trimmed.starts_with(',') && !rest.contains(',') && words.all(|word| lexicon.determiners.contains(word));
        return is_list.then_some(Link::Comma);
    };
    // "And then, unlike it, Oster" begins something else, and so does a verb.
    let mut others = rest.split(|letter: char| !is_word_letter(letter)).filter(|word| !word.is_empty());
    let is_short = CueHit::words_between(rest, 0, rest.len()) <= WORDS_BEFORE_NAME;
    let is_phrase = !rest.contains([',', ';', ':', '.']) && others.all(|word| !lexicon.auxiliaries.contains(word));
    (is_short && is_phrase).then_some(link)
}

impl Page<'_> {
    /// Whether the clause says that what it tells of several holds of each of them.
    pub fn tells_of_each(&self, sentence: SentenceId, clause: Span<InFolded>) -> bool {
        self.extraction.cues_of(sentence).iter().any(|hit| hit.cue == Cue::Each && clause.meets(hit.span))
    }

    /// Whether a preposition governs a name, past articles: "in the Merle". Who does what a passive says is not governed.
    pub fn is_governed(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let whole = &self.extraction.sentences[sentence];
        let lexicon = whole.lexicon;
        let before = Span::new(self.extraction.clause(sentence, name.start).start.min(name.start), name.start);
        let words: Vec<Span<InFolded>> = self.extraction.words_of(before).collect();
        let mut words = words.into_iter().rev().map(|word| (word, self.extraction.words(word)));
        let is_part = |word: &str| {
            let held = lexicon.contractions.get(word);
            held.is_some_and(|words| words.iter().any(|word| lexicon.prepositions.contains(word)))
        };
        let Some((word, text)) = words.find(|(_, text)| !lexicon.determiners.contains(*text) || is_part(text)) else {
            return false;
        };
        let is_adjacent = !self.extraction.words(Span::new(word.end, name.start)).contains([',', ';', ':']);
        is_adjacent && !lexicon.agents.contains(text) && (lexicon.prepositions.contains(text) || is_part(text))
    }
}
