//! The examples of the verbs: every `reads` of a `[[verb]]` in `rules/lexicon/` is a sentence about the invented firm Torval, which
//! closes a plant or does not, with what it says of that (`yes`, `no`, `open`) and who says it. `tests/verbs/known-failures.txt` lists
//! those that are not read so yet; `cargo test --test verbs -- --nocapture` shows these, and the score of each language.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a failed `expect` is the failure that the test reports")]

#[path = "support/sentences.rs"]
mod sentences;
#[path = "verbs/twice.rs"]
mod twice;

use contradict::answer::Reader;
use contradict::lexicon::Lexicons;
use sentences::{Known, LANGUAGES, Said, Score, bare, rules_in, said, told};
use serde::Deserialize;
use std::path::Path;

/// The words by which a sentence says that the plant was closed.
const CLOSES: [(&str, &[&str]); 5] = [
    (
        "de",
        &["schließen", "schließt", "schloss", "schlossen", "geschlossen", "Schließung", "schließe", "schlösse", "zu schließen"],
    ),
    ("en", &["close", "closed", "closes", "closing", "closure"]),
    (
        "es",
        &[
            "cerrar",
            "cierra",
            "cierran",
            "cerró",
            "cerraron",
            "cerrado",
            "cerrada",
            "cierre",
            "cerrara",
            "cerraría",
            "cerrará",
            "cerrando",
            "cerraba",
        ],
    ),
    (
        "fr",
        &[
            "fermer",
            "ferme",
            "ferment",
            "ferma",
            "fermé*",
            "fermerait",
            "fermera",
            "fermant",
            "fermeture",
            "fermât",
            "fermaient",
            "fermait",
        ],
    ),
    ("nl", &["sluiten", "sluit", "sloot", "sloten", "gesloten", "sluiting", "sluite"]),
];

/// Sentences that say nothing but whom the next one is about.
const INTRODUCES: [(&str, &str); 5] = [
    ("de", "Torval ist eine Firma."),
    ("en", "Torval is a firm."),
    ("es", "Torval es una empresa."),
    ("fr", "Torval est une entreprise."),
    ("nl", "Torval is een bedrijf."),
];

/// What these tests need of a lexicon.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    verb: Vec<Verb>,
}

#[derive(Deserialize)]
struct Verb {
    #[serde(default)]
    reads: Vec<(String, String)>,
}

/// The lexicon of a language, as `T` sees it.
fn lexicon<T: serde::de::DeserializeOwned>(lang: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/lexicon/{lang}.toml"));
    toml::from_str(&std::fs::read_to_string(path).expect("the lexicon")).expect("a lexicon")
}

fn list(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verbs").join(name)
}

/// One question about one firm.
fn rules_for(lang: &str, closes: &[&str]) -> String {
    format!(
        "format = 1\n[entity.torval]\nnames = [\"Torval\"]\n[[rule]]\nid = \"shut\"\nquestion = \"Did {{subject}} close the plant?\"\n\
         answer = \"yes-no\"\nsubject = \"torval\"\nover_time = \"constant\"\nabout = {{ {lang} = {closes:?} }}\n"
    )
}

/// Whether the side is right, and whether the voice is, where the side is and a voice is named.
fn judged(said: &[Said], expected: &str) -> (bool, Option<bool>) {
    let (side, voice) =
        expected.split_once(',').map_or((expected.trim(), None), |(side, voice)| (side.trim(), Some(bare(voice))));
    if side == "open" {
        return (!said.iter().any(|said| said.is_flat), None);
    }
    assert!(side == "yes" || side == "no", "`{expected}` is neither yes nor no nor open");
    let is_right = said.iter().any(|said| said.has(side)) && !said.iter().any(|said| said.is_flat && said.value != side);
    let voice = voice.filter(|_| is_right);
    (is_right, voice.map(|voice| said.iter().any(|said| said.has(side) && bare(&said.voice) == voice)))
}

#[test]
fn verbs_do_to_a_sentence_what_their_examples_say() {
    let (lexicons, mistakes) = Lexicons::load(&[]);
    assert_eq!(mistakes, []);
    let mut known = Known::load(list("known-failures.txt"));
    let mut scores = Vec::new();
    for (lang, closes) in CLOSES {
        let rules = rules_in("verbs.toml", &rules_for(lang, closes), &lexicons);
        let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
        let mut score = Score::default();
        for (sentence, expected) in lexicon::<Written>(lang).verb.into_iter().flat_map(|verb| verb.reads) {
            // Whom an example means that names nobody, the sentence before it says.
            let context = format!("{} {sentence}", INTRODUCES.iter().find(|(of, _)| *of == lang).expect("a sentence").1);
            let text = if sentence.contains("Torval") { &sentence } else { &context };
            let said = said(&reader, &rules, lang.parse().expect("a language"), text, None);
            let (side, voice) = judged(&said, &expected);
            score.add(side, voice);
            let is_right = side && voice != Some(false);
            if !is_right {
                let what = if side { "voice" } else { "side " };
                println!("{lang} {what} {sentence}\n    expected {expected}\n    found    {}", told(&said));
            }
            known.found(format!("{lang}\t{sentence}"), is_right);
        }
        assert!(score.rows >= 200, "{lang}: only {} examples", score.rows);
        scores.push(format!("{lang}: {}", score.told()));
    }
    assert_eq!(scores.len(), LANGUAGES.len());
    println!("{}", scores.join("\n"));
    known.hold();
}
