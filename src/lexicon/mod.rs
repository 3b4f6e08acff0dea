//! The words of a language, from `rules/lexicon/<language>.toml`: all that the grammars know of it.

mod carried;
mod class;
mod cue;
mod date;
mod load;
mod number;
mod phrases;
pub mod shape;
mod symbol;
mod unit;
mod verb;

pub use carried::{is_coordinator, is_number_with_hyphen};
pub use class::Class;
pub use cue::Cue;
pub use date::{DateRange, DateWords, Feast, Month, Order, Side, Stretch, TimeUnit};
pub use number::{NumberWord, NumberWords, Role};
pub use phrases::Phrases;
pub use symbol::Symbol;
pub use unit::{UnitInfo, UnitNames, Units};
pub use verb::{Slot, Slots, Takes, VerbForm};
pub(crate) use verb::{VerbTable, Words};

use crate::claim::{Bound, Lang};
use crate::diagnostic::{Diagnostic, UserFile};
use crate::pattern::{Contractions, Pattern, Phrase};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The lexicons that the program carries, by file name.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// The languages of a run.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    by_lang: BTreeMap<Lang, Lexicon>,
}

/// The words of one language. All words are folded.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// The language.
    pub lang: Lang,
    /// Its own name for itself.
    pub name: String,
    /// Words that tell the language and end a noun phrase.
    pub function_words: BTreeSet<String>,
    /// Words that begin a noun phrase.
    pub determiners: BTreeSet<String>,
    /// Prepositions and marks of the infinitive: "pour", "te", "to".
    pub prepositions: BTreeSet<String>,
    /// Whether the verb comes second, and its subject may follow it: "Vorige week schreef X".
    pub verb_second: bool,
    /// Whether every noun has a capital: "der Zeuge".
    pub noun_capitals: bool,
    /// Prepositions of who does what a passive says: "par", "door", "by".
    pub agents: BTreeSet<String>,
    /// Finite auxiliary verbs: "a", "heeft", "was".
    pub auxiliaries: BTreeSet<String>,
    /// Forms of auxiliary verbs that are not finite: "été", "been", "geworden".
    pub auxiliary_parts: BTreeSet<String>,
    /// "Et", "en", "or": they join words and clauses alike.
    pub coordinators: BTreeSet<String>,
    /// What makes one subject of two names: "et", "as well as", "zowel … als".
    pub joiners: Phrases<()>,
    /// What leaves open which of two names is meant: "or", "ou".
    pub alternatives: Phrases<()>,
    /// What answers a question by itself: "oui", "yes".
    pub yes: BTreeSet<String>,
    /// See `yes`: "non", "no".
    pub no: BTreeSet<String>,
    /// Endings of the future: "-ra", "-ront".
    pub future_endings: Vec<String>,
    /// Endings of the conditional, or the words that stand for it: "-rait", "zou".
    pub conditional_endings: Vec<String>,
    /// Verb forms that end like a future or a conditional by their stem: "mesurait".
    pub ending_exceptions: BTreeSet<String>,
    /// Auxiliaries that make a conditional look back instead of forward: "aurait", "hebben".
    pub perfect: BTreeSet<String>,
    /// Articles that are objects as well, before a verb: "Merle le connaissait".
    pub clitics: BTreeSet<String>,
    /// Endings of verb forms that have no subject of their own: "-ant", "-ing".
    pub non_finite: Vec<String>,
    /// Whether a clause may be an object without a word that opens it: "says it closed".
    pub bare_clauses: bool,
    /// Whether a negation stands right behind its verb: "ne ferme pas".
    pub negates_behind: bool,
    /// What participles begin with: "ge".
    pub participle_prefixes: Vec<String>,
    /// What each word can be.
    pub(crate) classes: BTreeMap<String, Spelt>,
    /// What a word can be by its ending.
    pub(crate) endings: Vec<(String, Class)>,
    /// Words that stand for somebody named elsewhere.
    pub pronouns: BTreeSet<String>,
    /// Pronouns that mean anybody: "you", "vous", "men".
    pub generic: BTreeSet<String>,
    /// Words, full stop included, that end no sentence.
    pub abbreviations: BTreeSet<String>,
    /// What `du`, `l'` and the like stand for.
    pub contractions: Contractions,
    /// How numbers are written.
    pub numbers: NumberWords,
    /// "Quelque", "ongeveer": how far below and above the number, as a share of it.
    pub approximators: Phrases<(Decimal, Decimal)>,
    /// "Plus de", "at least", and what only looks like a bound.
    pub bounds: Phrases<Bounding>,
    /// "Quelques centaines": the least and the most.
    pub vague: Phrases<(Decimal, Decimal)>,
    /// How ranges are written.
    pub ranges: Vec<RangeWords>,
    /// "De" in "des milliers de fois".
    pub partitives: BTreeSet<String>,
    /// Nouns that name a number: "toll", "bilan".
    pub tallies: BTreeSet<String>,
    /// Words in the place of a noun that was named before: "others", "d'autres".
    pub others: BTreeSet<String>,
    /// Prepositions between a verb and the number that it tells: "op", "à".
    pub figure_links: BTreeSet<String>,
    /// What makes something else of the noun behind a hyphen: "ex".
    pub undoing: BTreeSet<String>,
    /// "Or so", "environ": approximators behind the number.
    pub approximators_after: Phrases<(Decimal, Decimal)>,
    /// "Of meer", "au maximum": bounds behind the number.
    pub bounds_after: Phrases<Bound>,
    /// "Or equal to", "of evenveel": behind a bound, without a number of their own.
    pub or_equal: Phrases<()>,
    /// "Plus or minus" behind a number: how far it may be off.
    pub tolerances: Phrases<()>,
    /// Words between two bounds that are the ends of one range: "and", "but".
    pub bound_joiners: Phrases<()>,
    /// Names of units and currencies.
    pub units: UnitNames,
    /// Words between a number of units and one of smaller units: "et" in "2 heures et 20 minutes".
    pub unit_joiners: Phrases<()>,
    /// Words behind a time that make it an age: "oud", "of age".
    pub ages: Phrases<()>,
    /// Articles that may stand before a number behind another word of the value: "los" in "más de los 300".
    pub articles: Phrases<()>,
    /// Words behind a number that make it a time of the day: "o'clock", "pm".
    pub clocks: Phrases<()>,
    /// Words before hours that make them a time of the day: "à 9 heures".
    pub clock_openers: Phrases<()>,
    /// "Par an": the unit of time.
    pub rates: Phrases<String>,
    /// Bounds behind which an article is the number one: "au moins un contrôle".
    pub ones_after: Phrases<()>,
    /// "Par" before the name of a unit.
    pub per: Phrases<()>,
    /// "Pour cent".
    pub percent: Phrases<()>,
    /// "N°", "article": a number after one is a name.
    pub labels: Phrases<()>,
    /// How dates are written.
    pub dates: DateWords,
    /// Verbs that change how what they govern is meant.
    pub(crate) verbs: VerbTable,
    /// All other words that say how a clause is meant, for the automaton.
    pub cues: Vec<(Cue, Pattern)>,
}

