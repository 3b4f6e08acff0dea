//! What an edit of the rules changes, rule by rule.

use super::layout::{STRONG, labelled, paragraph};
use crate::display_text::{count, listed, one_line};
use crate::output::Look;
use crate::wording::{against, clip};
use contradict::report::{ConflictChange, ConflictView, RuleChange, RuleDiff, RuleState};

/// Renders a block for each rule, then the counts.
pub fn render(diff: &RuleDiff, look: Look) -> String {
    let mut blocks: Vec<String> = diff.rules.iter().map(|rule| of_rule(rule, look)).collect();
    blocks.push(paragraph(&clip(&one_line(&counts(diff)), look), Some(STRONG), look));
    blocks.join("\n")
}

fn of_rule(change: &RuleChange, look: Look) -> String {
    let state = match change.state {
        RuleState::Added => "NEW RULE ",
        RuleState::Removed => "RULE REMOVED ",
        RuleState::Kept => "",
    };
    let title = format!("{state}{} · {}", change.rule, change.question);
    let mut lines: Vec<(&str, String)> = Vec::new();
    let mut line = |label: &'static str, text: &str| lines.push((label, clip(&one_line(text), look)));
    if let [Some(before), Some(after)] = change.status
        && before != after
    {
        line("Status", &format!("{before} → {after}"));
    }
    for conflict in &change.gained {
        line("Gained", &heading(conflict));
        line("", &positions(conflict));
    }
    for conflict in &change.lost {
        line("Lost", &heading(conflict));
        line("", &positions(conflict));
    }
    for changed in &change.changed {
        line("Changed", &what(changed));
        if changed.what.contains(&"positions") {
            line("", &format!("before: {}", positions(&changed.before)));
            line("", &format!("after:  {}", positions(&changed.after)));
        } else {
            line("", &positions(&changed.after));
        }
    }
    match (change.state, change.answers) {
        (RuleState::Added, [_, number]) | (RuleState::Removed, [number, _]) => line("Answers", &number.to_string()),
        (RuleState::Kept, [before, after]) if before != after => line("Answers", &format!("{before} → {after}")),
        (RuleState::Kept, _) => {}
    }
    format!("{}{}", paragraph(&clip(&one_line(&title), look), Some(STRONG), look), labelled(lines, look))
}

fn heading(conflict: &ConflictView) -> String {
    format!("{}: {} of level {}", conflict.id, conflict.verdict, conflict.level.word())
}

/// `14 (Gazette) against 9 (Post)`.
fn positions(conflict: &ConflictView) -> String {
    against(conflict, |position| position.value.clone())
}

fn what(change: &ConflictChange) -> String {
    let (before, after) = (&change.before, &change.after);
    let said: Vec<String> = change
        .what
        .iter()
        .map(|what| match *what {
            "verdict" => format!("{} → {}", before.verdict, after.verdict),
            "level" => format!("level {} → {}", before.level.word(), after.level.word()),
            "pilot" if after.pilot => "on trial now, so it fails no run".to_owned(),
            "pilot" => "no longer on trial, so it can fail a run".to_owned(),
            _ => "other positions".to_owned(),
        })
        .collect();
    format!("{}: {}", change.id, said.join("; "))
}

fn counts(diff: &RuleDiff) -> String {
    let summary = diff.summary;
    let [before, after] = summary.conflicts;
    if diff.rules.is_empty() {
        return format!("Nothing changes against {}: {} before and after", diff.against, count(after, "conflict", "conflicts"));
    }
    let mut conflicts = Vec::new();
    for (number, verb) in [(summary.gained, "gained"), (summary.lost, "lost"), (summary.changed, "changed")] {
        if number > 0 {
            conflicts.push(format!("{} {verb}", count(number, "conflict", "conflicts")));
        }
    }
    let mut rules = Vec::new();
    for (number, verb) in [(summary.rules_added, "added"), (summary.rules_removed, "removed")] {
        if number > 0 {
            rules.push(format!("{} {verb}", count(number, "rule", "rules")));
        }
    }
    if conflicts.is_empty() {
        conflicts.push("no conflict gained, lost or changed".to_owned());
    }
    conflicts.extend(rules);
    format!("Against {}: {} ({before} → {after} conflicts)", diff.against, listed(&conflicts))
}
