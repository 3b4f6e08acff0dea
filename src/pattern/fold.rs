//! Folding: the form of a text in which words are compared, and the way back to the bytes of the source.
//!
//! Folded text has lower-case letters without accents, and one kind of apostrophe, hyphen and space. Patterns, lexicons and texts
//! are folded in the same way, so that comparing them is comparing bytes.

use crate::span::{InFolded, InSource, Span};

/// Base letters of U+00C0 to U+017F, in order; `*` marks those that [`expansion`] spells with several letters.
const LATIN: &str = "aaaaaa*ceeeeiiiidnooooo×ouuuuy**aaaaaa*ceeeeiiiidnooooo÷ouuuuy*y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A folded text that knows the source of each of its bytes.
///
/// ```
/// use contradict::{pattern::Folded, span::Span};
/// let folded = Folded::new("L’été à Mons");
/// assert_eq!(folded.text(), "l'ete a mons");
/// assert_eq!(folded.to_source(Span::new(2, 5)).of("L’été à Mons"), "été");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// The folded positions at which folded bytes and source bytes stop running in parallel.
    runs: Vec<Run>,
    /// One bit per folded byte: whether its letter was a capital.
    capitals: Vec<u64>,
}

/// A stretch of folded text, and the source bytes that it represents.
#[derive(Clone, Copy, Debug)]
struct Run {
    folded: usize,
    source: usize,
    /// The number of source bytes if they are represented as a unit; 0 if both run in parallel byte by byte.
    unit: usize,
}

impl Folded {
    /// Folds a text that is itself the source.
    pub fn new(text: &str) -> Self {
        let mut folded = Folded::default();
        folded.push(text, 0);
        folded
    }

    /// Returns the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends the source words `text`, which are at `source`.
    pub fn push(&mut self, text: &str, source: usize) {
        self.text.reserve(text.len());
        self.align(source);
        for (at, letter) in text.char_indices() {
            if letter.is_ascii() {
                if letter.is_ascii_uppercase() {
                    self.mark_capital();
                }
                self.text.push(fold_ascii(letter));
            } else {
                self.push_unit(letter, Span::new(source + at, source + at + letter.len_utf8()));
            }
        }
    }

    /// Appends `letter`, which is written as `span` in the source (an entity, an escape).
    pub fn push_unit(&mut self, letter: char, span: Span<InSource>) {
        let before = self.text.len();
        if letter.is_uppercase() {
            self.mark_capital();
        }
        fold_letter(letter, &mut self.text);
        let (wrote, stands_for) = (self.text.len() - before, span.len());
        if wrote == stands_for && wrote == letter.len_utf8() {
            self.align_at(before, span.start);
        } else if wrote > 0 {
            self.runs.push(Run { folded: before, source: span.start, unit: stands_for });
        } else if let Some(unit) = self.unit_before(before) {
            // A combining mark belongs to the letter before it.
            unit.unit = span.end - unit.source;
        }
        self.align(span.end);
    }

    /// Appends one space for the hidden `span`; `blank` is a space, or a newline if a block ends.
    pub fn push_hidden(&mut self, blank: char, span: Span<InSource>) {
        self.runs.push(Run { folded: self.text.len(), source: span.start, unit: span.len().max(1) });
        self.text.push(blank);
        self.align(span.end);
    }

    /// Returns true if the letter at the folded position `at` is a capital in the source.
    pub fn is_capital(&self, at: usize) -> bool {
        self.capitals.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Returns true if the letter at the folded position `at` is written differently in the source: with an accent, or as an
    /// entity.
    pub fn is_accented(&self, at: usize) -> bool {
        self.run_at(at).is_some_and(|run| run.unit > 0)
    }

    /// Returns the source bytes that the folded bytes `span` represent, without anything hidden before or after them.
    pub fn to_source(&self, span: Span<InFolded>) -> Span<InSource> {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return Span::new(at, at);
        }
        Span::new(self.start_of(span.start), self.end_of(span.end))
    }

    /// Returns the folded position of the source byte `source`, or of the first visible byte after it.
    pub fn from_source(&self, source: usize) -> usize {
        let next = self.runs.partition_point(|run| run.source <= source);
        let Some(run) = next.checked_sub(1).and_then(|last| self.runs.get(last)) else { return 0 };
        let limit = self.runs.get(next).map_or(self.text.len(), |run| run.folded);
        let at = if run.unit > 0 && source > run.source { limit } else { run.folded + (source - run.source) };
        let mut at = at.min(limit);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }

    fn run_at(&self, folded: usize) -> Option<Run> {
        let next = self.runs.partition_point(|run| run.folded <= folded);
        next.checked_sub(1).map(|last| self.runs[last])
    }

    fn start_of(&self, folded: usize) -> usize {
        match self.run_at(folded) {
            Some(run) if run.unit == 0 => run.source + (folded - run.folded),
            Some(run) => run.source,
            None => folded,
        }
    }

    fn end_of(&self, folded: usize) -> usize {
        match self.run_at(folded - 1) {
            Some(run) if run.unit == 0 => run.source + (folded - run.folded),
            Some(run) => run.source + run.unit,
            None => folded,
        }
    }

    /// From here on, folded and source bytes run in parallel; the source continues at `source`.
    fn align(&mut self, source: usize) {
        self.align_at(self.text.len(), source);
    }

