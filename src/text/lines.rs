//! Lines of a text: which of them only break a sentence, and do not end it.

use super::Piece;
use super::markup::Pieces;
use crate::pattern::is_word_letter;

/// How many words may stand before the colon of a label line: "Place of birth: Mons".
const LABEL_WORDS: usize = 4;

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Small,
    Capital,
    Digit,
    Other,
}

/// What tells whether a line continues the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    start: Start,
    /// The letters of the first word.
    first: usize,
    /// The letters of the whole.
    width: usize,
    /// Whether no sign ends a sentence or opens a list at the end of the line.
    is_open: bool,
    /// Whether a sentence ends in it.
    has_stop: bool,
    /// Whether it is a list item, a line of a table, or empty.
    is_apart: bool,
    /// Whether it is "Publisher: Moor".
    is_label: bool,
    /// Whether its last word needs another one behind it: "of", "die".
    leads_on: bool,
}

impl Line {
    /// Looks at a line; `is_capital` tells of each byte of it whether a capital stands there.
    pub(super) fn read(line: &str, is_capital: impl Fn(usize) -> bool) -> Line {
        let words = line.trim_start();
        let before = line.len() - words.len();
        let words = words.trim_end();
        let begin = words.trim_start_matches(is_opener);
        let start = match begin.chars().next() {
            Some(letter) if letter.is_ascii_digit() => Start::Digit,
            Some(letter) if letter.is_alphabetic() && is_capital(before + words.len() - begin.len()) => Start::Capital,
            Some(letter) if letter.is_alphabetic() && words.len() == begin.len() => Start::Small,
            _ => Start::Other,
        };
        let count = |words: &str| words.chars().count();
        Line {
            start,
            first: count(words.split_whitespace().next().unwrap_or_default()),
            width: count(words),
            is_open: !words.trim_end_matches(is_closer).ends_with(['.', '?', '!', '…', ':', ';', '-']),
            has_stop: has_stop(words),
            is_apart: words.is_empty() || begins_item(words) || words.contains(['\t', '|']) || words.contains("  "),
            is_label: is_label(words),
            leads_on: false,
        }
    }

    /// Returns the line where its last word `leads_on` to another one.
    pub(super) fn leading(self, leads_on: bool) -> Line {
        Line { leads_on, ..self }
    }

    /// Returns true if this line and `next` are label lines, of which none continues another.
    pub(super) fn lists_with(&self, next: &Line) -> bool {
        self.is_label && next.is_label
    }

    /// Returns true if `next` may continue this line, where the widest line near both has `widest` letters.
    fn runs_into(&self, next: &Line, widest: usize) -> bool {
        if !self.is_open || self.is_apart || next.is_apart || self.lists_with(next) {
            return false;
        }
        match next.start {
            Start::Small => true,
            // A wrapped line ends where the next word has no room; lines that all begin with a figure are a list.
            Start::Digit => self.leads_on || self.start != Start::Digit && self.width + 1 + next.first > widest,
            Start::Capital => self.leads_on,
            Start::Other => false,
        }
    }
}

/// Returns for each of the lines of a block whether the next one continues it.
///
/// Some lines are one sentence if the first begins like a sentence, the others continue it with a small letter, and a sentence ends
/// in one of them. Lists of words, label lines and verse have no such sentence.
pub(super) fn joined(lines: &[Line]) -> Vec<bool> {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let mut joined: Vec<bool> = pairs.map(|(line, next)| line.runs_into(next, widest)).collect();
    joined.push(false);
    let mut first = 0;
    while first < lines.len() {
        let length = joined[first..].iter().take_while(|joins| **joins).count();
        let run = &lines[first..=first + length];
        if run[0].start == Start::Small || !run[1..].iter().any(|line| line.has_stop) {
            joined[first..first + length].fill(false);
        }
        first += length + 1;
    }
    joined
}

fn is_opener(letter: char) -> bool {
    matches!(letter, '«' | '»' | '„' | '“' | '"' | '\'' | '(' | '[' | '‘' | '\u{A0}' | ' ')
}

