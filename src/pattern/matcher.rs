//! Searches for many patterns at once: one automaton finds a literal from each, and the rest of the phrase is checked at each
//! hit.

use super::{Folded, Pattern, Piece, Word, is_word_letter};
use crate::span::{InFolded, Span};
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};
use std::collections::BTreeMap;

/// The most words that a gap can match.
const GAP_WORDS: usize = 5;
/// Figures do not count as words of a gap, up to this many: "ving in 2023 alles samen 367 honden op".
const GAP_FIGURES: usize = 3;

/// A pattern found in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The folded bytes of the whole phrase.
    pub span: Span<InFolded>,
    /// The id with which the pattern was added.
    pub id: u32,
}

/// Collects patterns for a [`Matcher`].
#[derive(Debug, Default)]
pub struct MatcherBuilder {
    entries: Vec<Entry>,
    anchors: BTreeMap<String, Vec<usize>>,
}

/// A phrase to search for, and the word of it that the automaton finds.
#[derive(Clone, Debug)]
struct Entry {
    pieces: Vec<Piece>,
    after_comma: bool,
    anchor: usize,
    id: u32,
}

impl MatcherBuilder {
    /// Adds a pattern; its hits have the id `id`.
    pub fn add(&mut self, pattern: &Pattern, id: u32) {
        for phrase in &pattern.phrases {
            let Some((anchor, word)) = anchor_of(&phrase.pieces) else { continue };
            let entry = self.entries.len();
            self.entries.push(Entry { pieces: phrase.pieces.clone(), after_comma: phrase.after_comma, anchor, id });
            for form in &word.forms {
                self.anchors.entry(form.clone()).or_default().push(entry);
            }
        }
    }

    /// Compiles the automaton.
    ///
    /// # Errors
    /// If there are more words than the automaton can hold (about two billion).
    pub fn build(self) -> Result<Matcher, BuildError> {
        let (literals, by_literal): (Vec<_>, Vec<_>) = self.anchors.into_iter().unzip();
        let automaton =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).match_kind(MatchKind::Standard).build(&literals)?;
        Ok(Matcher { automaton, by_literal, entries: self.entries })
    }
}

/// Chooses the word to search for: the longest one before the first gap, so that the rest is to its right.
fn anchor_of(pieces: &[Piece]) -> Option<(usize, &Word)> {
    let words = pieces.iter().enumerate().map_while(|(index, piece)| match piece {
        Piece::Word(word) => Some((index, word)),
        Piece::Gap => None,
    });
    words.max_by_key(|(index, word)| (word.forms.len() == 1, word.forms[0].len(), usize::MAX - index))
}

/// Patterns that are searched for all at once.
#[derive(Debug)]
pub struct Matcher {
    automaton: AhoCorasick,
    by_literal: Vec<Vec<usize>>,
    entries: Vec<Entry>,
}

