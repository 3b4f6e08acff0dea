//! The questions that `rules new` asks on a terminal, and how the replies are understood.

use super::rule_request::{RuleRequest, several};
use super::written::{known_as, known_kind};
use crate::args::{NewAnswer, NewOverTime, RulesNewArgs};
use anyhow::{Context, bail};
use clap::ValueEnum;
use contradict::claim::Lang;
use contradict::diagnostic::closest;
use contradict::lexicon::Lexicons;
use contradict::rule::RuleSet;
use std::io::{BufRead, Write};

/// A dialogue: questions are asked, and replies are read line by line.
pub struct Dialogue<I, O> {
    input: I,
    output: O,
}

impl<I: BufRead, O: Write> Dialogue<I, O> {
    /// Asks on `output`, and reads replies from `input`.
    pub fn new(input: I, output: O) -> Self {
        Dialogue { input, output }
    }

    /// Prints an introduction.
    ///
    /// # Errors
    /// If nothing can be written.
    pub fn greet(&mut self) -> anyhow::Result<()> {
        self.say("A few questions, and the rule is written. Ctrl-C stops and writes nothing.")
    }

    /// Asks for everything that the options do not give.
    ///
    /// # Errors
    /// If the replies end before the questions do.
    pub fn complete(&mut self, args: &mut RulesNewArgs, lexicons: &Lexicons, known: &RuleSet) -> anyhow::Result<RuleRequest> {
        if let Some(id) = args.id.take_if(|id| is_taken(id, known)) {
            self.say(&taken(&id))?;
        }
        if args.id.is_none() {
            args.id = Some(self.id(known)?);
        }
        if args.question.is_none() {
            let help = "The question, in words. {subject} stands for whom it is about.\nHow many trees did {subject} fell?";
            args.question = Some(self.words("Question", help)?);
        }
        if args.answer.is_none() {
            args.answer = Some(self.choice("What kind of answer does it want?", &NewAnswer::EXPLAINED)?);
        }
        RuleRequest::refuse_useless(args)?;
        if args.subject.is_none() {
            let help = "Whom or what is it about? Write the names that texts use, the usual one\n\
                        first, with commas between; or the id of somebody whom your rules know.\n\
                        the town of Merle, the town";
            args.subject = Some(self.subject(help, known)?);
        }
        let lacks = RuleRequest::lacks(args);
        if args.about.is_none() && lacks.contains(&"--about") {
            let help = "Which words tell that a sentence is about this? Write all forms, with\n\
                        commas between; fell* is every word that begins so.\nfelled, cut down";
            args.about = Some(self.words("Words", help)?);
            self.language(args, lexicons)?;
        }
        if lacks.contains(&"--counted") {
            let help = "What is counted? Write the words behind the number, with commas between.\ntree*, oak*";
            args.counted = Some(self.words("Counted", help)?);
            if args.about.is_none() {
                let help = "Which other words must stand in the sentence, such as its verb?\n\
                            If none: press Enter.\nfelled, cut down";
                args.about = Some(self.reply("Words", help)?);
            }
            self.language(args, lexicons)?;
        }
        if lacks.contains(&"--unit") {
            let help = "In which unit? A unit, or a unit per time.\nkm, m2, km/h, requests/minute";
            args.unit = Some(self.words("Unit", help)?);
        }
        if lacks.contains(&"--options") {
            let help = "What can the answer be? Write the options as texts name them, with commas\nbetween.\nIreland, Germany";
            args.options = Some(self.words("Options", help)?);
        }
        if args.over_time.is_none() {
            args.over_time = Some(self.choice("May the true answer change as time goes on?", &NewOverTime::EXPLAINED)?);
        }
        RuleRequest::of(args.clone())
    }

    fn language(&mut self, args: &mut RulesNewArgs, lexicons: &Lexicons) -> anyhow::Result<()> {
        let known: Vec<String> = lexicons.languages().iter().map(Lang::to_string).collect();
        let help = format!("Which language are these words in? {}. Enter alone: {}", known.join(", "), args.lang);
        loop {
            let reply = self.reply("Language", &help)?;
            if reply.is_empty() {
                return Ok(());
            }
            match reply.to_lowercase().parse::<Lang>() {
                Ok(lang) if lexicons.get(lang).is_some() => {
                    args.lang = lang;
                    return Ok(());
                }
                _ => self.say(&format!("There are no word tables for `{reply}`."))?,
            }
        }
    }