/// What a word can be, as it is spelt with accents and without.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spelt {
    plain: Class,
    accented: Class,
}

impl Spelt {
    /// Adds a class to the word as it is spelt.
    fn add(&mut self, written: &str, class: Class) {
        let own = if written.is_ascii() { &mut self.plain } else { &mut self.accented };
        *own = own.with(class);
    }

    /// What the word can be; accents that a text leaves out, or that only one spelling has, tell nothing.
    fn class(self, is_accented: bool) -> Class {
        match (self.plain == Class::NONE, self.accented == Class::NONE, is_accented) {
            (false, false, true) | (true, ..) => self.accented,
            _ => self.plain,
        }
    }
}

/// The words around the two ends of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeWords {
    /// The word that must stand before it.
    pub open: Option<String>,
    /// The word between its ends.
    pub join: String,
    /// Whether the higher end must be at most twice the lower one: "two or three".
    pub is_near: bool,
}

/// What words before a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounding {
    /// "More than": it is a bound.
    Bound(Bound),
    /// "Exactly": it is what it is.
    Exactly,
    /// "Rose to", "n'a plus de": nothing, though they look as if they did.
    Nothing,
}

impl Lexicons {
    /// The lexicons that the program carries, and those of `files` beside them or, for the same language, instead.
    /// Every mistake in `files` is a diagnostic.
    pub fn load(files: &[Arc<UserFile>]) -> (Lexicons, Vec<Diagnostic>) {
        let is_carried = |file: &&Arc<UserFile>| EMBEDDED.iter().any(|(_, text)| *text == file.text);
        // A copy of one that is carried is read in its place, and not twice.
        let others = EMBEDDED.iter().filter(|(_, text)| files.iter().all(|file| file.text != *text));
        let carried = others.map(|(name, text)| Arc::new(UserFile::new(format!("rules/lexicon/{name}"), *text)));
        // Tests check those that are carried, so that no run has to.
        let mut wanted: Vec<(Arc<UserFile>, bool)> = carried.map(|file| (file, false)).collect();
        wanted.extend(files.iter().map(|file| (Arc::clone(file), !is_carried(&file))));
        let mut diagnostics = Vec::new();
        let mut by_lang = BTreeMap::new();
        for read in load::all(&wanted) {
            match read {
                Ok(lexicon) => {
                    by_lang.insert(lexicon.lang, lexicon);
                }
                Err(mut mistakes) => diagnostics.append(&mut mistakes),
            }
        }
        (Lexicons { by_lang }, diagnostics)
    }

    /// The lexicon of `lang`.
    pub fn get(&self, lang: Lang) -> Option<&Lexicon> {
        self.by_lang.get(&lang)
    }

