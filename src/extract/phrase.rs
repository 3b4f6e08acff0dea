//! Noun phrases: the names of those who are credited.

use crate::lexicon::Lexicon;
use crate::pattern::{Folded, is_word_letter, words};
use crate::span::{InFolded, Span};

/// A name is no longer than this many words.
const MOST_WORDS: usize = 9;

/// `noun-phrase = [determiner] 1*word *( partitive [determiner] 1*word )`, as `le journal de la ville`
///
/// Gives the phrase that begins at the first word of `window`, or none where only a pronoun or another function word stands there.
pub(super) fn noun_phrase(lexicon: &Lexicon, folded: &Folded, window: Span<InFolded>) -> Option<Span<InFolded>> {
    let text = folded.text();
    let mut end = None;
    let mut may_link = true;
    let mut start = None;
    let mut capitals = 0;
    let mut rest = words(text, window).take(MOST_WORDS).peekable();
    while let Some(token) = rest.next() {
        let word = token.of(text);
        let linked = end.is_some();
        if let Some(before) = end
            && parts(text, before, token.start)
            && !abbreviated(lexicon, text, window, before)
        {
            break;
        }
        let begins_small = !folded.is_capital(token.start);
        if lexicon.is_function_word(word) && (begins_small || !linked) {
            // "De", "van" link the words of one name; an article may open it or follow a link.
            let links = linked && is_link(lexicon, word);
            let opens =
                may_link && lexicon.determiners.contains(word) && !(lexicon.pronouns.contains(word) && rest.peek().is_none());
            if !(links || opens) {
                break;
            }
            may_link = links;
        } else {
            // "Volgens minister Els Maes betaalde": after two capitals, a small word is no part of the name.
            let possessive = text[..token.start].ends_with('\'');
            if begins_small && capitals >= 2 && !may_link && !possessive {
                break;
            }
            capitals = if begins_small && !possessive { 0 } else { capitals + 1 };
            end = Some(token.end);
            may_link = false;
        }
        start.get_or_insert(token.start);
    }
    Some(Span::new(start?, end?))
}

/// "De", "d'", "du", "van", "of".
fn is_link(lexicon: &Lexicon, word: &str) -> bool {
    let stands_for = lexicon.contractions.get(word);
    lexicon.partitives.contains(word)
        || stands_for.is_some_and(|words| words.iter().any(|word| lexicon.partitives.contains(word)))
}

/// Whether a mark parts the words on both sides.
fn parts(text: &str, from: usize, to: usize) -> bool {
    text[from..to].contains([',', ';', ':', '.', '(', ')', '«', '»', '„', '“', '”', '"', '!', '?', '\n'])
}

/// Whether the full stop after a word only shortens it: "Dr. Jones".
fn abbreviated(lexicon: &Lexicon, text: &str, window: Span<InFolded>, end: usize) -> bool {
    let word = text[window.start..end].rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
    text[end..].starts_with(". ") && lexicon.abbreviations.contains(&format!("{word}."))
}
