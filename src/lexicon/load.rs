//! Lexicon files as written, and what is made of them.

mod classes;

use super::date::WrittenDates;
use super::verb::{Grammar, VerbTable, WrittenSlots, WrittenVerb};
use super::{
    Bounding, Class, Cue, Lexicon, NumberWord, NumberWords, Phrases, RangeWords, Role, Spelt, Symbol, UnitNames, Units, shape,
};
use crate::claim::Bound;
use crate::diagnostic::written::{Mistakes, Table, syntax};
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::pattern::{Contractions, Pattern, fold, is_word_letter};
use crate::span::Span;
use classes::classes;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "format")]
    _format: u32,
    language: Spanned<String>,
    name: String,
    function_words: Vec<Spanned<String>>,
    determiners: Vec<Spanned<String>>,
    #[serde(default)]
    prepositions: Vec<String>,
    #[serde(default)]
    verb_second: bool,
    #[serde(default)]
    noun_capitals: bool,
    #[serde(default)]
    agents: Vec<String>,
    #[serde(default)]
    auxiliaries: Vec<String>,
    #[serde(default)]
    auxiliary_parts: Vec<String>,
    #[serde(default)]
    coordinators: Vec<String>,
    #[serde(default)]
    joiners: Vec<String>,
    #[serde(default)]
    alternatives: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    future_endings: Vec<String>,
    #[serde(default)]
    conditional_endings: Vec<String>,
    #[serde(default)]
    ending_exceptions: Vec<String>,
    #[serde(default)]
    perfect: Vec<String>,
    #[serde(default)]
    clitics: Vec<String>,
    #[serde(default)]
    non_finite: Vec<String>,
    #[serde(default)]
    infinitive_marks: Vec<String>,
    #[serde(default)]
    infinitive_endings: Vec<String>,
    #[serde(default)]
    participle_endings: Vec<String>,
    #[serde(default)]
    adverb_endings: Vec<String>,
    #[serde(default)]
    bare_clauses: bool,
    #[serde(default)]
    negates_behind: bool,
    #[serde(default)]
    participle_prefixes: Vec<String>,
    #[serde(default)]
    relational: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    bodies: Vec<String>,
    #[serde(default)]
    masculine: Vec<String>,
    #[serde(default)]
    feminine: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
    #[serde(default)]
    first_person: Vec<String>,
    #[serde(default)]
    title_links: Vec<String>,
    pronouns: Vec<String>,
    #[serde(default)]
    generic: Vec<String>,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    contractions: BTreeMap<String, Vec<String>>,
    numbers: WrittenNumbers,
    quantities: WrittenQuantities,
    #[serde(default)]
    units: BTreeMap<String, Spanned<Vec<String>>>,
    dates: WrittenDates,
    #[serde(default)]
    conjugations: BTreeMap<String, WrittenSlots>,
    #[serde(default, rename = "verb")]
    verbs: Vec<Spanned<WrittenVerb>>,
    cues: BTreeMap<Cue, Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenNumbers {
    decimal: char,
    groups: Vec<char>,
    #[serde(default)]
    articles: Vec<String>,
    ones: BTreeMap<String, i64>,
    tens: BTreeMap<String, (i64, u8)>,
    hundreds: BTreeMap<String, i64>,
    scales: BTreeMap<String, i64>,
    #[serde(default)]
    joiner: String,
    #[serde(default)]
    joins_after: BTreeSet<WrittenRole>,
    #[serde(default)]
    reversed: bool,
    #[serde(default)]
    glued: bool,
    #[serde(default)]
    negatives: Vec<String>,
    #[serde(default)]
    decimal_words: Vec<String>,
    #[serde(default)]
    zeros: Vec<String>,
    #[serde(default)]
    mixed: BTreeMap<String, (i64, i64)>,
    #[serde(default)]
    fractions: BTreeMap<String, i64>,
    #[serde(default)]
    ordinals: BTreeMap<String, i64>,
    #[serde(default)]
    ordinal_endings: Vec<String>,
    #[serde(default)]
    added: BTreeMap<String, i64>,
    #[serde(default)]
    ratios: Vec<String>,
    #[serde(default)]
    abbreviations: BTreeMap<String, i64>,
    pairs: Option<(i64, i64)>,
    most_hundreds: Option<i64>,
    #[serde(default)]
    comma_after_scales: bool,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum WrittenRole {
    Tens,
    Hundreds,
    Scales,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenQuantities {
    /// Percent below and above.
    approximators: BTreeMap<String, (i64, i64)>,
    bounds: BTreeMap<WrittenBound, Vec<String>>,
    vague: BTreeMap<String, (i64, i64)>,
    ranges: Vec<WrittenRange>,
    #[serde(default)]
    partitives: BTreeSet<String>,
    #[serde(default)]
    tallies: BTreeSet<String>,
    #[serde(default)]
    others: BTreeSet<String>,
    #[serde(default)]
    figure_links: BTreeSet<String>,
    #[serde(default)]
    undoing: BTreeSet<String>,
    #[serde(default)]
    rates: BTreeMap<String, String>,
    #[serde(default)]
    per: Vec<String>,
    #[serde(default)]
    ones_after: Vec<String>,
    #[serde(default)]
    percent: Vec<String>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    approximators_after: BTreeMap<String, (i64, i64)>,
    #[serde(default)]
    bounds_after: BTreeMap<WrittenBound, Vec<String>>,
    #[serde(default)]
    or_equal: Vec<String>,
    #[serde(default)]
    tolerances: Vec<String>,
    #[serde(default)]
    bound_joiners: Vec<String>,
    #[serde(default)]
    unit_joiners: Vec<String>,
    #[serde(default)]
    ages: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    clocks: Vec<String>,
    #[serde(default)]
    clock_openers: Vec<String>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum WrittenBound {
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Exactly,
    /// Words that end like a bound and are none: "gestegen tot".
    NoBound,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenRange {
    open: Option<String>,
    join: String,
    #[serde(default)]
    near: bool,
}

/// Reads one lexicon file, after a check of all that stands in it.
pub(super) fn checked(file: &Arc<UserFile>) -> Result<Lexicon, Vec<Diagnostic>> {
    let mut mistakes = Mistakes::of(file);
    let mended = syntax::mend(&file.text, &mut mistakes);
    let (parsed, errors) = DeTable::parse_recoverable(&mended);
    syntax::between_entries(&mended, &errors, &mut mistakes);
    shape::check(Table::root(parsed.get_ref()), &mut mistakes);
    let found = mistakes.into_diagnostics();
    if found.is_empty() { lexicon(file) } else { Err(found) }
}

/// Reads lexicon files side by side, in their order; those that are marked are checked first.
pub(super) fn all(wanted: &[(Arc<UserFile>, bool)]) -> Vec<Result<Lexicon, Vec<Diagnostic>>> {
    let read = |(file, is_checked): &(Arc<UserFile>, bool)| if *is_checked { checked(file) } else { lexicon(file) };
    std::thread::scope(|scope| {
        let threads: Vec<_> = wanted.iter().map(|wanted| scope.spawn(move || read(wanted))).collect();
        let join = |(thread, wanted): (std::thread::ScopedJoinHandle<'_, _>, _)| thread.join().unwrap_or_else(|_| read(wanted));
        threads.into_iter().zip(wanted).map(join).collect()
    })
}

/// Reads one lexicon file that is known to be sound, as those are that the program carries.
pub(super) fn lexicon(file: &Arc<UserFile>) -> Result<Lexicon, Vec<Diagnostic>> {
    let written: Written = toml::from_str(&file.text).map_err(|error| {
        let span = error.span().map_or_else(Span::default, Span::from);
        let message = format!("this cannot be read: {}", error.message());
        vec![Diagnostic::error(Code::BadLexicon, file, span, message).help("docs/languages.md lists the keys of a lexicon")]
    })?;
    let mut mistakes = Vec::new();
    let place = |spanned: &Spanned<String>| Span::from(spanned.span());
    let lang = written.language.get_ref().parse();
    if let Err(error) = &lang {
        mistakes.push(Diagnostic::error(Code::BadLanguage, file, place(&written.language), format!("{error}")));
    }
    let contractions: Contractions =
        written.contractions.iter().map(|(form, words)| (fold(form), words.iter().map(|word| fold(word)).collect())).collect();
    let mut cues = Vec::new();
    let function_words = written.function_words.iter().map(|word| (Cue::FunctionWord, word));
    let others = written.cues.iter().flat_map(|(cue, words)| words.iter().map(|word| (*cue, word)));
    for (cue, word) in function_words.chain(others) {
        match Pattern::parse(word.get_ref()) {
            Ok(pattern) => cues.push((cue, pattern.contracted(&contractions))),
            Err(error) => {
                mistakes.push(Diagnostic::error(Code::BadPattern, file, place(word), error.message).help(error.help));
            }
        }
    }
    let (mut classes, endings) = classes(&written);
    let mut verbs = VerbTable::default();
    let mut accented = Vec::new();
    let grammar = Grammar {
        conjugations: &written.conjugations,
        verb_second: written.verb_second,
        infinitive_marks: &written.infinitive_marks,
    };
    for verb in &written.verbs {
        for pattern in verb.get_ref().patterns() {
            if let Err(error) = Pattern::parse(pattern) {
                let place = Span::from(verb.span());
                mistakes.push(Diagnostic::error(Code::BadPattern, file, place, error.message).help(error.help));
            }
        }
        if let Some((message, help)) = verb.get_ref().mistake(&written.conjugations) {
            mistakes.push(Diagnostic::error(Code::BadLexicon, file, Span::from(verb.span()), message).help(help));
        }
        let is_small = |word: &str| classes.get(word).is_some_and(|spelt| spelt.class(false) != Class::NONE);
        accented.extend(verbs.add(verb.get_ref(), &grammar, is_small));
    }
    // "Dû" is no "du".
    for form in accented {
        classes.entry(fold(&form)).or_default().add(&form, Class::PARTICIPLE);
    }
    let numbers = numbers(&written.numbers);
    let q = &written.quantities;
    let mut figures: Vec<String> = ('0'..='9').map(|digit| format!("{digit}*")).collect();
    let star = if numbers.glued { "*" } else { "" };
    figures.extend(numbers.words.iter().map(|(word, _)| format!("{word}{star}")));
    figures.extend(q.vague.keys().cloned());
    figures.extend("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞".chars().map(String::from));
    let parts = [&numbers.mixed, &numbers.fractions].into_iter().flat_map(Phrases::texts);
    figures.extend(parts.map(str::to_owned));
    figures.extend(q.percent.iter().filter(|words| words.starts_with(is_word_letter)).cloned());
    // "Au moins un" is a figure by itself.
    figures.extend(q.ones_after.iter().cloned());
    // "USD115": a code and what it is glued to.
    figures.extend(
        Units::carried()
            .ids()
            .filter(|id| id.bytes().all(|letter| letter.is_ascii_uppercase()) && id.len() == 3)
            .map(|id| format!("{id}*")),
    );
    let mut openings: Vec<String> = q.approximators.keys().chain(q.bounds.values().flatten()).cloned().collect();
    openings.extend(q.ranges.iter().filter_map(|range| range.open.clone()));
    openings.extend(numbers.negatives.texts().into_iter().map(str::to_owned));
    let dates = written.dates.read(&contractions, &numbers);
    figures.extend(dates.figures());
    openings.extend(dates.openings());
    let figures = figures.into_iter().map(|words| (Cue::Figure, words));
    for (cue, figure) in figures.chain(openings.into_iter().map(|words| (Cue::FigureOpening, words))) {
        match Pattern::parse(&figure) {
            Ok(pattern) => cues.push((cue, pattern.contracted(&contractions))),
            Err(error) => mistakes.push(whole_file(file, format!("`{figure}`: {}", error.message)).help(error.help)),
        }
    }
    let mut named = Vec::new();
    for (id, names) in &written.units {
        match Units::carried().get(id) {
            Some(unit) => named.extend(names.get_ref().iter().map(|name| (name.clone(), Arc::clone(unit)))),
            None => {
                let message = format!("there is no unit `{id}`");
                let mistake = Diagnostic::error(Code::BadUnit, file, names.span().into(), message);
                mistakes.push(mistake.help("src/lexicon/units.toml lists the units that a lexicon can name"));
            }
        }
    }
    if let Some(unit) = Units::carried().get("%") {
        named.extend(q.percent.iter().map(|name| (name.clone(), Arc::clone(unit))));
    }
    let Ok(lang) = lang else { return Err(mistakes) };
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let percent_of = |(below, above): &(i64, i64)| (Decimal::new(*below, 2), Decimal::new(*above, 2));
    Ok(Lexicon {
        lang,
        classes,
        endings,
        bare_clauses: written.bare_clauses,
        negates_behind: written.negates_behind,
        participle_prefixes: folded(&written.participle_prefixes).collect(),
        name: written.name,
        function_words: written.function_words.iter().map(|word| fold(word.get_ref())).collect(),
        determiners: written.determiners.iter().map(|word| fold(word.get_ref())).collect(),
        prepositions: folded(&written.prepositions).collect(),
        verb_second: written.verb_second,
        noun_capitals: written.noun_capitals,
        agents: folded(&written.agents).collect(),
        auxiliaries: folded(&written.auxiliaries).collect(),
        auxiliary_parts: folded(&written.auxiliary_parts).collect(),
        coordinators: folded(&written.coordinators).collect(),
        joiners: phrases(&contractions, written.joiners.iter().map(|words| (words, ()))),
        alternatives: phrases(&contractions, written.alternatives.iter().map(|words| (words, ()))),
        yes: folded(&written.yes).collect(),
        no: folded(&written.no).collect(),
        future_endings: folded(&written.future_endings).collect(),
        conditional_endings: folded(&written.conditional_endings).collect(),
        ending_exceptions: folded(&written.ending_exceptions).collect(),
        perfect: folded(&written.perfect).collect(),
        clitics: folded(&written.clitics).collect(),
        generic: folded(&written.generic).collect(),
        non_finite: folded(&written.non_finite).collect(),
        pronouns: folded(&written.pronouns).collect(),
        abbreviations: folded(&written.abbreviations).collect(),
        numbers,
        approximators: phrases(&contractions, q.approximators.iter().map(|(words, shares)| (words, percent_of(shares)))),
        approximators_after: phrases(
            &contractions,
            q.approximators_after.iter().map(|(words, shares)| (words, percent_of(shares))),
        ),
        bounds: phrases(
            &contractions,
            q.bounds.iter().flat_map(|(bound, words)| words.iter().map(|words| (words, bound.meant()))),
        ),
        vague: phrases(&contractions, q.vague.iter().map(|(words, (low, high))| (words, ((*low).into(), (*high).into())))),
        ranges: q
            .ranges
            .iter()
            .map(|range| RangeWords { open: range.open.as_deref().map(fold), join: fold(&range.join), is_near: range.near })
            .collect(),
        partitives: q.partitives.iter().map(|word| fold(word)).collect(),
        tallies: q.tallies.iter().map(|word| fold(word)).collect(),
        others: q.others.iter().map(|word| fold(word)).collect(),
        figure_links: q.figure_links.iter().map(|word| fold(word)).collect(),
        undoing: q.undoing.iter().map(|word| fold(word)).collect(),
        rates: phrases(&contractions, q.rates.iter().map(|(words, unit)| (words, unit.clone()))),
        ones_after: phrases(&contractions, q.ones_after.iter().map(|words| (words, ()))),
        per: phrases(&contractions, q.per.iter().map(|words| (words, ()))),
        percent: phrases(&contractions, q.percent.iter().map(|words| (words, ()))),
        units: UnitNames::new(Units::carried(), named),
        bounds_after: phrases(
            &contractions,
            q.bounds_after
                .iter()
                .filter_map(|(bound, words)| match bound.meant() {
                    Bounding::Bound(bound) => Some((bound, words)),
                    Bounding::Exactly | Bounding::Nothing => None,
                })
                .flat_map(|(bound, words)| words.iter().map(move |words| (words, bound))),
        ),
        tolerances: phrases(&contractions, q.tolerances.iter().map(|words| (words, ()))),
        or_equal: phrases(&contractions, q.or_equal.iter().map(|words| (words, ()))),
        bound_joiners: phrases(&contractions, q.bound_joiners.iter().map(|words| (words, ()))),
        unit_joiners: phrases(&contractions, q.unit_joiners.iter().map(|words| (words, ()))),
        ages: phrases(&contractions, q.ages.iter().map(|words| (words, ()))),
        clock_openers: phrases(&contractions, q.clock_openers.iter().map(|words| (words, ()))),
        articles: phrases(&contractions, q.articles.iter().map(|words| (words, ()))),
        clocks: phrases(&contractions, q.clocks.iter().map(|words| (words, ()))),
        labels: phrases(&contractions, q.labels.iter().map(|words| (words, ()))),
        dates,
        verbs,
        cues,
        contractions,
    })
}

/// Phrases with what they mean, and the forms that contractions give their last words: "plus de" is also "plus d'".
pub(super) fn phrases<'w, T: Clone>(contractions: &Contractions, written: impl Iterator<Item = (&'w String, T)>) -> Phrases<T> {
    let mut entries = Vec::new();
    for (words, meaning) in written {
        let words = fold(words);
        let (start, last) = words.rsplit_once(' ').map_or(("", words.as_str()), |(start, last)| (start, last));
        for (form, _) in
            contractions.iter().filter(|(_, stands_for)| !start.is_empty() && stands_for.iter().any(|word| word == last))
        {
            entries.push((format!("{start} {form}"), meaning.clone()));
        }
        entries.push((words, meaning));
    }
    entries.into_iter().collect()
}

fn whole_file(file: &Arc<UserFile>, message: String) -> Diagnostic {
    Diagnostic::error(Code::BadLexicon, file, Span::default(), message).of_whole_file()
}

fn folded(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words.iter().map(|word| fold(word))
}

fn numbers(written: &WrittenNumbers) -> NumberWords {
    let word = |text: &String, value: i64, role| (fold(text).replace('-', " "), NumberWord { value: value.into(), role });
    let mut words = Vec::new();
    words.extend(written.articles.iter().map(|text| word(text, 1, Role::Article)));
    words.extend(written.ones.iter().map(|(text, value)| word(text, *value, Role::Ones)));
    words.extend(written.tens.iter().map(|(text, (value, adds))| word(text, *value, Role::Tens(*adds))));
    words.extend(written.hundreds.iter().map(|(text, value)| word(text, *value, Role::Hundred)));
    words.extend(written.scales.iter().map(|(text, value)| word(text, *value, Role::Scale)));
    let plain = |words: &[String]| folded(words).map(|word| (word, ())).collect::<Phrases<()>>();
    let whole = |words: &BTreeMap<String, i64>| {
        words.iter().map(|(word, value)| (fold(word), Decimal::from(*value))).collect::<Phrases<Decimal>>()
    };
    let mixed = written.mixed.iter().filter_map(|(word, (numerator, denominator))| {
        Some((fold(word), Decimal::from(*numerator).checked_div((*denominator).into())?))
    });
    NumberWords {
        words: words.into_iter().collect(),
        joiner: fold(&written.joiner),
        joins_after: written.joins_after.iter().map(WrittenRole::meant).collect(),
        reversed: written.reversed,
        glued: written.glued,
        decimal: written.decimal,
        groups: written.groups.clone(),
        negatives: plain(&written.negatives),
        decimal_words: plain(&written.decimal_words),
        zeros: plain(&written.zeros),
        mixed: mixed.collect(),
        fractions: whole(&written.fractions),
        ordinals: whole(&written.ordinals),
        ordinal_endings: plain(&written.ordinal_endings),
        added: whole(&written.added),
        ratios: plain(&written.ratios),
        abbreviations: abbreviations(&written.abbreviations),
        pairs: written.pairs.map(|(from, to)| (from.into(), to.into())),
        most_hundreds: written.most_hundreds.map_or(Decimal::MAX, Decimal::from),
        comma_after_scales: written.comma_after_scales,
    }
}

fn abbreviations(written: &BTreeMap<String, i64>) -> Vec<(Symbol, Decimal)> {
    let mut symbols: Vec<_> = written.iter().map(|(text, value)| (Symbol::new(text), Decimal::from(*value))).collect();
    symbols.sort_by(|(one, _), (other, _)| {
        other.text.len().cmp(&one.text.len()).then(other.capitals.count_ones().cmp(&one.capitals.count_ones()))
    });
    symbols
}

impl WrittenRole {
    const fn meant(&self) -> Role {
        match self {
            WrittenRole::Tens => Role::Tens(0),
            WrittenRole::Hundreds => Role::Hundred,
            WrittenRole::Scales => Role::Scale,
        }
    }
}

impl WrittenBound {
    const fn meant(self) -> Bounding {
        match self {
            WrittenBound::MoreThan => Bounding::Bound(Bound::MoreThan),
            WrittenBound::AtLeast => Bounding::Bound(Bound::AtLeast),
            WrittenBound::LessThan => Bounding::Bound(Bound::LessThan),
            WrittenBound::AtMost => Bounding::Bound(Bound::AtMost),
            WrittenBound::Exactly => Bounding::Exactly,
            WrittenBound::NoBound => Bounding::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::{Key, LEXICON, Shape};
    use super::*;

    /// The keys that the reader names where it meets one that it does not know.
    fn known(text: &str) -> Vec<String> {
        let message = toml::from_str::<Written>(text).err().expect("an unknown key").message().to_owned();
        let mut known: Vec<_> = message.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        known.sort();
        known
    }

    fn listed(keys: &[Key]) -> Vec<String> {
        let mut names: Vec<_> = keys.iter().map(|key| key.name.to_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_reader_and_the_table_of_keys_know_the_same() {
        let sound = include_str!("../../tests/sound-lexicon.toml");
        assert_eq!(known(&format!("zzz = 1\n{sound}")), listed(LEXICON));
        let mut tables = 0;
        for key in LEXICON {
            let Shape::Table(keys) = key.shape else { continue };
            tables += 1;
            assert_eq!(known(&format!("{} = {{ zzz = [] }}\n", key.name)), listed(keys), "{}", key.name);
            for inner in keys {
                if let Shape::Table(innermost) = inner.shape {
                    tables += 1;
                    let text = format!("{} = {{ {} = {{ zzz = [] }} }}\n", key.name, inner.name);
                    assert_eq!(known(&text), listed(innermost), "{}", inner.name);
                }
            }
        }
        assert!(tables >= 12, "only {tables} tables");
    }
}
