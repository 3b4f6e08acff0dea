//! Fractions in words: "trois quarts", "a fifth", "half a million".

use super::digits::small;
use super::number::{Number, scale_after};
use super::spelled::{groups, part, spelled, word_of};
use super::unit::{partitive, unit_after};
use super::word::{Scope, boundary, fail, space, words};
use crate::lexicon::{Phrases, Role};
use crate::pattern::is_word_letter;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// A numerator has at most this many words.
const MOST_SPLITS: usize = 8;

/// `fraction = ( mixed-word / numerator denominator / denominator ) [ [article] scale ]`, as `half a million`, `trois quarts`
///
/// A denominator alone needs a scale: "quarter million".
pub(super) fn fraction<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    if let Ok((rest, value)) = one_of_fractions(&scope.lexicon.numbers.mixed, input) {
        let share = if value < Decimal::ONE { Number::share(value) } else { Number::plain(value) };
        return Ok(with_scale(scope, rest, share));
    }
    if let Ok((rest, value)) = over(scope, input) {
        return Ok(with_scale(scope, rest, Number::share(value)));
    }
    let (rest, denominator) = one_of_fractions(&scope.lexicon.numbers.fractions, input)?;
    let Some(value) = Decimal::ONE.checked_div(denominator) else { return fail(input) };
    match with_scale(scope, rest, Number::share(value)) {
        (rest, number) if number.scale != Decimal::ONE => Ok((rest, number)),
        _ => fail(input),
    }
}

/// `behind = part [ joiner part ] fraction`: after a whole number, as in `five and a quarter`
pub(super) fn behind<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    let (rest, _) = space(input)?;
    let joiner = scope.lexicon.numbers.joiner.as_str();
    if joiner.is_empty() {
        return fail(input);
    }
    match words(joiner, rest).and_then(|(rest, ())| space(rest)) {
        Ok((rest, _)) => {
            if let Ok((rest, value)) = one_of_fractions(&scope.lexicon.numbers.mixed, rest)
                && value < Decimal::ONE
            {
                return Ok((rest, Number::share(value)));
            }
            let (rest, value) = over(scope, rest)?;
            // The scale of a part is only clear after another scale: "one billion and a half million".
            Ok(with_scale(scope, rest, Number::share(value)))
        }
        Err(_) => {
            let (rest, value) = over(scope, rest)?;
            Ok((rest, Number::share(value)))
        }
    }
}

/// `over = numerator part denominator`, as `un cinquième`, `one-eighth`
fn over<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let (rest, (numerator, (denominator, is_ordinal))) = split(scope, input)?;
    // "A fifth suspect" is one suspect, "a fifth of them" is a fraction; "the two thousandth visitor" is one visitor.
    let may_rank = numerator == Decimal::ONE || denominator >= Decimal::ONE_HUNDRED;
    if is_ordinal && may_rank && names_a_thing(scope, rest) && unit_after(scope, rest, &Number::share(numerator)).is_err() {
        return fail(input);
    }
    match numerator.checked_div(denominator) {
        Some(value) => Ok((rest, value)),
        None => fail(input),
    }
}

/// A fraction, split at the beginning of its denominator.
///
/// The numerator takes as many words as it can, unless a hyphen connects the last of them to the denominator ("one hundred
/// thirty-fifths"), or unless no denominator would be left ("een honderdste").
fn split<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, (Decimal, (Decimal, bool))> {
    let (rest, whole) = numerator(scope, input)?;
    let tied = rest.starts_with('-');
    if !tied && let Ok((rest, found)) = denominator(scope, rest) {
        return Ok((rest, (whole, found)));
    }
    let taken = &input[..input.len() - rest.len()];
    for (at, _) in taken.rmatch_indices(' ').take(MOST_SPLITS) {
        let shorter = Scope { end: scope.end - (input.len() - at), ..*scope };
        if let Ok((left, part)) = numerator(&shorter, &input[..at])
            && left.is_empty()
            && let Ok((rest, found)) = denominator(scope, &input[at..])
        {
            return Ok((rest, (part, found)));
        }
    }
    denominator(scope, rest).map(|(rest, found)| (rest, (whole, found)))
}

/// Returns true if a noun follows.
fn names_a_thing(scope: &Scope<'_>, input: &str) -> bool {
    let Ok((rest, _)) = space(input) else { return false };
    let length = rest.find(|letter: char| !is_word_letter(letter) && letter != '\'').unwrap_or(rest.len());
    let word = &rest[..length];
    !word.is_empty() && !scope.lexicon.is_function_word(word) && !scope.lexicon.partitives.contains(word)
}

