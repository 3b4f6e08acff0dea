//! Tests `docs/ci.md` and the README: their blocks use existing options, and their commands are accepted.

use crate::support::{contradict, list, run, text};
use crate::{file, quarrel, yaml};
use serde_json::Value;
use std::collections::BTreeSet;

/// Returns the blocks of this kind on a page.
fn blocks(page: &str, kind: &str) -> Vec<String> {
    let parts = page.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    parts.filter(|(info, _)| *info == kind).map(|(_, block)| block.to_owned()).collect()
}

/// Returns the YAML blocks whose first line names this file.
fn named(page: &str, name: &str) -> Vec<Value> {
    let blocks = blocks(page, "yaml");
    let found = blocks.iter().filter(|block| block.lines().next() == Some(&format!("# {name}")));
    found.map(|block| yaml(block)).collect()
}

/// Returns the commands on a page: in shell blocks, in scripts in YAML, in indented lines, and between backticks.
fn commands(page: &str) -> BTreeSet<String> {
    let set_off = page.lines().map(|line| line.trim_start().trim_start_matches("- "));
    let inline = page.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let all = set_off.chain(inline).filter(|line| line.starts_with("contradict ") && !line.contains('…'));
    all.map(str::to_owned).collect()
}

/// Splits a command into words; quotes protect spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (index, part) in command.split('"').enumerate() {
        let mut pieces = if index % 2 == 0 { part.split(' ').collect() } else { vec![part] }.into_iter();
        if let (Some(first), Some(last)) = (pieces.next(), words.last_mut()) {
            last.push_str(first);
        }
        words.extend(pieces.map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn words_are_told_apart() {
    assert_eq!(words("a --b \"c d\" e"), ["a", "--b", "c d", "e"]);
}

#[test]
fn every_command_of_the_pages_is_one() {
    for name in ["docs/ci.md", "docs/resolutions.md", "examples/product-docs/README.md"] {
        let commands = commands(&file(name));
        assert!(commands.len() >= 2, "{name}: {commands:?}");
        for command in commands {
            let folder = quarrel("");
            crate::write(&folder.path().join("docs/page.txt"), "The Dunmore Bridge has 9 arches.");
            let run = run(contradict().current_dir(folder.path()).args(&words(&command)[1..]).write_stdin(""));
            // What a command finds in another folder does not matter here: only that it is accepted.
            assert!(!run.err.contains("Usage:") && !run.err.contains("unexpected argument"), "{name}: `{command}`: {}", run.err);
        }
    }
}

#[test]
fn github_blocks_use_inputs_that_exist() {
    let action = yaml(&file("action.yml"));
    for (name, count) in [("docs/ci.md", 2), ("README.md", 1)] {
        let workflows = named(&file(name), ".github/workflows/contradict.yml");
        assert_eq!(workflows.len(), count, "{name}");
        for workflow in workflows {
            let steps = list(&workflow["jobs"]["contradict"]["steps"]);
            let step = steps.iter().find(|step| text(step, "uses").starts_with("OWNER/contradict@")).expect("the action");
            let given = step["with"].as_object().cloned().unwrap_or_default();
            for input in given.keys() {
                assert!(action["inputs"][input].is_object(), "{name}: there is no input `{input}`");
            }
            let uploads = given.contains_key("upload-sarif");
            assert_eq!(workflow["permissions"]["security-events"] == "write", uploads, "{name}: the right to upload");
        }
    }
}

#[test]
fn pre_commit_blocks_use_hooks_that_exist() {
    let hooks = yaml(&file(".pre-commit-hooks.yaml"));
    let known: BTreeSet<&str> = list(&hooks).iter().map(|hook| text(hook, "id")).collect();
    let files = named(&file("docs/ci.md"), ".pre-commit-config.yaml");
    assert_eq!(files.len(), 2);
    for config in files {
        let used = list(&config["repos"][0]["hooks"]);
        assert!(!used.is_empty() && used.iter().all(|hook| known.contains(text(hook, "id"))), "{config}");
    }
}

#[test]
fn what_gitlab_keeps_is_what_the_command_writes() {
    let [ref pipeline] = named(&file("docs/ci.md"), ".gitlab-ci.yml")[..] else { panic!("one block") };
    let job = &pipeline["contradict"];
    let folder = quarrel("");
    let script: Vec<&str> = list(&job["script"]).iter().filter_map(Value::as_str).collect();
    let command = script.iter().find(|line| line.starts_with("contradict check")).expect("the command");
    let done = run(contradict().current_dir(folder.path()).args(&words(command)[1..]));
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.contains("contradiction · arches/bridge"), "{}", done.out);
    for report in ["codequality", "junit"] {
        let written = std::fs::read_to_string(folder.path().join(text(&job["artifacts"]["reports"], report)));
        assert!(written.expect("the report").contains("arches"), "{report}");
    }
    assert_eq!(text(&job["artifacts"], "when"), "always", "reports matter most where the job failed");
}

#[test]
fn the_plain_block_does_what_the_page_says() {
    let [ref block] = blocks(&file("docs/ci.md"), "sh")[..] else { panic!("one block") };
    let folder = quarrel("");
    let codes: Vec<i32> = block
        .lines()
        .filter(|line| line.starts_with("contradict "))
        .map(|line| run(contradict().current_dir(folder.path()).args(&words(line)[1..])).code)
        .collect();
    assert_eq!(codes, [0, 1]);
    for written in ["conflicts.json", "contradict.xml"] {
        assert!(folder.path().join(written).exists(), "{written}");
    }
}

#[test]
fn an_old_archive_is_accepted_and_what_is_new_fails() {
    let page = file("docs/ci.md");
    let accept = page.lines().map(str::trim).find(|line| line.starts_with("contradict resolve --all")).expect("the command");
    let folder = quarrel("");
    let program = |line: &[String]| run(contradict().current_dir(folder.path()).args(&line[1..])).code;
    let check = |more: &str| program(&words(&format!("contradict check --today 2026-11-22 --locked {more}")));
    assert_eq!(check(""), 1);
    assert_eq!(program(&[words(accept), words("--today 2026-11-22")].concat()), 0);
    assert_eq!(check(""), 0);
    assert_eq!(program(&words("contradict check --today 2027-07-01")), 1, "they come back on the day that was chosen");
    crate::write(&folder.path().join("corpus/c.txt"), "+++\nlanguage = \"en\"\n+++\nThe Dunmore Bridge has 11 arches.");
    assert_eq!(check(""), 1, "11 was not on the table");
}
