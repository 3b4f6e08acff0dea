//! JUnit XML: a suite for each rule, with a case for each question that was answered.
//!
//! A case fails if its conflict fails the run. It is skipped, with the reason, if the conflict is resolved or does not count.

use crate::args::FailOn;
use crate::display_text::{one_line, quoted};
use crate::escape::{cdata, xml};
use crate::exit::{self, Fate};
use crate::wording::{against, decided_line, kind, path, place, quote, reasons, sides, verdict};
use contradict::report::{ConflictView, QuestionView, Report};
use std::collections::{BTreeMap, HashMap};

/// Writes the report.
pub fn render(report: &Report, fail_on: FailOn) -> String {
    let conflicts: HashMap<&str, &ConflictView> =
        report.conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict)).collect();
    let mut suites: BTreeMap<&str, Suite> = BTreeMap::new();
    for question in &report.questions {
        let conflict = conflicts.get(question.id.as_str()).map(|conflict| (*conflict, exit::fate(conflict, fail_on)));
        suites.entry(&question.rule).or_default().add(question, conflict);
    }
    if exit::is_nothing(report) {
        let suite = suites.entry("contradict").or_default();
        let what = verdict(report);
        suite.tests += 1;
        suite.errors += 1;
        let error = format!("<error message=\"{}\" type=\"nothing-to-judge\"/>", xml(&what));
        suite.cases.push_str(&case("contradict", "there is something to judge", "", &error));
    }
    let mut all = Suite::default();
    suites.values().for_each(|suite| all.count(suite));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"contradict\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        all.tests,
        all.failing,
        all.errors,
        all.skipped()
    );
    for (rule, suite) in &suites {
        text.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n    <properties>\n",
            xml(rule),
            suite.tests,
            suite.failing,
            suite.errors,
            suite.skipped()
        ));
        let counts = [("below", suite.below), ("pilot", suite.pilot), ("resolved", suite.resolved)];
        text.push_str(&format!("      <property name=\"fail-on\" value=\"{}\"/>\n", fail_on.word()));
        for (name, number) in counts {
            text.push_str(&format!("      <property name=\"{name}\" value=\"{number}\"/>\n"));
        }
        text.push_str(&format!("    </properties>\n{}  </testsuite>\n", suite.cases));
    }
    text.push_str("</testsuites>\n");
    text
}

/// The XML of a rule's cases, and their counts.
#[derive(Default)]
struct Suite {
    cases: String,
    tests: usize,
    errors: usize,
    failing: usize,
    below: usize,
    pilot: usize,
    resolved: usize,
}

impl Suite {
    fn skipped(&self) -> usize {
        self.below + self.pilot + self.resolved
    }

    fn count(&mut self, other: &Suite) {
        self.tests += other.tests;
        self.errors += other.errors;
        self.failing += other.failing;
        self.below += other.below;
        self.pilot += other.pilot;
        self.resolved += other.resolved;
    }

    fn add(&mut self, question: &QuestionView, conflict: Option<(&ConflictView, Fate)>) {
        self.tests += 1;
        let result = conflict.map(|(conflict, fate)| match fate {
            Fate::Failing => {
                self.failing += 1;
                let message = format!("{}: {}", kind(conflict), conflict.why);
                format!("<failure message=\"{}\" type=\"{}\">{}</failure>", xml(&message), conflict.verdict, text(conflict))
            }
            Fate::Below => {
                self.below += 1;
                let level = conflict.level.word();
                skipped(&format!("{} of level {level}, below --fail-on", conflict.verdict), conflict)
            }
            Fate::Pilot => {
                self.pilot += 1;
                skipped(&format!("{} of a pilot rule, which never fails the run", conflict.verdict), conflict)
            }
            Fate::Resolved => {
                self.resolved += 1;
                skipped(&format!("resolved. {}", decided_line(conflict).unwrap_or_default()), conflict)
            }
        });
        let first = question.positions.iter().find_map(|position| position.answers.first());
        let at = first.map(|answer| format!(" file=\"{}\" line=\"{}\"", xml(path(&answer.file)), answer.location.line));
        let name = format!("{} [{}]", question.question, question.id);
        self.cases.push_str(&case(&question.rule, &name, &at.unwrap_or_default(), &result.unwrap_or_default()));
    }
}

fn case(class: &str, name: &str, at: &str, result: &str) -> String {
    let open = format!("    <testcase classname=\"{}\" name=\"{}\"{at}", xml(class), xml(name));
    if result.is_empty() { format!("{open}/>\n") } else { format!("{open}>\n      {result}\n    </testcase>\n") }
}

fn skipped(why: &str, conflict: &ConflictView) -> String {
    format!("<skipped message=\"{}\"/>\n      <system-out>{}</system-out>", xml(why), text(conflict))
}

/// Describes the conflict in lines: the question, who says what, the quote of each position, and the reason.
fn text(conflict: &ConflictView) -> String {
    let mut lines = vec![conflict.question.clone(), against(conflict, |position| one_line(&position.value))];
    lines.extend(
        sides(conflict).map(|(position, answer)| format!("{}: {} ({})", position.value, quoted(&quote(answer)), place(answer))),
    );
    lines.extend(reasons(conflict).into_iter().map(|(label, text)| format!("{label}: {text}")));
    cdata(lines.iter().map(String::as_str))
}
