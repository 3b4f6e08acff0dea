//! The JSON Schema of `sources.toml`. The names and the requirements are those of `src/text/metadata/`.
#![allow(dead_code, reason = "the types only describe files; no value of them is made")]

use schemars::JsonSchema;

/// Who published the documents of this folder and the folders below, when, and in which language.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "contradict: sources.toml")]
pub struct SourcesFile {
    /// A document: `[[source]]`.
    source: Option<Vec<Source>>,
}

/// A document.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// Its path from the folder of this file, with `/` between folders.
    file: Text,
    /// Its name in all output. Default: its file name without the ending.
    id: Option<Text>,
    /// The headline.
    title: Option<Text>,
    /// Who speaks where nobody else is cited. Default: the id.
    publisher: Option<Text>,
    /// When it appeared: 2024-05-02, "2024-05" or "2024".
    date: Option<Date>,
    /// A code such as "fr", or a list of them. Default: what `--lang` says, else every language is tried.
    language: Option<Languages>,
    /// Where it was found.
    url: Option<Text>,
    /// The `id` of the source that it copies or translates.
    derives_from: Option<Text>,
    /// The id of the entity that it is about, or a list of them: sentences that name no other of its kind are about it.
    about: Option<Ids>,
    /// A part, from these words to the next part: `[[source.part]]`.
    part: Option<Vec<Part>>,
}

/// A part of a document, with its own voice, date or language, or one that is left out.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Part {
    /// The exact words that it begins with.
    from: Text,
    /// Who speaks in it. Default: the publisher.
    voice: Option<Text>,
    /// When that was said. Default: the date of the document.
    date: Option<Date>,
    /// The language that it is in: one code.
    language: Option<Language>,
    /// The id of the entity that it is about, or a list of them. Default: those of the document.
    about: Option<Ids>,
    /// Whether it is left out. Default: false.
    skip: Option<bool>,
}

/// The id of an entity, or several.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Ids {
    /// One.
    One(Text),
    /// Several.
    Several(Vec<Text>),
}

/// Some words.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Text(#[schemars(regex(pattern = r"\S"))] String);

/// A date, or as much of it as is known: 2024-05-02, "2024-05" or "2024".
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Date {
    Written(#[schemars(regex(pattern = r"^\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2}([ Tt]*[0-9].*)?)?)?\s*$"))] String),
    Year(#[schemars(range(min = 1, max = 9999))] u32),
}

/// A language code: `en`, `fr`, `nl`.
#[derive(JsonSchema)]
pub struct Language(#[schemars(regex(pattern = "^[a-z]{2,3}$"))] String);

/// One language or several.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Languages {
    One(Language),
    Several(Vec<Language>),
}
