//! A single date, which may lack some parts.

use super::token::{is_digit, may_begin};
use super::{Context, DateMarks, Found, day, feast, month, numeric, quarter, relative, year, yearless};
use crate::claim::{PartialDate, Period};
use crate::grammar::word::fail;
use crate::lexicon::Stretch;
use nom::{IResult, Parser, branch::alt};

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub year: Option<i16>,
    pub at: At,
    pub marks: DateMarks,
    /// Whether it is written in digits and separators only.
    pub is_numeric: bool,
    /// Whether the month's name is probably another word if nothing follows it.
    pub is_unsure: bool,
    /// Whether an article before it belongs to it.
    pub takes_article: bool,
    /// What gives the year of a day that lacks one.
    pub hint: yearless::Hint,
}

/// Which part of the year it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The whole year.
    Year,
    /// A day, without its month.
    BareDay(i8),
    /// A day of a month.
    Day(i8, i8),
    /// From one month to another.
    Months(i8, i8),
    /// A third of a month.
    Third(i8, Stretch),
    /// From a month of that year or of the year before, to a month of that year or of the next.
    Season(i8, i8),
    /// Already known; none if a reference date is missing, or if there is no such day.
    Resolved(Option<Period>),
}

/// `point = ` any single date, the longer forms first
///
/// It may lack its year. It has a month or a part of a year, or is known in another way.
pub(super) fn point<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    if input.starts_with(is_digit) {
        return alt((
            |input| numeric::three_fields(cx, input),
            |input| numeric::compact(input),
            |input| numeric::day_month_comma_year(cx, input),
            |input| day::day_month_year(cx, input),
            |input| quarter::part_of_year(cx, input),
            |input| year::decade(cx, input),
            |input| numeric::month_and_year(cx, input),
            |input| month::year_month(cx, input),
            |input| relative::ago(cx, input),
        ))
        .parse(input);
    }
    if !may_begin(cx, input) {
        return fail(input);
    }
    alt((
        |input| relative::relative(cx, input),
        |input| numeric::three_fields(cx, input),
        |input| numeric::weekday_and_fields(cx, input),
        |input| day::day_month_year(cx, input),
        |input| day::month_day_year(cx, input),
        |input| quarter::part_of_year(cx, input),
        |input| quarter::season(cx, input),
        |input| month::stretch(cx, input),
        |input| month::month_year(cx, input),
        |input| year::decade(cx, input),
        |input| year::named_year(cx, input),
        |input| feast::feast(cx, input),
        |input| relative::ago(cx, input),
    ))
    .parse(input)
}

impl Point {
    pub fn new(year: Option<i16>, at: At) -> Point {
        let (marks, hint) = (DateMarks::default(), yearless::Hint::default());
        Point { year, at, marks, is_numeric: false, is_unsure: false, takes_article: false, hint }
    }

    pub fn resolved(period: Option<Period>, marks: DateMarks) -> Point {
        Point { marks, ..Point::new(None, At::Resolved(period)) }
    }

    /// Makes a day; if the calendar has no such day, it is known to be none.
    pub fn day(year: Option<i16>, month: i8, day: i8) -> Point {
        // 29 February exists in some years.
        if PartialDate::new(year.unwrap_or(2000), Some(month), Some(day)).is_none() {
            return Point::resolved(None, DateMarks::default());
        }
        Point::new(year, At::Day(month, day))
    }

    pub fn vague(mut self) -> Point {
        self.marks.is_vague = true;
        self
    }

    pub fn numeric(mut self) -> Point {
        self.is_numeric = true;
        self
    }

    pub fn with_article(mut self) -> Point {
        self.takes_article = true;
        self
    }

    /// Returns month and day of its beginning, if it gives them.
    pub fn begins(self) -> Option<(i8, i8)> {
        match self.at {
            At::Day(month, day) => Some((month, day)),
            At::Months(month, _) | At::Third(month, _) => Some((month, 1)),
            At::Year | At::BareDay(_) | At::Season(..) | At::Resolved(_) => None,
        }
    }

    /// Returns the days that it covers, if it says enough.
    pub fn period(self) -> Option<Period> {
        let span = |from, to| Some(Period { from: Some(from), to: Some(to) });
        if let At::Resolved(period) = self.at {
            return period;
        }
        let year = self.year?;
        let month = |year, month| PartialDate::new(year, Some(month), None);
        match self.at {
            At::Resolved(_) | At::BareDay(_) => None,
            At::Year => PartialDate::new(year, None, None).map(Period::on),
            At::Day(month, day) => PartialDate::new(year, Some(month), Some(day)).map(Period::on),
            At::Months(first, last) => span(month(year, first)?, month(year, last)?),
            At::Third(number, stretch) => {
                let last = month(year, number)?.last().day();
                let (from, to) = match stretch {
                    Stretch::Early => (1, 11),
                    Stretch::Mid => (10, 21),
                    Stretch::Late => (20, last),
                };
                let day = |day| PartialDate::new(year, Some(number), Some(day));
                span(day(from)?, day(to)?)
            }
            At::Season(first, last) if first > last => span(month(year - 1, first)?, month(year + 1, last)?),
            At::Season(first, last) => span(month(year, first)?, month(year, last)?),
        }
    }

    /// Returns the same day in the year that the reference date suggests, if it lacks a year.
    pub fn in_nearest_year(self, cx: &Context<'_>) -> Point {
        let At::Day(month, day) = self.at else { return self };
        if self.year.is_some() || self.is_numeric {
            return self;
        }
        let year = cx.reference.and_then(|reference| yearless::year(reference, month, day, self.hint));
        let marks = DateMarks { is_yearless: year.is_some(), ..self.marks };
        Point { year, marks, ..self }
    }

    /// Returns what it says by itself; none if it says too little to be a date.
    pub fn found(self, cx: &Context<'_>) -> Option<Found> {
        let point = self.in_nearest_year(cx);
        let period = point.period();
        let says_enough = match self.at {
            At::Resolved(_) | At::Day(..) => true,
            At::Year | At::Months(..) | At::Third(..) | At::Season(..) => self.year.is_some(),
            At::BareDay(_) => false,
        };
        says_enough.then_some(Found { period, marks: point.marks, takes_article: self.takes_article })
    }
}
