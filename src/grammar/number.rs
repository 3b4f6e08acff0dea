//! Numbers in digits, in words and in both.

use super::digits::digits;
use super::fraction;
use super::spelled::{groups, pair};
use super::word::{Scope, boundary, fail, phrase, space, spaces, symbol, words};
use crate::lexicon::Role;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What four digits behind "in" mean as years.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// A number, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub value: Decimal,
    /// The number before the scale word, so that "deux à trois cents" is 200 to 300.
    pub coefficient: Decimal,
    /// The number before the first hundred or scale word: "six" in "six hundred thousand".
    pub lead: Decimal,
    /// The value of the scale word or of a hundred; 1 if there is none.
    pub scale: Decimal,
    /// Half of the last printed digit if the number is rounded, else 0.
    pub rounding: Decimal,
    /// Whether it is an article that counts only beside another number.
    pub is_article: bool,
    /// Whether its separator could also be read in another way.
    pub is_ambiguous: bool,
    /// Whether it is a fraction of something: "three quarters of the searches" does not count searches.
    pub is_share: bool,
}

impl Number {
    pub(super) fn plain(value: Decimal) -> Self {
        Number {
            value,
            coefficient: value,
            lead: value,
            scale: Decimal::ONE,
            rounding: Decimal::ZERO,
            is_article: false,
            is_ambiguous: false,
            is_share: false,
        }
    }

    pub(super) fn share(value: Decimal) -> Self {
        Number { is_share: true, ..Number::plain(value) }
    }

    /// Returns the number below zero.
    pub(super) fn negated(self) -> Self {
        Number { value: -self.value, coefficient: -self.coefficient, lead: -self.lead, ..self }
    }

    /// Multiplies the number by a scale. None if a Decimal cannot hold the result.
    pub(super) fn scaled(self, scale: Decimal) -> Option<Self> {
        let value = self.value.checked_mul(scale)?;
        let rounding = if self.rounding.is_zero() { Decimal::new(5, 1) } else { self.rounding }.checked_mul(scale)?;
        Some(Number { value, coefficient: self.value, scale, rounding, is_article: false, is_share: false, ..self })
    }
}

/// `number = [ negative ] ( mixed / ratio / digits / number-words )`, as `-2,4 millions`, `moins trois`
pub(super) fn number<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    let (unsigned, negative) = match sign(scope, input) {
        Ok((rest, ())) => (rest, true),
        Err(_) => (input, false),
    };
    let (rest, number) = magnitude(scope, unsigned)?;
    if !negative {
        return Ok((rest, number));
    }
    Ok((rest, number.negated()))
}

/// `sign = "-" / negative-word space`
fn sign<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, ()> {
    if let Some(rest) = input.strip_prefix('-') {
        return if rest.starts_with(|letter: char| !letter.is_alphabetic()) && !rest.starts_with(['-', ' ']) {
            Ok((rest, ()))
        } else {
            fail(input)
        };
    }
    let (rest, _) = phrase(&scope.lexicon.numbers.negatives, input)?;
    space(rest).map(|(rest, _)| (rest, ()))
}

/// `magnitude = fraction [ scale ] / groups [ added / [joiner] fraction [ scale ] / decimals ]`
fn magnitude<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    if input.starts_with(|letter: char| !letter.is_alphabetic()) {
        return in_digits(scope, input);
    }
    let words = whole(scope, None, input);
    // A fraction added to a whole number has priority over a fraction made of it: "vingt et trois cinquièmes" is 20.6.
    let is_mixed = matches!(&words, Ok((_, (_, true))));
    if !is_mixed && let Ok(found) = fraction::fraction(scope, input) {
        return Ok(found);
    }
    let (rest, (number, _)) = words?;
    // "The two thousandth visitor": the number is part of a rank.
    if fraction::ordinal(scope, input).is_ok_and(|(after, _)| after.len() < rest.len()) {
        return fail(input);
    }
    if let Ok(found) = pair(scope, input)
        && found.0.len() < rest.len()
    {
        return Ok(found);
    }
    if let Ok((rest, value)) = decimals(scope, rest, number.value) {
        let number = Number { rounding: Decimal::ZERO, ..Number::plain(value) };
        return Ok(scale_after(scope, rest, number));
    }
    let (rest, number) = added(scope, rest, number);
    boundary(rest)?;
    if number.is_article { fail(input) } else { Ok((rest, number)) }
}

