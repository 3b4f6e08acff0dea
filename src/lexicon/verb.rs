//! Verbs as entries: one stem, a conjugation, and what the verb makes of each kind of complement. All its forms come from these.

use super::{Class, Cue};
use crate::diagnostic::closest;
use crate::pattern::{Pattern, Phrase, Piece, fold, words};
use crate::span::{InWords, Span};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// What a verb makes of each kind of complement that it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takes {
    /// Of a clause, a quotation, or a statement beside it: "denies that it closed", "“…”, says X".
    pub clause: Option<Cue>,
    /// Of an infinitive or a gerund: "refused to close", "denies closing".
    pub infinitive: Option<Cue>,
    /// Of a noun that names the matter: "denies the closure".
    pub noun: Option<Cue>,
    /// Of an indirect question: "asked whether it closed".
    pub question: Option<Cue>,
}

impl Takes {
    /// What the verb is first of all: what it makes of a clause, else of an infinitive, a noun or a question.
    pub fn first(self) -> Cue {
        self.clause.or(self.infinitive).or(self.noun).or(self.question).unwrap_or(Cue::Nothing)
    }
}

/// The slots of a conjugation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// "Contester", "to deny".
    Infinitive,
    /// "Conteste", "denies".
    Present,
    /// "Contesta", "contestait", "denied".
    Past,
    /// "Contesté", "denied".
    Participle,
    /// "Contestant", "denying".
    Gerund,
    /// "Contestera".
    Future,
    /// "Contesterait".
    Conditional,
}

/// Which slots a form may fill: "dit" is a present, a past and a participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slots(u8);

impl Slots {
    const fn one(slot: Slot) -> Slots {
        Slots(1 << slot as u8)
    }

    const fn or(self, other: Slots) -> Slots {
        Slots(self.0 | other.0)
    }

    /// Returns true if the form may fill this slot.
    pub const fn may_be(self, slot: Slot) -> bool {
        self.0 & (1 << slot as u8) != 0
    }

    /// Returns true if the form may be a finite verb.
    pub const fn may_be_finite(self) -> bool {
        self.may_be(Slot::Present) || self.may_be(Slot::Past) || self.may_be(Slot::Future) || self.may_be(Slot::Conditional)
    }
}

/// A form of a verb, as it is found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerbForm {
    /// What the verb makes of its complements.
    pub takes: Takes,
    /// The slots that the form may fill.
    pub slots: Slots,
}

/// The endings of a conjugation, or the forms of a verb, by slot.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct WrittenSlots {
    infinitive: Option<Vec<String>>,
    present: Option<Vec<String>>,
    past: Option<Vec<String>>,
    participle: Option<Vec<String>>,
    gerund: Option<Vec<String>>,
    future: Option<Vec<String>>,
    conditional: Option<Vec<String>>,
}

/// One `[[verb]]`. Its unknown keys are found where the shape of a lexicon is checked.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct WrittenVerb {
    stem: Option<String>,
    conjugation: Option<String>,
    #[serde(flatten)]
    own: WrittenSlots,
    particle: Option<String>,
    tail: Option<String>,
    head: Option<String>,
    takes: Takes,
    /// Read by the tests alone.
    #[serde(default, rename = "reads")]
    _reads: IgnoredAny,
}

/// What the verbs of a language have in common.
pub(super) struct Grammar<'a> {
    pub conjugations: &'a BTreeMap<String, WrittenSlots>,
    /// Whether the verb comes second, so that its second part may end the clause.
    pub verb_second: bool,
    /// What an infinitive is marked with: "zu", "te".
    pub infinitive_marks: &'a [String],
}

/// The forms of all verbs of a language, found by their first word.
#[derive(Clone, Debug, Default)]
pub(crate) struct VerbTable {
    verbs: Vec<Verb>,
    forms: HashMap<String, Vec<Form>>,
}

/// What all forms of a verb have in common.
#[derive(Clone, Debug)]
struct Verb {
    takes: Takes,
    /// Words of which one must come right before.
    head: Vec<Vec<String>>,
    /// Words of which one must follow.
    tail: Vec<Vec<String>>,
    /// The second part, if it is a word of its own.
    particle: Vec<Vec<String>>,
}

/// A form, by its first word.
#[derive(Clone, Debug)]
struct Form {
    verb: usize,
    /// The slots of the form as it is written without an accent on its last letter, and with one: "certifie", "certifié".
    slots: [Slots; 2],
    /// The words behind the first one.
    rest: Vec<String>,
    /// Whether the second part of the verb is one word with it.
    is_joined: bool,
    /// Whether only its accent tells it from a small word: "dû".
    needs_accent: bool,
}

/// A verb that was found: the words that it begins and ends with, by their places among those that were searched.
pub(crate) struct Found {
    pub words: Range<usize>,
    /// Whether other words come between its own.
    pub is_parted: bool,
    pub form: VerbForm,
}

