//! Groups of claims that no rule used, as text.

use super::layout::{STRONG, labelled, paragraph};
use crate::display_text::{count, group_thousands, line_of, one_line, quoted};
use crate::output::Look;
use crate::wording::clip;
use contradict::report::{ClaimView, Unused, UnusedGroup};
use std::collections::BTreeSet;

/// The most claims that are quoted for each value on a terminal.
const QUOTED: usize = 2;
/// The most values of a group that are shown on a terminal.
const VALUES: usize = 6;

/// Renders the groups, at most `limit` of them, then the counts.
pub fn render(unused: &Unused, limit: Option<usize>, look: Look) -> String {
    let shown = limit.map_or(unused.groups.len(), |limit| limit.min(unused.groups.len()));
    let mut blocks: Vec<String> = unused.groups.iter().take(shown).map(|group| render_group(group, look)).collect();
    let mut footer = String::new();
    if shown < unused.groups.len() {
        let rest = count(unused.groups.len() - shown, "more group", "more groups");
        let help = format!("{rest} not shown; `--limit {}` shows all", unused.groups.len());
        footer.push_str(&paragraph(&help, None, look));
    }
    footer.push_str(&paragraph(&summary(unused), Some(STRONG), look));
    blocks.push(footer);
    blocks.join("\n")
}

/// `212 claims and 40 dates, 31 used by a rule; 14 of 80 groups differ between sources`
fn summary(unused: &Unused) -> String {
    let summary = &unused.summary;
    let mut text = count(summary.claims, "claim", "claims");
    if summary.dates > 0 {
        text.push_str(&format!(" and {}", count(summary.dates, "date", "dates")));
    }
    let differ = if summary.differ == 1 { "differs" } else { "differ" };
    format!(
        "{text}, {} used by a rule; {} of {} {differ} between sources",
        summary.used,
        summary.differ,
        count(summary.groups, "group", "groups")
    )
}

fn render_group(group: &UnusedGroup, look: Look) -> String {
    let mut title = if group.differs { "differs · ".to_owned() } else { String::new() };
    title.push_str(group.answer);
    // For percentages and durations, the values say it better.
    if matches!(group.answer, "amount" | "measure") {
        title.push_str(&format!(" in {}", group.unit));
    }
    if !group.share.is_empty() {
        title.push_str(&format!(" · {}", group.share.join(", ")));
    }
    let mut facts = vec![count(group.sources, "source", "sources"), count(group.voices, "voice", "voices")];
    facts.push(count(group.claims, "claim", "claims"));
    if !group.near.is_empty() {
        facts.push(format!("near: {}", group.near.join(", ")));
    }
    let title = paragraph(&clip(&one_line(&title), look), Some(STRONG), look);
    let facts = paragraph(&clip(&one_line(&facts.join(" · ")), look), None, look);
    let values = look.width.map_or(usize::MAX, |_| VALUES);
    let mut lines: Vec<(String, String)> = Vec::new();
    for position in group.positions.iter().take(values) {
        cited(&mut lines, &group_thousands(&position.value), &position.claims, look);
    }
    if group.positions.len() > values {
        lines.push(("…".to_owned(), format!("and {}", count(group.positions.len() - values, "other value", "other values"))));
    }
    cited(&mut lines, "no side", &group.set_aside, look);
    let lines = lines.iter().map(|(label, text)| (label.as_str(), text.clone()));
    format!("{title}{facts}{}", labelled(lines, look))
}

/// Returns the first claims that hold a value, from different sources if possible.
fn cited(lines: &mut Vec<(String, String)>, label: &str, claims: &[ClaimView], look: Look) {
    let most = look.width.map_or(usize::MAX, |_| QUOTED);
    let mut label = clip(&one_line(label), look);
    let mut sources = BTreeSet::new();
    let (mut first, mut again): (Vec<&ClaimView>, Vec<&ClaimView>) = (Vec::new(), Vec::new());
    for claim in claims {
        if first.len() < most && sources.insert(claim.source.as_str()) {
            first.push(claim);
        } else if again.len() < most {
            again.push(claim);
        }
    }
    let chosen: Vec<&ClaimView> = first.into_iter().chain(again).take(most).collect();
    for claim in &chosen {
        let place = format!("{} · {}", line_of(&claim.file, claim.location.line), claim.voice);
        lines.push((std::mem::take(&mut label), clip(&one_line(&quoted(&claim.quote)), look)));
        lines.push((String::new(), clip(&one_line(&place), look)));
    }
    if chosen.len() < claims.len() {
        lines.push((String::new(), format!("and {}", count(claims.len() - chosen.len(), "more claim", "more claims"))));
    }
}
