//! Runs the pipeline: finds rules and documents, reads them and judges the answers.

use crate::args::ReadingArgs;
use crate::files::{self, Corpus, DocumentInput, RuleFiles};
use crate::read_document::{Identity, ReadDocument, Want, unread};
use crate::{display_text, user_files};
use anyhow::Context;
use contradict::answer::{Answer, LineTrace, Reader};
use contradict::diagnostic::{Code, Diagnostic, Level, UserFile};
use contradict::lexicon::Lexicons;
use contradict::report::{ClaimView, Coverage, NearView};
use contradict::rule::{self, RuleSet};
use contradict::span::Span;
use contradict::text::{SourceEntry, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The rules and documents of a run, before any document is read.
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

/// What the documents of a run contain.
#[derive(Default)]
pub struct Found {
    /// In the order of the documents.
    pub answers: Vec<Answer>,
    /// In the order of the documents; only if requested.
    pub claims: Vec<ClaimView>,
    /// Claims and dates with what is said near them, in the order of the documents; only if requested.
    pub near: Vec<NearView>,
    /// The requested lines, each with the answers of its document.
    pub lines: Vec<(LineTrace, Vec<Answer>)>,
    /// How much was read.
    pub coverage: Coverage,
}

impl Run {
    /// Finds the files of a run, and reads rules and metadata.
    ///
    /// # Errors
    /// If a path does not exist, or if rules or metadata cannot be read. Mistakes in them are diagnostics.
    pub fn prepare(args: ReadingArgs) -> anyhow::Result<Run> {
        let rule_files = files::find_rules(&args.rules, files::RULES_OPTION)?;
        let mut diagnostics = Vec::new();
        let packs = user_files::read(&rule_files.packs, &mut diagnostics)?;
        let lexicons = user_files::read(&rule_files.lexicons, &mut diagnostics)?;
        if rule_files.packs.is_empty() {
            diagnostics.push(no_rules(&files::rule_places(&args.rules)));
        }
        Run::of_rules(args, rule_files, &packs, &lexicons, diagnostics)
    }

    /// Does the same with rules and lexicons that have already been read, from `rule_files`.
    ///
    /// # Errors
    /// If a path of documents does not exist, or if metadata cannot be read.
    pub fn of_rules(
        args: ReadingArgs,
        rule_files: RuleFiles,
        packs: &[Arc<UserFile>],
        lexicons: &[Arc<UserFile>],
        mut diagnostics: Vec<Diagnostic>,
    ) -> anyhow::Result<Run> {
        let corpus = files::find_documents(&args.paths)?;
        let (lexicons, mistakes) = Lexicons::load(lexicons);
        diagnostics.extend(mistakes);
        let (rules, mistakes) = rule::load(packs, &lexicons.languages());
        diagnostics.extend(mistakes);
        let mut sources = Vec::new();
        for metadata in user_files::read(&corpus.metadata, &mut diagnostics)? {
            let (parsed, mistakes) = Sources::parse(metadata);
            diagnostics.extend(mistakes);
            sources.push(parsed);
        }
        if let Some(lang) = args.lang {
            user_files::lexicon(&lexicons, lang)?;
        }
        Ok(Run { lexicons, rules, diagnostics, args, corpus, rule_files, sources })
    }

    /// Returns every file that the run reads.
    pub fn inputs(&self) -> Vec<&Path> {
        let documents = self.corpus.documents.iter().map(|document| &document.file);
        let rules = self.rule_files.packs.iter().chain(&self.rule_files.lexicons);
        documents.chain(&self.corpus.metadata).chain(rules).map(|input| input.path.as_path()).collect()
    }

    /// Returns the real paths of the folders that contain documents: the folders that the user named, and the parents of the
    /// files that the user named. The current folder is included only if it was named, because people keep reports beside a
    /// single document there.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let named = self.args.paths.iter().filter(|path| path.is_dir()).filter_map(|path| path.canonicalize().ok());
        let named: BTreeSet<PathBuf> = named.collect();
        let beside: BTreeSet<&Path> = self.corpus.documents.iter().filter_map(|document| document.file.path.parent()).collect();
        let here = Path::new(".").canonicalize().ok();
        let beside = beside.into_iter().filter(|folder| *folder != Path::new("")).filter_map(|folder| folder.canonicalize().ok());
        beside.filter(|folder| Some(folder) != here.as_ref()).chain(named).collect()
    }

    /// Returns the names of the documents, as they are printed.
    pub fn document_names(&self) -> Vec<String> {
        self.corpus.documents.iter().map(|document| document.file.name.clone()).collect()
    }

    /// Returns true if a mistake stops the run.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Reads every document, several in parallel. The result does not depend on how many.
    ///
    /// # Errors
    /// If the rules have more words than can be searched for at once, or if threads cannot be started.
    pub fn read(&mut self, want: &Want) -> anyhow::Result<Found> {
        let reader = Reader::new(&self.lexicons, &self.rules, self.args.lang).context("the rules hold too many words")?;
        let pool = pool(self.args.jobs)?;
        let pages: Vec<ReadDocument> = pool.install(|| {
            let documents = self.corpus.documents.par_iter();
            documents
                .map(|document| ReadDocument::read(&reader, &self.lexicons, &document.file, self.entry(document), want))
                .collect()
        });
        let Corpus { ignored, unread: closed, .. } = &self.corpus;
        let coverage = Coverage { ignored: *ignored, unread: closed.len(), ..Coverage::default() };
        let mut found = Found { coverage, ..Found::default() };
        self.diagnostics.extend(closed.iter().map(|folder| {
            let message = format!("this folder cannot be read: {}", folder.why);
            unread(&folder.file.name, &message, "nothing in it was checked")
        }));
        let (mut identities, mut unclear) = (Vec::new(), Vec::new());
        for page in pages {
            found.answers.extend(page.answers);
            found.claims.extend(page.claims);
            found.near.extend(page.near);
            found.lines.extend(page.lines);
            found.coverage.add(page.coverage);
            self.diagnostics.extend(page.diagnostics);
            unclear.extend(page.unclear);
            identities.extend(page.identity);
        }
        self.diagnostics.extend(few(unclear));
        self.diagnostics.extend(clashes(&identities));
        self.diagnostics.extend(self.unmatched());
        Ok(found)
    }

    /// Returns the entry for a document from the nearest `sources.toml` that has one.
    fn entry(&self, document: &DocumentInput) -> Option<&SourceEntry> {
        document.metadata.iter().find_map(|(index, path)| self.sources.get(*index)?.entry(path))
    }

    /// Returns the entries of each `sources.toml` whose files do not exist. A file that exists but was not to be read is not
    /// included.
    fn unmatched(&self) -> Vec<Diagnostic> {
        let mut seen = vec![BTreeSet::new(); self.sources.len()];
        for (index, path) in self.corpus.documents.iter().flat_map(|document| &document.metadata) {
            if let Some(seen) = seen.get_mut(*index) {
                seen.insert(path.clone());
            }
        }
        let mut diagnostics = Vec::new();
        for ((sources, metadata), mut seen) in self.sources.iter().zip(&self.corpus.metadata).zip(seen) {
            let folder = metadata.path.parent().unwrap_or(Path::new(""));
            let files = sources.entries().iter().map(|entry| &entry.file.value);
            let is_there = |file: &&String| is_below(Path::new(file)) && folder.join(file).exists();
            seen.extend(files.filter(is_there).cloned());
            diagnostics.extend(sources.unmatched(&seen));
        }
        diagnostics
    }
}

