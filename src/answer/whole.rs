//! Parts of a whole: "63 of its 402 branches" counts 63 branches.

use super::asking::Asking;
use crate::claim::{Figure, Value};
use crate::grammar::Mention;
use crate::id::{Id, MentionId};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// Between the two numbers stand at most this many words: "of all the".
const WORDS_BETWEEN: usize = 3;

/// What the number of the mention at `index` counts, where only the whole that it is a part of says so: "63 of its 402 branches", "of its
/// 402 branches it closed 63".
pub(super) fn noun_of_whole(asking: &Asking<'_>, index: MentionId) -> Option<Span<InFolded>> {
    let part = mention(asking, index).filter(|part| part.noun.is_none() && counts(part))?;
    let behind = mention(asking, index.after()).filter(|whole| stands_for_whole(asking, part, whole));
    let first = || mention(asking, asking.whole().mentions.start);
    let opening = || first().filter(|whole| whole.span.end <= part.span.start && opens_as_whole(asking, whole));
    behind.or_else(opening)?.noun
}

/// Returns true if the number of the mention at `index` is the whole that another number is a part of.
pub(super) fn is_whole(asking: &Asking<'_>, index: MentionId) -> bool {
    let Some(whole) = mention(asking, index) else { return false };
    let before = index.before().and_then(|part| mention(asking, part));
    before.is_some_and(|part| stands_for_whole(asking, part, whole)) || opens_as_whole(asking, whole)
}

/// Returns true if a number can count something: no share, and nothing that is measured.
fn counts(part: &Mention<InFolded>) -> bool {
    match &part.value {
        Value::Quantity(quantity) if quantity.unit.0.is_empty() => match quantity.figure {
            // "Half of the 402 branches" counts none.
            Figure::Point { value, .. } | Figure::Approximate { value, .. } => value.fract().is_zero() && value >= Decimal::ONE,
            Figure::Range { .. } | Figure::Vague { .. } => true,
        },
        _ => false,
    }
}

/// Returns true if a number opens the sentence behind "of the", and another one follows that counts without a noun of its own.
fn opens_as_whole(asking: &Asking<'_>, whole: &Mention<InFolded>) -> bool {
    let own = asking.whole();
    let follows = |part: &Mention<InFolded>| part.span.start >= whole.span.end && part.noun.is_none() && counts(part);
    whole.noun.is_some()
        && matches!(whole.value, Value::Quantity(_))
        && is_of_the(asking, Span::new(own.span.start, whole.span.start.max(own.span.start)))
        && asking.mentions().iter().any(follows)
}

fn mention<'p>(asking: &Asking<'p>, index: MentionId) -> Option<&'p Mention<InFolded>> {
    let own = asking.whole().mentions.contains(&index);
    asking.extraction().mentions.get(index).filter(|_| own)
}

/// Returns true if nothing but "of the" and the like stands between two numbers.
fn stands_for_whole(asking: &Asking<'_>, part: &Mention<InFolded>, whole: &Mention<InFolded>) -> bool {
    let (Value::Quantity(_), Value::Quantity(_)) = (&part.value, &whole.value) else { return false };
    // "12 workers of the 40 workers": both count the same.
    let words = |noun: Span<InFolded>| asking.words(noun);
    let counts_same = part.noun.is_none_or(|noun| whole.noun.is_some_and(|other| words(other).starts_with(words(noun))));
    let end = part.noun.map_or(part.span.end, |noun| noun.end.max(part.span.end));
    if whole.noun.is_none() || end > whole.span.start || !counts_same {
        return false;
    }
    is_of_the(asking, Span::new(end, whole.span.start))
}

/// Returns true if the words of `between` are a partitive and small words: "of its", "van al de", "des", "sur les".
fn is_of_the(asking: &Asking<'_>, between: Span<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let is_partitive = |word: &str| {
        let stands_for = lexicon.contractions.get(word);
        lexicon.partitives.contains(word)
            || lexicon.numbers.ratios.get(word).is_some()
            || stands_for.is_some_and(|words| words.iter().any(|word| lexicon.partitives.contains(word)))
    };
    let mut words = asking.extraction().words_of(between).take(WORDS_BETWEEN + 1);
    let opens = words.next().is_some_and(|word| is_partitive(asking.words(word)));
    let rest: Vec<Span<InFolded>> = words.collect();
    let is_small = |word: &Span<InFolded>| lexicon.is_function_word(asking.words(*word));
    opens && rest.len() < WORDS_BETWEEN && rest.iter().all(is_small) && !asking.words(between).contains([',', ';', '.'])
}
