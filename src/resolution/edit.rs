//! Changes to a file of resolutions, as text: whatever a person wrote in it, comments too, stays.

use super::layout::{lines, mark, marked, without_mark, written};
use super::load::load_with_repeats;
use super::{Entry, Resolution};
use crate::diagnostic::written::{Item, Mistakes, Table};
use crate::diagnostic::{Code, Diagnostic, Level, UserFile};
use crate::span::Span;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use toml::de::DeTable;

/// What a new file begins with.
const PREAMBLE: &str = "# What people decided about conflicts between the sources. `contradict resolve` adds to it; edit it by hand as you like.\n\
                        # The mark at the end of each line keeps entries apart when git merges two branches.\n";

/// The text of the file with `entries` added, all of it in canonical order.
///
/// # Errors
/// The mistakes that must be mended first: a file that cannot be read is not written to.
pub fn added(file: &Arc<UserFile>, entries: &[Entry]) -> Result<String, Vec<Diagnostic>> {
    Ok(Parts::of(file)?.with_all(entries, entries.iter().map(written).collect()))
}

/// The text of the file with `entries` in the place of those of the same day about the same conflicts, whose comments stay above
/// them; two of one day would contradict each other. With them, what was replaced.
///
/// # Errors
/// The mistakes that must be mended first.
pub fn replaced(file: &Arc<UserFile>, entries: &[Entry]) -> Result<(String, Vec<Entry>), Vec<Diagnostic>> {
    let (resolutions, _) = load_with_repeats(file);
    let mut parts = Parts::of(file)?;
    let mut gone: Vec<Entry> = Vec::new();
    let mut kept = Vec::new();
    let mut texts: Vec<String> = entries.iter().map(written).collect();
    for (chunk, resolution) in parts.chunks.into_iter().zip(resolutions) {
        let is_replaced = |new: &Entry| new.conflict == resolution.entry.conflict && new.decided == resolution.entry.decided;
        match entries.iter().position(is_replaced) {
            Some(index) => {
                let old = comments_of_chunk(&chunk.text);
                if let Some(text) = texts.get_mut(index) {
                    text.insert_str(0, &old);
                }
                if !gone.contains(&resolution.entry) && !entries.contains(&resolution.entry) {
                    gone.push(resolution.entry);
                }
            }
            None => kept.push(chunk),
        }
    }
    parts.chunks = kept;
    let text = Parts { preamble: parts.preamble, chunks: parts.chunks }.with_all(entries, texts);
    Ok((text, gone))
}

/// The text of the file without the entries whose headers are at `headers`.
///
/// # Errors
/// The mistakes that must be mended first.
pub fn without(file: &Arc<UserFile>, headers: &BTreeSet<Span>) -> Result<String, Vec<Diagnostic>> {
    let mut parts = Parts::of(file)?;
    let (resolutions, _) = load_with_repeats(file);
    let mut gone = resolutions.iter().map(|resolution| headers.contains(&resolution.span));
    parts.chunks.retain(|_| !gone.next().unwrap_or_default());
    Ok(parts.join())
}

/// The text of the file in canonical form: entries sorted by conflict and day, keys in one order, marks that fit.
///
/// # Errors
/// The mistakes that must be mended first.
pub fn arranged(file: &Arc<UserFile>) -> Result<String, Vec<Diagnostic>> {
    Ok(Parts::of(file)?.join())
}

/// Whether the file is in canonical form.
pub fn is_arranged(file: &Arc<UserFile>) -> bool {
    arranged(file).is_ok_and(|text| text == file.text)
}

/// What an entry is sorted by.
fn key(entry: &Entry) -> (String, String, String) {
    (entry.conflict.clone(), entry.decided.to_string(), mark(entry))
}

/// A file, cut into entries.
struct Parts {
    /// Everything before the first entry.
    preamble: String,
    chunks: Vec<Chunk>,
}

/// An entry with its comments, in canonical form.
struct Chunk {
    key: (String, String, String),
    text: String,
}