/// `in-digits = digits [ [space] abbreviation / [space] hundred-or-scale *( group ) ]`, as `10k`, `3 milliards`, `4 thousand 3 hundred`
fn in_digits<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    let (rest, found) = digits(scope, input)?;
    let half = Decimal::new(5, found.decimals + 1);
    let rounding = if found.decimals > 0 { half } else { Decimal::ZERO };
    let head = Number { rounding, is_ambiguous: found.is_ambiguous, is_share: found.is_fraction, ..Number::plain(found.value) };
    if let Ok((after, scale)) = abbreviation(scope, rest) {
        return match head.scaled(scale) {
            Some(number) => Ok((after, number)),
            None => fail(input),
        };
    }
    let follows = rest.trim_start_matches([' ', '-']);
    if !follows.starts_with(char::is_alphabetic) {
        return Ok((rest, head));
    }
    whole(scope, Some(head), rest).map(|(rest, (number, _))| (rest, number))
}

/// `whole = groups [ added-phrase / joiner fraction ]`, as `one hundred and three`, `one million and a half`; also returns true
/// if something was added
fn whole<'t>(scope: &Scope<'_>, head: Option<Number>, input: &'t str) -> IResult<&'t str, (Number, bool)> {
    let apart = Scope { joins: false, ..*scope };
    let (rest, number) = groups(&apart, head, input)?;
    if !number.is_article {
        let (after, more) = added(scope, rest, number);
        if after.len() < rest.len() && boundary(after).is_ok() {
            return Ok((after, (more, true)));
        }
    }
    // Only if the joiner follows can the number continue; where words are joined, it may be inside of the next word: "duizend
    // honderdeneen".
    let numbers = &scope.lexicon.numbers;
    let joiner = numbers.joiner.as_str();
    let follows = rest.trim_start_matches(|letter: char| letter == '-' || letter.is_whitespace());
    let holds_joiner = || numbers.glued && numbers.words.beginning(follows).any(|(word, _)| follows.starts_with(word));
    let goes_on = !joiner.is_empty() && (follows.starts_with(joiner) || holds_joiner());
    if scope.joins && goes_on {
        return groups(scope, head, input).map(|(rest, number)| (rest, (number, false)));
    }
    Ok((rest, (number, false)))
}

/// `abbreviation = [space] ` an abbreviated scale of the lexicon, as `k`
pub(super) fn abbreviation<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let (rest, _) = spaces(input)?;
    let first = rest.bytes().next();
    for (text, scale) in scope.lexicon.numbers.abbreviations.iter().filter(|(text, _)| text.text.bytes().next() == first) {
        if let Ok((after, ())) = symbol(scope, text, rest) {
            // "À 12 M. Kersal est parti": a title or an initial, and no million.
            return if text.text.len() == 1 && scope.abbreviates_name(after) { fail(input) } else { Ok((after, *scale)) };
        }
        // "1,17 Md€", "30 MUSD": only money may follow without a space.
        if let Some(after) = rest.strip_prefix(text.text.as_str())
            && text.has_capitals(scope.folded, scope.end.saturating_sub(rest.len()))
            && super::unit::is_money(scope, after)
        {
            return Ok((after, *scale));
        }
    }
    fail(input)
}

