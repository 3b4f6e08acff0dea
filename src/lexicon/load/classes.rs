//! What each word of a lexicon can be.

use super::{Class, Cue, Spelt, Written, fold, folded};
use std::collections::BTreeMap;
use std::ops::BitOr;
use toml::Spanned;

/// What each word of the lists can be, and what a word can be by its ending.
pub(super) fn classes(written: &Written) -> (BTreeMap<String, Spelt>, Vec<(String, Class)>) {
    let plain = |words: &[Spanned<String>]| words.iter().map(|word| word.get_ref().clone()).collect::<Vec<_>>();
    let (function_words, determiners) = (plain(&written.function_words), plain(&written.determiners));
    // "Before", "antes de": one word, or one with the partitive that follows it.
    let partitive = |word: &str| written.quantities.partitives.contains(word);
    let limits: Vec<String> = written
        .dates
        .before()
        .iter()
        .filter_map(|phrase| match phrase.split_once(' ') {
            None => Some(phrase.clone()),
            Some((first, rest)) => partitive(rest).then(|| first.to_owned()),
        })
        .collect();
    let lists: [(&[String], Class); 23] = [
        (&function_words, Class::FUNCTION),
        (&determiners, Class::DETERMINER),
        (&written.prepositions, Class::PREPOSITION),
        (&written.pronouns, Class::PRONOUN),
        (&written.auxiliaries, Class::AUXILIARY),
        (&written.auxiliary_parts, Class::AUXILIARY_PART),
        (&written.coordinators, Class::COORDINATOR),
        (&written.alternatives, Class::ALTERNATIVE),
        (&written.agents, Class::AGENT),
        (&written.infinitive_marks, Class::INFINITIVE_MARK),
        (&written.generic, Class::GENERIC),
        (&written.clitics, Class::CLITIC),
        (&written.relational, Class::RELATIONAL),
        (&written.beside, Class::BESIDE),
        (&written.titles, Class::TITLE),
        (&written.bodies, Class::BODY),
        (&written.masculine, Class::MASCULINE),
        (&written.feminine, Class::FEMININE),
        (&written.plural, Class::PLURAL),
        (&written.first_person, Class::FIRST),
        (&written.title_links, Class::TITLE_LINK),
        (&written.perfect, Class::PERFECT),
        (&limits, Class::LIMIT),
    ];
    let mut classes: BTreeMap<String, Spelt> = BTreeMap::new();
    for (words, class) in lists {
        for word in words {
            classes.entry(fold(word)).or_default().add(word, class);
        }
    }
    let opens = |cue: &Cue| cue.begins_clause();
    let openers = written.cues.iter().filter(|(cue, _)| opens(cue)).flat_map(|(_, words)| words);
    for word in openers.map(|word| word.get_ref()).filter(|word| !word.contains(' ')) {
        classes.entry(fold(word)).or_default().add(word, Class::OPENER);
    }
    // "Du", "zum": a contraction is whatever the words are that it stands for.
    for (form, words) in &written.contractions {
        let of = |word: &String| classes.get(&fold(word)).map(|spelt| spelt.class(!word.is_ascii()));
        let held = words.iter().filter_map(of).fold(Class::NONE, BitOr::bitor);
        // Before an article, no infinitive is marked.
        let held = if held.is(Class::DETERMINER) { held.without(Class::INFINITIVE_MARK) } else { held };
        classes.entry(fold(form)).or_default().add(form, held);
    }
    // "Justitieminister", "Polizeisprecherin": where the verb comes second, nouns are written as one word.
    let titles = if written.verb_second { written.titles.as_slice() } else { &[] };
    let endings: [(&[String], Class); 5] = [
        (titles, Class::TITLE),
        (&written.adverb_endings, Class::ADVERB),
        (&written.infinitive_endings, Class::INFINITIVE),
        (&written.participle_endings, Class::PARTICIPLE),
        (&written.non_finite, Class::GERUND),
    ];
    let endings = endings.into_iter().flat_map(|(words, class)| folded(words).map(move |word| (word, class))).collect();
    (classes, endings)
}
