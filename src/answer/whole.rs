//! Parts of a whole: "63 of its 402 branches" counts 63 branches.

use super::asking::Asking;
use super::bare::lacks_noun;
use crate::claim::{Figure, Value};
use crate::grammar::Mention;
use crate::id::{Id, MentionId};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// Between the two numbers stand at most this many words: "of all the".
const WORDS_BETWEEN: usize = 3;

/// Returns true if the number of the mention at `index` is the whole that another number is a part of.
pub(super) fn is_whole(asking: &Asking<'_>, index: MentionId) -> bool {
    let Some(whole) = mention(asking, index) else { return false };
    let before = index.before().and_then(|part| mention(asking, part));
    before.is_some_and(|part| stands_for_whole(asking, part, whole)) || opens_as_whole(asking, whole)
}

/// Returns true if the rule asks for a whole, and not for the part: "of the *9* people killed there, 7 were tourists", "three of the *12* branches that
/// it closed". Then what is asked stands in the phrase of the whole only.
pub(super) fn is_asked_of_whole(asking: &Asking<'_>, whole: &Mention<InFolded>) -> bool {
    let Some(noun) = whole.noun else { return false };
    let about = &asking.hits.about;
    let clause = asking.clause(whole.span.start);
    let relative = relative_clause(asking, noun);
    // Up to a comma, a phrase in front holds what tells of its noun; in the noun itself, an adjective does.
    let behind = asking.words(Span::new(noun.end, clause.end.max(noun.end)));
    let is_opening = asking.mentions().first().is_some_and(|first| first.span == whole.span) && opens_as_whole(asking, whole);
    let phrase = behind
        .find(',')
        .filter(|_| is_opening)
        .map_or_else(|| own_phrase(asking, whole.span, noun), |at| Span::new(whole.span.start, noun.end + at));
    let is_of_whole = |word: &Span<InFolded>| phrase.covers(*word) || relative.is_some_and(|relative| relative.covers(*word));
    // A relative clause in front ends in the middle of the sentence, and the part stands behind it.
    let reach = if is_opening { asking.whole().span } else { clause };
    let here: Vec<&Span<InFolded>> = about.iter().filter(|word| reach.covers(**word) || is_of_whole(word)).collect();
    !here.is_empty() && here.into_iter().all(is_of_whole)
}

/// Returns true if a number only counts some of those that the rule asks about: "*six* of the dead were children". Then its word of `about`
/// stands behind "of the", and nowhere else in the clause.
pub(super) fn is_part_of_told(asking: &Asking<'_>, part: &Mention<InFolded>) -> bool {
    let clause = asking.clause(part.span.start);
    let mut about = asking.hits.about.iter().filter(|word| clause.covers(**word));
    let (Some(whole), None) = (about.next(), about.next()) else { return false };
    let between = Span::new(part.span.end, whole.start.max(part.span.end));
    let lexicon = asking.whole().lexicon;
    // "Ten of the dead", "dix des morts", but not "une dizaine de morts".
    let mut words = asking.extraction().words_of(between).map(|word| asking.words(word));
    let is_article = |word: &str| lexicon.determiners.contains(word);
    let holds_article =
        |word: &str| lexicon.contractions.get(word).is_some_and(|words| words.iter().any(|word| is_article(word)));
    let is_definite = words.any(|word| is_article(word) || holds_article(word));
    whole.start >= part.span.end && counts(part) && is_definite && is_of_the(asking, between)
}

/// A number with its noun; where the verb is second, it may stand right behind the noun, and does not belong to it: "of the 402 jobs went 63".
fn own_phrase(asking: &Asking<'_>, number: Span<InFolded>, noun: Span<InFolded>) -> Span<InFolded> {
    let counted = asking.hits.counted.iter().rfind(|word| noun.covers(**word));
    match counted.filter(|_| asking.whole().lexicon.verb_second) {
        Some(counted) => Span::new(number.start, counted.end),
        None => number.join(noun),
    }
}

/// The clause that a counted noun opens: "208 swans that wintered here".
pub(super) fn relative_clause(asking: &Asking<'_>, noun: Span<InFolded>) -> Option<Span<InFolded>> {
    let clause = asking.clause(noun.start);
    let between = asking.words(Span::new(noun.end, clause.end.max(noun.end)));
    let ends_clause = clause.end >= noun.end && between.trim().is_empty();
    let next = asking.clause(clause.end);
    (ends_clause && next.start == clause.end).then_some(next)
}

/// The whole that the number of the mention at `index` is a part of.
pub(super) fn whole_of<'p>(asking: &Asking<'p>, index: MentionId) -> Option<&'p Mention<InFolded>> {
    let part = mention(asking, index).filter(|part| lacks_noun(asking, part) && counts(part))?;
    let behind = mention(asking, index.after()).filter(|whole| stands_for_whole(asking, part, whole));
    let first = || mention(asking, asking.whole().mentions.start);
    let opening = || first().filter(|whole| whole.span.end <= part.span.start && opens_as_whole(asking, whole));
    behind.or_else(opening)
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
    let follows = |part: &Mention<InFolded>| part.span.start >= whole.span.end && lacks_noun(asking, part) && counts(part);
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
