//! How a language writes dates: the `[dates]` of a lexicon, as written and as the grammars use it.

use super::{NumberWords, Phrases};
use crate::pattern::{Contractions, fold};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The date words of a language.
#[derive(Clone, Debug, Default)]
pub struct DateWords {
    /// The orders of day and month in use, the usual one first. More than one makes "3/7/2017" ambiguous.
    pub orders: Vec<Order>,
    /// Names of months.
    pub months: Phrases<Month>,
    /// Names of weekdays, Monday being 1.
    pub weekdays: Phrases<i8>,
    /// "First", "premier", "eerste": the number that an ordinal stands for.
    pub ordinals: Phrases<i8>,
    /// Endings that make an ordinal of a number in digits: "er", "st", "e", ".".
    pub ordinal_endings: Phrases<()>,
    /// Words between day, month and year: "of", "de", "van".
    pub links: Phrases<()>,
    /// Articles that may stand before a date.
    pub articles: Phrases<()>,
    /// Words before a year: "en 2019".
    pub year_openers: Phrases<()>,
    /// Whether a year may stand without any word before it: "geschlossen wurde sie 2019".
    pub bare_years: bool,
    /// Words that name a year as one: "l'année 2019".
    pub year_nouns: Phrases<()>,
    /// Words that add a year to another: "2015 and 2016".
    pub coordinators: Phrases<()>,
    /// Words before a decade: "les années 1970".
    pub decade_openers: Phrases<()>,
    /// Endings that make a decade of a year: "1970s".
    pub decade_endings: Phrases<()>,
    /// Decades in words, and the year of the century that they begin in: "soixante-dix".
    pub decades: Phrases<i16>,
    /// Equal parts of a year, and how many months they last: "trimestre".
    pub parts: Phrases<i8>,
    /// The letters that stand for them: "Q3", "H1".
    pub part_letters: Vec<(String, i8)>,
    /// "First" and "last" before or after a number of months: "les trois premiers mois".
    pub sides: Phrases<Side>,
    /// Seasons, and the months that they may begin and end in.
    pub seasons: Phrases<(i8, i8)>,
    /// "Début", "mid", "eind".
    pub stretches: Phrases<Stretch>,
    /// How periods are written.
    pub ranges: Vec<DateRange>,
    /// "Depuis": a period without an end.
    pub since: Phrases<()>,
    /// "Jusqu'en": a period without a beginning.
    pub until: Phrases<()>,
    /// "By": at that day at the latest. Before a month or a year it says something else ("voor 2020").
    pub by: Phrases<()>,
    /// "Avant", "before": a period that ends right before a date.
    pub before: Phrases<()>,
    /// "Après", "after": a period that begins right after a date.
    pub after: Phrases<()>,
    /// "The eve of": so many days after the date behind it.
    pub eves: Phrases<i16>,
    /// Between a number of days and a date, whether they are counted on from it or back: "after", "before".
    pub counted: Phrases<i16>,
    /// "Now": the end of a period that lasts until the text was written.
    pub now: Phrases<()>,
    /// "Yesterday", "last week": a unit of time, and how many of them after the reference date.
    pub relative: Phrases<(TimeUnit, i16)>,
    /// "Last" before a weekday, a month, or a day without a year.
    pub shifts_before: Phrases<i16>,
    /// "Dernier" after a weekday, a month, or a day without a year.
    pub shifts_after: Phrases<i16>,
    /// "Il y a" before a number of days.
    pub ago_before: Phrases<()>,
    /// "Geleden" after a number of days.
    pub ago_after: Phrases<()>,
    /// Units of time.
    pub units: Phrases<TimeUnit>,
    /// Feasts with a date of their own.
    pub feasts: Phrases<Feast>,
    /// The first words of all that a date may begin with, number words included; whether more letters may be glued to it.
    pub begins: Phrases<bool>,
}

/// Whether the day or the month comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 31/12.
    DayMonth,
    /// 12/31.
    MonthDay,
}

/// A month by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub number: i8,
    /// Whether its name is also another word, so that only a capital or a year tells: "may".
    pub is_homograph: bool,
}

/// A third of a month or a year, more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stretch {
    /// Its beginning.
    Early,
    /// Its middle.
    Mid,
    /// Its end.
    Late,
}

/// An end of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// From its beginning.
    First,
    /// Up to its end.
    Last,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Words around the two ends of a period.
#[derive(Clone, Debug, Default)]
pub struct DateRange {
    /// Words of which one must stand before it; empty where none does.
    pub open: Phrases<()>,
    /// Words between its ends. A hyphen is always one.
    pub join: Phrases<()>,
}

