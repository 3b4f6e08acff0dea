//! The examples in `docs/sources.md` are read without mistakes, and the page names every known key.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::diagnostic::UserFile;
use contradict::text::{Sources, load};
use std::sync::Arc;

const PAGE: &str = include_str!("../docs/sources.md");

/// Returns the blocks with this text after the backticks.
fn blocks(kind: &str) -> Vec<&'static str> {
    let parts = PAGE.split("\n```").skip(1).step_by(2);
    parts.filter_map(|block| block.split_once('\n')).filter(|(info, _)| *info == kind).map(|(_, block)| block).collect()
}

#[test]
fn every_block_is_sound() {
    let blocks_of_sources = blocks("toml");
    assert_eq!(blocks_of_sources.len(), 2);
    for block in blocks_of_sources {
        let (sources, mistakes) = Sources::parse(Arc::new(UserFile::new("sources.toml", block)));
        assert_eq!(mistakes, [], "{block}");
        assert!(!sources.entries().is_empty());
    }
    for kind in ["toml front-matter", "yaml front-matter"] {
        let [block] = blocks(kind)[..] else { panic!("one block of {kind}") };
        let (document, mistakes) = load(Arc::new(UserFile::new("a.txt", block)), None);
        // The text in the example is too short to contain the part that it declares.
        assert!(mistakes.iter().all(|mistake| mistake.code == "part-not-found"), "{mistakes:?}");
        assert_eq!(document.metadata.publisher.as_deref(), Some("Park Friends"));
        assert!(document.metadata.date.is_some() && !document.metadata.languages.is_empty());
    }
}

#[test]
fn parts_of_the_page_are_found_where_it_says() {
    let [_, block] = blocks("toml")[..] else { panic!("two blocks") };
    let (sources, _) = Sources::parse(Arc::new(UserFile::new("sources.toml", block)));
    let text = "Titel\nQuestion de\nMme Aubry : combien ?\nAntwoord van de schepen: twaalf.\nReacties (8)\nOnzin.\n";
    let (document, mistakes) = load(Arc::new(UserFile::new("question-12.txt", text)), sources.entry("council/question-12.txt"));
    assert_eq!(mistakes, []);
    let parts: Vec<_> = document.parts.iter().map(|part| (part.voice.as_deref(), part.skip)).collect();
    assert_eq!(parts, [(Some("Aubry"), false), (Some("schepen"), false), (None, true)]);
}

#[test]
fn every_key_is_named() {
    // The help for an unknown key lists the known keys.
    let known = |text: &str| {
        let (_, mistakes) = Sources::parse(Arc::new(UserFile::new("sources.toml", text)));
        let help = mistakes.first().and_then(|mistake| mistake.help.clone()).expect("a mistake with help");
        let (_, keys) = help.split_once("these are known: ").expect("the keys");
        keys.split(", ").map(str::to_owned).collect::<Vec<_>>()
    };
    let source = known("[[source]]\nfile = 'a'\nzzzzzzzzzz = 1\n");
    let part = known("[[source]]\nfile = 'a'\n[[source.part]]\nfrom = 'a'\nzzzzzzzzzz = 1\n");
    assert!(source.len() > 5 && part.len() > 3, "{source:?} {part:?}");
    for key in source.iter().chain(&part) {
        assert!(PAGE.contains(&format!("| `{key}` |")), "docs/sources.md does not explain `{key}`");
    }
}
