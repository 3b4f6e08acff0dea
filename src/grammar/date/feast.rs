//! Feasts of a year.

use super::Context;
use super::point::{At, Point};
use super::token::of_year;
use super::year::FIRST;
use crate::claim::{PartialDate, Period};
use crate::grammar::word::{fail, phrase};
use crate::lexicon::Feast;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use nom::IResult;

/// `feast = name of-year`, as `Noël 2020`, `Easter 2018`
pub(super) fn feast<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, feast) = phrase(&cx.lexicon.dates.feasts, input)?;
    let (rest, year) = of_year(cx, FIRST, rest)?;
    let point = match *feast {
        Feast::Fixed(month, day) => Some(Point::new(Some(year), At::Day(month, day))),
        Feast::Easter(after) => easter(year).and_then(|day| later(day, after)),
        Feast::Weekday { month, weekday, nth, after } => Weekday::from_monday_one_offset(weekday)
            .ok()
            .zip(Date::new(year, month, 1).ok())
            .and_then(|(weekday, first)| first.nth_weekday_of_month(nth, weekday).ok())
            .and_then(|day| later(day, after)),
    };
    match point {
        Some(point) => Ok((rest, point)),
        None => fail(input),
    }
}

fn later(day: Date, days: i16) -> Option<Point> {
    let day = day.checked_add(days.days()).ok()?;
    Some(Point::resolved(Some(Period::on(PartialDate::from(day))), super::DateMarks::default()))
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, in_century) = (year % 19, year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        for (year, day) in [
            (1991, "1991-03-31"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2018, "2018-04-01"),
            (2024, "2024-03-31"),
        ] {
            assert_eq!(easter(year).map(|date| date.to_string()).as_deref(), Some(day));
        }
    }
}
