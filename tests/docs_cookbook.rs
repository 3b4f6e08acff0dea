//! Every rule in `docs/cookbook.md` has no mistakes, shows a conflict and an agreement, and its examples pass.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/examples.rs"]
#[allow(dead_code, reason = "the traps read all of it")]
mod examples;

use contradict::answer::Reader;
use contradict::diagnostic::{UserFile, render};
use contradict::lexicon::Lexicons;
use contradict::rule::{CaseExpectation, load};
use std::collections::BTreeSet;
use std::sync::Arc;

const PAGE: &str = include_str!("../docs/cookbook.md");

#[test]
fn every_recipe_works() {
    let (lexicons, _) = Lexicons::load(&[]);
    let (mut recipes, mut ids, mut wrong) = (0, BTreeSet::new(), String::new());
    for section in PAGE.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap_or_default();
        let block = section.split("\n```toml\n").nth(1).and_then(|rest| rest.split("\n```").next());
        let block = block.unwrap_or_else(|| panic!("`{title}` shows no rule"));
        recipes += 1;
        let (rules, mistakes) = load(&[Arc::new(UserFile::new(title, block))], &lexicons.languages());
        mistakes.iter().for_each(|mistake| wrong += &format!("{}\n", render(mistake, false)));
        let reader = Reader::new(&lexicons, &rules, None).expect("few words");
        for (index, rule) in rules.rules.enumerate() {
            assert!(ids.insert(rule.id.clone()), "two recipes have the id `{}`: they could not be used together", rule.id);
            let shows =
                |conflict: bool| rule.cases.iter().any(|case| matches!(case.expect, CaseExpectation::Conflict(_)) == conflict);
            assert!(shows(true) && shows(false), "`{title}` shows no conflict, or no agreement");
            for case in &rule.cases {
                if let (Some(problem), _) = examples::try_out(&rules, &reader, index, case) {
                    wrong += &format!("{title}: {problem}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(recipes >= 12, "only {recipes} recipes were found");
}

#[test]
fn the_list_of_questions_is_complete() {
    let listed = PAGE.lines().filter_map(|line| line.strip_prefix("- [")?.split_once("](#")).map(|(title, _)| title);
    let titles = PAGE.lines().filter_map(|line| line.strip_prefix("## "));
    assert_eq!(listed.collect::<Vec<_>>(), titles.collect::<Vec<_>>());
}
