//! Makes a document from a file: its metadata, its parts, and the text that is read.

use super::markup::{Kind, Pieces, Read};
use super::mask::hide_addresses;
use super::metadata::{Declared, DeclaredPart, FrontMatter, SourceEntry};
use super::{Document, Metadata, Part, Piece, Placed, Topic};
use crate::claim::PartialDate;
use crate::diagnostic::{Code, Diagnostic, Level, UserFile};
use crate::pattern::{Folded, fold};
use crate::span::Span;
use std::sync::Arc;

/// How many missing parts are reported individually.
const SHOWN: usize = 20;

/// After this many missing parts, the search ends: the parts were declared for another text.
const LOOKED_FOR: usize = 200;

/// Makes a document from a decoded file and its entry in `sources.toml`.
///
/// Front matter belongs to the file, and fills in what the entry does not give, key by key; only the parts all come from one of
/// the two. The extension of the file name gives the type of the file.
///
/// The diagnostics are about the front matter, and about parts whose words are not in the text. The document is usable in any
/// case.
///
/// ```
/// use contradict::{diagnostic::UserFile, text::load};
/// use std::sync::Arc;
///
/// let text = "---\npublisher: Le Soir\n---\nLa police l’a utilisé 78 fois (cf. https://a.be/b).\n".to_owned();
/// let (document, mistakes) = load(Arc::new(UserFile::new("corpus/soir.txt", text)), None);
/// assert!(mistakes.is_empty());
/// assert_eq!(document.metadata.id, "soir");
/// assert_eq!(document.metadata.publisher.as_deref(), Some("Le Soir"));
/// assert_eq!(document.fold().text(), "la police l'a utilise 78 fois (cf.  ).\n");
/// ```
pub fn load(file: Arc<UserFile>, entry: Option<&SourceEntry>) -> (Document, Vec<Diagnostic>) {
    let text = file.text.as_str();
    let (front, mut diagnostics) = FrontMatter::read(&file);
    let Read { pieces: mut body, cells, headings } = Kind::of(&file.name).read(text, front.span.end);
    let stamped = hide_stamp(text, &mut body);

    let nothing = Declared::default();
    let above = entry.map_or(&nothing, |entry| &entry.declared);
    let (declared, declared_in, level) = match entry {
        Some(entry) if !above.parts.is_empty() => (&above.parts, &entry.declared_in, Level::Error),
        _ => (&front.declared.parts, &file, Level::Warning),
    };
    let (parts, missing) = find_parts(&file, &body, declared, declared_in, level);
    diagnostics.extend(missing);

    let mut metadata = metadata(&file.name, above, &front.declared, stamped);
    metadata.about = match entry {
        Some(entry) if !above.about.is_empty() => topics(&above.about, &entry.declared_in),
        _ => topics(&front.declared.about, &file),
    };
    let mut pieces = Pieces::default();
    front.title.into_iter().for_each(|piece| pieces.push(piece));
    pieces.end_block(Span::new(front.span.end, front.span.end));
    cut(&mut pieces, body, &parts);
    let (pieces, hidden_addresses) = hide_addresses(text, pieces.list);
    (Document { metadata, pieces, cells, headings, parts, hidden_addresses, file }, diagnostics)
}

fn metadata(file_name: &str, above: &Declared, front: &Declared, stamped: Option<PartialDate>) -> Metadata {
    let either = |of: fn(&Declared) -> Option<&String>| of(above).or_else(|| of(front)).cloned();
    Metadata {
        id: either(|declared| declared.id.as_ref().map(|id| &id.value)).unwrap_or_else(|| stem(file_name).to_owned()),
        title: either(|declared| declared.title.as_ref().map(|title| &title.value)),
        publisher: either(|declared| declared.publisher.as_ref()),
        date: above.date.or(front.date).or(stamped),
        languages: if above.languages.is_empty() { &front.languages } else { &above.languages }.clone(),
        url: either(|declared| declared.url.as_ref()),
        derives_from: either(|declared| declared.derives_from.as_ref().map(|id| &id.value)),
        about: Vec::new(),
    }
}

fn topics(ids: &[Placed<String>], file: &Arc<UserFile>) -> Vec<Topic> {
    ids.iter().map(|id| Topic { id: id.value.clone(), file: Arc::clone(file), span: id.span }).collect()
}

/// Returns the name of a file without its folders and its extension.
fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Hides the collector's stamp at the very beginning, `date 2021-08`, and returns its date.
fn hide_stamp(text: &str, pieces: &mut Vec<Piece>) -> Option<PartialDate> {
    let is_blank = |piece: &Piece| matches!(piece, Piece::Text(span) if span.of(text).trim().is_empty());
    let index = pieces.iter().position(|piece| !is_blank(piece))?;
    let Some(Piece::Text(span)) = pieces.get(index).copied() else { return None };
    let words = span.of(text);
    let rest = words.trim_start().strip_prefix("date ")?;
    let length = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '-')).unwrap_or(rest.len());
    let (date, after) = rest.split_at_checked(length)?;
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let date = date.parse().ok()?;
    let end = span.end - after.len();
    let read = Piece::Text(Span::new(end, span.end));
    pieces.splice(index..=index, [Piece::Hidden(Span::new(span.start, end)), read]);
    Some(date)
}

