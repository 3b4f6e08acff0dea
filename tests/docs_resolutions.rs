//! What `docs/resolutions.md` shows is what the program asks, writes and reads, and conflicts reopen when the page says so.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use contradict::diagnostic::UserFile;
use contradict::resolution::{self, Decision};
use std::collections::BTreeSet;
use std::sync::Arc;
use support::{Run, contradict, run};
use tempfile::TempDir;

const PAGE: &str = include_str!("../docs/resolutions.md");

const RULES: &str = r#"format = 1
[entity.bridge]
names = { en = ["Dunmore Bridge"], fr = ["pont de Dunmore"] }
[[rule]]
id        = "arches"
question  = "How many arches does {subject} have?"
answer    = "count"
subject   = "bridge"
about     = { en = ["has"], fr = ["compte"] }
counted   = { en = ["arch*"], fr = ["arche*"] }
over_time = "constant"
"#;

fn blocks(kind: &str) -> Vec<&'static str> {
    let parts = PAGE.split("\n```").skip(1).step_by(2);
    parts.filter_map(|block| block.split_once('\n')).filter(|(info, _)| *info == kind).map(|(_, block)| block).collect()
}

/// A folder with these papers: name, language, words.
struct Desk(TempDir);

impl Desk {
    fn new(papers: &[(&str, &str, &str)]) -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        for folder in ["rules", "corpus"] {
            std::fs::create_dir(desk.0.path().join(folder)).expect("a folder");
        }
        std::fs::write(desk.0.path().join("rules/bridge.toml"), RULES).expect("written");
        papers.iter().for_each(|(name, lang, words)| desk.paper(name, name, lang, words));
        desk
    }

    fn paper(&self, file: &str, publisher: &str, lang: &str, words: &str) {
        let text = format!("+++\npublisher = \"{publisher}\"\nlanguage = \"{lang}\"\n+++\n{words}\n");
        std::fs::write(self.0.path().join("corpus").join(file).with_extension("txt"), text).expect("written");
    }

    fn no_paper(&self, file: &str) {
        std::fs::remove_file(self.0.path().join("corpus").join(file).with_extension("txt")).expect("was there");
    }

    fn run(&self, words: &[&str]) -> Run {
        run(contradict().current_dir(self.0.path()).args(words))
    }

    fn check(&self) -> Run {
        self.run(&["check", "--today", "2026-11-21", "--show-resolved"])
    }

    fn settle(&self, holds: &str, more: &[&str]) {
        let decision = ["resolve", "arches/bridge", "--outcome", "settled", "--holds", holds, "--today", "2026-11-21"];
        let why = ["--reason", "The survey of 1893 counts them one by one.", "--by", "E. Peeters"];
        let done = self.run(&[&decision[..], &why, more].concat());
        assert_eq!(done.code, 0, "{}", done.err);
    }
}

/// The Post counts 9 arches, the Gazette 14.
fn two_papers() -> Desk {
    Desk::new(&[("Gazette", "en", "The Dunmore Bridge has 14 arches."), ("Post", "en", "The Dunmore Bridge has 9 arches.")])
}

#[test]
fn the_menu_is_that_of_the_program() {
    let [talk] = blocks("text")[..] else { panic!("one block") };
    let shown: Vec<&str> = talk.lines().filter(|line| line.starts_with("  ") && line.as_bytes().get(3) == Some(&b' ')).collect();
    let shown: Vec<_> =
        shown.iter().filter_map(|line| line.get(5..)?.split_once(' ')).map(|(word, rest)| (word, rest.trim())).collect();
    assert_eq!(shown, Decision::ALL.map(|decision| (decision.word(), decision.meaning())));
}

#[test]
fn the_file_is_what_the_program_writes() {
    let desk = two_papers();
    desk.settle("9", &[]);
    let written = std::fs::read_to_string(desk.0.path().join("resolutions.toml")).expect("the file");
    assert_eq!(blocks("toml")[0], written.trim_end());
    assert_eq!(desk.check().code, 0);
}

#[test]
fn every_outcome_has_a_sound_example() {
    let examples = &blocks("toml")[1..];
    let mut outcomes = Vec::new();
    for example in examples {
        let (ledger, mistakes) = resolution::load(&Arc::new(UserFile::new("resolutions.toml", *example)));
        assert_eq!(mistakes, [], "{example}");
        let [known] = &ledger.resolutions[..] else { panic!("one decision in {example}") };
        assert!(PAGE.contains(&format!("**{}**", known.entry.outcome.word())));
        outcomes.push(known.entry.outcome);
    }
    assert_eq!(outcomes, Decision::ALL);
}

