//! Numbers in digits: thousands separators, decimals, fractions and powers of ten.

use super::word::{Scope, fail, space};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::one_of;
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// A number with more digits is not a quantity that anybody compares.
const MOST_DIGITS: usize = 28;

/// The most digits of a telephone number, and the most groups of them.
const MOST_CALLED: usize = 15;
const MOST_GROUPS: usize = 7;

/// The values of the fractions that are one character.
const VULGAR: &[(char, i64, i64)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value.
    pub value: Decimal,
    /// The number of printed decimals.
    pub decimals: u32,
    /// Whether its separator marks thousands in some languages and decimals in others, so that only this language decides:
    /// `1.500`.
    pub is_ambiguous: bool,
    /// Whether it is a fraction below one: `3/4`.
    pub is_fraction: bool,
}

impl Digits {
    fn new(value: Decimal) -> Self {
        Digits { value, decimals: 0, is_ambiguous: false, is_fraction: false }
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// `digits = fraction / decimal [ power ] [ [ space / "-" ] fraction ]`, as `2 1/4`, `1-1/2`, `1,5`, `1e10`
pub(super) fn digits<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Digits> {
    if let Ok((rest, value)) = fraction(input) {
        return Ok((rest, Digits { is_fraction: true, ..Digits::new(value) }));
    }
    let (rest, whole) = decimal(scope, input)?;
    if whole.decimals > 0 {
        return power(rest, whole);
    }
    match preceded(opt(alt((tag("-"), space))), fraction).parse(rest) {
        Ok((rest, part)) => match whole.value.checked_add(part) {
            Some(value) => Ok((rest, Digits::new(value))),
            None => fail(input),
        },
        Err(_) => power(rest, whole),
    }
}

/// `power = ( "e" ) [ "+" / "-" ] 1*2DIGIT`, as `e-1`
fn power(input: &str, number: Digits) -> IResult<&str, Digits> {
    let parsed: IResult<&str, _> = preceded(tag("e"), (opt(one_of("+-")), take_while_m_n(1, 2, is_digit))).parse(input);
    let Ok((rest, (sign, exponent))) = parsed else { return Ok((input, number)) };
    let Ok(exponent) = exponent.parse::<u32>() else { return Ok((input, number)) };
    let Some(scale) = 10_i128.checked_pow(exponent).and_then(|power| Decimal::try_from_i128_with_scale(power, 0).ok()) else {
        return fail(input);
    };
    let value = if sign == Some('-') { number.value.checked_div(scale) } else { number.value.checked_mul(scale) };
    match value {
        Some(value) => Ok((rest, Digits { value, decimals: 0, ..number })),
        None => fail(input),
    }
}

/// `fraction = vulgar / 1*3DIGIT "/" 1*3DIGIT`, less than one, as `¾`, `1/4`
fn fraction(input: &str) -> IResult<&str, Decimal> {
    if let Some(first) = input.chars().next()
        && let Some((_, numerator, denominator)) = VULGAR.iter().find(|(letter, _, _)| *letter == first)
    {
        return Ok((&input[first.len_utf8()..], Decimal::from(*numerator) / Decimal::from(*denominator)));
    }
    let short = |input| take_while_m_n(1, 3, is_digit).parse(input);
    let (rest, numerator) = short(input)?;
    let (rest, denominator) = preceded(tag("/"), short).parse(rest)?;
    // "17/5/2018" is a date, "1/2.5" is nothing.
    let goes_on = rest.strip_prefix(['/', '.', ',', '-']).unwrap_or(rest).starts_with(is_digit);
    match (numerator.parse::<u32>(), denominator.parse::<u32>()) {
        (Ok(numerator), Ok(denominator)) if !goes_on && 0 < numerator && numerator < denominator && !input.starts_with('0') => {
            Ok((rest, Decimal::from(numerator) / Decimal::from(denominator)))
        }
        _ => fail(input),
    }
}

/// `decimal = ( grouped / 1*DIGIT ) [ mark 1*DIGIT ] / mark 1*DIGIT`, as `10 000,5`, `.25`
///
/// The mark is that of the language; that of another language only if it can mean nothing else.
fn decimal<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Digits> {
    let numbers = &scope.lexicon.numbers;
    if let Some(rest) = input.strip_prefix(numbers.decimal) {
        let (rest, decimals) = take_while1(is_digit)(rest)?;
        return exact(input, rest, "0", decimals);
    }
    let (rest, whole, grouped_by) = match grouped(scope, input) {
        Ok((rest, (whole, mark))) => (rest, whole, Some(mark)),
        Err(_) => {
            let (rest, whole) = take_while1(is_digit)(input)?;
            (rest, whole.to_owned(), None)
        }
    };
    let decimals = |mark: char, rest: &'t str| -> IResult<&'t str, &'t str> {
        let (rest, decimals) = preceded(tag(mark.encode_utf8(&mut [0; 4]) as &str), take_while1(is_digit)).parse(rest)?;
        // "1.2.3" is a version or a section, not a number.
        let goes_on = rest.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(is_digit));
        if goes_on { fail(rest) } else { Ok((rest, decimals)) }
    };
    let own = numbers.decimal;
    let other = if own == ',' { '.' } else { ',' };
    if let Ok((after, digits)) = decimals(own, rest) {
        // "1.500" is also 1500 to some readers of English.
        let is_ambiguous = grouped_by.is_none() && digits.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
        return exact(input, after, &whole, digits).map(|(rest, digits)| (rest, Digits { is_ambiguous, ..digits }));
    }
    match decimals(other, rest) {
        // "5,00" in English: not the language's own mark, but it can mean nothing else. Three digits could be thousands.
        Ok((after, digits)) if grouped_by != Some(other) && (digits.len() != 3 || whole.len() > 3 || whole.starts_with('0')) => {
            exact(input, after, &whole, digits)
        }
        Ok((after, digits)) if grouped_by.is_none() => {
            exact(input, after, &whole, digits).map(|(rest, digits)| (rest, Digits { is_ambiguous: true, ..digits }))
        }
        _ => exact(input, rest, &whole, ""),
    }
}

