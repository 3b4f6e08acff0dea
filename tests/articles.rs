//! Whole articles on one matter, as papers, agencies, town halls and encyclopedias write them, with every answer that they give and the
//! conflicts that are due: the folders of `tests/articles/`, explained in the README there. `tests/articles/known-failures.txt` lists what
//! does not come out so yet; `cargo test --test articles -- --nocapture` shows it, and the figures of each matter.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/sentences.rs"]
#[allow(dead_code, reason = "only the list of known failures is used")]
mod sentences;
mod support;

use contradict::pattern::fold;
use sentences::Known;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{contradict, list, run, text};

/// A line and a column.
type Place = (u64, u64);

/// A line of `answers.tsv`.
struct Row {
    question: String,
    file: String,
    words: String,
    values: Vec<String>,
    voices: Vec<String>,
    set_aside: Vec<String>,
    is_optional: bool,
    from: Place,
    to: Place,
}

/// A line of `conflicts.tsv` that is due.
struct Due {
    question: String,
    sides: Vec<Vec<String>>,
}

/// An answer that the program gives.
struct Answer {
    question: String,
    file: String,
    value: String,
    voice: String,
    set_aside: String,
    quote: String,
    from: Place,
    to: Place,
}

/// The figures of a matter.
#[derive(Default)]
struct Figures {
    expected: usize,
    right: usize,
    wrong: usize,
    answers: usize,
    extra: usize,
    voices: usize,
    set_aside: usize,
    due: usize,
    found: usize,
    false_contradictions: usize,
    false_tensions: usize,
}

impl Figures {
    fn told(&self) -> String {
        let share = |part: usize, whole: usize| format!("{part} of {whole} ({:.0} %)", 100.0 * part as f64 / whole.max(1) as f64);
        format!(
            "answers right {}, wrong {}; given {}, of them not expected {}; voices right {}; taken a position rightly {}; conflicts found \
             {}, false contradictions {}, false tensions {}",
            share(self.right, self.expected),
            self.wrong,
            self.answers,
            self.extra,
            share(self.voices, self.right),
            share(self.set_aside, self.right),
            share(self.found, self.due),
            self.false_contradictions,
            self.false_tensions
        )
    }
}

fn folder() -> PathBuf {
    support::root().join("tests/articles")
}

/// The lines of a table below its head, in columns.
fn table(path: &Path, columns: usize) -> Vec<Vec<String>> {
    let read = std::fs::read_to_string(path).expect("a table");
    let rows = read.lines().skip(1).enumerate().map(|(index, line)| {
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(row.len(), columns, "{}:{}: columns", path.display(), index + 2);
        row
    });
    rows.collect()
}

