//! The examples that a rule carries.

use super::model::{Case, CaseDocument, CaseExpectation, Row, Verdict};
use super::word_lists::{known_language, unknown_language};
use crate::claim::{Lang, PartialDate};
use crate::diagnostic::Code;
use crate::diagnostic::written::{Item, Mistakes, Table};
use toml::de::DeValue;

const CASE_KEYS: [&str; 5] = ["docs", "answers", "row", "note", "verdict"];
const DOCUMENT_KEYS: [&str; 5] = ["lang", "text", "date", "publisher", "voice"];
const VERDICTS: [(&str, Verdict); 2] = [("contradiction", Verdict::Contradiction), ("tension", Verdict::Tension)];
const DOCS_HELP: &str = "give the texts that are read: docs = [ { lang = \"fr\", text = \"…\" } ]";

/// Reads `[[rule.conflict]]` or `[[rule.agree]]`.
pub(super) fn read(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Vec<Case> {
    let help = format!("write `[[rule.{}]]`, with two brackets, above each example", item.key);
    let mut cases = Vec::new();
    for item in item.list(&help, mistakes).unwrap_or_default() {
        let Some(table) = item.table(&help, mistakes) else { continue };
        cases.extend(read_case(item.key == "conflict", table, languages, mistakes));
    }
    cases
}

fn read_case(is_conflict: bool, table: Table<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Option<Case> {
    // An example of agreement does not name a verdict, because several verdicts are agreement.
    let known = if is_conflict { &CASE_KEYS[..] } else { &CASE_KEYS[..4] };
    table.only(known, &[], if is_conflict { "an example of conflict" } else { "an example of agreement" }, mistakes);
    let verdict = table.get("verdict").filter(|_| is_conflict).and_then(|item| item.choice(&VERDICTS, mistakes));
    let expect = if is_conflict { CaseExpectation::Conflict(verdict) } else { CaseExpectation::Agree };
    let answers = table.get("answers").and_then(|item| {
        let count = item.count(mistakes)?;
        if is_conflict && count < 2 {
            let impossible = mistakes.error(Code::ImpossibleCase, item.span, "fewer than two answers can never be in conflict");
            mistakes.push(impossible.help("write `2` or more, leave `answers` out, or make it `[[rule.agree]]`"));
        }
        Some(count)
    });
    let rows = Row::ALL.map(|row| (row.word(), row));
    let row = table.get("row").and_then(|item| item.choice(&rows, mistakes));
    let note = table.get("note").and_then(|item| item.text(mistakes)).map(|note| note.value.to_owned());
    let docs = table.need("docs", "an example", DOCS_HELP, mistakes)?.list(DOCS_HELP, mistakes)?;
    let documents = docs.into_iter().filter_map(|item| {
        let table = item.table(DOCS_HELP, mistakes)?;
        read_document(table, languages, mistakes)
    });
    Some(Case { expect, documents: documents.collect(), answers, row, note, span: table.span })
}

fn read_document(table: Table<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Option<CaseDocument> {
    table.only(&DOCUMENT_KEYS, &[], "a text of an example", mistakes);
    let lang = table.need("lang", "a text of an example", "say which language it is in: lang = \"fr\"", mistakes);
    let lang = lang.and_then(|item| read_language(item, languages, mistakes));
    let text = table.need("text", "a text of an example", "write the words that are read: text = \"…\"", mistakes);
    let text = text.and_then(|item| item.text(mistakes)).map(|text| text.value.to_owned());
    let date = table.get("date").and_then(|item| read_date(item, mistakes));
    let mut optional = |key| Some(table.get(key)?.text(mistakes)?.value.to_owned());
    let (publisher, voice) = (optional("publisher"), optional("voice"));
    Some(CaseDocument { lang: lang?, text: text?, date, publisher, voice })
}

fn read_language(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Option<Lang> {
    let code = item.text(mistakes)?;
    let language = known_language(code.value, languages);
    if language.is_none() {
        mistakes.push(unknown_language(code.value, code.span, &[], languages, mistakes));
    }
    language
}

/// A date may be written with or without quotes; a year without quotes is a number in TOML.
fn read_date(item: Item<'_>, mistakes: &mut Mistakes) -> Option<PartialDate> {
    let help = "write 2022-08-11, \"2022-08\" or \"2022\"";
    let date = match item.value() {
        DeValue::String(text) => text.parse().ok(),
        DeValue::Integer(year) if year.radix() == 10 => year.as_str().parse().ok(),
        DeValue::Datetime(stamp) => match (stamp.date, stamp.time) {
            (Some(date), None) => i16::try_from(date.year).ok().and_then(|year| {
                PartialDate::new(year, Some(i8::try_from(date.month).ok()?), Some(i8::try_from(date.day).ok()?))
            }),
            _ => None,
        },
        _ => return item.wrong("a date", help, mistakes),
    };
    if date.is_none() {
        mistakes.push(mistakes.error(Code::BadDate, item.span, "this is no date").help(help));
    }
    date
}
