//! The year of a day that is written without one: "on 22 March".

use super::Context;
use super::point::Point;
use crate::claim::PartialDate;
use crate::grammar::word::{fail, is_glued_after, phrase, space};
use crate::lexicon::TimeUnit;
use crate::pattern::is_word_letter;
use jiff::civil::Date;
use nom::IResult;

/// The most days before the reference date at which a reader understands a day without a year.
const DAYS_BACK: i32 = 184;
/// The most days after it. In August, "3 January" may also be the previous one; only "next" decides.
const DAYS_AHEAD: i32 = 92;

/// Which of the days with that name is meant, as far as the words around it show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hint {
    /// The weekday that the text gives.
    pub weekday: Option<i8>,
    pub which: Which,
}

/// Its direction from the reference date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// The nearest, before or after.
    #[default]
    Nearest,
    /// Before: "le 22 mars dernier".
    Last,
    /// Not after: "since 22 March".
    UpToNow,
    /// After: "le 22 mars prochain".
    Next,
}

impl Which {
    const fn of(shift: i16) -> Which {
        match shift {
            ..0 => Which::Last,
            0 => Which::Nearest,
            1.. => Which::Next,
        }
    }
}

/// Returns the year in which `day` of `month` is meant.
///
/// Returns none if there is no such day near the reference date, if two are equally likely, or if its weekday is not the one in
/// the text.
pub(super) fn year(reference: PartialDate, month: i8, day: i8, hint: Hint) -> Option<i16> {
    let (first, last) = (reference.first(), reference.last());
    let days = |from: Date, to: Date| from.until(to).map(|span| span.get_days()).ok();
    let distance = |date: Date| if date < first { days(date, first) } else { days(last, date).map(|days| days.max(0)) };
    let is_meant = |date: Date| match hint.which {
        Which::Nearest => distance(date).is_some_and(|days| days <= if date < first { DAYS_BACK } else { DAYS_AHEAD }),
        Which::Last => date < first,
        Which::UpToNow => date <= last,
        Which::Next => date > last,
    };
    let years = reference.year().saturating_sub(1)..=reference.year().saturating_add(1);
    let dates = years.filter_map(|year| Date::new(year, month, day).ok()).filter(|date| is_meant(*date));
    let date = dates.filter_map(|date| Some((distance(date)?, date))).min().map(|(_, date)| date)?;
    let is_weekday = hint.weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday);
    is_weekday.then_some(date.year())
}

/// `shift-after = space shift`, behind a day and its month, as ` dernier`
pub(super) fn shift_after<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Which> {
    let (rest, _) = space(input)?;
    let (rest, shift) = phrase(&cx.lexicon.dates.shifts_after, rest)?;
    Ok((rest, Which::of(*shift)))
}

/// Returns the shift that ends right before `input`: "el pasado" before "22 de marzo".
pub(super) fn shift_before(cx: &Context<'_>, input: &str) -> Which {
    let before = cx.end.checked_sub(input.len()).and_then(|start| cx.folded.text().get(..start)).unwrap_or_default().trim_end();
    let found = cx
        .lexicon
        .dates
        .shifts_before
        .ending(before)
        .find(|(text, _)| before.strip_suffix(*text).is_some_and(|rest| !rest.ends_with(is_word_letter)));
    found.map_or(Which::Nearest, |(_, shift)| Which::of(*shift))
}

/// `of-relative-year = space [ function-word space ] relative-year`, behind a day and its month, as ` last year`, ` van vorig jaar`
///
/// Without a reference date, the year of the day is unknown.
pub(super) fn of_relative_year<'t>(cx: &Context<'_>, month: i8, day: i8, input: &'t str) -> IResult<&'t str, Point> {
    let (start, _) = space(input)?;
    let said = |input: &'t str| phrase(&cx.lexicon.dates.relative, input);
    // "Van vorig jaar", "de l'an dernier": a function word may come between.
    let past_word = start.split_once(' ').filter(|(word, _)| cx.lexicon.is_function_word(word)).map_or(start, |(_, rest)| rest);
    let (rest, &(unit, shift)) = said(start).or_else(|_| said(past_word))?;
    if unit != TimeUnit::Year || is_glued_after(rest) {
        return fail(input);
    }
    let year = cx.reference.and_then(|reference| reference.year().checked_add(shift));
    let mut point = match year {
        Some(year) => Point::day(Some(year), month, day),
        None => Point::resolved(None, super::DateMarks::default()),
    };
    point.marks.is_relative = true;
    Ok((rest, point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_year() {
        let near = |reference: &str, month, day| year(reference.parse().expect("a date"), month, day, Hint::default());
        assert_eq!(near("2024-04-02", 3, 22), Some(2024));
        assert_eq!(near("2024-01-05", 12, 28), Some(2023));
        assert_eq!(near("2024-12-20", 1, 3), Some(2025));
        // A month or a year counts as near to all of its days.
        assert_eq!((near("2024-01", 12, 28), near("2024", 12, 28)), (Some(2023), Some(2024)));
        // 1 March is 182 days before 30 August. From November on it may be the last or the next one, until the next is near.
        assert_eq!(
            (near("2022-08-30", 3, 1), near("2022-11-01", 3, 1), near("2022-12-01", 3, 1)),
            (Some(2022), None, Some(2023))
        );
        // 29 February exists in some years only.
        assert_eq!((near("2023-12-01", 2, 29), near("2022-03-01", 2, 29), near("2025-01-10", 2, 29)), (Some(2024), None, None));
        // The calendar has an end.
        assert_eq!((near("9999-12-31", 1, 1), near("9999-12-31", 12, 30)), (None, Some(9999)));
    }

    #[test]
    fn words_choose_the_year() {
        let which = |which, weekday| year("2024-01-15".parse().expect("a date"), 3, 22, Hint { weekday, which });
        assert_eq!(which(Which::Nearest, None), Some(2024));
        assert_eq!(which(Which::Last, None), Some(2023));
        assert_eq!(which(Which::UpToNow, None), Some(2023));
        assert_eq!(which(Which::Next, None), Some(2024));
        // 22 March 2024 was a Friday.
        assert_eq!((which(Which::Nearest, Some(5)), which(Which::Nearest, Some(4))), (Some(2024), None));
    }
}
