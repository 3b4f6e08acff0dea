//! Answers to "which" and "who": the options or names that stand in a clause of what the rule is about.

use super::asking::{Asking, Stop, Tried};
use super::page::Draft;
use crate::claim::{Choice, Polarity, Value};
use crate::id::OptionId;
use crate::lexicon::Cue;
use crate::rule::{Choices, RuleOption};
use crate::span::{InFolded, Span};
use std::collections::BTreeSet;

/// "Not in the city of Dublin": so many words may stand before what is denied.
const NOT_REACH: usize = 2;

/// An option, and the words that name it.
pub(super) type Named = (OptionId, Span<InFolded>);

/// One answer for each clause that names an option: the set of all that it names.
pub(super) fn answers(asking: &Asking<'_>, choices: &Choices) -> Vec<Tried> {
    let found = named(asking, choices);
    if found.is_empty() {
        return vec![Err(Stop::Value("none of the rule's options is named there"))];
    }
    let mut tried = Vec::new();
    let mut denied: Option<Span<InFolded>> = None;
    for clause in asking.extraction().clauses(asking.sentence) {
        let here = named_in(asking, clause, &found);
        // "Not in Dublin, but in Frankfurt": the contrast shares the predicate of what was denied.
        let shared = denied.take().filter(|_| begins_contrast(asking, clause));
        let own = asking.hits.about.iter().find(|word| clause.covers(**word)).copied();
        let Some(predicate) = own.or(shared).filter(|_| !here.is_empty()) else { continue };
        match sets(asking, clause, (own, predicate), here) {
            Ok(sets) => {
                denied = Some(predicate).filter(|_| sets.iter().any(|set| set.is_denied));
                tried.extend(sets.into_iter().map(|set| answer(asking, choices, predicate, set)));
            }
            Err(stop) => tried.push(Err(stop)),
        }
    }
    if tried.is_empty() { vec![Err(asking.nothing_fits())] } else { tried }
}

/// The options that a clause names. "Lies Vantorre, who grew up there, designed the hall": what stands before an inserted clause is of the
/// clause as well.
fn named_in(asking: &Asking<'_>, clause: Span<InFolded>, found: &[Named]) -> Vec<Named> {
    let within = |span: Span<InFolded>| found.iter().filter(|(_, at)| span.covers(*at)).copied().collect::<Vec<_>>();
    let here = within(clause);
    let resumed = asking.extraction().resumed(asking.sentence, clause).filter(|_| here.is_empty());
    match resumed {
        Some(first) if !asking.hits.about.iter().any(|word| first.covers(*word)) => within(first),
        _ => here,
    }
}

/// Options that a clause affirms together, or denies.
struct Set {
    named: Vec<Named>,
    is_denied: bool,
    is_closed: bool,
}

/// What a clause says of the options that it names, in order of place.
fn sets(
    asking: &Asking<'_>,
    clause: Span<InFolded>,
    (own, predicate): (Option<Span<InFolded>>, Span<InFolded>),
    here: Vec<Named>,
) -> Result<Vec<Set>, Stop> {
    asking.unless(clause)?;
    asking.subject(predicate)?;
    let reading = asking.extraction().reading(asking.sentence, predicate);
    if reading.has_ceased {
        return Err(Stop::Ceased(predicate));
    }
    let is_denied = reading.polarity == Polarity::Denied && own.is_some();
    let (denied, affirmed): (Vec<_>, Vec<_>) =
        here.into_iter().partition(|(_, span)| is_denied || is_not_this(asking, predicate, *span));
    let is_closed = asking.cues().iter().any(|hit| hit.cue == Cue::Only && clause.covers(hit.span));
    let mut sets =
        vec![Set { named: denied, is_denied: true, is_closed: false }, Set { named: affirmed, is_denied: false, is_closed }];
    sets.retain(|set| !set.named.is_empty());
    sets.sort_by_key(|set| set.named.first().map(|(_, span)| *span));
    Ok(sets)
}

fn answer(asking: &Asking<'_>, choices: &Choices, predicate: Span<InFolded>, set: Set) -> Tried {
    let first = set.named.first().map_or(predicate, |(_, span)| *span);
    let ids: BTreeSet<String> = set.named.iter().map(|(option, _)| choices.options[*option].id.clone()).collect();
    let reading = |at: Span<InFolded>| asking.extraction().reading(asking.sentence, at);
    let of_predicate = reading(predicate);
    Ok(Draft {
        rule: asking.rule,
        sentence: asking.sentence,
        at: first.join(predicate),
        mention: None,
        value: Value::Choice(Choice { ids, is_closed: set.is_closed, is_denied: set.is_denied }),
        modality: of_predicate.modality.max(reading(first).modality),
        doubt: of_predicate.doubt,
        negated: false,
        concerned: asking.subject(predicate)?,
        sides: asking.sides(first),
    })
}

/// Returns true if a clause begins with a contrast.
fn begins_contrast(asking: &Asking<'_>, clause: Span<InFolded>) -> bool {
    asking.cues().iter().any(|hit| hit.cue == Cue::Contrast && hit.span.start == clause.start)
}

/// Returns true if the text says of one option that it is not this one: "not in Dublin", "rather than Dublin". A negation before the
/// predicate is the predicate's own.
fn is_not_this(asking: &Asking<'_>, predicate: Span<InFolded>, option: Span<InFolded>) -> bool {
    let clause = asking.clause(option.start);
    asking.cues().iter().any(|hit| {
        let denies = match hit.cue {
            Cue::Instead | Cue::Outranked => true,
            Cue::Negation | Cue::NegatedDeterminer => predicate.end <= hit.span.start,
            _ => false,
        };
        denies && clause.covers(hit.span) && hit.span.end <= option.start && asking.gap(hit.span.end, option.start) <= NOT_REACH
    })
}

/// The options named in the sentence, with their places; for a `name` rule, the entities, but not who is only credited with
/// the words.
pub(super) fn named(asking: &Asking<'_>, choices: &Choices) -> Vec<Named> {
    let mut found = asking.hits.options.clone();
    for hit in asking.page.names.within(asking.whole().span) {
        let same = |(_, option): &(OptionId, &RuleOption)| option.entity == Some(hit.entity);
        let Some((option, _)) = choices.options.enumerate().find(same) else { continue };
        let voice = asking.extraction().voice(asking.sentence, hit.span);
        if voice.is_none_or(|voice| !voice.window.covers(hit.span)) {
            found.push((option, hit.span));
        }
    }
    found.sort_by_key(|(option, span)| (*span, *option));
    // The longest words that stand at a place win: "in the European Union" is no "in the".
    let longest = |one: &Named| !found.iter().any(|other| other.1.covers(one.1) && other.1 != one.1);
    found.iter().copied().filter(longest).collect()
}
