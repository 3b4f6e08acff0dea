//! Single sentences of which is known what they say, and who says it: reads them, and keeps the list of those that do not come out so
//! yet. The list fails in both directions.

use contradict::answer::Reader;
use contradict::claim::{Lang, Modality};
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::pattern::fold;
use contradict::rule::{self, RuleSet};
use contradict::text;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The languages that have such sentences.
pub const LANGUAGES: [&str; 5] = ["de", "en", "es", "fr", "nl"];

/// The publisher of every sentence.
pub const PUBLISHER: &str = "Pub";

/// Words that a name may begin with, and be the same name.
const ARTICLES: &[&str] = &[
    "the ", "a ", "an ", "le ", "la ", "les ", "l'", "un ", "une ", "des ", "de ", "het ", "een ", "'t ", "der ", "die ", "das ",
    "den ", "dem ", "ein ", "eine ", "einem ", "einer ", "el ", "los ", "las ", "una ", "unos ", "unas ",
];

/// An answer that a sentence gives.
pub struct Said {
    pub value: String,
    pub voice: String,
    /// Why it takes no position, or how surely it is said.
    pub how: &'static str,
    pub is_set_aside: bool,
    pub is_flat: bool,
}

impl Said {
    pub fn has(&self, value: &str) -> bool {
        self.value == value && !self.is_set_aside
    }
}

/// What the numbers of a language are.
#[derive(Default)]
pub struct Score {
    pub sides: usize,
    pub rows: usize,
    pub voices: usize,
    pub judged: usize,
}

impl Score {
    /// Counts a sentence. `voice` is none where nobody need be credited, or where the side is wrong already.
    pub fn add(&mut self, side: bool, voice: Option<bool>) {
        self.rows += 1;
        self.sides += usize::from(side);
        self.judged += usize::from(voice.is_some());
        self.voices += usize::from(voice == Some(true));
    }

    pub fn told(&self) -> String {
        format!("{} of {} sides right; voices {} of {}", self.sides, self.rows, self.voices, self.judged)
    }
}

/// The rules in `text`, which must be free of mistakes.
pub fn rules_in(name: &str, text: &str, lexicons: &Lexicons) -> RuleSet {
    let (rules, mistakes) = rule::load(&[Arc::new(UserFile::new(name, text))], &lexicons.languages());
    let told: Vec<_> = mistakes.iter().map(|mistake| (mistake.location().map(|at| at.line), &mistake.message)).collect();
    assert!(told.is_empty(), "{name}: {told:?}");
    rules
}

/// What `sentence` says, where it is all that a document holds. `of` names the rule whose answers are meant; all, where it is none.
pub fn said(reader: &Reader<'_>, rules: &RuleSet, lang: Lang, sentence: &str, of: Option<&str>) -> Vec<Said> {
    let (mut document, _) = text::load(Arc::new(UserFile::new("sentence.txt", sentence)), None);
    document.metadata.publisher = Some(PUBLISHER.into());
    document.metadata.languages = vec![lang];
    let answers = reader.read(&document).answers.into_iter();
    let meant = answers.filter(|answer| of.is_none_or(|id| rules.rules[answer.rule].id == id));
    let said = meant.map(|answer| {
        let set_aside = answer.set_aside();
        Said {
            value: answer.value.to_string(),
            voice: answer.speaker.name.clone(),
            how: set_aside.unwrap_or(answer.modality.word()),
            is_set_aside: set_aside.is_some(),
            is_flat: set_aside.is_none() && answer.modality == Modality::Asserted,
        }
    });
    said.collect()
}

/// The answers, for a person.
pub fn told(said: &[Said]) -> String {
    let told: Vec<_> = said.iter().map(|said| format!("{}, {}, {}", said.value, said.voice, said.how)).collect();
    if told.is_empty() { "nothing".to_owned() } else { told.join(" | ") }
}

/// A name, folded, without the article that it begins with.
pub fn bare(name: &str) -> String {
    let folded = fold(name).replace('’', "'");
    let name = folded.trim();
    ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name).to_owned()
}

/// A list of sentences that do not come out as they should: language, tab, sentence.
pub struct Known {
    path: PathBuf,
    listed: BTreeSet<String>,
    wrong: BTreeSet<String>,
    right: BTreeSet<String>,
}

impl Known {
    pub fn load(path: PathBuf) -> Known {
        let text = std::fs::read_to_string(&path).expect("a list");
        Known { path, listed: text.lines().map(str::to_owned).collect(), wrong: BTreeSet::new(), right: BTreeSet::new() }
    }

    /// What was found of one thing that the list may name.
    pub fn found(&mut self, id: String, is_right: bool) {
        if is_right {
            self.right.insert(id)
        } else {
            self.wrong.insert(id)
        };
    }

    /// Fails the test where something is wrong that is not on the list, or something on the list is not wrong.
    /// `FORGET_PASSING=1` takes the latter off the list; nothing ever puts one on it.
    pub fn hold(mut self) {
        if std::env::var_os("FORGET_PASSING").is_some() {
            self.listed.retain(|id| self.wrong.contains(id));
            std::fs::write(&self.path, self.listed.iter().map(|id| format!("{id}\n")).collect::<String>()).expect("written");
        }
        let lines = |ids: Vec<&String>| ids.into_iter().map(|id| format!("\n{id}")).collect::<String>();
        let name = self.path.display();
        let new = lines(self.wrong.difference(&self.listed).collect());
        assert!(new.is_empty(), "these are wrong, and not in {name}:{new}");
        let (passing, gone): (Vec<_>, Vec<_>) = self.listed.difference(&self.wrong).partition(|id| self.right.contains(*id));
        assert!(passing.is_empty(), "these are right now; FORGET_PASSING=1 takes them off {name}:{}", lines(passing));
        assert!(gone.is_empty(), "these are nowhere any more; FORGET_PASSING=1 takes them off {name}:{}", lines(gone));
    }
}
