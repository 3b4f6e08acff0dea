//! Lists of word patterns: one list for any language, or one for each language.

use super::model::Words;
use crate::claim::Lang;
use crate::diagnostic::written::{Item, Mistakes, Spot, did_you_mean};
use crate::diagnostic::{Code, Diagnostic};
use crate::pattern::Pattern;
use crate::span::{InToml, Span};
use toml::de::DeValue;

const HELP: &str = "write a list, [\"…\", \"…\"], or one for each language, { fr = [\"…\"], any = [\"…\"] }";

/// Patterns with their places, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct RawWordList(pub Vec<(Option<Lang>, Spot<Pattern>)>);

impl RawWordList {
    /// Reads the words of `item`; no list may be empty.
    pub fn read(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> RawWordList {
        let mut words = RawWordList::default();
        match item.value() {
            DeValue::Array(_) => words.read_list(item, None, mistakes),
            DeValue::Table(_) => {
                let Some(table) = item.table(HELP, mistakes) else { return words };
                if table.is_empty() {
                    let empty = mistakes.error(Code::EmptyList, item.span, format!("`{}` lists no words", item.key)).help(HELP);
                    mistakes.push(empty);
                }
                for list in table.items() {
                    let language = match list.key {
                        "any" => Some(None),
                        code => known_language(code, languages).map(Some),
                    };
                    if language.is_none() {
                        mistakes.push(unknown_language(list.key, list.key_span, &["any"], languages, mistakes));
                    }
                    words.read_list(list, language.flatten(), mistakes);
                }
            }
            DeValue::String(_) => {
                // Explains how to write it with brackets.
                item.list(HELP, mistakes);
            }
            _ => {
                let _: Option<()> = item.wrong("a list of words", HELP, mistakes);
            }
        }
        words
    }

    fn read_list(&mut self, item: Item<'_>, language: Option<Lang>, mistakes: &mut Mistakes) {
        for item in item.list(HELP, mistakes).unwrap_or_default() {
            let Some(written) = item.any_text(mistakes) else { continue };
            match Pattern::parse(written.value) {
                Ok(pattern) => self.0.push((language, Spot { value: pattern, span: written.span })),
                Err(error) => {
                    let at = mistakes.within(&written, error.at);
                    mistakes.push(mistakes.error(Code::BadPattern, at, error.message).help(error.help));
                }
            }
        }
    }

    /// Returns the patterns with their places.
    pub fn into_words(self) -> Words {
        let places = self.0.iter().map(|(_, pattern)| pattern.span).collect();
        Words { places, patterns: self.0.into_iter().map(|(language, pattern)| (language, pattern.value)).collect() }
    }
}

/// Makes the mistake of naming a language without a lexicon.
pub(super) fn unknown_language(
    code: &str,
    span: Span<InToml>,
    others: &[&str],
    languages: &[Lang],
    mistakes: &Mistakes,
) -> Diagnostic {
    let known = others.iter().copied().chain(languages.iter().map(Lang::as_str));
    if code.parse::<Lang>().is_ok() {
        let listed = known.map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
        return mistakes
            .error(Code::UnknownLanguage, span, format!("there is no lexicon for the language `{code}`"))
            .help(format!("there is {listed}; docs/languages.md shows how to add a language, in rules/lexicon/{code}.toml"));
    }
    mistakes
        .error(Code::UnknownLanguage, span, format!("no language is called `{code}`"))
        .help(format!("languages are written as codes: {}", did_you_mean(code, known)))
}

/// Returns the language with the code `code`, if it is one of `languages`.
pub(super) fn known_language(code: &str, languages: &[Lang]) -> Option<Lang> {
    languages.iter().copied().find(|language| language.as_str() == code)
}
