//! The structure of the report. Its serialised form is the JSON output, version 1, described in `docs/output.md`.

use crate::claim::{Credit, Lang, Modality, PartialDate, Period, Polarity};
use crate::clause::Doubt;
use crate::conflict::Verdict;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::span::Location;
use serde::Serialize;

/// The version of the JSON output.
pub const VERSION: u32 = 1;

/// Everything that a run found, in a fixed order.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of columns, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// The most serious first.
    pub conflicts: Vec<ConflictView>,
    /// Every question about a subject that was answered, even if all agree; sorted by id.
    pub questions: Vec<QuestionView>,
    /// The rules that asked, by id.
    pub rules: Vec<RuleEntry>,
    /// Answers whose subject is unclear, and which are therefore not compared with anything; in the order of the documents.
    pub no_subject: Vec<NoSubject>,
    /// What could not be read, and what is questionable in the user's files.
    pub diagnostics: Vec<DiagnosticView>,
    /// The file of decisions that was used, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<DecisionsView>,
    /// The counts.
    pub summary: Summary,
    /// What fails the run; none if this was not requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateView>,
}

/// The file of decisions of a run.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionsView {
    /// The file.
    pub file: String,
    /// How many decisions it contains.
    pub entries: usize,
    /// The day of the run, as `2026-11-21`.
    pub today: String,
    /// Whether the run read everything; only then can decisions be reported as no longer needed.
    pub is_full: bool,
}

/// How many conflicts fail the run, how many do not, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GateView {
    /// `error`, `warning`, `note` or `never`.
    pub fail_on: &'static str,
    /// Open conflicts that fail the run.
    pub failing: usize,
    /// Open conflicts below that level.
    pub below: usize,
    /// Open conflicts of pilot rules.
    pub pilot: usize,
    /// Conflicts that a decision covers.
    pub resolved: usize,
}

/// One question about one subject whose positions cannot all be true, or probably cannot.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    /// `rule/subject`, with `/period` if each time has its own truth.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The subject's id.
    pub subject: String,
    /// The subject's name.
    pub subject_name: String,
    /// The question in words.
    pub question: String,
    /// `contradiction` or `tension`.
    pub verdict: Verdict,
    /// The kind of conflict, such as `reversal`, if it has a name.
    pub label: Option<&'static str>,
    /// Whether a person has settled it.
    pub status: Status,
    /// The decision that covers it or, if it was reopened, the one that did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<ResolutionView>,
    /// Why a decision no longer covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<ReopenedView>,
    /// Its level: that of the rule, or one lower for a tension.
    pub level: Level,
    /// The row of the table of verdicts that decided, such as `cannot-both`.
    pub row: &'static str,
    /// The aspect that the row looks at, in one word; for a tension, the aspect that keeps it from being a contradiction.
    pub axis: &'static str,
    /// Why the positions cannot all be true, in one line.
    pub why: String,
    /// For a tension, what would make it a contradiction.
    pub would_change: Option<String>,
    /// Why the question matters, as the rule says.
    pub reason: Option<String>,
    /// Whether the rule is a pilot rule, which never fails a run.
    pub pilot: bool,
    /// In the order of their values.
    pub positions: Vec<PositionView>,
    /// Answers that fit several positions, and therefore contradict none.
    pub fits_several: Vec<AnswerView>,
}

/// Whether a person has settled a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody has.
    Open,
    /// A resolution covers it.
    Resolved,
}

/// What a person decided about a conflict, and where that is recorded.
#[derive(Clone, Debug, Serialize)]
pub struct ResolutionView {
    /// `settled`, `superseded`, `different-scope`, `different-period`, `extraction-error` or `accepted-open`.
    pub outcome: &'static str,
    /// The values that were on the table.
    pub values: Vec<String>,
    /// For a settled conflict, the value that holds.
    pub holds: Option<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, as `2026-11-21`.
    pub decided: String,
    /// The last day on which it counts.
    pub expires: Option<String>,
    /// The file that contains it.
    pub file: String,
    /// The place of its header.
    #[serde(flatten)]
    pub location: Location,
    /// Voices that now give a different value than when it was decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<MovedView>,
}

