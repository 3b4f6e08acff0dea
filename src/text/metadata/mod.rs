//! The metadata of sources: `sources.toml`, and the front matter of single files.

mod declared;
mod front_matter;
mod node;
mod yaml;

pub use declared::{Declared, DeclaredPart};
pub(super) use front_matter::FrontMatter;
pub use node::Placed;

use crate::diagnostic::{Also, Code, Diagnostic, UserFile, closest};
use crate::span::{InToml, Span};
use declared::{Reader, shortened};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most missing files for which a similar name is searched: each is compared with every existing file.
const PROPOSALS: usize = 20;

/// The entries of one `sources.toml`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    entries: Vec<SourceEntry>,
    by_file: BTreeMap<String, usize>,
}

/// One `[[source]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// The `sources.toml` that contains it.
    pub declared_in: Arc<UserFile>,
    /// The file that it describes, as a path from the folder of the `sources.toml` to a file in or below that folder.
    pub file: Placed<String>,
    /// What it declares.
    pub declared: Declared,
}

impl Sources {
    /// Reads a `sources.toml` as far as possible, and reports all mistakes in it.
    ///
    /// ```
    /// use contradict::{diagnostic::UserFile, text::Sources};
    /// use std::sync::Arc;
    ///
    /// let text = "[[source]]\nfile = 'a.txt'\npublishr = 'Le Soir'\n".to_owned();
    /// let (sources, mistakes) = Sources::parse(Arc::new(UserFile::new("sources.toml", text)));
    /// assert!(sources.entry("a.txt").is_some());
    /// assert_eq!(mistakes[0].code, "unknown-key");
    /// assert_eq!(mistakes[0].help.as_deref(), Some("did you mean `publisher`?"));
    /// ```
    pub fn parse(file: Arc<UserFile>) -> (Sources, Vec<Diagnostic>) {
        let (table, diagnostics) = node::read_toml(&file, Span::new(0, file.text.len()));
        // If a line could not be read, entries may be incomplete: what seems to be missing may be in that line.
        let is_whole = diagnostics.is_empty();
        let mut reader = Reader { file: &file, is_front_matter: false, diagnostics };
        let mut sources = Sources::default();
        let mut ids = BTreeMap::new();
        for (key, value) in &table {
            if key.value != "source" {
                reader.unknown(key, &["source"], "this file");
                continue;
            }
            for entry in reader.tables(key, value, "source") {
                let name = entry.value.iter().find(|(key, _)| key.value == "file");
                let declared = reader.declared(entry.value);
                if let Some(id) = &declared.id {
                    match ids.get(&id.value) {
                        None => _ = ids.insert(id.value.clone(), id.span),
                        Some(first) => repeated(&mut reader, Code::DuplicateId, id, *first, "give every source an id of its own"),
                    }
                }
                let Some((key, name)) = name else {
                    if is_whole {
                        reader.missing(entry.span, "this source does not say which file it is about", "add `file = \"…\"`");
                    }
                    continue;
                };
                let Some(name) = reader.text(key, name) else { continue };
                let path = normal(&name.value);
                match sources.by_file.get(&path).and_then(|first| sources.entries.get(*first)) {
                    Some(first) => {
                        let first = first.file.span;
                        repeated(&mut reader, Code::DuplicateFile, &name, first, "put all about one file under one `[[source]]`");
                    }
                    None => {
                        sources.by_file.insert(path, sources.entries.len());
                        sources.entries.push(SourceEntry { declared_in: Arc::clone(&file), file: name, declared });
                    }
                }
            }
        }
        let diagnostics = sorted(reader.diagnostics);
        (sources, diagnostics)
    }

    /// Returns the entry for the file at this path, relative to the folder of the `sources.toml`.
    pub fn entry(&self, file_name: &str) -> Option<&SourceEntry> {
        self.by_file.get(&normal(file_name)).and_then(|index| self.entries.get(*index))
    }

    /// Returns all entries, in the order of the file.
    pub fn entries(&self) -> &[SourceEntry] {
        &self.entries
    }

    /// Warns about entries for files that are not among `seen`.
    pub fn unmatched(&self, seen: &BTreeSet<String>) -> Vec<Diagnostic> {
        let seen: BTreeSet<String> = seen.iter().map(|name| normal(name)).collect();
        let missing = self.entries.iter().filter(|entry| !seen.contains(&normal(&entry.file.value)));
        missing
            .enumerate()
            .map(|(index, entry)| {
                let name = &entry.file;
                let message = format!("there is no file `{}` here", shortened(&name.value));
                let warning = Diagnostic::warning(Code::UnmatchedSource, &entry.declared_in, name.span, message);
                if leads_out(&normal(&name.value)) {
                    return warning.help("write the path from the folder of this file to a file in it or below it");
                }
                // A file with its own entry was not meant by this one.
                let free = seen.iter().map(String::as_str).filter(|name| !self.by_file.contains_key(*name));
                let meant = if index < PROPOSALS { closest(&name.value, free) } else { None };
                warning.help(match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "correct `file`, or take this source out".to_owned(),
                })
            })
            .collect()
    }
}

fn repeated(reader: &mut Reader, code: Code, again: &Placed<String>, first: Span<InToml>, help: &str) {
    let message = format!("`{}` stands on line {} already", shortened(&again.value), reader.file.locate(first).line);
    reader.report(code, again.span, message, help);
    if let Some(found) = reader.diagnostics.last_mut() {
        found.also = Some(Also { file: Arc::clone(reader.file), span: first, label: "the first is here".to_owned() });
    }
}

/// Normalises a path: `.\a\b.txt` and `a//b.txt` are `a/b.txt`.
fn normal(path: &str) -> String {
    let is_whole = path.starts_with(['/', '\\']);
    let parts = path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
    parts.fold(if is_whole { "/".to_owned() } else { String::new() }, |path, part| {
        if path.is_empty() || path.ends_with('/') { path + part } else { path + "/" + part }
    })
}

/// Returns true if a path leads out of the folder in which it is written.
fn leads_out(path: &str) -> bool {
    path.starts_with('/') || path.split('/').any(|part| part == "..") || path.as_bytes().get(1) == Some(&b':')
}

/// Sorted in the order of the file.
fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|found| found.span);
    diagnostics
}

#[cfg(test)]
mod tests;
