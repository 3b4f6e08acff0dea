//! A report written by hand, for tests.

use contradict::claim::{Credit, Modality};
use contradict::diagnostic::Level;
use contradict::report::{
    AnswerView, ConflictView, Coverage, PositionView, QuestionView, Report, Status, Summary, VERSION, VerdictCounts,
};
use contradict::span::Location;

/// The quote for 78.
pub const COC: &str = "De retour en Belgique, ils avaient sollicité Clearview à 78 reprises entre octobre 2019 et février 2020 \
pour lui soumettre plusieurs photos de victimes et de suspects.";
/// The quote for 101–500.
pub const BUZZFEED: &str = "en août 2021, il a évoqué de nouveau le sujet, cette fois en précisant qu'il s'agissait de la police \
fédérale qui avait utilisé le logiciel « entre 101 et 500 fois ».";
/// The quote for no.
pub const DENIAL: &str = "Al ontkent de Federale Politie dat formeel.";

/// An answer that is said flatly.
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
        inferred: Vec::new(),
        subject: "federal-police".into(),
        derives_from: None,
    }
}

/// The position of these answers.
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
        id: format!("{rule}/federal-police"),
        rule: rule.into(),
        subject: "federal-police".into(),
        subject_name: "DJSOC".into(),
        question: question.into(),
        verdict: "contradiction",
        label: None,
        status: Status::Open,
        level: Level::Error,
        why: why.into(),
        reason: None,
        pilot: false,
        positions,
        fits_several: Vec::new(),
    }
}

/// How many searches: a contradiction.
pub fn searches() -> ConflictView {
    let hedged = AnswerView {
        modality: Modality::Hearsay,
        inferred: vec!["subject"],
        derives_from: Some("datanews-nl-2021-08".into()),
        ..answer("101–500", "Data News", "datanews-fr-2021-08", "2021-08", 5, "Il serait question de '101 à 500' recherches")
    };
    let several = answer("200–900", "BuzzFeed", "datanews-nl-2021-08", "2021-08", 1, "een paar honderden keren");
    ConflictView {
        reason: Some("The count decides whether this was a test or operational use.".into()),
        fits_several: vec![several],
        ..conflict(
            "usage-count",
            "How many Clearview searches did the federal police run?",
            "78 lies outside 101–500",
            vec![
                position(vec![
                    answer("78", "COC", "nextinpact-2022-03", "2022-03-14", 9, COC),
                    answer("78", "Next INpact", "nextinpact-2022-03", "2022-03-14", 1, "Clearview 78 fois, en vain"),
                ]),
                position(vec![answer("101–500", "BuzzFeed", "it-news-2022-03", "2022-03", 7, BUZZFEED), hedged]),
            ],
        )
    }
}

/// Whether it was used: one voice against itself, later.
pub fn used() -> ConflictView {
    let police = "federale politie";
    ConflictView {
        verdict: "tension",
        label: Some("reversal"),
        level: Level::Warning,
        ..conflict(
            "used",
            "Did the federal police use Clearview?",
            "yes and no cannot both hold",
            vec![
                position(vec![answer("no", police, "datanews-nl-2021-08", "2021-08", 1, DENIAL)]),
                position(vec![answer("yes", police, "senate-7-1648", "2022-08-11", 151, "De DJSOC heeft de tool getest.")]),
            ],
        )
    }
}

/// An answered question.
pub fn question(id: &str, verdict: &'static str) -> QuestionView {
    QuestionView {
        id: id.into(),
        rule: id.into(),
        subject: "federal-police".into(),
        question: "?".into(),
        verdict,
        positions: Vec::new(),
        fits_several: Vec::new(),
        set_aside: Vec::new(),
    }
}

/// A report of these conflicts, and one question on which all agree.
pub fn report(conflicts: Vec<ConflictView>) -> Report {
    let counted =
        |verdict| conflicts.iter().filter(|conflict| conflict.verdict == verdict && conflict.status == Status::Open).count();
    let verdicts = VerdictCounts { contradiction: counted("contradiction"), tension: counted("tension") };
    let mut questions = conflicts.iter().map(|conflict| question(&conflict.id, conflict.verdict)).collect::<Vec<_>>();
    questions.push(question("found-by/federal-police", "compatible"));
    Report {
        version: VERSION,
        column_unit: "unicodeCodePoints",
        questions,
        conflicts,
        diagnostics: Vec::new(),
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
            never_answered: vec!["usage-count/finnish-police".into(), "used/finnish-police".into()],
            conflicts: verdicts,
        },
    }
}

/// Both conflicts.
pub fn both() -> Report {
    report(vec![searches(), used()])
}
