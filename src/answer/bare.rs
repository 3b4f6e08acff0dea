//! Numbers without a noun of their own, where the words around them say what they count: "killed *39*", "the toll rose to *22*", "*21* others
//! were hurt".

use super::asking::Asking;
use super::numeral::NOUN_REACH;
use crate::claim::{Figure, Value};
use crate::grammar::Mention;
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};
use rust_decimal::Decimal;

/// What says what a number counts stands at most this many bytes away.
const MOST_BYTES: usize = 160;

/// Returns true if a number counts what the rule asks for, though no noun of its own says so.
pub(super) fn counts_asked(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    if asking.is_vague || may_be_year(asking, number) {
        return false;
    }
    let is_beside = || is_behind(asking, number) || is_before(asking, number) || is_behind_tally(asking, number);
    let has_about = !asking.asked().about.patterns.is_empty();
    lacks_noun(asking, number) && is_beside()
        || is_before_partitive(asking, number)
        || has_about && stands_for_others(asking, number)
        || is_before_tally(asking, number)
}

/// Returns true if a number without a noun is written as a year is: "death toll *2018*: 14".
pub(super) fn may_be_year(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let words = asking.words(number.span);
    words.len() == 4 && words.bytes().all(|letter| letter.is_ascii_digit()) && words.starts_with(['1', '2']) && words < "2100"
}

/// Returns true if a number has no noun of its own: nothing stands where it would, or what the rule asks.
pub(super) fn lacks_noun(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let Some(noun) = number.noun else { return word_of_others(asking, number).is_none() };
    let mut words = asking.extraction().words_of(noun);
    words.find(|word| !lexicon.auxiliaries.contains(asking.words(*word))).is_some_and(|word| is_asked_word(asking, word.start))
}

/// Returns true if a word in the place of a noun stands behind a number, or right before it: "*40 others* were hurt", not "40 other workers".
pub(super) fn stands_for_others(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let sentence = asking.whole().span;
    if let Some(other) = word_of_others(asking, number) {
        let Some(next) = asking.extraction().words_of(Span::new(other.end, sentence.end)).next() else { return true };
        let is_apart = asking.words(Span::new(other.end, next.start)).contains(|letter: char| !letter.is_whitespace());
        return is_apart || is_asked_word(asking, next.start) || lexicon.is_function_word(asking.words(next));
    }
    let before = Span::new(near(asking, sentence.start, number.span.start), number.span.start);
    let opener = asking.extraction().words_of(before).last();
    opener.is_some_and(|word| lexicon.others.contains(asking.words(word))) && lacks_noun(asking, number)
}

/// The word for others right behind a number, but for a partitive: "40 *others*", "une dizaine d'*autres*".
fn word_of_others(asking: &Asking<'_>, number: &Mention<InFolded>) -> Option<Span<InFolded>> {
    let lexicon = asking.whole().lexicon;
    let behind = Span::new(number.span.end, asking.whole().span.end);
    let mut words = asking.extraction().words_of(behind).skip_while(|word| lexicon.partitives.contains(asking.words(*word)));
    let word = words.next().filter(|word| lexicon.others.contains(asking.words(*word)))?;
    let between = asking.words(Span::new(behind.start, word.start));
    (!between.contains([',', ';', '.', '(', ')', ':'])).then_some(word)
}

/// `behind = verb [ ":" ] *( small ) [ link ] number`, as in `killed 39`, `puts it at 39`; behind a noun, a number is its name: "in hall 4"
fn is_behind(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let about = &asking.hits.about;
    let Some(last) = about[..about.partition_point(|word| word.start < number.span.start)].last() else { return false };
    let between = Span::new(last.end.min(number.span.start), number.span.start);
    let lexicon = asking.whole().lexicon;
    let link = asking.extraction().words_of(between).last().filter(|word| lexicon.figure_links.contains(asking.words(*word)));
    let between = link.map_or(between, |link| Span::new(between.start, link.start));
    only_small(asking, between) && (asking.words(between).contains(':') || !is_noun(asking, *last))
}

/// Returns true if the last word of `asked` is a noun: an article or a preposition that marks no infinitive stands right before it.
fn is_noun(asking: &Asking<'_>, asked: Span<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let before = Span::new(near(asking, asking.whole().span.start, asked.end), asked.end);
    let mut words: Vec<Span<InFolded>> = asking.extraction().words_of(before).collect();
    words.pop();
    words.pop().is_some_and(|word| {
        let text = asking.words(word);
        let opens = lexicon.determiners.contains(text) || lexicon.prepositions.contains(text);
        opens && !lexicon.pronouns.contains(text) && !lexicon.class_of(text, false).is(Class::INFINITIVE_MARK)
    })
}

