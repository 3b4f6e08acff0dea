//! Loads rule files, and reports what is wrong with an example in them. The library runs the examples.

use contradict::answer::Reader;
use contradict::diagnostic::UserFile;
use contradict::id::RuleId;
use contradict::lexicon::Lexicons;
use contradict::report::example::{Problem, Tried, run};
use contradict::rule::{Case, RuleSet, load};
use std::path::Path;
use std::sync::Arc;

/// Returns the rules of one file. Fails the test if the file has mistakes.
pub fn rules_of(path: &Path, lexicons: &Lexicons) -> RuleSet {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let file = UserFile::new(name.clone(), std::fs::read_to_string(path).expect("a text"));
    let (rules, mistakes) = load(&[Arc::new(file)], &lexicons.languages());
    let told: Vec<_> = mistakes.iter().map(|mistake| (mistake.location().map(|at| at.line), &mistake.message)).collect();
    assert!(told.is_empty(), "{name}: {told:?}");
    rules
}

/// Runs an example of the rule at `rule`. Reports what is wrong with it first, whichever row decided.
pub fn try_out(rules: &RuleSet, reader: &Reader<'_>, rule: RuleId, case: &Case) -> (Option<String>, Tried) {
    let tried = run(rules, reader, rule, case);
    let problems: Vec<_> = tried.problems.iter().filter(|problem| **problem != Problem::Row).collect();
    let told: Vec<_> = tried
        .texts
        .iter()
        .flatten()
        .map(|answer| {
            format!("{} {:?} {} {:?} “{}”", answer.value, answer.modality, answer.speaker.name, answer.set_aside(), answer.quote)
        })
        .collect();
    let problem = (!problems.is_empty()).then(|| format!("{problems:?}: {} from {told:#?}", tried.verdict.word()));
    (problem, tried)
}