fn exact<'t>(input: &'t str, rest: &'t str, whole: &str, decimals: &str) -> IResult<&'t str, Digits> {
    if whole.len() + decimals.len() > MOST_DIGITS {
        return fail(input);
    }
    match Decimal::from_str_exact(&format!("{whole}.{decimals}0")) {
        Ok(value) => Ok((rest, Digits { decimals: decimals.len() as u32, ..Digits::new(value.normalize()) })),
        Err(_) => fail(input),
    }
}

/// `grouped = 1*3DIGIT 1*( mark 3DIGIT )`, the same mark throughout, as `3 450 000`; also `12,34,567`
///
/// The mark of another language must separate at least two groups: "1,234,567" is a number in any language, "1,234" is not.
fn grouped<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, (String, char)> {
    let numbers = &scope.lexicon.numbers;
    let (after_head, head) = take_while_m_n(1, 3, is_digit)(input)?;
    let Some(mark) = after_head.chars().next() else { return fail(input) };
    let is_own = numbers.groups.contains(&mark);
    let is_other = matches!(mark, ',' | '.' | '\'') && mark != numbers.decimal || mark == ',' || mark == '.';
    if !is_own && !is_other {
        return fail(input);
    }
    let mut whole = head.to_owned();
    let mut rest = after_head;
    let mut groups = 0;
    let mut is_indian = false;
    while let Some(after_mark) = rest.strip_prefix(mark) {
        let group = &after_mark[..after_mark.bytes().take_while(u8::is_ascii_digit).count()];
        let after = &after_mark[group.len()..];
        let pairs_follow = mark == ',' && is_own && head.len() <= 2 && group.len() == 2 && after.starts_with(mark);
        if group.len() != 3 && !pairs_follow || is_indian && group.len() == 3 && after.starts_with(mark) {
            break;
        }
        if whole.len() > MOST_DIGITS {
            return fail(input);
        }
        is_indian |= group.len() == 2;
        whole.push_str(group);
        rest = after;
        groups += 1;
    }
    let ends_in_pair = is_indian && whole.len() < 5;
    let enough = if is_own { groups >= 1 } else { groups >= 2 };
    if !enough || ends_in_pair || whole.starts_with('0') { fail(input) } else { Ok((rest, (whole, mark))) }
}

/// `small = 1*3DIGIT`, a whole number with nothing attached to it, as `21` in "3 hundred and 21"
pub(super) fn small(input: &str) -> IResult<&str, Decimal> {
    let (rest, digits) = take_while_m_n(1, 3, is_digit)(input)?;
    let goes_on = rest.starts_with(|letter: char| letter.is_alphanumeric())
        || rest.strip_prefix(['.', ',', '/', ':', '-', ' ']).is_some_and(|rest| rest.starts_with(is_digit));
    match digits.parse::<u32>() {
        Ok(value) if value > 0 && !goes_on && !digits.starts_with('0') => Ok((rest, value.into())),
        _ => fail(input),
    }
}

/// A telephone or account number: it is written like a number, but names something.
///
/// `call-number = ( "+" / "0" ) 1*( DIGIT / mark )`, at least eight digits in all, as `+31 6 12 34 56 78`
pub(super) fn call_number(input: &str) -> IResult<&str, &str> {
    let (rest, _) = alt((tag("+"), tag("0"))).parse(input)?;
    let mut count = usize::from(input.starts_with('0'));
    let mut groups = 0;
    let mut end = rest;
    let mut at = rest;
    loop {
        let digits = at.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        count += digits;
        groups += 1;
        if count > MOST_CALLED || groups > MOST_GROUPS {
            return fail(input);
        }
        end = &at[digits..];
        let Some(after) = end.strip_prefix([' ', '.', '-', '/']) else { break };
        at = after;
    }
    if count >= 8 { Ok((end, &input[..input.len() - end.len()])) } else { fail(input) }
}
