//! Dates: days, months and years.

use super::word::{boundary, ends_with_phrase, fail, phrase, space, spaces};
use crate::claim::{PartialDate, Period};
use crate::lexicon::Lexicon;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// The years that four digits alone may stand for.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// `date = iso-date / numeric-date / day-month / month-day / month-year / years / year`, as `10 février 2020`
///
/// None for a day of a month without its year. `before` is what stands before it.
pub(super) fn date<'t>(lexicon: &Lexicon, before: &str, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let (rest, date) = alt((
        iso_date,
        numeric_date,
        |input| day_month(lexicon, input),
        |input| month_day(lexicon, input),
        |input| month_year(lexicon, input),
        |input| years(lexicon, before, input),
    ))
    .parse(input)?;
    boundary(rest)?;
    if rest.starts_with(['-', '/']) && rest[1..].starts_with(|letter: char| letter.is_ascii_digit()) {
        return fail(input);
    }
    Ok((rest, date))
}

fn on(year: i16, month: Option<i16>, day: Option<i16>) -> Option<Period> {
    PartialDate::new(year, month.map(|month| month as i8), day.map(|day| day as i8)).map(Period::on)
}

/// `year = 4DIGIT`
fn year(input: &str) -> IResult<&str, i16> {
    let (rest, year) = digits(4, 4, input)?;
    if YEARS.contains(&year) { Ok((rest, year)) } else { fail(input) }
}

fn digits(least: usize, most: usize, input: &str) -> IResult<&str, i16> {
    let (rest, digits) = take_while_m_n(least, most, |letter: char| letter.is_ascii_digit())(input)?;
    match digits.parse() {
        Ok(number) if !rest.starts_with(|letter: char| letter.is_ascii_digit()) => Ok((rest, number)),
        _ => fail(input),
    }
}

/// `iso-date = year "-" 2DIGIT "-" 2DIGIT`, as `2020-02-10` (ISO 8601)
fn iso_date(input: &str) -> IResult<&str, Option<Period>> {
    let two = |input| digits(2, 2, input);
    let (rest, (year, month, day)) = (year, preceded(tag("-"), two), preceded(tag("-"), two)).parse(input)?;
    match on(year, Some(month), Some(day)) {
        Some(period) => Ok((rest, Some(period))),
        None => fail(input),
    }
}

/// `numeric-date = 1*2DIGIT ( "/" / "." ) 1*2DIGIT ( "/" / "." ) year`, as `14/03/2022`
fn numeric_date(input: &str) -> IResult<&str, Option<Period>> {
    let two = |input| digits(1, 2, input);
    let (rest, day) = two(input)?;
    let (rest, mark) = one_of("/.").parse(rest)?;
    let (rest, month) = two(rest)?;
    let mark = mark.to_string();
    let (rest, year) = preceded(tag(mark.as_str()), year).parse(rest)?;
    match on(year, Some(month), Some(day)) {
        Some(period) => Ok((rest, Some(period))),
        None => fail(input),
    }
}

/// `day-month = day [ "er" / "st" / "nd" / "rd" / "th" / "e" ] space month [ space year ]`, as `1er mars 2020`
fn day_month<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let ordinal = opt(alt((tag("er"), tag("st"), tag("nd"), tag("rd"), tag("th"), tag("e"))));
    let (rest, day) = terminated(|input| digits(1, 2, input), ordinal).parse(input)?;
    let (rest, month) = preceded(space, |input| month(lexicon, input)).parse(rest)?;
    dated(day, month, rest, input)
}

/// `month-day = month space day [ "st" / … ] [ [","] space year ]`, as `March 14, 2022`
fn month_day<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let ordinal = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))));
    let (rest, month) = month(lexicon, input)?;
    let (rest, day) = preceded(space, terminated(|input| digits(1, 2, input), ordinal)).parse(rest)?;
    dated(day, month, rest, input)
}

fn dated<'t>(day: i16, month: i16, rest: &'t str, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let comma_year = preceded((opt(tag(",")), space), terminated(year, boundary));
    let (rest, year) = opt(comma_year).parse(rest)?;
    let Some(year) = year else {
        return if (1..=31).contains(&day) { Ok((rest, None)) } else { fail(input) };
    };
    match on(year, Some(month), Some(day)) {
        Some(period) => Ok((rest, Some(period))),
        None => fail(input),
    }
}

/// `month-year = month space year`, as `octobre 2019`
fn month_year<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let (rest, month) = month(lexicon, input)?;
    let (rest, year) = preceded(space, year).parse(rest)?;
    Ok((rest, on(year, Some(month), None)))
}

/// `years = year [space] "-" [space] year / opener space year`, as `2021-2022`, `en 2019`
fn years<'t>(lexicon: &Lexicon, before: &str, input: &'t str) -> IResult<&'t str, Option<Period>> {
    let (rest, first) = year(input)?;
    if let Ok((rest, last)) = preceded((spaces, tag("-"), spaces), year).parse(rest)
        && first < last
    {
        let ends = (PartialDate::new(first, None, None), PartialDate::new(last, None, None));
        return Ok((rest, Some(Period { from: ends.0, to: ends.1 })));
    }
    if ends_with_phrase(before, &lexicon.year_openers) { Ok((rest, on(first, None, None))) } else { fail(input) }
}

/// `month = ` a month's name in the lexicon
fn month<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, i16> {
    phrase(&lexicon.months, input).map(|(rest, month)| (rest, i16::from(*month)))
}
