//! `completions` and `man` know every command and every option.

use crate::{contradict_in, folder};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

/// Returns the commands and their options, as the help of each lists them.
fn options() -> BTreeMap<String, BTreeSet<String>> {
    let here = folder(&[]);
    let help = |words: &[&str]| {
        let run = contradict_in(&here, &[words, &["--help"]].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let below = |help: &str| -> Vec<String> {
        let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        // Continuation lines of the list are indented further.
        let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names.filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect()
    };
    let long = |help: &str| -> BTreeSet<String> {
        let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        let words = lines.flat_map(str::split_whitespace).filter(|word| word.starts_with("--"));
        words.map(|word| word.trim_end_matches(',').to_owned()).collect()
    };
    let mut all = BTreeMap::new();
    for command in below(&help(&[])) {
        let page = help(&[&command]);
        for under in below(&page) {
            all.insert(format!("{command} {under}"), long(&help(&[&command, &under])));
        }
        all.insert(command, long(&page));
    }
    assert!(all.len() >= 10 && all["check"].contains("--fail-on") && all["rules check"].contains("--color"), "{all:?}");
    all
}

#[test]
fn completions_know_every_command_and_option() {
    let here = folder(&[]);
    let options = options();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = contradict_in(&here, &["completions", shell]);
        assert_eq!((script.code, script.err.as_str()), (0, ""), "{shell}");
        for (command, options) in &options {
            for word in command.split(' ') {
                assert!(script.out.contains(word), "{shell} does not know {command}");
            }
            for option in options {
                // Fish gets the name without its dashes.
                let name = if shell == "fish" { option.trim_start_matches('-') } else { option };
                assert!(script.out.contains(name), "{shell} does not know {option} of {command}");
            }
        }
    }
    assert_eq!(contradict_in(&here, &["completions", "tcsh"]).code, 2);
}

#[test]
fn bash_takes_the_completion() {
    let script = contradict_in(&folder(&[]), &["completions", "bash"]).out;
    let bash = Command::new("bash").arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut bash) = bash else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no bash");
        return;
    };
    // What is offered after `contradict check --fail-on `, and after `contradict res`.
    let asked = "\nCOMP_WORDS=(contradict check --fail-on '') COMP_CWORD=3\n_contradict contradict '' --fail-on\necho \"${COMPREPLY[*]}\"\n\
        COMP_WORDS=(contradict res) COMP_CWORD=1\n_contradict contradict res contradict\necho \"${COMPREPLY[*]}\"\n";
    let mut typed = bash.stdin.take().expect("a pipe");
    typed.write_all((script + asked).as_bytes()).expect("written");
    drop(typed);
    let done = bash.wait_with_output().expect("ends");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(String::from_utf8_lossy(&done.stdout), "error warning note never\nresolve\n");
}

#[test]
fn the_manual_holds_every_command_and_option() {
    let here = folder(&[]);
    let all = contradict_in(&here, &["man"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let written = contradict_in(&here, &["man", "--dir", "new/man1"]);
    let options = options();
    assert_eq!(written.out, format!("{} pages written into new/man1\n", options.len() + 1), "{}", written.err);
    for (command, options) in &options {
        let file = format!("new/man1/contradict-{}.1", command.replace(' ', "-"));
        let page = std::fs::read_to_string(here.path().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(page.contains(&format!(".TH contradict-{} 1", command.replace(' ', "-"))), "{page}");
        let section =
            all.out.split("\n.SH ").find(|part| part.starts_with(&format!("\"CONTRADICT {}\"", command.to_uppercase())));
        let section = section.unwrap_or_else(|| panic!("no section about {command}"));
        for option in options {
            // A dash is escaped, so that it is not shown as a hyphen.
            let written = format!("\\fB{}\\fR", option.replace('-', "\\-"));
            assert!(page.contains(&written), "{option} of {command} is not in its page");
            assert!(section.contains(&written), "{option} of {command} is not in the one page");
        }
    }
    for page in [&all.out, &std::fs::read_to_string(here.path().join("new/man1/contradict-check.1")).expect("a page")] {
        assert!(page.contains("Exit codes:\n  0  nothing is unresolved") && !page.contains(".SH EXTRA"), "{page}");
        assert_eq!(page.matches(".nf\n").count(), page.matches(".fi\n").count());
    }
}

#[test]
fn pages_that_cannot_be_written_are_told() {
    let here = folder(&[("man1", "a file")]);
    let run = contradict_in(&here, &["man", "--dir", "man1"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot write manual pages into `man1`"), "{}", run.err);
}
