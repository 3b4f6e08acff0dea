//! `contradict parse`: the analysis of a text, sentence by sentence.

use crate::args::{Color, ParseArgs, ParseFormat};
use crate::display_text::one_line;
use crate::output::{self, Look};
use crate::{exit, files, print_diagnostics, read_document, user_files};
use anyhow::{Context, bail};
use contradict::answer::{ParsedOperator, ParsedReading, ParsedSegment, ParsedSentence, Reader, WordList};
use contradict::diagnostic::{Code, Diagnostic, Level, UserFile};
use contradict::pattern::Pattern;
use contradict::rule;
use contradict::span::Span;
use contradict::text::{self, Document};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What the rule of `--at` goes by where it has a mistake.
const OPTION: &str = "--at";

/// The least columns that words are wrapped to, however deep they stand.
const NARROWEST: usize = 24;

/// Prints the analysis of a text.
pub fn run(args: &ParseArgs, color: Color) -> anyhow::Result<u8> {
    let (name, bytes) = match args.text.as_deref() {
        Some(words) if words != "-" && !Path::new(words).exists() => {
            refuse_path(words)?;
            ("the text".to_owned(), words.as_bytes().to_vec())
        }
        given => files::read_or_stdin(given.map(Path::new))?,
    };
    let decoded = text::decode(&bytes).with_context(|| format!("{name} cannot be read"))?;
    let encoding = read_document::guessed_encoding(&decoded);
    let file = Arc::new(UserFile::new(name, decoded.text));
    let mut diagnostics: Vec<Diagnostic> = args.at.iter().filter_map(|words| mistake_in(words)).collect();
    let is_sound = diagnostics.is_empty();
    let found = files::find_rules(&args.rules, files::RULES_OPTION)?;
    let lexicons = user_files::lexicons(&found, &mut diagnostics)?;
    let mut rule_files = user_files::read(&found.packs, &mut diagnostics)?;
    rule_files.extend((is_sound && !args.at.is_empty()).then(|| Arc::new(UserFile::new(OPTION, asked(&args.at)))));
    let (rules, mistakes) = rule::load(&rule_files, &lexicons.languages());
    // Nobody wrote that rule, so nobody can do anything about what is odd in it.
    diagnostics.extend(mistakes.into_iter().filter(|mistake| mistake.level == Level::Error || mistake.file.name != OPTION));
    diagnostics.extend(encoding.map(|encoding| read_document::warning_of_guess(&file, encoding)));
    print_diagnostics::all(&diagnostics);
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        return Ok(exit::FAILED);
    }
    user_files::lexicon(&lexicons, args.lang)?;
    let reader = Reader::new(&lexicons, &rules, Some(args.lang)).context("the lexicons hold too many words")?;
    let (mut document, _) = text::load(file, None);
    document.metadata.languages = vec![args.lang];
    let sentences = reader.parse(&document);
    let text = match args.output {
        ParseFormat::Jsonl => output::json_lines(&sentences)?,
        ParseFormat::Tree => {
            let width = Look::of_stdout(color).width;
            let mut parts: Vec<String> = sentences.iter().map(|sentence| tree(sentence, width)).collect();
            parts.extend(nothing_asked(&reader, &document, args).map(|line| Lines::of(width, line)));
            parts.join("\n")
        }
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}

/// Refuses the name of a file that is not there, which would be read as the text itself.
fn refuse_path(words: &str) -> anyhow::Result<()> {
    let is_path = files::is_document(Path::new(words)) || words.contains(['/', '\\']);
    if is_path && !words.contains(char::is_whitespace) {
        bail!("`{words}` does not exist: name another file; if it is the text itself, pipe it in");
    }
    Ok(())
}

/// What is wrong with words of `--at`.
fn mistake_in(words: &str) -> Option<Diagnostic> {
    let error = Pattern::parse(words).err()?;
    let file = Arc::new(UserFile::new(OPTION, words));
    let place = Span::new(error.at.start, error.at.end);
    Some(Diagnostic::error(Code::BadPattern, &file, place, error.message).help(error.help))
}

/// A rule that asks about the words of `--at`.
fn asked(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|words| toml::Value::from(words.as_str()).to_string()).collect();
    format!(
        "format = 1\n[entity.asked-by-at]\nnames = [\"\u{2063}at\u{2063}\"]\n[[rule]]\nid = \"asked-by-at\"\nquestion = \"?\"\n\
         answer = \"yes-no\"\nsubject = \"asked-by-at\"\nover_time = \"constant\"\nabout = [{}]\n",
        words.join(", ")
    )
}

