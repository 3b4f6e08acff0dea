//! Reads `resolutions.toml` into a ledger, and reports every mistake in it.

use super::{Decision, Entry, Ledger, Resolution};
use crate::diagnostic::written::{Item, Mistakes, Table, syntax};
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::span::{InToml, Span};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

const KEYS: [&str; 9] = ["conflict", "values", "outcome", "holds", "reason", "by", "decided", "expires", "voices"];
const LIST_HELP: &str = "write `[[resolution]]`, with two brackets, above each decision";
const VALUES_HELP: &str = "list the values that were on the table: values = [\"78\", \"101..500\"]";
const VOICES_HELP: &str = "write who gave each value: voices = { \"78\" = [\"The Gazette\"] }";
const DATE_HELP: &str = "write a day without quotes: 2026-11-21";

/// Reads the decisions of one file.
///
/// Entries with a mistake are left out; everything else is still read. Duplicate entries are reported and kept once.
/// [`super::review`] compares what the entries say with rules and conflicts.
///
/// ```
/// use contradict::diagnostic::UserFile;
/// let text = r#"
/// [[resolution]]
/// conflict = "usage-count/police"
/// values = ["78", "101..500"]
/// outcome = "settled"
/// holds = "78"
/// reason = "The log says so."
/// by = "E. Peeters"
/// decided = 2026-11-21
/// "#;
/// let file = std::sync::Arc::new(UserFile::new("resolutions.toml", text));
/// let (ledger, mistakes) = contradict::resolution::load(&file);
/// assert_eq!((ledger.of("usage-count/police").count(), mistakes.len()), (1, 0));
/// ```
pub fn load(file: &Arc<UserFile>) -> (Ledger, Vec<Diagnostic>) {
    let (all, mut found) = load_with_repeats(file);
    let mut resolutions: Vec<Resolution> = Vec::new();
    let mut seen: HashMap<Entry, Span<InToml>> = HashMap::new();
    for resolution in all {
        if let Some(first) = seen.get(&resolution.entry) {
            let at = file.locate(*first);
            let twice = Diagnostic::warning(Code::DuplicateResolution, file, resolution.span, "this decision is written twice");
            found.push(twice.help(format!("take one of the two away; the other is at {}:{}:{}", file.name, at.line, at.column)));
            continue;
        }
        seen.insert(resolution.entry.clone(), resolution.span);
        resolutions.push(resolution);
    }
    found.sort_by_key(|found| (found.span, found.code));
    (Ledger::new(resolutions), found)
}

/// Returns every valid entry of the file, in order, including duplicates.
pub fn load_with_repeats(file: &Arc<UserFile>) -> (Vec<Resolution>, Vec<Diagnostic>) {
    let mut mistakes = Mistakes::of(file);
    let mended = syntax::mend(&file.text, &mut mistakes);
    let (parsed, errors) = DeTable::parse_recoverable(&mended);
    syntax::between_entries(&mended, &errors, &mut mistakes);
    let root = Table::root(parsed.get_ref());
    root.only(&["resolution"], &[], "a file of resolutions", &mut mistakes);
    let items = root.get("resolution").and_then(|item| item.list(LIST_HELP, &mut mistakes)).unwrap_or_default();
    let tables: Vec<_> = items.into_iter().filter_map(|item| item.table(LIST_HELP, &mut mistakes)).collect();
    let resolutions = tables.into_iter().filter_map(|table| read(table, &mut mistakes)).collect();
    (resolutions, mistakes.into_diagnostics())
}