/// Creates a pool of this many threads; none means one per processor.
///
/// # Errors
/// If the threads cannot be started.
pub fn pool(jobs: Option<NonZeroUsize>) -> anyhow::Result<rayon::ThreadPool> {
    let threads = jobs.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("no threads can be started")
}

/// Returns true if a path relative to a folder stays inside of that folder.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Returns the warning that there are no questions, and where rules were looked for.
fn no_rules(places: &[String]) -> Diagnostic {
    let file = Arc::new(UserFile::new(places.first().map(String::as_str).unwrap_or_default(), ""));
    let listed: Vec<String> = places.iter().map(|place| format!("`{place}`")).collect();
    let message = format!("there is no rule file in {}, and so no question to ask", display_text::listed(&listed));
    let help = "write one (docs/rules.md shows how), or name a file or a folder: `--rules PATH`";
    Diagnostic::warning(Code::NoRules, &file, Span::default(), message).of_whole_file().help(help)
}

/// Shortens these warnings, each about another document: if there are many, keeps the first, with the number of the others.
fn few(mut warnings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    const MOST: usize = 3;
    if let Some(others) = warnings.len().checked_sub(1).filter(|_| warnings.len() > MOST) {
        warnings.truncate(1);
        warnings.iter_mut().for_each(|warning| warning.message.push_str(&format!("; so it is with {others} others")));
    }
    warnings
}

/// Reports ids that two documents share, and ids of sources that no document has.
fn clashes(identities: &[Identity]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut first: BTreeMap<&str, &Identity> = BTreeMap::new();
    for identity in identities {
        if let Some(other) = first.get(identity.id.as_str()) {
            let message = format!("`{}` is also the id of {}", identity.id, other.file.name);
            let help = "give each document an id of its own: `id = \"…\"` in sources.toml";
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateId, &identity.file, Span::default(), message).of_whole_file().help(help),
            );
        }
        first.entry(&identity.id).or_insert(identity);
    }
    for identity in identities {
        if let Some(origin) = identity.derives_from.as_deref().filter(|origin| !first.contains_key(origin)) {
            let message = format!("this document derives from `{origin}`, which is not among the documents that were read");
            diagnostics.push(Diagnostic {
                level: Level::Note,
                ..Diagnostic::warning(Code::UnknownOrigin, &identity.file, Span::default(), message).of_whole_file()
            });
        }
    }
    diagnostics
}
