//! A report made by hand, for tests.

use contradict::claim::{Credit, Modality};
use contradict::conflict::Verdict;
use contradict::diagnostic::Level;
use contradict::report::{
    AnswerView, ConflictView, Coverage, PositionView, QuestionView, Report, ResolutionView, RuleEntry, Status, Summary, VERSION,
    VerdictCounts,
};
use contradict::span::Location;

/// The quote for 42.
pub const LOGBOOK: &str = "Entre mars et juin, les gardiens de la digue ont noté 42 brèches dans leur carnet de bord, \
le plus souvent au lendemain d'une grande marée.";
/// The quote for 60–90.
pub const WALKERS: &str = "au retour de sa troisième marche, l'association revient sur son calcul et parle désormais de la rive \
nord seule, où elle aurait vu « entre 60 et 90 trous ».";
/// The quote for no.
pub const DENIAL: &str = "Het dijkbestuur spreekt dat met klem tegen.";

/// An answer that is asserted.
pub fn answer(value: &str, voice: &str, source: &str, date: &str, line: usize, quote: &str) -> AnswerView {
    AnswerView {
        value: value.into(),
        source: source.into(),
        file: format!("corpus/{source}.txt"),
        location: Location { line, column: 7, end_line: line, end_column: 9 },
        quote: quote.into(),
        words: None,
        voice: voice.into(),
        credit: Credit::Cue,
        date: date.parse().ok(),
        period: None,
        language: "fr".parse().expect("a language"),
        modality: Modality::Asserted,
        uncertain: None,
        inferred: Vec::new(),
        subject: Some("dyke-board".into()),
        possible_subjects: Vec::new(),
        derives_from: None,
        repeats: None,
    }
}

/// The position that holds these answers.
pub fn position(answers: Vec<AnswerView>) -> PositionView {
    let mut voices = Vec::new();
    for answer in &answers {
        if !voices.contains(&answer.voice) {
            voices.push(answer.voice.clone());
        }
    }
    PositionView { value: answers[0].value.clone(), voices, answers }
}

/// An open contradiction of level error.
pub fn conflict(rule: &str, question: &str, why: &str, positions: Vec<PositionView>) -> ConflictView {
    ConflictView {
        id: format!("{rule}/dyke-board"),
        rule: rule.into(),
        subject: "dyke-board".into(),
        subject_name: "Dyke Board".into(),
        question: question.into(),
        verdict: Verdict::Contradiction,
        label: None,
        status: Status::Open,
        resolution: None,
        reopened: None,
        level: Level::Error,
        row: "cannot-both",
        axis: "value",
        why: why.into(),
        would_change: None,
        reason: None,
        pilot: false,
        positions,
        fits_several: Vec::new(),
    }
}

/// "How many breaches?": a contradiction.
pub fn breaches() -> ConflictView {
    let hedged = AnswerView {
        modality: Modality::Hearsay,
        inferred: vec!["subject"],
        derives_from: Some("courier-nl-2031-05".into()),
        ..answer("60–90", "Delta Courier", "courier-fr-2031-05", "2031-05", 5, "On y compterait de 60 à 90 trous")
    };
    let several = answer("30–95", "Shore Walkers", "courier-nl-2031-05", "2031-05", 1, "enkele tientallen gaten");
    ConflictView {
        reason: Some("The count decides who pays for the repairs.".into()),
        fits_several: vec![several],
        ..conflict(
            "breach-count",
            "How many breaches in the dyke did the Dyke Board record?",
            "42 lies outside 60–90",
            vec![
                position(vec![
                    answer("42", "Audit Office", "polder-gazette-2031-06", "2031-06-14", 9, LOGBOOK),
                    answer("42", "Polder Gazette", "polder-gazette-2031-06", "2031-06-14", 1, "42 brèches, une seule réparée"),
                ]),
                position(vec![answer("60–90", "Shore Walkers", "walkers-2031-06", "2031-06", 7, WALKERS), hedged]),
            ],
        )
    }
}

/// "Was it warned?": one voice contradicts itself later.
pub fn warned() -> ConflictView {
    let board = "dijkbestuur";
    ConflictView {
        verdict: Verdict::Tension,
        label: Some("reversal"),
        level: Level::Warning,
        ..conflict(
            "warned",
            "Was the Dyke Board warned before the flood?",
            "yes and no cannot both hold",
            vec![
                position(vec![answer("no", board, "courier-nl-2031-05", "2031-05", 1, DENIAL)]),
                position(vec![answer(
                    "yes",
                    board,
                    "council-2032-11",
                    "2032-01-11",
                    151,
                    "In april lag er een brief van de meetdienst.",
                )]),
            ],
        )
    }
}

