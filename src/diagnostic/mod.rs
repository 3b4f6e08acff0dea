//! Mistakes in the user's own files, and files that could not be read: what is wrong, where, and what to do.

mod closest;
mod code;
mod render;
mod toml_text;
mod visible;
pub(crate) mod written;

pub use closest::closest;
pub use code::Code;
pub use render::render;
pub use toml_text::toml_text;
pub use visible::{steers, visible};

use crate::span::{InToml, LineIndex, Location, Span, Written};
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// How serious something is. Rules and diagnostics have a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// For information.
    Note,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Level {
    /// Returns the word that rules, options and output use.
    pub const fn word(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A file as it was read, kept to show its lines.
///
/// ```
/// use contradict::{diagnostic::UserFile, span::{InToml, Span}};
/// let file = UserFile::new("rules/a.toml", "format = 1\nrule = 2\n");
/// assert_eq!(file.locate(Span::<InToml>::new(11, 15)).line, 2);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UserFile {
    /// The path as the user would write it.
    pub name: String,
    /// The whole text; empty where it could not be read.
    pub text: String,
    // Computed once: a file may have as many diagnostics or answers as lines.
    lines: LineIndex,
}

/// Shows only the name: the text does not help in the message of a failed test.
impl fmt::Debug for UserFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserFile").field("name", &self.name).finish_non_exhaustive()
    }
}

impl UserFile {
    /// Makes a file with this name and `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        UserFile { name: name.into(), lines: LineIndex::new(&text), text }
    }

    /// Returns lines and columns of `span`.
    pub fn locate<S: Written>(&self, span: Span<S>) -> Location {
        self.lines.locate(&self.text, span)
    }

    /// Returns the first byte of the line that contains the byte `offset`.
    pub fn line_start(&self, offset: usize) -> usize {
        self.lines.line_start(offset)
    }
}

/// One mistake in a file of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake, such as `unknown-key`.
    pub code: Code,
    /// An error stops the run with exit code 2; a warning does not.
    pub level: Level,
    /// What is wrong, in plain words.
    pub message: String,
    /// The file that it is in.
    pub file: Arc<UserFile>,
    /// The place in the file; none if the whole file is meant.
    pub span: Option<Span<InToml>>,
    /// A few words beside the underlined place.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The possible values, one line each, shown below the help.
    pub choices: Vec<String>,
    /// A related place: for example, the first of two entries with the same name.
    pub also: Option<Also>,
}

/// A related place of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// The file that it is in.
    pub file: Arc<UserFile>,
    /// The place in the file.
    pub span: Span<InToml>,
    /// A few words beside it.
    pub label: String,
}

impl Diagnostic {
    /// Makes an error about `span` of `file`.
    pub fn error(code: Code, file: &Arc<UserFile>, span: Span<InToml>, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            level: Level::Error,
            message: message.into(),
            file: Arc::clone(file),
            span: Some(span),
            label: None,
            help: None,
            choices: Vec::new(),
            also: None,
        }
    }

    /// Makes a warning about `span` of `file`.
    pub fn warning(code: Code, file: &Arc<UserFile>, span: Span<InToml>, message: impl Into<String>) -> Self {
        Diagnostic { level: Level::Warning, ..Diagnostic::error(code, file, span, message) }
    }

    /// Applies the diagnostic to the whole file instead of a place in it.
    pub fn of_whole_file(mut self) -> Self {
        self.span = None;
        self
    }

    /// Adds a few words beside the underlined place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the possible values, one line each.
    pub fn choices(mut self, choices: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.choices = choices.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a related place.
    pub fn also(mut self, file: &Arc<UserFile>, span: Span<InToml>, label: impl Into<String>) -> Self {
        self.also = Some(Also { file: Arc::clone(file), span, label: label.into() });
        self
    }

    /// Returns line and column of the place.
    pub fn location(&self) -> Option<Location> {
        self.span.map(|span| self.file.locate(span))
    }
}
