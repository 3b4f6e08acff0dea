//! Sentences and paragraphs of a folded text.

use super::lines::{Line, begins_item, joined, last_word};
use crate::lexicon::Lexicon;
use crate::pattern::{Folded, is_word_letter};
use crate::span::{InFolded, Span};
use std::collections::BTreeSet;

/// The longest line that can have been broken by a person or by a mail program instead of by the end of a paragraph.
const WIDEST_WRAPPED_LINE: usize = 120;
/// The smallest width of a wrapped text.
const NARROWEST_WRAPPED_LINE: usize = 40;

/// The longest sentence, in bytes: longer text is cut at a space, so that every text takes linear time.
const LONGEST_SENTENCE: usize = 1_200;

/// A sentence, in folded bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without spaces around them.
    pub span: Span<InFolded>,
    /// The number of the paragraph that contains it.
    pub paragraph: usize,
}

/// Words that end no sentence: by their full stop, or where a line ends with them. Folded, with their full stop.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    words: BTreeSet<String>,
    /// Words that are abbreviations only before a number: "no. 7", but "he said no."
    labels: BTreeSet<String>,
    /// Words before an ordinal in digits, which is written with a full stop: "das 20. Jahrhundert".
    before_ordinals: BTreeSet<String>,
    /// Words after such an ordinal: "2. Mai".
    after_ordinals: BTreeSet<String>,
    /// Words that need another one behind them: articles, prepositions, "and".
    leading: BTreeSet<String>,
    /// Whether a number may be followed by a noun with a capital.
    numbers_lead: bool,
}

impl Abbreviations {
    /// Returns the abbreviations of these languages.
    pub fn of<'l>(lexicons: impl IntoIterator<Item = &'l Lexicon>) -> Self {
        let mut all = Abbreviations::default();
        let mut money = Vec::new();
        for lexicon in lexicons {
            let labels = lexicon.labels.texts().into_iter().filter(|word| word.ends_with('.'));
            all.labels.extend(labels.map(str::to_owned));
            all.words.extend(lexicon.abbreviations.iter().cloned());
            money.extend(lexicon.units.short_money().map(str::to_owned));
            let (before, after) = lexicon.around_ordinals();
            all.before_ordinals.extend(before.into_iter().map(str::to_owned));
            all.after_ordinals.extend(after.into_iter().map(str::to_owned));
            let leading = [&lexicon.determiners, &lexicon.prepositions, &lexicon.coordinators];
            all.leading.extend(leading.into_iter().flatten().cloned());
            all.numbers_lead |= lexicon.noun_capitals;
        }
        all.words.retain(|word| !all.labels.contains(word));
        // "Fr. 1200": an abbreviated currency before its sum.
        all.labels.extend(money);
        all
    }

    fn keeps_on(&self, before: &str, word: &str, next: &str) -> bool {
        self.words.contains(word)
            || self.labels.contains(word) && next.starts_with(|letter: char| letter.is_ascii_digit())
            || self.is_ordinal(before, word, next)
    }

    /// Returns true if the last word of a line cannot be the last word of a sentence.
    fn leads_on(&self, line: &str) -> bool {
        let word = last_word(line);
        self.leading.contains(word) || self.numbers_lead && !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_digit())
    }

    fn is_ordinal(&self, before: &str, word: &str, next: &str) -> bool {
        let digits = word.strip_suffix('.').unwrap_or_default();
        let next = &next[..run(next, is_word_letter)];
        let before = before.trim_end().rsplit(|letter: char| !is_word_letter(letter)).next().unwrap_or_default();
        (1..=3).contains(&digits.len())
            && digits.bytes().all(|letter| letter.is_ascii_digit())
            && (self.after_ordinals.contains(next) || self.before_ordinals.contains(before))
    }
}

