//! `contradict rules new`: creates a rule to fill in, from a few questions or from options.

mod ask;
mod rule_request;
mod written;

use crate::args::{Color, RulesNewArgs};
use crate::files::{self, RuleFiles};
use crate::output::{self, complain};
use crate::{atomic_file, exit, print_diagnostics, user_files};
use anyhow::{Context, bail};
use ask::Dialogue;
use contradict::diagnostic::{Diagnostic, Level, UserFile};
use contradict::lexicon::Lexicons;
use contradict::rule;
use rule_request::RuleRequest;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes a rule that loads without mistakes, or explains why it cannot.
pub fn run(args: RulesNewArgs, color: Color) -> anyhow::Result<u8> {
    let found = files::find_rules(&args.rules, files::RULES_OPTION)?;
    let mut diagnostics = Vec::new();
    let packs = user_files::read(&found.packs, &mut diagnostics)?;
    let lexicons = user_files::lexicons(&found, &mut diagnostics)?;
    let (known, mistakes) = rule::load(&packs, &lexicons.languages());
    diagnostics.extend(mistakes);
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        print_diagnostics::all(&diagnostics);
        complain("nothing was written: mend the rules that there are first");
        return Ok(exit::FAILED);
    }
    let mut args = args;
    let can_ask = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    RuleRequest::refuse_useless(&args)?;
    let mut dialogue = None;
    if !RuleRequest::lacks(&args).is_empty() && can_ask {
        dialogue.insert(Dialogue::new(std::io::stdin().lock(), anstream::stderr())).greet()?;
    }
    let (request, to, before, written) = loop {
        let request = match &mut dialogue {
            Some(dialogue) => dialogue.complete(&mut args, &lexicons, &known)?,
            None => RuleRequest::of(args.clone())?,
        };
        let to = args.to.clone().unwrap_or_else(|| usual_folder(&args.rules).join(format!("{}.toml", request.id)));
        refuse_odd(&to, &args.rules)?;
        let name = files::name_of(&to);
        let before = before(&to, &name)?;
        let written = written::rule(&request, &known, &before);
        let whole = Arc::new(UserFile::new(name, format!("{before}{}", written.text)));
        let mistakes = mistakes_in(&whole, &to, &found, &packs, &lexicons);
        if mistakes.is_empty() {
            break (request, to, before, written);
        }
        mistakes.iter().for_each(output::complain_about);
        let own = mistakes.iter().filter(|mistake| Arc::ptr_eq(&mistake.file, &whole));
        let asked_again = own.filter(|mistake| forget(&mut args, line_of(mistake))).count();
        if dialogue.is_none() || asked_again == 0 {
            complain("nothing was written: say it in another way");
            return Ok(exit::FAILED);
        }
    };
    let (name, written::Written { text: addition, notes }) = (files::name_of(&to), written);
    let is_new = write(&to, &before, &addition)?;
    let how = if is_new { "a new file" } else { "at its end" };
    let next = "It is a draft, and is not asked yet. Fill in its examples, run `contradict rules test`,\n\
                then take the line with `status` away.";
    let notes: String = notes.iter().map(|note| format!("{note}\n")).collect();
    output::print(&format!("The rule `{}` is written to {name}, {how}.\n{notes}{next}\n", request.id), color)?;
    Ok(exit::CLEAN)
}

/// Returns the default folder for a new rule: the one that holds the others.
fn usual_folder(rules: &[PathBuf]) -> &Path {
    match rules {
        [folder] if folder.is_dir() => folder,
        _ => Path::new(files::RULES_DIRECTORY),
    }
}

/// Returns the line that contains a mistake.
fn line_of(mistake: &Diagnostic) -> &str {
    let start = mistake.span.map_or(0, |span| span.start);
    let text = &mistake.file.text;
    let begin = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// Removes the reply behind a line of the rule, so that the question is asked again. Returns true if there was one.
fn forget(args: &mut RulesNewArgs, line: &str) -> bool {
    let key = line.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    match key {
        "id" => args.id.take().is_some(),
        "question" => args.question.take().is_some(),
        "subject" | "names" => args.subject.take().is_some(),
        "unit" => args.unit.take().is_some(),
        "options" | "among" => args.options.take().is_some(),
        // The words of a count are asked for together.
        "about" | "counted" => [args.about.take(), args.counted.take()].iter().any(Option::is_some),
        _ => false,
    }
}

/// Returns the real path of a file that may not exist yet: in its folder, or in the nearest ancestor folder that exists.
fn place_of(to: &Path) -> PathBuf {
    let there = to.ancestors().skip(1).find_map(|folder| {
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        let below = to.strip_prefix(folder).unwrap_or(to);
        folder.canonicalize().ok().map(|real| real.join(below))
    });
    there.unwrap_or_else(|| to.to_owned())
}

/// Refuses a file that would never be read as a rule file.
fn refuse_odd(to: &Path, rules: &[PathBuf]) -> anyhow::Result<()> {
    if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        bail!("`{}` would not be read: the name of a rule file ends in `.toml`", to.display());
    }
    let place = place_of(to);
    let default = [PathBuf::from(files::RULES_DIRECTORY)];
    let folders = if rules.is_empty() { &default } else { rules };
    let below = folders.iter().filter_map(|folder| place.strip_prefix(folder.canonicalize().ok()?).ok()).next();
    let below = below.or_else(|| place.file_name().map(Path::new)).unwrap_or(&place);
    if below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")) {
        bail!("`{}` would not be read: its name, or that of a folder, begins with a dot", to.display());
    }
    if files::is_lexicon(&place) {
        bail!("`{}` would be read as word tables of a language: choose another folder", to.display());
    }
    Ok(())
}