/// `added = number ( added-phrase / [joiner] fraction )`, as `3 millions et demi`, `five and a quarter`, `tweeenhalf`
fn added<'t>(scope: &Scope<'_>, input: &'t str, number: Number) -> (&'t str, Number) {
    // A half after a million is half of a million; a half after a hundred is not: "one hundred and a half" is 100.5.
    let whole = if number.scale >= Decimal::ONE_THOUSAND { number.scale } else { Decimal::ONE };
    let plus = |part: Decimal, number: Number| {
        let value = part.checked_mul(whole).and_then(|part| number.value.checked_add(part))?;
        let coefficient = value.checked_div(number.scale)?;
        Some(Number { value, coefficient, lead: coefficient, rounding: Decimal::ZERO, ..number })
    };
    let phrases = &scope.lexicon.numbers.added;
    let spaced = space(input).map_or("", |(rest, _)| rest);
    let found = [input, spaced].into_iter().flat_map(|start| phrases.beginning(start).map(move |found| (start, found)));
    for (start, (phrase, denominator)) in found {
        if let Ok((rest, ())) = words(phrase, start)
            && let Some(part) = Decimal::ONE.checked_div(*denominator)
            && let Some(more) = plus(part, number)
        {
            // "One billion and a half million": this half is not of the billion.
            let of_its_own = preceded(space, |input| super::spelled::word_of(scope, Role::Scale, input)).parse(rest).is_ok();
            if of_its_own && number.scale != Decimal::ONE {
                continue;
            }
            let number = more;
            return scale_after(scope, rest, number);
        }
    }
    if number.value.fract().is_zero()
        && scope.joins
        && let Ok((rest, part)) = fraction::behind(scope, input)
    {
        // "One billion and a half million": the fraction has its own scale.
        if !part.is_share {
            if number.scale == Decimal::ONE && part.coefficient < Decimal::ONE {
                let sum = number.value.checked_add(part.coefficient);
                if let Some(number) = sum.and_then(|sum| Number::plain(sum).scaled(part.scale)) {
                    return (rest, number);
                }
            } else if part.value < number.value
                && number.scale > part.scale
                && let Some(value) = number.value.checked_add(part.value)
            {
                return (rest, Number::plain(value));
            }
        } else if part.value < Decimal::ONE
            && let Some(number) = plus(part.value, number)
        {
            return scale_after(scope, rest, number);
        }
    }
    (input, number)
}

/// `scale-after = space scale`, after a number that is not whole, as in `five and a half million`
pub(super) fn scale_after<'t>(scope: &Scope<'_>, input: &'t str, number: Number) -> (&'t str, Number) {
    if number.scale != Decimal::ONE {
        return (input, number);
    }
    match preceded(space, |input| super::spelled::word_of(scope, Role::Scale, input)).parse(input) {
        Ok((rest, scale)) if boundary(rest).is_ok() => match number.scaled(scale.value) {
            Some(number) => (rest, number),
            None => (input, number),
        },
        _ => (input, number),
    }
}

/// `decimals = space decimal-word 1*( space digit-word )`, as `point zero three`; also `point eleven`
fn decimals<'t>(scope: &Scope<'_>, input: &'t str, whole: Decimal) -> IResult<&'t str, Decimal> {
    let numbers = &scope.lexicon.numbers;
    let (rest, _) = space(input)?;
    let (mut rest, _) = phrase(&numbers.decimal_words, rest)?;
    let mut value = whole;
    let mut place = Decimal::ONE;
    let mut count = 0;
    while count < 12
        && let Ok((after, _)) = space(rest)
    {
        let digit = match phrase(&numbers.zeros, after) {
            Ok((after, _)) => Ok((after, Decimal::ZERO)),
            Err(_) => super::spelled::below_hundred(scope, after),
        };
        let Ok((after, digit)) = digit else { break };
        // "Point eleven" is .11; "point one eleven" is nothing.
        if digit >= Decimal::TEN && count > 0 || boundary(after).is_err() {
            break;
        }
        place /= if digit >= Decimal::TEN { Decimal::ONE_HUNDRED } else { Decimal::TEN };
        value = match digit.checked_mul(place).and_then(|digit| value.checked_add(digit)) {
            Some(value) => value,
            None => return fail(input),
        };
        rest = after;
        count += 1;
        if digit >= Decimal::TEN {
            break;
        }
    }
    if count == 0 { fail(input) } else { Ok((rest, value)) }
}

/// `ratio-after = space ratio-word space number`, after a smaller number, as in `un sur trois`
pub(super) fn ratio_after<'t>(scope: &Scope<'_>, input: &'t str, part: &Number) -> IResult<&'t str, Number> {
    let (start, _) = space(input)?;
    let (rest, _) = phrase(&scope.lexicon.numbers.ratios, start)?;
    let (rest, whole) = preceded(space, |input| number(scope, input)).parse(rest)?;
    // "Sold 2 in 2019": the word may also open a year.
    let opens_year = phrase(&scope.lexicon.dates.year_openers, start).is_ok();
    if opens_year && YEARS.contains(&whole.value.to_i16().unwrap_or_default()) {
        return fail(input);
    }
    let are_whole = part.value.fract().is_zero() && whole.value.fract().is_zero() && part.scale == Decimal::ONE;
    match part.value.checked_div(whole.value) {
        Some(value) if are_whole && part.value.abs() < whole.value && super::unit::unit_after(scope, rest, &whole).is_err() => {
            Ok((rest, Number::share(value)))
        }
        _ => fail(input),
    }
}
