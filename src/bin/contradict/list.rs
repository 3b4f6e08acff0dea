//! `contradict claims` and `contradict answers`: everything that was extracted, and everything that was answered.

use crate::args::{Color, ListArgs, ListFormat};
use crate::output::{self, Look};
use crate::page::Want;
use crate::pipeline::{Found, Run};
use crate::wording::how_said;
use crate::words::place;
use crate::{exit, table, tell, words};
use contradict::claim::{PartialDate, Period};
use contradict::report::{AnswerView, ClaimView, possible_subjects, question_id};
use serde::Serialize;

/// Shows every claim.
pub fn claims(args: ListArgs, color: Color) -> anyhow::Result<u8> {
    let format = args.output;
    let Some((_, found)) = read(args, &Want::Claims)? else { return Ok(exit::FAILED) };
    let look = Look::of_stdout(color);
    let text = match format {
        ListFormat::Jsonl => output::json_lines(&found.claims)?,
        ListFormat::Table => {
            let header = ["claim", "says", "voice", "when", "used", "where", "quote"];
            let used = found.claims.iter().filter(|claim| claim.used).count();
            let rows = found.claims.iter().map(claim_row).collect();
            format!(
                "{}\n{}, {used} used by a rule\n",
                table::grid(&header, rows, look),
                words::count(found.claims.len(), "claim", "claims")
            )
        }
    };
    output::print(&text, color)?;
    Ok(if found.claims.is_empty() { exit::NOTHING } else { exit::CLEAN })
}

fn claim_row(claim: &ClaimView) -> Vec<String> {
    let counted = claim.noun.as_ref().map_or(claim.value.clone(), |noun| format!("{} [{noun}]", claim.value));
    let says = match claim.polarity {
        contradict::claim::Polarity::Affirmed => claim.modality.word().to_owned(),
        contradict::claim::Polarity::Denied => format!("denied, {}", claim.modality.word()),
    };
    let used = if claim.used { "yes" } else { "" };
    let says = how_said([says], &claim.inferred);
    let when = when(claim.date, claim.period);
    vec![counted, says, claim.voice.clone(), when, used.to_owned(), place(&claim.file, claim.location), claim.quote.clone()]
}

/// An answer with the question that it answers.
#[derive(Serialize)]
struct Answered {
    question: String,
    set_aside: Option<&'static str>,
    /// Why it has no subject, where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(flatten)]
    answer: AnswerView,
}

/// Shows every answer.
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
            let header = ["question", "answer", "says", "voice", "when", "where", "quote"];
            let rows = answered.iter().map(answer_row).collect();
            format!(
                "{}\n{}\n",
                table::grid(&header, rows, Look::of_stdout(color)),
                words::count(answered.len(), "answer", "answers")
            )
        }
    };
    output::print(&text, color)?;
    Ok(if answered.is_empty() { exit::NOTHING } else { exit::CLEAN })
}

fn answer_row(answered: &Answered) -> Vec<String> {
    let answer = &answered.answer;
    let mut says = vec![answer.modality.word().to_owned()];
    let aside = || answered.set_aside.filter(|because| *because != answer.modality.word()).map(str::to_owned);
    says.extend(answered.because.clone().or_else(aside));
    let says = how_said(says, &answer.inferred);
    let voice = answer.voice.clone();
    let when = when(answer.date, answer.period);
    vec![
        answered.question.clone(),
        answer.value.clone(),
        says,
        voice,
        when,
        place(&answer.file, answer.location),
        answer.quote.clone(),
    ]
}

/// The date it was said, and the time it is about.
fn when(said: Option<PartialDate>, about: Option<Period>) -> String {
    let said = said.map(|date| date.to_string()).unwrap_or_default();
    about.map_or(said.clone(), |about| format!("{said} about {about}").trim_start().to_owned())
}

/// Reads the documents; none where a mistake forbids it.
pub fn read(args: ListArgs, want: &Want) -> anyhow::Result<Option<(Run, Found)>> {
    let mut run = Run::prepare(args.reading)?;
    if run.is_broken() {
        tell::all(&run.diagnostics);
        return Ok(None);
    }
    let found = run.read(want)?;
    tell::all(&run.diagnostics);
    Ok((!run.is_broken()).then_some((run, found)))
}
