//! Every example that a rule carries holds: its conflicts are conflicts, its agreements are none, and no text of an example is silent
//! unless the example says so.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use contradict::answer::{Answer, Reader};
use contradict::conflict::{Verdict, judge};
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::rule::{Case, CaseDocument, CaseExpectation, RuleSet, load};
use contradict::text;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rule files of a folder, those of languages aside.
fn packs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("the rules") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "lexicon") {
            packs(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

fn answers(reader: &Reader<'_>, rule: usize, number: usize, source: &CaseDocument) -> Vec<Answer> {
    let file = UserFile::new(format!("{number:02}.txt"), source.text.clone());
    let (mut document, _) = text::load(Arc::new(file), None);
    document.metadata.languages = vec![source.lang];
    document.metadata.date = source.date;
    document.metadata.publisher = source.voice.clone().or_else(|| source.publisher.clone());
    reader.read(&document).answers.into_iter().filter(|answer| answer.rule == rule).collect()
}

/// What is wrong with an example of the rule at `rule`.
fn problem(rules: &RuleSet, reader: &Reader<'_>, rule: usize, case: &Case) -> Option<String> {
    let found: Vec<_> = case.documents.iter().enumerate().map(|(number, source)| answers(reader, rule, number, source)).collect();
    let count: usize = found.iter().map(Vec::len).sum();
    match case.answers {
        Some(expected) if count != expected => return Some(format!("{count} answers, expected {expected}")),
        Some(_) => {}
        None => {
            if let Some(silent) = found.iter().position(Vec::is_empty) {
                return Some(format!("“{}” gives no answer", case.documents[silent].text));
            }
        }
    }
    let answers = found.concat();
    let verdicts: Vec<_> = judge(rules, &answers).iter().map(|group| group.outcome.verdict).collect();
    let worst = verdicts.iter().copied().max().unwrap_or(Verdict::Incomparable);
    let right = match &case.expect {
        CaseExpectation::Agree => verdicts.iter().all(|verdict| *verdict < Verdict::Tension),
        CaseExpectation::Conflict(None) => worst >= Verdict::Tension,
        CaseExpectation::Conflict(Some(named)) => verdicts.iter().any(|verdict| verdict.word() == named),
    };
    let told: Vec<_> = answers.iter().map(|answer| format!("{} “{}”", answer.value, answer.quote)).collect();
    (!right).then(|| format!("{} from {told:?}", worst.word()))
}

#[test]
fn every_example_of_every_rule_holds() {
    let mut files = Vec::new();
    packs(&support::root().join("rules"), &mut files);
    files.sort();
    assert!(!files.is_empty(), "no rule files");
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let (mut wrong, mut examples) = (String::new(), 0);
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let file = UserFile::new(name.clone(), std::fs::read_to_string(&path).expect("a text"));
        let (rules, mistakes) = load(&[Arc::new(file)], &lexicons.languages());
        assert_eq!(mistakes, [], "{name}");
        let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
        for (index, rule) in rules.rules.iter().enumerate() {
            let kinds = |conflict: bool| {
                rule.cases.iter().filter(|case| matches!(case.expect, CaseExpectation::Conflict(_)) == conflict).count()
            };
            assert!(kinds(true) > 0 && kinds(false) > 0, "{name}: `{}` shows no conflict, or no agreement", rule.id);
            for case in &rule.cases {
                examples += 1;
                let line = rule.file.text[..case.span.start].matches('\n').count() + 1;
                if let Some(problem) = problem(&rules, &reader, index, case) {
                    wrong += &format!("{name}:{line}: `{}`: {problem}\n", rule.id);
                }
            }
        }
    }
    assert!(examples >= 10, "only {examples} examples");
    assert!(wrong.is_empty(), "\n{wrong}");
}