/// `before = opening number *( small ) asked`, as in `9 were killed`; what opens is no name, and no noun that is numbered ("room 9")
fn is_before(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let asked = asked(asking);
    let Some(next) = asked.get(asked.partition_point(|word| word.start < number.span.end)) else { return false };
    // "With *three scanners*": what a preposition governs is no subject.
    let before = Span::new(near(asking, asking.whole().span.start, number.span.start), number.span.start);
    let is_governed = asking
        .extraction()
        .words_of(before)
        .last()
        .is_some_and(|word| asking.whole().lexicon.prepositions.contains(asking.words(word)));
    only_small(asking, Span::new(number.span.end, next.start))
        && counts_several(number)
        && !is_governed
        && is_free(asking, number.span.start)
}

/// `before-partitive = number partitive *2( small ) counted`, as in `vijf van zijn mensen`
fn is_before_partitive(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let counted = &asking.hits.counted;
    let Some(noun) = counted.get(counted.partition_point(|word| word.start < number.span.end)) else { return false };
    let lexicon = asking.whole().lexicon;
    let between = Span::new(number.span.end, noun.start);
    if between.len() > MOST_BYTES || asking.words(between).contains(|letter: char| !letter.is_alphabetic() && letter != ' ') {
        return false;
    }
    let mut words = asking.extraction().words_of(between).map(|word| asking.words(word));
    let is_small = |word: &str| lexicon.is_function_word(word) && !lexicon.prepositions.contains(word);
    words.next().is_some_and(|word| lexicon.partitives.contains(word)) && words.all(is_small)
}

/// `behind-tally = tally *( word ) number`, as in `the toll of the fire rose to 22`, where no other number comes between
fn is_behind_tally(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let clause = asking.clause(number.span.start);
    let window = Span::new(near(asking, clause.start, number.span.start), number.span.start);
    let is_first = |from: usize| {
        let mut between = asking.extraction().mentions_in(asking.sentence, from, number.span.start);
        !between.any(|other| matches!(other.value, Value::Quantity(_)))
    };
    let mut words = asking.extraction().words_of(window);
    words.any(|word| is_asked_tally(asking, word) && is_first(word.end))
        && (is_free(asking, number.span.start) || is_behind_change(asking, number.span.start))
}

/// `before-tally = number determiner tally`, as in `estiment à 800 le nombre de manifestants`
fn is_before_tally(asking: &Asking<'_>, number: &Mention<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let Some(noun) = number.noun.filter(|noun| noun.start >= number.span.end) else { return false };
    let between = Span::new(number.span.end, noun.start);
    let is_own = |word: Span<InFolded>| lexicon.determiners.contains(asking.words(word));
    asking.extraction().words_of(between).any(is_own)
        && asking.extraction().words_of(noun).next().is_some_and(|word| is_asked_tally(asking, word))
}

/// Returns true if a word names a number that the rule asks for: "the *toll*", "the *number* of dead".
fn is_asked_tally(asking: &Asking<'_>, word: Span<InFolded>) -> bool {
    let names = || {
        let counted = &asking.hits.counted;
        let next = counted.partition_point(|own| own.start < word.end);
        let behind = counted.get(next).or_else(|| asked(asking).iter().find(|own| own.start >= word.end));
        is_word_of(&asking.hits.about, word)
            || is_word_of(counted, word)
            || behind.is_some_and(|own| own.start - word.end <= MOST_BYTES && asking.gap(word.end, own.start) < NOUN_REACH)
    };
    asking.whole().lexicon.tallies.contains(asking.words(word)) && names()
}

/// The words that say what is asked: those of `about`, or of `counted` where the rule has no others.
fn asked<'p>(asking: &Asking<'p>) -> &'p [Span<InFolded>] {
    if asking.asked().about.patterns.is_empty() { &asking.hits.counted } else { &asking.hits.about }
}

fn is_asked_word(asking: &Asking<'_>, at: usize) -> bool {
    let asked = asked(asking);
    asked.get(asked.partition_point(|word| word.start < at)).is_some_and(|word| word.start == at)
}

fn is_word_of(hits: &[Span<InFolded>], word: Span<InFolded>) -> bool {
    let next = hits.partition_point(|own| own.end <= word.start);
    hits.get(next).is_some_and(|own| own.meets(word))
}