/// When a feast is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Every year on the same day of a month.
    Fixed(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i16),
    /// The n-th such weekday of a month, and so many days after it.
    Weekday {
        /// The month.
        month: i8,
        /// Monday being 1.
        weekday: i8,
        /// Which one in the month, from 1.
        nth: i8,
        /// Days after it.
        after: i16,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WrittenDates {
    #[serde(default)]
    order: Vec<Order>,
    pub(super) months: BTreeMap<String, i8>,
    #[serde(default)]
    month_homographs: BTreeSet<String>,
    #[serde(default)]
    weekdays: BTreeMap<String, i8>,
    #[serde(default)]
    ordinals: BTreeMap<String, i8>,
    #[serde(default)]
    ordinal_endings: Vec<String>,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    year_openers: Vec<String>,
    #[serde(default)]
    bare_years: bool,
    #[serde(default)]
    year_nouns: Vec<String>,
    #[serde(default)]
    coordinators: Vec<String>,
    #[serde(default)]
    decade_openers: Vec<String>,
    #[serde(default)]
    decade_endings: Vec<String>,
    #[serde(default)]
    decades: BTreeMap<String, i16>,
    #[serde(default)]
    parts: BTreeMap<String, i8>,
    #[serde(default)]
    part_letters: BTreeMap<String, i8>,
    #[serde(default)]
    sides: BTreeMap<Side, Vec<String>>,
    #[serde(default)]
    seasons: BTreeMap<String, (i8, i8)>,
    #[serde(default)]
    stretches: BTreeMap<Stretch, Vec<String>>,
    #[serde(default)]
    ranges: Vec<WrittenDateRange>,
    #[serde(default)]
    since: Vec<String>,
    #[serde(default)]
    until: Vec<String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    eves: BTreeMap<String, i16>,
    #[serde(default)]
    counted: BTreeMap<String, i16>,
    #[serde(default)]
    now: Vec<String>,
    #[serde(default)]
    relative: BTreeMap<TimeUnit, BTreeMap<String, i16>>,
    #[serde(default)]
    shifts: WrittenShifts,
    #[serde(default)]
    ago: WrittenAgo,
    #[serde(default)]
    units: BTreeMap<TimeUnit, Vec<String>>,
    #[serde(default)]
    feasts: BTreeMap<String, WrittenFeast>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDateRange {
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    join: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenShifts {
    before: BTreeMap<String, i16>,
    after: BTreeMap<String, i16>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenAgo {
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(untagged)]
enum WrittenFeast {
    Easter {
        easter: i16,
    },
    Fixed {
        month: i8,
        day: i8,
    },
    Weekday {
        month: i8,
        weekday: i8,
        nth: i8,
        #[serde(default)]
        after: i16,
    },
}

impl WrittenDates {
    /// What opens the end of a time: "before".
    pub(super) fn before(&self) -> &[String] {
        &self.before
    }

    /// The folded words.
    pub(super) fn read(&self, contractions: &Contractions, numbers: &NumberWords) -> DateWords {
        let plain = |words: &[String]| super::load::phrases(contractions, words.iter().map(|words| (words, ())));
        let homographs: BTreeSet<String> = self.month_homographs.iter().map(|name| fold(name)).collect();
        let months = self
            .months
            .iter()
            .map(|(name, number)| (name, Month { number: *number, is_homograph: homographs.contains(&fold(name)) }));
        let by_words = |words: &BTreeMap<String, i16>| {
            super::load::phrases(contractions, words.iter().map(|(words, value)| (words, *value)))
        };
        let by_small =
            |words: &BTreeMap<String, i8>| super::load::phrases(contractions, words.iter().map(|(words, value)| (words, *value)));
        let relative = self.relative.iter().flat_map(|(unit, words)| words.iter().map(|(words, shift)| (words, (*unit, *shift))));
        let mut words = DateWords {
            orders: if self.order.is_empty() { vec![Order::DayMonth] } else { self.order.clone() },
            months: super::load::phrases(contractions, months),
            weekdays: by_small(&self.weekdays),
            ordinals: self.ordinals.iter().map(|(words, value)| (fold(words).replace('-', " "), *value)).collect(),
            ordinal_endings: self.ordinal_endings.iter().map(|ending| (fold(ending), ())).collect(),
            links: plain(&self.links),
            articles: plain(&self.articles),
            year_openers: plain(&self.year_openers),
            bare_years: self.bare_years,
            year_nouns: plain(&self.year_nouns),
            coordinators: plain(&self.coordinators),
            decade_openers: plain(&self.decade_openers),
            decade_endings: self.decade_endings.iter().map(|ending| (fold(ending), ())).collect(),
            decades: by_words(&self.decades),
            parts: by_small(&self.parts),
            part_letters: self.part_letters.iter().map(|(letters, months)| (fold(letters), *months)).collect(),
            sides: super::load::phrases(
                contractions,
                self.sides.iter().flat_map(|(side, words)| words.iter().map(|words| (words, *side))),
            ),
            seasons: super::load::phrases(contractions, self.seasons.iter().map(|(name, months)| (name, *months))),
            stretches: super::load::phrases(
                contractions,
                self.stretches.iter().flat_map(|(stretch, words)| words.iter().map(|words| (words, *stretch))),
            ),
            ranges: self.ranges.iter().map(|range| DateRange { open: plain(&range.open), join: plain(&range.join) }).collect(),
            since: plain(&self.since),
            until: plain(&self.until),
            by: plain(&self.by),
            before: plain(&self.before),
            after: plain(&self.after),
            now: plain(&self.now),
            relative: super::load::phrases(contractions, relative),
            eves: by_words(&self.eves),
            counted: by_words(&self.counted),
            shifts_before: by_words(&self.shifts.before),
            shifts_after: by_words(&self.shifts.after),
            ago_before: plain(&self.ago.before),
            ago_after: plain(&self.ago.after),
            units: super::load::phrases(
                contractions,
                self.units.iter().flat_map(|(unit, words)| words.iter().map(|words| (words, *unit))),
            ),
            feasts: super::load::phrases(contractions, self.feasts.iter().map(|(name, feast)| (name, feast.meant()))),
            begins: Phrases::default(),
        };
        let (figures, openings) = (words.figures(), words.openings());
        let others = [&words.articles, &words.now].into_iter().flat_map(Phrases::texts);
        let whole = figures.iter().chain(&openings).map(String::as_str).chain(others);
        let first_word =
            |text: &str| text.split_inclusive([' ', '-', '\'']).next().map(|word| word.trim_end_matches([' ', '-']).to_owned());
        let first_words: BTreeMap<String, bool> = whole
            .filter_map(|text| Some((first_word(text)?, false)))
            .chain(numbers.words.texts().into_iter().filter_map(|text| Some((first_word(text)?, numbers.glued))))
            .collect();
        words.begins = first_words.into_iter().collect();
        words
    }
}

impl DateWords {
    /// Whether months may be written before days.
    pub fn is_month_first(&self) -> bool {
        self.orders.contains(&Order::MonthDay)
    }

    /// The phrases that a date may begin with and that are a part of it by themselves.
    pub(super) fn figures(&self) -> Vec<String> {
        let ordinals = self.ordinals.texts();
        let hyphened = ordinals.iter().filter(|words| words.contains(' ')).map(|words| words.replace(' ', "-"));
        let letters = self.part_letters.iter().flat_map(|(letters, months)| {
            let parts = 12 / (*months).clamp(1, 12);
            (1..=parts).map(move |part| format!("{letters}{part}"))
        });
        let words = [
            self.months.texts(),
            self.weekdays.texts(),
            self.ordinals.texts(),
            self.year_nouns.texts(),
            self.decade_openers.texts(),
            self.decades.texts(),
            self.seasons.texts(),
            self.relative.texts(),
            self.feasts.texts(),
        ];
        words.concat().into_iter().map(str::to_owned).chain(hyphened).chain(letters).collect()
    }

    /// The phrases that a date may begin with, and that say nothing alone.
    pub(super) fn openings(&self) -> Vec<String> {
        let words = [
            self.sides.texts(),
            self.stretches.texts(),
            self.since.texts(),
            self.until.texts(),
            self.by.texts(),
            self.before.texts(),
            self.after.texts(),
            self.eves.texts(),
            self.shifts_before.texts(),
            self.ago_before.texts(),
        ];
        let ranges = self.ranges.iter().flat_map(|range| range.open.texts());
        words.concat().into_iter().chain(ranges).map(str::to_owned).collect()
    }
}

impl WrittenFeast {
    const fn meant(self) -> Feast {
        match self {
            WrittenFeast::Easter { easter } => Feast::Easter(easter),
            WrittenFeast::Fixed { month, day } => Feast::Fixed(month, day),
            WrittenFeast::Weekday { month, weekday, nth, after } => Feast::Weekday { month, weekday, nth, after },
        }
    }
}
