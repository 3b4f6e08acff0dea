//! The words that a quantity counts.

use super::word::{spaces, words};
use crate::lexicon::Lexicon;
use crate::pattern::is_word_letter;
use nom::Offset;

/// The most words of a counted noun with its adjectives.
const MOST_WORDS: usize = 4;

/// `noun = [quote] space [ partitive ] 1*4( word )`, up to a function word or a mark, as `d'images`
///
/// Returns what follows the noun, and the noun if there is one.
pub(super) fn noun<'t>(lexicon: &Lexicon, input: &'t str) -> (&'t str, Option<&'t str>) {
    let mut rest = skip(input.trim_start_matches(['\'', '"', '»', '”', ')']));
    for partitive in &lexicon.partitives {
        if let Ok((after, ())) = words(partitive, rest) {
            rest = skip(after);
            break;
        }
    }
    // "5 % des recherches": what is counted may have its own article.
    let article = word_length(rest);
    if lexicon.determiners.contains(&rest[..article]) {
        rest = skip(&rest[article..]);
    }
    let start = rest;
    let mut end = rest;
    for _ in 0..MOST_WORDS {
        let length = word_length(rest);
        let word = &rest[..length];
        if length == 0 || lexicon.is_function_word(word) || word.starts_with(|letter: char| letter.is_ascii_digit()) {
            break;
        }
        end = &rest[length..];
        let Ok((after, blanks)) = spaces(end) else { break };
        if blanks.is_empty() {
            break;
        }
        rest = after;
    }
    let noun = &start[..start.offset(end)];
    if noun.is_empty() { (input, None) } else { (end, Some(noun)) }
}

fn skip(input: &str) -> &str {
    spaces(input).map_or(input, |(rest, _)| rest)
}

/// A word with its hyphens, or an elided word with its apostrophe.
fn word_length(input: &str) -> usize {
    let length: usize = input.chars().take_while(|letter| is_word_letter(*letter) || *letter == '-').map(char::len_utf8).sum();
    if length > 0 && input[length..].starts_with('\'') { length + 1 } else { length }
}
