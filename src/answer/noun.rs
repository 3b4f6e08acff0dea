//! What a number counts where only the noun of another number says so.

use super::asking::Asking;
use super::conjunct::Conjuncts;
use super::role::increment_of;
use crate::grammar::Mention;
use crate::id::{Id, MentionId};
use crate::span::{InFolded, Span};

/// The noun that a number without a noun of its own shares with another one: with the number that a sum holds ("12 workers, bringing the total
/// to *40*"), that it is compared with ("*12* instead of 40 workers"), or before it ("9 people were killed and *40* injured").
pub(super) fn noun_of_other(asking: &Asking<'_>, index: MentionId) -> Option<Span<InFolded>> {
    let number = asking.extraction().mentions.get(index)?;
    if number.noun.is_some_and(|noun| is_counted(asking, noun)) {
        return None;
    }
    of_increment(asking, index).or_else(|| of_compared(asking, index)).or_else(|| of_parallel(asking, number))
}

/// "12 workers in May, which brings the total to *40*".
fn of_increment(asking: &Asking<'_>, index: MentionId) -> Option<Span<InFolded>> {
    counted_noun(asking, asking.extraction().mentions.get(increment_of(asking, index)?)?)
}

/// "*12* instead of 40 workers".
fn of_compared(asking: &Asking<'_>, index: MentionId) -> Option<Span<InFolded>> {
    let number = asking.extraction().mentions.get(index).filter(|number| number.noun.is_none())?;
    let next = Id::each(asking.whole().mentions.clone()).find(|next| *next > index)?;
    let compared = asking.extraction().mentions.get(next)?;
    let is_compared = asking.extraction().comparison(asking.sentence, next).is_some();
    let is_apart = asking.words(Span::new(number.span.end, compared.span.start.max(number.span.end))).contains([',', ';']);
    counted_noun(asking, compared).filter(|_| is_compared && !is_apart)
}

/// "9 people were killed and *40* injured": a predicate stands where the noun would.
fn of_parallel(asking: &Asking<'_>, number: &Mention<InFolded>) -> Option<Span<InFolded>> {
    let is_predicate = |noun: Span<InFolded>| asking.extraction().asked_in(asking.sentence).iter().any(|word| noun.covers(*word));
    if !number.noun.is_none_or(is_predicate) {
        return None;
    }
    let start = asking.whole().span.start;
    let before = asking.extraction().mentions_in(asking.sentence, start, number.span.start).last()?;
    let is_elliptic = Conjuncts::of(asking).is_elliptic(before.span, number.span);
    counted_noun(asking, before).filter(|_| is_elliptic)
}

/// The noun of a number, if it is what the rule counts.
fn counted_noun(asking: &Asking<'_>, number: &Mention<InFolded>) -> Option<Span<InFolded>> {
    number.noun.filter(|noun| is_counted(asking, *noun))
}

/// Returns true if a noun is what the rule counts; "40 *injured*" is a predicate.
fn is_counted(asking: &Asking<'_>, noun: Span<InFolded>) -> bool {
    let asked = asking.extraction().asked_in(asking.sentence);
    let is_noun = |word: &&Span<InFolded>| noun.covers(**word) && !asked.iter().any(|asked| asked.meets(**word));
    asking.hits.counted.iter().any(|word| is_noun(&word))
}
