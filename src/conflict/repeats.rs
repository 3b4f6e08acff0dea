//! Who only repeats whom: an answer that another source's words give is not a voice of its own.

use super::verdict::is_long_enough;
use crate::answer::Answer;
use std::collections::BTreeMap;

/// For each answer of a position, the id of the source whose words it repeats; none for those that speak for themselves.
///
/// An answer repeats the source that its own derives from, if that one gives the same answer, and another source in which the
/// same words stand: the one with the earliest date, else the first by path.
pub fn repeats<'a>(answers: &[&'a Answer]) -> Vec<Option<&'a str>> {
    let by_id: BTreeMap<&str, &'a Answer> = answers.iter().map(|answer| (answer.source.id.as_str(), *answer)).collect();
    let mut first_with: BTreeMap<&str, &'a Answer> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| is_long_enough(&answer.quote_key)) {
        let first = first_with.entry(&answer.quote_key).or_insert(answer);
        if age(answer) < age(first) {
            *first = answer;
        }
    }
    let mut found: Vec<Option<&'a str>> = answers
        .iter()
        .map(|answer| {
            let origin = origin(answer, &by_id);
            let first = first_with.get(answer.quote_key.as_str()).filter(|first| first.source != answer.source);
            origin.or_else(|| first.map(|first| first.source.id.as_str()))
        })
        .collect();
    // Sources that derive from each other in a ring: somebody must have said it.
    if found.iter().all(Option::is_some)
        && let Some(best) = found.first_mut()
    {
        *best = None;
    }
    found
}

/// The id of the source in the position that the answer's own derives from.
fn origin<'a>(answer: &'a Answer, by_id: &BTreeMap<&str, &'a Answer>) -> Option<&'a str> {
    let origin = answer.source.derives_from.as_deref()?;
    by_id.contains_key(origin).then_some(origin).filter(|origin| *origin != answer.source.id)
}

/// What orders the answers that share words: those without a date come last.
fn age(answer: &Answer) -> impl Ord + '_ {
    (answer.date.is_none(), answer.date.map(|date| date.first()), &answer.source)
}
