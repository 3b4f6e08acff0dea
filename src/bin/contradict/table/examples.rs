//! The examples of rules: which fail, which words of the rules no example uses, and how many pass.

use super::grid;
use super::layout::{STRONG, labelled, paragraph, style_of};
use crate::display_text::{count, group_thousands, line_of, listed, one_line, place, quoted};
use crate::output::Look;
use crate::wording::{clip, how_said, more};
use contradict::diagnostic::Level;
use contradict::report::example::{
    DecidedView, ExampleAnswer, ExampleCoverage, ExampleSummary, ExampleView, Lacking, TextView, UnusedPattern,
};

/// The most answers that are shown for a text.
const SHOWN: usize = 8;

/// Renders the failures, the words that no example uses, and the counts.
pub fn render(examples: &[ExampleView], coverage: Option<&ExampleCoverage>, summary: ExampleSummary, look: Look) -> String {
    let fails = examples.iter().filter(|example| !example.holds);
    let mut blocks: Vec<String> = fails.map(|example| failing(example, look)).collect();
    if let Some(coverage) = coverage {
        blocks.extend(lacking(&coverage.lacking, look));
        blocks.push(patterns(coverage, look));
    }
    blocks.push(paragraph(&counts(summary), Some(STRONG), look));
    blocks.join("\n")
}

fn failing(example: &ExampleView, look: Look) -> String {
    let place = place(&example.file, example.location);
    let kind = if example.kind == "agree" { "agreement" } else { "conflict" };
    let (draft, level) = match example.status {
        "draft" => (" (a draft, so it does not count)", Level::Note),
        _ => ("", Level::Error),
    };
    let title = format!("FAILS{draft}: {place} · rule {} · example of {kind}", example.rule);
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut line = |label: &str, text: &str| lines.push((label.to_owned(), clip(&one_line(text), look)));
    if let Some(note) = &example.note {
        line("Note", note);
    }
    line("Expected", &example.expected);
    line("Found", &example.found);
    line("Problem", &example.problems.join("; "));
    for (number, text) in example.texts.iter().enumerate() {
        line(&format!("Text {}", number + 1), &format!("{} ({})", quoted(text.text.trim()), text.lang));
        for answer in answers(text) {
            line("", &answer);
        }
    }
    if let Some(decided) = &example.decided {
        line("Decided", &self::decided(decided));
        if let Some(change) = &decided.would_change {
            line("Would change", change);
        }
    }
    let lines = lines.iter().map(|(label, text)| (label.as_str(), text.clone()));
    format!("{}{}", paragraph(&clip(&one_line(&title), look), Some(style_of(level)), look), labelled(lines, look))
}

/// Describes what a text answers, or why it answers nothing.
fn answers(text: &TextView) -> Vec<String> {
    let mut lines: Vec<String> = text.answers.iter().take(SHOWN).map(answer).collect();
    if let Some(left) = text.answers.len().checked_sub(SHOWN).filter(|left| *left > 0) {
        lines.push(format!("→ {}", more(left)));
    }
    match &text.stopped {
        Some(stopped) => lines.push(format!("→ nothing was extracted: {} (step `{}`)", stopped.says, stopped.step)),
        None if lines.is_empty() => lines.push("→ nothing was extracted".to_owned()),
        None => {}
    }
    lines
}

fn answer(shown: &ExampleAnswer) -> String {
    let answer = &shown.answer;
    let word = answer.modality.word();
    let aside = shown.set_aside.filter(|because| *because != word && answer.subject.is_some());
    let says = how_said([word].into_iter().chain(aside).map(str::to_owned), &answer.inferred);
    let time = answer.period.map(|period| format!(", about {period}")).unwrap_or_default();
    let words = quoted(answer.words.as_ref().unwrap_or(&answer.quote));
    let about = match &answer.subject {
        Some(subject) => format!("about {subject}"),
        None => format!("it is unclear about whom ({})", answer.possible_subjects.join(" or ")),
    };
    format!("→ {}{time} · says {} · {} · {about} · {words}", group_thousands(&answer.value), answer.voice, says)
}

fn decided(decided: &DecidedView) -> String {
    let [one, other] = &decided.values;
    let [first, second] = decided.texts;
    format!(
        "the row `{}`, between {one} (text {first}) and {other} (text {second}): {}; {}",
        decided.row, decided.verdict, decided.why
    )
}

/// Lists the live rules that lack examples.
fn lacking(rules: &[Lacking], look: Look) -> Option<String> {
    if rules.is_empty() {
        return None;
    }
    let title = paragraph("Live rules that lack examples", Some(style_of(Level::Error)), look);
    let rows = rules.iter().map(|lacking| {
        let mut lacks = Vec::new();
        if !lacking.conflict {
            lacks.push("[[rule.conflict]]".to_owned());
        }
        if !lacking.agree {
            lacks.push("[[rule.agree]]".to_owned());
        }
        vec![lacking.rule.clone(), listed(&lacks), line_of(&lacking.file, lacking.location.line)]
    });
    Some(format!("{title}{}", grid(&["rule", "has no", "where"], rows.collect(), look)))
}

/// Lists the words that no example uses.
fn patterns(coverage: &ExampleCoverage, look: Look) -> String {
    let all = count(coverage.patterns, "pattern", "patterns");
    if coverage.unused.is_empty() {
        return paragraph(&format!("Each of the {all} of the rules stands in an example."), None, look);
    }
    let title = format!("{} of the {all} of the rules stand in no example", coverage.unused.len());
    let rows = coverage.unused.iter().map(|unused: &UnusedPattern| {
        let lang = unused.lang.map_or("any".to_owned(), |lang| lang.to_string());
        let place = place(&unused.file, unused.location);
        vec![unused.pattern.clone(), format!("{} of {}", unused.key, unused.of), lang, place]
    });
    let header = ["pattern", "listed in", "language", "where"];
    format!("{}{}", paragraph(&title, Some(STRONG), look), grid(&header, rows.collect(), look))
}

/// `12 examples of 5 rules: 11 hold, 1 fails`.
fn counts(summary: ExampleSummary) -> String {
    if summary.examples == 0 {
        return "There is no example: write [[rule.conflict]] and [[rule.agree]] below each rule.".to_owned();
    }
    let mut text = format!(
        "{} of {}: {}, {}",
        count(summary.examples, "example", "examples"),
        count(summary.rules, "rule", "rules"),
        count(summary.hold, "holds", "hold"),
        count(summary.fail, "fails", "fail"),
    );
    if summary.fail_in_drafts > 0 {
        text.push_str(&format!("; {} in drafts, which does not count", count(summary.fail_in_drafts, "fails", "fail")));
    }
    text
}
