//! Two passages as text: what is on each line, and at which step each rule stopped.

use super::explanation::cues;
use super::layout::{STRONG, labelled, paragraph};
use crate::display_text::{line_of, listed, one_line, quoted};
use crate::output::Look;
use crate::wording::{clip, few, rest, shown};
use contradict::answer::{Recognised, SentenceTrace};
use contradict::report::{LineView, Meeting};
use contradict::text::ToldBy;

/// Renders what is on the two lines, and what the rules made of them.
pub fn render(meeting: &Meeting, look: Look) -> String {
    let mut blocks: Vec<String> = meeting.passages.iter().map(|line| of_line(line, look)).collect();
    let title = paragraph("What the rules made of the two, whoever came furthest first", Some(STRONG), look);
    let found = if meeting.rules.is_empty() {
        paragraph("No word of any rule stands on either line.", None, look)
    } else {
        let rules = meeting.rules.iter().map(|found| clip(&one_line(&format!("{}: {}.", found.rule, found.says)), look));
        let rules: Vec<String> = rules.collect();
        let mut text: String = shown(&rules, look).iter().map(|rule| paragraph(rule, None, look)).collect();
        text.extend(rest(rules.len(), look).map(|rest| paragraph(&rest, None, look)));
        text
    };
    blocks.push(format!("{title}{found}"));
    blocks.join("\n")
}

fn of_line(line: &LineView, look: Look) -> String {
    let title = paragraph(&clip(&one_line(&line_of(&line.file, line.line)), look), Some(STRONG), look);
    if line.sentences.is_empty() {
        let why = if line.skipped {
            "Nothing is read on this line: the metadata say to skip this part."
        } else {
            "Nothing is read on this line: it is blank, metadata, markup or in a language without a lexicon."
        };
        return format!("{title}{}", paragraph(why, None, look));
    }
    let (sentences, rest) = few(&line.sentences);
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        lines.push(("Sentence", quoted(&sentence.words.text)));
        // Rules that read the passage alike are shown once.
        let next = sentences.get(index + 1);
        if next.is_none_or(|next| (next.lang, next.told_by) != (sentence.lang, sentence.told_by)) {
            lines.push(("Read as", language(sentence)));
        }
    }
    lines.extend(rest.map(|rest| ("Sentences", rest)));
    lines.push(("Values", first(&line.values, recognised)));
    lines.push(("Names", first(&line.names, recognised)));
    lines.push(("Cues", first(&line.cues, |cue| cues(std::slice::from_ref(cue)))));
    let lines = lines.into_iter().map(|(label, text)| (label, clip(&one_line(&text), look)));
    format!("{title}{}", labelled(lines, look))
}

/// Shows the first few of a list: a page that is one long line has thousands.
fn first<T>(all: &[T], in_words: impl Fn(&T) -> String) -> String {
    let (shown, rest) = few(all);
    let shown: Vec<String> = shown.iter().map(in_words).collect();
    match rest {
        _ if shown.is_empty() => "none".to_owned(),
        Some(rest) => format!("{} {rest}", shown.join(", ")),
        None => listed(&shown),
    }
}

fn recognised(found: &Recognised) -> String {
    format!("{} ({})", quoted(&found.words.text), found.is)
}

fn language(sentence: &SentenceTrace) -> String {
    let told = match sentence.told_by {
        ToldBy::Declared => "declared",
        ToldBy::Words => "its words tell",
        ToldBy::Nothing => "no word tells",
    };
    format!("{} ({}): {told}", sentence.language, sentence.lang)
}