    fn align_at(&mut self, folded: usize, source: usize) {
        let runs_on = self.runs.last().is_some_and(|run| run.unit == 0 && folded - run.folded == source.wrapping_sub(run.source));
        if !runs_on {
            self.runs.push(Run { folded, source, unit: 0 });
        }
    }

    /// Returns the stretch that ends at `folded`. If it was not a unit, its last letter becomes one.
    fn unit_before(&mut self, folded: usize) -> Option<&mut Run> {
        let letter = self.text[..folded].char_indices().next_back()?.0;
        while self.runs.last().is_some_and(|run| run.folded >= folded) {
            self.runs.pop();
        }
        if self.runs.last().is_some_and(|run| run.unit == 0) {
            let source = self.start_of(letter);
            self.runs.push(Run { folded: letter, source, unit: 1 });
        }
        self.runs.last_mut()
    }

    fn mark_capital(&mut self) {
        let at = self.text.len();
        if self.capitals.len() <= at / 64 {
            self.capitals.resize(at / 64 + 1, 0);
        }
        self.capitals[at / 64] |= 1 << (at % 64);
    }
}

/// Returns the folded form of `text`, without the way back.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(fold_ascii(letter));
        } else {
            fold_letter(letter, &mut folded);
        }
    }
    folded
}

/// Returns true if `letter` of a folded text belongs to a word.
pub fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// A grave accent by itself is an apostrophe that was mistyped: "didn`t".
const fn fold_ascii(letter: char) -> char {
    match letter {
        '`' => '\'',
        _ => letter.to_ascii_lowercase(),
    }
}

fn fold_letter(letter: char, into: &mut String) {
    match letter {
        '\u{C0}'..='\u{17F}' => match expansion(letter) {
            Some(letters) => into.push_str(letters),
            // The table has a character for each of these code points; a test checks its length.
            None => into.extend(LATIN.chars().nth(letter as usize - 0xC0)),
        },
        // Combining marks: "e" followed by a mark is "é".
        '\u{300}'..='\u{36F}' => {}
        _ if is_unseen(letter) => {}
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{B4}' => into.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => into.push('-'),
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => into.push(' '),
        '\u{85}' | '\u{2028}' | '\u{2029}' => into.push('\n'),
        _ if letter.is_uppercase() => into.extend(letter.to_lowercase()),
        _ => into.push(letter),
    }
}

/// Returns true if `letter` has no width and only affects typesetting: it parts no word and no number. Soft hyphens, joiners, marks
/// of direction, selectors of a variant and tags are such letters.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

fn expansion(letter: char) -> Option<&'static str> {
    Some(match letter {
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'ß' => "ss",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_letter_for_each_code_point() {
        assert_eq!(LATIN.chars().count(), 0x180 - 0xC0);
        for (letter, base) in "ÀÉçïñÖÿĀčđęğĥıĳķłńőŕşťųŵŷžſ".chars().zip("aecinoyacdeghi?klnorstuwyzs".chars())
        {
            let expected = if base == '?' { "ij".to_owned() } else { base.to_string() };
            assert_eq!(fold(&letter.to_string()), expected, "{letter}");
        }
        assert_eq!(fold("Œuvre, straße, ×÷"), "oeuvre, strasse, ×÷");
    }

    #[test]
    fn every_letter_leads_back_to_its_source() {
        // Composed and decomposed accents, a ligature, a curled apostrophe, a no-break space.
        let source = "L’e\u{301}te\u{301} du cœur : 1\u{202F}500 €";
        let folded = Folded::new(source);
        assert_eq!(folded.text(), "l'ete du coeur : 1 500 €");
        for (words, original) in
            [("ete", "e\u{301}te\u{301}"), ("coeur", "cœur"), ("1 500", "1\u{202F}500"), ("€", "€"), ("l'", "L’")]
        {
            let at = folded.text().find(words).expect("stands there");
            assert_eq!(folded.to_source(Span::new(at, at + words.len())).of(source), original);
        }
        assert!(folded.is_capital(0) && !folded.is_capital(2));
    }

    #[test]
    fn what_nobody_sees_parts_no_word_and_no_number() {
        for unseen in
            ["\u{AD}", "\u{200B}", "\u{200E}", "\u{2060}", "\u{FE00}", "\u{FE0F}", "\u{E0020}", "\u{E01EF}", "\u{200D}\u{FE0F}"]
        {
            let source = format!("il y a 6{unseen}5 ar{unseen}bres{unseen}.");
            let folded = Folded::new(&source);
            assert_eq!(folded.text(), "il y a 65 arbres.", "{unseen:?}");
            let words = folded.to_source(Span::new(7, 16)).of(&source).to_owned();
            assert_eq!(words, format!("6{unseen}5 ar{unseen}bres{unseen}"));
        }
        assert_eq!(Folded::new("\u{FEFF}\u{E0001}").text(), "");
    }

    #[test]
    fn hidden_bytes_stay_outside_a_span() {
        let source = "un <b>chat</b> gris&eacute;s";
        let mut folded = Folded::default();
        folded.push("un ", 0);
        folded.push("chat", 6);
        folded.push(" gris", 14);
        folded.push_unit('é', Span::new(19, 27));
        folded.push("s", 27);
        assert_eq!(folded.text(), "un chat grises");
        assert_eq!(folded.to_source(Span::new(3, 7)).of(source), "chat");
        assert_eq!(folded.to_source(Span::new(8, 14)).of(source), "gris&eacute;s");
        assert_eq!(folded.from_source(6), 3);
        assert_eq!(folded.from_source(27), 13);
    }
}
