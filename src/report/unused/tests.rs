//! Tests of the grouping.

use super::{NearView, Unused, UnusedGroup};
use crate::answer::Reader;
use crate::diagnostic::UserFile;
use crate::lexicon::Lexicons;
use crate::rule;
use crate::text;
use std::sync::Arc;

/// Reads texts, each as its own source, without a rule or with the rules in `rules`.
fn unused_with(rules: &str, texts: &[(&str, &str)]) -> Unused {
    let lexicons = Lexicons::carried();
    let packs: Vec<Arc<UserFile>> =
        Some(rules).filter(|rules| !rules.is_empty()).map(|rules| Arc::new(UserFile::new("r.toml", rules))).into_iter().collect();
    let (rules, mistakes) = rule::load(&packs, &lexicons.languages());
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let reader = Reader::new(lexicons, &rules, None).expect("few words");
    let mut claims = Vec::new();
    for (number, (lang, words)) in texts.iter().enumerate() {
        let written = format!("---\nlanguage: {lang}\n---\n{words}\n");
        let (document, _) = text::load(Arc::new(UserFile::new(format!("{number}.txt"), written)), None);
        let (_, near) = reader.read_with_surroundings(&document);
        claims.extend(near.into_iter().map(|claim| NearView::new(&document, claim)));
    }
    Unused::new(claims)
}

fn unused(texts: &[(&str, &str)]) -> Unused {
    unused_with("", texts)
}

fn english(texts: &[&str]) -> Unused {
    unused(&texts.iter().map(|words| ("en", *words)).collect::<Vec<_>>())
}

fn values(group: &UnusedGroup) -> Vec<&str> {
    group.positions.iter().map(|position| position.value.as_str()).collect()
}

/// Returns the group of the claim with this value.
fn group_of<'u>(unused: &'u Unused, value: &str) -> &'u UnusedGroup {
    let holds =
        |group: &&UnusedGroup| group.positions.iter().flat_map(|position| &position.claims).any(|claim| claim.value == value);
    unused.groups.iter().find(holds).unwrap_or_else(|| panic!("{value}: {:#?}", unused.groups))
}

#[test]
fn what_is_near_is_cut_between_letters() {
    // For one of these, the reach ends inside of a two-byte letter, and there is no space for a long stretch.
    for letters in 0..4 {
        let before = format!("{}{}", "a".repeat(letters), "д".repeat(300));
        let far = format!("{}{}", "a".repeat(letters), "д".repeat(700));
        for before in [format!("Xx {before} yy"), format!("Xx {far}"), "д é ".repeat(200 + letters)] {
            let found = english(&[&format!("{before} 31 trees fell {} at Oster.", "д".repeat(400))]);
            assert_eq!(found.summary.claims, 1, "{before}");
        }
    }
}

#[test]
fn a_count_that_differs_comes_before_one_that_more_sources_share() {
    let found = english(&[
        "At Oster, 31 trees fell. In Merle, 4 bridges stand.",
        "They say that 12 trees fell at Oster. In Merle, 4 bridges stand.",
        "In Merle, 4 bridges stand.",
    ]);
    let first = &found.groups[0];
    assert_eq!((first.answer, first.differs, first.sources, first.claims), ("count", true, 2, 2));
    assert_eq!(first.share, ["trees", "Oster"]);
    assert_eq!(values(first), ["12", "31"]);
    let second = &found.groups[1];
    assert_eq!((second.differs, second.sources, second.share.join(" ")), (false, 3, "bridges Merle".into()));
    assert_eq!((found.summary.claims, found.summary.dates, found.summary.used), (5, 0, 0));
    assert_eq!((found.summary.groups, found.summary.differ), (2, 1));
}

#[test]
fn the_same_noun_near_other_names_is_another_matter() {
    let found = english(&["Workers felled 31 trees in Oster.", "Workers felled 12 trees in Merle."]);
    assert_eq!((found.groups.len(), found.summary.differ), (2, 0));
}

#[test]
fn forms_of_a_noun_are_one_within_a_language_only() {
    let found = english(&["The fire at Oster took 1 house.", "The fire at Oster took 9 houses."]);
    assert_eq!(found.groups[0].share, ["house", "Oster"]);
    assert!(found.groups[0].differs);
    // "Stad" is a town, "stade" a stadium.
    let found = unused(&[("nl", "In Oster liggen 3 stad delen."), ("fr", "À Oster, on compte 7 stades.")]);
    assert_eq!(found.summary.differ, 0, "{:#?}", found.groups);
}

#[test]
fn loose_numbers_that_can_all_hold_do_not_differ() {
    for (one, other) in [("more than 10", "31"), ("about 30", "31"), ("between 20 and 40", "31"), ("dozens of", "31")] {
        let found = english(&[&format!("At Oster, {one} trees fell."), &format!("At Oster, {other} trees fell.")]);
        assert_eq!((found.summary.groups, found.summary.differ), (1, 0), "{one}: {:#?}", found.groups);
        assert_eq!(found.groups[0].positions.len(), 1, "{one}");
    }
}

#[test]
fn units_are_converted_before_they_are_compared() {
    let found = english(&["The road to Oster measures 2 km.", "The road to Oster measures 2000 metres."]);
    assert_eq!((found.summary.groups, found.summary.differ), (1, 0), "{:#?}", found.groups);
    assert_eq!((found.groups[0].answer, found.groups[0].unit.as_str()), ("measure", "m"));
    let found = english(&["The hall of Oster cost 3 euros.", "The hall of Oster cost 4 dollars."]);
    assert_eq!((found.summary.groups, found.summary.differ), (2, 0), "money is not converted");
}

