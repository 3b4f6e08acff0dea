//! `contradict rules new`: a rule to fill in, from a few plain questions or from options.

mod ask;
mod wish;
mod written;

use crate::args::{Color, RulesNewArgs};
use crate::files::{self, RuleFiles};
use crate::output::{self, complain};
use crate::{exit, own, store, tell};
use anyhow::{Context, bail};
use ask::Dialogue;
use contradict::diagnostic::{Level, UserFile};
use contradict::lexicon::Lexicons;
use contradict::rule;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wish::Wish;

/// Writes a rule that loads without mistakes, or says why it cannot.
pub fn run(args: RulesNewArgs, color: Color) -> anyhow::Result<u8> {
    let found = files::find_rules(&args.rules, files::RULES_OPTION)?;
    let mut diagnostics = Vec::new();
    let packs = own::read(&found.packs, &mut diagnostics)?;
    let lexicons = own::lexicons(&found, &mut diagnostics)?;
    let (known, mistakes) = rule::load(&packs, &lexicons.languages());
    diagnostics.extend(mistakes);
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        tell::all(&diagnostics);
        complain("nothing was written: mend the rules that there are first");
        return Ok(exit::FAILED);
    }
    let to = args.to.clone();
    let can_ask = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let wish = if Wish::lacks(&args).is_empty() || !can_ask {
        Wish::of(args)?
    } else {
        let mut dialogue = Dialogue::new(std::io::stdin().lock(), anstream::stderr());
        dialogue.complete(args, &lexicons, &known)?
    };
    let to = to.unwrap_or_else(|| PathBuf::from(files::RULES_DIRECTORY).join(format!("{}.toml", wish.id)));
    refuse_odd(&to)?;
    let name = files::name_of(&to);
    let before = before(&to, &name)?;
    let written::Written { text: addition, notes } = written::rule(&wish, &known, &before);
    let whole = Arc::new(UserFile::new(name.clone(), format!("{before}{addition}")));
    if !is_sound(&whole, &to, &found, &packs, &lexicons) {
        complain("nothing was written: say it in another way");
        return Ok(exit::FAILED);
    }
    let is_new = write(&to, &before, &addition)?;
    let how = if is_new { "a new file" } else { "at its end" };
    let next = "It is a draft, and is not asked yet. Fill in its examples, run `contradict rules test`,\n\
                then take the line with `status` away.";
    let notes: String = notes.iter().map(|note| format!("{note}\n")).collect();
    output::print(&format!("The rule `{}` is written to {name}, {how}.\n{notes}{next}\n", wish.id), color)?;
    Ok(exit::CLEAN)
}

/// Refuses a file that would never be read as a rule file.
fn refuse_odd(to: &Path) -> anyhow::Result<()> {
    if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        bail!("`{}` would not be read: the name of a rule file ends in `.toml`", to.display());
    }
    if files::is_lexicon(to) {
        bail!("`{}` would be read as word tables of a language: choose another folder", to.display());
    }
    Ok(())
}

/// What the file holds already.
fn before(to: &Path, name: &str) -> anyhow::Result<String> {
    if !to.try_exists().with_context(|| format!("cannot read `{name}`"))? {
        return Ok(String::new());
    }
    let bytes = std::fs::read(to).with_context(|| format!("cannot read `{name}`"))?;
    match own::decoded(name, &bytes, &mut Vec::new()) {
        Some(file) => Ok(file.text.clone()),
        None => bail!("`{name}` is no text in UTF-8, so nothing can be written to its end"),
    }
}

/// Whether the file will have no mistake beside the others; says those that it would have.
fn is_sound(whole: &Arc<UserFile>, to: &Path, found: &RuleFiles, packs: &[Arc<UserFile>], lexicons: &Lexicons) -> bool {
    let place = to.canonicalize().ok();
    let is_same = |input: &files::Input| place.is_some() && input.path.canonicalize().ok() == place;
    let same: Vec<&str> = found.packs.iter().filter(|input| is_same(input)).map(|input| input.name.as_str()).collect();
    let mut all: Vec<Arc<UserFile>> = packs.iter().filter(|pack| !same.contains(&pack.name.as_str())).cloned().collect();
    all.push(Arc::clone(whole));
    let (_, mistakes) = rule::load(&all, &lexicons.languages());
    let errors: Vec<_> = mistakes.into_iter().filter(|mistake| mistake.level == Level::Error).collect();
    for error in &errors {
        output::complain_about(error);
    }
    errors.is_empty()
}

/// Writes to the end of the file, which must still hold what was looked at. What is there stays as it is. Tells whether the file is new.
fn write(to: &Path, before: &str, addition: &str) -> anyhow::Result<bool> {
    let whose = || format!("cannot write `{}`", to.display());
    if let Some(folder) = to.parent().filter(|folder| *folder != Path::new("")) {
        std::fs::create_dir_all(folder).with_context(whose)?;
    }
    let is_new = !to.try_exists().with_context(whose)?;
    store::change(to, |file| {
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
    fn what_others_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("rules/new.toml");
        assert!(write(&to, "", "a = 1\n").expect("written"), "a new file");
        assert!(!write(&to, "a = 1\n", "b = 2\n").expect("written"), "at its end");
        let refused = write(&to, "a = 1\n", "c = 3\n").expect_err("it has changed");
        assert!(refused.to_string().contains("run it again"), "{refused}");
        assert_eq!(std::fs::read_to_string(&to).expect("read"), "a = 1\nb = 2\n");
        // The mark that some editors put first is no change, and stays.
        std::fs::write(&to, "\u{feff}a = 1\n").expect("written");
        assert!(!write(&to, "a = 1\n", "b = 2\n").expect("written"));
        assert_eq!(std::fs::read_to_string(&to).expect("read"), "\u{feff}a = 1\nb = 2\n");
    }
}
