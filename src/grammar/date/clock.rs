//! The time of day beside a date. It dates nothing more closely than the day, and counts no hours.

use super::Context;
use super::token::{article, cardinal, follows, is_counted};
use crate::grammar::name::minutes_after;
use crate::grammar::number::Number;
use crate::grammar::unit::{partitive, unit_after};
use crate::grammar::word::{fail, is_glued_after, phrase, space, spaces};
use crate::lexicon::Phrases;
use crate::pattern::is_word_letter;
use nom::IResult;
use rust_decimal::Decimal;

/// The id of the unit that tells the time.
const HOUR: &str = "hour";

/// `behind = [","] space ( opener space ( time / hour ) / range / time )`, right behind a date, as ` à 8 heures`, `, from 8 to 10
/// am`, ` tot 22 uur`
///
/// Returns what follows it. `input` if there is none.
pub(super) fn behind<'t>(cx: &Context<'_>, input: &'t str) -> &'t str {
    let Ok((start, _)) = space(input.strip_prefix(',').unwrap_or(input)) else { return input };
    let words = &cx.lexicon.dates;
    let openers = [&cx.lexicon.clock_openers, &words.until, &words.since];
    let opened = openers.into_iter().find_map(|openers| {
        let start = article(cx, follows(openers, start)?);
        // "At 8 sites" counts sites, "à 8 mai" is a date.
        let is_date = || super::point::point(cx, start).is_ok();
        let hour = || hour(cx, start).ok().filter(|(rest, _)| !is_glued_after(rest) && !is_counted(cx, rest) && !is_date());
        let is_clock = std::ptr::eq(openers, &cx.lexicon.clock_openers);
        time(cx, true, start).ok().or_else(|| hour().filter(|_| is_clock).map(|(rest, _)| (rest, ())))
    });
    let found = opened.or_else(|| range(cx, start)).or_else(|| time(cx, false, start).ok());
    // "À deux heures de route" is a duration.
    let is_way = |rest| space(rest).is_ok_and(|(rest, _)| partitive(&cx.scope(rest), rest).is_ok());
    found.filter(|(rest, ())| !is_way(rest)).map_or(input, |(rest, ())| rest)
}

/// Returns what follows the time of day behind the first date of a period, and the comma after it.
pub(super) fn between<'t>(cx: &Context<'_>, input: &'t str) -> &'t str {
    let rest = behind(cx, input);
    if rest.len() < input.len() { rest.strip_prefix(',').unwrap_or(rest) } else { input }
}

/// `past = time [","] space [function-word space] [article space]`, before a date, as `8am on ` in `from 8am on 3 August`
pub(super) fn past<'t>(cx: &Context<'_>, is_opened: bool, input: &'t str) -> Option<&'t str> {
    let (rest, ()) = time(cx, is_opened, input).ok()?;
    let (start, _) = space(rest.strip_prefix(',').unwrap_or(rest)).ok()?;
    let length = start.find(|letter: char| !is_word_letter(letter)).unwrap_or(start.len());
    let past_word = Some(&start[length..]).filter(|_| cx.lexicon.is_function_word(&start[..length]));
    let rest = past_word.and_then(|rest| space(rest).ok()).map_or(start, |(rest, _)| rest);
    Some(article(cx, rest))
}

/// Returns true if the words after the joiner of a period, `joined`, tell a time of day, and not its last day: "à 8 heures",
/// "a las 8". `joiner` has the words of the joiner too.
pub(super) fn ends_in_time(cx: &Context<'_>, joiner: &str, joined: &str) -> bool {
    let opened = longest(&cx.lexicon.clock_openers, joiner.trim_start());
    opened.is_some_and(|rest| rest.len() < joined.len() && hour(cx, rest).is_ok()) || time(cx, true, joined).is_ok()
}

fn longest<'t>(phrases: &Phrases<()>, input: &'t str) -> Option<&'t str> {
    phrase(phrases, input).and_then(|(rest, ())| space(rest)).ok().map(|(rest, _)| rest)
}

/// `range = opener space hour ( joiner / "-" ) time`, as `de 8 à 10 heures`
fn range<'t>(cx: &Context<'_>, input: &'t str) -> Option<(&'t str, ())> {
    cx.lexicon.dates.ranges.iter().find_map(|range| {
        let start = if range.open.is_empty() { input } else { follows(&range.open, input)? };
        let (rest, _) = time(cx, true, start).map(|(rest, ())| (rest, true)).or_else(|_| hour(cx, start)).ok()?;
        let joined =
            follows(&range.join, rest.trim_start()).or_else(|| super::token::hyphen(rest).ok().map(|(rest, ())| rest))?;
        time(cx, !range.open.is_empty(), article(cx, joined)).ok()
    })
}

/// `time = hour [space] clock-word [ [space] 2DIGIT ] / hour [space] hour-unit [ [space] 2DIGIT ] / hour-with-minutes`, as `8 am`, `20.30 uur`, `8 h 30`
///
/// The name of the unit alone also counts hours; it tells the time only if `is_opened`, or behind minutes.
fn time<'t>(cx: &Context<'_>, is_opened: bool, input: &'t str) -> IResult<&'t str, ()> {
    let (rest, has_minutes) = hour(cx, input)?;
    let (spaced, _) = spaces(rest)?;
    if let Ok((rest, ())) = phrase(&cx.lexicon.clocks, spaced) {
        // "20 Uhr 30"
        let told = &input[..input.len() - rest.len()];
        let after = minutes_after(&cx.scope(rest), told, rest).filter(|_| !has_minutes);
        return Ok((after.unwrap_or(rest), ()));
    }
    let unit = unit_after(&cx.scope(input), rest, &Number::plain(Decimal::ONE)).ok().filter(|(_, unit)| unit.id == HOUR);
    if let Some((rest, _)) = unit {
        let told = &input[..input.len() - rest.len()];
        let after = minutes_after(&cx.scope(rest), told, rest);
        return if is_opened || has_minutes || after.is_some() { Ok((after.unwrap_or(rest), ())) } else { fail(input) };
    }
    // "8.30" alone is a number.
    let is_told = is_opened || !input[..input.len() - rest.len()].contains('.');
    if has_minutes && is_told && !is_glued_after(rest) && !is_counted(cx, rest) { Ok((rest, ())) } else { fail(input) }
}

/// `hour = 1*2DIGIT [ mark 2DIGIT [ ":" 2DIGIT ] ] / number-words`, up to 24; also returns true if minutes follow
fn hour<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, bool> {
    let (rest, hour) = cardinal(cx, input)?;
    if !(0..=24).contains(&hour) {
        return fail(input);
    }
    // "8h30", "8u30": the symbol of the hour may be the mark.
    let first = rest.bytes().next().unwrap_or_default();
    let symbols =
        cx.lexicon.units.beginning(first).iter().filter(|(_, unit)| unit.id == HOUR).map(|(name, _)| name.text.as_str());
    let after = [":", "."].into_iter().chain(symbols).find_map(|mark| minutes(rest.strip_prefix(mark)?));
    let seconds = after.and_then(|after| minutes(after.strip_prefix(':')?));
    Ok((seconds.or(after).unwrap_or(rest), after.is_some()))
}

/// `minutes = 2DIGIT`, below 60, and no digit behind
fn minutes(input: &str) -> Option<&str> {
    let (digits, rest) = input.split_at_checked(2)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit()) && digits < "60";
    (is_number && !rest.starts_with(|letter: char| letter.is_ascii_digit())).then_some(rest)
}
