//! Loads rule files: checks them, and reports every mistake.
//!
//! Every kind of mistake has a code: see [`Code`].

use super::entity::{self, RawEntity};
use super::model::{Pack, RuleSet};
use super::rules::{self, RawRule};
use crate::claim::Lang;
use crate::diagnostic::written::syntax;
use crate::diagnostic::written::{Item, Mistakes, Table};
use crate::diagnostic::{Code, Diagnostic, UserFile};
use crate::span::Span;
use std::collections::BTreeSet;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

const FORMAT: &str = "1";
const KEYS: [&str; 4] = ["format", "title", "entity", "rule"];

/// One file as read, before it is checked against the others.
#[derive(Debug)]
pub(super) struct RawFile {
    pub mistakes: Mistakes,
    pub title: Option<String>,
    pub entities: Vec<RawEntity>,
    pub rules: Vec<RawRule>,
}

/// Checks rule files together. `languages` are those with a lexicon.
///
/// A rule with a mistake is left out; everything else is still checked. The result does not depend on the order of the files:
/// rules and mistakes are both sorted.
///
/// ```
/// use contradict::diagnostic::UserFile;
/// let text = r#"
/// format = 1
/// [entity.senate]
/// names = ["Senate"]
/// [[rule]]
/// id = "sat"
/// question = "Did {subject} sit?"
/// answer = "yes-no"
/// subject = "senate"
/// about = ["sat", "met"]
/// over_time = "per-day"
/// "#;
/// let file = std::sync::Arc::new(UserFile::new("rules/senate.toml", text));
/// let (rules, mistakes) = contradict::rule::load(&[file], &["en".parse()?]);
/// let first = rules.entities.first().map(|entity| entity.name.as_str());
/// assert_eq!((rules.rules.len(), first, mistakes.len()), (1, Some("Senate"), 0));
/// # Ok::<(), contradict::claim::LangError>(())
/// ```
pub fn load(files: &[Arc<UserFile>], languages: &[Lang]) -> (RuleSet, Vec<Diagnostic>) {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let mut read: Vec<_> = files.into_iter().map(|file| read(file, languages)).collect();
    let idle = idle_packs(&read);
    let entities = entity::resolve(&mut read);
    let rules = rules::resolve(&mut read, &entities);
    // Together with mistakes, this warning would be noise: a rule may be missing because of a mistake.
    if read.iter().all(|file| file.mistakes.errors() == 0) {
        tell_packs(&mut read, &idle);
    }
    let packs = read.iter_mut().map(|file| Pack { file: Arc::clone(&file.mistakes.file), title: file.title.take() }).collect();
    let mistakes = read.into_iter().flat_map(|file| file.mistakes.into_diagnostics()).collect();
    (RuleSet { entities: entities.list, rules: rules.into(), packs }, mistakes)
}

fn read(file: &Arc<UserFile>, languages: &[Lang]) -> RawFile {
    let mut mistakes = Mistakes::of(file);
    let mended = syntax::mend(&file.text, &mut mistakes);
    let (parsed, errors) = DeTable::parse_recoverable(&mended);
    syntax::between_entries(&mended, &errors, &mut mistakes);
    let root = Table::root(parsed.get_ref());
    if root.is_empty() {
        if mistakes.errors() == 0 {
            mistakes.push(no_rules(file));
        }
        return RawFile { mistakes, title: None, entities: Vec::new(), rules: Vec::new() };
    }
    if let Some(other) = root.get("format").filter(|format| is_other_format(*format)) {
        // Nothing else is known about another format version, but what the file declares is not missing elsewhere.
        let wrong = mistakes
            .error(Code::WrongFormat, other.span, "this file is written in a format that is not known here")
            .help("write `format = 1`, the only one so far; for a later one, get a later version of the program");
        mistakes.push(wrong);
        let mut unheard = Mistakes::of(file);
        let entities = read_entities(root, languages, &mut unheard);
        return RawFile { mistakes, title: None, entities, rules: Vec::new() };
    }
    root.only_or(&KEYS, &[], "a rule file", belongs_below, &mut mistakes);
    if let Some(format) = root.need("format", "the file", "write `format = 1` in its first line", &mut mistakes)
        && !matches!(format.value(), DeValue::Integer(_))
    {
        let _: Option<()> = format.wrong("the number 1", "write `format = 1`", &mut mistakes);
    }
    let title = root.get("title").and_then(|title| title.text(&mut mistakes)).map(|title| title.value.to_owned());
    let entities = read_entities(root, languages, &mut mistakes);
    let rules = read_rules(root, languages, &mut mistakes);
    if root.get("entity").is_none() && root.get("rule").is_none() && !mistakes.lost {
        mistakes.push(no_rules(file));
    }
    RawFile { mistakes, title, entities, rules }
}

