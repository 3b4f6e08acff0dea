//! Reads one document: from its file to its answers.

use crate::files::Input;
use contradict::answer::{Answer, LineTrace, Reader};
use contradict::diagnostic::{Code, Diagnostic, UserFile};
use contradict::id::RuleId;
use contradict::lexicon::Lexicons;
use contradict::report::{ClaimView, Coverage, NearView};
use contradict::span::Span;
use contradict::text::{self, DecodeError, Decoded, Document, SourceEntry};
use std::sync::Arc;

/// What to collect from documents, besides their answers.
pub enum Want {
    /// Nothing else.
    Answers,
    /// Every claim.
    Claims,
    /// Every claim and every date, with the words and names near it.
    Surroundings,
    /// How each answer was found; only answers to this rule, if one is given.
    Traces(Option<RuleId>),
    /// What is on these lines of the documents with these names.
    Lines([(String, usize); 2]),
}

/// What was read from one document.
#[derive(Default)]
pub struct ReadDocument {
    /// Its answers, in order of place.
    pub answers: Vec<Answer>,
    /// Its claims, if requested.
    pub claims: Vec<ClaimView>,
    /// Its claims and dates with what is said near them, if requested.
    pub near: Vec<NearView>,
    /// The requested lines, each with all answers of the document.
    pub lines: Vec<(LineTrace, Vec<Answer>)>,
    /// How much of it was read.
    pub coverage: Coverage,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The warning that nothing shows its language. A run prints only a few of these.
    pub unclear: Option<Diagnostic>,
    /// What must be consistent with other documents; none if it was not read.
    pub identity: Option<Identity>,
}

/// The identity of a document, which must be consistent with other documents.
pub struct Identity {
    /// Its name, without its text.
    pub file: Arc<UserFile>,
    /// Its id.
    pub id: String,
    /// The id of the source that it copies.
    pub derives_from: Option<String>,
}

impl ReadDocument {
    /// Reads a document. If it cannot be read, the result contains only a warning.
    pub fn read(
        reader: &Reader<'_>,
        lexicons: &Lexicons,
        input: &Input,
        entry: Option<&SourceEntry>,
        want: &Want,
    ) -> ReadDocument {
        let decoded = match decoded(input) {
            Ok(decoded) => decoded,
            Err(warning) => return ReadDocument::unread(vec![warning]),
        };
        let encoding = guessed_encoding(&decoded);
        let (document, mistakes) = text::load(Arc::new(UserFile::new(input.name.clone(), decoded.text)), entry);
        let mut diagnostics: Vec<Diagnostic> =
            encoding.into_iter().map(|encoding| warning_of_guess(&document.file, encoding)).chain(mistakes).collect();
        let declared = &document.metadata.languages;
        let unknown: Vec<String> =
            declared.iter().filter(|lang| lexicons.get(**lang).is_none()).map(|lang| format!("`{lang}`")).collect();
        if !unknown.is_empty() {
            let message = format!("there is no lexicon for {}, which this document is in", unknown.join(", "));
            let help = "docs/languages.md tells how to add one; what is in that language is not read";
            let warning = Diagnostic::warning(Code::UnknownLanguage, &document.file, Span::default(), message);
            diagnostics.push(warning.of_whole_file().help(help));
        }
        if !unknown.is_empty() && unknown.len() == declared.len() {
            return ReadDocument::unread(diagnostics);
        }
        diagnostics.extend(reader.unknown_topics(&document));
        let (mut claims, mut near, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let reading = match want {
            Want::Answers => reader.read(&document),
            Want::Claims => {
                let (reading, found) = reader.read_with_claims(&document);
                claims.extend(found.iter().map(|(claim, used)| ClaimView::new(&document, claim, *used)));
                reading
            }
            Want::Surroundings => {
                let (reading, found) = reader.read_with_surroundings(&document);
                near.extend(found.into_iter().map(|claim| NearView::new(&document, claim)));
                reading
            }
            Want::Traces(rule) => reader.explain(&document, *rule),
            Want::Lines(places) => {
                for (_, line) in places.iter().filter(|(file, _)| *file == input.name) {
                    let (reading, trace) = reader.inspect(&document, *line);
                    lines.push((trace, reading.answers));
                }
                reader.read(&document)
            }
        };
        let coverage = Coverage {
            documents: 1,
            skipped_parts: document.parts.iter().filter(|part| part.skip).count(),
            hidden_addresses: document.hidden_addresses,
            sentences: reading.sentences,
            claims: reading.claims,
            unused_numbers: reading.unused_numbers,
            ..Coverage::default()
        };
        let unclear = reading.unclear_language.map(|(name, lang)| {
            let message = format!("no word tells in which language this document is: it was read as {name} ({lang})");
            let help = "say it in sources.toml: `language = \"en\"`, for example";
            Diagnostic::warning(Code::LanguageUnclear, &document.file, Span::default(), message).of_whole_file().help(help)
        });
        let identity = Some(Identity::of(document));
        ReadDocument { answers: reading.answers, claims, near, lines, coverage, diagnostics, unclear, identity }
    }

    fn unread(diagnostics: Vec<Diagnostic>) -> ReadDocument {
        ReadDocument { coverage: Coverage { unread: 1, ..Coverage::default() }, diagnostics, ..ReadDocument::default() }
    }
}

impl Identity {
    fn of(document: Document) -> Identity {
        let named = UserFile::new(document.file.name.clone(), "");
        Identity { file: Arc::new(named), id: document.metadata.id, derives_from: document.metadata.derives_from }
    }
}

/// Returns the text of a document, or a warning that it cannot be read.
#[expect(clippy::result_large_err, reason = "once for each file that cannot be read")]
fn decoded(input: &Input) -> Result<Decoded, Diagnostic> {
    let bytes = std::fs::read(&input.path)
        .map_err(|error| unread(&input.name, &format!("this file cannot be read: {error}"), "nothing in it was checked"))?;
    text::decode(&bytes).map_err(|error| {
        let help = match error {
            DecodeError::Binary => "only text, Markdown and HTML are read",
            _ => "it was not read; nothing in it was checked",
        };
        unread(&input.name, &error.to_string(), help)
    })
}

/// Returns the warning that a file or a directory of documents was not read.
pub fn unread(name: &str, message: &str, help: &str) -> Diagnostic {
    let file = Arc::new(UserFile::new(name, ""));
    Diagnostic::warning(Code::Unread, &file, Span::default(), message).of_whole_file().help(help)
}

/// Returns the encoding of a text, if it was guessed.
pub fn guessed_encoding(decoded: &Decoded) -> Option<&'static str> {
    decoded.encoding.filter(|_| decoded.is_guess())
}

/// Returns the warning that the encoding of a file was guessed.
pub fn warning_of_guess(file: &Arc<UserFile>, encoding: &str) -> Diagnostic {
    let message = format!("this file is not valid UTF-8; it was read as {encoding}, which is a guess");
    let help = "save it as UTF-8, so that no letter is read wrong";
    Diagnostic::warning(Code::GuessedEncoding, file, Span::default(), message).of_whole_file().help(help)
}
