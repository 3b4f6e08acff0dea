//! `contradict explain`: why a verdict is what it is, and where two passages failed to meet.

use crate::args::{Asked, Color, ExplainArgs, ExplainFormat, Place};
use crate::output::{self, Look};
use crate::pipeline::{Found, Run};
use crate::read_document::Want;
use crate::{display_text, exit, print_diagnostics, table};
use anyhow::bail;
use contradict::answer::{Answer, LineTrace};
use contradict::diagnostic::closest;
use contradict::report::{Explanation, Meeting, UnknownQuestion};

/// The most ids or files that a message lists.
const LISTED: usize = 8;

/// Runs `explain`.
pub fn run(mut args: ExplainArgs, color: Color) -> anyhow::Result<u8> {
    match args.asked.take() {
        Some(Asked::Lines(places)) => lines(places, args, color),
        Some(Asked::Question(id)) => question(&id, args, color),
        None => bail!("name the id of a question, or two places"),
    }
}

fn question(id: &str, args: ExplainArgs, color: Color) -> anyhow::Result<u8> {
    let mut run = Run::prepare(args.reading)?;
    // Only what may concern the question is recorded.
    let rule = id.split('/').next().and_then(|wanted| run.rules.rule_called(wanted));
    let Some(found) = read(&mut run, &Want::Traces(rule))? else { return Ok(exit::FAILED) };
    let explanation = match Explanation::new(&run.rules, &found.answers, id) {
        Ok(explanation) => explanation,
        Err(unknown) => return unexplained(id, &unknown, &found),
    };
    let text = match args.output {
        ExplainFormat::Json => output::json(&explanation)?,
        ExplainFormat::Text => table::explanation(&explanation, Look::of_stdout(color)),
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}

/// Explains why there is nothing to explain.
fn unexplained(id: &str, unknown: &UnknownQuestion, found: &Found) -> anyhow::Result<u8> {
    if found.answers.is_empty() {
        output::complain(&format!("`{id}` cannot be explained: no document answers any question of the rules"));
        return Ok(exit::NOTHING);
    }
    let near = format!("answered questions near it are {}", few(&unknown.near));
    if unknown.is_asked {
        output::complain(&format!("no document answers the question `{id}`; {near}"));
        return Ok(exit::NOTHING);
    }
    let meant = unknown.closest.as_ref().map(|id| format!("did you mean `{id}`? ")).unwrap_or_default();
    bail!("there is no question with the id `{id}`: {meant}{}{}", near[..1].to_uppercase(), &near[1..]);
}

/// Returns the first few of these, in quotes.
fn few(all: &[String]) -> String {
    let mut listed: Vec<String> = all.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    if let Some(rest) = all.len().checked_sub(LISTED).filter(|rest| *rest > 0) {
        listed.push(format!("{rest} more"));
    }
    display_text::listed(&listed)
}

fn lines(places: [Place; 2], args: ExplainArgs, color: Color) -> anyhow::Result<u8> {
    let mut run = Run::prepare(args.reading)?;
    let names = run.document_names();
    let [one, other] = places;
    let places = [(document(&one.file, &names)?, one.line), (document(&other.file, &names)?, other.line)];
    let Some(mut found) = read(&mut run, &Want::Lines(places.clone()))? else { return Ok(exit::FAILED) };
    let one = line(&mut found, &places[0])?;
    let other = line(&mut found, &places[1])?;
    let meeting = Meeting::new(&run.rules, &found.answers, [one, other]);
    let text = match args.output {
        ExplainFormat::Json => output::json(&meeting)?,
        ExplainFormat::Text => table::meeting(&meeting, Look::of_stdout(color)),
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}

/// Shows what is on one of the requested lines.
fn line(found: &mut Found, (file, line): &(String, usize)) -> anyhow::Result<(LineTrace, Vec<Answer>)> {
    let at = found.lines.iter().position(|(trace, _)| trace.file == *file && trace.line == *line);
    let Some(at) = at else { bail!("`{file}` could not be read, so nothing on its lines was looked at") };
    let (trace, answers) = found.lines[at].clone();
    if *line > trace.lines {
        let lines = display_text::count(trace.lines, "line", "lines");
        bail!("`{file}` has {lines}, and no line {line}");
    }
    Ok((trace, answers))
}

/// Returns the name of the document that `written` refers to: its path, or the end of its path.
fn document(written: &str, names: &[String]) -> anyhow::Result<String> {
    let plain = written.trim_start_matches("./").replace('\\', "/");
    if let Some(name) = names.iter().find(|name| **name == written || **name == plain) {
        return Ok(name.clone());
    }
    let end = format!("/{plain}");
    let ending: Vec<String> = names.iter().filter(|name| name.ends_with(&end)).cloned().collect();
    match ending.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
            let short: Vec<String> = names.iter().map(|name| last(name)).collect();
            let by_path = closest(&plain, names.iter().map(String::as_str)).map(str::to_owned);
            let by_name = || {
                let found = closest(&last(&plain), short.iter().map(String::as_str))?.to_owned();
                names.iter().find(|name| last(name) == found).cloned()
            };
            let meant = by_path.or_else(by_name).map(|name| format!("did you mean `{name}`? ")).unwrap_or_default();
            let documents = display_text::count(names.len(), "document", "documents");
            bail!(
                "`{written}` is not among the {documents} that are read: {meant}Name it, or the folder that it lies in, after the two places"
            );
        }
        several => bail!("`{written}` may be {}: write more of the path", few(several)),
    }
}

/// Reads the documents; returns none if a mistake stops the run.
fn read(run: &mut Run, want: &Want) -> anyhow::Result<Option<Found>> {
    if run.is_broken() {
        print_diagnostics::all(&run.diagnostics);
        return Ok(None);
    }
    let found = run.read(want)?;
    print_diagnostics::all(&run.diagnostics);
    Ok((!run.is_broken()).then_some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_by_its_path_or_the_end_of_it() {
        let names = ["corpus/a.txt", "corpus/b/c.txt", "corpus/d/c.txt"].map(String::from);
        let found = |written: &str| document(written, &names).map_err(|error| error.to_string());
        assert_eq!(found("corpus/a.txt"), Ok("corpus/a.txt".to_owned()));
        assert_eq!(found("./corpus/a.txt"), Ok("corpus/a.txt".to_owned()));
        assert_eq!(found("a.txt"), Ok("corpus/a.txt".to_owned()));
        assert_eq!(found("d/c.txt"), Ok("corpus/d/c.txt".to_owned()));
        let several = found("c.txt").expect_err("two of them");
        assert!(several.contains("`corpus/b/c.txt` and `corpus/d/c.txt`"), "{several}");
        let unknown = found("corpus/aa.txt").expect_err("no such document");
        assert!(unknown.contains("did you mean `corpus/a.txt`?") && unknown.contains("3 documents"), "{unknown}");
        // The end of a file name is not the end of a path.
        assert!(found(".txt").is_err());
    }
}
