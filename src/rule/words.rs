//! Lists of word patterns: one for any language, or one for each.

use super::model::Words;
use super::table::{Item, Mistakes, Spot, did_you_mean};
use crate::claim::Lang;
use crate::pattern::Pattern;
use toml::de::DeValue;

const HELP: &str = "write a list, [\"…\", \"…\"], or one for each language, { fr = [\"…\"], any = [\"…\"] }";

/// Patterns with their places, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct RawWords(pub Vec<(Option<Lang>, Spot<Pattern>)>);

impl RawWords {
    /// Reads the words of `item`; every list must hold some.
    pub fn read(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> RawWords {
        let mut words = RawWords::default();
        match item.value() {
            DeValue::Array(_) => words.read_list(item, None, mistakes),
            DeValue::Table(_) => {
                let Some(table) = item.table(HELP, mistakes) else { return words };
                if table.is_empty() {
                    let empty = mistakes.error("empty-list", item.span, format!("`{}` lists no words", item.key)).help(HELP);
                    mistakes.push(empty);
                }
                for list in table.items() {
                    let language = match list.key {
                        "any" => Some(None),
                        code => known_language(code, languages).map(Some),
                    };
                    if language.is_none() {
                        let known = std::iter::once("any").chain(languages.iter().map(Lang::as_str));
                        let unknown = mistakes
                            .error("unknown-language", list.key_span, format!("no language is called `{}`", list.key))
                            .help(did_you_mean(list.key, known));
                        mistakes.push(unknown);
                    }
                    words.read_list(list, language.flatten(), mistakes);
                }
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
                    mistakes.push(mistakes.error("bad-pattern", at, error.message).help(error.help));
                }
            }
        }
    }

    /// The patterns, and beside them their places.
    pub fn into_words(self) -> Words {
        let places = self.0.iter().map(|(_, pattern)| pattern.span).collect();
        Words { places, patterns: self.0.into_iter().map(|(language, pattern)| (language, pattern.value)).collect() }
    }
}

/// The language called `code`, if it is one of `languages`.
pub(super) fn known_language(code: &str, languages: &[Lang]) -> Option<Lang> {
    languages.iter().copied().find(|language| language.as_str() == code)
}
