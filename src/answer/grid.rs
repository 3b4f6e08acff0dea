//! Tables: the words that say what the value of a cell is, and whom it is about.

use super::asking::Asking;
use super::page::Page;
use super::subject::{Concerned, Whom};
use super::topic::Named;
use crate::claim::{Figure, PartialDate, Period, Quantity, Value};
use crate::extract::Extraction;
use crate::id::SentenceId;
use crate::span::{InFolded, Span};
use crate::text::{Cell, CellRole, Document};
use std::collections::{BTreeMap, BTreeSet};

/// Of a row, so many cells are looked at.
const MOST_CELLS: usize = 24;

/// Four digits that head a row or a column are a year in this range.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2100;

/// The tables of a document, by the sentences that stand in their cells.
#[derive(Debug, Default)]
pub(super) struct Grids {
    /// For each cell, its first sentence.
    first: Vec<Option<SentenceId>>,
    /// The cells that begin in a row, by table and row.
    rows: BTreeMap<(usize, usize), Vec<usize>>,
    /// The cell that heads a row, where it has one.
    heads: BTreeMap<(usize, usize), usize>,
    /// The last row that heads columns above each row, and the last one above it that has a single cell.
    above: BTreeMap<(usize, usize), (Option<usize>, Option<usize>)>,
    captions: BTreeMap<usize, usize>,
    /// The rows that head columns.
    columns: BTreeSet<(usize, usize)>,
    /// The rows in which numbers or dates stand behind the first cell.
    told: BTreeSet<(usize, usize)>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub cell: Cell,
    /// Whether it heads a row or columns itself, and whether numbers or dates stand in that row or those columns.
    pub is_head: bool,
    pub heads_values: bool,
    /// The words that head its row and its column.
    pub row: Option<SentenceId>,
    pub column: Option<SentenceId>,
    /// The line of the table above it that stands alone, and the caption.
    section: Option<SentenceId>,
    caption: Option<SentenceId>,
}

impl Grids {
    /// Finds the sentences of the cells of a document.
    pub fn find(document: &Document, extraction: &Extraction<'_>) -> Grids {
        let mut grids = Grids { first: vec![None; document.cells.len()], ..Grids::default() };
        if document.cells.is_empty() {
            return grids;
        }
        for (index, sentence) in extraction.sentences.enumerate() {
            if let Some(first) = sentence.cell.and_then(|cell| grids.first.get_mut(cell)) {
                first.get_or_insert(index);
            }
        }
        for (index, cell) in document.cells.iter().enumerate() {
            match cell.role {
                CellRole::Caption => _ = grids.captions.entry(cell.table).or_insert(index),
                _ => grids.rows.entry((cell.table, cell.row)).or_default().push(index),
            }
        }
        grids.head(document, extraction);
        grids
    }

    /// Finds what heads rows and columns.
    fn head(&mut self, document: &Document, extraction: &Extraction<'_>) {
        // The cell that heads the last rows, and the first row that it does not reach.
        let mut tall: Option<(usize, usize)> = None;
        let (mut table, mut columns, mut section) = (None, None, None);
        for ((of, row), cells) in &self.rows {
            if table != Some(*of) {
                (table, tall, columns, section) = (Some(*of), None, None, None);
            }
            self.above.insert((*of, *row), (columns, section));
            let filled: Vec<usize> = cells.iter().copied().filter(|cell| self.first[*cell].is_some()).collect();
            let is_value = |cell: &usize| self.first[*cell].is_some_and(|sentence| begins_with_number(extraction, sentence));
            let first = filled.first().copied();
            let head = first.filter(|cell| document.cells[*cell].column == 0 && !is_value(cell));
            let reaching = tall.filter(|(_, end)| *end > *row).map(|(cell, _)| cell);
            tall = head.map(|cell| (cell, row + document.cells[cell].height)).or(tall);
            self.heads.extend(reaching.or(head).map(|cell| ((*of, *row), cell)));
            let is_head = |cell: &usize| document.cells[*cell].role == CellRole::Head;
            match filled.len() {
                0 => {}
                1 if document.cells[filled[0]].column == 0 => section = Some(filled[0]),
                _ => {
                    let has_values = filled.iter().skip(1).any(|cell| self.is_told(extraction, *cell));
                    self.told.extend(Some((*of, *row)).filter(|_| has_values));
                    let are_times = || filled.len() > 2 && filled.iter().skip(1).all(|cell| self.is_time(extraction, *cell));
                    if (*row == 0 || filled.iter().all(is_head)) && (!has_values || are_times()) {
                        (columns, section) = (Some(*row), None);
                        self.columns.insert((*of, *row));
                    }
                }
            }
        }
    }

    /// Returns true if a cell begins with a number or a date.
    fn is_told(&self, extraction: &Extraction<'_>, cell: usize) -> bool {
        self.first[cell]
            .is_some_and(|sentence| begins_with_number(extraction, sentence) || time_of(extraction, sentence).is_some())
    }

    /// Returns true if a cell is a date.
    fn is_time(&self, extraction: &Extraction<'_>, cell: usize) -> bool {
        self.first[cell].is_some_and(|sentence| time_of(extraction, sentence).is_some())
    }