#[test]
fn stated_times_that_differ_may_both_be_right() {
    let found = english(&["In 2020, 31 trees fell at Oster.", "In 2021, 12 trees fell at Oster."]);
    assert!(!group_of(&found, "31").differs);
    let found = english(&["In 2020, 31 trees fell at Oster.", "In 2021, 12 trees fell at Oster.", "At Oster, 50 trees fell."]);
    assert!(group_of(&found, "31").differs, "what states no time is held against both");
}

#[test]
fn one_source_does_not_differ_from_itself() {
    let found = english(&["At Oster, 31 trees fell. Later, 12 trees fell at Oster."]);
    assert_eq!((found.groups[0].positions.len(), found.groups[0].differs), (2, false));
}

#[test]
fn plans_and_questions_take_no_side() {
    let found = english(&["In Oster, the town plans to fell 31 trees.", "At Oster, 12 trees fell."]);
    let group = group_of(&found, "12");
    assert_eq!((group.differs, group.set_aside.len(), values(group)), (false, 1, vec!["12"]), "{group:#?}");
}

#[test]
fn a_denial_and_a_confirmation_of_the_same_differ() {
    let found = unused(&[
        ("en", "The mayor denied that Corvel Works had dumped waste in Lake Anster."),
        ("nl", "De burgemeester bevestigt dat Corvel Works afval in het meer van Lake Anster gooide."),
        ("en", "The mayor denied that the school of Oster was shut."),
    ]);
    let first = &found.groups[0];
    assert_eq!((first.answer, first.differs, first.sources), ("yes-no", true, 2), "{first:#?}");
    assert!(["Corvel Works", "Lake Anster"].iter().all(|name| first.share.iter().any(|shared| shared == name)), "{first:#?}");
    assert_eq!(values(first).len(), 2);
}

#[test]
fn dates_need_more_in_common_than_a_name() {
    let found = english(&["The museum of Oster opened on 3 May 2019.", "The museum of Oster opened in June 2018."]);
    assert_eq!((found.groups[0].answer, found.groups[0].differs), ("date", true), "{:#?}", found.groups);
    assert_eq!((found.summary.claims, found.summary.dates), (0, 2));
    let found = english(&["The museum of Oster opened on 3 May 2019.", "Fire broke out at Oster in June 2018."]);
    assert_eq!(found.summary.differ, 0);
    let found = english(&["The museum of Oster opened on 3 May 2019.", "The museum of Oster opened in May 2019."]);
    assert_eq!((found.summary.groups, found.summary.differ), (1, 0));
}

const TREES: &str = r#"
format = 1
[entity.oster]
names  = ["Oster"]
refers = ["the town"]
[[rule]]
id = "trees"
question = "How many trees fell?"
answer = "count"
subject = "oster"
about = ["fell"]
counted = ["tree*"]
over_time = "constant"
[[rule]]
id = "dumping"
question = "Did {subject} dump waste?"
answer = "yes-no"
subject = "oster"
about = ["dumped waste"]
over_time = "constant"
"#;

#[test]
fn what_an_answer_stands_on_is_left_out() {
    let texts = [
        ("en", "In 2020, 31 trees fell at Oster, where 7 benches stand."),
        ("en", "Oster denied that it had dumped waste. The town denied that 9 benches had been stolen."),
    ];
    let found = unused_with(TREES, &texts);
    // 31, its year, and the denial of the dumping are used; the benches and the other denial are not.
    let summary = found.summary;
    assert_eq!((summary.claims, summary.dates, summary.used), (5, 1, 3), "{:#?}", found.groups);
    // "Oster" and "the town" are the same entity.
    let benches = group_of(&found, "7");
    assert_eq!(benches.share, ["benches", "Oster"], "{benches:#?}");
}

#[test]
fn names_at_the_start_of_a_sentence_count_if_they_are_names_elsewhere() {
    let found = english(&["Oster lost 31 trees. It rained at Oster.", "The storm took 12 trees from Oster."]);
    assert!(group_of(&found, "31").differs, "{:#?}", found.groups);
    let found = english(&["Storms took 31 trees.", "Storms took 12 trees."]);
    assert_eq!(found.groups[0].share, ["trees"], "where nobody is named, the noun is enough: {:#?}", found.groups);
}

#[test]
fn the_order_of_documents_does_not_matter_to_groups() {
    let texts = [
        "At Oster, 31 trees fell.",
        "At Oster, 12 trees fell. Merle has 5 wells.",
        "Merle, near Oster, has 6 wells and 31 trees.",
    ];
    let shares = |found: Unused| -> Vec<(Vec<String>, bool, usize)> {
        found.groups.into_iter().map(|group| (group.share, group.differs, group.claims)).collect()
    };
    let mut reversed = texts;
    reversed.reverse();
    assert_eq!(shares(english(&texts)), shares(english(&reversed)));
}

#[test]
fn many_claims_about_one_thing_are_one_group() {
    let texts: Vec<String> = (0..800).map(|number| format!("At Oster, {} trees fell.", 12 + number % 2)).collect();
    let found = english(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let first = &found.groups[0];
    assert_eq!((found.groups.len(), first.claims, first.differs), (1, 800, true));
    assert_eq!(first.positions.iter().map(|position| position.sources).collect::<Vec<_>>(), [400, 400]);
}

#[test]
fn months_and_weekdays_are_no_names() {
    let found = english(&[
        "The town felled 31 trees on a Monday in March, near Oster.",
        "We counted again on Monday in March: 12 trees near Oster, says Theresa May.",
    ]);
    let group = group_of(&found, "31");
    assert!(group.share.contains(&"Oster".to_owned()), "{group:#?}");
    let shown = || group.share.iter().chain(&group.near);
    assert!(!shown().any(|name| ["Monday", "March"].contains(&name.as_str())), "{group:#?}");
}