fn is_closer(letter: char) -> bool {
    matches!(letter, '»' | '«' | '”' | '“' | '"' | '\'' | ')' | ']' | '’' | '\u{A0}' | ' ')
}

/// Returns true if a sentence ends in `words`: "closed. It".
fn has_stop(words: &str) -> bool {
    let marks = words.char_indices().filter(|(_, letter)| matches!(letter, '.' | '?' | '!' | '…'));
    marks.map(|(at, mark)| &words[at + mark.len_utf8()..]).any(|rest| {
        let next = rest.chars().next();
        next.is_none_or(|letter| letter.is_whitespace() || is_closer(letter))
    })
}

/// Returns true for "Publisher: Moor": a few words, a colon, and what they label.
fn is_label(words: &str) -> bool {
    let Some((label, value)) = words.split_once(':') else { return false };
    let is_short = label.split_whitespace().take(LABEL_WORDS + 1).count() <= LABEL_WORDS;
    is_short && value.starts_with(char::is_whitespace) && !label.contains(['.', ',', ';', '!', '?', '«', '“', '"'])
}

/// Returns true if a line begins a list item, and therefore does not continue a sentence.
pub(super) fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = line[digits..].chars();
    let is_numbered =
        digits > 0 && matches!(behind.next(), Some(')' | '.')) && !behind.next().is_some_and(|next| next.is_ascii_digit());
    line.starts_with(['•', '*', '·']) || line.starts_with("- ") || is_numbered
}

/// Makes of each line break among `pieces`, which is a letter `\n`, a gap between two words or the end of a block.
pub(super) fn settle(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let is_break = |piece: &Piece| matches!(piece, Piece::Letter(_, '\n'));
    if !pieces.iter().any(is_break) {
        return pieces;
    }
    let mut settled = Pieces::default();
    for block in pieces.split_inclusive(|piece| matches!(piece, Piece::Break(_))) {
        let lines: Vec<_> = block.split(is_break).map(|line| seen(text, line)).collect();
        let mut joins = joined(&lines).into_iter();
        for piece in block {
            match *piece {
                Piece::Letter(span, '\n') if joins.next() == Some(true) => settled.gap(span),
                Piece::Letter(span, '\n') => settled.end_block(span),
                other => settled.push(other),
            }
        }
    }
    settled.list
}

/// Ends a block between label lines of Markdown, where a line end is only a gap between words: "Deaths: 39", "Injured: 600".
pub(super) fn part_labels(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let is_line_end = |piece: &Piece| matches!(piece, Piece::Hidden(span) if span.of(text).contains('\n'));
    if !pieces.iter().any(is_line_end) {
        return pieces;
    }
    let mut parted = Pieces::default();
    for block in pieces.split_inclusive(|piece| matches!(piece, Piece::Break(_))) {
        let lines: Vec<_> = block.split(is_line_end).map(|line| seen(text, line)).collect();
        let mut pairs = lines.iter().zip(lines.iter().skip(1));
        for piece in block {
            match *piece {
                Piece::Hidden(span) if is_line_end(piece) && pairs.next().is_some_and(|(line, next)| line.lists_with(next)) => {
                    parted.end_block(span);
                }
                other => parted.push(other),
            }
        }
    }
    parted.list
}

/// Returns what a line that consists of these pieces looks like. Markup has no columns, so blanks in a row are one.
fn seen(text: &str, pieces: &[Piece]) -> Line {
    let mut line = String::new();
    let mut add = |letter: char| match letter.is_whitespace() {
        true if line.ends_with(' ') => {}
        true => line.push(' '),
        false => line.push(letter),
    };
    for piece in pieces {
        match *piece {
            Piece::Text(span) => span.of(text).chars().for_each(&mut add),
            Piece::Letter(_, letter) => add(letter),
            Piece::Hidden(_) | Piece::Break(_) => add(' '),
        }
    }
    Line::read(&line, |at| line[at..].starts_with(char::is_uppercase))
}