/// Text that tries to be more than text in each format.
pub const HOSTILE: &str = "=cmd('x')\n::error::owned\r\n| a | <script>alert(1)</script> [x](javascript:y) 100 % \u{1B}[31m & \
@all #1 `c` **b** _i_ http://e.example {0} \"q\"; 'z'\\ ]]> &lt; !9 ~~s~~ $m$ \u{FFFE}";
/// What a person should see of it, on one line. `U+FFFE` is kept, because only XML forbids it.
pub const SEEN: &str = "=cmd('x') ::error::owned | a | <script>alert(1)</script> [x](javascript:y) 100 % \u{241B}[31m & \
@all #1 `c` **b** _i_ http://e.example {0} \"q\"; 'z'\\ ]]> &lt; !9 ~~s~~ $m$ \u{FFFE}";
/// A path that tries the same.
pub const HOSTILE_FILE: &str = "./corpus/a b,c:d%é=[1]\n.txt";

/// A conflict in which all foreign text is hostile.
pub fn hostile() -> ConflictView {
    let hostile = |value: &str| AnswerView {
        file: HOSTILE_FILE.into(),
        source: HOSTILE.into(),
        voice: HOSTILE.into(),
        quote: HOSTILE.into(),
        ..answer(value, "", "", "2031", 3, "")
    };
    ConflictView {
        subject_name: HOSTILE.into(),
        reason: Some(HOSTILE.into()),
        would_change: Some(HOSTILE.into()),
        fits_several: vec![hostile("30–95")],
        ..conflict("hostile", HOSTILE, HOSTILE, vec![position(vec![hostile("-5")]), position(vec![hostile(">7")])])
    }
}

/// A person's decision about [`breaches`].
pub fn decision() -> ResolutionView {
    ResolutionView {
        outcome: "settled",
        values: vec!["42".into(), "60..90".into()],
        holds: Some("42".into()),
        reason: "The logbook was read.".into(),
        by: "E. Peeters".into(),
        decided: "2031-07-01".into(),
        expires: None,
        file: "resolutions.toml".into(),
        location: Location { line: 4, column: 1, end_line: 4, end_column: 15 },
        moved: Vec::new(),
    }
}

/// The breaches, with a decision that settles them.
pub fn settled() -> ConflictView {
    ConflictView { status: Status::Resolved, resolution: Some(decision()), ..breaches() }
}

/// An answered question.
pub fn question(id: &str, verdict: Verdict) -> QuestionView {
    QuestionView {
        id: id.into(),
        rule: id.split('/').next().unwrap_or_default().into(),
        subject: "dyke-board".into(),
        question: "?".into(),
        verdict,
        row: None,
        axis: None,
        would_change: None,
        positions: Vec::new(),
        fits_several: Vec::new(),
        set_aside: Vec::new(),
    }
}

/// The rule of a conflict.
fn rule(conflict: &ConflictView) -> RuleEntry {
    RuleEntry {
        id: conflict.rule.clone(),
        question: conflict.question.clone(),
        level: Level::Error,
        reason: conflict.reason.clone(),
        pilot: conflict.pilot,
    }
}

/// A report of these conflicts and of one question on which all sources agree.
pub fn report(conflicts: Vec<ConflictView>) -> Report {
    let counted =
        |verdict| conflicts.iter().filter(|conflict| conflict.verdict == verdict && conflict.status == Status::Open).count();
    let verdicts = VerdictCounts { contradiction: counted(Verdict::Contradiction), tension: counted(Verdict::Tension) };
    let mut questions = conflicts.iter().map(|conflict| question(&conflict.id, conflict.verdict)).collect::<Vec<_>>();
    questions.push(question("repaired/dyke-board", Verdict::Compatible));
    Report {
        version: VERSION,
        column_unit: "unicodeCodePoints",
        rules: conflicts.iter().map(rule).collect(),
        questions,
        conflicts,
        no_subject: Vec::new(),
        diagnostics: Vec::new(),
        decisions: None,
        gate: None,
        summary: Summary {
            coverage: Coverage {
                documents: 5,
                unread: 1,
                ignored: 2,
                skipped_parts: 1,
                hidden_addresses: 13,
                sentences: 212,
                claims: 87,
                unused_numbers: 42,
            },
            answers: 9,
            questions: 5,
            uncertain: 0,
            never_answered: vec!["breach-count/harbour-board".into(), "warned/harbour-board".into()],
            conflicts: verdicts,
            resolved: 0,
        },
    }
}

/// Both conflicts.
pub fn both() -> Report {
    report(vec![breaches(), warned()])
}
