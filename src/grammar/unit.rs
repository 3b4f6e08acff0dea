//! Units and money: names and symbols before and after a number.

use super::digits::small;
use super::number::{Number, number};
use super::word::{Scope, boundary, fail, phrase, space, spaces, symbol, words};
use crate::lexicon::{RangeWords, Role, Symbol, UnitInfo, Units};
use crate::pattern::is_word_letter;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Measured<'a> {
    /// The number, in terms of `unit`.
    pub number: Number,
    /// The unit; none for a bare number.
    pub unit: Option<&'a Arc<UnitInfo>>,
    /// Whether the unit was before the number.
    pub unit_before: bool,
    /// "Per hour" in a speed: the unit of time.
    pub per: Option<&'a str>,
}

/// `measured = percent partitive number / prefix-unit [space] number [unit] / number [unit] *( [joiner] smaller )`
pub(super) fn measured<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, Measured<'a>> {
    if let Ok(found) = percent_of(scope, input) {
        return Ok(found);
    }
    let (rest, found) = match prefixed(scope, input) {
        Ok(found) => found,
        Err(_) => {
            let (rest, number) = number(scope, input).or_else(|_| article(scope, input))?;
            match written_unit(scope, input, rest, &number) {
                Ok((rest, unit)) => (rest, Measured { number, unit: Some(unit), unit_before: false, per: None }),
                Err(_) if number.is_article => return fail(input),
                Err(_)
                    if number.is_share
                        && let Some((rest, unit)) = of_one(scope, rest, &number) =>
                {
                    (rest, Measured { number, unit: Some(unit), unit_before: false, per: None })
                }
                Err(_) if let Some((rest, number, unit)) = thousands_of(scope, rest, &number) => {
                    (rest, Measured { number, unit: Some(unit), unit_before: false, per: None })
                }
                Err(_) => return Ok((rest, Measured { number, unit: None, unit_before: false, per: None })),
            }
        }
    };
    let (rest, found) = smaller(scope, rest, found);
    Ok(behind(scope, rest, found))
}

/// Reads the unit after the number that begins at `input`. A single letter is a unit only behind digits: "12 t", but "een t".
fn written_unit<'a, 't>(
    scope: &Scope<'a>,
    input: &'t str,
    rest: &'t str,
    number: &Number,
) -> IResult<&'t str, &'a Arc<UnitInfo>> {
    let (after, unit) = unit_after(scope, rest, number)?;
    let is_letter = rest[..rest.len() - after.len()].trim().chars().count() == 1 && after.len() < rest.len();
    let is_spelled = input.starts_with(char::is_alphabetic) && rest[..rest.len() - after.len()].ends_with(char::is_alphabetic);
    if is_letter && is_spelled { fail(input) } else { Ok((after, unit)) }
}

/// `of-one = [ space partitive ] space article unit`, after a fraction, as in `a quarter of a century`, `half an hour`
fn of_one<'a, 't>(scope: &Scope<'a>, input: &'t str, number: &Number) -> Option<(&'t str, &'a Arc<UnitInfo>)> {
    let (start, _) = space(input).ok()?;
    let start = partitive(scope, start).and_then(|(rest, ())| space(rest)).map_or(start, |(rest, _)| rest);
    let one = super::spelled::word_of(scope, Role::Article, start).or_else(|_| super::spelled::word_of(scope, Role::Ones, start));
    let (rest, word) = one.ok()?;
    boundary(rest).ok()?;
    let (rest, unit) = unit_after(scope, rest, number).ok()?;
    (word.value == Decimal::ONE).then_some((rest, unit))
}

/// `thousands-of = space abbreviation money`, as `twenty MUSD`
fn thousands_of<'a, 't>(scope: &Scope<'a>, input: &'t str, number: &Number) -> Option<(&'t str, Number, &'a Arc<UnitInfo>)> {
    if number.scale != Decimal::ONE {
        return None;
    }
    let (rest, scale) = super::number::abbreviation(scope, input).ok()?;
    let (rest, unit) = unit_here(scope, rest).ok()?;
    Some((rest, number.scaled(scale)?, unit)).filter(|_| unit.is_currency)
}