/// What the table asks of a text.
pub(crate) trait Words {
    /// The number of words.
    fn len(&self) -> usize;
    /// A word, folded.
    fn word(&self, at: usize) -> &str;
    /// Returns true if the word may have this form: "d'" for "de".
    fn is(&self, at: usize, written: &str) -> bool;
    /// Returns true if a mark separates the word from the one before.
    fn is_cut_before(&self, at: usize) -> bool;
    /// Returns true if the word has a capital that only a noun has.
    fn is_noun(&self, at: usize) -> bool;
    /// Returns true if the word is written with an accent.
    fn is_accented(&self, at: usize) -> bool;
    /// Returns true if the last letter of the word has an accent.
    fn ends_accented(&self, at: usize) -> bool;
    /// What the word can be.
    fn class(&self, at: usize) -> Class;
}

impl VerbTable {
    /// Every verb in `words`, in order of place.
    pub fn find(&self, words: &impl Words, verb_second: bool) -> Vec<Found> {
        let mut found = Vec::new();
        for at in 0..words.len() {
            let Some(forms) = self.forms.get(words.word(at)) else { continue };
            let is_noun = words.is_noun(at);
            found.extend(forms.iter().filter(|_| !is_noun).filter_map(|form| self.stands_at(form, at, words, verb_second)));
        }
        found
    }

    fn stands_at(&self, form: &Form, at: usize, words: &impl Words, verb_second: bool) -> Option<Found> {
        let verb = self.verbs.get(form.verb)?;
        if form.needs_accent && !words.is_accented(at) {
            return None;
        }
        let mut end = follows(words, at + 1, &form.rest)?;
        let mut start = at;
        if !verb.head.is_empty() {
            start = verb.head.iter().filter_map(|head| precedes(words, at, head)).min()?;
        }
        if !verb.tail.is_empty() {
            end = verb.tail.iter().filter_map(|tail| follows(words, end, tail)).max()?;
        }
        let mut is_parted = false;
        if !verb.particle.is_empty() && !form.is_joined {
            let after = verb.particle.iter().find_map(|particle| second_part(words, end, particle, verb_second))?;
            is_parted = after > end + 1;
            end = after;
        }
        let [plain, accented] = form.slots;
        let own = if words.ends_accented(at) { accented } else { plain };
        let slots = if own == Slots::default() { plain.or(accented) } else { own };
        Some(Found { words: start..end, is_parted, form: VerbForm { takes: verb.takes, slots } })
    }

    /// Adds a verb as it is written; returns the forms that only an accent tells from a small word: "dû".
    pub(super) fn add(&mut self, verb: &WrittenVerb, grammar: &Grammar<'_>, is_small: impl Fn(&str) -> bool) -> Vec<String> {
        let mut forms: BTreeMap<(Vec<String>, bool), WrittenForm> = BTreeMap::new();
        for (slot, words, is_joined) in verb.forms(grammar) {
            let form = forms.entry((words_in(&words), is_joined)).or_default();
            let ends_accented = words.chars().next_back().is_some_and(|last| !last.is_ascii());
            let slots = &mut form.slots[usize::from(ends_accented)];
            *slots = slots.or(Slots::one(slot));
            form.is_plain |= words.is_ascii();
            form.words = words;
        }
        let number = self.verbs.len();
        let choices = |written: &Option<String>| written.as_deref().map(alternatives).unwrap_or_default();
        self.verbs.push(Verb {
            takes: verb.takes,
            head: choices(&verb.head),
            tail: choices(&verb.tail),
            particle: choices(&verb.particle),
        });
        let mut told_by_accent = Vec::new();
        for ((words, is_joined), form) in forms {
            let mut words = words.into_iter();
            let Some(first) = words.next() else { continue };
            let needs_accent = !form.is_plain && is_small(&first);
            let rest: Vec<String> = words.collect();
            told_by_accent.extend((needs_accent && rest.is_empty()).then_some(form.words));
            self.forms.entry(first).or_default().push(Form { verb: number, slots: form.slots, rest, is_joined, needs_accent });
        }
        told_by_accent
    }
}

/// What is written of a form before it is stored.
#[derive(Default)]
struct WrittenForm {
    slots: [Slots; 2],
    /// Whether one of its spellings has no accent.
    is_plain: bool,
    words: String,
}

impl WrittenSlots {
    fn by_slot(&self) -> [(Slot, Option<&[String]>); 7] {
        [
            (Slot::Infinitive, &self.infinitive),
            (Slot::Present, &self.present),
            (Slot::Past, &self.past),
            (Slot::Participle, &self.participle),
            (Slot::Gerund, &self.gerund),
            (Slot::Future, &self.future),
            (Slot::Conditional, &self.conditional),
        ]
        .map(|(slot, forms)| (slot, forms.as_deref()))
    }
}

