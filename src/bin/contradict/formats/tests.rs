//! Tests each format: a report made by hand is written, and read back with somebody else's reader.

use super::{ALL, Format, RenderOptions, markdown, summary};
use crate::args::FailOn;
use crate::escape::bare_cell;
use crate::exit;
use crate::fixture::{HOSTILE_FILE, SEEN, both, breaches, conflict, hostile, position, report, settled, warned};
use crate::output::Look;
use contradict::conflict::Verdict;
use contradict::report::{ConflictView, Report, Status};
use csv::ReaderBuilder;
use junit_parser::{TestCase, TestStatus};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use serde_sarif::sarif::{Result as SarifResult, Sarif};
use std::collections::BTreeMap;

fn options(report: &Report, fail_on: FailOn) -> RenderOptions {
    RenderOptions { look: Look::PLAIN, show_resolved: false, fail_on, exit: exit::code(report, fail_on, &[]) }
}

fn written(name: &str, mut report: Report) -> String {
    report.gate = Some(exit::gate(&report, FailOn::Error));
    let format = Format::named(name).expect("a format");
    format.write(&report, &options(&report, FailOn::Error)).expect("written")
}

/// Conflicts that are open and failing, below the level, of a pilot rule, resolved, and hostile.
fn mixed() -> Report {
    let pilot = ConflictView { pilot: true, id: "pilot/dyke-board".into(), rule: "pilot".into(), ..breaches() };
    let resolved = ConflictView { id: "settled/dyke-board".into(), rule: "settled".into(), ..settled() };
    report(vec![breaches(), warned(), pilot, resolved, hostile()])
}

#[test]
fn every_format_has_a_name_of_its_own_and_writes_something() {
    for (at, format) in ALL.iter().enumerate() {
        assert_eq!(Format::named(format.name), Some(format));
        assert!(!ALL[..at].contains(format) && !format.about.is_empty());
        let (one, other) = (written(format.name, mixed()), written(format.name, mixed()));
        assert!(one.ends_with('\n') && one == other, "{}", format.name);
        assert!(!written(format.name, report(Vec::new())).is_empty(), "{}", format.name);
    }
}

// SARIF

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../../../tests/schemas/sarif-2.1.0.json");
    // Two patterns for the language of a run in the official schema have a bracket too many, and are not valid regular
    // expressions.
    let text = text.replace("{2}]?$", "{2}?$");
    let schema = serde_json::from_str(&text).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

fn sarif(report: Report) -> Sarif {
    let text = written("sarif", report);
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let wrong: Vec<String> = schema().iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    serde_json::from_str(&text).expect("SARIF")
}

fn results(sarif: &Sarif) -> &[SarifResult] {
    sarif.runs[0].results.as_deref().expect("results")
}

/// Reads a message as the standard does: its links, and its text without escape characters.
fn message(text: &str) -> (Vec<(String, String)>, String) {
    let (mut links, mut plain, mut letters) = (Vec::new(), String::new(), text.chars().peekable());
    let mut open = None;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '{' | '}' => assert_eq!(letters.next(), Some(letter), "a placeholder in {text}"),
            '[' => open = Some(plain.len()),
            ']' => {
                assert_eq!(letters.next(), Some('('));
                let target: String = letters.by_ref().take_while(|letter| *letter != ')').collect();
                links.push((plain[open.take().expect("a link")..].to_owned(), target));
            }
            _ => {}
        }
        if !matches!(letter, '\\' | '[' | ']') {
            plain.push(letter);
        }
    }
    (links, plain)
}

