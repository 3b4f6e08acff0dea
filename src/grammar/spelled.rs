//! Numbers in words, and scales after digits.

use super::digits::small;
use super::number::Number;
use super::unit;
use super::word::{Scope, boundary, fail, phrase, space, spaces};
use crate::lexicon::{NumberWord, Role};
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// Values and their scales.
type Parts = Vec<(Decimal, Decimal)>;

/// `groups = *( group scale [join] ) [ group ]`, the scales falling, as `deux millions trois cent mille`, `4 thousand 3 hundred`
///
/// A smaller scale before a larger one multiplies: "cent mille milliards", "dos mil quinientos millones". `head` is a number in
/// digits that has already been read.
pub(super) fn groups<'t>(scope: &Scope<'_>, head: Option<Number>, input: &'t str) -> IResult<&'t str, Number> {
    let mut rest = input;
    // The groups read so far, with falling scales.
    let mut read: Vec<(Decimal, Decimal)> = Vec::new();
    let mut last = Number::plain(Decimal::ZERO);
    let mut head = head;
    // Where words are joined, the beginning of another word may look like a number: "drie" in "driekwart".
    let mut sound: Option<(&'t str, Number, Parts)> = None;
    loop {
        let first = read.is_empty();
        let start = if first { Ok((rest, false)) } else { join(scope, Role::Scale, rest) };
        let Ok((start, has_joiner)) = start else { break };
        let limit = read.last().map_or(Decimal::MAX, |(_, scale)| *scale);
        let group = group(scope, head.take(), first, has_joiner, start);
        let Ok((after, (group, scale))) = group else { break };
        let number = match scale {
            Some(scale) => match group.scaled(scale) {
                Some(number) => number,
                None => break,
            },
            None => group,
        };
        let multiplies = number.scale > limit && limit == Decimal::ONE_THOUSAND && scale.is_some() && !has_joiner;
        if !multiplies && (number.value >= limit || number.scale >= limit) {
            break;
        }
        // "A million and a half": an article after another number is not a number.
        if number.is_article && !first {
            break;
        }
        rest = after;
        if multiplies {
            let Some((thousands, _)) = read.pop() else { break };
            let Some(value) =
                scale.and_then(|scale| thousands.checked_mul(scale)).and_then(|more| more.checked_add(number.value))
            else {
                return fail(input);
            };
            let coefficient = value.checked_div(number.scale).unwrap_or(value);
            last = Number { value, coefficient, lead: coefficient, ..number };
        } else {
            last = number;
        }
        // "Cent mille milliards": a scale may follow another.
        while let Some((after, scale)) = larger_scale(scope, rest, last.scale) {
            let Some(value) = last.value.checked_mul(scale) else { return fail(input) };
            last = Number { value, coefficient: last.value, scale, rounding: scale / Decimal::TWO, ..last };
            rest = after;
        }
        if read.last().is_some_and(|(_, limit)| last.scale >= *limit) {
            return fail(input);
        }
        read.push((last.value, last.scale));
        if scope.lexicon.numbers.glued && boundary(rest).is_ok() {
            sound = Some((rest, last, read.clone()));
        }
        if last.scale < Decimal::ONE_THOUSAND {
            break;
        }
    }
    if let Some((before, number, parts)) = sound
        && boundary(rest).is_err()
    {
        (rest, last, read) = (before, number, parts);
    }
    match read.len() {
        0 => fail(input),
        1 => Ok((rest, last)),
        _ => match read.iter().try_fold(Decimal::ZERO, |sum, (value, _)| sum.checked_add(*value)) {
            Some(total) => Ok((rest, Number::plain(total))),
            None => fail(input),
        },
    }
}

/// A scale that multiplies the thousands before it.
fn larger_scale<'t>(scope: &Scope<'_>, input: &'t str, than: Decimal) -> Option<(&'t str, Decimal)> {
    if than != Decimal::ONE_THOUSAND {
        return None;
    }
    let (rest, ()) = part(scope, input).ok()?;
    let (rest, word) = word_of(scope, Role::Scale, rest).ok()?;
    (word.value > than).then_some((rest, word.value))
}

