//! Tests `.pre-commit-hooks.yaml`: its commands are run. The tests do not use pre-commit itself.

use crate::support::{contradict, list, run, text};
use crate::{file, quarrel, yaml};

#[test]
fn hooks_are_whole_and_run() {
    let hooks = yaml(&file(".pre-commit-hooks.yaml"));
    let ids: Vec<_> = list(&hooks).iter().map(|hook| text(hook, "id")).collect();
    assert_eq!(ids, ["contradict-check", "contradict-rules"]);
    let folder = quarrel("");
    for (hook, code) in list(&hooks).iter().zip([1, 0]) {
        assert_eq!(text(hook, "language"), "rust");
        assert_eq!(hook["pass_filenames"], false, "a change in one file can contradict any other");
        let words: Vec<&str> = text(hook, "entry").split(' ').collect();
        assert_eq!(words[0], "contradict");
        let done = run(contradict().current_dir(folder.path()).args(&words[1..]));
        assert_eq!(done.code, code, "{words:?}: {}{}", done.out, done.err);
    }
}