fn read(table: Table<'_>, mistakes: &mut Mistakes) -> Option<Resolution> {
    const WHOSE: &str = "a resolution";
    let before = mistakes.errors();
    table.only(&KEYS, &[], WHOSE, mistakes);
    let need = |key, help, mistakes: &mut Mistakes| table.need(key, WHOSE, help, mistakes);
    let text = |item: Option<Item<'_>>, mistakes: &mut Mistakes| Some(item?.text(mistakes)?.value.to_owned());
    let conflict = need("conflict", "name the conflict as `check` prints it: conflict = \"rule/subject\"", mistakes);
    let conflict_span = conflict.map(|item| item.span);
    let conflict = text(conflict, mistakes);
    let values = need("values", VALUES_HELP, mistakes).and_then(|item| texts(item, VALUES_HELP, mistakes));
    let decisions = Decision::ALL.map(|decision| (decision.word(), decision));
    let outcome_item = need("outcome", "say what was decided: outcome = \"settled\"", mistakes);
    let outcome = outcome_item.and_then(|item| item.choice(&decisions, mistakes));
    let reason = need("reason", "say why, for whoever reads it next: reason = \"…\"", mistakes);
    let reason = text(reason, mistakes);
    let by = need("by", "say who decided: by = \"…\"", mistakes);
    let by = text(by, mistakes);
    let decided_item = need("decided", &format!("say when it was decided; {DATE_HELP}"), mistakes);
    let decided = decided_item.and_then(|item| day(item, mistakes));
    let expires_item = table.get("expires");
    let expires = expires_item.and_then(|item| day(item, mistakes));
    let holds_item = table.get("holds");
    let holds = text(holds_item, mistakes).map(|holds| holds.trim().to_owned());
    let voices = table.get("voices").map(|item| voices(item, mistakes)).unwrap_or_default();
    if let (Some(expires), Some(decided), Some(item)) = (expires, decided, expires_item)
        && expires < decided
    {
        let wrong = mistakes.error(Code::BadResolution, item.span, "this decision expires before it was made");
        mistakes.push(wrong.help("write a later day, or leave `expires` out"));
    }
    match (outcome, holds_item, outcome_item) {
        (Some(Decision::Settled), None, Some(item)) if !mistakes.is_broken(table, "holds") => {
            let wrong = mistakes.error(Code::BadResolution, item.span, "it is settled, and does not say which value holds");
            mistakes.push(wrong.help("add the value that holds, one of `values`: holds = \"78\""));
        }
        (Some(decision), Some(item), _) if decision != Decision::Settled => {
            let wrong = format!("`holds` is for `settled`, and this is `{}`", decision.word());
            let wrong = mistakes.error(Code::BadResolution, item.span, wrong);
            mistakes.push(wrong.help("take it away, or write outcome = \"settled\""));
        }
        _ => {}
    }
    if let (Some(holds), Some(values), Some(item)) = (&holds, &values, holds_item)
        && !values.contains(holds)
    {
        let wrong = mistakes.error(Code::BadResolution, item.span, format!("`{holds}` is none of the `values`"));
        mistakes.push(wrong.help(format!("write one of them, letter by letter: {}", values.join(", "))));
    }
    if mistakes.errors() > before {
        return None;
    }
    let entry = Entry {
        conflict: conflict?,
        values: values?,
        outcome: outcome?,
        holds,
        reason: reason?,
        by: by?,
        decided: decided?,
        expires,
        voices,
    };
    Some(Resolution { entry, file: Arc::clone(&mistakes.file), span: table.span, conflict_span: conflict_span? })
}

fn texts(item: Item<'_>, help: &str, mistakes: &mut Mistakes) -> Option<Vec<String>> {
    let items = item.list(help, mistakes)?;
    Some(items.into_iter().filter_map(|item| Some(item.text(mistakes)?.value.trim().to_owned())).collect())
}

fn voices(item: Item<'_>, mistakes: &mut Mistakes) -> Vec<(String, Vec<String>)> {
    let Some(table) = item.table(VOICES_HELP, mistakes) else { return Vec::new() };
    let each = table.items().into_iter();
    each.filter_map(|item| Some((item.key.to_owned(), texts(item, VOICES_HELP, mistakes)?))).collect()
}

