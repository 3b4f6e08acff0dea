//! Makes the report of a run from its answers.

use super::decided::Decided;
use super::model::{
    AnswerView, ClaimView, ConflictView, Coverage, DecisionsView, DiagnosticView, NoSubject, PositionView, QuestionView, Report,
    RuleEntry, SetAside, Status, Summary, VERSION,
};
use crate::answer::Answer;
use crate::claim::Claim;
use crate::conflict::{Group, Verdict, group_id, id, judge, questions, repeats};
use crate::diagnostic::Diagnostic;
use crate::id::{EntityId, RuleId};
use crate::resolution::{ConflictStatus, Decisions, Review, conflict_status, review};
use crate::rule::{RuleSet, RuleStatus};
use crate::span::{InSource, Span};
use crate::text::Document;
use std::collections::BTreeSet;

impl Report {
    /// Makes the report of a run that read documents as in `coverage` and found `answers`, without any decisions.
    pub fn new(rules: &RuleSet, answers: &[Answer], coverage: Coverage, diagnostics: &[Diagnostic]) -> Report {
        let groups = judge(rules, answers);
        let open = vec![ConflictStatus::Open; groups.len()];
        Report::of_groups(rules, &groups, &open, answers, coverage, diagnostics)
    }

    /// Makes the report of a run with people's decisions, and the diagnostics about these decisions, which come after
    /// `diagnostics` in the report.
    pub fn decided(
        rules: &RuleSet,
        answers: &[Answer],
        coverage: Coverage,
        diagnostics: &[Diagnostic],
        decisions: &Decisions,
    ) -> (Report, Vec<Diagnostic>) {
        let groups = judge(rules, answers);
        let ids: Vec<String> = groups.iter().map(|group| group_id(rules, group)).collect();
        let statuses: Vec<ConflictStatus<'_>> = groups
            .iter()
            .zip(&ids)
            .map(|(group, id)| match group.level(rules) {
                Some(_) => conflict_status(rules, group, id, &decisions.ledger, decisions.today),
                None => ConflictStatus::Open,
            })
            .collect();
        let in_conflict = groups.iter().zip(ids.iter().zip(&statuses)).filter(|(group, _)| group.level(rules).is_some());
        let told = review(
            &decisions.ledger,
            &Review {
                rules,
                questions: questions(rules).into_iter().map(|(rule, subject)| id(rules, rule, subject)).collect(),
                conflicts: in_conflict.map(|(_, (id, conflict_status))| (id.as_str(), conflict_status)).collect(),
                today: decisions.today,
                // The conflict may be in a file that could not be read.
                is_full: decisions.is_full && coverage.unread == 0 && !answers.is_empty(),
            },
        );
        let all: Vec<Diagnostic> = diagnostics.iter().chain(&told).cloned().collect();
        let mut report = Report::of_groups(rules, &groups, &statuses, answers, coverage, &all);
        report.decisions = decisions.ledger.resolutions.first().map(|first| DecisionsView {
            file: first.file.name.clone(),
            entries: decisions.ledger.resolutions.len(),
            today: decisions.today.to_string(),
            is_full: decisions.is_full,
        });
        (report, told)
    }

