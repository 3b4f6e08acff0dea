//! `init`: an example that works immediately, and overwrites nothing.

use crate::support::{check_json, list, text};
use crate::{contradict_in, folder, tells};

#[test]
fn the_example_has_one_conflict_and_its_rule_holds() {
    let folder = folder(&[]);
    let run = contradict_in(&folder, &["init"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let (code, record) = check_json(folder.path(), &[]);
    assert_eq!(code, 1);
    assert_eq!(list(&record["diagnostics"]).len(), 0, "{record:#}");
    let conflicts = list(&record["conflicts"]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!((text(&conflicts[0], "id"), text(&conflicts[0], "verdict")), ("visitors/museum", "contradiction"));
    let positions: Vec<_> = list(&conflicts[0]["positions"])
        .iter()
        .map(|position| (text(position, "value"), text(&position["answers"][0], "voice")))
        .collect();
    assert_eq!(positions, [("860", "Vellmar Herald"), ("1240", "Vellmar Town Bulletin")]);
    let tested = contradict_in(&folder, &["rules", "test", "--coverage"]);
    assert_eq!(tested.code, 0, "{}{}", tested.out, tested.err);
    assert!(tested.out.contains("Each of the 6 patterns") && tested.out.contains("2 hold, 0 fail"), "{}", tested.out);
}

#[test]
fn what_is_there_is_named_and_nothing_is_written() {
    let folder = folder(&[("corpus/herald.txt", "Mine."), ("corpus/other.txt", "Also mine.")]);
    tells(&contradict_in(&folder, &["init"]), 2, &["`corpus/herald.txt` is there already", "nothing was written"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name));
    assert_eq!(read("corpus/herald.txt").expect("the file"), "Mine.");
    assert!(!folder.path().join("rules").exists() && !folder.path().join("corpus/sources.toml").exists());
    // Another folder, which is created.
    let run = contradict_in(&folder, &["init", "first/steps"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(read("first/steps/rules/museum.toml").is_ok() && run.out.contains("first/steps/corpus/herald.txt"), "{}", run.out);
    tells(&contradict_in(&folder, &["init", "first/steps"]), 2, &["museum.toml", "herald.txt", "are there already"]);
}

#[test]
fn a_folder_that_is_a_file_is_told() {
    tells(&contradict_in(&folder(&[("a.txt", "x")]), &["init", "a.txt"]), 2, &["cannot write"]);
}
