//! Tables that are only lines: columns between bars, tabs or gaps.

use super::Piece;
use super::markup::Pieces;
use super::table::{CellRole, Tables};
use crate::span::{InSource, Span};

/// How many blanks are the gap between two columns.
const GAP: &str = "  ";

/// What parts the columns of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bars,
    Tabs,
    Gaps,
}

/// A line of which the words stand in columns.
#[derive(Debug)]
struct Row {
    /// The line, with its end.
    line: Span<InSource>,
    style: Style,
    /// The words of each column; none for a line that only draws (`---|---`).
    cells: Vec<Span<InSource>>,
    /// At which letters of the line each column begins and ends.
    places: Vec<(usize, usize)>,
}

impl Row {
    const fn is_rule(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds an empty cell where the first row of a table leaves out the corner that `next` begins with.
    fn leave_corner(&mut self, next: &Row) {
        let (Some(own), Some(below)) = (self.places.first(), next.places.first().copied()) else { return };
        if self.style == Style::Gaps && self.cells.len() + 1 == next.cells.len() && own.0 >= below.1 {
            self.cells.insert(0, Span::new(self.line.start, self.line.start));
            self.places.insert(0, below);
        }
    }
}

/// Finds the tables among the lines of `pieces`, and ends a block at every cell of them.
pub(super) fn cut(text: &str, pieces: Vec<Piece>, tables: &mut Tables) -> Vec<Piece> {
    let mut cuts = Vec::new();
    for block in pieces.split(|piece| matches!(piece, Piece::Break(_))) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else { continue };
        let span = Span::new(first.span().start, last.span().end);
        if has_columns(span.of(text)) {
            find(text, span, tables, &mut cuts);
        }
    }
    if cuts.is_empty() { pieces } else { end_blocks(pieces, &cuts) }
}

/// Returns true if a line of `words` may stand in columns.
fn has_columns(words: &str) -> bool {
    words.contains(['|', '\t']) || words.contains(GAP)
}

/// Finds the tables in a block.
fn find(text: &str, block: Span<InSource>, tables: &mut Tables, cuts: &mut Vec<Span<InSource>>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut at = block.start;
    for line in block.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let row = Some(line).filter(|line| has_columns(line)).and_then(|_| row(text, span));
        if let ([first], Some(row)) = (rows.as_mut_slice(), &row) {
            first.leave_corner(row);
        }
        let goes_on = row.as_ref().is_some_and(|row| goes_on(&rows, row));
        if !goes_on {
            keep(&rows, tables, cuts);
            rows.clear();
        }
        rows.extend(row);
    }
    keep(&rows, tables, cuts);
}

/// Reads a line as a row; none if its words stand in no columns.
fn row(text: &str, line: Span<InSource>) -> Option<Row> {
    let words = line.of(text).trim_end();
    let style = if words.contains('|') {
        Style::Bars
    } else if words.trim_start().contains('\t') {
        Style::Tabs
    } else {
        Style::Gaps
    };
    let mut row = Row { line, style, cells: Vec::new(), places: Vec::new() };
    let is_drawn = |letter: char| matches!(letter, '|' | '-' | ':' | '=' | '+' | ' ' | '\t');
    if style == Style::Bars && words.contains("--") && words.chars().all(is_drawn) {
        return Some(row);
    }
    let inner = match style {
        Style::Bars => words.trim().trim_start_matches('|').trim_end_matches('|'),
        Style::Tabs => words,
        Style::Gaps => words.trim_start(),
    };
    let offset = words.find(inner).unwrap_or_default();
    for (start, cell) in split(inner, style) {
        let lead = cell.len() - cell.trim_start().len();
        let from = offset + start + lead;
        let trimmed = cell.trim();
        let place = words[..from].chars().count();
        row.places.push((place, place + trimmed.chars().count()));
        row.cells.push(Span::new(line.start + from, line.start + from + trimmed.len()));
    }
    (row.cells.len() > 1).then_some(row)
}

/// Returns the columns of a line, each with its place.
fn split(line: &str, style: Style) -> Vec<(usize, &str)> {
    let parts = |mark: char| line.split(mark).map(|part| (part.as_ptr() as usize - line.as_ptr() as usize, part)).collect();
    match style {
        Style::Bars => parts('|'),
        Style::Tabs => parts('\t'),
        Style::Gaps => {
            let mut cells = Vec::new();
            let mut at = 0;
            while let Some(gap) = line[at..].find(GAP) {
                cells.push((at, &line[at..at + gap]));
                let rest = &line[at + gap..];
                at += gap + rest.len() - rest.trim_start().len();
            }
            cells.push((at, &line[at..]));
            cells
        }
    }
}

/// Returns true if a row belongs to the table of those before it.
fn goes_on(rows: &[Row], row: &Row) -> bool {
    let Some(first) = rows.first() else { return true };
    if first.style != row.style {
        return false;
    }
    match row.style {
        Style::Bars | Style::Tabs => true,
        // Words with wide blanks between them are columns only if they stand below each other, on the left or on the right.
        Style::Gaps => {
            let last = rows.last().unwrap_or(first);
            row.places.len() == last.places.len()
                && row.places.iter().zip(&last.places).all(|(own, above)| own.0 == above.0 || own.1 == above.1)
        }
    }
}

