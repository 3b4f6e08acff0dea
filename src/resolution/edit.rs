//! Changes a file of resolutions as text, so that everything a person wrote in it, including comments, is kept.

use super::layout::{mark, written};
use super::load::load_with_repeats;
use super::source::Layout;
use super::{Entry, Resolution};
use crate::diagnostic::{Code, Diagnostic, Level, UserFile};
use crate::span::{InToml, Span};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The beginning of a new file.
const PREAMBLE: &str = "# What people decided about conflicts between the sources. `contradict resolve` adds to it; edit it by hand as you like.\n\
                        # The mark at the end of each line keeps entries apart when git merges two branches.\n";

/// Returns the text of the file with `entries` in canonical order. They replace entries of the same day about the same conflicts,
/// because two decisions of one day could contradict each other; the comments above these are kept. Also returns what was
/// replaced.
///
/// # Errors
/// The mistakes that must be fixed first: a file that cannot be read is not written to.
pub fn replaced(file: &Arc<UserFile>, entries: &[Entry]) -> Result<(String, Vec<Entry>), Vec<Diagnostic>> {
    let mut parts = Parts::of(file)?;
    let mut new: HashMap<(&str, Date), usize> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        new.entry((&entry.conflict, entry.decided)).or_insert(index);
    }
    let mut texts: Vec<String> = entries.iter().map(|entry| written(entry, parts.newline)).collect();
    let (mut gone, mut seen) = (Vec::new(), HashSet::new());
    let mut kept = Vec::new();
    for chunk in parts.chunks {
        let old = &chunk.resolution.entry;
        let Some(index) = new.get(&(old.conflict.as_str(), old.decided)) else {
            kept.push(chunk);
            continue;
        };
        if let Some(text) = texts.get_mut(*index) {
            text.insert_str(0, &chunk.comments);
        }
        if entries.get(*index) != Some(old) && seen.insert(old.clone()) {
            gone.push(chunk.resolution.entry);
        }
    }
    parts.chunks = kept;
    if parts.preamble.trim().is_empty() && parts.chunks.is_empty() {
        parts.preamble = PREAMBLE.replace('\n', parts.newline);
    }
    Ok((parts.with(entries.iter().map(key).zip(texts)), gone))
}

/// Returns the text of the file without the entries whose headers are at `headers`.
///
/// # Errors
/// The mistakes that must be fixed first.
pub fn without(file: &Arc<UserFile>, headers: &BTreeSet<Span<InToml>>) -> Result<String, Vec<Diagnostic>> {
    let mut parts = Parts::of(file)?;
    parts.chunks.retain(|chunk| !headers.contains(&chunk.resolution.span));
    Ok(parts.with([]))
}

/// Returns the text of the file in canonical form: entries sorted by conflict and day, keys in a fixed order, correct marks.
///
/// # Errors
/// The mistakes that must be fixed first.
pub fn arranged(file: &Arc<UserFile>) -> Result<String, Vec<Diagnostic>> {
    Ok(Parts::of(file)?.with([]))
}

/// Returns true if the file is in canonical form.
pub fn is_arranged(file: &Arc<UserFile>) -> bool {
    arranged(file).is_ok_and(|text| text == file.text)
}

/// The sort key of an entry.
type Key = (String, String, String);

fn key(entry: &Entry) -> Key {
    (entry.conflict.clone(), entry.decided.to_string(), mark(entry))
}

/// A file, cut into entries.
struct Parts {
    /// Everything before the first entry.
    preamble: String,
    chunks: Vec<Chunk>,
    /// The line ending.
    newline: &'static str,
}

