//! Quantities: bounds, approximations and ranges around numbers and units.

use super::number::{Number, number, ratio_after};
use super::tolerance::{MARKS, tolerance};
use super::unit::{Measured, measured, partitive, per_unit};
use super::word::{Scope, boundary, fail, phrase, space, spaces, words};
use crate::claim::{Bound, Figure, Quantity, Unit};
use crate::lexicon::{Bounding, RangeWords, Role, Units};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// A quantity, and how it was written.
#[derive(Clone, Debug)]
pub(super) struct Found<'t> {
    /// The quantity.
    pub quantity: Quantity,
    /// The beginning of its words, without the words that make it approximate.
    pub core: &'t str,
    /// Whether its separator could also be read in another way.
    pub is_ambiguous: bool,
    /// Whether it is a fraction of something, and so counts nothing.
    pub is_share: bool,
    /// The beginning of its words. Before it there is only what looks like a bound and is not.
    pub from: Option<&'t str>,
}

impl<'t> Found<'t> {
    fn new(core: &'t str, figure: Figure) -> Self {
        Found { quantity: Quantity::of(figure), core, is_ambiguous: false, is_share: false, from: None }
    }

    fn with(self, bound: Option<Bound>) -> Self {
        Found { quantity: Quantity { bound, ..self.quantity }, ..self }
    }
}

/// How far a number behind "±" may be off, as a share of it.
const MARGIN: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Symbols that are bounds.
const BOUNDS: &[(&str, Bound)] = &[
    ("< =", Bound::AtMost),
    ("> =", Bound::AtLeast),
    ("<=", Bound::AtMost),
    (">=", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("<", Bound::LessThan),
    (">", Bound::MoreThan),
];

/// `quantity = bounded bound-joiner bounded / bounded / figure [space] bound-after / figure`, as `plus de 5 %`, `78 of meer`
///
/// Two bounds form one range if they are its ends: "more than 10 and less than 20".
pub(super) fn quantity<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let Ok((rest, first)) = bounded(scope, input) else {
        let (rest, found) = figure(scope, input)?;
        return Ok(loosened(scope, rest, found));
    };
    if first.quantity.bound.is_none() {
        return Ok(loosened(scope, rest, first));
    }
    let second = bound_joiner(scope, rest).and_then(|(rest, ())| bounded(scope, rest));
    if let Ok((end, second)) = second
        && let Some(both) = between(&first, &second)
    {
        return Ok((end, both));
    }
    Ok((or_equal(scope, rest).unwrap_or(rest), first))
}

/// Returns the range whose ends are two bounds.
fn between<'t>(first: &Found<'t>, second: &Found<'t>) -> Option<Found<'t>> {
    let is_lower = |found: &Found<'_>| match found.quantity.bound {
        Some(Bound::MoreThan | Bound::AtLeast) => Some(true),
        Some(Bound::LessThan | Bound::AtMost) => Some(false),
        None => None,
    };
    let (low, high) = match (is_lower(first)?, is_lower(second)?) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let (Figure::Point { value: least, .. }, Figure::Point { value: most, .. }) = (&low.quantity.figure, &high.quantity.figure)
    else {
        return None;
    };
    let unit = if low.quantity.unit.0.is_empty() { &high.quantity.unit } else { &low.quantity.unit };
    let alike = high.quantity.unit == *unit || high.quantity.unit.0.is_empty();
    (least < most && alike).then(|| {
        let quantity = Quantity { bound: None, figure: Figure::Range { low: *least, high: *most }, unit: unit.clone() };
        Found { quantity, is_ambiguous: first.is_ambiguous || second.is_ambiguous, ..first.clone() }
    })
}

/// `bound-joiner = [","] [ space phrase ] space`, as `, but`
fn bound_joiner<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, ()> {
    let after_comma = input.strip_prefix(',');
    let (rest, _) = space(after_comma.unwrap_or(input))?;
    match phrase(&scope.lexicon.bound_joiners, rest) {
        Ok((rest, ())) => space(rest).map(|(rest, _)| (rest, ())),
        Err(_) if after_comma.is_some() => Ok((rest, ())),
        Err(error) => Err(error),
    }
}

