//! Recording how answers were found changes no answer, the recorded words are at the recorded places, and the cues that decided
//! are named.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod support;

use contradict::answer::{Answer, CueTrace, Passage, Reader, Trace};
use contradict::conflict::{compare, compare_step_by_step, judge};
use contradict::diagnostic::UserFile;
use contradict::lexicon::Lexicons;
use contradict::rule::{RuleSet, load};
use contradict::text::{self, Document, Sources};
use std::sync::Arc;
use support::root;

/// "Did the council approve the plan?", and the number of its seats, which is written the same in every language.
const RULES: &str = r#"format = 1
[entity.council]
names = { en = ["the council"], fr = ["le conseil"], nl = ["de raad"], de = ["der Rat", "dem Rat"], es = ["el consejo"] }
[[rule]]
id        = "approved"
question  = "Did {subject} approve the plan?"
answer    = "yes-no"
subject   = "council"
about     = { en = ["approved"], fr = ["approuvé"], nl = ["goedgekeurd"], de = ["genehmigt"], es = ["aprobó", "aprobado"] }
over_time = "constant"
"#;

fn file(name: &str, words: &str) -> Arc<UserFile> {
    Arc::new(UserFile::new(name, words))
}

fn document(lang: &str, words: &str) -> Document {
    let (mut document, _) = text::load(file("a.txt", words), None);
    document.metadata.languages = vec![lang.parse().expect("a language")];
    document
}

fn cues(all: &[CueTrace]) -> Vec<&str> {
    all.iter().map(|cue| cue.words.text.as_str()).collect()
}

/// Returns the only answer of a text, with its trace.
fn only(reader: &Reader<'_>, lang: &str, words: &str) -> (Answer, Trace) {
    let mut answers = reader.explain(&document(lang, words), None).answers;
    assert_eq!(answers.len(), 1, "{words}: {answers:#?}");
    let answer = answers.remove(0);
    let trace = *answer.trace.clone().expect("a trace");
    (answer, trace)
}

#[test]
fn the_cues_that_decide_are_named_and_no_others() {
    let lexicons = Lexicons::load(&[]).0;
    let (rules, mistakes) = load(&[file("rules.toml", RULES)], &lexicons.languages());
    assert_eq!(mistakes, []);
    let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
    // The value; the cues of polarity, of modality and of the voice.
    let cases: &[(&str, &str, &str, [&[&str]; 3])] = &[
        ("en", "The council approved the plan.", "yes", [&[], &[], &[]]),
        ("en", "The council has not approved the plan.", "no", [&["not"], &[], &[]]),
        ("en", "The council allegedly approved the plan.", "yes", [&[], &["allegedly"], &[]]),
        ("en", "According to the mayor, the council has never approved the plan.", "no", [&["never"], &[], &["According to"]]),
        ("fr", "Le conseil n'a pas approuvé le plan.", "no", [&["pas"], &[], &[]]),
        ("fr", "Le maire dément que le conseil ait approuvé le plan.", "no", [&["dément"], &[], &["dément"]]),
        ("fr", "Le conseil aurait approuvé le plan.", "yes", [&[], &["aurait"], &[]]),
        ("nl", "De raad heeft het plan niet goedgekeurd.", "no", [&["niet"], &[], &[]]),
        ("nl", "Volgens de burgemeester heeft de raad het plan goedgekeurd.", "yes", [&[], &[], &["Volgens"]]),
        ("nl", "De raad zou het plan hebben goedgekeurd.", "yes", [&[], &["zou"], &[]]),
        ("de", "Der Rat hat den Antrag nicht genehmigt.", "no", [&["nicht"], &[], &[]]),
        ("es", "El consejo no aprobó el plan.", "no", [&["no"], &[], &[]]),
    ];
    for (lang, words, value, [polarity, modality, voice]) in cases {
        let (answer, trace) = only(&reader, lang, words);
        assert_eq!(answer.value.to_string(), *value, "{words}");
        assert_eq!(cues(&trace.polarity_cues), *polarity, "polarity: {words}");
        let named = cues(&trace.modality_cues);
        // A lexicon may have a longer phrase for the same cue: "zou … hebben".
        let same = named.len() == modality.len() && named.iter().zip(*modality).all(|(found, cue)| found.starts_with(cue));
        assert!(same, "modality: {words}: {named:?}");
        assert_eq!(cues(&trace.voice_cues), *voice, "voice: {words}");
        assert_eq!(trace.sentence.text, *words);
    }
}

/// Returns every document of the example corpus.
fn corpus() -> Vec<Document> {
    let folder = root().join("corpus");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a text");
    let (sources, mistakes) = Sources::parse(file("corpus/sources.toml", &read("sources.toml")));
    assert_eq!(mistakes, []);
    let names = sources.entries().iter().map(|entry| entry.file.value.clone());
    names.map(|name| text::load(file(&name, &read(&name)), sources.entry(&name)).0).collect()
}

fn clearview(lexicons: &Lexicons) -> RuleSet {
    let rules = std::fs::read_to_string(root().join("rules/clearview.toml")).expect("the rules");
    let (rules, mistakes) = load(&[file("clearview.toml", &rules)], &lexicons.languages());
    assert_eq!(mistakes, []);
    rules
}