#[test]
fn sarif_shows_both_sides_and_links_them() {
    let sarif = sarif(both());
    let first = &results(&sarif)[0];
    assert_eq!(first.rule_id.as_deref(), Some("breach-count"));
    // The first side has two answers, so the second side begins at the third location.
    let (links, text) = message(first.message.text.as_deref().expect("a text"));
    assert_eq!(links, [("42".into(), "1".into()), ("60–90".into(), "3".into())]);
    assert_eq!(
        text,
        "How many breaches in the dyke did the Dyke Board record? 42 (Audit Office and Polder Gazette) against \
         60–90 (Shore Walkers and Delta Courier). 42 lies outside 60–90"
    );
    let place = |location: &serde_sarif::sarif::Location| {
        let physical = location.physical_location.clone().expect("a place");
        let (artifact, region) = (physical.artifact_location.expect("a file"), physical.region.expect("a region"));
        assert_eq!(artifact.uri_base_id.as_deref(), Some("SRCROOT"));
        let snippet = region.snippet.and_then(|snippet| snippet.text).expect("words");
        (artifact.uri.expect("a path"), region.start_line, region.start_column, region.end_column, snippet)
    };
    let locations = first.locations.as_deref().expect("locations");
    assert_eq!(locations.len(), 1);
    let logbook = ("corpus/polder-gazette-2031-06.txt".to_owned(), Some(9), Some(7), Some(9), crate::fixture::LOGBOOK.to_owned());
    assert_eq!(place(&locations[0]), logbook);
    let related = first.related_locations.as_deref().expect("related locations");
    assert_eq!(related.iter().map(|location| location.id).collect::<Vec<_>>(), [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(place(&related[0]), logbook);
    assert_eq!(place(&related[2]).0, "corpus/walkers-2031-06.txt");
    let rule = &sarif.runs[0].tool.driver.rules.as_deref().expect("rules")[0];
    assert_eq!(
        rule.full_description.as_ref().map(|text| text.text.as_str()),
        Some("The count decides who pays for the repairs.")
    );
}

#[test]
fn sarif_levels_suppressions_and_counts() {
    let text = written("sarif", mixed());
    sarif(mixed());
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let run = &value["runs"][0];
    let level = |id: &str| {
        let found = run["results"].as_array().expect("a list").iter().find(|one| one["properties"]["conflict"] == id);
        found.expect("a result")["level"].clone()
    };
    assert_eq!(level("breach-count/dyke-board"), "error");
    assert_eq!(level("warned/dyke-board"), "warning");
    assert_eq!(level("pilot/dyke-board"), "note", "a rule on trial fails no check");
    for one in run["results"].as_array().expect("a list") {
        let rule = &run["tool"]["driver"]["rules"][one["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], one["ruleId"]);
        let suppressions = one["suppressions"].as_array().expect("a list");
        if one["properties"]["status"] == "resolved" {
            assert_eq!(
                (suppressions[0]["kind"].as_str(), suppressions[0]["status"].as_str()),
                (Some("external"), Some("accepted"))
            );
            let why = suppressions[0]["justification"].as_str().expect("a text");
            assert!(why.contains("The logbook was read.") && why.contains("E. Peeters") && why.contains("42 holds"), "{why}");
        } else {
            assert!(suppressions.is_empty());
        }
    }
    // Failing conflicts: the breaches and the hostile one.
    let gate = &run["properties"]["gate"];
    assert_eq!([&gate["failing"], &gate["below"], &gate["pilot"], &gate["resolved"]].map(Value::as_u64), [2, 1, 1, 1].map(Some));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["exitCode"], 1);
}

#[test]
fn sarif_takes_hostile_words_as_words() {
    let sarif = sarif(report(vec![hostile()]));
    let first = &results(&sarif)[0];
    let (links, text) = message(first.message.text.as_deref().expect("a text"));
    assert_eq!(links, [("-5".into(), "1".into()), (">7".into(), "2".into())]);
    assert_eq!(text, format!("{SEEN} -5 ({SEEN}) against >7 ({SEEN}). {SEEN}"));
    let uri = first.locations.as_deref().expect("one")[0].physical_location.clone().and_then(|place| place.artifact_location);
    assert_eq!(uri.and_then(|file| file.uri).as_deref(), Some("corpus/a%20b%2Cc%3Ad%25%C3%A9%3D%5B1%5D%0A.txt"));
}

#[test]
fn a_fingerprint_hangs_on_the_question_and_the_values_alone() {
    let of = |conflict: ConflictView| {
        let sarif = sarif(report(vec![conflict]));
        results(&sarif)[0].partial_fingerprints.clone().expect("fingerprints").into_values().next().expect("one")
    };
    let mut moved = breaches();
    moved.positions.reverse();
    moved.question = "Combien ?".into();
    moved.why.clear();
    for answer in moved.positions.iter_mut().flat_map(|position| &mut position.answers) {
        answer.file = "elsewhere.txt".into();
        answer.location.line += 7;
        answer.quote = "other words".into();
        answer.voice = "somebody".into();
    }
    assert_eq!(of(moved), of(breaches()));
    let mut other = breaches();
    other.positions[0].value = "43".into();
    assert_ne!(of(other), of(breaches()));
    assert_ne!(of(ConflictView { id: "breach-count/harbour".into(), ..breaches() }), of(breaches()));
    let gitlab: Value = serde_json::from_str(&written("gitlab", both())).expect("JSON");
    assert_eq!(gitlab[0]["fingerprint"], of(breaches()), "the same in every format");
}

#[test]
fn an_absolute_path_is_an_address_of_its_own() {
    let mut absolute = breaches();
    absolute.positions[0].answers[0].file = "/home/é/a.txt".into();
    let sarif = sarif(report(vec![absolute]));
    let place = results(&sarif)[0].locations.as_deref().expect("one")[0].physical_location.clone().expect("a place");
    let file = place.artifact_location.expect("a file");
    assert_eq!((file.uri.as_deref(), file.uri_base_id), (Some("file:///home/%C3%A9/a.txt"), None));
}

// JUnit

fn cases(text: &str) -> BTreeMap<String, TestCase> {
    let allowed = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "XML 1.0 forbids a character of it");
    let suites = junit_parser::from_reader(text.as_bytes()).expect("JUnit");
    let all: Vec<TestCase> = suites.suites.iter().flat_map(|suite| suite.cases.clone()).collect();
    let count = |is: fn(&TestStatus) -> bool| all.iter().filter(|case| is(&case.status)).count() as u64;
    assert_eq!(suites.tests, all.len() as u64);
    assert_eq!(suites.failures, count(|status| matches!(status, TestStatus::Failure(_))));
    assert_eq!(suites.skipped, count(|status| matches!(status, TestStatus::Skipped(_))));
    assert_eq!(suites.errors, count(|status| matches!(status, TestStatus::Error(_))));
    let by_rule = all.into_iter().map(|case| (case.classname.clone().expect("a class"), case));
    by_rule.collect()
}

#[test]
fn junit_fails_what_fails_the_run_and_skips_the_rest() {
    let cases = cases(&written("junit", mixed()));
    let skipped = |rule: &str| match &cases[rule].status {
        TestStatus::Skipped(skipped) => skipped.message.clone(),
        other => panic!("{rule}: {other:?}"),
    };
    let TestStatus::Failure(failure) = &cases["breach-count"].status else { panic!("it fails the run") };
    assert_eq!(
        (failure.failure_type.as_str(), failure.message.as_str()),
        ("contradiction", "contradiction: 42 lies outside 60–90")
    );
    for words in [crate::fixture::LOGBOOK, crate::fixture::WALKERS, "corpus/walkers-2031-06.txt:7", "who pays"] {
        assert!(failure.text.contains(words), "{words} is not in {}", failure.text);
    }
    assert!(skipped("warned").contains("warning") && skipped("pilot").contains("pilot"));
    assert!(skipped("settled").contains("resolved") && skipped("settled").contains("The logbook was read."));
    assert!(cases["repaired"].status.is_success(), "answered, and without conflict");
    let TestStatus::Failure(hostile) = &cases["hostile"].status else { panic!("it fails the run") };
    let seen = SEEN.replace('\u{FFFE}', "\u{FFFD}");
    // This reader inserts a line end between two CDATA sections.
    let text = hostile.text.replace("]]\n>", "]]>");
    assert!(text.contains(&format!("“{seen}”")) && hostile.message.ends_with(&seen), "{hostile:?}");
}

#[test]
fn nothing_to_judge_is_an_error_where_tests_are_counted() {
    let mut nothing = report(Vec::new());
    nothing.summary.answers = 0;
    let cases = cases(&written("junit", nothing.clone()));
    assert!(matches!(&cases["contradict"].status, TestStatus::Error(error) if error.message.contains("Nothing was judged")));
    assert!(written("github", nothing).contains("::error title=contradict::Nothing was judged"));
}

// GitHub

/// Reads commands as the platform's runner does: name, properties, text.
fn commands(text: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| data(text).replace("%3A", ":").replace("%2C", ",");
    let commands = text.lines().map(|line| {
        let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        let properties = properties.split(',').map(|pair| pair.split_once('=').expect("a property"));
        (name.to_owned(), properties.map(|(key, value)| (key.to_owned(), property(value))).collect(), data(message))
    });
    commands.collect()
}

#[test]
fn github_marks_both_files() {
    let commands = commands(&written("github", both()));
    let at = |index: usize| {
        let (name, properties, _) = &commands[index];
        (name.as_str(), properties["file"].as_str(), properties["line"].as_str())
    };
    assert_eq!(at(0), ("error", "corpus/polder-gazette-2031-06.txt", "9"));
    assert_eq!(at(1), ("error", "corpus/walkers-2031-06.txt", "7"));
    assert_eq!(at(2).0, "warning");
    assert!(commands[0].2.contains(&format!("42, “{}”", crate::fixture::LOGBOOK)), "{}", commands[0].2);
    let (name, _, counts) = &commands[4];
    assert_eq!((name.as_str(), commands.len()), ("notice", 5));
    assert!(counts.contains("1 conflict fails the run") && counts.contains("1 below that level"), "{counts}");
}

#[test]
fn github_takes_hostile_words_as_words() {
    let commands = commands(&written("github", report(vec![hostile()])));
    assert_eq!(commands.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["error", "error", "notice"]);
    let (_, properties, text) = &commands[0];
    // The line end in the file name is shown as a space.
    assert_eq!(properties["file"], HOSTILE_FILE.trim_start_matches("./").replace('\n', " "));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines, [SEEN, &format!("Here: -5, “{SEEN}”"), &format!("-5 ({SEEN}) against >7 ({SEEN})"), SEEN]);
}

#[test]
fn github_shows_ten_of_a_level_and_counts_the_rest() {
    let many = |count: usize| (0..count).map(|at| ConflictView { id: format!("r/{at}"), ..breaches() });
    let notes = many(30).map(|conflict| ConflictView { pilot: true, ..conflict });
    let commands = commands(&written("github", report(many(7).chain(notes).collect())));
    let of = |wanted: &str| commands.iter().filter(|(name, ..)| name == wanted).count();
    assert_eq!((of("error"), of("warning"), of("notice")), (10, 0, 10));
    // 5 of 7 errors and 5 of 30 notes fit; 9 places hold 4 whole notes and half of one.
    let (_, _, counts) = commands.last().expect("the counts");
    assert!(counts.contains("27 more conflicts are not annotated") && counts.contains("30 of pilot rules"), "{counts}");
}

// GitLab, JSON lines, ClaimReview

#[test]
fn gitlab_has_one_entry_for_each_open_conflict() {
    let entries: Value = serde_json::from_str(&written("gitlab", mixed())).expect("JSON");
    let entries = entries.as_array().expect("a list");
    let severities: Vec<_> = entries.iter().map(|entry| (entry["check_name"].as_str(), entry["severity"].as_str())).collect();
    let expected = [("breach-count", "critical"), ("warned", "minor"), ("pilot", "info"), ("hostile", "critical")]
        .map(|(rule, severity)| (Some(rule), Some(severity)));
    assert_eq!(severities, expected);
    assert_eq!(
        (entries[0]["location"]["lines"]["begin"].as_u64(), entries[0]["location"]["path"].as_str()),
        (Some(9), Some("corpus/polder-gazette-2031-06.txt"))
    );
    let mut fingerprints: Vec<_> = entries.iter().map(|entry| entry["fingerprint"].as_str()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 4, "no two are alike");
}

#[test]
fn json_lines_are_conflicts_and_then_the_counts() {
    let text = written("jsonl", mixed());
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let types: Vec<_> = lines.iter().map(|line| line["type"].as_str().unwrap_or_default()).collect();
    assert_eq!(types, ["conflict", "conflict", "conflict", "conflict", "conflict", "summary"]);
    let mut whole: Value = serde_json::from_str(&written("json", mixed())).expect("JSON");
    for (line, conflict) in lines.iter().zip(whole["conflicts"].as_array_mut().expect("a list")) {
        conflict["type"] = "conflict".into();
        assert_eq!(line, conflict, "a line is the conflict of the JSON output");
    }
    assert_eq!((&lines[5]["gate"], &lines[5]["summary"]), (&whole["gate"], &whole["summary"]));
}

fn graph(report: Report) -> Vec<Value> {
    let value: Value = serde_json::from_str(&written("claimreview", report)).expect("JSON");
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].as_array().expect("a list").clone()
}

