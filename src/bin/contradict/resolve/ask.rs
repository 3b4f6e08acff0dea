//! Goes through the open conflicts on a terminal, and asks what was decided, and why.
//!
//! Every decision is written at once, so that the next session continues where this one stopped.

use super::entry::{self, Said};
use super::{Desk, broken, with};
use crate::args::Color;
use crate::output::{self, Look};
use crate::{atomic_file, display_text, exit, table};
use anyhow::{Context, bail};
use contradict::diagnostic::UserFile;
use contradict::report::ConflictView;
use contradict::resolution::{self, Decision, Entry};
use std::io::{BufRead, IsTerminal, stdin, stdout};
use std::sync::Arc;

/// The key for each outcome.
const KEYS: [(&str, Decision); 6] = [
    ("s", Decision::Settled),
    ("u", Decision::Superseded),
    ("d", Decision::DifferentScope),
    ("p", Decision::DifferentPeriod),
    ("x", Decision::ExtractionError),
    ("o", Decision::AcceptedOpen),
];

/// What a person chose to do with a conflict.
enum Action {
    Decide(Entry),
    Skip,
    Undo,
    Quit,
}

/// Asks about each open conflict.
///
/// # Errors
/// If there is no terminal to ask on, or if the file cannot be written.
pub fn run(desk: &Desk, by: Option<String>, color: Color) -> anyhow::Result<u8> {
    let open: Vec<&ConflictView> = desk.open_conflicts().collect();
    if open.is_empty() {
        output::print("no conflict is open\n", color)?;
        return Ok(exit::CLEAN);
    }
    if !stdin().is_terminal() || !stdout().is_terminal() {
        bail!(
            "`contradict resolve` asks on a terminal, and there is none: name a conflict and what was decided, as in `contradict resolve ID --outcome …`"
        );
    }
    let mut talk = Talk { color, by, lines: stdin().lock() };
    let mut done: Vec<Done> = Vec::new();
    let mut at = 0;
    while let Some(conflict) = open.get(at) {
        talk.say(&format!("\n{}\n", display_text::count(open.len() - at, "conflict is open", "conflicts are open")))?;
        talk.say(&table::conflict(conflict, Look::of_stdout(color)))?;
        match talk.ask(desk, conflict, !done.is_empty())? {
            Action::Decide(entry) => {
                let (mut before, mut after) = (String::new(), String::new());
                atomic_file::change(&desk.path, |file| {
                    before.clone_from(&file.text);
                    (after, _) = with(file, std::slice::from_ref(&entry), false)?;
                    Ok(Some(after.clone()))
                })?;
                done.push(Done { at, before, after, entry });
                talk.say(&format!("recorded in {}\n", desk.path.display()))?;
                at += 1;
            }
            Action::Skip => at += 1,
            Action::Undo => {
                if let Some(last) = done.pop() {
                    atomic_file::change(&desk.path, |file| last.undone(file).map(Some))?;
                    at = last.at;
                }
            }
            Action::Quit => break,
        }
    }
    let left = open.len() - done.len();
    let decided = display_text::count(done.len(), "decision", "decisions");
    talk.say(&format!("\n{decided} recorded, {} open\n", display_text::count(left, "conflict", "conflicts")))?;
    Ok(if left == 0 { exit::CLEAN } else { exit::CONFLICTS })
}

/// A decision that was recorded and can be undone.
struct Done {
    /// The conflict.
    at: usize,
    /// The text of the file before the decision.
    before: String,
    /// The text of the file with the decision.
    after: String,
    entry: Entry,
}

impl Done {
    /// Returns the text of the file without the decision. What somebody else wrote meanwhile stays.
    fn undone(&self, file: &Arc<UserFile>) -> anyhow::Result<String> {
        if file.text == self.after {
            return Ok(self.before.clone());
        }
        let (entries, _) = resolution::load_with_repeats(file);
        let own = entries.iter().filter(|known| known.entry == self.entry).map(|known| known.span).collect();
        resolution::without(file, &own).map_err(|mistakes| broken(&mistakes))
    }
}

