//! All codes of diagnostics, in one table: a code that is not listed here cannot be used.

use super::Level;
use serde::{Serialize, Serializer};
use std::fmt;

/// Generates the type and its tables from one list, so that no table can lack a code.
macro_rules! codes {
    ($($variant:ident $word:literal $($level:ident)|+ $meaning:literal;)+) => {
        /// The stable name of a kind of mistake. The name is printed, and never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)+
        }

        impl Code {
            /// All codes, in alphabetical order.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// Returns the name as printed: `unknown-key`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $word,)+ }
            }

            /// Returns the meaning in one line.
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)+ }
            }

            /// Returns the levels that it can have.
            pub const fn levels(self) -> &'static [Level] {
                match self { $(Code::$variant => &[$(Level::$level),+],)+ }
            }
        }
    };
}

codes! {
    BadDate "bad-date" Error | Warning "what should be a date is none";
    BadDecision "bad-decision" Error "a row of a table to import is no decision";
    BadFormat "bad-format" Error "a lexicon is of another format";
    BadFrontMatter "bad-front-matter" Warning "front matter is not understood, or never closed";
    BadId "bad-id" Error "an id has signs that no id has";
    BadLanguage "bad-language" Error | Warning "what should be a language code is none";
    BadLexicon "bad-lexicon" Error "a word of a lexicon has a value that no word can have";
    BadNumber "bad-number" Error "a number is too small, too large or not whole";
    BadPattern "bad-pattern" Error "words are no pattern";
    BadResolution "bad-resolution" Error "a decision contradicts itself";
    BadTable "bad-table" Error "a table to import has no columns for decisions, or a quotation mark too many";
    BadTolerance "bad-tolerance" Error "a tolerance is none";
    BadToml "bad-toml" Error | Warning "a sources.toml, or front matter, cannot be read as TOML";
    BadUnit "bad-unit" Error "a lexicon names a unit that there is not";
    BadValue "bad-value" Error "a value of a decision is no answer to its question";
    DisputedResolution "disputed-resolution" Warning "two decisions of one day differ";
    DuplicateFile "duplicate-file" Error "two entries of a sources.toml are about one file";
    DuplicateId "duplicate-id" Error | Warning "one id stands for two things";
    DuplicateKey "duplicate-key" Error | Warning "a key or a header is written twice";
    DuplicateResolution "duplicate-resolution" Warning "a decision is written twice";
    EmptyList "empty-list" Error "nothing stands in a list";
    EmptyText "empty-text" Error "nothing stands in a text";
    EmptyValue "empty-value" Error | Warning "nothing stands between the quotes of a source's key";
    ExpiredResolution "expired-resolution" Warning "a decision counts no longer";
    FutureResolution "future-resolution" Warning "a decision is of a day to come";
    GuessedEncoding "guessed-encoding" Warning "a source is not UTF-8, and its encoding was guessed";
    ImpossibleCase "impossible-case" Error "an example can never come out as it says";
    InlineResolution "inline-resolution" Error "a decision cannot be written to, as it stands under no header of its own";
    LanguageUnclear "language-unclear" Warning "nothing tells the language of a source";
    MissingKey "missing-key" Error | Warning "a required key is missing";
    NeverMatches "never-matches" Warning "words of a rule can never lead to an answer";
    NoRules "no-rules" Warning | Note "a file holds no rule, or there is no rule file";
    NotArranged "not-arranged" Error "the file of decisions is not in its one written order";
    NotUtf8 "not-utf8" Error "a file of the user's is no text in UTF-8";
    PartNotFound "part-not-found" Error | Warning "the words that a part begins with are not in the text";
    PartOfCycle "part-of-cycle" Error "an entity is part of itself";
    SharedName "shared-name" Error "two entities, or two options of a rule, have one name";
    SingleSide "single-side" Error "what should have several sides has one";
    StaleResolution "stale-resolution" Warning "nothing needs a decision any more";
    Syntax "syntax" Error "a rule file or a lexicon cannot be read as TOML";
    UnknownEntity "unknown-entity" Error | Warning "no entity has this id";
    UnknownKey "unknown-key" Error | Warning "there is no such key here";
    UnknownKind "unknown-kind" Error "no entity is of this kind";
    UnknownLanguage "unknown-language" Error | Warning "there is no lexicon for this language";
    UnknownOption "unknown-option" Error "no option has this id";
    UnknownOrigin "unknown-origin" Note "a document derives from one that was not read";
    UnknownPlaceholder "unknown-placeholder" Error "nothing stands for a word in braces";
    UnknownUnit "unknown-unit" Error | Warning "there is no such unit";
    UnknownValue "unknown-value" Error "a value is none of those that it can be";
    UnmatchedResolution "unmatched-resolution" Warning "no rule asks the question of a decision";
    UnmatchedSource "unmatched-source" Warning "a sources.toml describes a file that is not there";
    Unread "unread" Warning "a source could not be read";
    UnusedKey "unused-key" Warning "a key means nothing here";
    WrongFormat "wrong-format" Error "a rule file is of another format";
    WrongType "wrong-type" Error | Warning "another kind of value is needed";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_written_alike() {
        let words: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(words.is_sorted_by(|one, other| one < other), "{words:?}");
        for code in Code::ALL {
            // `BadId` is `bad-id`.
            let plain = |text: &str| text.replace('-', "").to_lowercase();
            assert_eq!(plain(&format!("{code:?}")), plain(code.as_str()));
            assert!(!code.levels().is_empty() && !code.meaning().ends_with('.'));
        }
    }
}