impl WrittenVerb {
    /// Every form with its slot, and whether the second part of the verb is one word with it.
    fn forms(&self, grammar: &Grammar<'_>) -> Vec<(Slot, String, bool)> {
        let none = WrittenSlots::default();
        let conjugation = self.conjugation.as_ref().and_then(|name| grammar.conjugations.get(name)).unwrap_or(&none);
        let stem = self.stem.as_deref().unwrap_or_default();
        let mut forms = Vec::new();
        for ((slot, own), (_, endings)) in self.own.by_slot().into_iter().zip(conjugation.by_slot()) {
            let written: Vec<String> = match own {
                Some(own) => own.to_vec(),
                None => endings.unwrap_or_default().iter().map(|ending| format!("{stem}{ending}")).collect(),
            };
            let parts = written.iter().flat_map(|form| self.parts(slot, form, grammar));
            forms.extend(parts.map(|(words, is_joined)| (slot, words, is_joined)));
        }
        forms
    }

    /// A form; and the form as one word with the second part of its verb, if there can be one.
    fn parts(&self, slot: Slot, form: &str, grammar: &Grammar<'_>) -> Vec<(String, bool)> {
        let Some(particle) = self.particle.as_ref().filter(|_| grammar.verb_second) else {
            return vec![(form.to_owned(), false)];
        };
        let joined = || (format!("{particle}{form}"), true);
        match slot {
            // "Toe te geven", "einzuräumen"
            Slot::Infinitive => {
                let marks = grammar.infinitive_marks.iter();
                let marked = marks.flat_map(|mark| [format!("{particle} {mark} {form}"), format!("{particle}{mark}{form}")]);
                [joined()].into_iter().chain(marked.map(|words| (words, true))).collect()
            }
            Slot::Participle | Slot::Gerund => vec![joined()],
            _ => vec![(form.to_owned(), false), joined()],
        }
    }

    /// What keeps the verb from having a form, and what to do.
    pub fn mistake(&self, conjugations: &BTreeMap<String, WrittenSlots>) -> Option<(String, String)> {
        match &self.conjugation {
            Some(name) if !conjugations.contains_key(name) => {
                let add = format!("add `[conjugations.{name}]`");
                let help = match closest(name, conjugations.keys().map(String::as_str)) {
                    Some(meant) => format!("write `{meant}`, or {add}"),
                    None => add,
                };
                Some((format!("there is no conjugation `{name}`"), help))
            }
            None if self.own.by_slot().iter().all(|(_, forms)| forms.is_none_or(<[String]>::is_empty)) => {
                let help = "add a `conjugation`, or list its forms: `infinitive`, `present`, `past`, `participle`";
                Some(("this verb has no form".to_owned(), help.to_owned()))
            }
            _ => None,
        }
    }

    /// The texts that must be patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &String> {
        [&self.head, &self.tail, &self.particle].into_iter().flatten()
    }
}

/// The words of a text, folded.
fn words_in(text: &str) -> Vec<String> {
    // Most forms are one word that is folded as it stands, and there are tens of thousands.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return vec![text.to_owned()];
    }
    let folded = fold(text);
    words(&folded, Span::<InWords>::new(0, folded.len())).map(|word| word.of(&folded).to_owned()).collect()
}

/// Each way to read a pattern, as its words.
fn alternatives(pattern: &str) -> Vec<Vec<String>> {
    let Ok(pattern) = Pattern::parse(pattern) else { return Vec::new() };
    let words = |phrase: &Phrase| {
        let word = |piece: &Piece| match piece {
            Piece::Word(word) => word.forms.first().cloned(),
            Piece::Gap => None,
        };
        phrase.pieces.iter().filter_map(word).collect::<Vec<_>>()
    };
    pattern.phrases.iter().map(words).collect()
}

/// Where `written` ends, if it begins at `at` and has no mark inside.
fn follows(words: &impl Words, at: usize, written: &[String]) -> Option<usize> {
    let fits = |(index, word): (usize, &String)| {
        at + index < words.len() && words.is(at + index, word) && !words.is_cut_before(at + index)
    };
    written.iter().enumerate().all(fits).then_some(at + written.len())
}

/// Where `written` begins, if it ends right before `at` and has no mark inside.
fn precedes(words: &impl Words, at: usize, written: &[String]) -> Option<usize> {
    let start = at.checked_sub(written.len())?;
    let fits = |(index, word): (usize, &String)| words.is(start + index, word) && !words.is_cut_before(start + index + 1);
    written.iter().enumerate().all(fits).then_some(start)
}

/// Where the second part of a verb ends, which comes after its first: at the end of the clause where the verb comes second ("räumte die
/// Zahlung ein"), else close by, and a preposition only before a gerund ("stopped Merle from closing").
fn second_part(words: &impl Words, from: usize, particle: &[String], verb_second: bool) -> Option<usize> {
    let mut at = from;
    while at < words.len() && !words.is_cut_before(at) {
        if let Some(end) = follows(words, at, particle) {
            let is_last = end >= words.len() || words.is_cut_before(end);
            let next = |class| end < words.len() && words.class(end).is(class);
            let is_preposition = words.class(at).is(Class::PREPOSITION);
            let fits = match (verb_second, is_preposition) {
                (true, _) => is_last || next(Class::COORDINATOR | Class::OPENER | Class::PREPOSITION | Class::INFINITIVE_MARK),
                (false, true) => at == from || next(Class::GERUND),
                (false, false) => true,
            };
            if fits {
                return Some(end);
            }
        }
        at += 1;
    }
    None
}