/// The input and output of the dialogue.
struct Talk<R> {
    color: Color,
    /// Who decides, once known.
    by: Option<String>,
    lines: R,
}

impl<R: BufRead> Talk<R> {
    fn say(&self, text: &str) -> anyhow::Result<()> {
        output::print(text, self.color)
    }

    /// Returns a line that was typed, trimmed; none at the end of input.
    fn hear(&mut self, prompt: &str) -> anyhow::Result<Option<String>> {
        self.say(prompt)?;
        loop {
            let mut line = Vec::new();
            let read = self.lines.read_until(b'\n', &mut line).context("cannot read what is typed")?;
            match String::from_utf8(line) {
                Ok(line) => return Ok((read > 0).then(|| line.trim().to_owned())),
                // What is written must be exactly what was typed.
                Err(_) => {
                    self.say("Some letters of this are not UTF-8: set the terminal to it, or write them without accents.\n> ")?
                }
            }
        }
    }

    fn ask(&mut self, desk: &Desk, conflict: &ConflictView, may_undo: bool) -> anyhow::Result<Action> {
        let mut menu = String::from("\nWhat was decided?\n");
        for (key, decision) in KEYS {
            menu.push_str(&format!("  {key}  {:<17} {}\n", decision.word(), decision.meaning()));
        }
        let undo = if may_undo { " · z undo the last one" } else { "" };
        menu.push_str(&format!("  Enter skip{undo} · q stop\n> "));
        loop {
            let Some(key) = self.hear(&menu)? else { return Ok(Action::Quit) };
            match key.to_lowercase().as_str() {
                "" => return Ok(Action::Skip),
                "q" => return Ok(Action::Quit),
                "z" if may_undo => return Ok(Action::Undo),
                key => {
                    let Some((_, decision)) = KEYS.iter().find(|(known, _)| *known == key) else {
                        self.say("Type one of the letters, and Enter.\n")?;
                        continue;
                    };
                    if let Some(entry) = self.decide(desk, conflict, *decision)? {
                        return Ok(Action::Decide(entry));
                    }
                }
            }
        }
    }

    /// Asks for the rest of a decision; returns none if the person changes their mind.
    fn decide(&mut self, desk: &Desk, conflict: &ConflictView, outcome: Decision) -> anyhow::Result<Option<Entry>> {
        let mut holds = None;
        if outcome == Decision::Settled {
            let mut values: Vec<&str> = Vec::new();
            for position in &conflict.positions {
                if !values.contains(&position.value.as_str()) {
                    values.push(&position.value);
                }
            }
            let listed =
                values.iter().enumerate().map(|(index, value)| format!("  {}  {}\n", index + 1, display_text::value(value)));
            let menu = format!("Which value holds?\n{}  Enter back\n> ", listed.collect::<String>());
            loop {
                let Some(number) = self.hear(&menu)?.filter(|line| !line.is_empty()) else { return Ok(None) };
                holds = number.parse::<usize>().ok().and_then(|number| values.get(number.checked_sub(1)?)).copied();
                if holds.is_some() {
                    break;
                }
                self.say("Type one of the numbers, and Enter.\n")?;
            }
        }
        let Some(reason) = self.hear("Why? (Enter goes back)\n> ")?.filter(|line| !line.is_empty()) else { return Ok(None) };
        if self.by.is_none() {
            self.by = self.hear("Who decides? (asked once)\n> ")?.filter(|line| !line.is_empty());
        }
        let Some(by) = self.by.as_deref() else { return Ok(None) };
        let said = Said { outcome, holds, reason: &reason, by, expires: None };
        entry::of(&desk.rules, conflict, &said, desk.decisions.today).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_an_old_terminal_are_asked_for_again() {
        let mut talk = Talk { color: Color::Never, by: None, lines: &b"v\xE9rifi\xE9\n verifie \n"[..] };
        assert_eq!(talk.hear("").expect("heard").as_deref(), Some("verifie"));
        assert_eq!(talk.hear("").expect("heard"), None);
    }
}