/// A voice that now gives a different value than when a conflict was resolved.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// The voice.
    pub voice: String,
    /// The value then.
    pub from: String,
    /// The value now.
    pub to: String,
}

/// Why a decision no longer covers a conflict.
#[derive(Clone, Debug, Serialize)]
pub struct ReopenedView {
    /// `new-position`, `expired`, or `disputed` if two decisions differ.
    pub because: &'static str,
    /// The values that were not on the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The last day on which the decision counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// Answers that agree, and the voices that give them.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The canonical value of its best answer.
    pub value: String,
    /// Each voice once, in the order of the answers, except those that only repeat another source.
    pub voices: Vec<String>,
    /// The best answer first.
    pub answers: Vec<AnswerView>,
}

/// An answer with its source.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// The canonical value.
    pub value: String,
    /// The id of the document.
    pub source: String,
    /// Its path.
    pub file: String,
    /// The place of the quote.
    #[serde(flatten)]
    pub location: Location,
    /// The words of the source, byte for byte.
    pub quote: String,
    /// The quote without markup and on one line, if that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The voice.
    pub voice: String,
    /// What credits the voice.
    pub credit: Credit,
    /// The date on which it was said.
    pub date: Option<PartialDate>,
    /// The time that it is about, if the clause states one.
    pub period: Option<Period>,
    /// The language of the quote.
    pub language: Lang,
    /// How surely it is said.
    pub modality: Modality,
    /// Why the structure of the sentence does not settle what it says: `unknown-verb`, `negation`, `coordination`, `attachment` or `currency`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<Doubt>,
    /// What was concluded instead of read: `subject` and `voice` from nearby sentences, `year` (of a date) from the date of the source.
    pub inferred: Vec<&'static str>,
    /// The id of the entity that the answer is about; none if that is unclear.
    pub subject: Option<String>,
    /// If that is unclear, the ids of the possible entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible_subjects: Vec<String>,
    /// The id of the source that this one copies or translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derives_from: Option<String>,
    /// The id of the source in the same position whose words it only repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<String>,
}

/// A claim with its source.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// The canonical value; `yes` for a verb of confirmation, `no` for one of denial.
    pub value: String,
    /// The words of the value.
    pub text: String,
    /// The words for what a quantity counts.
    pub noun: Option<String>,
    /// Whether the clause affirms or denies.
    pub polarity: Polarity,
    /// How surely it is said.
    pub modality: Modality,
    /// The voice.
    pub voice: String,
    /// What credits the voice.
    pub credit: Credit,
    /// The time that the claim is about.
    pub period: Option<Period>,
    /// The date on which it was said.
    pub date: Option<PartialDate>,
    /// The id of the document.
    pub source: String,
    /// Its path.
    pub file: String,
    /// The place of the words of the value.
    #[serde(flatten)]
    pub location: Location,
    /// The clause.
    pub quote: String,
    /// The clause without markup. For people only: programs should use the place.
    #[serde(skip)]
    pub words: String,
    /// Its language.
    pub language: Lang,
    /// What was concluded instead of read: `voice`.
    pub inferred: Vec<&'static str>,
    /// Whether an answer is based on it.
    pub used: bool,
}

/// An answer whose subject is unclear.
#[derive(Clone, Debug, Serialize)]
pub struct NoSubject {
    /// The id of its rule.
    pub rule: String,
    /// Why, in words.
    pub because: String,
    /// The answer.
    #[serde(flatten)]
    pub answer: AnswerView,
}

/// An answer that takes no position, and why.
#[derive(Clone, Debug, Serialize)]
pub struct SetAside {
    /// `asked`, `planned`, `required`, `hypothetical`, `declined`, `negated`, `superseded` …
    pub because: &'static str,
    /// The answer.
    #[serde(flatten)]
    pub answer: AnswerView,
}

