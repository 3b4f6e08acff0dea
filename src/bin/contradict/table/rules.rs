//! Lists every rule, file by file, with what the documents answer.

use super::layout::{STRONG, boxed, finish, paragraph};
use crate::display_text::{count, one_line};
use crate::output::Look;
use crate::wording::clip;
use comfy_table::{Attribute, Cell, Color, ColumnConstraint};
use contradict::report::{FoundView, RuleList, RuleListSummary, RuleView, Tally};

/// Renders a table for each file, then the counts.
pub fn render(list: &RuleList, look: Look) -> String {
    let has_documents = list.summary.asked.is_some();
    let mut blocks: Vec<String> =
        list.rules.chunk_by(|one, other| one.file == other.file).map(|rules| of_file(rules, has_documents, look)).collect();
    blocks.push(paragraph(&counts(list.summary), Some(STRONG), look));
    blocks.join("\n")
}

fn of_file(rules: &[RuleView], has_documents: bool, look: Look) -> String {
    let first = rules.first();
    let file = first.map_or("", |rule| rule.file.as_str());
    let title = first.and_then(|rule| rule.title.as_ref()).map(|title| format!(" · {title}")).unwrap_or_default();
    let mut header = vec!["rule", "kind and examples"];
    if has_documents {
        header.push("found");
    }
    let mut table = boxed(&header, look);
    for rule in rules {
        let words = |text: &str| clip(&one_line(text), look);
        let kind = format!("{}, {}\n{}", rule.answer, rule.status, examples(rule.examples));
        let mut row = vec![Cell::new(format!("{}\n{}", words(&rule.id), words(&rule.question))), Cell::new(kind)];
        if has_documents {
            row.push(found(rule.found.as_ref()));
        }
        table.add_row(row);
    }
    // Short cells are never broken; the question is wrapped instead.
    for column in [1, 2] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    format!("{}{}", paragraph(&clip(&one_line(&format!("{file}{title}")), look), Some(STRONG), look), finish(&table))
}

fn examples(examples: Tally) -> String {
    match (examples.conflict, examples.agree) {
        (0, 0) => "no examples".to_owned(),
        (conflict, agree) => format!("{conflict} conflict, {agree} agree"),
    }
}

fn found(found: Option<&FoundView>) -> Cell {
    let Some(found) = found else { return Cell::new("not asked") };
    if found.never_answered {
        return Cell::new("NEVER ANSWERED").add_attribute(Attribute::Bold).fg(Color::Yellow);
    }
    let mut lines = vec![count(found.answers, "answer", "answers"), count(found.positions, "position", "positions")];
    if found.unclear > 0 {
        lines.push(format!("{} without a clear subject", found.unclear));
    }
    if found.answered < found.subjects {
        lines.push(format!("on {} of {} subjects", found.answered, found.subjects));
    }
    if found.contradictions > 0 {
        lines.push(count(found.contradictions, "contradiction", "contradictions"));
    }
    if found.tensions > 0 {
        lines.push(count(found.tensions, "tension", "tensions"));
    }
    if found.contradictions + found.tensions == 0 {
        lines.push("no conflict".to_owned());
    }
    Cell::new(lines.join("\n"))
}

fn counts(summary: RuleListSummary) -> String {
    let rules = count(summary.rules, "rule", "rules");
    let files = count(summary.files, "file", "files");
    let examples = count(summary.examples, "example", "examples");
    let answered = match (summary.asked, summary.never_answered) {
        (Some(asked), Some(0)) => format!("; all {asked} that are asked are answered"),
        (Some(asked), Some(never)) => format!("; of {asked} that are asked, {never} never answered"),
        _ => String::new(),
    };
    format!("{rules} with {examples} in {files}{answered}")
}