/// An article before a unit means one unit: "een jaar". It is none in "a quarter": it must be a separate number word.
fn article<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    let (rest, word) = super::spelled::word_of(scope, Role::Ones, input)?;
    boundary(rest)?;
    if word.value == Decimal::ONE { Ok((rest, Number::plain(Decimal::ONE))) } else { fail(input) }
}

/// `percent-of = percent space partitive space number`, as `percent of 10`
fn percent_of<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, Measured<'a>> {
    let (rest, &()) = phrase(&scope.lexicon.percent, input)?;
    let (rest, _) = space(rest)?;
    let (rest, ()) = partitive(scope, rest)?;
    let (rest, number) = preceded(spaces, |input| number(scope, input)).parse(rest)?;
    match Units::carried().get("%") {
        Some(unit) => Ok((rest, Measured { number, unit: Some(unit), unit_before: true, per: None })),
        None => fail(input),
    }
}

/// `prefixed = ["-"] ( symbol / abbreviation code ) [space] number [ [space] code ]`, as `$ 5`, `USD 200`, `MAUD 60`
fn prefixed<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, Measured<'a>> {
    let code = |input: &'t str| -> IResult<&'t str, (&'a Arc<UnitInfo>, Decimal)> {
        if let Ok((rest, unit)) = money_before(scope, input) {
            return Ok((rest, (unit, Decimal::ONE)));
        }
        let mut found = fail(input);
        for (text, scale) in &scope.lexicon.numbers.abbreviations {
            if let Some(rest) = input.strip_prefix(text.text.as_str())
                && text.has_capitals(scope.folded, scope.end.saturating_sub(input.len()))
                && let Ok((rest, unit)) = money_before(scope, rest)
            {
                found = Ok((rest, (unit, *scale)));
                break;
            }
        }
        found
    };
    // "-$3 million": the sign may stand before the symbol.
    let unsigned = input.strip_prefix('-');
    let (rest, (unit, scale)) = code(unsigned.unwrap_or(input))?;
    let (rest, _) = spaces(rest)?;
    let (rest, mut number) = number(scope, rest)?;
    if unsigned.is_some() {
        number = number.negated();
    }
    if scale != Decimal::ONE {
        number = match number.scaled(scale) {
            Some(number) => number,
            None => return fail(input),
        };
    }
    // After a currency, a small letter means the same as a capital: "$3m".
    let short = |(text, scale): &(Symbol, Decimal)| {
        let rest = rest.strip_prefix(text.text.as_str())?;
        boundary(rest).ok()?;
        Some((rest, number.scaled(*scale)?))
    };
    let shortened = scope.lexicon.numbers.abbreviations.iter().find_map(short).filter(|_| number.scale == Decimal::ONE);
    let (rest, number) = shortened.unwrap_or((rest, number));
    boundary(rest)?;
    Ok((rest, Measured { number, unit: Some(unit), unit_before: true, per: None }))
}

/// `money-before = ` a currency's symbol or code, directly before a digit or not; or its abbreviation, before digits
fn money_before<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, &'a Arc<UnitInfo>> {
    let Some(first) = input.bytes().next() else { return fail(input) };
    for (text, unit) in scope.lexicon.units.beginning(first).iter().filter(|(_, unit)| unit.is_currency) {
        let is_code = text.capitals.count_ones() >= 3;
        let is_symbol =
            text.text.contains(|letter: char| !is_word_letter(letter) && letter != ' ' && letter != '.' && letter != '\'');
        // "Fr. 20": an abbreviation with its full stop.
        let is_short = text.text.ends_with('.');
        if !is_code && !is_symbol && !is_short {
            continue;
        }
        // "USD115": a digit may follow a code.
        if is_code {
            let Some(rest) = input.strip_prefix(text.text.as_str()) else { continue };
            if text.has_capitals(scope.folded, scope.end.saturating_sub(input.len())) && !rest.starts_with(char::is_alphabetic) {
                return Ok((rest, unit));
            }
        } else if let Ok((rest, ())) = symbol(scope, text, input)
            && (is_symbol || rest.trim_start_matches(' ').starts_with(|letter: char| letter.is_ascii_digit()))
        {
            return Ok((rest, unit));
        }
    }
    fail(input)
}

