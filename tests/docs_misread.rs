//! `docs/misread.md`: each command prints what the page shows, with the files as the page changes them. So does each command of other
//! pages that is marked in the same way.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use std::path::Path;

const PAGE: &str = include_str!("../docs/misread.md");

/// A step of the page: what its comment says, and the block after it.
struct Step {
    what: &'static str,
    block: &'static str,
}

/// Returns the steps of a section.
fn steps(section: &'static str) -> Vec<Step> {
    let step = |rest: &'static str| {
        let (what, rest) = rest.split_once(" -->\n```").expect("a block after its comment");
        let (_, rest) = rest.split_once('\n').expect("a block");
        Step { what, block: rest.split("```").next().unwrap_or_default() }
    };
    section.split("<!-- ").skip(1).map(step).collect()
}

/// Splits a command into words; those in double quotes are one.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs `command` in `folder` and returns what it prints.
fn output_of(folder: &Path, command: &str) -> String {
    let words = words(command);
    assert_eq!(words.first().map(String::as_str), Some("contradict"), "{command}");
    let mut program = assert_cmd::Command::cargo_bin("contradict").expect("the program");
    let output = program.current_dir(folder).args(&words[1..]).output().expect("it runs");
    // `answers` has nothing on standard output if there are none.
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

/// Returns the text of a file in `folder`, or of the one with its name in this repository.
fn text_of(folder: &Path, name: &str) -> String {
    let own = std::fs::read_to_string(folder.join(name));
    own.unwrap_or_else(|_| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a text"))
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("written");
}

/// Does what a step says. Returns the command and what it prints, if it is one.
fn take(folder: &Path, step: &Step) -> Option<(&'static str, String)> {
    match step.what.split_once(' ').unwrap_or((step.what, "")) {
        ("run", _) => {
            let command = step.block.strip_prefix("$ ").and_then(|rest| rest.lines().next()).expect("a command");
            return Some((command, output_of(folder, command)));
        }
        ("file", name) => write(folder, name, step.block),
        ("append", name) => write(folder, name, &format!("{}\n{}", text_of(folder, name), step.block)),
        ("edit", name) => {
            let line = |sign: char| step.block.lines().find_map(|line| line.strip_prefix(sign)).expect("a line");
            let text = text_of(folder, name);
            assert_eq!(text.matches(line('-')).count(), 1, "{name}: {}", line('-'));
            write(folder, name, &text.replace(line('-'), line('+')));
        }
        (other, _) => panic!("no step is called `{other}`"),
    }
    None
}

#[test]
fn the_commands_print_what_the_page_shows() {
    let mut commands = 0;
    // A section may go on with the files of the one before.
    let folder = tempfile::tempdir().expect("a folder");
    for section in PAGE.split("\n## ").skip(1) {
        for step in steps(section) {
            if let Some((command, printed)) = take(folder.path(), &step) {
                commands += 1;
                assert_eq!(step.block, format!("$ {command}\n{printed}"), "{command}");
            }
        }
    }
    assert!(commands >= 8, "only {commands} commands were found");
}

#[test]
fn commands_of_other_pages_print_what_these_show() {
    let folder = tempfile::tempdir().expect("a folder");
    for page in [include_str!("../docs/design.md"), include_str!("../docs/output.md")] {
        let mut commands = 0;
        for example in page.split("<!-- run -->\n```console\n").skip(1) {
            let step = Step { what: "run", block: example.split("```").next().unwrap_or_default() };
            let (command, printed) = take(folder.path(), &step).expect("a command");
            commands += 1;
            assert_eq!(step.block, format!("$ {command}\n{printed}"), "{command}");
        }
        assert!(commands > 0, "no command was found");
    }
}

#[test]
fn the_table_of_contents_is_complete() {
    let listed = PAGE.lines().filter_map(|line| line.strip_prefix("- [")?.split_once("](#")).map(|(title, _)| title);
    let titles = PAGE.lines().filter_map(|line| line.strip_prefix("## "));
    assert_eq!(listed.collect::<Vec<_>>(), titles.collect::<Vec<_>>());
}
