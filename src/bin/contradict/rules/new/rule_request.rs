//! What a new rule should ask, as given by options.

use crate::args::{NewAnswer, NewOverTime, RulesNewArgs};
use crate::display_text::{listed, one_line};
use anyhow::bail;
use clap::ValueEnum;

/// What a new rule should ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRequest {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The kind of answer.
    pub answer: NewAnswer,
    /// The subject: the id of an entity, or its names, the usual one first.
    pub subject: Vec<String>,
    /// The words of the predicate.
    pub about: Vec<String>,
    /// The words for what is counted.
    pub counted: Vec<String>,
    /// The unit; a measure always has one.
    pub unit: Option<String>,
    /// The possible answers.
    pub options: Vec<String>,
    /// How the true answer may change over time.
    pub over_time: NewOverTime,
    /// The code of the language of the words and examples.
    pub lang: String,
}

/// Splits a text at its commas.
pub fn several(text: &str) -> Vec<String> {
    text.split(',').map(one_line).filter(|word| !word.is_empty()).collect()
}

impl RuleRequest {
    /// Returns the options that are missing.
    pub fn lacks(args: &RulesNewArgs) -> Vec<&'static str> {
        let is = |answer: NewAnswer| args.answer == Some(answer);
        let has = |words: &Option<String>| words.as_deref().is_some_and(|words| !several(words).is_empty());
        let about_needed = args.answer.is_some_and(|answer| answer != NewAnswer::Count);
        let option_needed = is(NewAnswer::Option) || is(NewAnswer::Name);
        let needed = [
            ("--id", has(&args.id)),
            ("--question", has(&args.question)),
            ("--answer", args.answer.is_some()),
            ("--subject", has(&args.subject)),
            ("--about", has(&args.about) || !about_needed),
            ("--counted", has(&args.counted) || !is(NewAnswer::Count)),
            ("--unit", has(&args.unit) || !is(NewAnswer::Measure)),
            ("--options", has(&args.options) || !option_needed),
            ("--over-time", args.over_time.is_some()),
        ];
        needed.into_iter().filter(|(_, there)| !there).map(|(option, _)| option).collect()
    }

    /// Refuses options that have no effect on this kind of answer.
    ///
    /// # Errors
    /// If there is such an option.
    pub fn refuse_useless(args: &RulesNewArgs) -> anyhow::Result<()> {
        use NewAnswer::{Amount, Count, Duration, Measure, Name, Option, Percentage};
        let Some(answer) = &args.answer else { return Ok(()) };
        let given: [(&str, bool, &[NewAnswer]); 3] = [
            ("--counted", args.counted.is_some(), &[Count, Amount, Percentage, Measure]),
            ("--unit", args.unit.is_some(), &[Measure, Amount, Duration]),
            ("--options", args.options.is_some(), &[Option, Name]),
        ];
        let useless = given.iter().filter(|(_, given, kinds)| *given && !kinds.contains(answer));
        let useless: Vec<String> = useless.map(|(option, ..)| format!("`{option}`")).collect();
        if !useless.is_empty() {
            let kind = answer.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
            let (verb, them) = if useless.len() == 1 { ("means", "it") } else { ("mean", "them") };
            bail!("{} {verb} nothing to a rule whose answer is `{kind}`: leave {them} out", listed(&useless));
        }
        Ok(())
    }

    /// Reads the request from the options.
    ///
    /// # Errors
    /// If an option is missing, or has no effect on this kind of answer.
    pub fn of(args: RulesNewArgs) -> anyhow::Result<RuleRequest> {
        RuleRequest::refuse_useless(&args)?;
        let lacks: Vec<String> = RuleRequest::lacks(&args).into_iter().map(|option| format!("`{option}`")).collect();
        let words = |text: Option<String>| several(text.as_deref().unwrap_or_default());
        let (Some(id), Some(question), Some(answer), Some(over_time), true) =
            (args.id, args.question, args.answer, args.over_time, lacks.is_empty())
        else {
            bail!(
                "{} must be given, or all be asked for on a terminal; `contradict rules new --help` explains each",
                listed(&lacks)
            );
        };
        Ok(RuleRequest {
            id: one_line(&id),
            question: one_line(&question),
            answer,
            subject: words(args.subject),
            about: words(args.about),
            counted: words(args.counted),
            unit: args.unit.map(|unit| one_line(&unit)),
            options: words(args.options),
            over_time,
            lang: args.lang.to_string(),
        })
    }
}