/// A line that says so where no word that is asked about stands in the text.
fn nothing_asked(reader: &Reader<'_>, document: &Document, args: &ParseArgs) -> Option<&'static str> {
    if document.file.text.trim().is_empty() {
        return Some("The text is empty: there is no sentence to read");
    }
    let asks = |list: &WordList| matches!(list, WordList::About(_) | WordList::Counted(_) | WordList::Option(..));
    let is_asked = reader.words_in(document).iter().any(|(list, _)| asks(list));
    (!is_asked).then_some(if args.at.is_empty() {
        "No word of a rule stands in it: add --at WORD"
    } else {
        "No word of --at or of a rule stands in it: add --at WORD with another word"
    })
}

/// A sentence: its clauses as a tree, each with the words that change others, and what it says at each place that is asked about.
fn tree(sentence: &ParsedSentence, width: Option<usize>) -> String {
    let mut lines = Lines { width, text: String::new() };
    lines.add("", "", &sentence.text);
    Tree::of(sentence).branch(None, "", &mut lines);
    for reading in &sentence.readings {
        lines.add("= ", "  ", &told(reading));
        if let Some(because) = because(reading) {
            lines.add("  ", "  ", &because);
        }
    }
    lines.text
}

/// Segments are indented by no more than this many columns.
const DEEPEST: usize = 40;

/// The segments of a sentence, found by what they hang on.
struct Tree<'a> {
    below: BTreeMap<Option<usize>, Vec<&'a ParsedSegment>>,
    operators: BTreeMap<usize, Vec<&'a ParsedOperator>>,
    /// The segments that notes of others name by their numbers.
    named: BTreeSet<usize>,
}

impl<'a> Tree<'a> {
    fn of(sentence: &'a ParsedSentence) -> Tree<'a> {
        let shown: BTreeSet<usize> = sentence.segments.iter().map(|segment| segment.id).collect();
        let mut tree = Tree { below: BTreeMap::new(), operators: BTreeMap::new(), named: BTreeSet::new() };
        for segment in &sentence.segments {
            tree.below.entry(segment.parent.filter(|parent| shown.contains(parent))).or_default().push(segment);
            let notes =
                segment.notes.iter().filter_map(|note| note.strip_prefix("joined to ")?.split_once(',')?.0.parse::<usize>().ok());
            tree.named.extend(notes);
        }
        for operator in &sentence.operators {
            tree.operators.entry(operator.segment).or_default().push(operator);
        }
        tree
    }

    /// The segments whose parent is `parent`, each with its operators, behind the guides of those above them.
    fn branch(&self, parent: Option<usize>, guide: &str, lines: &mut Lines) {
        let mut segments = self.below.get(&parent).into_iter().flatten().peekable();
        while let Some(segment) = segments.next() {
            let (first, below) = if segments.peek().is_some() { ("├ ", "│ ") } else { ("└ ", "  ") };
            // Deeper than this, a tree grows wider than any screen.
            let below = if guide.chars().count() < DEEPEST { format!("{guide}{below}") } else { guide.to_owned() };
            let beside = format!("{below}{}", if self.below.contains_key(&Some(segment.id)) { "│ " } else { "  " });
            let number = if self.named.contains(&segment.id) { format!(" ({})", segment.id) } else { String::new() };
            let words = format!("{}{number}: {}{}", segment.role, segment.words, notes(segment));
            lines.add(&format!("{guide}{first}"), &format!("{beside}  "), &words);
            for operator in self.operators.get(&segment.id).into_iter().flatten() {
                let denies = operator.denies.as_ref().map_or_else(String::new, |what| format!(" → denies {what}"));
                let words = format!("{} ({}){denies}", operator.words, operator.cue);
                lines.add(&format!("{beside}· "), &format!("{beside}  "), &words);
            }
            self.branch(Some(segment.id), &below, lines);
        }
    }
}

fn notes(segment: &ParsedSegment) -> String {
    if segment.notes.is_empty() { String::new() } else { format!(" [{}]", segment.notes.join("; ")) }
}

fn told(reading: &ParsedReading) -> String {
    let voice = reading.voice.as_deref().unwrap_or("the text itself");
    let doubt = reading.doubt.map_or_else(String::new, |doubt| format!("; not certain, because {doubt}"));
    format!("{}: {}, {}, said by {voice}{doubt}", reading.at, reading.side, reading.modality)
}

/// The words that decided, each once.
fn because(reading: &ParsedReading) -> Option<String> {
    let mut decided: Vec<(&str, Vec<&str>)> = Vec::new();
    for because in &reading.because {
        let (words, what) = because.rsplit_once(": ").unwrap_or((because, ""));
        match decided.iter_mut().find(|(known, _)| *known == words) {
            Some((_, whats)) => whats.push(what),
            None => decided.push((words, vec![what])),
        }
    }
    let told: Vec<String> = decided.into_iter().map(|(words, whats)| format!("“{words}” ({})", whats.join(", "))).collect();
    (!told.is_empty()).then(|| format!("decided by {}", told.join(", ")))
}

/// Lines for a terminal, none longer than `width` where there is one.
struct Lines {
    width: Option<usize>,
    text: String,
}

impl Lines {
    /// Words alone.
    fn of(width: Option<usize>, words: &str) -> String {
        let mut lines = Lines { width, text: String::new() };
        lines.add("", "", words);
        lines.text
    }

