//! SARIF 2.1.0: a result for each conflict, with both sides as locations.

mod model;

use super::RenderOptions;
use super::shared::{fingerprint, said};
use crate::display_text::one_line;
use crate::escape;
use crate::wording::{decided_line, kind, path, verdict, voices};
use crate::{exit, output};
use contradict::diagnostic::Level;
use contradict::report::{AnswerView, ConflictView, DiagnosticView, Report, RuleEntry, Status};
use contradict::span;
use model::{
    ArtifactLocation, Component, Configuration, Descriptor, Invocation, Location, Log, Message, Notification, Outcome,
    PhysicalLocation, Reference, Region, Run, Suppression, Tool,
};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The base of source paths: the folder in which the run began, usually the root of the repository.
const ROOT: &str = "SRCROOT";

/// The name of the fingerprint. If fingerprints are ever computed differently, the name must change.
const FINGERPRINT: &str = "contradictConflict/v1";

/// Writes the log of a run.
pub fn render(report: &Report, options: &RenderOptions) -> anyhow::Result<String> {
    let places: HashMap<&str, usize> = report.rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    let mut notifications: Vec<Notification> = report.diagnostics.iter().map(notification).collect();
    if exit::is_nothing(report) {
        let message = escaped(&verdict(report));
        notifications.push(Notification { descriptor: None, level: "error", message, locations: Vec::new() });
    }
    let root = ArtifactLocation {
        uri: None,
        uri_base_id: None,
        description: Some(Message { text: "the folder in which contradict ran".into() }),
    };
    let run = Run {
        tool: Tool {
            driver: Component {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: report.rules.iter().map(descriptor).collect(),
            },
        },
        column_kind: report.column_unit,
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        invocations: [Invocation {
            execution_successful: true,
            exit_code: options.exit,
            tool_execution_notifications: notifications,
        }],
        results: report.conflicts.iter().map(|conflict| outcome(conflict, places.get(conflict.rule.as_str()).copied())).collect(),
        properties: json!({ "summary": report.summary, "gate": report.gate, "decisions": report.decisions }),
    };
    output::json(&Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] })
}

fn descriptor(rule: &RuleEntry) -> Descriptor {
    let question = one_line(&rule.question.replace("{subject}", "…"));
    let why = said(rule.reason.as_ref()).unwrap_or_else(|| question.clone());
    let help = "Read the quotes of both sides. `contradict explain ID` shows how the verdict came about, and `contradict resolve ID` \
                records what you decide.";
    Descriptor {
        id: rule.id.clone(),
        short_description: escaped(&question),
        full_description: escaped(&why),
        help: Message { text: help.into() },
        default_configuration: Configuration { level: level(rule.level, rule.pilot) },
        properties: json!({ "pilot": rule.pilot }),
    }
}

/// The levels have the same names; a pilot rule gives at most a note.
fn level(level: Level, pilot: bool) -> &'static str {
    if pilot { Level::Note.word() } else { level.word() }
}

fn outcome(conflict: &ConflictView, rule_index: Option<usize>) -> Outcome {
    let mut related: Vec<Location> = Vec::new();
    let mut links = Vec::new();
    for position in &conflict.positions {
        links.push(related.len() + 1);
        related
            .extend(position.answers.iter().zip(related.len() + 1..).map(|(answer, id)| Location { id: Some(id), ..of(answer) }));
    }
    let sides = conflict.positions.iter().zip(links).map(|(position, link)| {
        let value = format!("[{}]({link})", escaped(&position.value).text);
        match voices(position).as_str() {
            "" => value,
            voices => format!("{value} ({})", escaped(voices).text),
        }
    });
    let sides = sides.collect::<Vec<_>>().join(" against ");
    let text = format!("{} {sides}. {}", escaped(&conflict.question).text, escaped(&conflict.why).text);
    let first = conflict.positions.iter().find_map(|position| position.answers.first());
    let values: Vec<&str> = conflict.positions.iter().map(|position| position.value.as_str()).collect();
    Outcome {
        rule_id: conflict.rule.clone(),
        rule_index,
        level: level(conflict.level, conflict.pilot),
        message: Message { text },
        locations: first.map(of).into_iter().collect(),
        related_locations: related,
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint(conflict))]),
        suppressions: suppression(conflict).into_iter().collect(),
        properties: json!({
            "conflict": conflict.id,
            "subject": conflict.subject,
            "verdict": conflict.verdict,
            "kind": kind(conflict),
            "status": conflict.status,
            "pilot": conflict.pilot,
            "values": values,
            "wouldChange": conflict.would_change,
            "decided": decided_line(conflict),
        }),
    }
}

/// Returns the place of an answer, with the words of the source.
fn of(answer: &AnswerView) -> Location {
    let said = format!("{} says {}", one_line(&answer.voice), one_line(&answer.value));
    let snippet = Message { text: answer.quote.clone() };
    Location {
        message: Some(escaped(&said)),
        ..location(&answer.file, Some(Region { snippet: Some(snippet), ..region(answer.location) }))
    }
}

fn location(file: &str, region: Option<Region>) -> Location {
    Location { id: None, physical_location: PhysicalLocation { artifact_location: artifact(file), region }, message: None }
}

fn region(at: span::Location) -> Region {
    Region { start_line: at.line, start_column: at.column, end_line: at.end_line, end_column: at.end_column, snippet: None }
}

/// Returns the location of a file: relative to the root, unless its path is absolute.
fn artifact(file: &str) -> ArtifactLocation {
    let uri = escape::uri(path(file));
    if uri.starts_with('/') {
        ArtifactLocation { uri: Some(format!("file://{uri}")), uri_base_id: None, description: None }
    } else {
        ArtifactLocation { uri: Some(uri), uri_base_id: Some(ROOT), description: None }
    }
}

/// Returns the decision that covers a conflict as a suppression. An empty list means that nothing covers it.
fn suppression(conflict: &ConflictView) -> Option<Suppression> {
    let resolution = conflict.resolution.as_ref().filter(|_| conflict.status == Status::Resolved)?;
    Some(Suppression {
        kind: "external",
        status: "accepted",
        justification: decided_line(conflict).unwrap_or_default(),
        location: location(&resolution.file, Some(region(resolution.location))),
    })
}

fn notification(diagnostic: &DiagnosticView) -> Notification {
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    Notification {
        descriptor: Some(Reference { id: diagnostic.code.as_str() }),
        level: diagnostic.level.word(),
        message: escaped(&format!("{}{help}", diagnostic.message)),
        locations: vec![location(&diagnostic.file, diagnostic.location.map(region))],
    }
}

/// Returns foreign text as a message.
fn escaped(text: &str) -> Message {
    Message { text: escape::sarif(text) }
}
