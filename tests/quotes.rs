//! Every quote is the words of its source, byte for byte, at the reported lines and columns. Both are computed again here from
//! the raw file: lines end at a line feed, columns count code points.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use serde_json::Value;
use std::path::Path;
use support::{check_json, every_answer, list, root, shared, text};

/// Returns the words between two places of `source`.
fn between(source: &str, at: &Value) -> Option<String> {
    let number = |key: &str| at[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let (line, end_line) = (number("line")?, number("end_line")?);
    let (column, end_column) = (number("column")?, number("end_column")?);
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let mut words = String::new();
    for number in line..=end_line {
        let letters: Vec<char> = lines.get(number.checked_sub(1)?).copied().unwrap_or_default().chars().collect();
        let from = if number == line { column.checked_sub(1)? } else { 0 };
        let to = if number == end_line { end_column.checked_sub(1)? } else { letters.len() };
        words.extend(letters.get(from..to)?);
    }
    Some(words)
}

/// Looks up every quote in a check of `arguments` in `folder`; there must be at least `least`.
fn every_quote_stands_there(folder: &Path, arguments: &[&str], least: usize) -> Value {
    let (_, record) = check_json(folder, arguments);
    assert_eq!(record["column_unit"], "unicodeCodePoints");
    let answers = every_answer(&record);
    assert!(answers.len() >= least, "only {} answers in {arguments:?}: {record:#}", answers.len());
    for answer in answers {
        let file = text(answer, "file");
        let source = std::fs::read(folder.join(file)).expect("the file that is named can be read");
        let source = String::from_utf8(source).expect("the sources of this test are UTF-8");
        let quote = text(answer, "quote");
        assert!(!quote.trim().is_empty(), "an empty quote: {answer:#}");
        assert_eq!(quote.trim(), quote, "a quote begins and ends with words: {answer:#}");
        assert_eq!(between(&source, answer).as_deref(), Some(quote), "{answer:#}");
    }
    record
}

#[test]
fn in_the_corpus() {
    every_quote_stands_there(root(), &["corpus/", "--rules", "rules/"], 20);
}

#[test]
fn in_the_seeds() {
    let Some(seeds) = shared("seeds") else { return };
    let seeds = seeds.to_string_lossy().into_owned();
    every_quote_stands_there(root(), &[&seeds, "--rules", "rules/"], 20);
}

#[test]
fn in_every_case() {
    for entry in root().join("tests/cases").read_dir().expect("the cases") {
        let folder = entry.expect("an entry").path();
        if folder.is_dir() {
            every_quote_stands_there(&folder, &[".", "--rules", "rules.toml"], 0);
        }
    }
}

const RULES: &str = r#"
format = 1
[entity.orchard]
names = { any = ["Verger Éloïse"], en = ["Orchard of Eloise"] }
[[rule]]
id        = "trees"
question  = "How many trees does {subject} have?"
answer    = "count"
subject   = "orchard"
about     = { fr = ["compte", "possède"], en = ["has"] }
counted   = { fr = ["arbre*"], en = ["tree*"] }
over_time = "constant"
"#;

/// Checks one source, and returns the only value in it with its first line and column.
fn only_answer(name: &str, source: &str) -> (String, u64, u64) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("rules.toml"), RULES).expect("a file");
    std::fs::write(folder.path().join(name), source).expect("a file");
    let record = every_quote_stands_there(folder.path(), &[name, "--rules", "rules.toml", "--lang", "fr"], 1);
    let questions = list(&record["questions"]);
    let answers: Vec<_> = questions.iter().flat_map(support::judged).collect();
    assert_eq!(answers.len(), 1, "{source:?}: {record:#}");
    let number = |key: &str| answers[0][key].as_u64().expect("a number");
    (text(answers[0], "value").to_owned(), number("line"), number("column"))
}

#[test]
fn whatever_the_bytes_are() {
    let sentence = "Le Verger Éloïse compte 78 arbres.";
    let decomposed = "Le Verger E\u{301}loi\u{308}se compte 78 arbres.";
    for (what, source, line, column) in [
        ("plain", sentence.to_owned(), 1, 1),
        ("line feeds", format!("Été.\n\n{sentence}\n"), 3, 1),
        ("CRLF", format!("Été à Liège.\r\n\r\n{sentence}\r\nFin.\r\n"), 3, 1),
        ("letters of several bytes before it", format!("🍎🍏 «Çà et là.» {sentence}"), 1, 16),
        ("letters of several code points", format!("👩‍🌾 plante.\n\n{decomposed}"), 3, 1),
        ("a mark of byte order", format!("\u{FEFF}Été.\n\n{sentence}"), 3, 1),
        ("tabs", format!("\tÉté.\n\n\t{}", sentence.replace(' ', "\t")), 3, 2),
        ("hard spaces", sentence.replace(' ', "\u{A0}"), 1, 1),
        ("narrow hard spaces", sentence.replace("78 ", "78\u{202F}"), 1, 1),
        ("letters that nobody sees", sentence.replace("78", "7\u{FE0F}8").replace("arb", "ar\u{AD}b\u{E0041}"), 1, 1),
        ("a word that a line end parts", format!("Un.\r\n\r\n{}", sentence.replace("compte", "comp-\r\n  te")), 3, 1),
        ("short lines", sentence.replace("compte ", "compte\n"), 1, 1),
        ("a template tag", sentence.replace("78", "{% if x %}78{% endif %}"), 1, 1),
        ("no line feed at the end, CRLF within", format!("Un.\r\n{sentence}"), 2, 1),
    ] {
        assert_eq!(only_answer("source.txt", &source), ("78".into(), line, column), "{what}");
    }
}

#[test]
fn whatever_the_markup_is() {
    for (name, source, line) in [
        ("a.html", "<p>Le Verger &Eacute;lo&iuml;se\r\ncompte <b>78</b>&nbsp;arbres.</p>".to_owned(), 1),
        (
            "b.html",
            "<!doctype html>\n<p>Été &amp; hiver.</p>\n<p>Le Verger &#201;lo&#xEF;se compte 78&#160;arbres.</p>\n".to_owned(),
            3,
        ),
        ("c.md", "# Été\n\nLe **Verger Éloïse** compte\n*78* arbres.\n".to_owned(), 3),
        (
            "e.html",
            "<p hidden>Le Verger Éloïse compte 79 arbres.</p>\n<p>Le Verger Éloïse<br>\ncompte <i style='display: none'>77</i>78 arbres.</p>"
                .to_owned(),
            2,
        ),
        ("f.md", "{{< x n=\"79\" >}}\n\nLe Verger Éloïse comp-\nte 78<br>arbres. `a 80 arbres`\n".to_owned(), 3),
        (
            "d.md",
            "+++\ntitle = \"Été\"\n+++\r\n\r\nLe [Verger Éloïse](https://example.org/à/12)\\* compte 78 arbres.\r\n".to_owned(),
            5,
        ),
    ] {
        let (value, at, _) = only_answer(name, &source);
        assert_eq!((value.as_str(), at), ("78", line), "{name}");
    }
}