/// The later of a place and the one from which words are looked for.
fn near(asking: &Asking<'_>, from: usize, to: usize) -> usize {
    let mut start = from.max(to.saturating_sub(MOST_BYTES)).min(to);
    let text = asking.extraction().folded.text();
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// Returns true if nothing stands at a place but words of grammar that join nothing: "*have* died", "killed: ".
fn only_small(asking: &Asking<'_>, between: Span<InFolded>) -> bool {
    let lexicon = asking.whole().lexicon;
    let is_small = |word: Span<InFolded>| {
        let word = asking.words(word);
        (lexicon.is_function_word(word) || lexicon.auxiliary_parts.contains(word))
            && !lexicon.prepositions.contains(word)
            && !lexicon.coordinators.contains(word)
    };
    between.len() <= MOST_BYTES
        && !asking.words(between).contains([',', ';', '.', '(', ')', '–', '—', '"', '?', '!', '|', '\n'])
        && asking.extraction().words_of(between).all(is_small)
}

/// Returns true if the word before a place numbers nothing: a mark, a word of grammar, a date, or the name of a place or an event stands there.
fn is_free(asking: &Asking<'_>, at: usize) -> bool {
    let before = Span::new(near(asking, asking.whole().span.start, at), at);
    let lexicon = asking.whole().lexicon;
    let Some(word) = asking.extraction().words_of(before).last() else { return true };
    let is_apart = || asking.words(Span::new(word.end, at)).contains(|letter: char| !letter.is_whitespace());
    let is_value = || asking.extraction().mentions_in(asking.sentence, word.start, at).next().is_some();
    let text = asking.words(word);
    lexicon.is_function_word(text)
        || lexicon.coordinators.contains(text)
        || is_apart()
        || is_value()
        || is_placed(asking, word)
        || is_said(asking, word)
}

/// Returns true if a word is a verb, as far as the one before it tells: "they *counted* 600", "police *counted* 600".
fn is_said(asking: &Asking<'_>, word: Span<InFolded>) -> bool {
    let folded = &asking.extraction().folded;
    let before = Span::new(near(asking, asking.whole().span.start, word.start), word.start);
    let Some(subject) = asking.extraction().words_of(before).last() else { return false };
    let (lexicon, text) = (asking.whole().lexicon, asking.words(subject));
    let is_apart = asking.words(Span::new(subject.end, word.start)).contains(|letter: char| !letter.is_whitespace());
    let is_pronoun = lexicon.pronouns.contains(text) && !lexicon.determiners.contains(text);
    let opener = Span::new(before.start, subject.start);
    let is_governed =
        asking.extraction().words_of(opener).last().is_some_and(|word| lexicon.prepositions.contains(asking.words(word)));
    !folded.is_capital(word.start)
        && !is_apart
        && !is_governed
        && (is_pronoun || folded.is_capital(subject.start) && !lexicon.is_function_word(text))
}

/// Returns true if a word ends a name behind a preposition, which no number goes on with: "at *Torvik* 9 were killed".
fn is_placed(asking: &Asking<'_>, word: Span<InFolded>) -> bool {
    let Some(name) = asking.page.names.within(word).iter().find(|name| name.span.end == word.end) else { return false };
    let before = Span::new(near(asking, asking.whole().span.start, name.span.start), name.span.start);
    let mut words: Vec<Span<InFolded>> = asking.extraction().words_of(before).collect();
    let lexicon = asking.whole().lexicon;
    let last = words.pop().map(|word| asking.words(word));
    let is_article = last.is_some_and(|text| lexicon.determiners.contains(text));
    let opener = if is_article { words.pop().map(|word| asking.words(word)) } else { last };
    opener.is_some_and(|text| lexicon.prepositions.contains(text))
}

/// Returns true if the word before a place says that something changed: "rose from 12 to 22".
fn is_behind_change(asking: &Asking<'_>, at: usize) -> bool {
    asking.cues().iter().any(|hit| hit.cue == Cue::Change && hit.span.end <= at && asking.gap(hit.span.end, at) == 0)
}

/// Returns true if a number can count what is named in the plural: "one was killed" may be of anybody.
fn counts_several(number: &Mention<InFolded>) -> bool {
    match &number.value {
        Value::Quantity(quantity) => match quantity.figure {
            Figure::Point { value, .. } | Figure::Approximate { value, .. } => value != Decimal::ONE,
            Figure::Range { .. } | Figure::Vague { .. } => true,
        },
        _ => false,
    }
}
