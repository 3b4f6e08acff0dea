//! Verdicts are symmetric, and the results do not depend on the order of the answers. Checked for every pair of answers that the
//! texts in `tests/traps/` give to one rule, and for random orders of random answers.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/examples.rs"]
#[allow(dead_code, reason = "the traps use all of it")]
mod examples;
mod support;

use contradict::answer::{Answer, Reader};
use contradict::conflict::{Group, compare, judge};
use contradict::lexicon::Lexicons;
use contradict::report::example;
use contradict::rule::RuleSet;
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::sync::LazyLock;

/// More texts than any file has, so that all names have the same length.
const MOST_TEXTS: usize = 100_000;

/// The rules of one file, and all answers to them.
struct Matter {
    rules: RuleSet,
    answers: Vec<Answer>,
}

static MATTERS: LazyLock<Vec<Matter>> = LazyLock::new(|| {
    let (lexicons, _) = Lexicons::load(&[]);
    let folder = support::root().join("tests/traps");
    let paths = folder.read_dir().expect("the traps").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    paths.sort();
    paths.iter().map(|path| matter(examples::rules_of(path, &lexicons), &lexicons)).collect()
});

fn matter(rules: RuleSet, lexicons: &Lexicons) -> Matter {
    let reader = Reader::new(lexicons, &rules, None).expect("an automaton");
    let mut answers = Vec::new();
    for (index, rule) in rules.rules.enumerate() {
        for case in &rule.cases {
            for document in &case.documents {
                // Every text is its own source.
                answers.extend(example::answers(&reader, index, answers.len(), MOST_TEXTS, document));
            }
        }
    }
    Matter { rules, answers }
}

#[test]
fn verdicts_are_symmetric() {
    let mut pairs = 0;
    for Matter { rules, answers } in MATTERS.iter() {
        for (index, one) in answers.iter().enumerate() {
            for other in answers[index..].iter().filter(|other| other.rule == one.rule) {
                pairs += 1;
                let rule = &rules.rules[one.rule];
                let (there, back) = (compare(rules, rule, one, other), compare(rules, rule, other, one));
                assert_eq!(there, back, "{}: “{}” and “{}”", rule.id, one.quote, other.quote);
            }
        }
    }
    assert!(pairs > 10_000, "only {pairs} pairs");
}

/// The result of a group, in words that do not depend on the place of its answers in memory.
fn told(group: &Group<'_>) -> String {
    let places = |answers: &[&Answer]| answers.iter().map(|answer| (answer.source.file.clone(), answer.span)).collect::<Vec<_>>();
    let positions: Vec<_> = group.positions.iter().map(|position| places(position)).collect();
    let (several, aside, superseded) = (places(&group.fits_several), places(&group.set_aside), places(&group.superseded));
    format!(
        "{:?} {:?} {:?} {positions:?} {several:?} {aside:?} {superseded:?} {:?}",
        group.rule, group.subject, group.period, group.outcome
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn judging_does_not_depend_on_the_order_of_answers(
        (which, picked, shuffled) in (0..MATTERS.len()).prop_flat_map(|which| {
            let all: Vec<usize> = (0..MATTERS[which].answers.len()).collect();
            let most = all.len().min(40);
            subsequence(all, 0..=most).prop_flat_map(move |picked| (Just(which), Just(picked.clone()), Just(picked).prop_shuffle()))
        })
    ) {
        let Matter { rules, answers } = &MATTERS[which];
        let pick = |order: &[usize]| order.iter().map(|index| answers[*index].clone()).collect::<Vec<_>>();
        let (one, other) = (pick(&picked), pick(&shuffled));
        let tell = |answers: &[Answer]| judge(rules, answers).iter().map(told).collect::<Vec<_>>();
        prop_assert_eq!(tell(&one), tell(&other));
    }
}
