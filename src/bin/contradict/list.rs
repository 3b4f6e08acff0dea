//! `contradict claims` and `contradict answers`: lists everything that was extracted, or everything that was answered.

use crate::args::{Color, ListArgs, ListFormat};
use crate::display_text::place;
use crate::output::{self, Look};
use crate::pipeline::{Found, Run};
use crate::read_document::Want;
use crate::table::Passage;
use crate::wording::how_said;
use crate::{display_text, exit, print_diagnostics, table};
use contradict::claim::{Modality, PartialDate, Period, Polarity};
use contradict::report::{AnswerView, ClaimView, possible_subjects, question_id};
use serde::Serialize;

/// Lists every claim.
pub fn claims(args: ListArgs, color: Color) -> anyhow::Result<u8> {
    let format = args.output;
    let Some((_, found)) = read(args, &Want::Claims)? else { return Ok(exit::FAILED) };
    let look = Look::of_stdout(color);
    let text = match format {
        ListFormat::Jsonl => output::json_lines(&found.claims)?,
        ListFormat::Table => {
            let used = found.claims.iter().filter(|claim| claim.used).count();
            let rows = found.claims.iter().map(claim_row).collect();
            let table = listed(&["claim", "used"], rows, look);
            format!("{table}\n{}, {used} used by a rule\n", display_text::count(found.claims.len(), "claim", "claims"))
        }
    };
    output::print(&text, color)?;
    Ok(if found.claims.is_empty() { exit::NOTHING } else { exit::CLEAN })
}

/// A claim or an answer as text.
struct Row {
    /// The text of the first columns.
    cells: Vec<String>,
    /// How it is said.
    says: String,
    voice: String,
    when: Vec<String>,
    place: String,
    words: String,
}

/// On a terminal, a few columns, each wide enough to read; elsewhere, one column per property.
fn listed(header: &[&str], rows: Vec<Row>, look: Look) -> String {
    if look.width.is_none() {
        let header: Vec<&str> = header.iter().copied().chain(["says", "voice", "when", "where", "quote"]).collect();
        let rows = rows.into_iter().map(|row| {
            let rest = [row.says, row.voice, row.when.join(", "), row.place, row.words];
            row.cells.into_iter().chain(rest).collect()
        });
        return table::grid(&header, rows.collect(), look);
    }
    let rows: Vec<Passage> = rows
        .into_iter()
        .map(|row| {
            // What nearly every line would say is left out.
            let says =
                row.says.strip_prefix(Modality::Asserted.word()).map_or(row.says.as_str(), |rest| rest.trim_start_matches(", "));
            Passage {
                cells: row.cells,
                who: [vec![row.voice], row.when, vec![says.to_owned()]].concat(),
                words: row.words,
                place: row.place,
            }
        })
        .collect();
    table::passages(header, &rows, look)
}

fn claim_row(claim: &ClaimView) -> Row {
    let counted = claim.noun.as_ref().map_or(display_text::group_thousands(&claim.value), |noun| {
        format!("{} [{noun}]", display_text::group_thousands(&claim.value))
    });
    let denied = (claim.polarity == Polarity::Denied).then(|| "denied".to_owned());
    Row {
        cells: vec![counted, if claim.used { "yes" } else { "" }.to_owned()],
        says: how_said(denied.into_iter().chain([claim.modality.word().to_owned()]), &claim.inferred),
        voice: claim.voice.clone(),
        when: when(claim.date, claim.period),
        place: place(&claim.file, claim.location),
        words: claim.words.clone(),
    }
}

/// An answer with the question that it answers.
#[derive(Serialize)]
struct Answered {
    question: String,
    set_aside: Option<&'static str>,
    /// Why it has no subject, if it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(flatten)]
    answer: AnswerView,
}

/// Lists every answer.
pub fn answers(args: ListArgs, color: Color) -> anyhow::Result<u8> {
    let format = args.output;
    let Some((run, found)) = read(args, &Want::Answers)? else { return Ok(exit::FAILED) };
    let answered: Vec<Answered> = found
        .answers
        .iter()
        .map(|answer| Answered {
            question: question_id(&run.rules, answer),
            set_aside: answer.set_aside(),
            because: (!answer.has_subject()).then(|| possible_subjects(&run.rules, answer)),
            answer: AnswerView::new(&run.rules, answer),
        })
        .collect();
    let text = match format {
        ListFormat::Jsonl => output::json_lines(&answered)?,
        ListFormat::Table => {
            let rows = answered.iter().map(answer_row).collect();
            let table = listed(&["question", "answer"], rows, Look::of_stdout(color));
            format!("{table}\n{}\n", display_text::count(answered.len(), "answer", "answers"))
        }
    };
    output::print(&text, color)?;
    Ok(if answered.is_empty() { exit::NOTHING } else { exit::CLEAN })
}

fn answer_row(answered: &Answered) -> Row {
    let answer = &answered.answer;
    let word = answer.modality.word();
    let aside = || answered.set_aside.filter(|because| *because != word).map(str::to_owned);
    let says = [word.to_owned()].into_iter().chain(answered.because.clone().or_else(aside));
    Row {
        cells: vec![answered.question.clone(), display_text::group_thousands(&answer.value)],
        says: how_said(says, &answer.inferred),
        voice: answer.voice.clone(),
        when: when(answer.date, answer.period),
        place: place(&answer.file, answer.location),
        words: answer.words.as_ref().unwrap_or(&answer.quote).clone(),
    }
}

/// Returns the date on which it was said, and the time that it is about.
fn when(said: Option<PartialDate>, about: Option<Period>) -> Vec<String> {
    let about = about.map(|about| format!("about {about}"));
    said.map(|date| date.to_string()).into_iter().chain(about).collect()
}

/// Reads the documents; returns none if a mistake stops the run.
pub fn read(args: ListArgs, want: &Want) -> anyhow::Result<Option<(Run, Found)>> {
    let mut run = Run::prepare(args.reading)?;
    if run.is_broken() {
        print_diagnostics::all(&run.diagnostics);
        return Ok(None);
    }
    let found = run.read(want)?;
    print_diagnostics::all(&run.diagnostics);
    Ok((!run.is_broken()).then_some((run, found)))
}