/// Cuts a text into sentences.
pub fn sentences(folded: &Folded, abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (paragraph, block) in blocks(folded.text()).into_iter().enumerate() {
        for stretch in stretches(folded, block, abbreviations) {
            let mut start = stretch.start;
            for end in ends(folded, stretch, abbreviations) {
                push_trimmed(folded.text(), Span::new(start, end), paragraph, &mut found);
                start = end;
            }
            push_trimmed(folded.text(), Span::new(start, stretch.end), paragraph, &mut found);
        }
    }
    found
}

fn push_trimmed(text: &str, span: Span<InFolded>, paragraph: usize, into: &mut Vec<Sentence>) {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let mut span = Span::new(start, start + words.trim().len());
    while span.len() > LONGEST_SENTENCE {
        let mut cut = span.start + LONGEST_SENTENCE;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        cut = text[span.start..cut].rfind(' ').map_or(cut, |space| span.start + space + 1);
        into.push(Sentence { span: Span::new(span.start, cut), paragraph });
        span.start = cut;
    }
    if !span.is_empty() {
        into.push(Sentence { span, paragraph });
    }
}

/// Returns the blocks between blank lines.
fn blocks(text: &str) -> Vec<Span<InFolded>> {
    let mut blocks = Vec::new();
    let mut open: Option<Span<InFolded>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if line.trim().is_empty() {
            blocks.extend(open.take());
        } else {
            open = Some(open.map_or(span, |block| block.join(span)));
        }
    }
    blocks.extend(open);
    blocks
}

/// Returns the lines of a block, joined if the text was only wrapped. A sentence never continues from one group of lines into the
/// next.
///
/// In a block of wide lines, each long one is taken to go on; otherwise, the words on both sides of the line end decide.
fn stretches(folded: &Folded, block: Span<InFolded>, abbreviations: &Abbreviations) -> Vec<Span<InFolded>> {
    let text = folded.text();
    let mut at = block.start;
    let lines: Vec<Span<InFolded>> = block
        .of(text)
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            Span::new(at - line.len(), at)
        })
        .collect();
    if lines.len() == 1 {
        return lines;
    }
    let width = |line: &Span<InFolded>| line.of(text).trim_end().chars().count();
    let usual = lines.iter().map(width).max().unwrap_or_default();
    let wrapped = (NARROWEST_WRAPPED_LINE..=WIDEST_WRAPPED_LINE).contains(&usual);
    let seen = lines.iter().map(|line| {
        let words = line.of(text);
        Line::read(words, |letter| folded.is_capital(line.start + letter)).leading(abbreviations.leads_on(words))
    });
    let seen: Vec<Line> = seen.collect();
    let runs_on = joined(&seen);
    let mut stretches: Vec<Span<InFolded>> = Vec::new();
    let mut joins = false;
    for (index, line) in lines.into_iter().enumerate() {
        match stretches.last_mut() {
            Some(last) if joins && !begins_item(line.of(text)) => *last = last.join(line),
            _ => stretches.push(line),
        }
        let is_label = seen.get(index).zip(seen.get(index + 1)).is_some_and(|(line, next)| line.lists_with(next));
        joins = runs_on.get(index) == Some(&true) || wrapped && !is_label && width(&line) * 4 >= usual * 3;
    }
    stretches
}

/// Returns the ends of the sentences in a stretch of text.
fn ends(folded: &Folded, stretch: Span<InFolded>, abbreviations: &Abbreviations) -> Vec<usize> {
    let text = &folded.text()[..stretch.end];
    let mut ends = Vec::new();
    let mut sentence = stretch.start;
    let mut at = stretch.start;
    while let Some(found) = text[at..].find(['.', '?', '!', '…']) {
        let mark = at + found;
        let after_marks = mark + run(&text[mark..], |letter| ".?!…".contains(letter));
        let end = after_closers(text, after_marks);
        at = end.max(mark + 1);
        if ends_sentence(folded, text, sentence, mark, after_marks, end, abbreviations) {
            ends.push(end);
            sentence = end;
        }
    }
    ends
}

fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|letter| holds(*letter)).map(char::len_utf8).sum()
}

/// Skips the closing quotation marks and brackets that belong to the sentence; French has a space before `»`.
fn after_closers(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let blanks = run(&text[end..], |letter| letter == ' ');
        let next = text[end + blanks..].chars().next();
        match next {
            // "»Nein" opens another quotation.
            Some('»') if blanks > 0 && text[end + blanks + '»'.len_utf8()..].starts_with(char::is_alphanumeric) => return end,
            Some(letter @ ('»' | '”')) => end += blanks + letter.len_utf8(),
            Some(letter @ ('“' | '«')) if blanks == 0 && closes(&text[..end], letter) => end += letter.len_utf8(),
            Some(letter @ (')' | ']')) if blanks == 0 => end += letter.len_utf8(),
            Some(letter @ ('"' | '\'')) if blanks == 0 && !text[end + 1..].starts_with(char::is_alphanumeric) => {
                end += letter.len_utf8();
            }
            _ => return end,
        }
    }
}

/// Returns true if `letter` closes a quotation that was opened with „ or »: „so“, »so«.
fn closes(before: &str, letter: char) -> bool {
    let mut near = before.len().saturating_sub(LONGEST_SENTENCE);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    let Some(at) = before[near..].rfind(['„', '“', '”', '«', '»']) else { return false };
    let mut last = before[near + at..].chars();
    match (last.next(), letter) {
        (Some('„'), '“') => true,
        (Some('»'), '«') => last.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

fn ends_sentence(
    folded: &Folded,
    text: &str,
    sentence: usize,
    mark: usize,
    after_marks: usize,
    end: usize,
    abbreviations: &Abbreviations,
) -> bool {
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    let next_word = end + run(rest, |letter| letter.is_whitespace() || "«»„“\"'(-—".contains(letter));
    let starts_small = text[next_word..].starts_with(char::is_alphabetic) && !folded.is_capital(next_word);
    let lone_stop = text[mark..after_marks].len() == 1 && text[mark..].starts_with('.');
    if !next.is_whitespace() {
        // Without a space: "années.En", "2020.En", "réponse.« Le", but not "3.5", "2.A", "a.b" or "U.S.".
        let before = text[..mark].chars().next_back();
        let opens_word = rest.chars().take(2).all(char::is_alphabetic) && !folded.is_capital(end + next.len_utf8());
        let after_number = before.is_some_and(|letter| letter.is_ascii_digit()) && opens_word;
        let after_word = after_number || before.is_some_and(|letter| letter.is_alphabetic() || ")]»”\"'".contains(letter));
        let letters = text[..mark].chars().rev().take_while(|letter| letter.is_alphabetic()).count();
        let opens = next.is_alphabetic() && folded.is_capital(end) || "«“".contains(next);
        return after_word && opens && (letters != 1) && !folded.is_capital(mark.saturating_sub(1));
    }
    if starts_small {
        return false;
    }
    if !lone_stop {
        return true;
    }
    let word_start = text[..mark]
        .rfind(|letter: char| letter.is_whitespace() || "(«\"'’".contains(letter))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = &text[word_start.max(sentence)..after_marks];
    let stem = word.trim_end_matches('.');
    let is_initial = stem.chars().count() == 1 && stem.chars().all(char::is_alphabetic) && folded.is_capital(word_start);
    let is_item = word_start <= sentence + run(&text[sentence..], char::is_whitespace)
        && stem.len() <= 3
        && !stem.is_empty()
        && stem.bytes().all(|byte| byte.is_ascii_digit());
    let before = &text[sentence..word_start.max(sentence)];
    !(abbreviations.keeps_on(before, word, &text[next_word..]) || is_initial || is_item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let abbreviations = Abbreviations {
            words: words(&["m.", "cf."]),
            labels: words(&["art.", "no."]),
            before_ordinals: words(&["das"]),
            after_ordinals: words(&["mai"]),
            leading: words(&["die", "of", "the"]),
            numbers_lead: true,
        };
        let folded = Folded::new(text);
        sentences(&folded, &abbreviations).iter().map(|sentence| folded.to_source(sentence.span).of(text)).collect()
    }

    #[test]
    fn ends_of_sentences() {
        for (text, expected) in [
            ("Il nie. Elle confirme ! Vraiment ? Oui…", vec!["Il nie.", "Elle confirme !", "Vraiment ?", "Oui…"]),
            ("M. Dupont cite l'art. 5. J. Doe aussi.", vec!["M. Dupont cite l'art. 5.", "J. Doe aussi."]),
            ("Depuis trois années.En 2020, 3.5 fois.", vec!["Depuis trois années.", "En 2020, 3.5 fois."]),
            ("En février 2020.En mars, v2.A.", vec!["En février 2020.", "En mars, v2.A."]),
            ("Le pont tient.« La pile nord » penche.", vec!["Le pont tient.", "« La pile nord » penche."]),
            ("« Vraiment ? » demande-t-il. Oui.", vec!["« Vraiment ? » demande-t-il.", "Oui."]),
            ("Er was ... niets. Klaar.", vec!["Er was ... niets.", "Klaar."]),
            ("1. Wie? 2. Wat?", vec!["1. Wie?", "2. Wat?"]),
            ("He said no. She left. See no. 7.", vec!["He said no.", "She left.", "See no. 7."]),
            ("Am 2. Mai kam er. Das 20. Jahrhundert.", vec!["Am 2. Mai kam er.", "Das 20. Jahrhundert."]),
            ("Es wurden 12. Die Stadt schweigt.", vec!["Es wurden 12.", "Die Stadt schweigt."]),
            ("„Es brennt.“ Das sagte er. »Nein.« Doch!", vec!["„Es brennt.“", "Das sagte er.", "»Nein.«", "Doch!"]),
            ("U.S. troops left. U.S.A. wins", vec!["U.S. troops left.", "U.S.A. wins"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn what_never_ends_is_cut_at_a_space() {
        let text = "déjà vu ".repeat(1000);
        let sentences = cut(&text);
        assert!(sentences.len() >= 3 && sentences.iter().all(|sentence| sentence.len() < 4000));
        assert_eq!(sentences.concat(), text.trim_end());
    }

    #[test]
    fn newlines_end_sentences_unless_the_text_is_wrapped() {
        assert_eq!(cut("Un titre\nLe texte suit"), ["Un titre", "Le texte suit"]);
        let wrapped =
            "This line was broken by a program that keeps lines\nunder a width, so the sentence runs on to the next\none. End.";
        assert_eq!(cut(wrapped).len(), 2);
        assert_eq!(cut("a\n\nb\n \nc"), ["a", "b", "c"]);
        let list =
            "This line was broken by a program that keeps lines\n- under a width, so the sentence runs on to the next\n2) one.";
        assert_eq!(cut(list).len(), 3);
    }

    #[test]
    fn short_lines_of_one_sentence_are_joined() {
        for (text, expected) in [
            ("The mill did not\nclose. It works.", vec!["The mill did not\nclose.", "It works."]),
            ("Das Haus hat 12\nFenster. Es steht.", vec!["Das Haus hat 12\nFenster.", "Es steht."]),
            ("The mayor of\nMons and the\nBarons said no.", vec!["The mayor of\nMons and the\nBarons said no."]),
            ("Deaths in\nMons\n39", vec!["Deaths in", "Mons", "39"]),
            ("Publisher: Moor\nEditor: Lee.", vec!["Publisher: Moor", "Editor: Lee."]),
            (
                "Publisher: Moor and Sons, booksellers in Mons\nEditors: Ann Lee and Bob Reed, both of Mons",
                vec!["Publisher: Moor and Sons, booksellers in Mons", "Editors: Ann Lee and Bob Reed, both of Mons"],
            ),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }
}
