//! Tables: which words stand in one cell, and in which row and column.

use crate::span::{InSource, Span};

/// A cell that claims to cover more rows or columns than this is one that makes work, and no table.
const WIDEST: usize = 100;

/// A cell of a table, or its caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Its bytes. Cells never overlap: one that holds a table ends where that begins.
    pub span: Span<InSource>,
    /// The number of its table in the document.
    pub table: usize,
    /// Its first row and its first column.
    pub row: usize,
    /// See `row`.
    pub column: usize,
    /// How many rows and columns it covers.
    pub height: usize,
    /// See `height`.
    pub width: usize,
    /// What it is for.
    pub role: CellRole,
}

/// What a cell is for, as far as its markup says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellRole {
    /// It heads its row or its column.
    Head,
    /// Any other cell.
    Value,
    /// The words above or below a table that say what it is.
    Caption,
}

/// The tables of a document as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) cells: Vec<Cell>,
    open: Vec<OpenTable>,
    count: usize,
}

/// A table that has begun.
#[derive(Debug)]
struct OpenTable {
    id: usize,
    /// The row that is being read; none before the first.
    row: Option<usize>,
    column: usize,
    /// For each column, up to which row a cell above reaches.
    taken: Vec<usize>,
    cell: Option<Cell>,
}

impl Tables {
    /// Begins a table; one that stands in a cell ends that.
    pub(super) fn start_table(&mut self, at: usize) {
        self.end_cell(at);
        self.open.push(OpenTable { id: self.count, row: None, column: 0, taken: Vec::new(), cell: None });
        self.count += 1;
    }

    /// Ends the last table that began.
    pub(super) fn end_table(&mut self, at: usize) {
        self.end_cell(at);
        self.open.pop();
    }

    /// Begins a row.
    pub(super) fn start_row(&mut self, at: usize) {
        self.end_cell(at);
        if let Some(table) = self.open.last_mut() {
            table.row = Some(table.row.map_or(0, |row| row + 1));
            table.column = 0;
        }
    }

    /// Begins a cell that covers so many columns and rows.
    pub(super) fn start_cell(&mut self, at: usize, role: CellRole, (width, height): (usize, usize)) {
        self.end_cell(at);
        let Some(table) = self.open.last_mut() else { return };
        let (width, height) = (width.clamp(1, WIDEST), height.clamp(1, WIDEST));
        let row = if role == CellRole::Caption { 0 } else { *table.row.get_or_insert(0) };
        let mut cell = Cell { span: Span::new(at, at), table: table.id, row, column: 0, height, width, role };
        if role != CellRole::Caption {
            while table.taken.get(table.column).is_some_and(|reach| *reach > row) {
                table.column += 1;
            }
            cell.column = table.column;
            table.column += width;
            if table.taken.len() < table.column {
                table.taken.resize(table.column, 0);
            }
            table.taken[cell.column..table.column].fill(row + height);
        }
        table.cell = Some(cell);
    }

    /// Ends the cell that is open in the last table.
    pub(super) fn end_cell(&mut self, at: usize) {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.take()) else { return };
        self.cells.push(Cell { span: Span::new(cell.span.start, at.max(cell.span.start)), ..cell });
    }

    /// Ends all tables.
    pub(super) fn finish(mut self, at: usize) -> Vec<Cell> {
        while !self.open.is_empty() {
            self.end_table(at);
        }
        self.cells.sort_unstable();
        self.cells
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns the cells as `row.column words`, a head with `!`, a caption with `^`, and `|` between tables.
    pub(crate) fn shown(text: &str, cells: &[Cell]) -> String {
        let mut shown = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 && cells[index - 1].table != cell.table {
                shown.push("|".to_owned());
            }
            let words = cell.span.of(text).trim();
            shown.push(match cell.role {
                CellRole::Caption => format!("^{words}"),
                CellRole::Head => format!("{}.{}!{words}", cell.row, cell.column),
                CellRole::Value => format!("{}.{} {words}", cell.row, cell.column),
            });
        }
        shown.join(", ")
    }

    #[test]
    fn a_cell_that_reaches_down_takes_its_place_in_the_rows_below() {
        let mut tables = Tables::default();
        tables.start_table(0);
        tables.start_row(0);
        tables.start_cell(0, CellRole::Head, (1, 2));
        tables.start_cell(1, CellRole::Value, (2, 1));
        tables.start_row(2);
        tables.start_cell(2, CellRole::Value, (1, 1));
        tables.start_cell(3, CellRole::Value, (1000, 1));
        assert_eq!(shown("abcd", &tables.finish(4)), "0.0!a, 0.1 b, 1.1 c, 1.2 d");
    }

    #[test]
    fn a_table_in_a_cell_ends_the_cell() {
        let mut tables = Tables::default();
        tables.start_table(0);
        tables.start_cell(0, CellRole::Value, (1, 1));
        tables.start_table(1);
        tables.start_cell(1, CellRole::Value, (1, 1));
        tables.end_table(2);
        tables.start_cell(2, CellRole::Value, (1, 1));
        tables.start_cell(3, CellRole::Value, (1, 1));
        assert_eq!(shown("abcd", &tables.finish(4)), "0.0 a, |, 0.0 b, |, 0.1 c, 0.2 d");
    }
}
