//! Answers to "when".

use super::asking::{Asking, Stop, Tried};
use super::page::Draft;
use crate::claim::{Polarity, Value};
use crate::grammar::Mention;
use crate::span::{InFolded, Span};

/// The date of each clause that stands nearest to a word of what the rule is about. A date that something was said on answers
/// nothing.
pub(super) fn answers(asking: &Asking<'_>) -> Vec<Tried> {
    let is_date = |mention: &Mention<InFolded>| matches!(mention.value, Value::Period(_));
    if !asking.mentions().iter().any(is_date) {
        return vec![Err(Stop::Value("no date stands there"))];
    }
    let clauses = asking.extraction().clauses(asking.sentence);
    let found: Vec<Tried> = clauses
        .filter_map(|clause| Some((clause, nearest(asking, clause)?)))
        .map(|(clause, found)| answer(asking, clause, found))
        .collect();
    if found.is_empty() { vec![Err(asking.nothing_fits())] } else { found }
}

/// The date of a clause that stands nearest to a word of what the rule is about, with the word.
fn nearest<'p>(asking: &Asking<'p>, clause: Span<InFolded>) -> Option<(Span<InFolded>, &'p Mention<InFolded>)> {
    let is_own = |mention: &&Mention<InFolded>| {
        matches!(mention.value, Value::Period(_))
            && clause.covers(mention.span)
            && !asking.extraction().dates_speech(asking.sentence, mention.span)
            && !asking.extraction().is_of_noun(asking.sentence, mention.span)
    };
    let near = asking.mentions().iter().filter(is_own).filter_map(|mention| {
        let distance = |word: &Span<InFolded>| {
            let (first, second) = if word.start < mention.span.start { (*word, mention.span) } else { (mention.span, *word) };
            let between = Span::new(first.end, second.start);
            // "Built between 1995 and 1997, was opened in 1998": what no mark parts from its verb belongs to it first.
            let is_parted = asking.words(between).contains([',', ';', '(', ')']);
            (is_parted, asking.gap(between.start, between.end), mention.span.start < word.start)
        };
        let word = asking.hits.about.iter().filter(|word| clause.covers(**word)).min_by_key(|word| distance(word))?;
        Some((distance(word), *word, mention))
    });
    near.min_by_key(|(distance, ..)| *distance).map(|(_, word, mention)| (word, mention))
}

fn answer(asking: &Asking<'_>, clause: Span<InFolded>, found: (Span<InFolded>, &Mention<InFolded>)) -> Tried {
    let (predicate, mention) = found;
    asking.unless(clause)?;
    let concerned = asking.subject(predicate)?;
    let reading = |at: Span<InFolded>| asking.extraction().reading(asking.sentence, at);
    let (own, of_predicate) = (reading(mention.span), reading(predicate));
    Ok(Draft {
        rule: asking.rule,
        sentence: asking.sentence,
        at: mention.span,
        mention: None,
        value: mention.value.clone(),
        modality: own.modality.max(of_predicate.modality),
        doubt: own.doubt.or(of_predicate.doubt),
        negated: of_predicate.has_ceased || of_predicate.polarity == Polarity::Denied,
        concerned,
        sides: asking.sides(mention.span),
    })
}
