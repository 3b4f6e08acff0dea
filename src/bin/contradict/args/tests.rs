//! Tests the parsing of the command line.

use super::*;
use crate::formats::Format;
use contradict::diagnostic::Level;

fn parse(line: &str) -> Result<Cli, clap::Error> {
    Cli::from_words(line.split_whitespace())
}

fn check(line: &str) -> CheckArgs {
    match parse(line).expect("a command line").command {
        Command::Check(check) => check,
        other => panic!("{other:?}"),
    }
}

fn format(name: &str) -> &'static Format {
    Format::named(name).expect("a format")
}

#[test]
fn the_command_is_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn check_needs_no_argument() {
    let args = check("contradict check");
    assert_eq!(args.reading.paths, [PathBuf::from("corpus/")]);
    assert!(args.reading.rules.is_empty());
    assert_eq!(args.output, [OutputArg { format: format("table"), file: None }]);
    assert_eq!(args.fail_on, FailOn::Error);
}

#[test]
fn everything_can_be_said() {
    let args = check(
        "contradict check a b.txt --rules r --rules s.toml --output table --output json=out.json --fail-on note --jobs 2 --lang nl",
    );
    assert_eq!(args.reading.paths, [PathBuf::from("a"), PathBuf::from("b.txt")]);
    assert_eq!(args.reading.rules, [PathBuf::from("r"), PathBuf::from("s.toml")]);
    assert_eq!(args.output[1], OutputArg { format: format("json"), file: Some("out.json".into()) });
    assert_eq!(args.fail_on, FailOn::Note);
    assert_eq!(args.reading.jobs.map(NonZeroUsize::get), Some(2));
    assert_eq!(args.reading.lang.map(|lang| lang.to_string()), Some("nl".into()));
    assert_eq!(parse("contradict check --color never").expect("a command line").color, Color::Never);
}

#[test]
fn a_file_name_may_hold_an_equals_sign_and_a_dash_is_the_terminal() {
    assert_eq!(check("contradict check --output json=a=b.json").output[0].file, Some("a=b.json".into()));
    assert_eq!(check("contradict check --output json=-").output[0].file, None);
}

#[test]
fn mistakes_are_usage_errors() {
    for (line, says) in [
        ("contradict check --output table --output json", "only one format can be printed"),
        ("contradict check --output jsno", "no format `jsno`"),
        ("contradict check --output json=", "name of a file is missing"),
        ("contradict check --jobs 0", "--jobs"),
        ("contradict check --lang French", "no language code"),
        ("contradict check --fail-on fatal", "--fail-on"),
        ("contradict mentions a.txt", "--lang"),
        ("contradict explain", "ID|FILE:LINE"),
        ("contradict explain a.txt:3", "one place"),
        ("contradict explain a.txt:3 press/", "one place"),
        ("contradict explain a.txt:0 b.txt:1", "from 1"),
        ("contradict explain a.txt:1 b.txt:99999999999999999999", "no document has so many lines"),
    ] {
        let error = parse(line).expect_err(line);
        assert_eq!(error.exit_code(), 2, "{line}");
        assert!(error.to_string().contains(says), "{line}: {error}");
    }
}

fn explain(line: &str) -> ExplainArgs {
    match parse(line).expect("a command line").command {
        Command::Explain(explain) => explain,
        other => panic!("{other:?}"),
    }
}

#[test]
fn explain_takes_an_id_or_two_places() {
    let args = explain("contradict explain trees/town press");
    assert_eq!(args.asked, Some(Asked::Question("trees/town".into())));
    assert_eq!(args.reading.paths, [PathBuf::from("press")]);
    let place = |file: &str, line| Place { file: file.into(), line };
    let args = explain("contradict explain a.txt:3 c:/b.txt:7:12 --rules r");
    assert_eq!(args.asked, Some(Asked::Lines([place("a.txt", 3), place("c:/b.txt", 7)])));
    assert_eq!(args.reading.paths, [PathBuf::from("corpus/")]);
    assert_eq!(explain("contradict explain a:3 b:7 press more").reading.paths.len(), 2);
}

#[test]
fn levels_fail_from_their_own_on() {
    let fails = |fail_on: FailOn| [Level::Note, Level::Warning, Level::Error].map(|level| fail_on.fails(level));
    assert_eq!(fails(FailOn::Error), [false, false, true]);
    assert_eq!(fails(FailOn::Warning), [false, true, true]);
    assert_eq!(fails(FailOn::Note), [true, true, true]);
    assert_eq!(fails(FailOn::Never), [false, false, false]);
}