#[test]
fn every_key_is_explained() {
    // The help for an unknown key lists the known keys.
    let unknown = format!("{}\nzzzzzzzzzz = 1\n", blocks("toml")[1]);
    let (_, mistakes) = resolution::load(&Arc::new(UserFile::new("resolutions.toml", unknown)));
    let help = mistakes.iter().filter_map(|mistake| mistake.help.as_deref()).find(|help| help.contains("`conflict`"));
    let keys: BTreeSet<&str> = help.expect("the keys").split('`').skip(1).step_by(2).collect();
    assert!(keys.len() >= 9, "{keys:?}");
    for key in keys {
        assert!(PAGE.contains(&format!("| `{key}` |")), "docs/resolutions.md does not explain `{key}`");
    }
}

#[test]
fn what_says_no_more_stays_resolved() {
    let desk = two_papers();
    desk.settle("9", &[]);
    desk.no_paper("Gazette");
    desk.paper("moved", "Gazette", "fr", "Une ligne de plus.\n\nLe pont de Dunmore compte quatorze arches.");
    assert_eq!(desk.check().code, 0, "renamed, moved and translated");
    desk.paper("Courier", "Courier", "en", "The Dunmore Bridge has 14 arches.");
    assert_eq!(desk.check().code, 0, "a new source gives a known value");
}

#[test]
fn who_changes_sides_is_shown() {
    let desk = two_papers();
    desk.paper("Courier", "Courier", "en", "The Dunmore Bridge has 14 arches.");
    desk.settle("9", &[]);
    desk.paper("Courier", "Courier", "en", "The Dunmore Bridge has 9 arches.");
    let check = desk.check();
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("Courier said 14 then, and says 9 now"), "{}", check.out);
}

#[test]
fn what_says_more_reopens() {
    let desk = two_papers();
    desk.settle("9", &[]);
    desk.paper("Herald", "Herald", "en", "The Dunmore Bridge has 11 arches.");
    let check = desk.check();
    assert_eq!(check.code, 1);
    assert!(check.out.contains("new position 11"), "{}", check.out);

    let range = |table: &str, said: &str| {
        let desk = two_papers();
        desk.paper("Gazette", "Gazette", "en", &format!("The Dunmore Bridge has {table} arches."));
        desk.settle("9", &[]);
        desk.paper("Herald", "Herald", "en", &format!("The Dunmore Bridge has {said} arches."));
        desk.check().code
    };
    assert_eq!(range("between 12 and 20", "17"), 1, "17 says more than the range");
    assert_eq!(range("between 12 and 20", "between 12 and 20"), 0);
    assert_eq!(range("17", "between 12 and 20"), 0, "the range says no more than 17");
}

#[test]
fn time_and_names_reopen() {
    let desk = two_papers();
    desk.settle("9", &["--expires", "2026-12-31"]);
    assert_eq!(desk.run(&["check", "--today", "2026-12-31"]).code, 0, "the last day counts");
    assert_eq!(desk.run(&["check", "--today", "2027-01-01"]).code, 1);

    let renamed = RULES.replace("id        = \"arches\"", "id        = \"arche-count\"");
    std::fs::write(desk.0.path().join("rules/bridge.toml"), renamed).expect("written");
    let check = desk.check();
    assert_eq!(check.code, 1);
    assert!(check.err.contains("unmatched-resolution"), "{}", check.err);
    let prune = desk.run(&["resolve", "--prune"]);
    assert!(prune.out.contains("1 decision would go"), "{}{}", prune.out, prune.err);
    assert_eq!(desk.run(&["resolve", "--prune", "--yes"]).code, 0);
    assert!(!std::fs::read_to_string(desk.0.path().join("resolutions.toml")).expect("the file").contains("[[resolution]]"));
}

#[test]
fn two_decisions_of_one_day_that_differ_do_not_count() {
    let desk = two_papers();
    desk.settle("9", &[]);
    let path = desk.0.path().join("resolutions.toml");
    let one = std::fs::read_to_string(&path).expect("the file");
    let entry = &one[one.find("[[resolution]]").expect("an entry")..];
    std::fs::write(&path, one.clone() + "\n" + &entry.replace("holds     = \"9\" ", "holds     = \"14\"")).expect("written");
    let check = desk.check();
    assert_eq!(check.code, 1);
    assert!(check.err.contains("disputed-resolution"), "{}", check.err);
    // If the days differ, the later one counts.
    let later = entry.replace("holds     = \"9\" ", "holds     = \"14\"").replace("= 2026-11-21", "= 2026-11-20");
    std::fs::write(&path, one + "\n" + &later).expect("written");
    let check = desk.check();
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(check.out.contains("9 holds"), "{}", check.out);
}
