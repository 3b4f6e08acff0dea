//! The time for which an answer is judged.

use crate::answer::Answer;
use crate::claim::{PartialDate, Period};
use crate::rule::OverTime;

/// Returns the time that an answer is about, if each time has its own truth. Answers about different times never meet.
///
/// Under `per-year` and the like, it is the year, month or day of the stated period, or of the day on which it was said; a period
/// of several years, months or days stays as it is. Under `varies`, it is the stated period.
pub fn period_of(over_time: OverTime, answer: &Answer) -> Option<Period> {
    let stated = answer.period;
    let said = answer.date.map(Period::on);
    let unit = match over_time {
        OverTime::Constant | OverTime::Grows | OverTime::Shrinks => return None,
        OverTime::Varies => return stated,
        OverTime::PerYear => year,
        OverTime::PerMonth => month,
        OverTime::PerDay => day,
    };
    let period = stated.or(said)?;
    Some(unit(period).map_or(period, Period::on))
}

/// Returns the year that contains the whole period.
fn year(period: Period) -> Option<PartialDate> {
    let first = period.first_day();
    (first.year() == period.last_day().year()).then(|| PartialDate::new(first.year(), None, None)).flatten()
}

/// Returns the month that contains the whole period.
fn month(period: Period) -> Option<PartialDate> {
    let first = period.first_day();
    (first.first_of_month() == period.last_day().first_of_month())
        .then(|| PartialDate::new(first.year(), Some(first.month()), None))
        .flatten()
}

/// Returns the day that is the whole period.
fn day(period: Period) -> Option<PartialDate> {
    let first = period.first_day();
    (first == period.last_day()).then(|| PartialDate::new(first.year(), Some(first.month()), Some(first.day()))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Period {
        Period::on(text.parse().expect("a date"))
    }

    #[test]
    fn a_time_is_the_unit_that_holds_the_whole_period() {
        assert_eq!(year(on("2021-03")), "2021".parse().ok());
        assert_eq!(year(Period { from: "2019-10".parse().ok(), to: "2020-02".parse().ok() }), None);
        assert_eq!(month(on("2021-03-14")), "2021-03".parse().ok());
        assert_eq!(month(on("2021")), None);
        assert_eq!(day(on("2021-03-14")), "2021-03-14".parse().ok());
        assert_eq!(day(on("2021-03")), None);
    }
}