/// `numerator = article / whole number`
fn numerator<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    if let Ok(found) = small(input) {
        return Ok(found);
    }
    let (rest, number) = groups(scope, None, input)?;
    // "Twenty fifths": the number right before the denominator is the whole numerator, or part of the denominator.
    if number.value.fract().is_zero() { Ok((rest, number.value)) } else { fail(input) }
}

/// `denominator = ( part / [space] "/" [space] / space "-" space ) ( fraction-word / ordinal )`; also returns true if it is an
/// ordinal
fn denominator<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, (Decimal, bool)> {
    let dashed = |input: &'t str| -> IResult<&'t str, ()> {
        let (rest, _) = (space, nom::branch::alt((tag("-"), tag("/"))), space).parse(input)?;
        Ok((rest, ()))
    };
    let (rest, ()) = dashed(input).or_else(|_| {
        let parted: IResult<&str, &str> = nom::branch::alt((tag("-"), space)).parse(input);
        parted.map(|(rest, _)| (rest, ()))
    })?;
    if let Ok((rest, value)) = one_of_fractions(&scope.lexicon.numbers.fractions, rest) {
        return Ok((rest, (value, false)));
    }
    let (rest, value) = ordinal(scope, rest)?;
    if value <= Decimal::TWO { fail(input) } else { Ok((rest, (value, true))) }
}

/// `ordinal = [ number-words part [ joiner part ] ] ordinal-word / number-words ordinal-ending`, as `vingt-cinquième`, `eenentwintigste`
pub(super) fn ordinal<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let numbers = &scope.lexicon.numbers;
    if let Ok(found) = one_of_fractions(&numbers.ordinals, input) {
        return Ok(found);
    }
    let (rest, start) = groups(scope, None, input)?;
    for (ending, ()) in numbers.ordinal_endings.beginning(rest) {
        if let Some(after) = rest.strip_prefix(ending)
            && boundary(after).is_ok()
        {
            return Ok((after, start.value));
        }
    }
    let (rest, ()) = part(scope, rest)?;
    // "Vingt et unième", "one hundred and first"
    let joined = words(&numbers.joiner, rest).and_then(|(rest, ())| part(scope, rest));
    let rest = joined.map_or(rest, |(rest, ())| rest);
    let (rest, last) = one_of_fractions(&numbers.ordinals, rest)?;
    let whole = if last >= Decimal::ONE_HUNDRED { start.value.checked_mul(last) } else { start.value.checked_add(last) };
    match whole {
        Some(value) => Ok((rest, value)),
        None => fail(input),
    }
}

/// Returns the word of `list` that is here, with its value.
fn one_of_fractions<'t>(list: &Phrases<Decimal>, input: &'t str) -> IResult<&'t str, Decimal> {
    for (text, value) in list.beginning(input) {
        if let Ok((rest, ())) = spelled(text, input)
            && boundary(rest).is_ok()
        {
            return Ok((rest, *value));
        }
    }
    fail(input)
}

/// `with-scale = fraction [ space [ article space ] [ partitive space ] ( scale / hundred ) ]`, as `half a million`
fn with_scale<'t>(scope: &Scope<'_>, input: &'t str, number: Number) -> (&'t str, Number) {
    if let found @ (_, scaled) = scale_after(scope, input, number)
        && scaled.scale != Decimal::ONE
    {
        return found;
    }
    // "A quarter of a million": after a partitive, an article is required.
    let of = space(input).and_then(|(rest, _)| partitive(scope, rest)).map_or(input, |(rest, ())| rest);
    let mut article = preceded(space, |input| word_of(scope, Role::Article, input));
    let after = article.parse(of).or_else(|_| article.parse(input)).map_or(input, |(rest, _)| rest);
    if let found @ (_, scaled) = scale_after(scope, after, number)
        && scaled.scale != Decimal::ONE
    {
        return found;
    }
    let hundred = preceded(space, |input| word_of(scope, Role::Hundred, input));
    match opt(hundred).parse(after) {
        Ok((rest, Some(word))) if boundary(rest).is_ok() => match number.value.checked_mul(word.value) {
            Some(value) => (rest, Number { coefficient: number.value, scale: word.value, ..Number::plain(value) }),
            None => (input, number),
        },
        _ => (input, number),
    }
}
