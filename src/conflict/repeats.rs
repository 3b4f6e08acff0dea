//! Finds answers that only repeat another source. Such an answer is not a separate voice.

use super::verdict::is_long_enough;
use crate::answer::Answer;
use std::collections::BTreeMap;

/// The most copies in a chain that are followed.
const MOST_COPIES: usize = 16;

/// Returns, for each answer of a position, the id of the source whose words it repeats; none for answers that repeat nobody.
///
/// An answer repeats the source that its own source derives from, if that source gives the same answer; else another source that
/// contains the same words: the one with the earliest date, else the first by path.
pub fn repeats<'a>(answers: &[&'a Answer]) -> Vec<Option<&'a str>> {
    let by_id: BTreeMap<&str, &'a Answer> = answers.iter().map(|answer| (answer.source.id.as_str(), *answer)).collect();
    let origins: Vec<Option<&'a str>> = answers.iter().map(|answer| origin(answer, &by_id)).collect();
    let mut first_with: BTreeMap<&str, &'a Answer> = BTreeMap::new();
    // A declared copy is never the original.
    let own = answers.iter().zip(&origins).filter(|(_, origin)| origin.is_none()).map(|(answer, _)| *answer);
    for answer in own.filter(|answer| is_long_enough(&answer.quote_key)) {
        let first = first_with.entry(&answer.quote_key).or_insert(answer);
        if age(answer) < age(first) {
            *first = answer;
        }
    }
    let repeats = answers.iter().zip(origins).map(|(answer, origin)| {
        let first = first_with.get(answer.quote_key.as_str()).filter(|first| first.source != answer.source);
        origin.or_else(|| first.map(|first| first.source.id.as_str()))
    });
    repeats.collect()
}

/// Returns the id of the source in the position that the answer's own source derives from. If sources derive from each other in a
/// cycle, there is none: somebody must have said it.
fn origin<'a>(answer: &'a Answer, by_id: &BTreeMap<&str, &'a Answer>) -> Option<&'a str> {
    let mut at = by_id.get(answer.source.derives_from.as_deref()?)?;
    for _ in 0..MOST_COPIES {
        if at.source.id == answer.source.id {
            return None;
        }
        match at.source.derives_from.as_deref().and_then(|next| by_id.get(next)) {
            Some(next) => at = next,
            None => break,
        }
    }
    answer.source.derives_from.as_deref()
}

/// Returns the sort key of answers that share words: those without a date come last.
fn age(answer: &Answer) -> impl Ord + '_ {
    (answer.date.is_none(), answer.date.map(|date| date.first()), &answer.source)
}