/// Returns the last word of a line.
pub(super) fn last_word(line: &str) -> &str {
    let line = line.trim_end();
    &line[line.trim_end_matches(is_word_letter).len()..]
}

#[cfg(test)]
mod tests {
    use super::super::markup::tests::garbled;
    use super::super::markup::tests::read;
    use super::*;

    /// Returns the lines of `text`, with `+` where one continues the one before and `|` where not.
    fn seams(text: &str) -> String {
        let read = |line: &str| Line::read(line, |at| line[at..].starts_with(char::is_uppercase));
        let lines: Vec<_> = text.lines().map(read).collect();
        joined(&lines).iter().take(lines.len() - 1).map(|joins| if *joins { '+' } else { '|' }).collect()
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_line() {
        assert_eq!(seams("The mill did not\nclose."), "+");
        assert_eq!(seams("The mill dismissed\n12 workers, the\npaper says. It will\nnot close"), "+++");
        assert_eq!(seams("« Le moulin n'a pas\nfermé. »"), "+");
        assert_eq!(seams("De molen sloot. Zij\nzei (op\nzondag) niets."), "++");
        assert_eq!(seams("In total\nthe mill dismissed\n12\nworkers."), "+++");
    }

    #[test]
    fn headings_lists_labels_and_tables_stand_apart() {
        for text in [
            "The harvest\n12 trees were felled.",
            "The harvest\nThe trees were felled.",
            "apples\npears\nplums.",
            "Fruit\napples\npears",
            "Fruit:\napples and\npears.",
            "Publisher: Moor\neditor: Lee\nplace: Mons.",
            "- the mill\n- the farm.",
            "The farm\n2) the mill.",
            "12 trees\n14 houses.",
            "Beer   12\nwine   13.",
            "Beer\t12\nwine\t13.",
            "Moulin de Mons\nRue Haute 12\n7000 Mons",
            "It closed.\nit did not.",
        ] {
            assert!(!seams(text).contains('+'), "{text}: {}", seams(text));
        }
    }

    #[test]
    fn a_number_is_no_item() {
        assert!(begins_item("12. Oats") && begins_item(" 3)") && begins_item("• x") && begins_item("- x"));
        assert!(!begins_item("12.5 tonnes") && !begins_item("12 tonnes") && !begins_item("-x") && !begins_item("1,5"));
    }

    #[test]
    fn line_breaks_of_markup_are_gaps_within_a_sentence() {
        assert_eq!(read("a.html", "<p>Le moulin n'a pas<br>\n  fermé.<br/>Fin.</p>"), "Le moulin n'a pas·fermé.¶Fin.¶");
        assert_eq!(read("a.html", "<p>Publisher: Moor<br>editor: Lee.<br><br>x"), "Publisher: Moor¶editor: Lee.¶x");
        assert_eq!(read("a.html", "<h1>The mill<br>has &eacute;t&eacute;  12<br>rooms.</h1>"), "The mill·has été  12·rooms.¶");
        assert_eq!(read("a.md", "De molen is niet  \ngesloten.\\\nFin"), "De molen is niet·gesloten.¶Fin¶");
        assert_eq!(read("a.md", "De molen is niet<br>gesloten."), "De molen is niet·gesloten.¶");
    }

    #[test]
    fn label_lines_of_markdown_stand_apart() {
        assert_eq!(
            read("a.md", "**Deaths:** 39\nInjured: 600\nIt burnt\nfor days.\n"),
            "Deaths: 39¶Injured: 600·It burnt·for days.¶"
        );
        assert_eq!(read("a.md", "It burnt: the mill\nstood there.\n"), "It burnt: the mill·stood there.¶");
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in garbled("É b «c\n12 d: é\n- e.\n<br>f<br>\n\\\ng") {
            seams(&(text.clone() + "\n"));
            ["a.txt", "a.md", "a.html"].iter().for_each(|name| _ = read(name, &text));
        }
    }
}
