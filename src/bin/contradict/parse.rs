//! `contradict parse`: the analysis of a text, sentence by sentence.

use crate::args::{Color, ParseArgs, ParseFormat};
use crate::output;
use crate::{exit, files, print_diagnostics, read_document, user_files};
use anyhow::Context;
use contradict::answer::{ParsedReading, ParsedSegment, ParsedSentence, Reader};
use contradict::diagnostic::{Level, UserFile};
use contradict::{rule, text};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Prints the analysis of a text.
pub fn run(args: &ParseArgs, color: Color) -> anyhow::Result<u8> {
    let (name, bytes) = match args.text.as_deref() {
        Some(words) if words != "-" && !Path::new(words).exists() => ("the text".to_owned(), words.as_bytes().to_vec()),
        given => files::read_or_stdin(given.map(Path::new))?,
    };
    let decoded = text::decode(&bytes).with_context(|| format!("{name} cannot be read"))?;
    let encoding = read_document::guessed_encoding(&decoded);
    let file = Arc::new(UserFile::new(name, decoded.text));
    let mut diagnostics = Vec::new();
    let found = files::find_rules(&args.rules, files::RULES_OPTION)?;
    let lexicons = user_files::lexicons(&found, &mut diagnostics)?;
    let mut rule_files = user_files::read(&found.packs, &mut diagnostics)?;
    rule_files.extend((!args.at.is_empty()).then(|| Arc::new(UserFile::new("--at", asked(args)))));
    let (rules, mistakes) = rule::load(&rule_files, &lexicons.languages());
    diagnostics.extend(mistakes);
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
        ParseFormat::Tree => sentences.iter().map(tree).collect::<Vec<_>>().join("\n"),
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}

/// A rule that asks about the words of `--at`.
fn asked(args: &ParseArgs) -> String {
    let words: Vec<String> = args.at.iter().map(|words| format!("{words:?}")).collect();
    format!(
        "format = 1\n[entity.asked-by-at]\nnames = [\"\u{2063}at\u{2063}\"]\n[[rule]]\nid = \"asked-by-at\"\nquestion = \"?\"\n\
         answer = \"yes-no\"\nsubject = \"asked-by-at\"\nover_time = \"constant\"\nabout = [{}]\n",
        words.join(", ")
    )
}

fn tree(sentence: &ParsedSentence) -> String {
    let mut text = format!("{}\n", sentence.text);
    branch(sentence, None, 1, &mut text);
    for reading in &sentence.readings {
        _ = writeln!(text, "  {}", told(reading));
    }
    text
}

/// The segments whose parent is `parent`, each with its operators.
fn branch(sentence: &ParsedSentence, parent: Option<usize>, depth: usize, text: &mut String) {
    for segment in sentence.segments.iter().filter(|segment| segment.parent == parent) {
        let indent = "  ".repeat(depth);
        _ = writeln!(text, "{indent}{}: {}{}", segment.role, segment.words, notes(segment));
        for operator in sentence.operators.iter().filter(|operator| operator.segment == segment.id) {
            let denies = operator.denies.as_ref().map_or_else(String::new, |what| format!(" → denies {what}"));
            _ = writeln!(text, "{indent}  · {} ({}){denies}", operator.words, operator.cue);
        }
        branch(sentence, Some(segment.id), depth + 1, text);
    }
}

fn notes(segment: &ParsedSegment) -> String {
    if segment.notes.is_empty() { String::new() } else { format!("   [{}]", segment.notes.join("; ")) }
}

fn told(reading: &ParsedReading) -> String {
    let voice = reading.voice.as_deref().unwrap_or("the text itself");
    let mut told = format!("= {}: {}, {}, says {voice}", reading.at, reading.side, reading.modality);
    if let Some(doubt) = reading.doubt {
        told += &format!("; not certain, because {doubt}");
    }
    if !reading.because.is_empty() {
        told += &format!(" (decided by {})", reading.because.join(", "));
    }
    told
}