    /// Adds words, behind `first` on their first line and behind `next` on the others.
    fn add(&mut self, first: &str, next: &str, words: &str) {
        let length = |text: &str| text.chars().count();
        let mut at = length(first);
        let (mut filled, mut is_first) = (0, true);
        self.text += first;
        for word in one_line(words).split(' ') {
            let room = self.width.map_or(usize::MAX, |width| width.saturating_sub(at).max(NARROWEST));
            if filled > 0 && filled + 1 + length(word) > room {
                self.text += "\n";
                self.text += next;
                (filled, is_first, at) = (0, true, length(next));
            }
            if !is_first {
                self.text += " ";
                filled += 1;
            }
            self.text += word;
            filled += length(word);
            is_first = false;
        }
        self.text += "\n";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_columns_and_hang_below_their_first_word() {
        let mut lines = Lines { width: Some(30), text: String::new() };
        lines.add("├ ", "│   ", "main: The mayor,\n… told reporters on Tuesday [joined to 1]");
        assert_eq!(lines.text, "├ main: The mayor, … told\n│   reporters on Tuesday\n│   [joined to 1]\n");
        assert_eq!(Lines::of(None, &"word ".repeat(40)).lines().count(), 1);
        assert_eq!(Lines::of(Some(10), &"x".repeat(50)), format!("{}\n", "x".repeat(50)));
    }

    #[test]
    fn a_segment_that_a_note_names_by_its_number_shows_it() {
        let segment = |id, parent, words: &str, notes: &[&str]| ParsedSegment {
            id,
            parent,
            role: "question",
            words: words.into(),
            notes: notes.iter().map(ToString::to_string).collect(),
        };
        let segments = vec![
            segment(0, None, "whether it closed", &[]),
            segment(1, Some(0), "and when", &["joined to 0, shares nothing that changes its verb"]),
            segment(3, Some(2), "what hangs on a segment that is not shown", &[]),
        ];
        let lang = "en".parse().expect("a language");
        let sentence = ParsedSentence { lang, text: "It asks.".into(), segments, operators: Vec::new(), readings: Vec::new() };
        let expected = "It asks.\n├ question (0): whether it closed\n\
            │ └ question: and when [joined to 0, shares nothing that changes its verb]\n\
            └ question: what hangs on a segment that is not shown\n";
        assert_eq!(tree(&sentence, None), expected);
    }

    #[test]
    fn a_word_that_decided_twice_is_told_once() {
        let because_of = |because: &[&str]| ParsedReading {
            at: "closed".into(),
            segment: 0,
            side: "no",
            modality: "asserted",
            voice: None,
            doubt: None,
            because: because.iter().map(ToString::to_string).collect(),
        };
        let reading = because_of(&["not: whether", "denies: whether", "denies: who"]);
        assert_eq!(because(&reading).as_deref(), Some("decided by “not” (whether), “denies” (whether, who)"));
        assert_eq!(because(&because_of(&[])), None);
        assert_eq!(told(&reading), "closed: no, asserted, said by the text itself");
    }

    #[test]
    fn only_what_looks_like_a_path_is_taken_for_one() {
        for words in ["nothing.txt", "corpus/nothing", "nothing.HTML", "a\\b.md"] {
            assert!(refuse_path(words).is_err(), "{words}");
        }
        for words in ["Closed.", "closed", "It closed and/or moved.", "See a.txt or b.txt", ""] {
            assert!(refuse_path(words).is_ok(), "{words}");
        }
    }
}
