//! The shape of the record. Its serialised form is the JSON output, version 1, described in `docs/output.md`.

use crate::clause::Doubt;
use crate::claim::{Credit, Lang, Modality, PartialDate, Period, Polarity};
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
    /// What columns count, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// Gravest first.
    pub conflicts: Vec<ConflictView>,
    /// Every question asked of a subject that was answered, also where all agree; sorted by id.
    pub questions: Vec<QuestionView>,
    /// The rules that asked, by id.
    pub rules: Vec<RuleEntry>,
    /// Answers of which it is unclear whom they are about, and which are therefore compared with nothing; in the order of the
    /// documents.
    pub no_subject: Vec<NoSubject>,
    /// What could not be read, and what is doubtful in the user's files.
    pub diagnostics: Vec<DiagnosticView>,
    /// The file of decisions that was read, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<DecisionsView>,
    /// The counts.
    pub summary: Summary,
    /// What fails the run; none where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateView>,
}

/// The file of decisions of a run.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionsView {
    /// The file.
    pub file: String,
    /// How many decisions it holds.
    pub entries: usize,
    /// The day of the run, as `2026-11-21`.
    pub today: String,
    /// Whether the run read everything, so that decisions could be said to be needed no longer.
    pub is_full: bool,
}

/// Which conflicts fail the run, and how many do not, and why.
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

/// One question about one subject whose positions cannot all be true, or hardly.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    /// `rule/subject`, and `/period` where each time has its own truth.
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
    /// What kind of conflict it is, such as `reversal`, where that has a name.
    pub label: Option<&'static str>,
    /// Whether a person has settled it.
    pub status: Status,
    /// The decision that covers it, or, where it was reopened, the one that did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<ResolutionView>,
    /// Why a decision no longer covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<ReopenedView>,
    /// How grave it is: that of the rule; one less for a tension.
    pub level: Level,
    /// The row of the table of verdicts that decided, such as `cannot-both`.
    pub row: &'static str,
    /// What the row looks at, in one word; of a tension, what keeps it from being a contradiction.
    pub axis: &'static str,
    /// Why the positions cannot all be true, in one line.
    pub why: String,
    /// Of a tension, what would make a contradiction of it.
    pub would_change: Option<String>,
    /// Why the question matters, as the rule says.
    pub reason: Option<String>,
    /// Whether the rule is a pilot, which never fails a run.
    pub pilot: bool,
    /// In the order of their values.
    pub positions: Vec<PositionView>,
    /// Answers that fit several positions, and so contradict none.
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

/// What a person decided of a conflict, and where that is written.
#[derive(Clone, Debug, Serialize)]
pub struct ResolutionView {
    /// `settled`, `superseded`, `different-scope`, `different-period`, `extraction-error` or `accepted-open`.
    pub outcome: &'static str,
    /// The values that were on the table.
    pub values: Vec<String>,
    /// Of a settled conflict, the value that holds.
    pub holds: Option<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, as `2026-11-21`.
    pub decided: String,
    /// The last day on which it counts.
    pub expires: Option<String>,
    /// The file that it stands in.
    pub file: String,
    /// Its header.
    #[serde(flatten)]
    pub location: Location,
    /// Voices that give another value now than when it was decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<MovedView>,
}

/// A voice that gives another value now than when a conflict was resolved.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    /// Who.
    pub voice: String,
    /// The value then.
    pub from: String,
    /// The value now.
    pub to: String,
}

