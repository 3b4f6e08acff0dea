//! `contradict mentions`: what the grammars recognise in a text.

use crate::args::{Color, ListFormat, MentionsArgs};
use crate::display_text::line_of;
use crate::output::{self, Look};
use crate::{exit, files, print_diagnostics, read_document, table, user_files};
use anyhow::Context;
use contradict::answer::Reader;
use contradict::claim::{Bound, Figure, Value};
use contradict::diagnostic::{Level, UserFile};
use contradict::grammar::Mention;
use contradict::rule::RuleSet;
use contradict::span::{InSource, InWords, Span};
use contradict::text;
use serde::Serialize;
use std::sync::Arc;

/// A mention as printed. `start` and `end` are byte offsets in the line, from 0; `end` is exclusive.
#[derive(Serialize)]
struct MentionView {
    line: usize,
    start: usize,
    end: usize,
    text: String,
    value: String,
    #[serde(flatten)]
    meaning: Meaning,
    /// Whether a separator could also be read in another way: "1.500" in English. Left out if not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ambiguous: bool,
}

/// The value of a mention: the bounds of a quantity (none if unbounded), or the first and last day of a date (none if open); and
/// whether the date was counted from `--date`, depends on the order of day and month, has no sharp ends, or took its year from
/// `--date`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Meaning {
    Quantity {
        low: Option<String>,
        high: Option<String>,
        unit: Option<String>,
        /// For an approximation, the range that `low` and `high` give: where the value may lie.
        #[serde(skip_serializing_if = "Option::is_none")]
        around: Option<[String; 2]>,
    },
    Date {
        from: Option<String>,
        to: Option<String>,
        relative: bool,
        ambiguous: bool,
        vague: bool,
        yearless: bool,
    },
}

/// Prints the mentions of a file or of standard input.
pub fn run(args: &MentionsArgs, color: Color) -> anyhow::Result<u8> {
    let (name, bytes) = files::read_or_stdin(args.file.as_deref())?;
    let decoded = text::decode(&bytes).with_context(|| format!("{name} cannot be read"))?;
    let encoding = read_document::guessed_encoding(&decoded);
    let file = Arc::new(UserFile::new(name, decoded.text));
    let mut diagnostics = Vec::new();
    let lexicons = user_files::lexicons(&files::find_rules(&args.rules, files::RULES_OPTION)?, &mut diagnostics)?;
    diagnostics.extend(encoding.map(|encoding| read_document::warning_of_guess(&file, encoding)));
    print_diagnostics::all(&diagnostics);
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        return Ok(exit::FAILED);
    }
    let lexicon = user_files::lexicon(&lexicons, args.lang)?;
    let rules = RuleSet::default();
    let reader = Reader::new(&lexicons, &rules, Some(args.lang)).context("the lexicons hold too many words")?;
    let mut found = Vec::new();
    if args.lines {
        for (index, line) in file.text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            found.extend(
                reader
                    .mentions(line, lexicon, args.date)
                    .iter()
                    .filter_map(|mention| view(line, index + 1, Span::new(mention.core.start, mention.core.end), mention)),
            );
        }
    } else {
        for mention in reader.mentions(&file.text, lexicon, args.date) {
            let begin = file.line_start(mention.core.start);
            let in_line = Span::new(mention.core.start - begin, mention.core.end - begin);
            let rest = Span::<InSource>::new(begin, file.text.len()).of(&file.text);
            found.extend(view(rest, file.locate(mention.core).line, in_line, &mention));
        }
    }
    let text = match args.output {
        ListFormat::Jsonl => output::json_lines(&found)?,
        ListFormat::Table => {
            let rows = found.iter().map(|mention| {
                // A question mark means that the separator could also be read in another way.
                let value = if mention.ambiguous { format!("{} (?)", mention.value) } else { mention.value.clone() };
                vec![line_of(&file.name, mention.line), value, mention.text.clone()]
            });
            table::grid(&["where", "value", "words"], rows.collect(), Look::of_stdout(color))
        }
    };
    output::print(&text, color)?;
    Ok(exit::CLEAN)
}

fn view(text: &str, line: usize, span: Span<InWords>, mention: &Mention<InSource>) -> Option<MentionView> {
    let meaning = match &mention.value {
        Value::Quantity(quantity) => {
            let (low, high) = quantity.figure.ends();
            let (low, high) = (low.normalize().to_string(), high.normalize().to_string());
            // An approximation is shown as written, with its range beside it.
            let (around, (low, high)) = match &quantity.figure {
                Figure::Approximate { value, .. } => {
                    let written = value.normalize().to_string();
                    (Some([low, high]), (written.clone(), written))
                }
                _ => (None, (low, high)),
            };
            let (low, high) = match quantity.bound {
                None => (Some(low), Some(high)),
                Some(Bound::MoreThan | Bound::AtLeast) => (Some(low), None),
                Some(Bound::LessThan | Bound::AtMost) => (None, Some(high)),
            };
            Meaning::Quantity { low, high, unit: Some(quantity.unit.0.clone()).filter(|unit| !unit.is_empty()), around }
        }
        Value::Period(period) => Meaning::Date {
            from: period.from.map(|_| period.first_day().to_string()),
            to: period.to.map(|_| period.last_day().to_string()),
            relative: mention.marks.is_relative,
            ambiguous: mention.marks.is_ambiguous,
            vague: mention.marks.is_vague,
            yearless: mention.marks.is_yearless,
        },
        Value::YesNo(_) | Value::Choice(_) | Value::Vague => return None,
    };
    Some(MentionView {
        line,
        start: span.start,
        end: span.end,
        text: span.of(text).to_owned(),
        value: mention.value.to_string(),
        meaning,
        ambiguous: mention.is_ambiguous,
    })
}