/// `group = below-thousand [ scale ] / scale`, as `trois cent mille`
type Group = (Number, Option<Decimal>);

fn group<'t>(scope: &Scope<'_>, head: Option<Number>, first: bool, has_joiner: bool, input: &'t str) -> IResult<&'t str, Group> {
    let in_digits = head.is_some();
    let found = match head {
        Some(head) => Ok(hundreds(scope, input, head, true)),
        None => below_thousand(scope, first, has_joiner, input),
    };
    let (rest, group) = match found {
        Ok(found) => found,
        // A scale word alone means one: "mille", "duizend".
        Err(_) => (input, Number::plain(Decimal::ONE)),
    };
    let is_alone = rest.len() == input.len() && !in_digits;
    let parted = match (is_alone, in_digits) {
        (true, _) => Ok((rest, ())),
        (_, true) => opt(space).parse(rest).map(|(rest, _)| (rest, ())),
        _ => part(scope, rest),
    };
    let scale = parted.and_then(|(after, ())| word_of(scope, Role::Scale, after));
    match scale {
        Ok((after, word)) if !in_digits || boundary(after).is_ok() || scope.lexicon.numbers.glued => {
            Ok((after, (group, Some(word.value))))
        }
        _ if is_alone => fail(input),
        _ => {
            // After a scale, digits need a word that connects them: "4 thousand and 21", "4 thousand 3 hundred".
            let is_loose =
                !first && !has_joiner && input[..input.len() - rest.len()].bytes().all(|letter| letter.is_ascii_digit());
            if is_loose { fail(input) } else { Ok((rest, (group, None))) }
        }
    }
}

/// `below-thousand = [ below-hundred / small ] hundred [join] [ below-hundred / small ] / below-hundred`, as `two hundred and five`
fn below_thousand<'t>(scope: &Scope<'_>, first: bool, has_joiner: bool, input: &'t str) -> IResult<&'t str, Number> {
    let head = match below_hundred(scope, input) {
        Ok((rest, times)) => Ok((rest, Number::plain(times))),
        Err(_) if !first => small(input).map(|(rest, times)| (rest, Number::plain(times))),
        Err(_) => fail(input),
    };
    let head = head.or_else(|_| {
        word_of(scope, Role::Article, input).map(|(rest, _)| (rest, Number { is_article: true, ..Number::plain(Decimal::ONE) }))
    });
    let (rest, head) = match head {
        Ok(found) => found,
        Err(_) => {
            // A hundred alone means one hundred: "cent", "honderd".
            let (_, _) = word_of(scope, Role::Hundred, input)?;
            (input, Number::plain(Decimal::ONE))
        }
    };
    let (rest, number) = hundreds(scope, rest, head, false);
    let zero_ties_nothing = has_joiner && number.value.is_zero();
    if rest.len() == input.len() || zero_ties_nothing { fail(input) } else { Ok((rest, number)) }
}

/// `hundreds = head [ hundred [ [join] ( below-hundred / small ) ] ]`
fn hundreds<'t>(scope: &Scope<'_>, input: &'t str, head: Number, in_digits: bool) -> (&'t str, Number) {
    let parted = if head == Number::plain(Decimal::ONE) && word_of(scope, Role::Hundred, input).is_ok() {
        Ok((input, ()))
    } else if input.starts_with(|letter: char| letter.is_alphabetic()) && !scope.lexicon.numbers.glued {
        fail(input)
    } else {
        part(scope, input)
    };
    let Ok((after_parted, ())) = parted else { return (input, head) };
    let Ok((after_hundred, word)) = word_of(scope, Role::Hundred, after_parted) else { return (input, head) };
    // "34 cents", "quarante-cinq cents": money, not hundreds.
    let spelled = &after_parted[..after_parted.len() - after_hundred.len()];
    let is_money = in_digits && unit::named(scope, spelled).is_some();
    if is_money || head.value > scope.lexicon.numbers.most_hundreds && word.value == Decimal::ONE_HUNDRED {
        return (input, head);
    }
    let (Some(value), true) = (head.value.checked_mul(word.value), boundary_or_glued(scope, after_hundred)) else {
        return (input, head);
    };
    let rounding = head.rounding.checked_mul(word.value).unwrap_or_default();
    // "Trescientos" is three hundred: "dos o trescientas" are 200 to 300.
    let scale = if (word.value % Decimal::ONE_HUNDRED).is_zero() { Decimal::ONE_HUNDRED } else { word.value };
    let coefficient = value.checked_div(scale).unwrap_or(head.value);
    let round = Number { value, coefficient, scale, rounding, is_article: false, is_share: false, ..head };
    let tail = join(scope, Role::Hundred, after_hundred).and_then(|(after, has_joiner)| {
        let tail = below_hundred(scope, after);
        if has_joiner { tail.or_else(|_| small(after)) } else { tail }
    });
    match tail {
        // "Three hundred and two hundred": the "two" belongs to what follows.
        Ok((after, tail))
            if tail > Decimal::ZERO
                && tail < word.value
                && head.value.fract().is_zero()
                && part(scope, after).and_then(|(after, ())| word_of(scope, Role::Hundred, after)).is_err() =>
        {
            (after, Number { rounding: Decimal::ZERO, ..Number::plain(value + tail) })
        }
        _ => (after_hundred, round),
    }
}