    /// Asks for a subject. If it nearly matches a known id, the question is repeated, because it may be a typo; the second reply
    /// counts.
    fn subject(&mut self, help: &str, known: &RuleSet) -> anyhow::Result<String> {
        let (mut help, mut before) = (help.to_owned(), String::new());
        loop {
            let reply = self.words("Subject", &help)?;
            let first = several(&reply).into_iter().next().unwrap_or_default();
            if known_as(&first, known).is_some() || known_kind(&first, known).is_some() || first == before {
                return Ok(reply);
            }
            match closest(&first, known.entities.iter().map(|entity| entity.id.as_str())) {
                Some(meant) => {
                    help = format!("No rule file knows `{first}`. Did you mean `{meant}`?\nIf not, write it once more.")
                }
                None => {
                    self.say(&format!("No rule file knows `{first}` yet: it is declared together with the rule."))?;
                    return Ok(reply);
                }
            }
            before = first;
        }
    }

    fn id(&mut self, known: &RuleSet) -> anyhow::Result<String> {
        let help = "A short name for the rule: small letters, digits and hyphens.\ntrees-felled";
        loop {
            let id = self.words("Name", help)?;
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            if !id.bytes().all(fits) || id.starts_with('-') || id.ends_with('-') {
                self.say("Only small letters without accents, digits, and hyphens between them.")?;
            } else if is_taken(&id, known) {
                self.say(&taken(&id))?;
            } else {
                return Ok(id);
            }
        }
    }

    /// Asks for one of several choices, by number or by word.
    fn choice<T: ValueEnum>(&mut self, question: &str, choices: &[(T, &str)]) -> anyhow::Result<T> {
        let word = |choice: &T| choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let mut help = question.to_owned();
        for (number, (choice, explained)) in choices.iter().enumerate() {
            help.push_str(&format!("\n  {}  {:<11} {explained}", number + 1, word(choice)));
        }
        loop {
            let reply = self.words("Number", &help)?;
            let by_number = reply.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).and_then(|at| choices.get(at));
            match by_number.or_else(|| choices.iter().find(|(choice, _)| word(choice) == reply.to_lowercase())) {
                Some((choice, _)) => return Ok(choice.clone()),
                None => help = format!("`{reply}` is none of them: a number from 1 to {}.", choices.len()),
            }
        }
    }

    /// Asks until a reply is not empty.
    fn words(&mut self, prompt: &str, help: &str) -> anyhow::Result<String> {
        loop {
            let reply = self.reply(prompt, help)?;
            if !several(&reply).is_empty() {
                return Ok(reply);
            }
        }
    }

    fn reply(&mut self, prompt: &str, help: &str) -> anyhow::Result<String> {
        self.say(&format!("\n{help}"))?;
        write!(self.output, "{prompt}: ").and_then(|()| self.output.flush()).context("cannot ask")?;
        let mut reply = String::new();
        if self.input.read_line(&mut reply).context("cannot read the reply")? == 0 {
            bail!("the replies ended too soon, and nothing was written");
        }
        Ok(reply.trim().to_owned())
    }

    fn say(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.output, "{text}").context("cannot ask")
    }
}

fn is_taken(id: &str, known: &RuleSet) -> bool {
    known.rules.iter().any(|rule| rule.id == id)
}

