//! `rules`: commands that need only rule files.

mod diff;
mod docs;
mod list;

mod new;
mod test;

use crate::{QUARREL, contradict_in, folder, tells};

#[test]
fn sound_rules_are_counted() {
    let folder = folder(&QUARREL[..1]);
    let run = contradict_in(&folder, &["rules", "check"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "1 file, 1 rule, 0 examples: no mistakes\n", ""));
    assert_eq!(contradict_in(&folder, &["rules", "check", "rules/bridge.toml"]).out, run.out);
}

#[test]
fn mistakes_in_rules_and_lexicons_are_told_and_fail() {
    let broken = QUARREL[0].1.replace("counted", "conuted");
    let files = [("rules/bridge.toml", broken.as_str()), ("rules/lexicon/zz.toml", "format = 1\n[cues\n")];
    let run = contradict_in(&folder(&files), &["rules", "check"]);
    tells(&run, 2, &["rules/bridge.toml:10:1", "did you mean `counted`?", "rules/lexicon/zz.toml:2", "mistakes to mend"]);
    assert_eq!(run.out, "");
}

#[test]
fn no_rules_are_nothing_to_check() {
    let folder = folder(&[("rules/notes.txt", "none yet")]);
    tells(&contradict_in(&folder, &["rules", "check"]), 2, &["no rule file in `rules/`"]);
    tells(&contradict_in(&folder, &["rules", "check", "rulse"]), 2, &["`rulse` does not exist", "contradict rules check"]);
}
