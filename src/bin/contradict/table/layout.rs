//! Tables and paragraphs that fit a width. Uses comfy-table, which knows the width of every character.

use crate::output::Look;
use clap::builder::styling::{AnsiColor, Style};
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width};
use contradict::diagnostic::Level;

/// Thin lines around and below the header, and between columns.
const RULED: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('┬'))
    .header_lines(ContentLineStyle::none().junction('│'))
    .header_separator(LineStyle::none().fill('─').junction('┼'))
    .content_lines(ContentLineStyle::none().junction('│'))
    .row_separator(LineStyle::none().fill('─').junction('┼'))
    .bottom_border(LineStyle::none().fill('─').junction('┴'));

/// A table with a header and a line between rows.
pub fn boxed(header: &[&str], look: Look) -> Table {
    let mut table = bare(look);
    table.load_style(RULED);
    table.set_header(header.iter().map(|name| Cell::new(name).add_attribute(Attribute::Dim)));
    table
}

/// A table with a header and no lines between rows.
pub fn ruled(header: &[&str], look: Look) -> Table {
    let mut table = boxed(header, look);
    table.style_mut().row_separator = LineStyle::none();
    table
}

/// A table without lines and without a header.
pub fn bare(look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    // The width of the terminal is already known, so comfy-table must not ask for it.
    table.force_no_tty();
    table.style_text_only();
    if look.color {
        table.enforce_styling();
    }
    match look.width {
        Some(width) => {
            table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
            table.set_content_arrangement(ContentArrangement::Dynamic);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table
}

/// The largest share of the width, in hundredths, that a column can get for its longest word, and that all such columns can get
/// together.
const WORD: usize = 40;
const WORDS: usize = 66;

/// Columns in which no cell has a space, such as places, get the width of their content if there is room: a path that is broken
/// across lines is hard to find again.
pub fn keep_whole(table: &mut Table, look: Look) {
    let Some(width) = look.width else { return };
    let mut taken = 0;
    for at in 0..table.column_count() {
        let word = longest_word(table, at);
        let is_whole = table.row_iter().filter_map(|row| row.cell_iter().nth(at)).all(|cell| !cell.content().contains(' '));
        if is_whole && word <= width * WORD / 100 && taken + word <= width * WORDS / 100 {
            taken += word;
            set_width(table, at, word, word);
        }
    }
}

/// Every column but the last gets at most this share of the width, in hundredths, and its longest word if there is room. The last
/// column gets the rest; returns its width in characters.
pub fn fit(table: &mut Table, share: usize, look: Look) -> Option<usize> {
    let width = look.width?;
    let contents: Vec<usize> = table.column_max_content_widths().into_iter().map(usize::from).collect();
    let mut left = width;
    let few = contents.len().saturating_sub(1);
    let words: Vec<usize> = (0..few).map(|at| longest_word(table, at).min(width * WORD / 100)).collect();
    let together = width * WORDS / 100;
    // If there is no room for all words, each column gets its share.
    let part = if words.iter().sum::<usize>() > together { together / few.max(1) } else { width };
    for ((at, content), word) in contents.iter().enumerate().zip(words) {
        let word = word.min(part);
        let most = word.max(width * share / 100);
        set_width(table, at, word, most);
        // The line between two columns.
        left = left.saturating_sub(most.min(content + PADDING) + 1);
    }
    Some(left.saturating_sub(PADDING))
}

/// The padding beside a cell.
const PADDING: usize = 2;

/// Returns the width that a column needs so that no word in it is broken.
fn longest_word(table: &Table, at: usize) -> usize {
    let cells = table.header().into_iter().chain(table.row_iter()).filter_map(|row| row.cell_iter().nth(at));
    let words = cells.flat_map(|cell| cell.content().split_whitespace().map(|word| word.chars().count()).collect::<Vec<_>>());
    words.max().unwrap_or_default() + PADDING
}

fn set_width(table: &mut Table, at: usize, least: usize, most: usize) {
    let fixed = |width: usize| Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX));
    if let Some(column) = table.column_mut(at) {
        column.set_constraint(ColumnConstraint::Boundaries { lower: fixed(least), upper: fixed(most) });
    }
}

/// A place is never shortened to fewer characters than this.
const SHORTEST_PLACE: usize = 16;

/// Shortens a place to this many characters: a path that is too long loses its beginning, because its end says more.
pub fn short_place(place: String, room: usize) -> String {
    let length = place.chars().count();
    if length <= room || room < SHORTEST_PLACE {
        return place;
    }
    let end: String = place.chars().skip(length + 1 - room).collect();
    // Cuts at a folder, if that does not cost too much.
    let from = end.find('/').filter(|at| end.len() - at >= SHORTEST_PLACE).unwrap_or(0);
    format!("…{}", end.get(from..).unwrap_or(&end))
}

/// Returns the lines of a table without trailing spaces, each with a line break.
pub fn finish(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Returns lines of text, each wrapped between words to the width.
pub fn paragraph(text: &str, style: Option<Style>, look: Look) -> String {
    let mut table = bare(look);
    table.add_row([text]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
    }
    let style = style.filter(|_| look.color).unwrap_or_default();
    table.lines().map(|line| format!("{style}{}{style:#}\n", line.trim_end())).collect()
}

/// Returns a label followed by lines of text that are indented behind it.
pub fn labelled<'a>(lines: impl IntoIterator<Item = (&'a str, String)>, look: Look) -> String {
    let mut table = bare(look);
    for (label, text) in lines {
        table.add_row([Cell::new(label).add_attribute(Attribute::Dim), Cell::new(text)]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    finish(&table)
}

/// Returns how a level is printed.
pub fn style_of(level: Level) -> Style {
    let color = match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// Bold.
pub const STRONG: Style = Style::new().bold();