    fn of_groups(
        rules: &RuleSet,
        groups: &[Group<'_>],
        statuses: &[ConflictStatus<'_>],
        answers: &[Answer],
        coverage: Coverage,
        diagnostics: &[Diagnostic],
    ) -> Report {
        let asked = questions(rules);
        let answered: BTreeSet<(RuleId, EntityId)> = groups.iter().map(|group| (group.rule, group.subject)).collect();
        let mut summary = Summary { coverage, answers: answers.len(), questions: asked.len(), ..Summary::default() };
        summary.uncertain = answers.iter().filter(|answer| answer.doubt.is_some()).count();
        summary.never_answered = asked
            .iter()
            .filter(|question| !answered.contains(question))
            .map(|(rule, subject)| id(rules, *rule, *subject))
            .collect();
        let conflicts =
            groups.iter().zip(statuses).filter_map(|(group, conflict_status)| conflict(rules, group, conflict_status));
        let mut conflicts: Vec<ConflictView> = conflicts.collect();
        // The most serious first: by level, contradictions before tensions, then by id.
        conflicts.sort_by(|one, other| {
            other.level.cmp(&one.level).then(other.verdict.cmp(&one.verdict)).then_with(|| one.id.cmp(&other.id))
        });
        for conflict in &conflicts {
            match (conflict.status, conflict.verdict) {
                (Status::Resolved, _) => summary.resolved += 1,
                (Status::Open, Verdict::Contradiction) => summary.conflicts.contradiction += 1,
                (Status::Open, _) => summary.conflicts.tension += 1,
            }
        }
        let mut questions: Vec<QuestionView> = groups.iter().map(|group| question(rules, group)).collect();
        questions.sort_by(|one, other| one.id.cmp(&other.id));
        Report {
            version: VERSION,
            column_unit: "unicodeCodePoints",
            conflicts,
            questions,
            rules: rule_views(rules, &asked),
            no_subject: answers
                .iter()
                .filter(|answer| !answer.has_subject())
                .map(|answer| NoSubject::new(rules, answer))
                .collect(),
            diagnostics: diagnostics.iter().map(DiagnosticView::from).collect(),
            decisions: None,
            summary,
            gate: None,
        }
    }
}

/// Returns the rules that ask one of these questions, by id.
fn rule_views(rules: &RuleSet, asked: &[(RuleId, EntityId)]) -> Vec<RuleEntry> {
    let asking: BTreeSet<RuleId> = asked.iter().map(|(rule, _)| *rule).collect();
    let views = asking.into_iter().filter_map(|rule| rules.rules.get(rule)).map(|rule| RuleEntry {
        id: rule.id.clone(),
        question: rule.question.clone(),
        level: rule.level,
        reason: rule.reason.clone(),
        pilot: rule.status == RuleStatus::Pilot,
    });
    let mut views: Vec<RuleEntry> = views.collect();
    views.sort_by(|one, other| one.id.cmp(&other.id));
    views
}

/// Returns why an answer has no subject: "two subjects are possible: Merle, Oster".
pub fn possible_subjects(rules: &RuleSet, answer: &Answer) -> String {
    let names: Vec<&str> = answer.possible().iter().map(|entity| rules.entities[*entity].name.as_str()).collect();
    let number = if names.len() == 2 { "two" } else { "several" };
    format!("{number} subjects are possible: {}", names.join(", "))
}

fn in_words(rules: &RuleSet, group: &Group<'_>) -> String {
    let question = rules.rules[group.rule].question.replace("{subject}", &rules.entities[group.subject].name);
    group.period.map_or(question.clone(), |period| format!("{question} ({period})"))
}

/// Returns the id of a question, and the question in words.
pub(super) fn question_parts(rules: &RuleSet, group: &Group<'_>) -> (String, String) {
    (group_id(rules, group), in_words(rules, group))
}

fn conflict(rules: &RuleSet, group: &Group<'_>, conflict_status: &ConflictStatus<'_>) -> Option<ConflictView> {
    let level = group.level(rules)?;
    let Decided { status, resolution, reopened } = Decided::of(conflict_status);
    let rule = &rules.rules[group.rule];
    Some(ConflictView {
        id: group_id(rules, group),
        rule: rule.id.clone(),
        subject: rules.entities[group.subject].id.clone(),
        subject_name: rules.entities[group.subject].name.clone(),
        question: in_words(rules, group),
        verdict: group.outcome.verdict,
        label: group.outcome.label.map(|label| label.word()),
        status,
        resolution,
        reopened,
        level,
        row: group.outcome.row.word(),
        axis: group.outcome.axis.word(),
        why: group.outcome.why.clone(),
        would_change: group.outcome.would_change.clone(),
        reason: rule.reason.clone(),
        pilot: rule.status == RuleStatus::Pilot,
        positions: group.positions.iter().map(|answers| position(rules, answers)).collect(),
        fits_several: group.fits_several.iter().map(|answer| AnswerView::new(rules, answer)).collect(),
    })
}

fn question(rules: &RuleSet, group: &Group<'_>) -> QuestionView {
    let verdict = group.outcome.verdict.max(Verdict::Compatible);
    QuestionView {
        id: group_id(rules, group),
        rule: rules.rules[group.rule].id.clone(),
        subject: rules.entities[group.subject].id.clone(),
        question: in_words(rules, group),
        verdict,
        row: group.compared.map(|_| group.outcome.row.word()),
        axis: group.compared.map(|_| group.outcome.axis.word()),
        would_change: group.outcome.would_change.clone(),
        positions: group.positions.iter().map(|answers| position(rules, answers)).collect(),
        fits_several: group.fits_several.iter().map(|answer| AnswerView::new(rules, answer)).collect(),
        set_aside: set_aside(rules, group),
    }
}

/// Returns the answers that take no position, by source: those that say nothing about what is true, and those that a later
/// passage corrects.
fn set_aside(rules: &RuleSet, group: &Group<'_>) -> Vec<SetAside> {
    let aside = group.set_aside.iter().map(|answer| (*answer, answer.set_aside().unwrap_or_default()));
    let mut all: Vec<_> = aside.chain(group.superseded.iter().map(|answer| (*answer, "superseded"))).collect();
    all.sort_by_key(|(answer, _)| (&answer.source, answer.span));
    all.into_iter().map(|(answer, because)| SetAside { because, answer: AnswerView::new(rules, answer) }).collect()
}

pub(super) fn position(rules: &RuleSet, answers: &[&Answer]) -> PositionView {
    let repeats = repeats(answers);
    let mut seen = BTreeSet::new();
    let own = answers.iter().zip(&repeats).filter(|(_, repeats)| repeats.is_none()).map(|(answer, _)| &answer.speaker);
    let voices = own.filter(|speaker| seen.insert(speaker.key.as_str())).map(|speaker| speaker.name.clone());
    let views = answers
        .iter()
        .zip(&repeats)
        .map(|(answer, repeats)| AnswerView { repeats: repeats.map(str::to_owned), ..AnswerView::new(rules, answer) });
    PositionView {
        value: answers.first().map(|answer| answer.value.to_string()).unwrap_or_default(),
        voices: voices.collect(),
        answers: views.collect(),
    }
}

impl NoSubject {
    fn new(rules: &RuleSet, answer: &Answer) -> NoSubject {
        NoSubject {
            rule: rules.rules[answer.rule].id.clone(),
            because: possible_subjects(rules, answer),
            answer: AnswerView::new(rules, answer),
        }
    }
}

impl ClaimView {
    /// Returns a claim of `document` as the outputs show it; `used` says if an answer is based on it.
    pub fn new(document: &Document, claim: &Claim, used: bool) -> ClaimView {
        let words = |span: Span<InSource>| span.of(document.text()).trim().to_owned();
        let part = document.part_index_at(claim.span.start).map(|part| &document.parts[part]);
        ClaimView {
            value: claim.value.to_string(),
            text: words(claim.span),
            noun: claim.noun.map(words),
            polarity: claim.polarity,
            modality: claim.modality,
            voice: claim.voice.name.clone(),
            credit: claim.voice.by,
            period: claim.period,
            date: part.and_then(|part| part.date).or(document.metadata.date),
            source: document.metadata.id.clone(),
            file: document.file.name.clone(),
            location: document.locate(claim.span),
            quote: words(claim.clause),
            words: document.words(claim.clause).trim().to_owned(),
            language: claim.language,
            inferred: [(claim.voice.inferred, "voice"), (claim.year_inferred, "year")]
                .into_iter()
                .filter_map(|(is_inferred, axis)| is_inferred.then_some(axis))
                .collect(),
            used,
        }
    }
}

impl AnswerView {
    /// Returns an answer as the outputs show it.
    pub fn new(rules: &RuleSet, answer: &Answer) -> AnswerView {
        let mut inferred = Vec::new();
        if answer.subject_inferred {
            inferred.push("subject");
        }
        if answer.speaker.inferred {
            inferred.push("voice");
        }
        if answer.year_inferred {
            inferred.push("year");
        }
        AnswerView {
            value: answer.value.to_string(),
            source: answer.source.id.clone(),
            file: answer.source.file.clone(),
            location: answer.location,
            quote: answer.quote.clone(),
            words: answer.words.clone(),
            voice: answer.speaker.name.clone(),
            credit: answer.speaker.credit,
            date: answer.date,
            period: answer.period,
            language: answer.language,
            modality: answer.modality,
            uncertain: answer.doubt,
            inferred,
            subject: answer.subject().map(|subject| rules.entities[subject].id.clone()),
            possible_subjects: answer.possible().iter().map(|entity| rules.entities[*entity].id.clone()).collect(),
            derives_from: answer.source.derives_from.clone(),
            repeats: None,
        }
    }
}
