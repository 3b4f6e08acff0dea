//! Loads files of every kind that users write, and returns the mistakes in them.
#![allow(dead_code, reason = "not every test uses all of it")]

use contradict::claim::Lang;
use contradict::diagnostic::{Diagnostic, UserFile, render};
use contradict::lexicon::Lexicon;
use contradict::resolution;
use contradict::rule;
use contradict::text::{self, Sources};
use std::sync::Arc;

/// A kind of file that users write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Rules,
    Lexicon,
    Sources,
    FrontMatter,
    Resolutions,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Rules, Kind::Lexicon, Kind::Sources, Kind::FrontMatter, Kind::Resolutions];

    /// Its folder below `tests/broken/`, and its name in `docs/diagnostics.md`.
    pub const fn folder(self) -> &'static str {
        match self {
            Kind::Rules => "rules",
            Kind::Lexicon => "lexicon",
            Kind::Sources => "sources",
            Kind::FrontMatter => "front-matter",
            Kind::Resolutions => "resolutions",
        }
    }
}

/// Languages for which rules may list words.
pub fn languages() -> Vec<Lang> {
    ["en", "fr", "nl"].map(|code| code.parse().expect("a code")).to_vec()
}

/// Returns the number of rules, and all mistakes in the files.
pub fn load(kind: Kind, files: &[(String, String)], languages: &[Lang]) -> (usize, Vec<Diagnostic>) {
    let files: Vec<_> = files.iter().map(|(name, text)| Arc::new(UserFile::new(name.clone(), text.clone()))).collect();
    match kind {
        Kind::Rules => {
            let (rules, found) = rule::load(&files, languages);
            (rules.rules.len(), found)
        }
        Kind::Lexicon => (0, files.iter().filter_map(|file| Lexicon::parse(file).err()).flatten().collect()),
        Kind::Sources => (0, files.into_iter().flat_map(|file| Sources::parse(file).1).collect()),
        Kind::Resolutions => (0, files.iter().flat_map(|file| resolution::load(file).1).collect()),
        Kind::FrontMatter => (0, files.into_iter().flat_map(|file| text::load(file, None).1).collect()),
    }
}

/// Returns all of them as printed, without colour.
pub fn printed(found: &[Diagnostic]) -> String {
    found.iter().map(|mistake| render(mistake, false) + "\n\n").collect::<String>().trim_end().to_owned() + "\n"
}

/// Loads one text, and checks what must be true for any text: every place is inside of it, at character boundaries, and can be
/// printed.
pub fn survives(kind: Kind, text: String) -> Vec<Diagnostic> {
    let name = if kind == Kind::FrontMatter { "a.md" } else { "a.toml" };
    let (_, found) = load(kind, &[(name.to_owned(), text.clone())], &languages());
    for mistake in &found {
        for span in mistake.span.iter().chain(mistake.also.iter().map(|also| &also.span)) {
            assert!(text.get(span.start..span.end).is_some(), "{mistake:?}");
        }
        for color in [false, true] {
            assert!(render(mistake, color).contains(mistake.code.as_str()));
        }
    }
    found
}
