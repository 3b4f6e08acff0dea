//! JSON-LD for search engines and archives of fact-checks: each statement is a schema.org `Claim`; if a person has settled which
//! value holds, each side also gets a `ClaimReview`.
//!
//! The program itself rates nothing: a rating repeats what a person recorded, under that person's name.

use super::shared::{fingerprint, said};
use crate::display_text::one_line;
use crate::escape::uri;
use crate::output;
use crate::wording::{path, quote, sides};
use contradict::claim::Credit;
use contradict::conflict::Verdict;
use contradict::report::{AnswerView, ConflictView, PositionView, Report, ResolutionView, Status};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The graph.
pub fn render(report: &Report) -> anyhow::Result<String> {
    let graph: Vec<Value> = report.conflicts.iter().flat_map(nodes).collect();
    output::json(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn nodes(conflict: &ConflictView) -> Vec<Value> {
    let settled = conflict.resolution.as_ref().filter(|_| conflict.status == Status::Resolved);
    let settled = settled.and_then(|resolution| Some((resolution, resolution.holds.as_deref()?)));
    let fingerprint = fingerprint(conflict);
    let each = sides(conflict).enumerate().map(|(at, (position, best))| {
        let id = format!("{fingerprint}-{}", at + 1);
        let claim = claim(conflict, position, best, &id);
        match settled {
            Some((resolution, holds)) => review(conflict, position, best, resolution, holds, claim, &id),
            None => claim,
        }
    });
    each.collect()
}

/// What one side says.
fn claim(conflict: &ConflictView, position: &PositionView, best: &AnswerView, id: &str) -> Value {
    let mut claim = Map::new();
    claim.insert("@type".into(), "Claim".into());
    claim.insert("@id".into(), format!("#claim-{id}").into());
    claim.insert("name".into(), format!("{} {}", one_line(&conflict.question), one_line(&position.value)).into());
    claim.insert("text".into(), quote(best).into());
    claim.insert("inLanguage".into(), best.language.to_string().into());
    claim.insert("author".into(), author(best));
    if let Some(date) = best.date {
        claim.insert("datePublished".into(), date.to_string().into());
    }
    let mut seen = BTreeSet::new();
    let appearance = position.answers.iter().filter(|answer| seen.insert((&answer.source, &answer.file)));
    claim.insert("appearance".into(), appearance.map(work).collect());
    Value::Object(claim)
}

/// Who says it. The program does not know if a voice is a person; a publisher is an organisation.
fn author(answer: &AnswerView) -> Value {
    let name = one_line(&answer.voice);
    match answer.credit {
        Credit::Publisher => json!({ "@type": "Organization", "name": name }),
        _ => json!({ "name": name }),
    }
}

/// The document that contains it.
fn work(answer: &AnswerView) -> Value {
    let mut work = Map::new();
    work.insert("@type".into(), "CreativeWork".into());
    work.insert("identifier".into(), one_line(&answer.source).into());
    work.insert("url".into(), uri(path(&answer.file)).into());
    if let Some(date) = answer.date {
        work.insert("datePublished".into(), date.to_string().into());
    }
    Value::Object(work)
}

fn review(
    conflict: &ConflictView,
    position: &PositionView,
    best: &AnswerView,
    resolution: &ResolutionView,
    holds: &str,
    claim: Value,
    id: &str,
) -> Value {
    json!({
        "@type": "ClaimReview",
        "@id": format!("#review-{id}"),
        "claimReviewed": quote(best),
        "datePublished": resolution.decided,
        "author": { "name": one_line(&resolution.by) },
        "reviewBody": said(Some(&resolution.reason)),
        "reviewRating": rating(conflict, position, holds),
        "itemReviewed": claim,
    })
}

/// What the decision means for one side. There is a rating only if the result is certain: the value that holds is on the table,
/// and the sides cannot both be true.
fn rating(conflict: &ConflictView, position: &PositionView, holds: &str) -> Value {
    let is_on_the_table = conflict.positions.iter().any(|position| position.value == holds);
    let words = format!("{} holds", one_line(holds));
    match (position.value == holds, is_on_the_table && conflict.verdict == Verdict::Contradiction) {
        (true, _) => json!({ "@type": "Rating", "ratingValue": 5, "bestRating": 5, "worstRating": 1, "alternateName": words }),
        (false, true) => json!({
            "@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
            "alternateName": format!("{} does not hold: {words}", one_line(&position.value)),
        }),
        (false, false) => json!({ "@type": "Rating", "alternateName": words }),
    }
}
