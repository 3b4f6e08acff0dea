//! A list of claims or answers: a few short cells, who says it, and the quote with its place.

use super::layout::{boxed, finish, fit, short_place};
use crate::display_text::{one_line, quoted};
use crate::output::Look;
use crate::wording::clip;
use comfy_table::Cell;

/// The largest share of the width, in hundredths, for a short cell and for the cell with the voice.
const SHORT: usize = 22;

/// A row.
pub struct Passage {
    /// The text of the short columns.
    pub cells: Vec<String>,
    /// Who says it, when, and how: each on its own line, if known.
    pub who: Vec<String>,
    /// The words.
    pub words: String,
    /// Their place.
    pub place: String,
}

/// Renders the rows for a terminal; `header` names the short columns.
pub fn render(header: &[&str], rows: &[Passage], look: Look) -> String {
    let header: Vec<&str> = header.iter().copied().chain(["who says it", "in which words, and where"]).collect();
    let clip = |text: &str| clip(&one_line(text), look);
    // The room for a place depends on the other columns.
    let table_with = |room: usize| {
        let mut table = boxed(&header, look);
        for row in rows {
            let cells = row.cells.iter().map(|cell| Cell::new(broken(&clip(cell), look)));
            let who = row.who.iter().filter(|line| !line.is_empty()).map(|line| clip(line)).collect::<Vec<_>>().join("\n");
            let words = format!("{}\n{}", quoted(&clip(&row.words)), short_place(clip(&row.place), room));
            table.add_row(cells.chain([Cell::new(who), Cell::new(words)]));
        }
        let room = fit(&mut table, SHORT, look).unwrap_or(usize::MAX);
        (table, room)
    };
    let (_, room) = table_with(usize::MAX);
    finish(&table_with(room).0)
}

/// Splits the id of a question into two lines if it is too long for its column: the rule, and the subject.
fn broken(cell: &str, look: Look) -> String {
    let room = look.width.map_or(usize::MAX, |width| width * SHORT / 100);
    match cell.split_once('/') {
        Some((rule, subject)) if !cell.contains(' ') && cell.chars().count() + 2 > room => format!("{rule}/\n{subject}"),
        _ => cell.to_owned(),
    }
}
