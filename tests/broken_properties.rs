//! No typo in a user's file makes the program crash.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/mistakes.rs"]
mod mistakes;

use contradict::diagnostic::UserFile;
use contradict::rule;
use mistakes::{Kind, languages, survives};
use proptest::prelude::*;
use std::sync::Arc;

const RULES: &str = include_str!("sound-rules.toml");
const LEXICON: &str = include_str!("sound-lexicon.toml");
const SOURCES: &str = include_str!("sound-sources.toml");
const TOML_FRONT: &str =
    "+++\ntitle = '''é ''\n'''\nid = \"\\U0001F600\"\ndate = 2024-05-02\n[[part]]\nfrom = 'x'\nskip = true\n+++\nText x";
const YAML_FRONT: &str = "---\ntitle: \"é\\x41\\u00e9\"\nid: 'a''b' # é\nlanguage: [fr, \"nl\" , ]\nurl:\n  - é\n...\nText";

const RESOLUTIONS: &str = "# é\n[[resolution]] # x\nconflict = \"a/b\"\nvalues = [\"1\", 'é']\noutcome = \"settled\"\nholds = \"1\"\n\
                           reason = \"\"\"r\ns\"\"\"\nby = \"b\"\ndecided = 2026-11-21\nvoices = { \"1\" = [\"x\"] }\n";

const SOUND: [(Kind, &str); 6] = [
    (Kind::Resolutions, RESOLUTIONS),
    (Kind::Rules, RULES),
    (Kind::Lexicon, LEXICON),
    (Kind::Sources, SOURCES),
    (Kind::FrontMatter, TOML_FRONT),
    (Kind::FrontMatter, YAML_FRONT),
];

/// What people type by mistake, and what attackers type on purpose.
const BITS: [&str; 34] = [
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    "\\",
    "#",
    "(",
    "*",
    "|",
    "…",
    "\0",
    "\u{FEFF}",
    "é",
    "9",
    "-1",
    "\"\"\"",
    "'''",
    "[[rule]]\n",
    "\r\n",
    "\u{202E}",
    "1e999",
    "99999999999999999999",
    "2024-05",
    "[entity.x]\n",
    "日本",
    "\\u12",
];

#[test]
fn sound_files_have_no_mistake() {
    for (kind, text) in &SOUND[..4] {
        assert_eq!(survives(*kind, (*text).to_owned()), [], "{kind:?}");
    }
}

/// Each character is deleted, doubled and changed in turn; and the file is cut there.
#[test]
fn no_slip_of_the_pen_is_fatal() {
    for (kind, sound) in SOUND {
        let letters: Vec<char> = sound.chars().collect();
        for at in 0..letters.len() {
            let (before, after) = letters.split_at(at);
            let Some((letter, rest)) = after.split_first() else { continue };
            let text = |middle: &str| before.iter().collect::<String>() + middle + &rest.iter().collect::<String>();
            let bit = BITS[at % BITS.len()];
            survives(kind, text(""));
            survives(kind, text(&letter.to_string().repeat(2)));
            survives(kind, text(bit));
            survives(kind, before.iter().collect());
        }
    }
}

fn nearest(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Stretches are deleted, repeated or replaced, several at once.
    #[test]
    fn no_mutation_is_fatal(
        which in 0..SOUND.len(),
        slips in prop::collection::vec((0.0..1.0f64, 0usize..60, 0..BITS.len(), 0u8..4), 1..6),
    ) {
        let (kind, sound) = SOUND[which];
        let mut text = sound.to_owned();
        for (place, length, bit, how) in slips {
            let start = nearest(&text, (place * text.len() as f64) as usize);
            let end = nearest(&text, start + length).max(start);
            let stretch = text[start..end].to_owned();
            match how {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(start, &stretch),
                2 => text.replace_range(start..end, BITS[bit]),
                _ => text.insert_str(end, BITS[bit]),
            }
        }
        survives(kind, text);
    }

    /// Random text that was never a valid file.
    #[test]
    fn no_text_is_fatal(which in 0..SOUND.len(), text in "[\\[\\]{}=\"'#,.a-z0-9é\\n \\\\-]{0,80}") {
        survives(SOUND[which].0, text);
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
        for kind in [Kind::Lexicon, Kind::Sources] {
            assert!(!survives(kind, text.clone()).is_empty());
        }
        let (rules, found) = rule::load(&[Arc::new(UserFile::new("rules.toml", text))], &languages());
        assert!(rules.rules.is_empty());
        assert!(!found.is_empty() && found.len() < 1000);
    }
}