impl Matcher {
    /// Returns every match in `folded`, including overlapping ones, sorted by place.
    pub fn find(&self, folded: &Folded) -> Vec<Hit> {
        let text = folded.text();
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(text) {
            let starts_word = !text[..found.start()].chars().next_back().is_some_and(is_word_letter);
            if !starts_word {
                continue;
            }
            for entry in &self.by_literal[found.pattern().as_usize()] {
                let entry = &self.entries[*entry];
                if let Some(span) = entry.stands_at(folded, Span::new(found.start(), found.end())) {
                    hits.push(Hit { span, id: entry.id });
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }
}

impl Entry {
    fn stands_at(&self, folded: &Folded, anchor: Span<InFolded>) -> Option<Span<InFolded>> {
        let Piece::Word(word) = &self.pieces[self.anchor] else { return None };
        let end = word_end(folded, word, anchor)?;
        let start = match_left(folded, &self.pieces[..self.anchor], anchor.start)?;
        let end = match_right(folded, &self.pieces[self.anchor + 1..], end)?;
        if self.after_comma && !folded.text()[..start].trim_end_matches(is_separator).ends_with(',') {
            return None;
        }
        Some(Span::new(start, end))
    }
}

/// Returns the end of the word that begins with the letters at `literal`, if `word` matches it.
fn word_end(folded: &Folded, word: &Word, literal: Span<InFolded>) -> Option<usize> {
    if word.capital && !folded.is_capital(literal.start) {
        return None;
    }
    let rest = &folded.text()[literal.end..];
    let more: usize = rest.chars().take_while(|letter| is_word_letter(*letter)).map(char::len_utf8).sum();
    let elided = folded.text()[..literal.end].ends_with('\'');
    if word.is_prefix { Some(literal.end + more) } else { (more == 0 || elided).then_some(literal.end) }
}

/// Matches `pieces` that end before `end`; returns their beginning.
fn match_left(folded: &Folded, pieces: &[Piece], end: usize) -> Option<usize> {
    let Some((Piece::Word(word), before)) = pieces.split_last() else { return Some(end) };
    let text = folded.text();
    let word_end_at = skip_separators_left(text, end);
    let touching = word_end_at == end;
    let candidates = word.forms.iter().filter_map(|form| {
        let start = if word.is_prefix {
            text[..word_end_at].char_indices().rev().take_while(|(_, letter)| is_word_letter(*letter)).last()?.0
        } else {
            word_end_at.checked_sub(form.len())?
        };
        let fits = text.is_char_boundary(start)
            && text[start..word_end_at].starts_with(form.as_str())
            && !text[..start].chars().next_back().is_some_and(is_word_letter)
            && (!touching || form.ends_with('\''))
            && (!word.capital || folded.is_capital(start));
        fits.then_some(start)
    });
    candidates.into_iter().find_map(|start| match_left(folded, before, start))
}

/// Matches `pieces` that begin after `start`; returns their end.
fn match_right(folded: &Folded, pieces: &[Piece], start: usize) -> Option<usize> {
    match pieces.split_first() {
        None => Some(start),
        Some((Piece::Gap, rest)) => {
            let (mut at, mut words, mut elided, mut figures) = (start, 0, 0, 0);
            while words <= GAP_WORDS && elided <= GAP_WORDS {
                if let Some(end) = match_right(folded, rest, at) {
                    return Some(end);
                }
                let first = skip_separators_right(folded.text(), at);
                let is_figure = folded.text()[first..].starts_with(|letter: char| letter.is_ascii_digit());
                at = skip_word_right(folded.text(), at)?;
                // The article in "l'accord" does not count as a word.
                let count = if folded.text()[..at].ends_with('\'') {
                    &mut elided
                } else if is_figure && figures < GAP_FIGURES {
                    &mut figures
                } else {
                    &mut words
                };
                *count += 1;
            }
            None
        }
        Some((Piece::Word(word), rest)) => {
            let text = folded.text();
            let at = skip_separators_right(text, start);
            if at == start && !text[..start].ends_with('\'') {
                return None;
            }
            word.forms.iter().find_map(|form| {
                let literal = Span::new(at, at + form.len());
                let end = text[at..].starts_with(form.as_str()).then(|| word_end(folded, word, literal))??;
                match_right(folded, rest, end)
            })
        }
    }
}

/// Returns true for characters that may be between the words of a phrase: spaces, brackets and quotation marks. An empty line may not.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || "()[]\"«»“”„".contains(letter)
}

fn skip_separators_right(text: &str, start: usize) -> usize {
    let run: usize = text[start..].chars().take_while(|letter| is_separator(*letter)).map(char::len_utf8).sum();
    if text[start..start + run].contains("\n\n") { start } else { start + run }
}

fn skip_separators_left(text: &str, end: usize) -> usize {
    let run: usize = text[..end].chars().rev().take_while(|letter| is_separator(*letter)).map(char::len_utf8).sum();
    if text[end - run..end].contains("\n\n") { end } else { end - run }
}

/// Returns the end of the next word of a gap; none if the sentence or the block ends.
fn skip_word_right(text: &str, start: usize) -> Option<usize> {
    let at = skip_separators_right(text, start);
    let mut word: usize = text[at..].chars().take_while(|letter| !is_separator(*letter)).map(char::len_utf8).sum();
    if let Some(apostrophe) = text[at..at + word].find('\'').filter(|apostrophe| apostrophe + 1 < word) {
        word = apostrophe + 1;
    }
    let skipped = &text[at..at + word];
    (word > 0 && !skipped.ends_with(['.', '?', '!', ';', ':', '…'])).then_some(at + word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{Contractions, fold};

    /// Returns the words of `text` in which each pattern is found.
    fn found(patterns: &[&str], text: &str) -> Vec<String> {
        let contractions: Contractions =
            [("du", "le"), ("au", "le"), ("d'", "de"), ("l'", "le")].map(|(form, word)| (fold(form), vec![fold(word)])).into();
        let mut builder = MatcherBuilder::default();
        for (id, pattern) in patterns.iter().enumerate() {
            let pattern = Pattern::parse(pattern).expect("a pattern").contracted(&contractions);
            builder.add(&pattern, id as u32);
        }
        let folded = Folded::new(text);
        let hits = builder.build().expect("builds").find(&folded);
        hits.iter().map(|hit| folded.to_source(hit.span).of(text).to_owned()).collect()
    }

    #[test]
    fn words_and_prefixes_keep_to_word_boundaries() {
        assert_eq!(found(&["recherche*"], "Les recherches, la rechercheuse, les prérecherches."), ["recherches", "rechercheuse"]);
        assert_eq!(found(&["fois"], "78 fois, autrefois, foisonner"), ["fois"]);
        assert_eq!(found(&["clearview"], "de Clearview-software, l’«Clearview»"), ["Clearview", "Clearview"]);
    }

    #[test]
    fn spaces_brackets_accents_and_contractions_do_not_matter() {
        let text = "la police (judiciaire) fédérale, l’usage du\nlogiciel, du Logiciel";
        assert_eq!(found(&["police judiciaire federale"], text), ["police (judiciaire) fédérale"]);
        assert_eq!(found(&["le logiciel"], text), ["du\nlogiciel", "du Logiciel"]);
        assert_eq!(found(&["l'usage"], text), ["l’usage"]);
        assert_eq!(found(&["nombre de images"], "un nombre d'images"), ["nombre d'images"]);
        assert!(found(&["police fédérale"], "police\n\nfédérale").is_empty());
    }

    #[test]
    fn a_capital_is_asked_for_only_at_the_first_letter() {
        assert_eq!(found(&["Le Soir"], "Le Soir dit que le soir tombe. LE SOIR."), ["Le Soir", "LE SOIR"]);
        assert_eq!(found(&["BuzzFeed"], "Buzzfeed, buzzfeed"), ["Buzzfeed"]);
    }

    #[test]
    fn gaps_hold_up_to_five_words_of_one_sentence() {
        assert_eq!(found(&["laat … weten"], "De politie laat aan onze redactie weten dat"), ["laat aan onze redactie weten"]);
        assert!(found(&["laat … weten"], "Hij laat het. Wij weten niets.").is_empty());
        assert_eq!(found(&["ving … op"], "ving in 2023 van mei tot juli 367 op").len(), 1, "figures do not count");
        assert!(found(&["a … b"], "a 1 2 3 4 5 6 7 8 9 b").is_empty());
        assert!(found(&["laat … weten"], "laat een twee drie vier vijf zes weten").is_empty());
        assert_eq!(found(&["a (b|c …) d"], "a b d, a c x y d"), ["a b d", "a c x y d"]);
    }

    #[test]
    fn a_comma_may_be_asked_for() {
        assert_eq!(found(&[", die (sagt|sagte)"], "die sagt, die\nsagte; die sagt"), ["die\nsagte"]);
        assert_eq!(found(&["räumte … ein,"], "Er räumte es ein, sie räumte ein Haus."), ["räumte es ein,"]);
    }

    #[test]
    fn mistakes_say_where_they_are() {
        for (written, message, at) in [
            ("", "the pattern is empty", (0, 0)),
            ("a (b|c", "this bracket is never closed", (2, 6)),
            ("a|b", "a `|` must stand in brackets", (1, 2)),
            ("a) b", "this bracket was never opened", (1, 4)),
            ("* fois", "a `*` alone would match every word", (0, 1)),
            ("re*cherche", "a `*` can only end a word", (0, 3)),
            ("a (b|) c …", "a gap needs a word on both sides", (0, 12)),
            ("… a", "a gap needs a word on both sides", (0, 5)),
        ] {
            let error = Pattern::parse(written).expect_err(written);
            assert_eq!((error.message, (error.at.start, error.at.end)), (message, at), "{written}");
        }
    }
}
