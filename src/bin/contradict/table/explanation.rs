//! The derivation of a verdict as text, from the words of the sources to the verdict.

use super::layout::{STRONG, labelled, paragraph};
use crate::display_text::{self, count, group_thousands, listed, one_line, place, quoted};
use crate::output::Look;
use crate::wording::{clip, rest, shown};
use contradict::answer::{CueTrace, Found, Passage, Trace};
use contradict::claim::{Credit, Modality, Polarity};
use contradict::report::{AnswerTrace, ComparedView, Explanation, PositionTrace, TriedView};

/// Renders the whole derivation.
pub fn render(explanation: &Explanation, look: Look) -> String {
    let title = format!("{} · {}", explanation.id, explanation.verdict);
    let mut blocks =
        vec![format!("{}{}", paragraph(&clip(&one_line(&title), look), None, look), heading(&explanation.question, look))];
    for (index, position) in explanation.positions.iter().enumerate() {
        blocks.push(of_position(index + 1, position, look));
        blocks.extend(answers(&position.answers, look));
    }
    for (title, list) in [
        ("Fits several positions, and so contradicts none", &explanation.fits_several),
        ("Takes no position", &explanation.set_aside),
    ] {
        if !list.is_empty() {
            blocks.push(heading(title, look));
            blocks.extend(answers(list, look));
        }
    }
    if let Some(compared) = &explanation.compared {
        let [one, other] = compared.each_ref().map(|view| witness(view, look));
        blocks.push(format!("{}{}", heading("Compared", look), labelled([("1", one), ("2", other)], look)));
        let tried = explanation.tried.iter().map(|tried| row(tried, look));
        blocks.push(format!("{}{}", heading("Rows of the table of verdicts, in order", look), labelled(tried, look)));
    }
    let label = explanation.label.map(|label| format!(" ({label})")).unwrap_or_default();
    let title = heading(&format!("Verdict: {}{label}", explanation.verdict), look);
    blocks.push(format!("{title}{}", labelled(verdict(explanation, look), look)));
    blocks.join("\n")
}

fn heading(text: &str, look: Look) -> String {
    paragraph(&clip(&one_line(text), look), Some(STRONG), look)
}

fn of_position(number: usize, position: &PositionTrace, look: Look) -> String {
    let voices = count(position.voices.len(), "voice", "voices");
    let names: Vec<String> = shown(&position.voices, look).iter().map(|voice| clip(&one_line(voice), look)).collect();
    let mut named = listed(&names);
    if let Some(rest) = rest(position.voices.len(), look) {
        named.push_str(&format!(" {rest}"));
    }
    let value = clip(&display_text::value(&position.value), look);
    let title = heading(&format!("Position {number}: {value}"), look);
    let shares = format!("{}; {voices}: {named}", position.shares);
    format!("{title}{}", labelled([("Made by", shares)], look))
}

/// Renders a block for each answer.
fn answers(list: &[AnswerTrace], look: Look) -> Vec<String> {
    let mut blocks: Vec<String> = shown(list, look).iter().map(|answer| of_answer(answer, look)).collect();
    blocks.extend(rest(list.len(), look).map(|rest| paragraph(&rest, None, look)));
    blocks
}

fn of_answer(traced: &AnswerTrace, look: Look) -> String {
    let answer = &traced.answer;
    let title = format!("{} · {}", place(&answer.file, answer.location), group_thousands(&answer.value));
    let title = paragraph(&clip(&one_line(&title), look), None, look);
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.extend(traced.because.map(|because| ("Set aside", format!("it is {because}"))));
    lines.extend(answer.repeats.as_ref().map(|source| ("Repeats", format!("the words of {source}, which count once"))));
    match &traced.how {
        Some(how) => of_words(traced, how, &mut lines),
        None => lines.push(("Sentence", quoted(answer.words.as_ref().unwrap_or(&answer.quote)))),
    }
    let lines = lines.into_iter().map(|(label, text)| (label, clip(&one_line(&text), look)));
    format!("{title}{}", labelled(lines, look))
}

