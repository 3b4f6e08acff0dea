//! Dates that may lack a day or a month, and periods between them.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A day, a month or a year of the Gregorian calendar.
///
/// ```
/// use contradict::claim::PartialDate;
/// let month: PartialDate = "2020-02".parse()?;
/// assert_eq!((month.first().to_string(), month.last().to_string()), ("2020-02-01".into(), "2020-02-29".into()));
/// # Ok::<(), contradict::claim::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// The text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date: write 2022-08-11, 2022-08 or 2022")]
pub struct DateError(pub String);

impl PartialDate {
    /// Returns the year, or the month or day in it; none if the calendar has no such date.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(PartialDate { first, precision })
    }

    /// Returns its year.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Returns its month, if it has one.
    pub fn month(self) -> Option<i8> {
        (self.precision != Precision::Year).then(|| self.first.month())
    }

    /// Returns its day of the month, if it has one.
    pub fn day(self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.first.day())
    }

    /// Returns the year, month or day before it.
    pub fn previous(self) -> Option<PartialDate> {
        let last = self.first.yesterday().ok()?;
        self.containing(last)
    }

    /// Returns the year, month or day after it.
    pub fn next(self) -> Option<PartialDate> {
        let first = self.last().tomorrow().ok()?;
        self.containing(first)
    }

    /// Returns the date of the same precision (year, month or day) that contains `day`.
    fn containing(self, day: Date) -> Option<PartialDate> {
        let month = (self.precision != Precision::Year).then(|| day.month());
        PartialDate::new(day.year(), month, (self.precision == Precision::Day).then(|| day.day()))
    }

    /// Returns its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Returns its last day.
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parse = || {
            let mut parts = text.split('-');
            let year = digits(parts.next()?, 4)?;
            let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
            let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
            if parts.next().is_some() {
                return None;
            }
            PartialDate::new(year, month.map(|month| month as i8), day.map(|day| day as i8))
        };
        parse().ok_or_else(|| DateError(text.to_owned()))
    }
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.first;
        match self.precision {
            Precision::Year => write!(f, "{:04}", date.year()),
            Precision::Month => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day => write!(f, "{date}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<Date> for PartialDate {
    fn from(first: Date) -> Self {
        PartialDate { first, precision: Precision::Day }
    }
}

/// From one date to another, both included; either end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The beginning; none if open.
    pub from: Option<PartialDate>,
    /// The end; none if open.
    pub to: Option<PartialDate>,
}

impl Period {
    /// Returns the period that a single date covers.
    pub const fn on(date: PartialDate) -> Self {
        Period { from: Some(date), to: Some(date) }
    }

    /// Returns the first day; the beginning of time if that end is open.
    pub fn first_day(&self) -> Date {
        self.from.map_or(Date::MIN, PartialDate::first)
    }

    /// Returns the last day; the end of time if that end is open.
    pub fn last_day(&self) -> Date {
        self.to.map_or(Date::MAX, PartialDate::last)
    }

    /// Returns true if the two have no day in common.
    pub fn is_disjoint(&self, other: &Period) -> bool {
        self.last_day() < other.first_day() || other.last_day() < self.first_day()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => from.fmt(f),
            (from, to) => {
                if let Some(from) = from {
                    from.fmt(f)?;
                }
                f.write_str("/")?;
                to.map_or(Ok(()), |to| to.fmt(f))
            }
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_print_as_they_are_written() {
        for text in ["2022", "2022-08", "2022-08-11", "0987-01-01"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["2022-13", "2022-02-30", "22-08-11", "2022-8", "", "2022-08-11-01", "août 2022"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError(text.to_owned())));
        }
    }

    #[test]
    fn periods_print_canonically() {
        let (october, february) = (date("2019-10"), date("2020-02"));
        assert_eq!(Period { from: Some(october), to: Some(february) }.to_string(), "2019-10/2020-02");
        assert_eq!(Period { from: Some(october), to: None }.to_string(), "2019-10/");
        assert_eq!(Period::on(february).to_string(), "2020-02");
        assert!(Period::on(october).is_disjoint(&Period { from: Some(february), to: None }));
        assert!(!Period::on(date("2020")).is_disjoint(&Period::on(february)));
    }
}