/// Finds the words that each part begins with, each after the beginning of the previous one.
///
/// All parts that are found need a single pass over the text. Each missing part needs its own pass, so the search ends after too
/// many of them.
fn find_parts(
    file: &Arc<UserFile>,
    pieces: &[Piece],
    declared: &[DeclaredPart],
    declared_in: &Arc<UserFile>,
    level: Level,
) -> (Vec<Part>, Vec<Diagnostic>) {
    if declared.is_empty() {
        return Default::default();
    }
    let text = file.text.as_str();
    let words = Words::read(text, pieces);
    let (mut parts, mut missing) = (Vec::<Part>::new(), Vec::new());
    // The place in the words where the next part may begin.
    let mut next = 0;
    let mut rest = declared.iter();
    for part in rest.by_ref() {
        let from = Words::of(&part.from.value);
        let Some(found) = words.text.get(next..).unwrap_or_default().find(&from) else {
            missing.push((part, next));
            if missing.len() == LOOKED_FOR {
                break;
            }
            continue;
        };
        let start = words.source(next + found);
        if let Some(last) = parts.last_mut() {
            last.span.end = start;
        }
        let span = Span::new(start, text.len());
        let about = topics(&part.about, declared_in);
        parts.push(Part { span, voice: part.voice.clone(), date: part.date, language: part.language, about, skip: part.skip });
        next += found + from.chars().next().map_or(1, char::len_utf8);
    }
    let mistake = |part: &DeclaredPart, message: String| Diagnostic {
        level,
        ..Diagnostic::error(Code::PartNotFound, declared_in, part.from.span, message)
    };
    // Folded once for all; few documents need it.
    let folded = if missing.is_empty() { Folded::default() } else { Folded::new(&words.text) };
    let mut mistakes: Vec<Diagnostic> = missing
        .iter()
        .take(SHOWN)
        .map(|(part, next)| {
            let help = why_missing(&words.text, &folded, *next, &Words::of(&part.from.value));
            mistake(part, format!("the words of this part are not in `{}`", file.name)).help(help)
        })
        .collect();
    if let Some((part, _)) = missing.get(SHOWN) {
        let mut message = match missing.len() - SHOWN {
            1 => format!("the words of this part are not in `{}`", file.name),
            more => format!("the words of this part and of {} more are not in `{}`", more - 1, file.name),
        };
        let unsought = rest.len();
        if unsought > 0 {
            message.push_str(&format!("; the {unsought} parts after them were not looked for"));
        }
        mistakes.push(mistake(part, message).help("mend the first ones, then try again"));
    }
    (parts, mistakes)
}

/// Returns the help for the words `from`, which are not in `words` after the byte `next`.
fn why_missing(words: &str, folded: &Folded, next: usize, from: &str) -> &'static str {
    let rest = folded.text().get(folded.from_source(next)..).unwrap_or_default();
    if words.contains(from) {
        "they stand only before the part declared above it: declare the parts in the order of the text"
    } else if rest.contains(&fold(from)) {
        "they stand there with other capitals, accents or apostrophes: copy them exactly"
    } else {
        "copy the words that the part begins with from the file"
    }
}

/// The text that is read in some pieces, with single spaces, and where it comes from.
#[derive(Default)]
struct Words {
    text: String,
    /// The places at which words begin, here and in the source.
    starts: Vec<(usize, usize)>,
}

impl Words {
    fn read(text: &str, pieces: &[Piece]) -> Words {
        let mut words = Words::default();
        for piece in pieces {
            match *piece {
                Piece::Text(span) => words.push(span.of(text), span.start),
                Piece::Letter(span, letter) => words.push(letter.encode_utf8(&mut [0; 4]), span.start),
                Piece::Hidden(span) | Piece::Break(span) => words.push(" ", span.start),
            }
        }
        words
    }

    /// Returns declared words with single spaces.
    fn of(declared: &str) -> String {
        let mut words = Words::default();
        words.push(declared, 0);
        words.text.truncate(words.text.trim_end().len());
        words.text
    }

    fn push(&mut self, text: &str, source: usize) {
        let mut is_new = true;
        for (at, letter) in text.char_indices() {
            if letter.is_whitespace() {
                is_new = true;
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                continue;
            }
            if std::mem::take(&mut is_new) {
                self.starts.push((self.text.len(), source + at));
            }
            self.text.push(letter);
        }
    }

    /// Returns the source byte of the word or letter at `at`.
    fn source(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|(start, _)| *start <= at);
        let last = next.checked_sub(1).and_then(|last| self.starts.get(last));
        last.map_or(0, |(start, source)| source + (at - start))
    }
}

/// Copies `pieces` without those of skipped parts. No sentence continues from one part into another, so each part begins with a
/// break.
fn cut(into: &mut Pieces, pieces: Vec<Piece>, parts: &[Part]) {
    let mut parts = parts.iter().peekable();
    let mut is_skipped = false;
    for piece in pieces {
        let mut span = piece.span();
        loop {
            while let Some(part) = parts.next_if(|part| part.span.start <= span.start) {
                let end = if part.skip { part.span.end } else { part.span.start };
                into.end_block(Span::new(part.span.start, end));
                is_skipped = part.skip;
            }
            match (piece, parts.peek()) {
                (Piece::Text(_), Some(part)) if part.span.start < span.end => {
                    if !is_skipped {
                        into.text(Span::new(span.start, part.span.start));
                    }
                    span.start = part.span.start;
                }
                (Piece::Text(_), _) if !is_skipped => {
                    into.text(span);
                    break;
                }
                _ => {
                    if !is_skipped {
                        into.push(piece);
                    }
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