/// Returns true if there is a name of money here.
pub(super) fn is_money(scope: &Scope<'_>, input: &str) -> bool {
    matches!(unit_here(scope, input), Ok((_, unit)) if unit.is_currency)
}

/// Returns the unit with the name `name` (folded).
pub(super) fn named<'a>(scope: &Scope<'a>, name: &str) -> Option<&'a Arc<UnitInfo>> {
    let first = name.bytes().next()?;
    scope.lexicon.units.beginning(first).iter().find(|(text, _)| text.text == name).map(|(_, unit)| unit)
}

/// `unit-after = [ space / "-" ] [ partitive space ] ( unit / "{" unit "}" )`, the partitive after large numbers, as in `75
/// millions de dollars`
pub(super) fn unit_after<'a, 't>(scope: &Scope<'a>, input: &'t str, number: &Number) -> IResult<&'t str, &'a Arc<UnitInfo>> {
    if input.starts_with('\n') {
        return fail(input);
    }
    let (mut rest, blanks) = spaces(input)?;
    if blanks.is_empty() {
        rest = rest.strip_prefix('-').unwrap_or(rest);
    }
    if let Ok(found) = unit_here(scope, rest) {
        return Ok(found);
    }
    // "Medio millón de euros": the written form decides.
    let million = Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND;
    if number.value.abs() < million && number.scale < million && !number.is_share {
        return fail(input);
    }
    let (rest, ()) = partitive(scope, rest)?;
    let (rest, _) = spaces(rest)?;
    unit_here(scope, rest)
}

/// `unit = ` the longest name or symbol here
fn unit_here<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, &'a Arc<UnitInfo>> {
    let Some(first) = input.bytes().next() else { return fail(input) };
    for (text, unit) in scope.lexicon.units.beginning(first) {
        // "In" is an inch only after feet.
        let is_common = scope.lexicon.function_words.contains(&text.text);
        if let Ok((rest, ())) = symbol(scope, text, input)
            && (scope.behind_unit || !is_common)
            && !(text.text.len() == 1 && is_no_unit(scope, input, rest))
        {
            return Ok((rest, unit));
        }
    }
    fail(input)
}

/// Returns true if the letter at the beginning of `input` is part of a longer word ("24703 L-202", "12 t-shirts", "5 l'an"), of a
/// name ("12 M. Kersal") or of the word between the ends of a range ("51 t/m 100").
fn is_no_unit(scope: &Scope<'_>, input: &str, rest: &str) -> bool {
    let is_in_word = rest.strip_prefix(['-', '\'']).is_some_and(|rest| rest.starts_with(is_word_letter));
    let is_in_name = scope.is_capital(input) && scope.abbreviates_name(rest);
    let joins = |range: &RangeWords| range.join.len() > 1 && words(&range.join, input).is_ok();
    is_in_word || is_in_name || scope.lexicon.ranges.iter().any(joins)
}

/// `partitive = ` a word of the lexicon, as `de`
pub(super) fn partitive<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, ()> {
    for partitive in &scope.lexicon.partitives {
        if let Ok(found) = words(partitive, input) {
            return Ok(found);
        }
    }
    // "Des trois cents", "du": the partitive and an article in one word.
    for (form, meant) in &scope.lexicon.contractions {
        if meant.iter().any(|word| scope.lexicon.partitives.contains(word))
            && let Ok(found) = words(form, input)
        {
            return Ok(found);
        }
    }
    fail(input)
}

