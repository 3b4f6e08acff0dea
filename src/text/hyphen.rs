//! Words that a line end parts: "licen-" on one line, and "cié" on the next.

use super::Piece;
use super::markup::leave_out;
use crate::lexicon::{is_coordinator, is_number_with_hyphen};
use crate::pattern::{fold, is_word_letter};
use crate::span::{InSource, Span};
use std::cell::OnceCell;
use std::collections::HashSet;

/// Returns `pieces` without the line ends inside of words, and without the hyphens that are only there because of them.
pub(super) fn join(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let seams = Seams { text, words: OnceCell::new() };
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Text(span) = *piece else { continue };
        let mut start = span.start;
        for line in span.of(text).split_inclusive('\n') {
            let end = start + line.len();
            if line.ends_with('\n') && end < span.end {
                found.extend(seams.between(Span::new(start, end), Span::new(end, span.end)));
            }
            start = end;
        }
        if let (Some(gap), Some(Piece::Text(next))) = (pieces.get(index + 1), pieces.get(index + 2))
            && is_line_end(text, *gap)
        {
            found.extend(seams.between(span, *next));
        }
    }
    leave_out(pieces, &found, |_, _| {})
}

/// Returns true if a piece is nothing but the end of a line.
fn is_line_end(text: &str, piece: Piece) -> bool {
    match piece {
        Piece::Letter(_, '\n') => true,
        Piece::Hidden(span) => span.of(text).contains('\n') && span.of(text).trim().is_empty(),
        _ => false,
    }
}

/// Decides about the hyphens at the ends of lines.
struct Seams<'t> {
    text: &'t str,
    /// The words of the text in small letters, with their hyphens; read if they are needed.
    words: OnceCell<HashSet<String>>,
}

impl Seams<'_> {
    /// Returns what is left out where a word goes on from the end of one line to the next.
    fn between(&self, line: Span<InSource>, next: Span<InSource>) -> Option<Span<InSource>> {
        let before = line.of(self.text).trim_end_matches(['\n', '\r', ' ', '\t']);
        let hyphen = before.chars().next_back().filter(|letter| matches!(letter, '-' | '\u{2010}' | '\u{AD}'))?;
        let before = &before[..before.len() - hyphen.len_utf8()];
        let left = &before[before.trim_end_matches(|letter| is_word_letter(letter) || letter == '-').len()..];
        let after = next.of(self.text).trim_start_matches([' ', '\t']);
        let right = &after[..after.find(|letter| !is_word_letter(letter)).unwrap_or(after.len())];
        let stays = hyphen != '\u{AD}' && self.is_of_the_word(left, right)?;
        let start = line.start + before.len() + if stays { hyphen.len_utf8() } else { 0 };
        Some(Span::new(start, next.end - after.len()))
    }

    /// Returns true if the hyphen belongs to the word. None if the word ends with it, or if it is a dash.
    fn is_of_the_word(&self, left: &str, right: &str) -> Option<bool> {
        let (last, first) = (left.chars().next_back()?, right.chars().next()?);
        if !last.is_alphanumeric() || is_coordinator(&fold(right)) {
            return None;
        }
        if first.is_lowercase() {
            // "arc-en-ciel", "12-jährig", "twenty-five", and what the text writes with a hyphen elsewhere.
            let is_compound = left.contains('-') || last.is_ascii_digit() || is_number_with_hyphen(&fold(left), &fold(right));
            return Some(is_compound || self.has(&format!("{left}-{right}")) && !self.has(&format!("{left}{right}")));
        }
        // "Seine-Maritime", "COVID-19".
        (first.is_ascii_digit() || left.starts_with(char::is_uppercase)).then_some(true)
    }

    fn has(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| {
            let words = self.text.split(|letter| !(is_word_letter(letter) || letter == '-'));
            words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
        });
        words.contains(&word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::super::markup::{Kind, tests::check, tests::garbled, tests::read};

    #[test]
    fn a_parted_word_is_one_word() {
        for (text, expected) in [
            ("Le moulin a licen-\ncié 12 ouvriers.", "Le moulin a licencié 12 ouvriers."),
            ("nicht geschlos-\r\n  sen.", "nicht geschlossen."),
            ("ont\u{AD}\nsloeg", "ontsloeg"),
            ("une grand-\nmère, la grand-mère", "une grand-mère, la grand-mère"),
            ("un arc-en-\nciel", "un arc-en-ciel"),
            ("en Seine-\nMaritime", "en Seine-Maritime"),
            ("twenty-\nfive, Vingt-\ndeux", "twenty-five, Vingt-deux"),
            ("COVID-\n19, een 12-\njarige", "COVID-19, een 12-jarige"),
        ] {
            assert_eq!(read("a.txt", text), expected, "{text}");
        }
        assert_eq!(read("a.md", "> a licen-\n> cié *12*"), "a licencié 12¶");
        assert_eq!(read("a.html", "<p>a licen-\n cié, geschlos-<br>sen."), "a licencié, geschlossen.");
    }

    #[test]
    fn other_hyphens_stay() {
        for text in
            ["Nord-\nund Süd", "zon-\nen feest", "a -\nb", "licen-\n\ncié", "mur-\nLe toit", "a --\nb", "-\nb", "a-\n- b", "a-\n"]
        {
            assert_eq!(read("a.txt", text), text);
        }
    }

    #[test]
    fn much_hostile_text_is_read() {
        for part in ["a-\n", "-\n", "a-", "a\u{AD}\n", "é-\né-é"] {
            let text = part.repeat(30_000);
            for name in ["a.txt", "a.md", "a.html"] {
                check(&text, &Kind::of(name).read(&text, 0).pieces);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in garbled("é-\nb\u{AD}\r\n<br>c-<br>\nd -\n- e-\n\n1-\n2 É-\n\u{301}É") {
            ["a.txt", "a.md", "a.html"].iter().for_each(|name| _ = read(name, &text));
        }
    }
}