/// Lists what was recognised, line by line.
fn of_words(traced: &AnswerTrace, how: &Trace, lines: &mut Vec<(&str, String)>) {
    let answer = &traced.answer;
    lines.push(("Sentence", quoted(&how.sentence.text)));
    if how.clause.text != how.sentence.text {
        lines.push(("Clause", quoted(&how.clause.text)));
    }
    let words = how.value.as_ref().unwrap_or(&how.stands_on);
    lines.push(("Value", format!("{}, from {}: {}", group_thousands(&answer.value), quoted(&words.text), traced.reading)));
    if let Some((meant, possible)) = traced.meant.as_ref().zip(traced.possible.as_ref()) {
        let possible = if possible == meant { String::new() } else { format!("; possible: {possible}") };
        lines.push(("Meant", format!("{meant}{possible}")));
    }
    lines.extend(how.about.as_ref().map(|word| ("About", placed(word))));
    lines.extend(how.counted.as_ref().map(|word| ("Counted", placed(word))));
    lines.push(("Subject", subject(traced, how)));
    lines.push(("Voice", voice(traced, how)));
    let affirmed = traced.polarity == Polarity::Affirmed;
    let polarity = if affirmed { "affirmed" } else { "denied" };
    lines.push(("Polarity", decided(polarity, &how.polarity_cues, affirmed)));
    let modality = answer.modality;
    lines.push(("Modality", decided(modality.word(), &how.modality_cues, modality == Modality::Asserted)));
    lines.extend(answer.uncertain.map(|doubt| ("Uncertain", doubt.why().to_owned())));
    lines.push((
        "Period",
        match (answer.period, &how.period) {
            (Some(period), Some(words)) => format!("{period}, from {}", placed(words)),
            (Some(period), None) => period.to_string(),
            (None, _) => "none stated".to_owned(),
        },
    ));
    lines.extend(answer.date.map(|date| ("Said", date.to_string())));
    for side in &how.sides {
        let said = side.side.as_deref().unwrap_or("not said");
        let words = side.words.as_ref().map(|words| format!(", from {}", placed(words))).unwrap_or_default();
        lines.push(("Side", format!("{}: {said}{words}", side.distinction)));
    }
}

fn subject(traced: &AnswerTrace, how: &Trace) -> String {
    let how_found = match (how.subject.found, &how.subject.words) {
        (Found::Stated, Some(words)) => format!("stated: {}", placed(words)),
        (Found::Referred, Some(words)) => format!("referred to: {}", placed(words)),
        (Found::Inferred, Some(words)) => format!("inferred from {}", placed(words)),
        (Found::TakenOver, Some(words)) => format!("taken over with the predicate, from {}", placed(words)),
        (Found::Topic, Some(words)) => format!("what the document is about, named in {}", placed(words)),
        (Found::Topic, None) => "what the document is declared to be about".to_owned(),
        (found, None) => found.word().to_owned(),
    };
    format!("{}, {how_found}", traced.subject_name)
}

fn voice(traced: &AnswerTrace, how: &Trace) -> String {
    let answer = &traced.answer;
    let name = how.credited.as_ref().map(|words| format!(": {}", placed(words))).unwrap_or_default();
    let cues = if how.voice_cues.is_empty() { String::new() } else { format!(", by {}", cues(&how.voice_cues)) };
    let credit = match answer.credit {
        Credit::Cue if how.voice_cues.is_empty() => "credited in the next sentence".to_owned(),
        Credit::Cue => "credited".to_owned(),
        Credit::Quotation => "in whose quotation it stands".to_owned(),
        Credit::Carried => "cited last in the paragraph".to_owned(),
        Credit::Part => "whom the metadata give this part to".to_owned(),
        Credit::Publisher => "the publisher, as nobody is credited".to_owned(),
    };
    let inferred = if answer.inferred.contains(&"voice") { ", inferred" } else { "" };
    match answer.credit {
        Credit::Part | Credit::Publisher => format!("{}, {credit}", answer.voice),
        _ => format!("{}, {credit}{cues}{name}{inferred}", answer.voice),
    }
}

/// Describes what was decided, and which cues decided it. Without a cue, it is what a plain clause says.
fn decided(what: &str, by: &[CueTrace], is_plain: bool) -> String {
    match (by.is_empty(), is_plain) {
        (false, _) => format!("{what}, by {}", cues(by)),
        (true, true) => what.to_owned(),
        (true, false) => format!("{what}, by the form of the sentence"),
    }
}

/// Lists the words of each cue, with its kind.
pub fn cues(all: &[CueTrace]) -> String {
    listed(&all.iter().map(|cue| format!("{} ({})", quoted(&cue.words.text), cue.cue)).collect::<Vec<_>>())
}

fn placed(words: &Passage) -> String {
    format!("{} (line {})", quoted(&words.text), words.location.line)
}

fn witness(view: &ComparedView, look: Look) -> String {
    let text = format!("{} · {} · {}", group_thousands(&view.value), view.voice, place(&view.file, view.location));
    clip(&one_line(&text), look)
}

fn row(tried: &TriedView, look: Look) -> (&'static str, String) {
    let found = clip(&one_line(&tried.found), look);
    let mark = if tried.decided { "decides" } else { "no" };
    (mark, format!("{}: {found}", tried.row))
}

fn verdict(explanation: &Explanation, look: Look) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    lines.extend(explanation.level.map(|level| ("Level", level.word().to_owned())));
    lines.extend(explanation.row.zip(explanation.axis).map(|(row, axis)| ("Row", format!("{row}; it looks at: {axis}"))));
    lines.push(("Why", clip(&one_line(&explanation.why), look)));
    lines.extend(explanation.would_change.as_ref().map(|change| ("Would change", clip(&one_line(change), look))));
    lines
}
