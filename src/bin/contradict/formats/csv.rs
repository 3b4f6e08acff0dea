//! A table for spreadsheets: a row for each position of each conflict, with empty columns for what was decided.
//!
//! It is UTF-8 with a byte order mark, and `;` separates the cells. Excel and LibreOffice open this without asking if the comma
//! is the decimal sign, as in French and Dutch. There is no `sep=;` line: after one, Excel ignores the byte order mark and shows
//! wrong accents, and every other reader takes the line for a row.

use crate::escape;
use crate::wording::{path, quote, sides, status_word, voices};
use anyhow::Context;
use contradict::report::{ConflictView, Report};
use csv::{Terminator, WriterBuilder};

/// The columns, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The id of the conflict.
    Conflict,
    /// The question in words.
    Question,
    /// The level.
    Level,
    /// Contradiction or tension.
    Verdict,
    /// Open or resolved.
    Status,
    /// The value of the position.
    Answer,
    /// The voices that give it.
    Voices,
    /// The quote of the best answer.
    Quote,
    /// The id of its document.
    Source,
    /// Its file.
    File,
    /// Its line.
    Line,
    /// The date on which it was said.
    Date,
    /// To be filled in: what was decided.
    Outcome,
    /// To be filled in: the value that holds.
    Holds,
    /// To be filled in: why.
    Reason,
    /// To be filled in: who decides.
    By,
}

impl Column {
    /// All columns.
    pub const ALL: [Column; 16] = [
        Column::Conflict,
        Column::Question,
        Column::Level,
        Column::Verdict,
        Column::Status,
        Column::Answer,
        Column::Voices,
        Column::Quote,
        Column::Source,
        Column::File,
        Column::Line,
        Column::Date,
        Column::Outcome,
        Column::Holds,
        Column::Reason,
        Column::By,
    ];

    /// Its name in the header row.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Conflict => "conflict",
            Column::Question => "question",
            Column::Level => "level",
            Column::Verdict => "verdict",
            Column::Status => "status",
            Column::Answer => "answer",
            Column::Voices => "voices",
            Column::Quote => "quote",
            Column::Source => "source",
            Column::File => "file",
            Column::Line => "line",
            Column::Date => "date",
            Column::Outcome => "outcome",
            Column::Holds => "holds",
            Column::Reason => "reason",
            Column::By => "by",
        }
    }
}

/// The cell separators that are accepted when a table is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separator(pub u8);

impl Separator {
    /// The cell separator of a table that is written.
    pub const OWN: Separator = Separator(b';');
    /// All cell separators that are read.
    pub const ALL: [Separator; 3] = [Separator::OWN, Separator(b','), Separator(b'\t')];
}

/// Writes the table.
pub fn render(report: &Report) -> anyhow::Result<String> {
    // Spreadsheets expect the line ends of RFC 4180.
    let mut writer = WriterBuilder::new().delimiter(Separator::OWN.0).terminator(Terminator::CRLF).from_writer(Vec::new());
    let cannot = "cannot write the table";
    writer.write_record(Column::ALL.map(Column::name)).context(cannot)?;
    for conflict in &report.conflicts {
        for row in rows(conflict) {
            writer.write_record(row.iter().map(|cell| escape::cell(cell).into_owned())).context(cannot)?;
        }
    }
    let text = String::from_utf8(writer.into_inner().context(cannot)?).context(cannot)?;
    Ok(format!("\u{FEFF}{text}"))
}

fn rows(conflict: &ConflictView) -> impl Iterator<Item = Vec<String>> {
    sides(conflict).map(|(position, best)| {
        let cell = |column| match column {
            Column::Conflict => conflict.id.clone(),
            Column::Question => conflict.question.clone(),
            Column::Level => conflict.level.word().to_owned(),
            Column::Verdict => conflict.verdict.to_string(),
            Column::Status => status_word(conflict).to_owned(),
            Column::Answer => position.value.clone(),
            Column::Voices => voices(position),
            Column::Quote => quote(best),
            Column::Source => best.source.clone(),
            Column::File => path(&best.file).to_owned(),
            Column::Line => best.location.line.to_string(),
            Column::Date => best.date.map(|date| date.to_string()).unwrap_or_default(),
            Column::Outcome | Column::Holds | Column::Reason | Column::By => String::new(),
        };
        // Each cell is one line. Ids and paths are left as they are, except for control characters.
        Column::ALL.map(|column| contradict::diagnostic::visible(&cell(column)).into_owned()).to_vec()
    })
}