/// `bounded = ( bound-phrase space / mark [space] ) figure`, as `plus de 5`
fn bounded<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    for (mark, bound) in BOUNDS {
        if let Some(rest) = input.strip_prefix(mark) {
            let (rest, found) = preceded(spaces, |input| figure(scope, input)).parse(rest)?;
            return Ok((rest, Found { core: input, ..found.with(Some(*bound)) }));
        }
    }
    let (start, bounding) = terminated(|input| phrase(&scope.lexicon.bounds, input), spaces).parse(input)?;
    let (rest, found) = past_article(scope, start, |input| figure(scope, input))
        .or_else(|_| one(scope, start))
        .or_else(|_| bare_one(scope, input, start))?;
    Ok(match bounding {
        Bounding::Bound(bound) => (rest, Found { core: input, ..found.with(Some(*bound)) }),
        // "Equal to 5 km" is 5 km: with a unit, the words before it add nothing.
        Bounding::Exactly if !found.quantity.unit.0.is_empty() => (rest, found),
        Bounding::Exactly => (rest, Found { core: input, ..found }),
        Bounding::Nothing => (rest, Found { from: Some(start), ..found }),
    })
}

/// `loosened = ( [space] approximator-after / bound-after )`, as `300 environ`, `100-odd`, `78 of meer`
fn loosened<'t>(scope: &Scope<'_>, input: &'t str, found: Found<'t>) -> (&'t str, Found<'t>) {
    let Figure::Point { value, .. } = found.quantity.figure else { return bound_after(scope, input, found) };
    let Ok((start, blanks)) = spaces(input) else { return (input, found) };
    let shares = phrase(&scope.lexicon.approximators_after, start).ok();
    // "300 environ 20 fois": the approximator belongs to the number after it.
    let shares = shares.filter(|(rest, _)| blanks.is_empty() == start.starts_with('-') && !counts_on(rest));
    match shares.and_then(|(rest, &(below, above))| Some((rest, approximate(value, below, above)?))) {
        Some((rest, figure)) => (rest, Found { quantity: Quantity { figure, ..found.quantity }, ..found }),
        None => bound_after(scope, input, found),
    }
}

/// Returns true if digits follow.
fn counts_on(rest: &str) -> bool {
    rest.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
}

fn approximate(value: Decimal, below: Decimal, above: Decimal) -> Option<Figure> {
    let ends = |share: Decimal| value.checked_mul(Decimal::ONE + share);
    let (one, other) = (ends(below)?, ends(above)?);
    Some(Figure::Approximate { value, low: one.min(other), high: one.max(other) })
}

/// `bound-after = [","] space phrase / "+"`, as `of meer`; no other bound may begin inside of it
fn bound_after<'t>(scope: &Scope<'_>, input: &'t str, found: Found<'t>) -> (&'t str, Found<'t>) {
    if let Some(rest) = input.strip_prefix('+')
        && !rest.starts_with(|letter: char| letter.is_alphanumeric())
    {
        return (rest, found.with(Some(Bound::AtLeast)));
    }
    let start = spaces(input.strip_prefix(',').unwrap_or(input));
    let Ok((start, blanks)) = start else { return (input, found) };
    if blanks.is_empty() {
        return (input, found);
    }
    match phrase(&scope.lexicon.bounds_after, start) {
        Ok((rest, bound)) if !opens_bound(scope, start, rest) => (rest, found.with(Some(*bound))),
        _ => (input, found),
    }
}

/// Returns true if a bound of another number begins among the words from `start` to `rest`: "5000 or more than 4500".
fn opens_bound(scope: &Scope<'_>, start: &str, rest: &str) -> bool {
    let matched = &start[..start.len() - rest.len()];
    let starts = std::iter::once(0).chain(matched.match_indices(' ').map(|(at, _)| at + 1));
    starts.into_iter().any(|at| bounded(scope, &start[at..]).is_ok())
}

/// `or-equal = space bound-after`, after a bound that means the same less precisely: "more than 5000 or equal to"
fn or_equal<'t>(scope: &Scope<'_>, input: &'t str) -> Option<&'t str> {
    let (start, _) = space(input).ok()?;
    let (rest, &()) = phrase(&scope.lexicon.or_equal, start).ok()?;
    (!opens_bound(scope, start, rest)).then_some(rest)
}