#[test]
fn what_a_person_settled_is_reviewed_and_the_rest_is_only_claimed() {
    let graph = graph(report(vec![settled(), warned()]));
    let types: Vec<_> = graph.iter().map(|node| node["@type"].as_str().unwrap_or_default()).collect();
    assert_eq!(types, ["ClaimReview", "ClaimReview", "Claim", "Claim"]);
    assert_eq!(
        (graph[0]["reviewRating"]["ratingValue"].as_u64(), graph[1]["reviewRating"]["ratingValue"].as_u64()),
        (Some(5), Some(1))
    );
    assert_eq!(graph[1]["reviewRating"]["alternateName"], "60–90 does not hold: 42 holds");
    assert_eq!(
        (graph[0]["author"]["name"].as_str(), graph[0]["datePublished"].as_str()),
        (Some("E. Peeters"), Some("2031-07-01"))
    );
    assert_eq!(graph[0]["claimReviewed"], crate::fixture::LOGBOOK);
    let claim = &graph[0]["itemReviewed"];
    assert_eq!((claim["@type"].as_str(), claim["author"]["name"].as_str()), (Some("Claim"), Some("Audit Office")));
    assert_eq!(claim["appearance"][0]["url"], "corpus/polder-gazette-2031-06.txt");
    let mut ids: Vec<&Value> = graph.iter().map(|node| &node["@id"]).collect();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[test]
fn nothing_is_rated_that_nobody_rated() {
    let tension = ConflictView { verdict: Verdict::Tension, ..settled() };
    let rating = |node: &Value| node["reviewRating"]["ratingValue"].as_u64();
    assert_eq!(graph(report(vec![tension])).iter().map(rating).collect::<Vec<_>>(), [Some(5), None], "both may be true");
    let mut gone = settled();
    gone.positions[0].value = "~42".into();
    assert_eq!(graph(report(vec![gone])).iter().map(rating).collect::<Vec<_>>(), [None, None], "nobody says 42 any more");
    let reopened = ConflictView { status: Status::Open, ..settled() };
    assert!(graph(report(vec![reopened])).iter().all(|node| node["@type"] == "Claim"));
}

// CSV

fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_has_a_row_for_each_position() {
    let rows = rows(&written("csv", report(vec![breaches(), settled()])));
    assert_eq!(rows.len(), 5);
    assert_eq!(
        rows[0].join(" "),
        "conflict question level verdict status answer voices quote source file line date outcome holds reason by"
    );
    let question = "How many breaches in the dyke did the Dyke Board record?";
    assert_eq!(
        rows[2][..7],
        ["breach-count/dyke-board", question, "error", "contradiction", "open", "60–90", "Shore Walkers and Delta Courier"]
    );
    assert_eq!(
        rows[2][7..],
        [crate::fixture::WALKERS, "walkers-2031-06", "corpus/walkers-2031-06.txt", "7", "2031-06", "", "", "", ""]
    );
    assert_eq!(rows[3][4], "resolved");
}

#[test]
fn no_cell_is_a_formula_and_the_apostrophe_comes_off_again() {
    let rows = rows(&written("csv", report(vec![hostile()])));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
        assert!(!cell.contains(['\n', '\r', '\u{1B}']), "{cell:?}");
    }
    assert_eq!((rows[1][5].as_str(), rows[1][7].as_str()), ("'-5", &*format!("'{SEEN}")));
    for cell in ["-5", "=1+1", "@x", "'t Hof", "'=1", "''", "plain", "", "+", "＝1"] {
        let mut quoted = breaches();
        quoted.positions[0].value = cell.into();
        let table = self::rows(&written("csv", report(vec![quoted])));
        assert_eq!(bare_cell(&table[1][5]), cell);
    }
    assert_eq!(bare_cell("'t Hof"), "'t Hof", "what a person types stays");
}