fn boundary_or_glued(scope: &Scope<'_>, input: &str) -> bool {
    scope.lexicon.numbers.glued || boundary(input).is_ok()
}

/// `below-hundred = ones [join] tens / tens [ [join] ones ] / ones`, as `eenentwintig`, `vingt et un`
pub(super) fn below_hundred<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let reversed = scope.lexicon.numbers.reversed;
    if reversed && let Ok(found) = ones_tens(scope, input) {
        return Ok(found);
    }
    if let Ok((after_tens, (tens, adds))) = tens(scope, input) {
        let spaced = |input: &'t str| -> IResult<&'t str, bool> {
            let (rest, _) = (spaces, tag("-"), spaces).parse(input)?;
            Ok((rest, false))
        };
        let after = if reversed { fail(input) } else { join(scope, Role::Tens(0), after_tens).or_else(|_| spaced(after_tens)) };
        let mut ones = after.and_then(|(after, _)| word_of(scope, Role::Ones, after));
        if ones.is_err() && !reversed {
            ones = spaced(after_tens).and_then(|(after, _)| word_of(scope, Role::Ones, after));
        }
        return match ones {
            Ok((after, ones)) if ones.value > Decimal::ZERO && ones.value <= adds => Ok((after, tens + ones.value)),
            _ => Ok((after_tens, tens)),
        };
    }
    word_of(scope, Role::Ones, input).map(|(rest, ones)| (rest, ones.value))
}

/// `ones-tens = ones joiner tens`, as `vijfentwintig`
fn ones_tens<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let numbers = &scope.lexicon.numbers;
    for (text, word) in numbers.words.beginning(input).filter(|(_, word)| word.role == Role::Ones) {
        let Ok((rest, ())) = spelled(text, input) else { continue };
        // "Zwischen fünf und zwanzig": between the ends of a range, the joiner makes one number only within a single word.
        let link = |input: &'t str| -> IResult<&'t str, ()> {
            if !scope.joins {
                return Ok((input, ()));
            }
            opt(alt((tag("-"), space))).parse(input).map(|(rest, _)| (rest, ()))
        };
        let joined = link(rest).and_then(|(rest, ())| {
            let joiner: IResult<&str, &str> = tag(numbers.joiner.as_str())(rest);
            joiner
        });
        let Ok((rest, _)) = joined else { continue };
        if let Ok((rest, (tens, adds))) = link(rest).and_then(|(rest, ())| tens(scope, rest))
            && word.value > Decimal::ZERO
            && word.value <= adds
        {
            return Ok((rest, tens + word.value));
        }
    }
    fail(input)
}

/// `tens = ` a word for tens, with the largest number that may follow it
fn tens<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, (Decimal, Decimal)> {
    for (text, word) in scope.lexicon.numbers.words.beginning(input) {
        if let Role::Tens(adds) = word.role
            && let Ok((rest, ())) = spelled(text, input)
            && boundary_or_glued(scope, rest)
        {
            return Ok((rest, (word.value, adds.into())));
        }
    }
    fail(input)
}