/// Reads a day, with or without quotes.
fn day(item: Item<'_>, mistakes: &mut Mistakes) -> Option<Date> {
    let date = match item.value() {
        DeValue::String(text) => text.parse::<Date>().ok(),
        DeValue::Datetime(stamp) => match (stamp.date, stamp.time) {
            (Some(date), None) => day_of(date),
            _ => None,
        },
        _ => return item.wrong("a day", DATE_HELP, mistakes),
    };
    if date.is_none() {
        mistakes.push(mistakes.error(Code::BadDate, item.span, "this is no day").help(DATE_HELP));
    }
    date
}

fn day_of(date: toml::value::Date) -> Option<Date> {
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "[[resolution]]\nconflict = \"count/police\"\nvalues = [\"78\", \"101..500\"]\noutcome = \"settled\"\nholds = \"78\"\n\
                         reason = \"The log.\"\nby = \"E. P.\"\ndecided = 2026-11-21\n";

    fn codes(text: &str) -> (usize, Vec<(&'static str, usize)>) {
        let (ledger, found) = load(&Arc::new(UserFile::new("resolutions.toml", text)));
        let places = found.iter().map(|found| (found.code.as_str(), found.location().map_or(0, |at| at.line)));
        (ledger.resolutions.len(), places.collect())
    }

    #[test]
    fn a_sound_file_is_read() {
        assert_eq!(codes(SOUND), (1, vec![]));
        assert_eq!(codes(""), (0, vec![]));
        let more = SOUND.to_owned() + "expires = 2027-11-21\nvoices = { \"78\" = [\"COC\", \"Clearview\"] }\n";
        let (ledger, found) = load(&Arc::new(UserFile::new("resolutions.toml", more)));
        assert_eq!(found, []);
        let entry = &ledger.resolutions[0].entry;
        assert_eq!(entry.expires.map(|day| day.to_string()).as_deref(), Some("2027-11-21"));
        assert_eq!(entry.voices, [("78".to_owned(), vec!["COC".to_owned(), "Clearview".to_owned()])]);
    }

    #[test]
    fn blanks_around_values_mean_nothing() {
        let text = SOUND.replace("[\"78\"", "[\" 78\"").replace("holds = \"78\"", "holds = \"78 \"");
        let (ledger, found) = load(&Arc::new(UserFile::new("resolutions.toml", text)));
        assert_eq!((found.len(), ledger.resolutions[0].entry.holds.as_deref()), (0, Some("78")));
    }

    #[test]
    fn mistakes_are_told_at_their_place_and_the_rest_is_kept() {
        let with = |from: &str, to: &str| SOUND.replace(from, to);
        for (text, expected) in [
            (with("holds = \"78\"\n", ""), ("bad-resolution", 4)),
            (with("holds = \"78\"", "holds = \"79\""), ("bad-resolution", 5)),
            (with("\"settled\"", "\"superseded\""), ("bad-resolution", 5)),
            (with("\"settled\"", "\"setled\""), ("unknown-value", 4)),
            (with("by = \"E. P.\"\n", ""), ("missing-key", 1)),
            (with("\"The log.\"", "\" \""), ("empty-text", 6)),
            (with("2026-11-21", "\"yesterday\""), ("bad-date", 8)),
            (with("2026-11-21", "2026-11-21T10:00:00"), ("bad-date", 8)),
            (with("decided = 2026-11-21\n", "decided = 2026-11-21\nexpires = 2026-11-20\n"), ("bad-resolution", 9)),
            (with("reason", "raison"), ("unknown-key", 6)),
            (with("[[resolution]]", "[resolution]"), ("wrong-type", 1)),
        ] {
            assert_eq!(codes(&text), (0, vec![expected]), "{text}");
        }
        assert_eq!(codes(&(SOUND.to_owned() + "\n" + SOUND)), (1, vec![("duplicate-resolution", 10)]));
        let second = with("count/police", "count/army") + &with("by = \"E. P.\"\n", "");
        assert_eq!(codes(&second).0, 1);
    }
}