    /// Where a cell stands, by its index.
    pub fn place(&self, document: &Document, index: usize) -> Option<Place> {
        let cell = *document.cells.get(index).filter(|cell| cell.role != CellRole::Caption)?;
        let at = (cell.table, cell.row);
        let sentence = |cell: usize| self.first.get(cell).copied().flatten();
        let row = self.heads.get(&at).copied().filter(|head| *head != index);
        let (columns, section) = self.above.get(&at).copied().unwrap_or_default();
        let column = columns.and_then(|row| {
            let cells = self.rows.get(&(cell.table, row))?;
            let next = cells.partition_point(|other| document.cells[*other].column <= cell.column);
            let above = *cells.get(next.checked_sub(1)?)?;
            (document.cells[above].column + document.cells[above].width > cell.column).then_some(above)
        });
        let (heads_row, heads_columns) = (self.heads.get(&at) == Some(&index), self.columns.contains(&at));
        Some(Place {
            cell,
            is_head: heads_row || heads_columns,
            heads_values: heads_columns || heads_row && self.told.contains(&at),
            row: row.and_then(sentence),
            column: column.and_then(sentence),
            section: section.and_then(sentence),
            caption: self.captions.get(&cell.table).copied().and_then(sentence),
        })
    }

    /// The sentences that begin the cells of a row; none where there are too many.
    fn row(&self, table: usize, row: usize) -> Vec<SentenceId> {
        let cells = self.rows.get(&(table, row)).map_or(&[][..], Vec::as_slice);
        if cells.len() > MOST_CELLS { Vec::new() } else { cells.iter().filter_map(|cell| self.first[*cell]).collect() }
    }
}

/// Returns true if a sentence begins with a number that is no date.
fn begins_with_number(extraction: &Extraction<'_>, sentence: SentenceId) -> bool {
    let own = &extraction.sentences[sentence];
    let first = extraction.mentions[own.mentions.clone()].first();
    let is_number =
        first.is_some_and(|mention| matches!(mention.value, Value::Quantity(_)) && mention.span.start == own.span.start);
    is_number && time_of(extraction, sentence).is_none()
}

/// The time that a sentence is, if it is nothing else.
pub(super) fn time_of(extraction: &Extraction<'_>, sentence: SentenceId) -> Option<Period> {
    let own = &extraction.sentences[sentence];
    let mention = extraction.mentions[own.mentions.clone()].first()?;
    if mention.span != own.span {
        return None;
    }
    match &mention.value {
        Value::Period(period) => Some(*period),
        // "1989" at the head of a row or a column.
        Value::Quantity(Quantity { figure: Figure::Point { value, .. }, unit, bound: None, .. }) if unit.0.is_empty() => {
            let year = i16::try_from(*value).ok().filter(|year| YEARS.contains(year) && extraction.words(own.span).len() == 4)?;
            PartialDate::new(year, None, None).map(Period::on)
        }
        _ => None,
    }
}

impl Page<'_> {
    /// Where a sentence stands in a table, if it stands in one.
    pub fn place(&self, sentence: SentenceId) -> Option<Place> {
        self.grids.place(self.document, self.extraction.sentences[sentence].cell?)
    }
}

impl Asking<'_> {
    /// Whom the value of a cell is about: whom its row names, or its column, or the table; else what the document is about. A row or a
    /// column that is somebody's whom no rule knows is about nobody.
    ///
    /// `label` is the head, of row or column, that says what the value is.
    pub fn subject_of_cell(&self, place: &Place, label: Option<SentenceId>) -> Option<Concerned> {
        let span = |sentence: SentenceId| self.page.extraction.sentences[sentence].span;
        let heads: Vec<Span<InFolded>> = [place.row, place.column].into_iter().flatten().map(span).collect();
        let cells = self.page.grids.row(place.cell.table, place.cell.row).into_iter().map(span).collect::<Vec<_>>();
        let around: Vec<Span<InFolded>> = [place.section, place.caption].into_iter().flatten().map(span).collect();
        let is_unknown =
            [place.row, place.column].into_iter().flatten().any(|head| Some(head) != label && self.is_somebody(place, head));
        for (step, spans) in [heads, cells, around].iter().enumerate() {
            match self.named_in(spans) {
                Some(Named::Others) => return None,
                Some(Named::These(these)) => {
                    let whom = if let [one] = these[..] { Whom::One(one) } else { Whom::Open(these) };
                    return Some(Concerned { whom, inferred: false });
                }
                // The caption is not about a row that is somebody's.
                None if step == 1 && is_unknown => return None,
                None => {}
            }
        }
        self.topic_of_lines()
    }

    /// Returns true if the head of a row or a column may name whom its values are about: it is no time, and no word of the rule; and other
    /// rows, or columns, have heads and values, too.
    fn is_somebody(&self, place: &Place, head: SentenceId) -> bool {
        let own = self.page.extraction.sentences[head].span;
        let is_word = self.hits.all().any(|word| own.covers(word));
        let is_only_one = place.column == Some(head) && self.values_in_row(place) < 2;
        !is_word && !is_only_one && time_of(self.page.extraction, head).is_none()
    }

    /// How many cells of a row hold a value, besides what heads it.
    pub fn values_in_row(&self, place: &Place) -> usize {
        let cells = self.page.grids.row(place.cell.table, place.cell.row);
        let is_value = |sentence: &SentenceId| {
            let own = &self.page.extraction.sentences[*sentence];
            let mention = self.page.extraction.mentions[own.mentions.clone()].first();
            Some(*sentence) != place.row && mention.is_some_and(|mention| mention.span.start == own.span.start)
        };
        if cells.is_empty() { MOST_CELLS } else { cells.iter().filter(|cell| is_value(cell)).count() }
    }

    /// Returns true if the rows around one are told apart by their times.
    pub fn is_one_of_times(&self, place: &Place) -> bool {
        let grids = &self.page.grids;
        let near = [place.cell.row.checked_sub(1), Some(place.cell.row + 1)].into_iter().flatten();
        let heads = near.filter_map(|row| grids.heads.get(&(place.cell.table, row)).copied());
        heads.into_iter().any(|head| grids.is_time(self.page.extraction, head))
    }
}