/// A number word with this role: the longest one here.
pub(super) fn word_of<'t>(scope: &Scope<'_>, role: Role, input: &'t str) -> IResult<&'t str, NumberWord> {
    for (text, word) in scope.lexicon.numbers.words.beginning(input).filter(|(_, word)| word.role == role) {
        if let Ok((rest, ())) = spelled(text, input)
            && boundary_or_glued(scope, rest)
        {
            return Ok((rest, *word));
        }
    }
    fail(input)
}

/// `spelled = word *( ( space / "-" ) word )`: a number word of several parts, with spaces or hyphens between them
pub(super) fn spelled<'t>(text: &str, input: &'t str) -> IResult<&'t str, ()> {
    // Most are one word, or have the single spaces of the lexicon.
    if let Some(rest) = input.strip_prefix(text) {
        return Ok((rest, ()));
    }
    if !text.contains(' ') {
        return fail(input);
    }
    let mut rest = input;
    for (index, part) in text.split(' ').enumerate() {
        if index > 0 {
            rest = alt((tag("-"), space)).parse(rest)?.0;
        }
        rest = tag(part)(rest)?.0;
    }
    Ok((rest, ()))
}

/// `part = space / "-" / ""`, the last only where words are joined
pub(super) fn part<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, ()> {
    let parted: IResult<&str, &str> = alt((tag("-"), space)).parse(input);
    match parted {
        Ok((rest, _)) => Ok((rest, ())),
        Err(_) if scope.lexicon.numbers.glued => Ok((input, ())),
        Err(error) => Err(error),
    }
}

/// `join = part [ joiner part ] / "," space`, the joiner only after words that allow it; also returns true if there is one
fn join<'t>(scope: &Scope<'_>, after: Role, input: &'t str) -> IResult<&'t str, bool> {
    let numbers = &scope.lexicon.numbers;
    if numbers.comma_after_scales
        && after == Role::Scale
        && let Some(rest) = input.strip_prefix(',')
    {
        return listed(scope, rest);
    }
    let (rest, ()) = part(scope, input)?;
    let joiner = numbers.joiner.as_str();
    if joiner.is_empty() || !scope.joins || !numbers.joins_after.contains(&after) {
        return Ok((rest, false));
    }
    let joined: IResult<&str, &str> = tag(joiner)(rest);
    match joined.and_then(|(rest, _)| part(scope, rest)) {
        Ok((rest, ())) => Ok((rest, true)),
        Err(_) => Ok((rest, false)),
    }
}

/// `listed = space group`, of a hundred or more: "one million, two hundred", but not "one million, two of them"
fn listed<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, bool> {
    let (rest, _) = space(input)?;
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return fail(input);
    }
    match group(scope, None, false, false, rest) {
        Ok((_, (group, scale))) if scale.is_some() || group.value >= Decimal::ONE_HUNDRED => Ok((rest, false)),
        _ => fail(input),
    }
}

/// `pair = below-hundred part ( below-hundred / zero part ones )`, as `nineteen eighty-four`, `eleven oh-three`, `elfdrie`
pub(super) fn pair<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Number> {
    let numbers = &scope.lexicon.numbers;
    let Some((from, to)) = numbers.pairs else { return fail(input) };
    let (rest, hundreds) = below_hundred(scope, input)?;
    if hundreds < from || hundreds > to {
        return fail(input);
    }
    // Where words are joined, two number words with a space between them are two numbers.
    let (rest, ()) = if numbers.glued { Ok((rest, ())) } else { part(scope, rest) }?;
    let (rest, tail) = match phrase(&numbers.zeros, rest) {
        Ok((after, _)) => preceded(|input| part(scope, input), |input| word_of(scope, Role::Ones, input))
            .parse(after)
            .map(|(rest, ones)| (rest, ones.value))?,
        Err(_) => {
            let (rest, tail) = below_hundred(scope, rest)?;
            if tail < Decimal::TEN && !numbers.glued {
                return fail(input);
            }
            (rest, tail)
        }
    };
    boundary(rest)?;
    if tail.is_zero() { fail(input) } else { Ok((rest, Number::plain(hundreds * Decimal::ONE_HUNDRED + tail))) }
}