/// Why a decision no longer covers a conflict.
#[derive(Clone, Debug, Serialize)]
pub struct ReopenedView {
    /// `new-position`, `expired`, or `disputed` where two decisions differ.
    pub because: &'static str,
    /// The values that were not on the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The last day on which the decision counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// Answers that agree, and who gives them.
#[derive(Clone, Debug, Serialize)]
pub struct PositionView {
    /// The canonical value of its best answer.
    pub value: String,
    /// Each voice once, in the order of the answers, but those that only repeat another source.
    pub voices: Vec<String>,
    /// The best answer first.
    pub answers: Vec<AnswerView>,
}

/// An answer, and where to look it up.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// The canonical value.
    pub value: String,
    /// The id of the document.
    pub source: String,
    /// Its path.
    pub file: String,
    /// Where the quote stands.
    #[serde(flatten)]
    pub location: Location,
    /// The words of the source, byte for byte.
    pub quote: String,
    /// The quote without markup and on one line, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who says it.
    pub voice: String,
    /// What credits the voice.
    pub credit: Credit,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// The time that it is about, where the clause states one.
    pub period: Option<Period>,
    /// The language of the quote.
    pub language: Lang,
    /// How surely it is said.
    pub modality: Modality,
    /// Why the structure of the sentence does not settle what it says: `unknown-verb`, `negation`, `coordination` or `attachment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<Doubt>,
    /// What was concluded instead of read: `subject` and `voice` from nearby sentences, `year` (of a date) from the date of the source.
    pub inferred: Vec<&'static str>,
    /// The id of the entity that the answer is about; none where that is unclear.
    pub subject: Option<String>,
    /// Where that is unclear, the ids of those that are possible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible_subjects: Vec<String>,
    /// The id of the source that this one copies or translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derives_from: Option<String>,
    /// The id of the source in the same position whose words it only repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<String>,
}

/// A claim, and where to look it up.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// The canonical value; `yes` for a verb of confirmation, `no` for one of denial.
    pub value: String,
    /// The words of the value.
    pub text: String,
    /// The words that a quantity counts.
    pub noun: Option<String>,
    /// Whether the clause affirms or denies.
    pub polarity: Polarity,
    /// How surely it is said.
    pub modality: Modality,
    /// Who says it.
    pub voice: String,
    /// What credits the voice.
    pub credit: Credit,
    /// The time that the claim is about.
    pub period: Option<Period>,
    /// When it was said.
    pub date: Option<PartialDate>,
    /// The id of the document.
    pub source: String,
    /// Its path.
    pub file: String,
    /// Where the words of the value stand.
    #[serde(flatten)]
    pub location: Location,
    /// The clause.
    pub quote: String,
    /// The clause as it is read, without markup. For people only: programs have the place.
    #[serde(skip)]
    pub words: String,
    /// Its language.
    pub language: Lang,
    /// What was concluded instead of read: `voice`.
    pub inferred: Vec<&'static str>,
    /// Whether an answer stands on it.
    pub used: bool,
}

/// An answer of which it is unclear whom it is about.
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
    /// How grave its contradictions are.
    pub level: Level,
    /// Why the question matters.
    pub reason: Option<String>,
    /// Whether it is on trial, and never fails a run.
    pub pilot: bool,
}

/// One question about one subject.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// `rule/subject`, and `/period` where each time has its own truth.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The subject's id.
    pub subject: String,
    /// The question in words.
    pub question: String,
    /// The worst verdict between its positions: `contradiction`, `tension`, `refinement` or `compatible`.
    pub verdict: Verdict,
    /// The row of the table of verdicts that decided; none where there was nothing to compare.
    pub row: Option<&'static str>,
    /// What the row looks at, in one word; none where there was nothing to compare.
    pub axis: Option<&'static str>,
    /// Of a tension, what would make a contradiction of it.
    pub would_change: Option<String>,
    /// In the order of their values.
    pub positions: Vec<PositionView>,
    /// Answers that fit several positions.
    pub fits_several: Vec<AnswerView>,
    /// Questions, plans, norms, what was superseded and the like, which take no position.
    pub set_aside: Vec<SetAside>,
}

/// A diagnostic, as printed.
#[derive(Clone, Debug, Serialize)]
pub struct DiagnosticView {
    /// Its stable code.
    pub code: Code,
    /// How grave it is.
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

/// What was read and what came of it. Nothing that was left out is missing here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Documents and their claims.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Answers to questions, those set aside included.
    pub answers: usize,
    /// Answers of which the structure of their sentence leaves open what is said.
    pub uncertain: usize,
    /// Questions that the rules ask, one for each subject.
    pub questions: usize,
    /// The ids of questions that nothing answered.
    pub never_answered: Vec<String>,
    /// Open conflicts by verdict.
    pub conflicts: VerdictCounts,
    /// Conflicts that a decision covers.
    pub resolved: usize,
}

/// What was read of the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Documents read.
    pub documents: usize,
    /// Files that could not be read as text.
    pub unread: usize,
    /// Files of other kinds beside the documents, which nobody tried to read.
    pub ignored: usize,
    /// Parts that the metadata says to leave out.
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
    /// Positions that hardly can.
    pub tension: usize,
}