/// `smaller = [space] [joiner space] number smaller-unit / [space] [joiner] small`, as `3 euro en 50 cent`, `15 dollars 50`
fn smaller<'a, 't>(scope: &Scope<'a>, input: &'t str, found: Measured<'a>) -> (&'t str, Measured<'a>) {
    let Some(unit) = found.unit else { return (input, found) };
    if !found.number.value.fract().is_zero() || found.number.scale > Decimal::ONE_THOUSAND {
        return (input, found);
    }
    let Ok((start, blanks)) = spaces(input) else { return (input, found) };
    if blanks.contains('\n') {
        return (input, found);
    }
    let joiner = phrase(&scope.lexicon.unit_joiners, start).and_then(|(rest, ())| space(rest));
    let joined = joiner.is_ok();
    let start = joiner.map_or(start, |(rest, _)| rest);
    if blanks.is_empty() && !start.starts_with(|letter: char| letter.is_ascii_digit()) {
        return added_half(scope, input, found);
    }
    let Ok((rest, part)) = number(scope, start) else { return added_half(scope, input, found) };
    if part.value <= Decimal::ZERO || part.scale != Decimal::ONE {
        return added_half(scope, input, found);
    }
    let plus = |part: Decimal| {
        found.number.value.checked_add(part).map(|value| Number { rounding: Decimal::ZERO, ..Number::plain(value) })
    };
    if let Ok((rest, small)) = unit_after(&Scope { behind_unit: true, ..*scope }, rest, &part) {
        let in_unit = match small.part {
            Some(share) if unit.is_currency => part.value.checked_mul(share).filter(|value| *value < Decimal::ONE),
            _ if small.dimension == unit.dimension && small.id != unit.id && unit.offset.is_zero() => {
                Units::carried().convert(part.value, &small.id, &unit.id).filter(|value| *value < Decimal::ONE)
            }
            _ => None,
        };
        return match in_unit.and_then(plus) {
            Some(number) => (rest, Measured { number, ..found }),
            None => (input, found),
        };
    }
    // "15 dollars 50": hundredths, if nothing follows that they could count.
    let is_small = part.value < Decimal::ONE_HUNDRED && part.value.fract().is_zero();
    let spells_cents = unit.is_currency && is_small && !found.unit_before && boundary(rest).is_ok();
    if spells_cents && !counts_something(scope, rest) && (joined || !start.is_empty()) {
        let cents = part.value.checked_div(Decimal::ONE_HUNDRED);
        if let Some(number) = cents.and_then(plus) {
            return (rest, Measured { number, ..found });
        }
    }
    added_half(scope, input, found)
}

/// `added-half = space added-phrase`, as in `deux ans et demi`; without its own unit or scale: "dos euros y medio litro"
fn added_half<'a, 't>(scope: &Scope<'a>, input: &'t str, found: Measured<'a>) -> (&'t str, Measured<'a>) {
    match with_added_half(scope, input, found.number.value) {
        (rest, _) if rest.len() == input.len() => (input, found),
        (rest, value) => (rest, Measured { number: Number::plain(value), ..found }),
    }
}

/// Returns the sum of `value` and the half after its unit; `value` if there is no half.
pub(super) fn with_added_half<'t>(scope: &Scope<'_>, input: &'t str, before: Decimal) -> (&'t str, Decimal) {
    let Ok((start, _)) = space(input) else { return (input, before) };
    for (text, denominator) in scope.lexicon.numbers.added.beginning(start) {
        if let Ok((rest, ())) = words(text, start)
            && let Some(part) = Decimal::ONE.checked_div(*denominator)
            && let Some(value) = before.checked_add(part)
            && unit_after(scope, rest, &Number::plain(part)).is_err()
            && preceded(space, |input| super::spelled::word_of(scope, Role::Scale, input)).parse(rest).is_err()
        {
            return (rest, value);
        }
    }
    (input, before)
}

/// Returns true if the number before counts what follows: a noun, another number, a unit or a decimal.
fn counts_something(scope: &Scope<'_>, input: &str) -> bool {
    let glued = input.strip_prefix(['.', ',', '-', '/', ':']).is_some_and(|rest| rest.starts_with(is_word_letter));
    if glued {
        return true;
    }
    let Ok((rest, blanks)) = spaces(input) else { return true };
    if blanks.is_empty() || blanks.contains('\n') {
        return false;
    }
    if number(scope, rest).is_ok() && small(rest).is_err() {
        return true;
    }
    let length = rest.find(|letter: char| !is_word_letter(letter) && letter != '\'').unwrap_or(rest.len());
    length > 0 && !scope.lexicon.is_function_word(&rest[..length]) || rest.starts_with(|letter: char| !letter.is_ascii())
}