// Markdown

/// Parses a text as GitHub does; returns the events other than plain text, and all plain text.
fn markdown_of(text: &str) -> (Vec<Event<'_>>, String) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_GFM;
    let (mut events, mut plain) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(words) => plain.push_str(&words),
            Event::End(TagEnd::TableCell | TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => plain.push('\n'),
            Event::End(_) => {}
            other => events.push(other),
        }
    }
    (events, plain)
}

#[test]
fn markdown_tells_everything() {
    let text = written("markdown", mixed());
    let (events, plain) = markdown_of(&text);
    assert!(events.contains(&Event::Code("contradict claims".into())), "our own code is code");
    let headings = events.iter().filter(|event| matches!(event, Event::Start(Tag::Heading { .. }))).count();
    assert_eq!(headings, 1 + 5 + 1, "the verdict, the conflicts, the counts");
    for words in [
        "error · contradiction · breach-count/dyke-board\n",
        "warning · tension (reversal) · warned/dyke-board\n",
        "pilot/dyke-board · pilot rule, never fails the run\n",
        "settled/dyke-board · resolved\n",
        crate::fixture::WALKERS,
        "Why: 42 lies outside 60–90\n",
        "Matters: The count decides who pays for the repairs.\n",
        "Decided: settled, 42 holds (E. Peeters, 2031-07-01, resolutions.toml:4): The logbook was read.\n",
        "corpus/walkers-2031-06.txt:7 (2031-06)",
        "Unused: 42 numbers that no rule used ( lists them)\n",
        "1 below --fail-on error and 1 of pilot rules",
    ] {
        assert!(plain.contains(words), "{words:?} is not in {plain}");
    }
}

