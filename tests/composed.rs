//! Composed sentences, as newspapers write them, in which one word that changes what is said stands beside or inside another:
//! `tests/composed/*.tsv`, explained in the README there. `tests/composed/known-failures.txt` lists those that are not read so yet;
//! `cargo test --test composed -- --nocapture` shows these, and the score of each language.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/sentences.rs"]
mod sentences;

use contradict::answer::Reader;
use contradict::lexicon::Lexicons;
use sentences::{Known, LANGUAGES, Said, Score, bare, rules_in, said, told};
use std::path::{Path, PathBuf};

/// A line of a table.
struct Row<'a> {
    rule: &'a str,
    sentence: &'a str,
    want: &'a str,
    voice: &'a str,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/composed").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect("the file is there")
}

/// The lines of a table below its head.
fn rows<'a>(name: &str, table: &'a str) -> Vec<Row<'a>> {
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("rule\tsentence\twant\tvoice\twhat"), "{name}");
    let row = |(index, line): (usize, &'a str)| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [rule, sentence, want, voice, _] = columns[..] else { panic!("{name}:{}: five columns", index + 2) };
        Row { rule, sentence, want, voice }
    };
    lines.enumerate().map(row).collect()
}

/// Whether the side is right, and whether everybody is credited who should be, where the side is right and somebody should.
fn judged(said: &[Said], row: &Row<'_>) -> (bool, Option<bool>) {
    let readings = row.want.split('/').filter_map(|want| as_wanted(said, want, row.voice));
    // Of two readings that fit, the one that also credits whom it should.
    let best = readings.max();
    (best.is_some(), best.flatten())
}

/// Whether everybody is credited who should be, where the sentence says just what is wanted; none where it does not.
fn as_wanted(said: &[Said], want: &str, voice: &str) -> Option<Option<bool>> {
    if want == "open" {
        return (!said.iter().any(|said| said.is_flat)).then_some(None);
    }
    let values: Vec<&str> = want.split('+').collect();
    let says = |value: &str| said.iter().any(|said| said.has(value));
    let is_right = values.iter().all(|value| says(value))
        && said.iter().filter(|said| said.is_flat).all(|said| values.contains(&said.value.as_str()));
    let credits = |value: &str, voice: &str| said.iter().any(|said| said.has(value) && bare(&said.voice).contains(&bare(voice)));
    let credited = values.iter().zip(voice.split('+')).all(|(value, voice)| voice.is_empty() || credits(value, voice));
    is_right.then_some((!voice.is_empty()).then_some(credited))
}

#[test]
fn composed_sentences_are_read_as_a_careful_reader_does() {
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let rules = rules_in("rules.toml", &read("rules.toml"), &lexicons);
    let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
    let mut known = Known::load(path("known-failures.txt"));
    let mut scores = Vec::new();
    for lang in LANGUAGES {
        let name = format!("{lang}.tsv");
        let table = read(&name);
        let mut score = Score::default();
        for row in rows(&name, &table) {
            assert!(rules.rules.iter().any(|rule| rule.id == row.rule), "{name}: no rule `{}`", row.rule);
            let said = said(&reader, &rules, lang.parse().expect("a language"), row.sentence, Some(row.rule));
            let (side, voice) = judged(&said, &row);
            score.add(side, voice);
            let is_right = side && voice != Some(false);
            if !is_right {
                let what = if side { "voice" } else { "side " };
                let Row { sentence, want, voice, .. } = row;
                println!("{lang} {what} {sentence}\n    expected {want}, {voice}\n    found    {}", told(&said));
            }
            known.found(format!("{lang}\t{}", row.sentence), is_right);
        }
        assert!(score.rows >= 30, "{name}: only {} sentences", score.rows);
        scores.push(format!("{lang}: {}", score.told()));
    }
    println!("{}", scores.join("\n"));
    known.hold();
}