/// Reads the value here, or after an article: "supera los 300", "entre un 10 y un 15 %"
///
/// An article that is also a number ("un") requires digits after it.
fn past_article<'t, T>(scope: &Scope<'_>, input: &'t str, read: impl Fn(&'t str) -> IResult<&'t str, T>) -> IResult<&'t str, T> {
    read(input).or_else(|error| {
        let article = terminated(|input| phrase(&scope.lexicon.articles, input), space).parse(input);
        let Ok((rest, ())) = article else { return Err(error) };
        let is_number = number(scope, input).is_ok();
        if is_number && !rest.starts_with(|letter: char| letter.is_ascii_digit()) { Err(error) } else { read(rest) }
    })
}

/// `figure = vague / opened-range / approximation / measured [ ratio ] / measured joiner measured / measured tolerance`
fn figure<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    if let Ok(found) = vague(scope, input) {
        return Ok(found);
    }
    if let Ok(found) = opened(scope, input) {
        return Ok(found);
    }
    if let Ok(found) = approximation(scope, input) {
        return Ok(found);
    }
    let (rest, head) = match measured(scope, input) {
        Ok(found) => found,
        Err(_) => return governed(scope, input),
    };
    if let Ok(found) = unopened(scope, input, rest, &head) {
        return Ok(found);
    }
    match tolerance(scope, rest, &head) {
        Ok((rest, (head, off))) => within(scope, input, rest, head, off),
        Err(_) => point(scope, input, rest, head),
    }
}

/// Returns the number `head`, which may be `off` on either side; `rest` is what follows it.
fn within<'t>(scope: &Scope<'_>, input: &'t str, rest: &'t str, head: Measured<'_>, off: Decimal) -> IResult<&'t str, Found<'t>> {
    let value = head.number.value;
    let (rest, found) = point(scope, input, rest, head)?;
    match (value.checked_sub(off), value.checked_add(off)) {
        (Some(low), Some(high)) => {
            let figure = Figure::Approximate { value, low, high };
            Ok((rest, Found { quantity: Quantity { figure, ..found.quantity }, ..found }))
        }
        _ => fail(input),
    }
}

/// `governed = article space unit added-half / article space time`, as `an hour and a half`, and after a preposition, as in `for
/// a week`: elsewhere "a week" is a rate
fn governed<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let (rest, found) = one(scope, input)?;
    // "An hour and a half" is not a rate.
    if found.quantity.figure != (Figure::Point { value: Decimal::ONE, rounding: Decimal::ZERO }) {
        return Ok((rest, found));
    }
    let at = scope.end.saturating_sub(input.len());
    let before = scope.folded.text().get(scope.start..at).unwrap_or_default().trim_end();
    let word = before.rsplit(|letter: char| !crate::pattern::is_word_letter(letter)).next().unwrap_or_default();
    let is_time = Units::carried().get(&found.quantity.unit.0).is_some_and(|unit| unit.is_time());
    if is_time && scope.lexicon.prepositions.contains(word) { Ok((rest, found)) } else { fail(input) }
}

/// `vague = ` a phrase of the lexicon `[ [partitive] space scale ] [ unit ]`, as `quelques centaines de milliers`
fn vague<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let (rest, &(low, high)) = phrase(&scope.lexicon.vague, input)?;
    let (rest, times) = scale(scope, rest).unwrap_or((rest, Decimal::ONE));
    let (Some(low), Some(high)) = (low.checked_mul(times), high.checked_mul(times)) else { return fail(input) };
    // "Un seul" is exactly one.
    let figure = if low == high { Figure::Point { value: low, rounding: Decimal::ZERO } } else { Figure::Vague { low, high } };
    let found = Found::new(input, figure);
    // "Quelques centaines d'euros": a partitive may follow a vague figure.
    let loose = Number::share(low);
    match super::unit::unit_after(scope, rest, &loose) {
        Ok((rest, unit)) => {
            let unit = Unit(unit.id.clone());
            Ok((rest, Found { quantity: Quantity { unit, ..found.quantity }, ..found }))
        }
        Err(_) => Ok((rest, found)),
    }
}

fn scale<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Decimal> {
    let (mut rest, _) = space(input)?;
    if let Ok((after, ())) = partitive(scope, rest) {
        rest = spaces(after)?.0;
    }
    for (text, word) in scope.lexicon.numbers.words.beginning(rest).filter(|(_, word)| word.role == Role::Scale) {
        if let Ok((after, ())) = words(text, rest) {
            return Ok((after, word.value));
        }
    }
    fail(input)
}