fn parts(cell: &str, mark: &str) -> Vec<String> {
    cell.split(mark).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Where a place of a text is, counted as the program counts.
fn place(text: &str, at: usize) -> Place {
    let before = &text[..at];
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    (line, column)
}

fn rows(matter: &Path) -> Vec<Row> {
    let row = |cells: Vec<String>| {
        let file = &cells[1];
        let text = std::fs::read_to_string(matter.join("corpus").join(file)).expect("an article");
        let at: Vec<usize> = text.match_indices(&cells[2]).map(|(at, _)| at).collect();
        assert_eq!(at.len(), 1, "{file} holds these words once: {}", cells[2]);
        Row {
            question: cells[0].clone(),
            file: file.clone(),
            values: parts(&cells[3], "||"),
            voices: parts(&cells[4], "|"),
            set_aside: cells[5].split('|').map(str::to_owned).collect(),
            is_optional: cells[6].starts_with("optional"),
            from: place(&text, at[0]),
            to: place(&text, at[0] + cells[2].len()),
            words: cells[2].clone(),
        }
    };
    table(&matter.join("answers.tsv"), 7).into_iter().map(row).collect()
}

fn due(matter: &Path) -> Vec<Due> {
    let rows = table(&matter.join("conflicts.tsv"), 4).into_iter().filter(|cells| cells[1] == "due");
    rows.map(|cells| Due {
        question: cells[0].clone(),
        sides: parts(&cells[2], "<>").iter().map(|side| parts(side, ";")).collect(),
    })
    .collect()
}

/// What the program answers, and its record of the conflicts.
fn program(matter: &Path) -> (Vec<Answer>, Value) {
    let rules = ["--rules", "rules"];
    let answers = run(contradict().current_dir(matter).args(["answers", "corpus", "--output", "jsonl"]).args(rules));
    let check = run(contradict().current_dir(matter).args(["check", "corpus", "--output", "json"]).args(rules));
    let number = |record: &Value, key: &str| record[key].as_u64().unwrap_or_default();
    let answer = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("JSON");
        Answer {
            question: text(&record, "question").to_owned(),
            file: text(&record, "file").rsplit('/').next().unwrap_or_default().to_owned(),
            value: text(&record, "value").to_owned(),
            voice: text(&record, "voice").to_owned(),
            set_aside: record["set_aside"].as_str().unwrap_or_default().to_owned(),
            quote: text(&record, "quote").to_owned(),
            from: (number(&record, "line"), number(&record, "column")),
            to: (number(&record, "end_line"), number(&record, "end_column")),
        }
    };
    (answers.out.lines().map(answer).collect(), serde_json::from_str(&check.out).expect("JSON"))
}

/// Returns true if two values are the same but for how exact they are.
fn is_same(value: &str, wanted: &str) -> bool {
    let plain = |value: &str| value.trim_start_matches(['~', '<', '>', '=']).to_owned();
    plain(value) == plain(wanted)
}

/// Returns true if `dead/flood` is asked for, or `dead/*`.
fn is_asked(question: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or(question == wanted, |rule| question.starts_with(rule))
}

/// For each row, the answer that is given there, best first; each answer for one row.
fn given(rows: &[Row], answers: &[Answer]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        for (index, answer) in answers.iter().enumerate() {
            let meets = answer.from < row.to && row.from < answer.to;
            if answer.file == row.file && is_asked(&answer.question, &row.question) && meets {
                let is_right = row.values.iter().any(|value| is_same(&answer.value, value));
                let far = answer.from.0.abs_diff(row.from.0) * 10_000 + answer.from.1.abs_diff(row.from.1);
                pairs.push((!is_right, !has_voice(row, answer), far, number, index));
            }
        }
    }
    pairs.sort_unstable();
    let mut of_row = vec![None; rows.len()];
    let mut used = BTreeSet::new();
    for (.., number, index) in pairs {
        if of_row[number].is_none() && used.insert(index) {
            of_row[number] = Some(index);
        }
    }
    of_row
}

fn has_voice(row: &Row, answer: &Answer) -> bool {
    let voice = fold(&answer.voice);
    row.voices.is_empty() || row.voices.iter().any(|wanted| voice.contains(&fold(wanted)))
}