/// Says where a table at the top level of the file belongs: examples under their rule, entities under `entity`.
fn belongs_below(item: Item<'_>) -> Option<String> {
    if matches!(item.key, "conflict" | "agree") {
        return Some(format!("write `[[rule.{}]]`: an example belongs to the rule above it", item.key));
    }
    let DeValue::Table(inside) = item.value() else { return None };
    let is_entity = entity::KEYS.iter().any(|key| inside.contains_key(*key));
    is_entity.then(|| format!("did you mean `[entity.{}]`?", item.key))
}

fn no_rules(file: &Arc<UserFile>) -> Diagnostic {
    Diagnostic::warning(Code::NoRules, file, Span::default(), "this file declares no entity and no rule")
        .of_whole_file()
        .help("write `[entity.some-id]` and `[[rule]]`, or move the file elsewhere")
}

/// Returns the files that declare entities but no rule, and whose entities no rule names.
fn idle_packs(files: &[RawFile]) -> Vec<usize> {
    let mut used = BTreeSet::new();
    for file in files.iter().filter(|file| !file.rules.is_empty()) {
        used.extend(file.rules.iter().flat_map(RawRule::names));
        used.extend(file.entities.iter().filter_map(RawEntity::whole));
    }
    let is_idle = |file: &RawFile| {
        file.rules.is_empty() && !file.entities.is_empty() && !file.entities.iter().any(|entity| entity.is_one_of(&used))
    };
    files.iter().enumerate().filter(|(_, file)| is_idle(file)).map(|(index, _)| index).collect()
}

fn tell_packs(files: &mut [RawFile], idle: &[usize]) {
    for index in idle {
        let Some(file) = files.get_mut(*index) else { continue };
        let note = file.mistakes.note(Code::NoRules, "this file declares entities and no rule, and no rule names them");
        file.mistakes.push(note.help(
            "that is fine if they only tell who is who among speakers; to ask a question, write `[[rule]]` in any file of the run",
        ));
    }
}

fn is_other_format(format: Item<'_>) -> bool {
    matches!(format.value(), DeValue::Integer(number) if number.as_str() != FORMAT)
}