/// An entry with its comments.
struct Chunk {
    resolution: Resolution,
    /// The entry in canonical form.
    text: String,
    /// All its comments, each on its own line.
    comments: String,
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
        let layout = Layout::of(file);
        for resolution in &resolutions {
            let all = layout.keys(resolution);
            // It is an inline table or has dotted keys, whose comments would be lost.
            if let Some(spread) = all.iter().find(|key| key.name == "voices" && !key.value.of(&file.text).starts_with('{')) {
                let message = "`voices` can only be written to where it is one table";
                let mistake = Diagnostic::error(Code::InlineResolution, file, spread.value, message);
                mistakes.push(mistake.help("write it in one line: voices = { \"78\" = [\"The Gazette\"] }"));
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let starts: Vec<usize> = resolutions.iter().map(|resolution| layout.start(resolution)).collect();
        let preamble = starts.first().map_or(file.text.as_str(), |first| file.text.get(..*first).unwrap_or_default()).to_owned();
        let ends = starts.iter().skip(1).copied().chain([file.text.len()]);
        let chunks = resolutions.into_iter().zip(starts.iter().zip(ends)).map(|(resolution, (start, end))| {
            let span = Span::new(*start, end.max(*start));
            Chunk { text: layout.canonical(&resolution, span), comments: layout.all_comments(span), resolution }
        });
        Ok(Parts { chunks: chunks.collect(), preamble, newline: layout.newline })
    }

    /// Returns the text with these entries added.
    fn with(self, more: impl IntoIterator<Item = (Key, String)>) -> String {
        let own = self.chunks.into_iter().map(|chunk| (key(&chunk.resolution.entry), chunk.text));
        let mut all: Vec<(Key, String)> = own.chain(more).collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        let preamble = Some(self.preamble.trim_end()).filter(|text| !text.is_empty());
        let texts: Vec<&str> = preamble.into_iter().chain(all.iter().map(|(_, text)| text.trim_end())).collect();
        if texts.is_empty() { String::new() } else { texts.join(&self.newline.repeat(2)) + self.newline }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, load};
    use super::*;

    fn file(text: &str) -> Arc<UserFile> {
        Arc::new(UserFile::new("resolutions.toml", text))
    }

    fn added(file: &Arc<UserFile>, entries: &[Entry]) -> Result<String, Vec<Diagnostic>> {
        replaced(file, entries).map(|(text, _)| text)
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
    fn no_piece_of_a_text_becomes_a_comment() {
        for reason in ["\"See  #12 of the log\"", "\"\"\"See\n# 12\n  #3 of the log\"\"\"", "'''\n#12\n# of the log'''"] {
            let text = |id: &str| {
                format!(
                    "# Ask Els.\n[[resolution]] # first\nconflict = \"{id}\"\nvalues = [\n  \"#78\", # of 8\n  # then\n  \"9\",\n]\n\
                     outcome = \"accepted-open\"\nreason = {reason} # by phone\nby = \"B #1\"\ndecided = 2026-11-21\n"
                )
            };
            let said = entries(&text("b/x"));
            let (replaced, gone) = replaced(&file(&text("b/x")), &[entry("b/x", "2026-11-21", "new")]).expect("sound");
            assert_eq!(gone, said);
            let (_, written) = replaced.split_once("\n\n").expect("words of our own above the first entry");
            let own: Vec<&str> = written.lines().take_while(|line| line.starts_with('#')).collect();
            assert_eq!(own, ["# Ask Els.", "# first", "# of 8", "# then", "# by phone"], "{replaced}");
            assert!(!replaced.contains("of the log"), "{replaced}");
            // The last value of an entry ends right above the header of the next entry.
            let last = format!(
                "[[resolution]]\nconflict = \"b/x\"\nvalues = [\"7\"]\noutcome = \"accepted-open\"\nby = \"B\"\n\
                 decided = 2026-11-21\nreason = {reason}\n"
            );
            let both = last + text("a/x").trim_start_matches("# Ask Els.\n");
            let arranged = arranged(&file(&both)).expect("sound");
            let known = entries(&both);
            assert_eq!(entries(&arranged), [known[1].clone(), known[0].clone()], "{both}\n{arranged}");
            assert!(is_arranged(&file(&arranged)), "{arranged}");
        }
    }

    #[test]
    fn lines_end_as_they_did() {
        let windows = BY_HAND.replace('\n', "\r\n");
        let arranged = arranged(&file(&windows)).expect("sound");
        assert_eq!(arranged.matches('\n').count(), arranged.matches("\r\n").count(), "{arranged:?}");
        assert!(is_arranged(&file(&arranged)) && !is_arranged(&file(&windows)));
        assert_eq!(entries(&arranged).len(), 2);
        let more =
            added(&file(&arranged), &[entry("b/x", "2026-11-21", "new"), entry("c/x", "2026-11-21", "new")]).expect("sound");
        assert_eq!(more.matches('\n').count(), more.matches("\r\n").count(), "{more:?}");
        // A multi-line text keeps its value, whatever its line endings.
        let mixed = windows.replace("\"\"\"Two\r\n", "\"\"\"Two\n");
        let arranged = super::arranged(&file(&mixed)).expect("sound");
        assert!(is_arranged(&file(&arranged)));
        assert_eq!(entries(&arranged)[1], entries(&mixed)[0]);
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
