//! Tests the table of a report made by hand.

use super::*;
use crate::fixture::{DENIAL, LOGBOOK, WALKERS, answer, both, breaches, position, question, report, warned};
use comfy_table::Table;
use contradict::conflict::Verdict;
use contradict::report::{ConflictView, Coverage, QuestionView, VerdictCounts};

const PIPE: Look = Look::PLAIN;
const NARROW: Look = Look { width: Some(80), color: false };
const WIDE: Look = Look { width: Some(140), color: false };

/// Returns the columns that a line takes on a terminal, as comfy-table counts them.
fn columns(line: &str) -> usize {
    let mut table = Table::new();
    table.add_row([line]);
    table.column_max_content_widths().into_iter().map(usize::from).sum()
}

fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(columns(line) <= width, "{} of {width} columns: {line}", columns(line));
    }
}

/// Returns the words of a text without the lines of tables, on one line.
fn words(text: &str) -> String {
    text.replace(|letter: char| "│─┼┬┴".contains(letter), " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_terminal_is_never_overrun() {
    let mut wide_letters = both();
    wide_letters.conflicts[0].positions[0].answers[0].quote = "警察は七十八回検索した。".repeat(20);
    wide_letters.conflicts[0].positions[1].voices[0] = "e\u{301}".repeat(90);
    wide_letters.conflicts[1].positions[0].answers[0].file = format!("corpus/{}.txt", "very-long-name".repeat(20));
    for report in [both(), wide_letters] {
        for width in [40, 60, 80, 100, 109, 110, 140, 200] {
            let text = render(&report, Look { width: Some(width), color: false });
            assert_fits(&text, width);
        }
        for width in 1..40 {
            // Too narrow for anything: only checks that rendering ends.
            assert!(!render(&report, Look { width: Some(width), color: true }).is_empty());
        }
    }
}

#[test]
fn at_80_columns_the_rows_say_all() {
    let text = render(&both(), NARROW);
    let heading = text.lines().take(2).collect::<Vec<_>>();
    assert_eq!(
        heading,
        ["error · contradiction · breach-count/dyke-board", "How many breaches in the dyke did the Dyke Board record?"]
    );
    assert!(text.contains(" Answer"), "{text}");
    assert!(text.contains("corpus/polder-gazette-2031-06.txt:9\n"), "a place is not broken:\n{text}");
    assert!(words(&text).contains("Why 42 lies outside 60–90"), "{text}");
    assert!(text.contains("warning · tension (reversal) · warned/dyke-board"), "{text}");
}

#[test]
fn a_long_path_loses_its_front_and_never_its_line() {
    let mut report = both();
    report.conflicts[0].positions[0].answers[0].file = format!("press/{}gazette.txt", "archive-of-the-province/may/".repeat(6));
    for look in [NARROW, WIDE] {
        let text = render(&report, look);
        let place = text.lines().find(|line| line.contains("gazette.txt")).expect("the place");
        assert!(place.contains("…/may/gazette.txt:9"), "{place}");
        assert_fits(&text, look.width.unwrap_or_default());
    }
    assert!(render(&report, PIPE).contains("press/archive"), "a file has room for all of it");
}

#[test]
fn at_140_columns_the_sources_have_a_column() {
    let text = render(&both(), WIDE);
    let row = text.lines().find(|line| line.starts_with(" 42 ")).expect("the row of 42");
    let cells = row.split('│').map(str::trim).collect::<Vec<_>>();
    assert_eq!(cells[..3], ["42", "Audit Office", "polder-gazette-2031-06, 2031-06-14"]);
    assert!(cells[3].starts_with("“Entre mars et juin, les gardiens"), "{row}");
}

#[test]
fn in_a_pipe_every_quote_is_whole_and_on_one_line() {
    let mut report = both();
    let long = format!("mot\n\tmot  {} fin", "mot ".repeat(1000));
    report.conflicts[1].positions[1].answers[0].quote = long;
    let text = render(&report, PIPE);
    let whole = format!("“mot mot {}fin”", "mot ".repeat(1000));
    for quote in [LOGBOOK, WALKERS, DENIAL, whole.as_str()] {
        assert!(text.lines().any(|line| line.contains(quote)), "{quote}");
    }
    assert!(!text.contains('\u{1b}') && text.lines().all(|line| line == line.trim_end()));
    assert!(render(&report, NARROW).contains('…'), "a terminal shows the ends of a very long quote");
}

#[test]
fn voices_carry_what_keeps_them_from_being_flat() {
    let text = render(&both(), PIPE);
    assert!(text.contains("│ Delta Courier (hearsay, subject inferred) "), "{text}");
    assert!(text.contains("courier-fr-2031-05, 2031-05, after courier-nl-2031-05"), "{text}");
    assert!(text.contains("│ dijkbestuur (also says yes) "), "{text}");
    assert!(text.contains("│ Shore Walkers  "), "a flat answer has no note:\n{text}");
    assert!(words(&text).contains("Fits several 30–95 · Shore Walkers · courier-nl-2031-05, 2031-05"), "{text}");
}

#[test]
fn a_terminal_lists_a_few_sources_and_counts_the_rest() {
    let mut report = both();
    let answers = (1..=18).map(|line| answer("42", &format!("Paper {line}"), "archive", "2022", line, LOGBOOK)).collect();
    report.conflicts[0].positions[0] = position(answers);
    let text = render(&report, NARROW);
    assert!(text.contains("corpus/archive.txt:6") && !text.contains("corpus/archive.txt:7"), "{text}");
    assert_eq!(text.matches("and 12 more").count(), 2, "of voices and of sources:\n{text}");
    assert_eq!(text.matches("archive, 2022").count(), 1, "a source is named once");
    let text = render(&report, PIPE);
    assert!(text.contains("corpus/archive.txt:18") && text.contains("Paper 18") && !text.contains("more"), "{text}");
}

#[test]
fn nothing_from_a_source_steers_the_terminal() {
    let evil = "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\r\u{8}";
    let mut report = both();
    let conflict = &mut report.conflicts[0];
    conflict.question.push_str(evil);
    conflict.why.push_str(evil);
    conflict.id.push_str(evil);
    conflict.reason = Some(evil.into());
    for position in &mut conflict.positions {
        position.value.push_str(evil);
        position.voices[0].push_str(evil);
        for answer in &mut position.answers {
            answer.quote.push_str(evil);
            answer.source.push_str(evil);
            answer.file.push_str(evil);
            answer.derives_from = Some(evil.into());
        }
    }
    conflict.fits_several[0].voice.push_str(evil);
    report.summary.never_answered.push(evil.into());
    for look in [PIPE, NARROW, WIDE] {
        let text = render(&report, look);
        assert!(!text.contains(|letter| letter != '\n' && contradict::diagnostic::steers(letter)), "{text:?}");
    }
    let text = render(&report, Look { color: true, ..NARROW });
    assert!(text.contains("\u{1b}[1m"), "our own colours remain");
    assert!(!text.contains("\u{1b}[2J") && !text.contains("\u{1b}]") && !text.contains('\u{9b}'), "{text:?}");
    let text = grid(&["a"], vec![vec![evil.into()]], PIPE);
    assert!(!text.contains(|letter| letter != '\n' && contradict::diagnostic::steers(letter)), "{text:?}");
}

#[test]
fn colour_changes_no_word() {
    let (plain, coloured) = (render(&both(), NARROW), render(&both(), Look { color: true, ..NARROW }));
    assert!(coloured.starts_with("\u{1b}["), "{coloured:?}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn the_footer_hides_nothing() {
    let text = words(&render(&both(), PIPE));
    for part in [
        "1 contradiction and 1 tension among 9 answers to 3 questions in 5 documents.",
        "Read 5 documents, 212 sentences; 1 file could not be read",
        "Left out 1 part that its metadata skips, 13 web and mail addresses and 2 files of other kinds",
        "Found 87 claims, 9 answers",
        "Agreement on 0 of 3 answered questions; 1 only by plans, questions and the like",
        "No answer 2 of 5 questions: breach-count/harbour-board, warned/harbour-board",
        "Unused 42 numbers that no rule used",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn one_voice_agrees_with_nobody() {
    let mut report = report(Vec::new());
    report.questions.clear();
    for (id, positions) in [
        ("two/town", breaches().positions[..1].to_vec()),
        ("again/town", breaches().positions[..1].to_vec()),
        ("one/town", breaches().positions[..1].to_vec()),
        ("copied/town", breaches().positions[..1].to_vec()),
        ("none/town", Vec::new()),
    ] {
        report.questions.push(QuestionView { positions, ..question(id, Verdict::Compatible) });
    }
    for (index, voices) in [&["Ann", "Bob"][..], &["Ann", "Bob", "Cis"], &["Ann"], &[]].into_iter().enumerate() {
        report.questions[index].positions[0].voices = voices.iter().map(|voice| (*voice).to_owned()).collect();
    }
    let text = words(&render(&report, PIPE));
    let said = "Agreement on 2 of 5 answered questions; 2 answered by one voice only, 1 only by plans, questions and the like";
    assert!(text.contains(said), "{text}");
    report.questions.truncate(2);
    assert!(words(&render(&report, PIPE)).contains("Agreement on 2 of 2 answered questions "));
}

#[test]
fn no_conflict_is_said_plainly_with_what_was_judged() {
    let mut report = report(Vec::new());
    report.summary.answers = 1;
    report.summary.coverage = Coverage { documents: 1, sentences: 1, claims: 1, unused_numbers: 1, ..Coverage::default() };
    let text = words(&render(&report, NARROW));
    assert!(text.starts_with("No conflict among 1 answer to 1 question in 1 document."), "{text}");
    for part in ["Read 1 document, 1 sentence ", "Found 1 claim, 1 answer ", "Unused 1 number that no rule used"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("Left out") && !text.contains("could not be read"), "{text}");
}

#[test]
fn nothing_judged_is_never_clean() {
    let mut report = report(Vec::new());
    report.questions.clear();
    report.summary.answers = 0;
    let says = |report: &Report| words(&render(report, WIDE));
    assert!(says(&report).starts_with("Nothing was judged: 5 documents read, but none of them answers a question"));
    report.summary.questions = 0;
    assert!(says(&report).starts_with("Nothing was judged: 5 documents read, but no rule asks a question."));
    report.summary.coverage.documents = 0;
    assert!(says(&report).starts_with("Nothing was judged: no document was read."));
}

#[test]
fn what_is_resolved_is_only_counted() {
    let mut report = report(vec![ConflictView { status: Status::Resolved, ..warned() }]);
    report.summary.conflicts = VerdictCounts::default();
    let text = words(&render(&report, WIDE));
    assert!(text.starts_with("No conflict that is unresolved among 9 answers"), "{text}");
    assert!(text.contains("Resolved 1 conflict: warned/dyke-board"), "{text}");
}

#[test]
fn a_grid_wraps_in_a_terminal_only() {
    let rows = || vec![vec!["42".into(), LOGBOOK.into()], vec!["60–90".into()]];
    let text = grid(&["Value", "Quote"], rows(), NARROW);
    assert_fits(&text, 80);
    assert!(words(&text).contains("au lendemain d'une grande marée."), "{text}");
    let text = grid(&["Value", "Quote"], rows(), PIPE);
    assert!(text.lines().any(|line| line.ends_with(LOGBOOK)), "{text}");
}

#[test]
fn texts_of_any_length_come_back_whole() {
    let mut report = both();
    // Longer than the widest table, with and without a place to break.
    for quote in ["long ".repeat(20_000), "x".repeat(100_000), String::new()] {
        report.conflicts[0].positions[0].answers[0].quote = quote.clone();
        let letters = |text: &str| text.matches(['x', 'l']).count();
        let without = letters(&render(&both(), PIPE)) - letters(LOGBOOK);
        assert_eq!(letters(&render(&report, PIPE)), without + letters(&quote));
        assert_fits(&render(&report, NARROW), 80);
    }
}

#[test]
fn a_list_tears_no_word_and_keeps_a_place_on_one_line() {
    let rows = [Passage {
        cells: vec!["breach-count/dyke-board".into(), ">10000000000".into()],
        who: vec!["Shore Walkers".into(), String::new(), "subject inferred".into()],
        words: "Zestig à negentig dijken waren doorgebroken.".into(),
        place: "corpus/a-folder-of-some-length/walkers-2031-06.html:18:255".into(),
    }];
    for width in [80, 140] {
        let text = passages(&["question", "answer"], &rows, Look { width: Some(width), color: false });
        assert_fits(&text, width);
        for whole in ["dyke-board", " >10000000000 ", "Walkers", "doorgebroken.", "walkers-2031-06.html:18:255\n"] {
            assert!(text.contains(whole), "{whole} is torn:\n{text}");
        }
        assert!(!text.contains(" │  │ "), "{text}");
    }
    // Too narrow for everything: nothing is lost, and no line is too long.
    for width in [40, 60] {
        assert_fits(&passages(&["question", "answer"], &rows, Look { width: Some(width), color: false }), width);
    }
}

#[test]
fn a_column_of_places_is_whole() {
    let rows = vec![
        vec![
            "police judiciaire fédérale et encore".into(),
            "names of federal-police".into(),
            "rules/seas.toml:10:106".into()
        ];
        3
    ];
    let text = grid(&["pattern", "listed in", "where"], rows, NARROW);
    assert_fits(&text, 80);
    assert_eq!(text.matches("rules/seas.toml:10:106").count(), 3, "{text}");
}