fn read_entities(root: Table<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Vec<RawEntity> {
    let Some(entities) = root.get("entity") else { return Vec::new() };
    let table = entities.table("write `[entity.some-id]`, and its `names` below", mistakes);
    let items = table.map(Table::items).unwrap_or_default();
    items.into_iter().map(|item| entity::read(item, languages, mistakes)).collect()
}

fn read_rules(root: Table<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> Vec<RawRule> {
    let help = "write `[[rule]]`, with two brackets, above each rule";
    let Some(list) = root.get("rule").and_then(|rule| rule.list(help, mistakes)) else { return Vec::new() };
    let tables: Vec<_> = list.into_iter().filter_map(|item| item.table(help, mistakes)).collect();
    tables.into_iter().map(|table| rules::read(table, languages, mistakes)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{AnswerKind, CaseExpectation, OverTime, RuleStatus, Subject, Tolerance, Verdict};
    use super::*;
    use crate::diagnostic::Level;
    use crate::id::{EntityId, Id, RuleId};
    use rust_decimal::Decimal;

    fn file(name: &str, text: &str) -> Arc<UserFile> {
        Arc::new(UserFile::new(name, text))
    }

    fn languages() -> Vec<Lang> {
        ["fr", "nl", "en"].map(|code| code.parse().expect("a code")).to_vec()
    }

    fn told(found: &[Diagnostic]) -> Vec<(&str, &str, usize)> {
        found
            .iter()
            .map(|found| (found.file.name.as_str(), found.code.as_str(), found.location().map_or(0, |at| at.line)))
            .collect()
    }

    const RULE: &str = "answer = \"yes-no\"\nabout = [\"used\"]\nover_time = \"constant\"\n";

    #[test]
    fn a_sound_file_says_everything_it_says() {
        let (set, found) = load(&[file("sound.toml", include_str!("../../tests/sound-rules.toml"))], &languages());
        assert_eq!(found, []);
        let ids: Vec<_> =
            set.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str(), entity.root.index())).collect();
        // The name that is written first counts, although `any` and `fr` are sorted differently; the unit belongs to the police.
        assert_eq!(ids, [("clearview", "Clearview AI", 0), ("federal-police", "DJSOC", 1), ("unit", "unité spéciale", 1)]);
        assert_eq!(set.entities.last().and_then(|unit| unit.part_of), Some(EntityId::at(1)));
        let languages: Vec<_> =
            set.entities[EntityId::at(1)].names.patterns.iter().map(|(lang, _)| lang.map(|lang| lang.to_string())).collect();
        assert_eq!(languages, [None, Some("fr".into()), Some("nl".into())]);
        let rule = &set.rules[RuleId::at(0)];
        assert_eq!((rule.id.as_str(), rule.wants.kind(), rule.over_time), ("usage-count", AnswerKind::Count, OverTime::Constant));
        assert_eq!((rule.level, rule.status), (Level::Warning, RuleStatus::Pilot));
        assert_eq!(rule.subject, Subject::Kind("police".into()));
        assert_eq!(rule.mentions, [EntityId::at(0)]);
        let number = rule.wants.number().expect("a number");
        assert_eq!(rule.tolerance, Some(Tolerance::Share(Decimal::new(25, 3))));
        assert_eq!(
            (rule.about.patterns.len(), number.counted().map_or(0, |counted| counted.patterns.len()), rule.unless.patterns.len()),
            (2, 3, 1)
        );
        assert_eq!(rule.span.of(&rule.file.text), "\"usage-count\"");
        assert_eq!(rule.cases.len(), 2);
        assert_eq!(rule.cases[0].expect, CaseExpectation::Conflict(Some(Verdict::Contradiction)));
        assert_eq!(rule.cases[0].documents[0].date, "2020-02-25".parse().ok());
        assert_eq!(rule.cases[0].documents[1].date, "2022".parse().ok());
        assert_eq!(rule.cases[0].documents[1].voice.as_deref(), Some("minister"));
        assert_eq!((&rule.cases[1].expect, rule.cases[1].answers), (&CaseExpectation::Agree, Some(0)));
        assert_eq!(rule.cases[1].documents[0].publisher.as_deref(), Some("De Morgen"));
    }

    #[test]
    fn files_are_checked_together_whatever_their_order() {
        let one = file("a.toml", &format!("format = 1\n[[rule]]\nid = \"z\"\nquestion = \"?\"\nsubject = \"senate\"\n{RULE}"));
        let text = format!("format = 1\n[[rule]]\nid = \"a\"\nquestion = \"?\"\nsubject = {{ kind = \"house\" }}\n{RULE}");
        let two = file("b.toml", &format!("{text}[entity.senate]\nkind = \"house\"\nnames = [\"Senate\"]\n"));
        let (set, found) = load(&[Arc::clone(&one), Arc::clone(&two)], &languages());
        assert_eq!(found, []);
        let ids = |set: &RuleSet| set.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&set), ["a", "z"]);
        assert_eq!(ids(&load(&[two, one], &languages()).0), ["a", "z"]);
    }

    #[test]
    fn what_is_used_twice_tells_where_the_first_is() {
        let one = file("a.toml", "format = 1\n[entity.senate]\nnames = [\"Senate\"]\n[entity.chamber]\nnames = [\"Chamber\"]\n");
        let two = file("b.toml", "format = 1\n[entity.senate]\nnames = [\"Upper house\"]\n[entity.club]\nnames = [\"SENATE\"]\n");
        let (set, found) = load(&[two, one], &languages());
        assert_eq!(told(&found), [("b.toml", "duplicate-id", 2), ("b.toml", "shared-name", 5)]);
        assert!(
            found
                .iter()
                .zip(["a.toml:2:9", "a.toml:3:10"])
                .all(|(found, at)| found.help.as_ref().is_some_and(|help| help.contains(at)))
        );
        assert_eq!(set.entities.len(), 3);
    }

    #[test]
    fn one_mistake_does_not_lead_to_others() {
        let rule =
            format!("format = 1\n[[rule]]\nid = \"z\"\nquestion = \"?\"\nsubject = \"senate\"\nmentions = [\"club\"]\n{RULE}");
        let rules = file("b.toml", &rule);
        for (entities, code, line) in [
            ("format = 2\n[entity.senate]\nnom = \"Senate\"\n[entity.club]\n", "wrong-format", 1),
            ("format = 1\n[entity.senate\nnames = [\"Senate\"]\n[entity.club]\nnames = [\"club\"]\n", "syntax", 2),
            ("format = 1\n[entity.senate]\nnames = 3\n[entity.club]\nnames = [\"club\"]\n", "wrong-type", 3),
        ] {
            let (_, found) = load(&[file("a.toml", entities), Arc::clone(&rules)], &languages());
            assert_eq!(told(&found), [("a.toml", code, line)]);
        }
    }

    #[test]
    fn a_rule_with_a_mistake_is_left_out_and_the_others_stay() {
        let rule =
            |id: &str, more: &str| format!("[[rule]]\nid = \"{id}\"\nquestion = \"?\"\nsubject = \"senate\"\n{RULE}{more}");
        let entity = "[entity.senate]\nnames = [\"Senate\"]\n";
        let text = format!("format = 1\n{entity}{}{}", rule("bad", "level = \"x\"\n"), rule("good", ""));
        let (set, found) = load(&[file("a.toml", &text)], &languages());
        assert_eq!(told(&found), [("a.toml", "unknown-value", 11)]);
        assert_eq!(set.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["good"]);
        let broken = format!("format = 1\n{entity}{}{}", rule("bad", "level = x\n"), rule("good", ""));
        let (set, found) = load(&[file("a.toml", &broken)], &languages());
        assert_eq!(told(&found), [("a.toml", "syntax", 11)]);
        assert_eq!(set.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["good"]);
    }

    #[test]
    fn an_empty_file_is_no_error() {
        let (_, found) = load(&[file("a.toml", "# nothing yet\n")], &languages());
        assert_eq!(told(&found), [("a.toml", "no-rules", 0)]);
        assert_eq!(found[0].level, Level::Warning);
    }
}