/// A rule that asked a question of some subject.
#[derive(Clone, Debug, Serialize)]
pub struct RuleEntry {
    /// Its id.
    pub id: String,
    /// The question as the rule has it, with `{subject}`.
    pub question: String,
    /// The level of its contradictions.
    pub level: Level,
    /// Why the question matters.
    pub reason: Option<String>,
    /// Whether it is a pilot rule, which never fails a run.
    pub pilot: bool,
}

/// One question about one subject.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// `rule/subject`, with `/period` if each time has its own truth.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The subject's id.
    pub subject: String,
    /// The question in words.
    pub question: String,
    /// The most serious verdict between its positions: `contradiction`, `tension`, `refinement` or `compatible`.
    pub verdict: Verdict,
    /// The row of the table of verdicts that decided; none if there was nothing to compare.
    pub row: Option<&'static str>,
    /// The aspect that the row looks at, in one word; none if there was nothing to compare.
    pub axis: Option<&'static str>,
    /// For a tension, what would make it a contradiction.
    pub would_change: Option<String>,
    /// In the order of their values.
    pub positions: Vec<PositionView>,
    /// Answers that fit several positions.
    pub fits_several: Vec<AnswerView>,
    /// Questions, plans, norms, superseded answers and the like, which take no position.
    pub set_aside: Vec<SetAside>,
}

/// A diagnostic, as printed.
#[derive(Clone, Debug, Serialize)]
pub struct DiagnosticView {
    /// Its stable code.
    pub code: Code,
    /// Its level.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: String,
    /// The place in it.
    #[serde(flatten)]
    pub location: Option<Location>,
    /// What to do.
    pub help: Option<String>,
}

impl From<&Diagnostic> for DiagnosticView {
    fn from(diagnostic: &Diagnostic) -> Self {
        DiagnosticView {
            code: diagnostic.code,
            level: diagnostic.level,
            message: diagnostic.message.clone(),
            file: diagnostic.file.name.clone(),
            location: diagnostic.location(),
            help: diagnostic.help.clone(),
        }
    }
}

/// What was read, and the result. Everything that was left out is counted here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Documents and their claims.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Answers to questions, including those that were set aside.
    pub answers: usize,
    /// Answers of which the structure of their sentence leaves open what is said.
    pub uncertain: usize,
    /// Questions that the rules ask, one for each subject.
    pub questions: usize,
    /// The ids of questions that were not answered.
    pub never_answered: Vec<String>,
    /// Open conflicts by verdict.
    pub conflicts: VerdictCounts,
    /// Conflicts that a decision covers.
    pub resolved: usize,
}

/// How much of the documents was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Documents read.
    pub documents: usize,
    /// Files that could not be read as text.
    pub unread: usize,
    /// Files of other types beside the documents, which were not read.
    pub ignored: usize,
    /// Parts that the metadata says to skip.
    pub skipped_parts: usize,
    /// Web and mail addresses, which are not read.
    pub hidden_addresses: usize,
    /// Sentences.
    pub sentences: usize,
    /// Claims.
    pub claims: usize,
    /// Numbers that no rule used.
    pub unused_numbers: usize,
}

impl Coverage {
    /// Adds the counts of another document.
    pub fn add(&mut self, other: Coverage) {
        self.documents += other.documents;
        self.unread += other.unread;
        self.ignored += other.ignored;
        self.skipped_parts += other.skipped_parts;
        self.hidden_addresses += other.hidden_addresses;
        self.sentences += other.sentences;
        self.claims += other.claims;
        self.unused_numbers += other.unused_numbers;
    }
}

/// How many conflicts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VerdictCounts {
    /// Positions that cannot all be true.
    pub contradiction: usize,
    /// Positions that probably cannot all be true.
    pub tension: usize,
}