/// Returns what the file already contains.
fn before(to: &Path, name: &str) -> anyhow::Result<String> {
    if !to.try_exists().with_context(|| format!("cannot read `{name}`"))? {
        return Ok(String::new());
    }
    let bytes = std::fs::read(to).with_context(|| format!("cannot read `{name}`"))?;
    match user_files::decoded(name, &bytes, &mut Vec::new()) {
        Some(file) => Ok(file.text.clone()),
        None => bail!("`{name}` is no text in UTF-8, so nothing can be written to its end"),
    }
}

/// Returns the mistakes that the file would have together with the other files.
fn mistakes_in(
    whole: &Arc<UserFile>,
    to: &Path,
    found: &RuleFiles,
    packs: &[Arc<UserFile>],
    lexicons: &Lexicons,
) -> Vec<Diagnostic> {
    let place = to.canonicalize().ok();
    let is_same = |input: &files::Input| place.is_some() && input.path.canonicalize().ok() == place;
    let same: Vec<&str> = found.packs.iter().filter(|input| is_same(input)).map(|input| input.name.as_str()).collect();
    let mut all: Vec<Arc<UserFile>> = packs.iter().filter(|pack| !same.contains(&pack.name.as_str())).cloned().collect();
    all.push(Arc::clone(whole));
    let (_, mistakes) = rule::load(&all, &lexicons.languages());
    mistakes.into_iter().filter(|mistake| mistake.level == Level::Error).collect()
}

/// Appends to the file, which must still contain what was checked. The rest of the file is not changed. Returns true if the file
/// is new.
fn write(to: &Path, before: &str, addition: &str) -> anyhow::Result<bool> {
    let whose = || format!("cannot write `{}`", to.display());
    if let Some(folder) = to.parent().filter(|folder| *folder != Path::new("")) {
        std::fs::create_dir_all(folder).with_context(whose)?;
    }
    let is_new = !to.try_exists().with_context(whose)?;
    atomic_file::change(to, |file| {
        if file.text != before {
            bail!("somebody else changed `{}` meanwhile, and nothing was written: run it again", to.display());
        }
        Ok(Some(format!("{}{addition}", file.text)))
    })?;
    Ok(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reply_behind_a_mistake_is_asked_for_again() {
        use crate::args::{Cli, Command, RulesCommand};
        let words =
            "contradict rules new --id a --question Q --answer measure --subject s --about b --unit kmm --over-time constant";
        let Command::Rules(rules) = Cli::from_words(words.split_whitespace()).expect("a command line").command else {
            panic!("rules")
        };
        let RulesCommand::New(mut args) = rules.command else { panic!("new") };
        assert!(!forget(&mut args, "[[rule]]") && RuleRequest::lacks(&args).is_empty());
        assert!(forget(&mut args, "unit      = \"kmm\""));
        assert_eq!(RuleRequest::lacks(&args), ["--unit"]);
        assert!(!forget(&mut args, "unit      = \"kmm\""), "it is gone already");
    }

    #[test]
    fn what_others_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("rules/new.toml");
        assert!(write(&to, "", "a = 1\n").expect("written"), "a new file");
        assert!(!write(&to, "a = 1\n", "b = 2\n").expect("written"), "at its end");
        let refused = write(&to, "a = 1\n", "c = 3\n").expect_err("it has changed");
        assert!(refused.to_string().contains("run it again"), "{refused}");
        assert_eq!(std::fs::read_to_string(&to).expect("read"), "a = 1\nb = 2\n");
        // A byte order mark is not a change, and is kept.
        std::fs::write(&to, "\u{feff}a = 1\n").expect("written");
        assert!(!write(&to, "a = 1\n", "b = 2\n").expect("written"));
        assert_eq!(std::fs::read_to_string(&to).expect("read"), "\u{feff}a = 1\nb = 2\n");
    }
}