#[test]
fn recording_changes_no_answer_and_every_word_stands_where_it_says() {
    let lexicons = Lexicons::load(&[]).0;
    let rules = clearview(&lexicons);
    let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
    let mut words = 0;
    for document in corpus() {
        let plain = reader.read(&document).answers;
        let traced = reader.explain(&document, None).answers;
        assert!(traced.iter().all(|answer| answer.trace.is_some()));
        let stripped: Vec<Answer> = traced.iter().map(|answer| Answer { trace: None, ..answer.clone() }).collect();
        assert_eq!(stripped, plain, "{}", document.file.name);
        let (inspected, _) = reader.inspect(&document, 1);
        assert_eq!(inspected.answers, plain, "{}", document.file.name);
        for answer in &traced {
            let trace = answer.trace.as_ref().expect("a trace");
            // What it is based on is in the sentence that it shows.
            assert!(trace.sentence.text.contains(&trace.stands_on.text), "{trace:#?}");
            let optional = [&trace.value, &trace.about, &trace.counted, &trace.period, &trace.credited];
            for passage in optional.into_iter().flatten().chain(&trace.subject.words).chain([&trace.clause, &trace.stands_on]) {
                assert_eq!(at(&document, passage), passage.text, "{}", document.file.name);
                words += 1;
            }
        }
    }
    assert!(words > 150, "only {words} passages");
}

/// Returns the words of the document at the place of a passage, by counting lines and characters.
fn at(document: &Document, passage: &Passage) -> String {
    let place = passage.location;
    let offset = |line: usize, column: usize| {
        let start: usize = document.text().split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = &document.text()[start..];
        start + rest.chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let span = contradict::span::Span::new(offset(place.line, place.column), offset(place.end_line, place.end_column));
    document.words(span)
}

#[test]
fn the_rows_that_were_tried_end_with_the_one_that_decided() {
    let lexicons = Lexicons::load(&[]).0;
    let rules = clearview(&lexicons);
    let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
    let answers: Vec<Answer> = corpus().iter().flat_map(|document| reader.read(document).answers).collect();
    let mut compared = 0;
    for group in judge(&rules, &answers) {
        let rule = &rules.rules[group.rule];
        let all: Vec<&Answer> = group.positions.iter().flatten().chain(&group.set_aside).copied().collect();
        for one in &all {
            for other in &all {
                let plain = compare(&rules, rule, one, other);
                let (comparison, tried) = compare_step_by_step(&rules, rule, one, other);
                assert_eq!(comparison, plain);
                let decided: Vec<_> = tried.iter().filter(|row| row.decided).collect();
                assert_eq!(decided.len(), 1, "{tried:#?}");
                assert_eq!(tried.last().map(|row| (row.row, row.decided)), Some((plain.row, true)));
                let unique: std::collections::BTreeSet<_> = tried.iter().map(|row| row.row).collect();
                assert!(tried.len() <= unique.len() + 1, "{tried:#?}");
                compared += 1;
            }
        }
        if let Some((one, other)) = group.compared {
            let comparison = compare(&rules, rule, one, other);
            assert_eq!((comparison.verdict, comparison.row), (group.outcome.verdict, group.outcome.row));
        }
    }
    assert!(compared > 100, "only {compared} pairs");
}

/// How many workers were dismissed, what it cost and how long it is.
const NUMBERS: &str = r#"format = 1
[entity.mill]
names = ["Tessaro"]
[[rule]]
id        = "dismissed"
question  = "How many workers did {subject} dismiss?"
answer    = "count"
subject   = "mill"
about     = { en = ["dismissed"], fr = ["licencié"], nl = ["ontsloeg"], de = ["entließ"], es = ["despidió"] }
counted   = { en = ["workers"], fr = ["ouvriers"], nl = ["arbeiders"], de = ["Arbeiter*"], es = ["obreros"] }
over_time = "constant"
[[rule]]
id        = "cost"
question  = "What did {subject} cost?"
answer    = "amount"
subject   = "mill"
about     = { en = ["cost"], fr = ["coûté"], nl = ["kostte"], de = ["kostete"], es = ["costó"] }
over_time = "constant"
"#;

#[test]
fn a_number_that_is_not_the_answer_is_told_by_its_role() {
    let lexicons = Lexicons::load(&[]).0;
    let (rules, mistakes) = load(&[file("rules.toml", NUMBERS)], &lexicons.languages());
    assert_eq!(mistakes, []);
    let reader = Reader::new(&lexicons, &rules, None).expect("an automaton");
    for (lang, words, says) in [
        ("en", "Tessaro dismissed many, down from 40 workers.", "“40” is what it was before, not what it is"),
        ("nl", "Tessaro ontsloeg er minder, vergeleken met 40 arbeiders.", "“40” is what it is compared with, not what it is"),
        ("de", "Tessaro entließ niemanden statt der 40 Arbeiter.", "“40” is what it is not"),
        ("fr", "Tessaro a licencié 12 ouvriers de plus.", "“12” is by how much it changed or differs, not what it is"),
        (
            "es",
            "Tessaro costó el doble de los 3 millones de euros.",
            "“3 millones de euros” is only a measure: it is a multiple of that, or a part",
        ),
        ("en", "Tessaro dismissed one in 12 workers.", "“one in 12” is a share, and counts nothing"),
    ] {
        let (_, trace) = reader.inspect(&document(lang, words), 1);
        let missing: Vec<_> =
            trace.rules.iter().filter_map(|rule| rule.missing.as_ref()).map(|missing| missing.says.as_str()).collect();
        assert_eq!(missing, [says], "{words}");
    }
}
