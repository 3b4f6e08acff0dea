//! Every rule file of `tests/broken-rules/` opens with the mistakes that it must be told of, and no others:
//! `# expect: <code> <line>:<column>`, or `-` for the place where the whole file is meant.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::claim::Lang;
use contradict::diagnostic::{Diagnostic, Level, UserFile};
use contradict::rule::load;
use std::path::PathBuf;
use std::sync::Arc;

fn languages() -> Vec<Lang> {
    ["en", "fr", "nl"].map(|code| code.parse().expect("a code")).to_vec()
}

fn in_words(found: &Diagnostic) -> String {
    match found.location() {
        Some(at) => format!("{} {}:{}", found.code, at.line, at.column),
        None => format!("{} -", found.code),
    }
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/broken-rules");
    let mut paths: Vec<_> = folder.read_dir().expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(paths.len() >= 25, "only {} files", paths.len());
    let mut wrong = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a text");
        let mut expected: Vec<_> = text.lines().map_while(|line| line.strip_prefix("# expect: ")).map(str::to_owned).collect();
        expected.sort();
        assert!(!expected.is_empty(), "{} expects nothing", path.display());
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (rules, found) = load(&[Arc::new(UserFile::new(name.clone(), text))], &languages());
        for mistake in &found {
            assert!(!mistake.message.is_empty() && mistake.help.is_some(), "{name}: {mistake:?} does not say what to do");
            assert!(!mistake.message.starts_with("this cannot be read"), "{name}: {} is not in plain words", mistake.message);
        }
        let errors = found.iter().filter(|mistake| mistake.level == Level::Error).count();
        assert!(errors == 0 || rules.rules.len() <= 1, "{name}: a rule with a mistake was kept");
        let mut told: Vec<_> = found.iter().map(in_words).collect();
        told.sort();
        if told != expected {
            wrong += &format!("{name}\n  expected {expected:?}\n  told     {told:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Bytes of a sound file are deleted, doubled and altered, each of them in turn: nothing may panic, and every place that is
/// told lies in the text.
#[test]
fn no_slip_of_the_pen_is_fatal() {
    let sound = include_str!("sound-rules.toml");
    let load = |text: String| {
        let length = text.len();
        let (_, found) = load(&[Arc::new(UserFile::new("rules.toml", text.clone()))], &languages());
        for mistake in &found {
            if let Some(span) = mistake.span {
                assert!(span.end <= length && text.get(span.start..span.end).is_some(), "{mistake:?}");
            }
        }
        found
    };
    assert_eq!(load(sound.to_owned()), []);
    let letters: Vec<char> = sound.chars().collect();
    let signs = ['"', '\'', '[', ']', '{', '}', '=', ',', '.', '\n', '\\', '#', '(', '*', '|', '…', '\0', '\u{FEFF}', 'é', '9'];
    for at in 0..letters.len() {
        let (before, after) = letters.split_at(at);
        let Some((letter, rest)) = after.split_first() else { continue };
        let text = |middle: &str| before.iter().collect::<String>() + middle + &rest.iter().collect::<String>();
        load(text(""));
        load(text(&letter.to_string().repeat(2)));
        let sign = signs[at % signs.len()];
        load(text(&sign.to_string()));
        load(text(&format!("{sign}{letter}")));
        load(before.iter().collect());
    }
}

#[test]
fn what_is_deep_or_long_does_no_harm() {
    for text in [
        "[".repeat(100_000),
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("[{}a]\nb = 1", "a.".repeat(100_000)),
        format!("format = 1\n[entity.a]\nnames = [\"{}\"]", "(".repeat(100_000)),
        format!("format = 1\n[entity.a]\nnames = [\"{}\"]", "(a|".repeat(100_000)),
        format!("format = 1\n[entity.a]\nnames = [\"{}({}b)\"]", "(a|b)".repeat(8), "a|".repeat(100_000)),
        "= ".repeat(100_000),
        "a = \"\"\"".repeat(10_000),
        "x\n".repeat(100_000),
    ] {
        let (rules, found) = load(&[Arc::new(UserFile::new("rules.toml", text))], &languages());
        assert!(rules.rules.is_empty());
        assert!(!found.is_empty() && found.len() < 1000);
    }
}
