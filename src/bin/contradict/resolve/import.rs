//! Imports decisions from a table: the one that `check --output csv` writes, filled in with any spreadsheet.

use super::Desk;
use super::entry::{self, Said};
use crate::args::{Color, ResolveArgs};
use crate::escape::bare_cell;
use crate::formats::{Column, Separator};
use crate::{display_text, exit, files, output, print_diagnostics};
use anyhow::Context;
use contradict::diagnostic::{Code, Diagnostic, UserFile, closest};
use contradict::report::{ConflictView, Status};
use contradict::resolution::{Decision, Entry};
use contradict::span::{InToml, Span};
use contradict::text;
use csv::{ReaderBuilder, StringRecord};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

/// The columns that a person fills in.
const FILLED: [Column; 4] = [Column::Outcome, Column::Holds, Column::Reason, Column::By];

/// Records the decisions of the table at `path`: all of them, or none if one is wrong.
pub fn run(desk: &Desk, args: &ResolveArgs, path: &Path, color: Color) -> anyhow::Result<u8> {
    let file = read(path)?;
    let mut mistakes = Vec::new();
    let by_id: HashMap<&str, &ConflictView> =
        desk.report.conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict)).collect();
    let said = gathered(&file, &|id| by_id.contains_key(id), &mut mistakes);
    let (mut entries, mut known) = (Vec::new(), 0);
    for row in said {
        match row.entry(desk, &by_id, args) {
            Ok(Some(entry)) if is_recorded(&by_id, &entry) => known += 1,
            Ok(entry) => entries.extend(entry),
            Err(wrong) => {
                let (message, help) = *wrong;
                let mistake = Diagnostic::error(Code::BadDecision, &file, row.span, message);
                mistakes.push(if help.is_empty() { mistake } else { mistake.help(help) });
            }
        }
    }
    if !mistakes.is_empty() {
        mistakes.sort_by_key(|mistake| mistake.span);
        print_diagnostics::all(&mistakes);
        output::complain("nothing was written");
        return Ok(exit::FAILED);
    }
    if !entries.is_empty() {
        desk.write(&entries, args.replace)?;
    }
    let mut done = format!("{} recorded in {}", display_text::count(entries.len(), "decision", "decisions"), desk.path.display());
    if known > 0 {
        done.push_str(&format!("; {} there already", display_text::count(known, "was", "were")));
    }
    output::print(&format!("{done}\n"), color)?;
    Ok(exit::CLEAN)
}

/// Returns the table as text. Spreadsheets write UTF-8, UTF-16 or an older encoding; an older encoding is guessed, with a
/// warning.
fn read(path: &Path) -> anyhow::Result<Arc<UserFile>> {
    let (name, bytes) = files::read_or_stdin(Some(path))?;
    let decoded = text::decode(&bytes).with_context(|| format!("cannot read `{name}` as a table: save it as CSV"))?;
    if let Some(encoding) = decoded.encoding.filter(|_| decoded.is_guess()) {
        output::complain(&format!("warning: `{name}` is not UTF-8, and was read as {encoding}: look at the accents"));
    }
    Ok(Arc::new(UserFile::new(name, decoded.text)))
}

/// What the rows of one conflict say together.
struct FilledIn {
    conflict: String,
    /// The first row in which something is filled in.
    span: Span<InToml>,
    /// What is filled in, and the first row in which it is.
    cells: BTreeMap<Column, (String, Span<InToml>)>,
}

/// What is wrong, and what to do.
type Wrong = Box<(String, String)>;

/// A separate row after the table. It is read as such only if every quotation mark was closed.
const END: &str = "\u{1}";

