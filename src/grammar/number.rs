//! Numbers in digits and in words.

use super::word::{boundary, fail, space};
use crate::lexicon::{Lexicon, NumberWord, Role};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::combinator::{map, opt};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// A number and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What it is worth.
    pub value: Decimal,
    /// What stands before the scale word, so that "deux à trois cents" is 200 to 300.
    pub coefficient: Decimal,
    /// What the scale word, or a hundred, is worth; 1 where there is none.
    pub scale: Decimal,
    /// Half of the last printed digit where the number is rounded, else 0.
    pub rounding: Decimal,
    /// Whether it is an article that only counts beside another number.
    pub is_article: bool,
}

impl Number {
    fn plain(value: Decimal) -> Self {
        Number { value, coefficient: value, scale: Decimal::ONE, rounding: Decimal::ZERO, is_article: false }
    }
}

/// `number = scaled-digits / number-words`, as `2,4 millions`, `trois cents`
pub(super) fn number<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Number> {
    alt((|input| scaled_digits(lexicon, input), |input| number_words(lexicon, input))).parse(input)
}

/// `scaled-digits = digits [ [space] scale ]`, as `3 milliards`
fn scaled_digits<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Number> {
    let (rest, (value, decimals)) = digits(lexicon, input)?;
    let scale = preceded(opt(space), |input| word_of(lexicon, Role::Scale, input));
    let (rest, scale) = opt(terminated(scale, boundary)).parse(rest)?;
    let last_digit = Decimal::new(1, decimals);
    let half = last_digit / Decimal::TWO;
    let Some(scale) = scale else {
        let rounding = if decimals > 0 { half } else { Decimal::ZERO };
        return Ok((rest, Number { rounding, ..Number::plain(value) }));
    };
    match (value.checked_mul(scale.value), half.checked_mul(scale.value)) {
        (Some(product), Some(rounding)) => {
            Ok((rest, Number { value: product, coefficient: value, scale: scale.value, rounding, is_article: false }))
        }
        _ => fail(input),
    }
}

/// `digits = ( 1*3DIGIT 1*( group 3DIGIT ) / 1*DIGIT ) [ decimal 1*DIGIT ]`, as `10 000,5`
///
/// Gives the value and how many decimals were printed.
fn digits<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, (Decimal, u32)> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let (after_whole, whole) = match grouped(lexicon, input) {
        Ok(grouped) => grouped,
        Err(_) => map(take_while1(is_digit), str::to_owned).parse(input)?,
    };
    let mark = [lexicon.numbers.decimal.to_string()];
    let (rest, decimals) = opt(preceded(tag(mark[0].as_str()), take_while1(is_digit))).parse(after_whole)?;
    // More digits than a Decimal holds are no quantity that anybody compares.
    let decimals = decimals.unwrap_or_default();
    match Decimal::from_str_exact(&format!("{whole}.{decimals}0")) {
        Ok(value) => Ok((rest, (value.normalize(), decimals.len() as u32))),
        Err(_) => fail(input),
    }
}

/// `grouped = 1*3DIGIT 1*( group 3DIGIT )`, the same `group` throughout, as `3 450 000`
fn grouped<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, String> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let (after_head, head) = take_while_m_n(1, 3, is_digit)(input)?;
    let Some(mark) = after_head.chars().next().filter(|mark| lexicon.numbers.groups.contains(mark)) else { return fail(input) };
    let mut whole = head.to_owned();
    let mut rest = after_head;
    while let Some(after_mark) = rest.strip_prefix(mark) {
        let (after_group, group) = take_while(is_digit)(after_mark)?;
        if group.len() != 3 {
            break;
        }
        whole.push_str(group);
        rest = after_group;
    }
    if whole.len() == head.len() { fail(input) } else { Ok((rest, whole)) }
}

/// `number-words = *( below-thousand scale [join] ) [ below-thousand ]`, the scales falling, as `deux millions trois cent mille`
fn number_words<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Number> {
    let mut rest = input;
    let mut total = Decimal::ZERO;
    let mut last = Number::plain(Decimal::ZERO);
    let mut limit = Decimal::MAX;
    let mut groups = 0;
    loop {
        let start = if groups == 0 { Ok((rest, ())) } else { join(lexicon, Role::Scale, rest) };
        let Ok((start, ())) = start else { break };
        let Ok((after, group)) = scaled_group(lexicon, start, limit) else { break };
        let Some(sum) = total.checked_add(group.value) else { return fail(input) };
        (rest, total, last, limit) = (after, sum, group, group.scale);
        groups += 1;
        if group.scale == Decimal::ONE || group.scale == Decimal::ONE_HUNDRED {
            break;
        }
    }
    boundary(rest)?;
    match groups {
        0 => fail(input),
        1 if last.is_article => fail(input),
        1 => Ok((rest, last)),
        _ => Ok((rest, Number::plain(total))),
    }
}

/// `scaled-group = below-thousand [ scale ] / scale`, as `trois cent mille`, worth less than `limit` in its scale
fn scaled_group<'t>(lexicon: &Lexicon, input: &'t str, limit: Decimal) -> IResult<&'t str, Number> {
    let scale = |input: &'t str| word_of(lexicon, Role::Scale, input);
    let (rest, group) = match below_thousand(lexicon, input) {
        Ok(found) => found,
        // A scale word alone is one of it: "mille", "duizend".
        Err(_) => (input, Number::plain(Decimal::ONE)),
    };
    let parted = if rest.len() == input.len() { Ok((rest, ())) } else { part(lexicon, rest) };
    match parted.and_then(|(after, ())| scale(after)) {
        Ok((after, word)) if word.value < limit => {
            match (group.value.checked_mul(word.value), Decimal::new(5, 1).checked_mul(word.value)) {
                (Some(value), Some(rounding)) => {
                    Ok((after, Number { value, coefficient: group.value, scale: word.value, rounding, is_article: false }))
                }
                _ => fail(input),
            }
        }
        _ if rest.len() == input.len() || group.value >= limit => fail(input),
        _ => Ok((rest, group)),
    }
}

