//! From paths to what they hold: rules and documents are found, read and judged.

use crate::args::ReadingArgs;
use crate::files::{self, Corpus, Input, RuleFiles};
use anyhow::Context;
use contradict::answer::{Answer, Reader};
use contradict::diagnostic::{Diagnostic, Level, UserFile};
use contradict::lexicon::Lexicons;
use contradict::report::{ClaimView, Coverage};
use contradict::rule::{self, RuleSet};
use contradict::span::Span;
use contradict::text::{self, DecodeError, Document, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The rules and documents of a run, before anything is read.
pub struct Run {
    /// The languages.
    pub lexicons: Lexicons,
    /// The questions.
    pub rules: RuleSet,
    /// The mistakes so far.
    pub diagnostics: Vec<Diagnostic>,
    args: ReadingArgs,
    corpus: Corpus,
    rule_files: RuleFiles,
    sources: Vec<Sources>,
}

/// What the documents of a run say.
#[derive(Default)]
pub struct Found {
    /// In the order of the documents.
    pub answers: Vec<Answer>,
    /// In the order of the documents; only where they were asked for.
    pub claims: Vec<ClaimView>,
    /// What was read.
    pub coverage: Coverage,
}

/// One document, read.
struct Page {
    answers: Vec<Answer>,
    claims: Vec<ClaimView>,
    coverage: Coverage,
    diagnostics: Vec<Diagnostic>,
    identity: Option<Identity>,
}

/// What other documents must agree with.
struct Identity {
    file: Arc<UserFile>,
    id: String,
    derives_from: Option<String>,
}

impl Run {
    /// Finds the files of a run, and reads rules and metadata.
    ///
    /// # Errors
    /// A path that is not there or cannot be read. Mistakes in the files are diagnostics.
    pub fn prepare(args: ReadingArgs) -> anyhow::Result<Run> {
        let corpus = files::find_documents(&args.paths)?;
        let rule_files = files::find_rules(&args.rules)?;
        let mut diagnostics = Vec::new();
        let packs = user_files(&rule_files.packs, &mut diagnostics)?;
        let (lexicons, mistakes) = Lexicons::load(&user_files(&rule_files.lexicons, &mut diagnostics)?);
        diagnostics.extend(mistakes);
        if packs.is_empty() && diagnostics.is_empty() {
            let file = Arc::new(UserFile::new("rules/", ""));
            let message = "there is no rule file here, and so no question to ask";
            let help = "write one (docs/rules.md shows how), or name a file or a folder: `--rules PATH`";
            diagnostics.push(Diagnostic::warning("no-rules", &file, Span::default(), message).of_whole_file().help(help));
        }
        let (rules, mistakes) = rule::load(&packs, &lexicons.languages());
        diagnostics.extend(mistakes);
        let mut sources = Vec::new();
        for metadata in user_files(&corpus.metadata, &mut diagnostics)? {
            let (parsed, mistakes) = Sources::parse(metadata);
            diagnostics.extend(mistakes);
            sources.push(parsed);
        }
        if let Some(lang) = args.lang
            && lexicons.get(lang).is_none()
        {
            let known: Vec<String> = lexicons.languages().iter().map(ToString::to_string).collect();
            anyhow::bail!("there is no lexicon for the language `{lang}`; there are lexicons for {}", known.join(", "));
        }
        Ok(Run { lexicons, rules, diagnostics, args, corpus, rule_files, sources })
    }

    /// Every file that the run reads.
    pub fn inputs(&self) -> Vec<&Path> {
        let documents = self.corpus.documents.iter().map(|document| &document.file);
        let rules = self.rule_files.packs.iter().chain(&self.rule_files.lexicons);
        documents.chain(&self.corpus.metadata).chain(rules).map(|input| input.path.as_path()).collect()
    }

    /// Whether a mistake forbids to go on.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Reads every document, several at once; what comes of it does not depend on how many.
    ///
    /// # Errors
    /// A file that vanished or may not be read; a machine that cannot start threads.
    pub fn read(&mut self, with_claims: bool) -> anyhow::Result<Found> {
        let reader = Reader::new(&self.lexicons, &self.rules, self.args.lang).context("the rules hold too many words")?;
        let threads = self.args.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("no threads can be started")?;
        let pages: Vec<Page> = pool.install(|| {
            let documents = self.corpus.documents.par_iter();
            documents
                .map(|document| {
                    let sources = document.metadata.map(|index| &self.sources[index]);
                    page(&reader, &self.lexicons, &document.file, sources, with_claims)
                })
                .collect::<anyhow::Result<_>>()
        })?;
        let mut found = Found { coverage: Coverage { ignored: self.corpus.ignored, ..Coverage::default() }, ..Found::default() };
        let mut identities = Vec::new();
        for page in pages {
            found.answers.extend(page.answers);
            found.claims.extend(page.claims);
            found.coverage.add(page.coverage);
            self.diagnostics.extend(page.diagnostics);
            identities.extend(page.identity);
        }
        self.diagnostics.extend(clashes(&identities));
        let unmatched: Vec<Diagnostic> =
            self.sources.iter().enumerate().flat_map(|(index, sources)| self.unmatched(index, sources)).collect();
        self.diagnostics.extend(unmatched);
        Ok(found)
    }

    /// Entries of a `sources.toml` whose files are not there: told only where the whole folder was read.
    fn unmatched(&self, index: usize, sources: &Sources) -> Vec<Diagnostic> {
        let folder = self.corpus.metadata[index].path.parent().unwrap_or(Path::new("")).to_owned();
        let there = |entry: &str| folder.join(entry).exists();
        let mut seen: BTreeSet<String> =
            sources.entries().iter().map(|entry| entry.file.value.clone()).filter(|name| there(name)).collect();
        seen.extend(
            self.corpus
                .documents
                .iter()
                .filter(|document| document.metadata == Some(index))
                .filter_map(|document| document.file.path.file_name().map(|name| name.to_string_lossy().into_owned())),
        );
        sources.unmatched(&seen)
    }
}

/// Reads files of the user's own, which must be UTF-8.
fn user_files(inputs: &[Input], diagnostics: &mut Vec<Diagnostic>) -> anyhow::Result<Vec<Arc<UserFile>>> {
    let mut read = Vec::new();
    for input in inputs {
        let bytes = files::read(input)?;
        match text::decode(&bytes) {
            Ok(decoded) if !decoded.is_guess() => read.push(Arc::new(UserFile::new(input.name.clone(), decoded.text))),
            Ok(_) => diagnostics.push(unreadable(input, "this file is not UTF-8", Level::Error)),
            Err(error) => diagnostics.push(unreadable(input, &error.to_string(), Level::Error)),
        }
    }
    Ok(read)
}

fn unreadable(input: &Input, message: &str, level: Level) -> Diagnostic {
    let file = Arc::new(UserFile::new(input.name.clone(), ""));
    let diagnostic = Diagnostic::error("not-utf8", &file, Span::default(), message).of_whole_file().help("save it as UTF-8");
    Diagnostic { level, code: if level == Level::Error { "not-utf8" } else { "unread" }, ..diagnostic }
}

fn page(
    reader: &Reader<'_>,
    lexicons: &Lexicons,
    input: &Input,
    sources: Option<&Sources>,
    with_claims: bool,
) -> anyhow::Result<Page> {
    let mut page =
        Page { answers: Vec::new(), claims: Vec::new(), coverage: Coverage::default(), diagnostics: Vec::new(), identity: None };
    let decoded = match text::decode(&files::read(input)?) {
        Ok(decoded) => decoded,
        Err(error) => {
            page.coverage.unread = 1;
            let help = match error {
                DecodeError::Binary => "only text, Markdown and HTML are read",
                _ => "it was not read; nothing in it was checked",
            };
            page.diagnostics
                .push(Diagnostic { help: Some(help.into()), ..unreadable(input, &error.to_string(), Level::Warning) });
            return Ok(page);
        }
    };
    let guess = decoded.encoding.filter(|_| decoded.is_guess());
    let file = Arc::new(UserFile::new(input.name.clone(), decoded.text));
    if let Some(encoding) = guess {
        let message = format!("this file is not valid UTF-8; it was read as {encoding}, which is a guess");
        let help = "save it as UTF-8, so that no letter is read wrong";
        page.diagnostics
            .push(Diagnostic::warning("guessed-encoding", &file, Span::default(), message).of_whole_file().help(help));
    }
    let name = input.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (document, mistakes) = text::load(file, sources.and_then(|sources| sources.entry(&name)));
    page.diagnostics.extend(mistakes);
    let declared = &document.metadata.languages;
    let unknown: Vec<String> =
        declared.iter().filter(|lang| lexicons.get(**lang).is_none()).map(|lang| format!("`{lang}`")).collect();
    if !unknown.is_empty() {
        let message = format!("there is no lexicon for {}, which this document is in", unknown.join(", "));
        let help = "docs/languages.md tells how to add one; what is in that language is not read";
        let diagnostic = Diagnostic::warning("unknown-language", &document.file, Span::default(), message);
        page.diagnostics.push(diagnostic.of_whole_file().help(help));
    }
    if !unknown.is_empty() && unknown.len() == declared.len() {
        page.coverage.unread = 1;
        return Ok(page);
    }
    let reading = reader.read(&document);
    page.coverage = Coverage {
        documents: 1,
        skipped_parts: document.parts.iter().filter(|part| part.skip).count(),
        hidden_addresses: document.hidden_addresses,
        sentences: reading.sentences,
        claims: reading.claims,
        unused_numbers: reading.unused_numbers,
        ..Coverage::default()
    };
    page.answers = reading.answers;
    if with_claims {
        page.claims = reader.claims(&document).iter().map(|(claim, used)| ClaimView::new(&document, claim, *used)).collect();
    }
    page.identity = Some(identity(document));
    Ok(page)
}

fn identity(document: Document) -> Identity {
    let named = UserFile::new(document.file.name.clone(), "");
    Identity { file: Arc::new(named), id: document.metadata.id, derives_from: document.metadata.derives_from }
}

/// Ids that two documents share, and ids of sources that no document has.
fn clashes(identities: &[Identity]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut first: BTreeMap<&str, &Identity> = BTreeMap::new();
    for identity in identities {
        if let Some(other) = first.get(identity.id.as_str()) {
            let message = format!("`{}` is also the id of {}", identity.id, other.file.name);
            let help = "give each document an id of its own: `id = \"…\"` in sources.toml";
            diagnostics
                .push(Diagnostic::warning("duplicate-id", &identity.file, Span::default(), message).of_whole_file().help(help));
        }
        first.entry(&identity.id).or_insert(identity);
    }
    for identity in identities {
        if let Some(origin) = identity.derives_from.as_deref().filter(|origin| !first.contains_key(origin)) {
            let message = format!("this document derives from `{origin}`, which is not among the documents that were read");
            diagnostics.push(Diagnostic {
                level: Level::Note,
                ..Diagnostic::warning("unknown-origin", &identity.file, Span::default(), message).of_whole_file()
            });
        }
    }
    diagnostics
}
