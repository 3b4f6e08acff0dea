//! Checks the structure of the library: the order of its modules, where nom may be used, what a pure function may not use, and
//! that files are readable.

mod paths;
mod tokens;

use paths::{Path, paths};
use std::fs;
use tokens::tokens;

/// The modules of the library. Each may use only those before it.
const ORDER: [&str; 15] = [
    "span",
    "id",
    "diagnostic",
    "claim",
    "pattern",
    "lexicon",
    "text",
    "grammar",
    "clause",
    "extract",
    "rule",
    "answer",
    "conflict",
    "resolution",
    "report",
];

/// Only these use nom.
const PARSERS: [&str; 2] = ["pattern", "grammar"];

/// A longer file must be split.
const MOST_LINES: usize = 600;

#[test]
fn the_library_keeps_its_shape() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files).expect("the folder can be read");
    files.sort();
    assert!(files.iter().any(|file| file.ends_with("src/lib.rs")), "src/lib.rs was not found");

    let mut problems = Vec::new();
    for file in &files {
        let name = file.strip_prefix(root).expect("lies in the root").to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(file).expect("source files are UTF-8");
        problems.extend(check_file(&name, &source));
        if !name.starts_with("src/bin/") {
            problems.extend(check_library(&name, &source));
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Returns every Rust file below `folder`.
fn collect(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns the problems of a file of the library or the binary.
fn check_file(name: &str, source: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !source.starts_with("//!") {
        problems.push(format!("{name}:1: opens without a `//!` sentence that says what the file is for"));
    }
    let lines = source.lines().count();
    if lines > MOST_LINES {
        problems.push(format!("{name}:{MOST_LINES}: has {lines} lines; cut it in two"));
    }
    problems
}

/// Returns the problems of a file of the library.
fn check_library(name: &str, source: &str) -> Vec<String> {
    let segments: Vec<&str> = name.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let module = match segments[0] {
        "lib" => None,
        module => Some(module),
    };
    let place = module.and_then(|module| ORDER.iter().position(|listed| *listed == module));
    if let Some(module) = module
        && place.is_none()
    {
        return vec![format!("{name}:1: `{module}` is not in the order of modules; see ORDER in tests/architecture/main.rs")];
    }
    // `mod.rs` and `lib.rs` represent the folder that contains them.
    let depth = segments.iter().filter(|segment| !["mod", "lib"].contains(segment)).count();
    // A file of unit tests is not part of the published library.
    let is_tests = segments.last() == Some(&"tests");

    let mut problems = Vec::new();
    for path in paths(&tokens(source)) {
        let at = format!("{name}:{}", path.line);
        if let Some(place) = place
            && let Some(named) = path.below_root(depth)
        {
            match ORDER.iter().position(|listed| *listed == named) {
                Some(other) if other <= place => {}
                Some(_) => problems.push(format!("{at}: `{}` names `{named}`, which comes after it", ORDER[place])),
                None => problems.push(format!("{at}: names `{named}` at the root, which is not in the order of modules")),
            }
        }
        if path.segments[0] == "nom" && (path.segments.len() > 1 || path.is_use) && !module.is_some_and(|m| PARSERS.contains(&m))
        {
            problems.push(format!("{at}: uses nom, which only {} do", PARSERS.join(" and ")));
        }
        if !path.in_tests
            && !is_tests
            && let Some(impure) = impure(&path)
        {
            problems.push(format!("{at}: names `{impure}`; files, clock, environment and terminal belong to the binary"));
        }
    }
    problems.dedup();
    problems
}

/// Returns the name in `path` that a pure function may not use, if there is one.
fn impure(path: &Path) -> Option<String> {
    let written = path.segments.join("::");
    let first_two: Vec<&str> = path.segments.iter().take(2).map(String::as_str).collect();
    let last = path.segments.last().map_or("", String::as_str);
    if path.is_macro {
        // `env!` and `include_str!` are read at build time.
        return ["print", "println", "eprint", "eprintln", "dbg"].contains(&last).then(|| format!("{last}!"));
    }
    let is_outside = matches!(first_two[..], ["std", "fs" | "env" | "net" | "process" | "*"]);
    let is_stream = path.segments.windows(2).any(|pair| pair[0] == "io" && matches!(&*pair[1], "stdin" | "stdout" | "stderr"));
    let is_clock = path.segments.iter().any(|segment| segment == "SystemTime" || segment == "Instant");
    (is_outside || is_stream || is_clock).then_some(written)
}

/// Returns the problems of `source` as the file `name` of the library, without its name.
fn problems(name: &str, source: &str) -> Vec<String> {
    check_library(name, source)
        .iter()
        .map(|problem| problem.trim_start_matches(name).trim_start_matches(':').to_owned())
        .collect()
}

#[test]
fn a_module_that_looks_ahead_is_found() {
    let found = problems("src/claim/date.rs", "//! Dates.\n\nuse crate::rule::Rule;\n");
    assert_eq!(found, ["3: `claim` names `rule`, which comes after it"]);
    let found = problems("src/text/mod.rs", "use crate::{claim::{Lang, Voice}, answer::{self, Answer}, span::Span};");
    assert_eq!(found, ["1: `text` names `answer`, which comes after it"]);
    let found = problems("src/span.rs", "fn f() -> bool { let x = 'a'; crate::report::VERSION == 1 }");
    assert_eq!(found, ["1: `span` names `report`, which comes after it"]);
    assert_eq!(problems("src/grammar/date.rs", "use super::super::extract::run;").len(), 1);
    assert_eq!(problems("src/grammar/date.rs", "mod inner { use super::super::super::{span, extract}; }").len(), 1);
    assert_eq!(problems("src/claim/mod.rs", "use crate::*;").len(), 1);
    assert_eq!(problems("src/claim/mod.rs", "use crate::Everything;").len(), 1);
    assert_eq!(problems("src/helper.rs", "").len(), 1);
}

#[test]
fn a_module_that_looks_back_or_only_speaks_of_others_is_fine() {
    for source in [
        "use crate::{span as place, claim::Lang as L};\nuse crate::claim::Lang;\nuse crate::text::Document;\npub(crate) fn f() {}",
        "//! See crate::rule.\n/// use crate::rule::Rule;\n// crate::rule\n/* crate::rule /* crate::answer */ crate::rule */",
        r##"const A: &str = "crate::rule"; const B: &str = r#"a " crate::rule"#; const C: u8 = b'"'; const D: char = '"';"##,
        "fn f<'a>(x: &'a str) -> &'a str { x }",
        "mod tests { use super::rule::X; }",
        "mod tests { mod inner { use super::super::rule; } }",
    ] {
        assert_eq!(problems("src/text/mod.rs", source), [""; 0], "{source}");
    }
    assert_eq!(problems("src/text/cut.rs", "use super::rule::X;"), [""; 0]);
    assert_eq!(problems("src/lib.rs", "pub mod rule;\npub use crate::rule::Rule;"), [""; 0]);
}

#[test]
fn nom_outside_the_parsers_is_found() {
    for source in ["use nom::IResult;", "use nom;", "fn f() { nom::bytes::tag(\"x\") }", "use {nom::Parser, std::fmt};"] {
        assert_eq!(problems("src/extract/mod.rs", source), ["1: uses nom, which only pattern and grammar do"], "{source}");
        assert_eq!(problems("src/pattern/parse.rs", source), [""; 0], "{source}");
    }
    assert_eq!(problems("src/extract/mod.rs", "fn f(nom: &str) { g(nom); h.nom::<u8>(); }"), [""; 0]);
}

#[test]
fn what_a_pure_function_may_not_name_is_found() {
    for (source, named) in [
        ("use std::fs;", "std::fs"),
        ("use std::{fmt, env};", "std::env"),
        ("fn f() { std::fs::read(\"x\"); }", "std::fs::read"),
        ("use std::io::{self, stdout};", "std::io::stdout"),
        ("fn f() { io::stderr().flush(); }", "io::stderr"),
        ("use std::time::{Duration, Instant};", "std::time::Instant"),
        ("fn f() { SystemTime::now(); }", "SystemTime::now"),
        ("fn f() { println!(\"x\"); }", "println!"),
        ("fn f() { std::eprintln!(\"x\"); }", "eprintln!"),
        ("#[cfg(test)]\nmod tests { fn f() { g(\"}\"); } }\nfn f() { dbg!(1); }", "dbg!"),
    ] {
        let found = problems("src/text/mod.rs", source);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        assert!(found[0].contains(&format!("`{named}`")), "{source}: {found:?}");
    }
    for source in [
        "const T: &str = include_str!(\"x.toml\"); const V: &str = env!(\"CARGO_PKG_VERSION\");",
        "use std::{fmt, io};\nfn f(fs: usize) -> io::Result<()> { self.env.stdout }",
        "const S: &str = \"println!\";",
        "#[cfg(test)]\nmod tests { use std::fs; fn f() { println!(\"{}\", '}'); } }",
        "#[cfg(test)]\nuse std::env;",
    ] {
        assert_eq!(problems("src/text/mod.rs", source), [""; 0], "{source}");
    }
}

#[test]
fn a_file_without_a_first_sentence_or_with_too_many_lines_is_found() {
    assert_eq!(check_file("src/a.rs", "use x;\n").len(), 1);
    assert_eq!(check_file("src/a.rs", &format!("//! A.\n{}", "\n".repeat(MOST_LINES))).len(), 1);
    assert_eq!(check_file("src/a.rs", &format!("//! A.\n{}", "\n".repeat(MOST_LINES - 1))), [""; 0]);
}