impl Parts {
    fn of(file: &Arc<UserFile>) -> Result<Parts, Vec<Diagnostic>> {
        let (resolutions, mut mistakes) = load_with_repeats(file);
        mistakes.retain(|mistake| mistake.level == Level::Error);
        if let Some(inline) = resolutions.iter().find(|resolution| !resolution.span.of(&file.text).starts_with("[[")) {
            let message = "only entries under a `[[resolution]]` of their own can be written to";
            let help = "write each decision under its own `[[resolution]]`";
            mistakes.push(Diagnostic::error(Code::InlineResolution, file, inline.span, message).help(help));
        }
        let keys = written_keys(file);
        for resolution in &resolutions {
            let all = keys.get(&resolution.span).into_iter().flatten();
            // A table of its own, or dotted keys, whose comments would be lost.
            if let Some(spread) = all.clone().find(|key| key.name == "voices" && !key.value.of(&file.text).starts_with('{')) {
                let message = "`voices` can only be written to where it is one table";
                let mistake = Diagnostic::error(Code::InlineResolution, file, spread.value, message);
                mistakes.push(mistake.help("write it in one line: voices = { \"78\" = [\"The Gazette\"] }"));
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let starts: Vec<usize> = resolutions.iter().map(|resolution| start(file, resolution)).collect();
        let ends = starts.iter().skip(1).copied().chain([file.text.len()]);
        let chunks = resolutions.iter().zip(starts.iter().zip(ends)).map(|(resolution, (start, end))| {
            let keys = keys.get(&resolution.span).map(Vec::as_slice).unwrap_or_default();
            chunk(file, resolution, Span::new(*start, end.max(*start)), keys)
        });
        let chunks = chunks.collect();
        let preamble = starts.first().map_or(file.text.as_str(), |first| file.text.get(..*first).unwrap_or_default());
        Ok(Parts { preamble: preamble.to_owned(), chunks })
    }

    /// The text with these entries, each in its words.
    fn with_all(mut self, entries: &[Entry], texts: Vec<String>) -> String {
        if self.preamble.trim().is_empty() && self.chunks.is_empty() {
            self.preamble = PREAMBLE.to_owned();
        }
        self.chunks.extend(entries.iter().zip(texts).map(|(entry, text)| Chunk { key: key(entry), text }));
        self.join()
    }

    fn join(mut self) -> String {
        self.chunks.sort_by(|one, other| one.key.cmp(&other.key));
        let preamble = self.preamble.trim_end();
        let texts = self.chunks.iter().map(|chunk| chunk.text.trim_end());
        let all: Vec<&str> = Some(preamble).filter(|text| !text.is_empty()).into_iter().chain(texts).collect();
        if all.is_empty() { String::new() } else { all.join("\n\n") + "\n" }
    }
}

/// Where an entry begins: with the comments right above its header.
fn start(file: &UserFile, resolution: &Resolution) -> usize {
    let mut start = file.line_start(resolution.span.start);
    while start > 0 {
        let above = file.line_start(start - 1);
        let line = file.text.get(above..start).unwrap_or_default();
        if !line.trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// A key of an entry with its value, as they stand in the file.
struct Written {
    name: String,
    /// From the line of the key to the line in which the value ends.
    lines: Span,
    value: Span,
}

/// An entry in canonical form. A value of several lines stays as a person wrote it; comments stay above or behind their line.
fn chunk(file: &Arc<UserFile>, resolution: &Resolution, span: Span, keys: &[Written]) -> Chunk {
    let text = &file.text;
    let mark = mark(&resolution.entry);
    let mut items: Vec<(&Written, String)> = Vec::new();
    let header = Span::new(file.line_start(resolution.span.start), line_end(text, resolution.span.end));
    let mut out = comments(Span::new(span.start, header.start).of(text));
    marked(&with_comment("[[resolution]]", behind(text, resolution.span.end)), &mark, &mut out);
    let mut at = header.end;
    for written in keys {
        let above = comments(Span::new(at, written.lines.start.max(at)).of(text));
        items.push((written, above));
        at = written.lines.end;
    }
    let tail = comments(Span::new(at, span.end.max(at)).of(text));
    for line in lines(&resolution.entry).into_iter().skip(1) {
        let name = line.split(' ').next().unwrap_or_default();
        let Some((written, above)) = items.iter().find(|(written, _)| written.name == name) else {
            marked(&line, &mark, &mut out);
            continue;
        };
        out.push_str(above);
        let value = written.value.of(text);
        let line = if value.contains('\n') { format!("{name:<9} = {value}") } else { line };
        marked(&with_comment(&line, behind(text, written.value.end)), &mark, &mut out);
    }
    out.push_str(&tail);
    Chunk { key: key(&resolution.entry), text: out }
}

/// The keys of every entry, by its header.
fn written_keys(file: &Arc<UserFile>) -> HashMap<Span, Vec<Written>> {
    let Ok(parsed) = DeTable::parse(&file.text) else { return HashMap::new() };
    let mut unheard = Mistakes::of(file);
    let items = Table::root(parsed.get_ref()).get("resolution").and_then(|item| item.list("", &mut unheard)).unwrap_or_default();
    let tables = items.into_iter().filter_map(|item| item.table("", &mut unheard)).collect::<Vec<_>>();
    let written = |item: Item<'_>| Written {
        name: item.key.to_owned(),
        lines: Span::new(file.line_start(item.key_span.start), line_end(&file.text, item.span.end)),
        value: item.span,
    };
    tables.into_iter().map(|table| (table.span, table.items().into_iter().map(written).collect())).collect()
}

/// Where the line ends that holds the byte `at`, its line break included.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// The comment behind the byte `at` in its line, without a mark; empty where there is none.
fn behind(text: &str, at: usize) -> &str {
    let rest = text.get(at..line_end(text, at)).unwrap_or_default();
    rest.find('#').and_then(|start| rest.get(start..)).map(without_mark).unwrap_or_default()
}

fn with_comment(line: &str, comment: &str) -> String {
    if comment.is_empty() { line.to_owned() } else { format!("{line}  {comment}") }
}

/// All comments of an entry in canonical form, each on a line of its own.
fn comments_of_chunk(text: &str) -> String {
    let of_line = |line: &str| {
        let line = line.trim();
        if line.starts_with('#') {
            return Some(line.to_owned());
        }
        // Behind a value stands the person's comment, then the mark.
        let unmarked = line.rsplit_once("  #").map(|(before, _)| before.trim_end())?;
        unmarked.rsplit_once("  #").map(|(_, comment)| format!("#{comment}"))
    };
    text.lines().filter_map(of_line).map(|comment| comment + "\n").collect()
}

/// The comment lines of a stretch of the file; blank ones are left out.
fn comments(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with('#'));
    lines.map(|line| line.to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, load};
    use super::*;

    fn file(text: &str) -> Arc<UserFile> {
        Arc::new(UserFile::new("resolutions.toml", text))
    }

    fn entry(conflict: &str, decided: &str, reason: &str) -> Entry {
        Entry {
            conflict: conflict.to_owned(),
            values: vec!["78".to_owned(), "101..500".to_owned()],
            outcome: Decision::Settled,
            holds: Some("78".to_owned()),
            reason: reason.to_owned(),
            by: "E. Peeters".to_owned(),
            decided: decided.parse().expect("a day"),
            expires: None,
            voices: vec![("78".to_owned(), vec!["COC".to_owned()])],
        }
    }

    fn entries(text: &str) -> Vec<Entry> {
        let (ledger, found) = load(&file(text));
        assert_eq!(found, []);
        ledger.resolutions.into_iter().map(|resolution| resolution.entry).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let hostile = entry("a/b", "2026-11-21", "He said \"no\",\nthen \\ \u{1B}[31m and\ttabs \u{202E} é #3fa92c123");
        let text = added(&file(""), std::slice::from_ref(&hostile)).expect("an empty file is sound");
        assert_eq!(entries(&text), [hostile]);
        assert!(!text.contains('\u{1B}') && !text.contains('\u{202E}'));
        assert!(is_arranged(&file(&text)), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("[[")).count(), 1);
    }

    #[test]
    fn entries_stand_by_conflict_and_day() {
        let (late, early, other) =
            (entry("b/x", "2026-11-21", "late"), entry("b/x", "2025-01-01", "early"), entry("a/x", "2026-11-21", "other"));
        let text = added(&file(""), std::slice::from_ref(&late)).expect("sound");
        let text = added(&file(&text), &[early.clone(), other.clone()]).expect("sound");
        assert_eq!(entries(&text), [other, early, late]);
    }

    const BY_HAND: &str = "# Ours, of the desk.\n\n# Ask Els.\n[[resolution]]  # first\nby = \"Els\" # herself\n# The log is on paper.\n\
        conflict = \"b/x\"\nvalues = [\n  \"78\", # the log\n  \"101..500\",\n]\noutcome = \"accepted-open\"\n\
        reason = \"\"\"Two\nlines\"\"\"\ndecided = 2026-11-21\n# Done.\n\n# Of the other matter.\n[[resolution]]\nconflict = \"a/x\"\n\
        values = [\"yes\", \"no\"]\noutcome = \"superseded\"\nreason = \"r\"\nby = \"b\"\ndecided = \"2026-01-02\"\n";

    #[test]
    fn nothing_that_a_person_wrote_is_lost() {
        let text = added(&file(BY_HAND), &[entry("c/x", "2026-11-21", "new")]).expect("sound");
        for comment in [
            "# Ours, of the desk.",
            "# Ask Els.",
            "# first",
            "# herself",
            "# The log is on paper.",
            "# the log",
            "# Done.",
            "# Of the other matter.",
        ] {
            assert_eq!(text.matches(comment).count(), 1, "{comment} in\n{text}");
        }
        let before = entries(BY_HAND);
        assert_eq!(entries(&text), [before[1].clone(), before[0].clone(), entry("c/x", "2026-11-21", "new")]);
        let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in\n{text}"));
        assert!(place("# Of the other matter.") < place("\"a/x\"") && place("\"a/x\"") < place("# Ask Els."));
        assert!(place("# Done.") < place("\"c/x\""));
        assert!(!is_arranged(&file(BY_HAND)) && is_arranged(&file(&text)));
    }

    #[test]
    fn entries_are_taken_away_with_their_comments() {
        let (ledger, _) = load(&file(BY_HAND));
        let gone = [ledger.resolutions[1].span].into();
        let text = without(&file(BY_HAND), &gone).expect("sound");
        assert_eq!(entries(&text), entries(BY_HAND)[..1]);
        assert!(!text.contains("other matter") && text.contains("# Ask Els."));
    }

    #[test]
    fn a_later_word_of_the_same_day_takes_the_place_of_the_first_and_keeps_its_comments() {
        let first = entry("b/x", "2026-11-21", "first");
        let other = entry("b/x", "2026-11-20", "the day before");
        let text = added(&file(""), &[first.clone(), other.clone()]).expect("sound");
        let commented =
            text.replacen("[[resolution]]", "# Ask Els.\n[[resolution]]", 2).replace("\"first\"", "\"first\"  # by phone");
        let second = entry("b/x", "2026-11-21", "second");
        let (text, gone) = replaced(&file(&commented), std::slice::from_ref(&second)).expect("sound");
        assert_eq!((entries(&text), gone), (vec![other, second], vec![first]));
        assert_eq!(text.matches("# Ask Els.").count(), 2, "{text}");
        assert!(text.contains("# by phone") && is_arranged(&file(&text)), "{text}");
    }

    #[test]
    fn a_number_of_a_person_is_no_mark() {
        let text = BY_HAND.replace("# herself", "# herself, see #202611210");
        assert!(arranged(&file(&text)).expect("sound").contains("# herself, see #202611210"));
    }

    #[test]
    fn voices_in_a_table_of_their_own_are_not_written_to() {
        let text = format!("{BY_HAND}[resolution.voices]\n# phoned them\nyes = [\"A\"]\n");
        assert_eq!(arranged(&file(&text)).expect_err("refused").len(), 1);
    }

    #[test]
    fn a_broken_file_is_not_written_to() {
        let broken = BY_HAND.replace("by = \"b\"", "by = b");
        assert!(added(&file(&broken), &[]).is_err());
        assert!(arranged(&file("resolution = [ { conflict = \"a/x\" } ]\n")).is_err());
    }
}