/// `below-thousand = [ below-hundred ] hundred [join] [ below-hundred ] / below-hundred`, as `two hundred and five`
fn below_thousand<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Number> {
    let hundred = |input: &'t str| word_of(lexicon, Role::Hundred, input);
    let (rest, times, is_article) = match below_hundred(lexicon, input) {
        Ok((rest, times)) => (rest, times, false),
        Err(_) => match word_of(lexicon, Role::Article, input) {
            Ok((rest, _)) => (rest, Decimal::ONE, true),
            Err(_) => (input, Decimal::ONE, false),
        },
    };
    let parted = if rest.len() == input.len() { Ok((rest, ())) } else { part(lexicon, rest) };
    let Ok((after_hundred, word)) = parted.and_then(|(after, ())| hundred(after)) else {
        let number = Number { is_article, ..Number::plain(times) };
        return if rest.len() == input.len() { fail(input) } else { Ok((rest, number)) };
    };
    let hundreds = times * word.value;
    match join(lexicon, Role::Hundred, after_hundred).and_then(|(after, ())| below_hundred(lexicon, after)) {
        Ok((after, tail)) => Ok((after, Number::plain(hundreds + tail))),
        Err(_) => Ok((after_hundred, Number { coefficient: times, scale: word.value, ..Number::plain(hundreds) })),
    }
}

/// `below-hundred = ones [join] tens / tens [ [join] ones ] / ones`, as `eenentwintig`, `vingt et un`
fn below_hundred<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Decimal> {
    if lexicon.numbers.reversed
        && let Ok(found) = ones_tens(lexicon, input)
    {
        return Ok(found);
    }
    if let Ok((after_tens, (tens, adds))) = tens(lexicon, input) {
        let ones = join(lexicon, Role::Tens(0), after_tens).and_then(|(after, ())| word_of(lexicon, Role::Ones, after));
        return match ones {
            Ok((after, ones)) if !lexicon.numbers.reversed && ones.value > Decimal::ZERO && ones.value <= adds => {
                Ok((after, tens + ones.value))
            }
            _ => Ok((after_tens, tens)),
        };
    }
    word_of(lexicon, Role::Ones, input).map(|(rest, ones)| (rest, ones.value))
}

/// `ones-tens = ones joiner tens`, as `vijfentwintig`
fn ones_tens<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Decimal> {
    for word in lexicon.numbers.words.iter().filter(|word| word.role == Role::Ones) {
        let Ok((rest, ())) = spelled(&word.text, input) else { continue };
        let joined = preceded(opt(space), tag(lexicon.numbers.joiner.as_str())).parse(rest);
        let Ok((rest, _)) = joined else { continue };
        if let Ok((rest, (tens, adds))) = preceded(opt(space), |input| tens(lexicon, input)).parse(rest)
            && word.value > Decimal::ZERO
            && word.value <= adds
        {
            return Ok((rest, tens + word.value));
        }
    }
    fail(input)
}

/// `tens = ` a word for tens, and the largest number that may follow it
fn tens<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, (Decimal, Decimal)> {
    for word in &lexicon.numbers.words {
        if let Role::Tens(adds) = word.role
            && let Ok((rest, ())) = spelled(&word.text, input)
            && (lexicon.numbers.glued || boundary(rest).is_ok())
        {
            return Ok((rest, (word.value, adds.into())));
        }
    }
    fail(input)
}

/// A number word with this role: the longest that stands here.
fn word_of<'t, 'l>(lexicon: &'l Lexicon, role: Role, input: &'t str) -> IResult<&'t str, &'l NumberWord> {
    for word in lexicon.numbers.words.iter().filter(|word| word.role == role) {
        if let Ok((rest, ())) = spelled(&word.text, input)
            && (lexicon.numbers.glued || boundary(rest).is_ok())
        {
            return Ok((rest, word));
        }
    }
    fail(input)
}

/// `spelled = word *( ( space / "-" ) word )`: a number word of several parts has spaces or hyphens between them
fn spelled<'t>(text: &str, input: &'t str) -> IResult<&'t str, ()> {
    if text.bytes().next() != input.bytes().next() {
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

/// `part = space / "-" / ""`, the last only where words are glued
fn part<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, ()> {
    let parted: IResult<&str, &str> = alt((tag("-"), space)).parse(input);
    match parted {
        Ok((rest, _)) => Ok((rest, ())),
        Err(_) if lexicon.numbers.glued => Ok((input, ())),
        Err(error) => Err(error),
    }
}

/// `join = part [ joiner part ]`, the joiner only after what it may stand after
fn join<'t>(lexicon: &Lexicon, after: Role, input: &'t str) -> IResult<&'t str, ()> {
    let (rest, ()) = part(lexicon, input)?;
    let joiner = lexicon.numbers.joiner.as_str();
    if joiner.is_empty() || !lexicon.numbers.joins_after.contains(&after) {
        return Ok((rest, ()));
    }
    let joined: IResult<&str, &str> = tag(joiner)(rest);
    match joined.and_then(|(rest, _)| part(lexicon, rest)) {
        Ok((rest, ())) => Ok((rest, ())),
        Err(_) => Ok((rest, ())),
    }
}
