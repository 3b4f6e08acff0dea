//! What a number is where it is not the answer: a former value, a difference, a part, a measure of something else.

use super::asking::Asking;
use super::bare::stands_for_others;
use super::conjunct::Conjuncts;
use super::whole::is_whole;
use crate::claim::{Figure, Value};
use crate::extract::{Comparison, CueHit};
use crate::grammar::Mention;
use crate::id::{Id, MentionId};
use crate::lexicon::{Cue, Units};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// Between what says that a sum follows and the sum stand at most this many words: "bringing the total *number of dismissed workers to* 40".
const WORDS_BEFORE_TOTAL: usize = 8;

/// These words take at most this many bytes, so that nobody looks further.
const MOST_BYTES: usize = 256;

/// The sum is one of the next few numbers and dates: "12 in May, after 3 months, bringing the total to *40*".
const NUMBERS_BEFORE_TOTAL: usize = 4;

/// What a number is for its predicate, where that does not answer how many or how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// What it was before: "down from 40".
    Former,
    /// With what it is compared: "against 40 in 2019".
    Compared,
    /// What it is not: "instead of 40".
    Replaced,
    /// By how much it differs or changed: "12 more than".
    Difference,
    /// What a sum grew by: "*12*, bringing the total to 40".
    Part,
    /// Of what it is a multiple: "twice the 3 million".
    Multiple,
    /// Of what it is a part: "12 of the *40*".
    Whole,
    /// A part of the whole that is asked for: "of the 9 people killed, *7* were tourists".
    PartOfWhole,
    /// A share of something: "one in 12".
    Share,
    /// The same in another unit: "61 cm (*24 inches*)".
    Converted,
}

impl Role {
    /// Says of a number with this role why it answers nothing.
    pub const fn says(self) -> &'static str {
        match self {
            Role::Former => "is what it was before, not what it is",
            Role::Compared => "is what it is compared with, not what it is",
            Role::Replaced => "is what it is not",
            Role::Difference => "is by how much it changed or differs, not what it is",
            Role::Part => "is only a part of the sum that follows",
            Role::Multiple => "is only a measure: it is a multiple of that, or a part",
            Role::Whole => "is the whole that another number is a part of",
            Role::PartOfWhole => "is a part of the number that the rule asks for",
            Role::Share => "is a share, and counts nothing",
            Role::Converted => "is the number before it in another unit",
        }
    }
}

/// The role of the number of a mention; none where it says how many or how much it is.
pub(super) fn role(asking: &Asking<'_>, index: MentionId) -> Option<Role> {
    let number = asking.extraction().mentions.get(index)?;
    let comparison = asking.extraction().comparison(asking.sentence, index);
    let compared = comparison.map(|comparison| match comparison {
        Comparison::Former => Role::Former,
        Comparison::Other => Role::Compared,
        Comparison::Replaced => Role::Replaced,
    });
    compared
        .or_else(|| (is_difference(asking, index, number) || adds_others(asking, number)).then_some(Role::Difference))
        .or_else(|| is_multiplied(asking, number).then_some(Role::Multiple))
        .or_else(|| is_whole(asking, index).then_some(Role::Whole))
        .or_else(|| is_increment(asking, index).then_some(Role::Part))
        .or_else(|| is_converted(asking, index).then_some(Role::Converted))
}

/// `difference = cue number / number [noun] cue`, as in `12 workers more`, `a rise of 5 %`. Where the rule is `about` the very words that say so, that is
/// what it asks: "a reculé de 61 mètres".
fn is_difference(asking: &Asking<'_>, index: MentionId, number: &Mention<InFolded>) -> bool {
    let (at, noun) = (number.span, number.noun);
    let about = &asking.hits.about;
    let end = noun.map_or(at.end, |noun| noun.end.max(at.end));
    let is_told = |hit: &&CueHit| {
        hit.cue == Cue::Difference && !about.iter().any(|word| word.meets(hit.span)) && !tells_others(asking, index, hit)
    };
    asking.cues().iter().filter(is_told).any(|hit| {
        // "112 kilos, more than they had expected": behind a mark, a remark begins.
        let is_beside = |from: usize, to: usize| {
            from <= to && asking.gap(from, to) == 0 && !asking.words(Span::new(from, to)).contains([',', ';', ':'])
        };
        let behind = |end: usize| is_beside(end, hit.span.start);
        let before = is_beside(hit.span.end, at.start);
        before || behind(at.end) || behind(end) || noun.is_some_and(|noun| noun.covers(hit.span))
    })
}

/// Returns true if a number is of others than the one before it, of whom something else is told: "nine died and *40 more* were hurt". What compares
/// goes on behind: "40 more than".
fn tells_others(asking: &Asking<'_>, index: MentionId, cue: &CueHit) -> bool {
    let Some(own) = asking.extraction().mentions.get(index) else { return false };
    let lexicon = asking.whole().lexicon;
    let next = asking.extraction().words_of(Span::new(cue.span.end.max(own.span.end), asking.whole().span.end)).next();
    let goes_on = next.is_some_and(|next| {
        let word = asking.words(next);
        lexicon.is_function_word(word) && !lexicon.auxiliaries.contains(word)
    });
    let elliptic = || {
        let before = index.before().and_then(|before| neighbours(asking, before, index));
        before.is_some_and(|(before, own)| Conjuncts::of(asking).is_elliptic(before.span, own.span))
    };
    !goes_on && (elliptic() || stands_for_others(asking, own) && told_before(asking, own.span) == Some(Told::Other))
}