#[test]
fn markdown_takes_hostile_words_as_words() {
    let text = written("markdown", report(vec![hostile()]));
    let (events, plain) = markdown_of(&text);
    for event in &events {
        let is_ours = matches!(
            event,
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Strong | Tag::Table(_) | Tag::TableHead | Tag::TableRow)
                | Event::Start(Tag::TableCell | Tag::List(_) | Tag::Item)
        ) || matches!(event, Event::Code(command) if **command == *"contradict claims");
        assert!(is_ours, "{event:?} comes of hostile words");
    }
    assert_eq!(events.iter().filter(|event| matches!(event, Event::Start(Tag::Strong))).count(), 1, "the question");
    assert_eq!(events.iter().filter(|event| matches!(event, Event::Start(Tag::TableCell))).count(), 3 * 4);
    assert!(plain.replace('\u{200B}', "").contains(&format!("“{SEEN}”\n")), "{plain}");
    assert!(!plain.contains("@all") && !plain.contains("#1"), "nobody is called, nothing is referred to");
    assert!(!text.contains("http://"), "no address becomes a link");
}

#[test]
fn markdown_is_cut_at_a_conflict_and_says_so() {
    let mut long = report((0..40).map(|at| ConflictView { id: format!("r/{at:02}"), ..breaches() }).collect());
    long.gate = Some(exit::gate(&long, FailOn::Error));
    let whole = markdown::render(&long);
    assert_eq!(markdown::within(&long, whole.len()), whole);
    let half = markdown::within(&long, whole.len() / 2);
    assert!(half.len() <= whole.len() / 2 && half.contains("### Counts"), "{half}");
    let shown = half.matches("### error").count();
    assert!((15..20).contains(&shown), "{shown}");
    assert!(half.contains(&format!("**{} more conflicts do not fit here.**", 40 - shown)));
    assert!(!half.contains(&format!("r/{shown:02}")) && half.contains(&format!("r/{:02}", shown - 1)), "whole conflicts");
    for most in [0, 1, 100, 500] {
        assert!(markdown::within(&long, most).len() <= most);
    }
}

#[test]
fn a_summary_is_added_and_stays_small_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("summary.md");
    std::fs::write(&file, "before\n").expect("written");
    summary::append(&file, &both()).expect("added");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), format!("before\n{}", markdown::render(&both())));
    let quote = "words ".repeat(2000);
    let big = |at: usize| {
        let mut big = conflict("r", "?", "why", vec![position(vec![breaches().positions[0].answers[0].clone()])]);
        big.positions[0].answers[0].quote.clone_from(&quote);
        ConflictView { id: format!("r/{at}"), ..big }
    };
    let report = report((0..120).map(big).collect());
    assert!(markdown::render(&report).len() > 1 << 20);
    summary::append(&file, &report).expect("added");
    let length = std::fs::metadata(&file).expect("a file").len();
    assert!((1_000_000..=1 << 20).contains(&length), "{length}");
}
