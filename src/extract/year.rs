//! Days without a year, in a text that tells of another year.

use crate::claim::{Period, Value};
use crate::grammar::Mention;
use crate::span::InFolded;

/// The last dates with a year that were read.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// In which paragraph, and when.
    paragraph: Option<(usize, Period)>,
    /// The last day or month, with the part that it stands in: a story goes on in its year, over paragraphs.
    story: Option<(Option<usize>, Period)>,
}

impl Told {
    /// Takes out of the dates of the next sentence each day without a year that may well be of another year than the one nearest to the
    /// source's date: where the sentence, the paragraph before it, or the last whole date before it tells of another.
    pub fn settle(&mut self, mentions: &mut Vec<Mention<InFolded>>, paragraph: usize, part: Option<usize>) {
        let own: Vec<(Period, bool)> = mentions.iter().filter_map(dated).collect();
        let paragraph_told = self.paragraph.filter(|(told, _)| *told == paragraph).map(|(_, period)| period);
        let story = self.story.filter(|(told, _)| *told == part).map(|(_, period)| period);
        // The years that all of these have in common.
        let told = own.iter().map(|(period, _)| period).chain(&paragraph_told).chain(&story);
        let (first, last) = told.fold((i16::MIN, i16::MAX), |(first, last), told| {
            (first.max(told.first_day().year()), last.min(told.last_day().year()))
        });
        mentions.retain(|mention| match (&mention.value, mention.marks.is_yearless) {
            (Value::Period(period), true) => period.from.or(period.to).is_none_or(|date| (first..=last).contains(&date.year())),
            _ => true,
        });
        if let Some((period, _)) = own.last() {
            self.paragraph = Some((paragraph, *period));
        }
        if let Some((period, _)) = own.iter().rev().find(|(_, is_precise)| *is_precise) {
            self.story = Some((part, *period));
        }
    }
}

/// A date that says its year; and whether it tells a month or a day of it, which no "yesterday" does.
fn dated(mention: &Mention<InFolded>) -> Option<(Period, bool)> {
    let Value::Period(period) = mention.value else { return None };
    let is_precise = period.from.or(period.to).is_some_and(|date| date.month().is_some());
    (!mention.marks.is_yearless).then_some((period, is_precise && !mention.marks.is_relative))
}
