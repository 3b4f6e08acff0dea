//! Answers to "when".

use super::page::{Draft, Page, RuleHits};
use super::subject::Recent;
use crate::claim::{Polarity, Value};
use crate::extract::CueHit;
use crate::id::{RuleId, SentenceId};
use crate::span::{InFolded, Span};

/// The date of each clause that stands nearest to a word of what the rule is about. A date that something was said on answers
/// nothing.
pub(super) fn answers(page: &mut Page<'_>, rule: RuleId, sentence: SentenceId, hits: &RuleHits, recent: &Recent) {
    let extraction = page.extraction;
    let text = extraction.folded.text();
    for clause in extraction.clauses(sentence) {
        if hits.unless.iter().any(|word| clause.meets(*word)) {
            continue;
        }
        let dates = extraction.mentions[extraction.sentences[sentence].mentions.clone()].iter();
        let dates = dates.filter(|mention| clause.covers(mention.span) && !extraction.dates_speech(sentence, mention.span));
        let nearest = dates
            .filter_map(|mention| {
                let Value::Period(_) = mention.value else { return None };
                let distance = |word: &Span<InFolded>| {
                    let (first, second) =
                        if word.start < mention.span.start { (*word, mention.span) } else { (mention.span, *word) };
                    let between = Span::new(first.end, second.start);
                    // "Built between 1995 and 1997, was opened in 1998": what no mark parts from its verb belongs to it first.
                    let is_parted = extraction.words(between).contains([',', ';', '(', ')']);
                    (is_parted, CueHit::words_between(text, between.start, between.end), mention.span.start < word.start)
                };
                let word = hits.about.iter().filter(|word| clause.covers(**word)).min_by_key(|word| distance(word))?;
                Some((distance(word), *word, mention))
            })
            .min_by_key(|(distance, ..)| *distance);
        let Some((_, predicate, mention)) = nearest else { continue };
        let Some(concerned) = page.subject(rule, sentence, predicate, recent) else { continue };
        let (own, of_predicate) = (extraction.reading(sentence, mention.span), extraction.reading(sentence, predicate));
        let modality = own.modality.max(of_predicate.modality);
        page.push(Draft {
            rule,
            sentence,
            at: mention.span,
            value: mention.value.clone(),
            modality,
            doubt: own.doubt.or(of_predicate.doubt),
            negated: of_predicate.has_ceased || of_predicate.polarity == Polarity::Denied,
            concerned,
            sides: hits.sides(page, sentence, mention.span),
        });
    }
}
