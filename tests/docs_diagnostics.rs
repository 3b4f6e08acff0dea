//! `docs/diagnostics.md` explains every code, each with an example that really causes it.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/mistakes.rs"]
mod mistakes;

use contradict::diagnostic::Code;
use mistakes::{Kind, languages, load, printed};
use std::collections::BTreeMap;

const PAGE: &str = include_str!("../docs/diagnostics.md");

/// The keys that examples of rules leave out.
const RULES: &str = "format = 1

[entity.park]
names = [\"Linden Park\"]

[entity.town]
names = [\"the town of Merle\"]

[[rule]]
id = \"felled\"
question = \"Did {subject} fell trees?\"
answer = \"yes-no\"
subject = \"town\"
mentions = [\"park\"]
about = [\"felled\"]
over_time = \"constant\"
";
const SOURCES: &str = "[[source]]\nfile = \"a.txt\"\n";

/// An entry on the page.
struct Entry<'p> {
    about: &'p str,
    kind: &'p str,
    example: &'p str,
    shown: &'p str,
}

fn entries() -> BTreeMap<&'static str, Entry<'static>> {
    let sections = PAGE.split("\n### `").skip(1);
    let entries = sections.map(|section| {
        let (code, rest) = section.split_once("`\n\n").expect("a code");
        let (about, rest) = rest.split_once("\n\n```").expect("a sentence before the example");
        let (info, rest) = rest.split_once('\n').expect("a block");
        let (example, rest) = rest.split_once("```").expect("the end of the block");
        let (_, rest) = rest.split_once("```text\n").expect("what is printed");
        let (shown, mend) = rest.split_once("\n```\n\n").expect("the end of it");
        assert!(mend.trim().len() > 10, "{code} does not say how it is mended");
        let kind = info.split(' ').nth(1).expect("a kind of file");
        (code, Entry { about, kind, example, shown })
    });
    entries.collect()
}

/// Returns `base` with the lines of `example` instead of those with the same key, under the same header.
fn merged(base: &str, example: &str) -> String {
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    let mut lines: Vec<String> = base.lines().map(str::to_owned).collect();
    let (mut at, mut used) = (0, Vec::new());
    for line in example.lines() {
        if line.starts_with('[') {
            let known = (0..lines.len()).find(|index| lines[*index] == line && !used.contains(index));
            at = known.unwrap_or(lines.len());
            if known.is_none() {
                lines.push(line.to_owned());
            }
            used.push(at);
            at += 1;
            continue;
        }
        let end = (at..lines.len()).find(|index| lines[*index].starts_with('[')).unwrap_or(lines.len());
        let same = (at..end).find(|index| key(line).is_some() && key(&lines[*index]) == key(line));
        match same.filter(|index| !used.contains(index)) {
            Some(index) => {
                line.clone_into(&mut lines[index]);
                used.push(index);
            }
            None => {
                // After the last line of its section, so that the order in the example is kept.
                lines.insert(end, line.to_owned());
                used.push(end);
            }
        }
    }
    lines.join("\n") + "\n"
}

/// Returns standard error of a `check` of the files in `example`, or of the command in its first line.
fn checked(example: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("corpus")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("rules")).expect("a folder");
    std::fs::write(folder.path().join("rules/park.toml"), RULES).expect("written");
    let (command, example) = match example.strip_prefix("$ contradict ").and_then(|rest| rest.split_once('\n')) {
        Some((command, example)) => (command, example),
        None => ("check corpus/", example),
    };
    for part in format!("\n{example}").split("\n== ").skip(1) {
        let (name, text) = part.split_once(" ==\n").expect("a name");
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("\\x") {
            bytes.extend(before.bytes());
            bytes.push(u8::from_str_radix(&after[..2], 16).expect("two digits"));
            rest = &after[2..];
        }
        bytes.extend(rest.bytes());
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let output = program.current_dir(folder.path()).args(command.split(' ')).output().expect("it runs");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn page_and_registry_list_the_same_codes() {
    let entries = entries();
    let listed: Vec<&str> = entries.keys().copied().collect();
    let registered: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(listed, registered);
    for code in Code::ALL {
        let levels = entries[code.as_str()].about.split(".*").next().unwrap_or_default().to_lowercase();
        for level in code.levels() {
            assert!(levels.contains(level.word()), "`{code}` can be of the level {}, which the page does not say", level.word());
        }
        assert!(PAGE.contains(&format!("](#{code})")), "`{code}` is not in the list at the top");
    }
}

#[test]
fn every_example_gives_its_code_in_these_words() {
    let lexicon = include_str!("sound-lexicon.toml");
    let mut wrong = String::new();
    for (code, entry) in entries() {
        let one = |name: &str, text: String| vec![(name.to_owned(), text)];
        let (kind, files) = match entry.kind {
            "rules" if code == "no-rules" => (Kind::Rules, one("a.toml", entry.example.to_owned())),
            "rules" => (Kind::Rules, one("a.toml", merged(RULES, entry.example))),
            "lexicon" => (Kind::Lexicon, one("a.toml", merged(lexicon, entry.example))),
            "sources" => (Kind::Sources, one("sources.toml", merged(SOURCES, entry.example))),
            "front-matter" => (Kind::FrontMatter, one("a.md", entry.example.to_owned())),
            _ => {
                let told = checked(entry.example);
                if !told.contains(&format!("[{code}]")) || !entry.shown.lines().all(|line| told.contains(line)) {
                    wrong += &format!("{code}\n{told}\n");
                }
                continue;
            }
        };
        let (_, found) = load(kind, &files, &languages());
        let others: Vec<_> = found.iter().filter(|found| found.code != code).collect();
        let told = printed(&found);
        if found.is_empty() || !others.is_empty() || !entry.shown.lines().all(|line| told.contains(line)) {
            wrong += &format!("{code}\n{told}\nin\n{}\n", files[0].1);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