    /// All of them, by language code.
    pub fn iter(&self) -> impl Iterator<Item = &Lexicon> {
        self.by_lang.values()
    }

    /// The languages that there is a lexicon for.
    pub fn languages(&self) -> Vec<Lang> {
        self.by_lang.keys().copied().collect()
    }
}

impl Lexicon {
    /// Reads one lexicon file.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &Arc<UserFile>) -> Result<Lexicon, Vec<Diagnostic>> {
        load::checked(file)
    }

    /// What negates a verb: "not", "jamais".
    pub fn negations(&self) -> impl Iterator<Item = &Phrase> {
        self.cues.iter().filter(|(cue, _)| *cue == Cue::Negation).flat_map(|(_, pattern)| &pattern.phrases)
    }

    /// Returns true if endings tell infinitives.
    pub fn has_infinitive_endings(&self) -> bool {
        self.endings.iter().any(|(_, class)| class.is(Class::INFINITIVE))
    }

    /// What `word` (folded) can be: by itself, and by its ending. "À" is no "a": `is_accented` tells whether it is written with an accent.
    pub fn class_of(&self, word: &str, is_accented: bool) -> Class {
        // "A-t-il", "dit-elle" are one word to the eye.
        let stem =
            word.split_once('-').filter(|(_, rest)| rest.rsplit('-').next().is_some_and(|last| self.pronouns.contains(last)));
        if let Some((stem, rest)) = stem {
            let pronoun = self.class_of(rest.rsplit('-').next().unwrap_or_default(), false);
            let generic = if pronoun.is(Class::GENERIC) { Class::GENERIC } else { Class::NONE };
            return self.class_of(stem, is_accented).with(generic);
        }
        match self.classes.get(word) {
            Some(spelt) => spelt.class(is_accented),
            None if self
                .participle_prefixes
                .iter()
                .any(|prefix| word.len() > prefix.len() + 3 && word.starts_with(prefix.as_str())) =>
            {
                Class::PARTICIPLE
            }
            None => self
                .endings
                .iter()
                .filter(|(ending, _)| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
                .fold(Class::NONE, |class, (_, own)| class | *own),
        }
    }

    /// Whether `word` (folded) says nothing by itself: an article, a preposition, a conjunction …
    pub fn is_function_word(&self, word: &str) -> bool {
        [&self.function_words, &self.determiners, &self.pronouns, &self.prepositions, &self.auxiliaries]
            .iter()
            .any(|words| words.contains(word))
    }

    /// Whether a word joins two things of a list: "and", "et".
    pub fn is_joiner(&self, word: &str) -> bool {
        self.unit_joiners.get(word).is_some()
    }

    /// Words that open a change from one number to another: "from", "de"; but not those that open what lies between two numbers.
    pub fn change_openers(&self) -> Vec<&str> {
        let lies_between =
            |open: &str| self.ranges.iter().any(|range| range.open.as_deref() == Some(open) && self.is_joiner(&range.join));
        let opens = self.ranges.iter().filter_map(|range| range.open.as_deref()).filter(|open| !lies_between(open));
        opens.collect()
    }

    /// Words that stand before and behind an ordinal in digits, where a full stop makes one: determiners, and what holds one
    /// ("im"); names of months and of parts of a year. None in other languages.
    pub fn around_ordinals(&self) -> (Vec<&str>, Vec<&str>) {
        if !self.dates.ordinal_endings.iter().any(|(ending, ())| ending == ".") {
            return (Vec::new(), Vec::new());
        }
        let holds_one = |words: &Vec<String>| words.iter().any(|word| self.determiners.contains(word));
        let contracted = self.contractions.iter().filter(|(_, words)| holds_one(words)).map(|(form, _)| form);
        let before = self.determiners.iter().chain(contracted).map(String::as_str).collect();
        let after = [self.dates.months.texts(), self.dates.parts.texts()].concat();
        (before, after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_has_no_mistake() {
        for (name, text) in EMBEDDED {
            let file = Arc::new(UserFile::new(*name, *text));
            assert_eq!(Lexicon::parse(&file).err(), None, "{name}");
        }
    }

    #[test]
    fn impossible_values_are_told() {
        let (_, english) = EMBEDDED.iter().find(|(name, _)| *name == "en.toml").expect("is embedded");
        for (right, wrong) in [
            ("\"march\" = 3", "\"march\" = 13"),
            ("\"dozens\" = [24, 99]", "\"dozens\" = [99, 24]"),
            ("\"about\" = [-10, 10]", "\"about\" = [10, -10]"),
            ("\"forty\" = [40, 9]", "\"for(ty\" = [40, 9]"),
        ] {
            let text = english.replace(right, wrong);
            assert_ne!(text, *english, "{right} stands in the lexicon");
            let file = Arc::new(UserFile::new("en.toml", text));
            let (_, mistakes) = Lexicons::load(&[file]);
            assert_eq!(mistakes.len(), 1, "{wrong}: {mistakes:?}");
        }
    }
}
