//! Reads the user's own files: rules, lexicons and metadata; and provides the languages.

use crate::files::{self, Input, RuleFiles};
use anyhow::bail;
use contradict::claim::Lang;
use contradict::diagnostic::{Code, Diagnostic, UserFile};
use contradict::lexicon::{Lexicon, Lexicons};
use contradict::span::Span;
use contradict::text::{self, DecodeError};
use std::sync::Arc;

/// Reads the user's own files, which must be UTF-8. Files that are not are reported as diagnostics.
///
/// # Errors
/// If a file cannot be read at all.
pub fn read(inputs: &[Input], diagnostics: &mut Vec<Diagnostic>) -> anyhow::Result<Vec<Arc<UserFile>>> {
    let mut read = Vec::new();
    for input in inputs {
        read.extend(decoded(&input.name, &files::read(input)?, diagnostics));
    }
    Ok(read)
}

/// Decodes a file of the user. If it is not UTF-8, that is reported as a diagnostic.
pub fn decoded(name: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<UserFile>> {
    let message = match text::decode(bytes) {
        Ok(decoded) if !decoded.is_guess() => return Some(Arc::new(UserFile::new(name, decoded.text))),
        Ok(_) | Err(DecodeError::Undecodable { .. }) => "this file is not UTF-8".to_owned(),
        Err(DecodeError::Binary) => "this is no text file".to_owned(),
        Err(error @ DecodeError::DamagedUtf8 { .. }) => error.to_string(),
    };
    let file = Arc::new(UserFile::new(name, ""));
    let help = "it must be a text file in TOML: save it as UTF-8, or take it away";
    diagnostics.push(Diagnostic::error(Code::NotUtf8, &file, Span::default(), message).of_whole_file().help(help));
    None
}

/// Returns the built-in lexicons and those of the user.
///
/// # Errors
/// If a file cannot be read at all.
pub fn lexicons(files: &RuleFiles, diagnostics: &mut Vec<Diagnostic>) -> anyhow::Result<Lexicons> {
    let (lexicons, mistakes) = Lexicons::load(&read(&files.lexicons, diagnostics)?);
    diagnostics.extend(mistakes);
    Ok(lexicons)
}

/// Returns the lexicon of a language that the user named.
///
/// # Errors
/// If there is none; the message lists the languages that have one.
pub fn lexicon(lexicons: &Lexicons, lang: Lang) -> anyhow::Result<&Lexicon> {
    let Some(lexicon) = lexicons.get(lang) else {
        let known: Vec<String> = lexicons.languages().iter().map(ToString::to_string).collect();
        bail!("there is no lexicon for the language `{lang}`; there are lexicons for {}", known.join(", "));
    };
    Ok(lexicon)
}
