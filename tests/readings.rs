//! Single sentences and how a careful reader understands them: `tests/readings/*.tsv`, each with the rules of the same name.

#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

use contradict::answer::Reader;
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::{rule, text};
use std::sync::Arc;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readings");

/// Returns the lines of a table that are not read as in the third column.
fn misread(name: &str) -> Vec<String> {
    let read = |path: &str| std::fs::read_to_string(format!("{FOLDER}/{path}")).expect("the file is there");
    let (lexicons, _) = Lexicons::load(&[]);
    let pack = Arc::new(UserFile::new(format!("{name}.toml"), read(&format!("{name}.toml"))));
    let (rules, mistakes) = rule::load(&[pack], &lexicons.languages());
    assert_eq!(mistakes, []);
    let reader = Reader::new(&lexicons, &rules, None).expect("compiles");
    let table = read(&format!("{name}.tsv"));
    let rows = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (index, line) in rows {
        let columns: Vec<&str> = line.split('\t').collect();
        let [lang, sentence, expected] = columns[..] else { panic!("{name}.tsv:{}: three columns", index + 1) };
        let file = Arc::new(UserFile::new("sentence.txt", sentence));
        let (mut document, _) = text::load(file, None);
        document.metadata.publisher = Some("Pub".into());
        document.metadata.languages = vec![lang.parse().expect("a language")];
        let answers = reader.read(&document).answers.into_iter().map(|answer| {
            let rule = &rules.rules[answer.rule].id;
            let possible = answer.asked().map_or_else(|| answer.possible().to_vec(), |asked| vec![asked]);
            let subject = possible.iter().map(|entity| rules.entities[*entity].id.as_str()).collect::<Vec<_>>().join("|");
            let how = answer.set_aside().unwrap_or(answer.modality.word());
            format!("{rule}/{subject} = {}, {}, {how}", answer.value, answer.speaker.name)
        });
        let found = answers.collect::<Vec<_>>().join(" | ");
        let found = if found.is_empty() { "nothing".to_owned() } else { found };
        count += 1;
        if found != expected {
            wrong.push(format!("{name}.tsv:{}: {sentence}\n    expected {expected}\n    found    {found}", index + 1));
        }
    }
    assert!(count >= 20, "{name}.tsv holds only {count} sentences");
    wrong
}

#[test]
fn sentences_are_read_as_a_careful_reader_does() {
    let names =
        ["hospital", "company", "factory", "works", "ferry", "towns", "ordinary", "conditions", "roles", "bare", "voices"];
    let wrong: Vec<String> = names.into_iter().flat_map(misread).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