/// Returns what is filled in, by conflict, in the order of the table. `is_conflict` recognises the ids of conflicts.
fn gathered(file: &Arc<UserFile>, is_conflict: &dyn Fn(&str) -> bool, mistakes: &mut Vec<Diagnostic>) -> Vec<FilledIn> {
    let Some((separator, start)) = layout(&file.text) else {
        let message = "this is no table that `check --output csv` wrote: the first row names no columns `conflict` and `outcome`";
        let help = "keep the first row as it is; between the cells may stand `;`, `,` or a tab";
        mistakes.push(Diagnostic::error(Code::BadTable, file, first_line(&file.text), message).help(help));
        return Vec::new();
    };
    let table = format!("{}\n{END}", file.text.get(start..).unwrap_or_default());
    let mut reader = ReaderBuilder::new().delimiter(separator.0).has_headers(false).flexible(true).from_reader(table.as_bytes());
    let mut columns: Option<Vec<Option<Column>>> = None;
    let mut all: Vec<FilledIn> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for record in reader.records() {
        // The text is UTF-8 and rows may have any length, so reading cannot fail.
        let Ok(record) = record else { break };
        let Some(columns) = &columns else {
            columns = Some(record.iter().map(column).collect());
            continue;
        };
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let is_end = || table.get(at..).is_some_and(|rest| rest.trim_start_matches(['\r', '\n']) == END);
        if record.len() == 1 && record.get(0) == Some(END) && is_end() {
            break;
        }
        let span = line_of(&file.text, start.saturating_add(at));
        if record.iter().next_back().is_some_and(|cell| cell.ends_with(END)) {
            let message = "a quotation mark of this row is never closed, so that all rows below would belong to it";
            mistakes.push(Diagnostic::error(Code::BadTable, file, span, message).help(QUOTES_HELP));
            break;
        }
        if let Some(swallowed) = swallowed(&record, separator, columns, is_conflict) {
            let message =
                format!("a cell of this row holds the row of `{swallowed}`: a quotation mark stands too much, or is missing");
            mistakes.push(Diagnostic::error(Code::BadTable, file, span, message).help(QUOTES_HELP));
            continue;
        }
        let cell = |wanted: Column| {
            let found = columns.iter().zip(record.iter()).find(|(column, _)| **column == Some(wanted));
            found.map(|(_, cell)| bare_cell(cell.trim()).trim()).filter(|cell| !cell.is_empty())
        };
        let filled: Vec<(Column, &str)> = FILLED.iter().filter_map(|column| Some((*column, cell(*column)?))).collect();
        if filled.is_empty() {
            continue;
        }
        let Some(id) = cell(Column::Conflict) else {
            let message = "this row says what was decided, but not of which conflict";
            mistakes.push(Diagnostic::error(Code::BadDecision, file, span, message).help("fill in the column `conflict`"));
            continue;
        };
        let index = *by_id.entry(id.to_owned()).or_insert_with(|| {
            all.push(FilledIn { conflict: id.to_owned(), span, cells: BTreeMap::new() });
            all.len() - 1
        });
        let Some(row) = all.get_mut(index) else { continue };
        for (column, words) in filled {
            match row.cells.get(&column) {
                None => {
                    row.cells.insert(column, (words.to_owned(), span));
                }
                Some((before, _)) if before.eq_ignore_ascii_case(words) => {}
                Some((before, first)) => {
                    let (name, line) = (column.name(), file.locate(*first).line);
                    let message = format!("the `{name}` of `{id}` is `{words}` here and `{before}` in line {line}");
                    let help = "of one conflict, fill in one row, or all rows alike";
                    mistakes.push(Diagnostic::error(Code::BadDecision, file, span, message).help(help));
                }
            }
        }
    }
    all
}

const QUOTES_HELP: &str = "take the quotation mark away, or put the whole cell between two and write each one inside it twice";

/// Returns the conflict whose row is inside of a cell of another one, as happens between two stray quotation marks.
fn swallowed(
    record: &StringRecord,
    separator: Separator,
    columns: &[Option<Column>],
    is_conflict: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let index = columns.iter().position(|column| *column == Some(Column::Conflict))?;
    let row_of = |line: &str| {
        let mut cells = line.split(char::from(separator.0));
        let cell = cells.nth(index)?;
        // If nothing follows it, it is a mention.
        let is_row = cells.next().is_some() || cell.trim_end().ends_with('"');
        let id = bare_cell(cell.trim().trim_matches('"').trim());
        (is_row && is_conflict(id)).then(|| id.to_owned())
    };
    record.iter().find_map(|cell| cell.split(['\n', '\r']).skip(1).find_map(row_of))
}