/// Puts every answer of a matter beside what was expected.
fn compare(name: &str, rows: &[Row], answers: &[Answer], figures: &mut Figures, known: &mut Known) {
    let of_row = given(rows, answers);
    let mut right: Vec<usize> = Vec::new();
    let mut tell = |kind: &str, what: String, is_right: bool| {
        if !is_right {
            println!("{name}: {kind}: {what}");
        }
        known.found(format!("{name}\t{kind}\t{what}"), is_right);
    };
    for (row, index) in rows.iter().zip(&of_row) {
        let answer = index.map(|index| &answers[index]);
        let is_right = answer.is_some_and(|answer| row.values.iter().any(|value| is_same(&answer.value, value)));
        if is_right {
            right.extend(index);
        }
        if row.is_optional {
            continue;
        }
        figures.expected += 1;
        let what = format!("{}\t{}\t{}", row.question, row.file, row.words);
        tell("answer", what.clone(), is_right);
        let Some(answer) = answer.filter(|_| is_right) else {
            figures.wrong += usize::from(answer.is_some());
            continue;
        };
        figures.right += 1;
        let is_credited = has_voice(row, answer);
        figures.voices += usize::from(is_credited);
        tell("voice", what.clone(), is_credited);
        let is_position = row.set_aside.iter().any(|wanted| wanted == "any" || *wanted == answer.set_aside);
        figures.set_aside += usize::from(is_position);
        tell("position", what, is_position);
    }
    figures.answers = answers.len();
    for (index, answer) in answers.iter().enumerate().filter(|(index, _)| !right.contains(index)) {
        let repeats = |other: &usize| {
            let other = &answers[*other];
            other.question == answer.question
                && other.file == answer.file
                && other.value == answer.value
                && other.from < answer.to
                && answer.from < other.to
        };
        let is_wrong = of_row.iter().zip(rows).any(|(given, row)| *given == Some(index) && !row.is_optional);
        if !is_wrong && !right.iter().any(repeats) {
            figures.extra += 1;
            let quote: String = answer.quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            tell("extra", format!("{}\t{}\t{}\t{quote}", answer.question, answer.file, answer.value), false);
        }
    }
}

/// Returns true if a conflict has two sides of what is due in two of its positions.
fn is_found(due: &Due, conflict: &Value) -> bool {
    let side_of = |position: &Value| -> BTreeSet<usize> {
        let values: Vec<&str> = list(&position["answers"]).iter().map(|answer| text(answer, "value")).collect();
        let holds = |side: &[String]| values.iter().any(|value| side.iter().any(|wanted| is_same(value, wanted)));
        (0..due.sides.len()).filter(|side| holds(&due.sides[*side])).collect()
    };
    let of_position: Vec<_> = list(&conflict["positions"]).iter().map(side_of).collect();
    let differ =
        |one: &BTreeSet<usize>, other: &BTreeSet<usize>| one.iter().any(|side| other.iter().any(|second| second != side));
    let pairs = of_position.iter().enumerate();
    is_asked(text(conflict, "id"), &due.question)
        && pairs.into_iter().any(|(index, one)| of_position[index + 1..].iter().any(|other| differ(one, other)))
}

#[test]
fn articles_are_read_as_a_careful_reader_reads_them() {
    let mut known = Known::load(folder().join("known-failures.txt"));
    let entries = folder().read_dir().expect("the matters").map(|entry| entry.expect("an entry").path());
    let mut matters: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    matters.sort();
    assert!(!matters.is_empty(), "no matter");
    for matter in matters {
        let name = matter.file_name().expect("a name").to_string_lossy().into_owned();
        let (answers, report) = program(&matter);
        let mut figures = Figures::default();
        compare(&name, &rows(&matter), &answers, &mut figures, &mut known);
        let conflicts = list(&report["conflicts"]);
        let mut explained = BTreeSet::new();
        for due in due(&matter) {
            let found: Vec<&str> =
                conflicts.iter().filter(|conflict| is_found(&due, conflict)).map(|one| text(one, "id")).collect();
            figures.due += 1;
            figures.found += usize::from(!found.is_empty());
            known.found(format!("{name}\tconflict\t{}", due.question), !found.is_empty());
            explained.extend(found);
        }
        for conflict in conflicts.iter().filter(|conflict| !explained.contains(text(conflict, "id"))) {
            let is_contradiction = text(conflict, "verdict") == "contradiction";
            figures.false_contradictions += usize::from(is_contradiction);
            figures.false_tensions += usize::from(!is_contradiction);
            println!("{name}: false {}: {}", text(conflict, "verdict"), text(conflict, "id"));
            known.found(format!("{name}\tfalse {}\t{}", text(conflict, "verdict"), text(conflict, "id")), false);
        }
        println!("{name}: {}", figures.told());
    }
    known.hold();
}