/// `opened = opener space [ article ] measured joiner measured`, as `entre 101 et 500`; the lower end first
fn opened<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let first = input.bytes().next();
    for range in &scope.lexicon.ranges {
        let Some(opener) = range.open.as_ref().filter(|opener| opener.bytes().next() == first) else { continue };
        let Ok((start, _)) = words(opener, input).and_then(|(rest, ())| space(rest)) else { continue };
        // "Between one hundred and two hundred": the word between the ends may also be part of a number.
        let apart = range.join == scope.lexicon.numbers.joiner;
        for joins in if apart { [Some(false), Some(true)] } else { [Some(true), None] }.into_iter().flatten() {
            let lower = |start: &'t str| {
                let (rest, low) = measured(&Scope { joins, ..*scope }, start)?;
                upper(scope, input, range, rest, &low)
            };
            if let Ok(found) = past_article(scope, start, lower) {
                return Ok(found);
            }
        }
    }
    fail(input)
}

/// `unopened = measured joiner measured`, as `10 à 15 %`; `low` is the lower end, and `rest` follows it
fn unopened<'t>(scope: &Scope<'_>, input: &'t str, rest: &'t str, low: &Measured<'_>) -> IResult<&'t str, Found<'t>> {
    for range in scope.lexicon.ranges.iter().filter(|range| range.open.is_none()) {
        if let Ok(found) = upper(scope, input, range, rest, low) {
            return Ok(found);
        }
    }
    fail(input)
}

/// `upper = joiner [ article ] measured`: the rest of a range
fn upper<'t>(
    scope: &Scope<'_>,
    input: &'t str,
    range: &RangeWords,
    rest: &'t str,
    low: &Measured<'_>,
) -> IResult<&'t str, Found<'t>> {
    let (rest, ()) = join(&range.join, rest)?;
    past_article(scope, rest, |rest| {
        if is_padded(input) || is_padded(rest) {
            return fail(input);
        }
        let (rest, high) = measured(scope, rest)?;
        match ends(input, low, &high) {
            Some(found) if !range.is_near || is_near(&found) => Ok((rest, found)),
            _ => fail(input),
        }
    })
}

/// Returns true if a number begins with a zero that has no value, as in "7-0412": this is a code or a date, not the end of a
/// range. "0,5" is a number.
fn is_padded(input: &str) -> bool {
    input.strip_prefix('0').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Returns true if the higher end is at most twice the lower one.
fn is_near(found: &Found<'_>) -> bool {
    let (low, high) = found.quantity.figure.ends();
    low.checked_add(low).is_none_or(|twice| high <= twice)
}

/// Returns the range from `low` to `high`, in the unit of both. None if they do not belong together.
fn ends<'t>(core: &'t str, low: &Measured<'_>, high: &Measured<'_>) -> Option<Found<'t>> {
    let least = suspended(low, high);
    let (unit, least) = match (low.unit, high.unit) {
        (None, high) => (high, least),
        (Some(low), None) => (Some(low), least),
        (Some(low), Some(high)) if low.id == high.id => (Some(low), least),
        (Some(low), Some(high)) => (Some(high), Units::carried().convert(least, &low.id, &high.id)?),
    };
    // "10 km to 15": the second number shares the unit only if the unit is written before the first.
    if low.unit.is_some() && high.unit.is_none() && !low.unit_before {
        return None;
    }
    if least >= high.number.value {
        return None;
    }
    let mut found = Found::new(core, Figure::Range { low: least, high: high.number.value });
    found.quantity.unit = named(unit.map(|unit| unit.id.as_str()), high.per);
    found.is_ambiguous = low.number.is_ambiguous || high.number.is_ambiguous;
    Some(found)
}

fn named(unit: Option<&str>, per: Option<&str>) -> Unit {
    let unit = unit.unwrap_or_default();
    Unit(per.map_or_else(|| unit.to_owned(), |per| format!("{unit}/{per}")))
}

/// The most that the upper end of a range in thousands is of a lower end without its thousands: "50 to 80,000".
const MOST_SHORTENED: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Returns the thousands of a lower end that leaves them to the upper one, as in "entre 50 et 80.000". None if it does not.
fn shortened(low: &Measured<'_>, high: &Measured<'_>) -> Option<Decimal> {
    let is_bare = |number: Number| number.scale == Decimal::ONE && number.value.fract().is_zero();
    let (one, other) = (low.number, high.number);
    let has_thousands = other.value >= Decimal::from(10_000) && (other.value % Decimal::ONE_THOUSAND).is_zero();
    let both_have_units = low.unit.is_some() && high.unit.is_some();
    let thousands = other.value.checked_div(Decimal::ONE_THOUSAND)?;
    let is_near = one.value >= Decimal::TEN && one.value < thousands && thousands <= one.value.checked_mul(MOST_SHORTENED)?;
    let is_short = is_bare(one) && is_bare(other) && has_thousands && is_near && !both_have_units;
    if is_short { one.value.checked_mul(Decimal::ONE_THOUSAND) } else { None }
}