/// `behind = [ [space] scale ] [ age ] [ speed ]`, as `75 USD million`, `five years old`, `188 miles an hour`
fn behind<'a, 't>(scope: &Scope<'a>, input: &'t str, found: Measured<'a>) -> (&'t str, Measured<'a>) {
    let Some(unit) = found.unit else { return (input, found) };
    if unit.is_currency {
        // "16 millions de $ c", "150 millions $ usd": longer symbols, which begin like this one. Here: "75 USD million".
        let scale = preceded(space, |input| super::spelled::word_of(scope, Role::Scale, input)).parse(input);
        if found.number.scale == Decimal::ONE
            && let Ok((rest, scale)) = scale
            && boundary(rest).is_ok()
            && let Some(number) = found.number.scaled(scale.value)
        {
            return (rest, Measured { number, ..found });
        }
        return (input, found);
    }
    if matches!(unit.dimension.as_str(), "duration" | "calendar")
        && let Ok((rest, ())) = phrase(&scope.lexicon.ages, input.strip_prefix('-').unwrap_or(input.trim_start_matches(' ')))
    {
        return (rest, found);
    }
    // "9 euros a month" is one rate; "12 grams a day" counts grams, and the day is searched for after them.
    let by_sign = || if unit.is_currency { fail(input) } else { per_sign(scope, input) };
    let found_per = if unit.dimension == "length" { per_unit(scope, input) } else { by_sign() };
    if let Ok((rest, per)) = found_per {
        return (rest, Measured { per: Some(per), ..found });
    }
    (input, found)
}

/// `per-unit = "/" unit / [space] rate-phrase / [space] per space unit`, as `per uur`, `µg/l`, `par km²`
pub(super) fn per_unit<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, &'a str> {
    if input.starts_with('/') {
        return per_sign(scope, input);
    }
    let (start, _) = spaces(input)?;
    let listed = phrase(&scope.lexicon.rates, start).map(|(rest, unit)| (rest, unit.as_str()));
    let listed = listed.and_then(|(rest, unit)| if says_when(scope, start, rest) { fail(input) } else { Ok((rest, unit)) });
    match (listed, per_name(scope, start)) {
        // "Par kilomètre carré" is longer than "par kilomètre".
        (Ok(listed), Ok(named)) => Ok(if named.0.len() < listed.0.len() { named } else { listed }),
        (listed, named) => listed.or(named),
    }
}

/// Returns true if the words of a rate, from `start` to `rest`, belong to a longer phrase that gives a time: "99,9 % l'an
/// dernier", "12 days a year ago".
fn says_when(scope: &Scope<'_>, start: &str, rest: &str) -> bool {
    let dates = &scope.lexicon.dates;
    let goes_on = |after: &str| phrase(&dates.ago_after, after).is_ok() || phrase(&dates.shifts_after, after).is_ok();
    phrase(&dates.relative, start).is_ok_and(|(after, _)| after.len() < rest.len())
        || spaces(rest).is_ok_and(|(after, _)| goes_on(after))
}

/// `per space unit`
fn per_name<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, &'a str> {
    let (rest, &()) = phrase(&scope.lexicon.per, input)?;
    let (name, _) = space(rest)?;
    let (rest, unit) = unit_here(scope, name)?;
    // "Par l'usine": a single letter is a unit only after a symbol or a number.
    let is_letter = name.len() - rest.len() == 1;
    if is_letter || unit.is_currency { fail(input) } else { Ok((rest, unit.id.as_str())) }
}

/// `"/" unit`
fn per_sign<'a, 't>(scope: &Scope<'a>, input: &'t str) -> IResult<&'t str, &'a str> {
    let Some(rest) = input.strip_prefix('/') else { return fail(input) };
    let (rest, unit) = unit_here(scope, rest)?;
    if unit.is_currency { fail(input) } else { Ok((rest, unit.id.as_str())) }
}