/// Returns true if a number is of others than those that the same was told of before: "12 were hurt on Monday. *40 others* were hurt on Tuesday."
fn adds_others(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    stands_for_others(asking, number) && told_before(asking, number.span) == Some(Told::Same)
}

/// What the words before a number tell of another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// What the rule asks.
    Same,
    /// Something else.
    Other,
}

/// What is told of the numbers before `number` in its sentence, or else of those in the sentence before.
fn told_before(asking: &Asking<'_>, number: Span<InFolded>) -> Option<Told> {
    let start = asking.whole().span.start;
    let mut here = asking.extraction().mentions_in(asking.sentence, start, number.start);
    let told = |is_same| if is_same { Told::Same } else { Told::Other };
    match here.any(|other| matches!(other.value, Value::Quantity(_))) {
        true => Some(told(asking.hits.about.first().is_some_and(|word| word.end <= number.start))),
        false => asking.told_before.map(told),
    }
}

/// `multiplied = cue *3( word ) number`, as in `twice the planned 3 million`
fn is_multiplied(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    asking.extraction().cues_before(asking.sentence, number.span).any(|hit| hit.cue == Cue::Multiple)
}

/// `converted = number "(" number`, with a unit that measures the same, as in `61 cm (24 inches)`; for sums, another currency
fn is_converted(asking: &Asking<'_>, index: MentionId) -> bool {
    let Some((before, own)) = index.before().and_then(|before| neighbours(asking, before, index)) else { return false };
    let end = before.noun.map_or(before.span.end, |noun| noun.end.max(before.span.end));
    if end > own.span.start || asking.words(Span::new(end, own.span.start)).trim() != "(" {
        return false;
    }
    let (Value::Quantity(first), Value::Quantity(second)) = (&before.value, &own.value) else { return false };
    let units = Units::carried();
    let of = |unit: &str| units.get(unit.split('/').next().unwrap_or(unit));
    let measures_same = of(&first.unit.0)
        .zip(of(&second.unit.0))
        .is_some_and(|(first, second)| first.dimension == second.dimension || first.is_currency && second.is_currency);
    measures_same && first.unit != second.unit
}

/// `increment = number … cue … number`: a number that the sum behind it holds, as in `12 on Monday, bringing the total to 40`
fn is_increment(asking: &Asking<'_>, index: MentionId) -> bool {
    let after = index.after()..asking.whole().mentions.end;
    Id::each(after).take(NUMBERS_BEFORE_TOTAL).any(|total| increment_of(asking, total) == Some(index))
}

/// The number that the sum at `total` grew by.
pub(super) fn increment_of(asking: &Asking<'_>, total: MentionId) -> Option<MentionId> {
    let sum = asking.extraction().mentions.get(total)?;
    let Value::Quantity(quantity) = &sum.value else { return None };
    let numbers = |from: usize, to: usize| asking.extraction().mentions_in(asking.sentence, from, to);
    let is_opened = |hit: &&CueHit| {
        hit.cue == Cue::Total
            && hit.span.end <= sum.span.start
            && sum.span.start - hit.span.end <= MOST_BYTES
            && asking.gap(hit.span.end, sum.span.start) <= WORDS_BEFORE_TOTAL
            && numbers(hit.span.end, sum.span.start).next().is_none()
    };
    let opener = asking.cues().iter().rfind(is_opened)?;
    let is_alike = |mention: &Mention<InFolded>| matches!(&mention.value, Value::Quantity(own) if own.unit == quantity.unit);
    Id::each(asking.whole().mentions.clone()).rfind(|index| {
        let mention = &asking.extraction().mentions[*index];
        mention.span.end <= opener.span.start && is_alike(mention)
    })
}

/// Returns true if a number is a share: "one in 12", "half of them".
pub(super) fn is_share(number: &Mention<InFolded>) -> bool {
    let Value::Quantity(quantity) = &number.value else { return false };
    match quantity.figure {
        Figure::Point { value, .. } | Figure::Approximate { value, .. } => {
            quantity.unit.0.is_empty() && value > Decimal::ZERO && value < Decimal::ONE
        }
        Figure::Range { .. } | Figure::Vague { .. } => false,
    }
}

fn neighbours<'p>(
    asking: &Asking<'p>,
    before: MentionId,
    own: MentionId,
) -> Option<(&'p Mention<InFolded>, &'p Mention<InFolded>)> {
    let mentions = &asking.extraction().mentions;
    let in_sentence = asking.whole().mentions.contains(&before);
    mentions.get(before).zip(mentions.get(own)).filter(|_| in_sentence)
}