/// Keeps the table that some rows are, if they are one.
fn keep(rows: &[Row], tables: &mut Tables, cuts: &mut Vec<Span<InSource>>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    if rows.len() < 2 || rows.iter().all(Row::is_rule) {
        return;
    }
    tables.start_table(first.line.start);
    cuts.push(Span::new(first.line.start, first.line.start));
    for (index, row) in rows.iter().enumerate() {
        let mut at = row.line.start;
        if !row.is_rule() {
            tables.start_row(at);
            let role = if rows.get(index + 1).is_some_and(Row::is_rule) { CellRole::Head } else { CellRole::Value };
            for cell in &row.cells {
                cuts.push(Span::new(at, cell.start));
                tables.start_cell(cell.start, role, (1, 1));
                tables.end_cell(cell.end);
                at = cell.end;
            }
        }
        cuts.push(Span::new(at, row.line.end));
    }
    tables.end_table(last.line.end);
}

/// Ends a block at each of `cuts`, which are in order.
fn end_blocks(pieces: Vec<Piece>, cuts: &[Span<InSource>]) -> Vec<Piece> {
    let mut read = Pieces::default();
    let mut rest = cuts.iter().copied().peekable();
    for piece in pieces {
        let span = piece.span();
        while rest.next_if(|cut| cut.end < span.start || cut.end == span.start && !cut.is_empty()).is_some() {}
        let mut at = span.start;
        while let Some(cut) = rest.peek().copied().filter(|cut| cut.start < span.end) {
            if let Piece::Text(_) = piece {
                read.text(Span::new(at, cut.start.max(at)));
            }
            at = cut.end.clamp(at, span.end);
            read.end_block(Span::new(cut.start.clamp(span.start, at), at));
            if cut.end >= span.end && !cut.is_empty() {
                break;
            }
            rest.next();
        }
        match piece {
            Piece::Text(_) => read.text(Span::new(at, span.end)),
            _ if at == span.start => read.push(piece),
            _ => {}
        }
    }
    read.list
}

#[cfg(test)]
mod tests {
    use super::super::markup::tests::garbled;
    use super::super::markup::{Kind, tests};
    use super::super::table::tests::shown;

    fn cells(name: &str, text: &str) -> String {
        let read = Kind::of(name).read(text, 0);
        tests::check(text, &read.pieces);
        shown(text, &read.cells)
    }

    #[test]
    fn bars_tabs_and_gaps_part_columns() {
        for (name, text, expected) in [
            ("a.txt", "Dead | 39 |\n---|---|---|\nHurt | 600 |\n", "0.0!Dead, 0.1!39, 1.0 Hurt, 1.1 600"),
            ("a.md", "Dead | 39 |\n---|---|---|\n*Hurt* | 600 |\n", "0.0!Dead, 0.1!39, 1.0 *Hurt*, 1.1 600"),
            ("a.txt", "Fire\tDead\nMoor\t12\n", "0.0 Fire, 0.1 Dead, 1.0 Moor, 1.1 12"),
            (
                "a.txt",
                "A.\nFire     Dead\nMoor       12\nOld Elm     3\nB.",
                "0.0 Fire, 0.1 Dead, 1.0 Moor, 1.1 12, 2.0 Old Elm, 2.1 3",
            ),
            ("a.txt", "Deaths       39\nInjured      600\n", "0.0 Deaths, 0.1 39, 1.0 Injured, 1.1 600"),
            ("a.txt", "|     | Moor | Elm |\n| Dead | 3 | 4 |\n", "0.0 , 0.1 Moor, 0.2 Elm, 1.0 Dead, 1.1 3, 1.2 4"),
        ] {
            assert_eq!(cells(name, text), expected, "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_tables() {
        for text in [
            "It closed.  Nobody knew.\nIt was  odd.\n",
            "Home | News | Sport\nIt closed.\n",
            "a  b\n\na  b\n",
            "x = 3  # no\ny == 45  # yes\n",
        ] {
            assert_eq!(cells("a.txt", text), "", "{text}");
        }
    }

    #[test]
    fn every_cell_is_a_block() {
        assert_eq!(tests::read("a.txt", "A.\nDead | 39 |\n---|---|\nHurt | 600\nB.\n"), "A.\n¶Dead¶39¶Hurt¶600¶B.\n");
        assert_eq!(tests::read("a.md", "A.\n\nDead | *39* |\n---|---|---|\nHurt | 600\n"), "A.¶Dead¶39¶Hurt¶600¶");
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in garbled("É | b\n--|--\n*c* | d\n\ne\tf\ng\th\n\ni   j\nk   l\n|\n||\n\t\t\n") {
            ["a.txt", "a.md", "a.html"].iter().for_each(|name| _ = cells(name, &text));
        }
    }
}