/// Returns the lower end of a range, with the scale that is written only once, as in "deux à trois cents".
fn suspended(low: &Measured<'_>, high: &Measured<'_>) -> Decimal {
    if let Some(least) = shortened(low, high) {
        return least;
    }
    let (low, high) = (low.number, high.number);
    if low.scale != Decimal::ONE || high.scale <= Decimal::ONE || low.value <= Decimal::ZERO {
        return low.value;
    }
    // "Five to six hundred thousand": hundreds of thousands; "200 to three hundred thousand": thousands.
    let scale = if low.value < high.lead {
        high.value.checked_div(high.lead)
    } else {
        Some(high.scale).filter(|_| low.value < high.coefficient)
    };
    scale.and_then(|scale| low.value.checked_mul(scale)).unwrap_or(low.value)
}

/// `join = ["-"] space joiner space / [space] mark [space]`, the first hyphen as in `twee- tot driehonderd`
fn join<'t>(joiner: &str, input: &'t str) -> IResult<&'t str, ()> {
    if !joiner.contains(char::is_alphabetic) {
        let (rest, _) = spaces(input)?;
        let (rest, ()) = words(joiner, rest)?;
        return spaces(rest).map(|(rest, _)| (rest, ()));
    }
    let (rest, _) = space(input.strip_prefix('-').unwrap_or(input))?;
    let (rest, ()) = words(joiner, rest)?;
    space(rest).map(|(rest, _)| (rest, ()))
}

/// `approximation = ( approximator / mark ) ( space / "" ) ( vague / [ article ] ( range / measured ) )`, as `quelque 78`, `près d'un million`
///
/// No space after an elided word. A vague figure and a range do not change.
fn approximation<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    // "± 12": a mark means about the number behind it, if none stands before it.
    let marked = MARKS.iter().find_map(|mark| input.strip_prefix(mark)).map(|rest| (rest, (-MARGIN, MARGIN)));
    let worded = || phrase(&scope.lexicon.approximators, input).map(|(rest, shares)| (rest, *shares));
    let (rest, shares) = marked.map_or_else(worded, Ok)?;
    let is_attached = marked.is_some() || input[..input.len() - rest.len()].ends_with('\'');
    let (core, _) = if is_attached { spaces(rest) } else { space(rest) }?;
    if let Ok((rest, found)) = vague(scope, core) {
        return Ok((rest, Found { core: input, ..found }));
    }
    past_article(scope, core, |core| approximated(scope, core, shares)).or_else(|_| {
        let (rest, found) = one(scope, core)?;
        let Some(figure) = approximate(Decimal::ONE, shares.0, shares.1) else { return fail(core) };
        Ok((rest, Found { quantity: Quantity { figure, ..found.quantity }, ..found }))
    })
}

/// `one = article space unit [ added-half ]`, after a bound or an approximator, as in `less than an hour`
fn one<'t>(scope: &Scope<'_>, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let (rest, _) = super::spelled::word_of(scope, Role::Article, input)?;
    boundary(rest)?;
    let (rest, unit) = super::unit::unit_after(scope, rest, &Number::plain(Decimal::ONE))?;
    let (rest, value) = super::unit::with_added_half(scope, rest, Decimal::ONE);
    let mut found = Found::new(input, Figure::Point { value, rounding: Decimal::ZERO });
    found.quantity.unit = Unit(unit.id.clone());
    Ok((rest, found))
}

/// `bare-one = article`, after a bound that counts, as in `au moins un contrôle`; the bound is from `bound` to `input`
fn bare_one<'t>(scope: &Scope<'_>, bound: &'t str, input: &'t str) -> IResult<&'t str, Found<'t>> {
    let (after, &()) = phrase(&scope.lexicon.ones_after, bound)?;
    if spaces(after)?.0.len() != input.len() {
        return fail(input);
    }
    let read = |role| super::spelled::word_of(scope, role, input).ok().filter(|(_, word)| word.value == Decimal::ONE);
    let Some((rest, _)) = read(Role::Article).or_else(|| read(Role::Ones)) else { return fail(input) };
    boundary(rest)?;
    Ok((rest, Found::new(input, Figure::Point { value: Decimal::ONE, rounding: Decimal::ZERO })))
}

