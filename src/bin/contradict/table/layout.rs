//! Tables and paragraphs that fit a width, with comfy-table, which knows how wide every character is.

use crate::output::Look;
use clap::builder::styling::{AnsiColor, Style};
use comfy_table::{Attribute, Cell, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};
use contradict::diagnostic::Level;

/// Light lines around and below the header, and between columns.
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
    // Whether and how wide the terminal is, is known already, and not to be asked again.
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

/// The lines of a table, without blanks at their ends, and a line break after each.
pub fn finish(table: &Table) -> String {
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Lines of text, each wrapped between words to the width.
pub fn paragraph(text: &str, style: Option<Style>, look: Look) -> String {
    let mut table = bare(look);
    table.add_row([text]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
    }
    let style = style.filter(|_| look.color).unwrap_or_default();
    table.lines().map(|line| format!("{style}{}{style:#}\n", line.trim_end())).collect()
}

/// A word before lines of text that stay clear of it.
pub fn labelled<'a>(lines: impl IntoIterator<Item = (&'a str, String)>, look: Look) -> String {
    let mut table = bare(look);
    for (label, text) in lines {
        table.add_row([Cell::new(label).add_attribute(Attribute::Dim), Cell::new(text)]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
    }
    finish(&table)
}

/// How a level is printed.
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