fn taken(id: &str) -> String {
    format!("There is a rule called `{id}` already: choose another name.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command, RulesCommand};

    fn args(more: &str) -> RulesNewArgs {
        let cli = Cli::from_words(format!("contradict rules new {more}").split_whitespace()).expect("a command line");
        match cli.command {
            Command::Rules(rules) => match rules.command {
                RulesCommand::New(args) => args,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    fn dialogue(more: &str, replies: &str) -> (anyhow::Result<RuleRequest>, String) {
        let (lexicons, _) = Lexicons::load(&[]);
        let bridge = "format = 1\n[entity.bridge]\nnames = [\"Dunmore Bridge\"]\n";
        let file = std::sync::Arc::new(contradict::diagnostic::UserFile::new("r.toml", bridge));
        let (known, _) = contradict::rule::load(&[file], &lexicons.languages());
        let mut said = Vec::new();
        let request = Dialogue::new(replies.as_bytes(), &mut said).complete(&mut args(more), &lexicons, &known);
        (request, String::from_utf8(said).expect("text"))
    }

    #[test]
    fn a_subject_that_nobody_knows_is_told() {
        let asked = |subject: &str| {
            let (request, said) = dialogue("--id x --question Q? --answer yes-no --about open --over-time varies", subject);
            (request.expect("a request").subject, said)
        };
        let (subject, said) = asked("brigde\nbridge\n");
        assert_eq!(subject, ["bridge"]);
        assert!(said.contains("No rule file knows `brigde`. Did you mean `bridge`?"), "{said}");
        assert_eq!(asked("brigde, the gate\nbrigde, the gate\n").0, ["brigde", "the gate"]);
        assert!(asked("Dunmore bridge\n").1.ends_with("Subject: "), "a name of an entity is known");
        let (subject, said) = asked("Old Pier, the pier\n");
        assert_eq!(subject, ["Old Pier", "the pier"]);
        assert!(said.contains("No rule file knows `Old Pier` yet: it is declared together with the rule."), "{said}");
    }

    #[test]
    fn an_id_that_is_taken_is_asked_for_again_at_once() {
        let (lexicons, _) = Lexicons::load(&[]);
        let rule = "format = 1\n[entity.pier]\nnames = [\"Old Pier\"]\n[[rule]]\nid = \"open\"\nquestion = \"Q?\"\nanswer = \"yes-no\"\n\
                    subject = \"pier\"\nabout = [\"open\"]\nover_time = \"varies\"\n";
        let file = std::sync::Arc::new(contradict::diagnostic::UserFile::new("r.toml", rule));
        let (known, mistakes) = contradict::rule::load(&[file], &lexicons.languages());
        assert_eq!(mistakes, []);
        for (more, replies) in [("", "open\nopen-2\n"), ("--id open", "open-2\n")] {
            let mut args = args(&format!("{more} --question Q --answer yes-no --subject pier --about b --over-time constant"));
            let mut said = Vec::new();
            let request = Dialogue::new(replies.as_bytes(), &mut said).complete(&mut args, &lexicons, &known);
            assert_eq!(request.expect("a request").id, "open-2");
            let said = String::from_utf8(said).expect("text");
            assert_eq!(said.matches("There is a rule called `open` already").count(), 1, "{said}");
        }
    }

    #[test]
    fn plain_replies_make_a_wish() {
        let replies = "trees-felled\nHow many trees?\ncount\nthe town of Merle, the town\ntree*, oak*\nfelled\nfr\n1\n";
        let (request, said) = dialogue("", replies);
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let expected = RuleRequest {
            id: "trees-felled".into(),
            question: "How many trees?".into(),
            answer: NewAnswer::Count,
            subject: list(&["the town of Merle", "the town"]),
            about: list(&["felled"]),
            counted: list(&["tree*", "oak*"]),
            unit: None,
            options: Vec::new(),
            over_time: NewOverTime::Constant,
            lang: "fr".into(),
        };
        assert_eq!(request.expect("a request"), expected);
        assert!(said.contains("1  constant") && said.contains("7  shrinks"), "{said}");
    }

    #[test]
    fn what_is_not_understood_is_asked_again() {
        let replies = "Été!\nopen\n\nIs it open?\n99\n7\npier\nopens\nxx\n\nsometimes\nvaries\n";
        let (request, said) = dialogue("", replies);
        let request = request.expect("a request");
        assert_eq!((request.id.as_str(), request.answer, request.over_time), ("open", NewAnswer::YesNo, NewOverTime::Varies));
        assert_eq!((request.question.as_str(), request.lang.as_str()), ("Is it open?", "en"));
        for words in ["Only small letters", "`99` is none of them", "no word tables for `xx`", "`sometimes` is none"] {
            assert!(said.contains(words), "{words}: {said}");
        }
    }

    #[test]
    fn only_what_is_open_is_asked() {
        let (request, said) =
            dialogue("--id a --question Q --answer measure --subject s --about b --over-time constant", "km/h\n");
        assert_eq!(request.expect("a request").unit.as_deref(), Some("km/h"));
        assert!(!said.contains("Question") && said.contains("Unit:"), "{said}");
        let (request, _) = dialogue("", "open\nIs it");
        assert!(request.expect_err("too soon").to_string().contains("nothing was written"));
    }
}