/// Reads what follows an approximator; `below` and `above` are its shares.
fn approximated<'t>(scope: &Scope<'_>, core: &'t str, (below, above): (Decimal, Decimal)) -> IResult<&'t str, Found<'t>> {
    if let Ok(found) = opened(scope, core) {
        return Ok(found);
    }
    let (rest, head) = measured(scope, core)?;
    if let Ok(found) = unopened(scope, core, rest, &head) {
        return Ok(found);
    }
    let (rest, found) = point(scope, core, rest, head)?;
    let Figure::Point { value, .. } = found.quantity.figure else { return fail(core) };
    let Some(figure) = approximate(value, below, above) else { return fail(core) };
    Ok((rest, Found { quantity: Quantity { figure, ..found.quantity }, ..found }))
}

/// `point = measured [ ratio ]`; `rest` is what follows the number `found`
fn point<'t>(scope: &Scope<'_>, input: &'t str, rest: &'t str, found: Measured<'_>) -> IResult<&'t str, Found<'t>> {
    let (rest, found) = match found.unit {
        None => match ratio_after(scope, rest, &found.number) {
            Ok((rest, number)) => (rest, Measured { number, ..found }),
            Err(_) => (rest, found),
        },
        Some(_) => (rest, found),
    };
    let number = found.number;
    if found.unit.is_none() {
        boundary(rest)?;
        // An article alone counts nothing: "un" and "een" are numbers only next to other words, or entirely alone.
        let spelled = &input[..input.len() - rest.len()];
        let is_alone = scope.end - scope.start == spelled.len();
        if scope.lexicon.determiners.contains(spelled) && !is_alone {
            return fail(input);
        }
    }
    // The interval must stay within the range of a Decimal.
    if number.value.checked_add(number.rounding).is_none() {
        return fail(input);
    }
    let unit = named(found.unit.map(|unit| unit.id.as_str()), found.per);
    // A percentage is exact: 5 % is not 4.5 to 5.5 %.
    let rounding = if unit.0 == "%" { Decimal::ZERO } else { number.rounding };
    let mut point = Found::new(input, Figure::Point { value: number.value, rounding });
    point.quantity.unit = unit;
    point.is_ambiguous = number.is_ambiguous;
    point.is_share = number.is_share;
    Ok((rest, point))
}

/// Gives the unit of a quantity, which begins at `input`, to the bare number `first` that a joining word ties to it: "5 and 6 kg",
/// "3 et 5 millions d'euros"
pub(super) fn share_unit(scope: &Scope<'_>, first: &mut Quantity, between: &str, input: &str, quantity: &Quantity) {
    let Figure::Point { value, .. } = first.figure else { return };
    let is_joined = scope.lexicon.coordinators.contains(between.trim());
    let is_bare = first.unit.0.is_empty() && first.bound.is_none();
    if !is_joined || !is_bare || quantity.unit.0.is_empty() {
        return;
    }
    // The unit must stand behind the second number.
    let Ok((_, second)) = number(scope, input) else { return };
    let has_scale = second.scale >= Decimal::ONE_THOUSAND && value < Decimal::ONE_THOUSAND;
    let scaled = Number::plain(value).scaled(second.scale).filter(|_| has_scale);
    first.unit = quantity.unit.clone();
    if let Some(Number { value, rounding, .. }) = scaled {
        first.figure = Figure::Point { value, rounding };
    }
}

/// `rate = per-unit`, as `par an`: "two searches a year" are not two searches
///
/// It comes right after the quantity ("9 euros a month"), or after the noun that the quantity counts.
pub(super) fn with_rate(scope: &Scope<'_>, mut quantity: Quantity, after: &str, after_noun: &str) -> Quantity {
    if !quantity.unit.0.contains('/')
        && let Ok((rest, unit)) = per_unit(scope, after).or_else(|_| per_unit(scope, after_noun))
        // "Zwölf Konzerte im Jahr 2019": a year, not a rate.
        && !rest.trim_start_matches(' ').starts_with(|letter: char| letter.is_ascii_digit())
    {
        quantity.unit.0.push('/');
        quantity.unit.0.push_str(unit);
    }
    quantity
}