/// Returns the cell separator and where the header row begins: after a `sep=;` line, which some programs write.
fn layout(text: &str) -> Option<(Separator, usize)> {
    let first = first_line(text);
    let is_sep = first.of(text).trim_end().strip_prefix("sep=").is_some_and(|rest| rest.chars().count() <= 1);
    let start = if is_sep { first.end } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    let separator = Separator::ALL.into_iter().find(|separator| {
        let mut reader =
            ReaderBuilder::new().delimiter(separator.0).has_headers(false).flexible(true).from_reader(rest.as_bytes());
        let names = reader.records().next().and_then(Result::ok);
        let columns: Vec<_> = names.iter().flatten().filter_map(column).collect();
        [Column::Conflict, Column::Outcome].iter().all(|needed| columns.contains(needed))
    })?;
    Some((separator, start))
}

fn column(name: &str) -> Option<Column> {
    let name = bare_cell(name.trim()).trim();
    Column::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(name))
}

fn first_line(text: &str) -> Span<InToml> {
    Span::new(0, text.find('\n').map_or(text.len(), |end| end + 1))
}

/// Returns the line in which a row begins; the reader may still be at the end of the previous line.
fn line_of(text: &str, at: usize) -> Span<InToml> {
    let rest = text.get(at..).unwrap_or_default();
    let start = at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Span::new(start, start + line.len())
}

impl FilledIn {
    fn cell(&self, column: Column) -> Option<&str> {
        self.cells.get(&column).map(|(words, _)| words.as_str())
    }

    /// Returns the decision; none if nothing was decided.
    fn entry(&self, desk: &Desk, by_id: &HashMap<&str, &ConflictView>, args: &ResolveArgs) -> Result<Option<Entry>, Wrong> {
        let wrong = |message: String, help: &str| Err(Box::new((message, help.to_owned())));
        let id = &self.conflict;
        let Some(outcome) = self.cell(Column::Outcome) else {
            // A name may be filled in down the whole column.
            if self.cell(Column::Holds).is_none() && self.cell(Column::Reason).is_none() {
                return Ok(None);
            }
            return wrong(format!("what was decided of `{id}` is missing"), "fill in the column `outcome`");
        };
        let Some(conflict) = by_id.get(id.as_str()) else {
            let help = match closest(id, by_id.keys().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`contradict check` prints those that there are; the sources may have changed".to_owned(),
            };
            return wrong(format!("there is no conflict `{id}`"), &help);
        };
        let Some(outcome) = Decision::ALL.into_iter().find(|decision| decision.word().eq_ignore_ascii_case(outcome)) else {
            let words = Decision::ALL.map(Decision::word);
            let help = match closest(outcome, words) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write one of {}", words.join(", ")),
            };
            return wrong(format!("there is no outcome `{outcome}`"), &help);
        };
        let holds = self.cell(Column::Holds);
        match (outcome == Decision::Settled, holds.is_some()) {
            (true, false) => return wrong(format!("which value holds in `{id}` is missing"), "fill in the column `holds`"),
            (false, true) => {
                let message = format!("`{id}` is {}, so that no value holds", outcome.word());
                return wrong(message, "empty the column `holds`, or write `settled` as the outcome");
            }
            _ => {}
        }
        let Some(reason) = self.cell(Column::Reason).or(args.reason.as_deref()) else {
            return wrong(format!("why this was decided of `{id}` is missing"), "fill in the column `reason`, or add `--reason`");
        };
        let Some(by) = self.cell(Column::By).or(args.by.as_deref()) else {
            return wrong(format!("who decided of `{id}` is missing"), "fill in the column `by`, or add `--by`");
        };
        let said = Said { outcome, holds, reason, by, expires: args.expires };
        match entry::of(&desk.rules, conflict, &said, desk.decisions.today) {
            Ok(entry) => Ok(Some(entry)),
            Err(error) => wrong(format!("`{id}`: {error:#}"), ""),
        }
    }
}

/// Returns true if the same was decided before and still counts, so that a table can be imported twice.
fn is_recorded(by_id: &HashMap<&str, &ConflictView>, entry: &Entry) -> bool {
    let conflict = by_id.get(entry.conflict.as_str()).filter(|conflict| conflict.status == Status::Resolved);
    conflict.and_then(|conflict| conflict.resolution.as_ref()).is_some_and(|known| {
        known.outcome == entry.outcome.word()
            && known.holds == entry.holds
            && known.reason == entry.reason
            && known.by == entry.by
            && known.expires == entry.expires.map(|day| day.to_string())
    })
}
