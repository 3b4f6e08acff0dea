//! Tests `action.yml`: its inputs, and its scripts, which are run as the platform would run them.

use crate::support::{Run, list, text};
use crate::{file, quarrel, write, yaml};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn action() -> Value {
    yaml(&file("action.yml"))
}

fn step<'a>(action: &'a Value, id: &str) -> &'a Value {
    let found = list(&action["runs"]["steps"]).iter().find(|step| text(step, "id") == id);
    found.unwrap_or_else(|| panic!("no step {id}"))
}

fn inputs(action: &Value) -> BTreeMap<String, String> {
    let inputs = action["inputs"].as_object().expect("inputs");
    inputs.iter().map(|(name, input)| (name.clone(), text(input, "default").to_owned())).collect()
}

/// Returns the values of `${{ … }}` in a text.
fn expressions(text: &str) -> Vec<&str> {
    text.split("${{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(inside, _)| inside.trim()).collect()
}

#[test]
fn every_input_is_documented_and_used() {
    let action = action();
    let page = file("docs/ci.md");
    let all = file("action.yml");
    let used: BTreeSet<&str> = expressions(&all)
        .into_iter()
        .flat_map(|inside| inside.split(|letter: char| letter.is_whitespace() || "()!".contains(letter)))
        .filter_map(|word| word.strip_prefix("inputs."))
        .collect();
    let inputs = inputs(&action);
    assert_eq!(used, inputs.keys().map(String::as_str).collect());
    for (name, default) in &inputs {
        assert!(text(&action["inputs"][name], "description").len() > 20, "{name}");
        assert!(page.contains(&format!("| `{name}` |")), "docs/ci.md does not explain the input `{name}`");
        assert!(action["inputs"][name]["default"].is_string(), "{name}: `{default}` is no text");
    }
    for name in action["outputs"].as_object().expect("outputs").keys() {
        assert!(page.contains(&format!("`{name}`")), "docs/ci.md does not name the output `{name}`");
        assert!(text(step(&action, "check"), "run").contains(&format!("{name}=")), "nothing sets {name}");
    }
}

#[test]
fn nothing_is_put_into_a_script() {
    let action = action();
    assert_eq!(text(&action["runs"], "using"), "composite");
    let mut scripts = 0;
    for step in list(&action["runs"]["steps"]) {
        let script = text(step, "run");
        if script.is_empty() {
            assert!(text(step, "uses").contains('@'), "{step}");
            continue;
        }
        scripts += 1;
        assert_eq!(text(step, "shell"), "bash");
        assert!(!script.contains("${{"), "an expression in a script: {script}");
        for forbidden in ["eval", "`$", "bash -c"] {
            assert!(!script.contains(forbidden), "{forbidden} in {script}");
        }
        let mut bash = Command::new("bash").args(["-n", "-s"]).stdin(Stdio::piped()).spawn().expect("bash is installed");
        std::io::Write::write_all(&mut bash.stdin.take().expect("a pipe"), script.as_bytes()).expect("written");
        assert!(bash.wait().expect("ends").success(), "{script}");
    }
    assert_eq!(scripts, 3);
}

/// A runner of the platform, as a script sees it.
struct Runner {
    /// The repository.
    top: TempDir,
    /// What the platform provides to a step.
    own: TempDir,
}

impl Runner {
    fn new(top: TempDir) -> Runner {
        let own = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(own.path().join("temp")).expect("a folder");
        Runner { top, own }
    }

    fn of_platform(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }

    fn written(&self, name: &str) -> String {
        std::fs::read_to_string(self.of_platform(name)).unwrap_or_default()
    }

    /// Runs a step with these inputs; all others have the action's defaults. Programs in `first` have priority.
    fn run(&self, id: &str, given: &[(&str, &str)], first: &Path) -> Run {
        let action = action();
        let mut values = inputs(&action);
        for (name, value) in given {
            assert!(values.insert((*name).to_owned(), (*value).to_owned()).is_some(), "no input {name}");
        }
        let step = step(&action, id);
        // The platform calls bash with these arguments.
        let script = self.of_platform("script.sh");
        write(&script, text(step, "run"));
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script).current_dir(self.top.path()).env_clear();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(first.to_owned()).chain(std::env::split_paths(&path));
        bash.env("PATH", std::env::join_paths(path).expect("a search path"));
        for (name, value) in step["env"].as_object().expect("an environment") {
            let [inside] = expressions(value.as_str().expect("a text"))[..] else { panic!("{value}") };
            let value = match inside.strip_prefix("inputs.") {
                Some(input) => values[input].clone(),
                None => "somebody/contradict".to_owned(),
            };
            bash.env(name, value);
        }
        for (name, file) in [
            ("GITHUB_OUTPUT", "output"),
            ("GITHUB_PATH", "path"),
            ("GITHUB_STEP_SUMMARY", "summary"),
            ("RUNNER_TEMP", "temp"),
            ("GITHUB_ACTION_PATH", "action"),
        ] {
            bash.env(name, self.of_platform(file));
        }
        let output = bash.env("GITHUB_SERVER_URL", "https://git.example").output().expect("bash is installed");
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run { code: output.status.code().expect("an exit code"), out: words(&output.stdout), err: words(&output.stderr) }
    }

    fn check(&self, given: &[(&str, &str)]) -> Run {
        let program = Path::new(env!("CARGO_BIN_EXE_contradict"));
        self.run("check", given, program.parent().expect("a folder"))
    }
}

#[test]
fn two_papers_that_disagree_fail_the_step() {
    let runner = Runner::new(quarrel(""));
    let run = runner.check(&[]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for place in ["::error file=corpus/a.txt,line=1", "::error file=corpus/b.txt,line=1"] {
        assert!(run.out.contains(place), "{}", run.out);
    }
    let sarif = runner.of_platform("temp/contradict.sarif");
    assert_eq!(runner.written("output"), format!("exit-code=1\nsarif={}\n", sarif.display()));
    assert!(runner.written("summary").contains("arches/bridge"));
    assert!(runner.written("temp/contradict.sarif").contains("\"2.1.0\""));
}

#[test]
fn annotations_name_files_from_the_top_of_the_repository() {
    for directory in ["sub/desk", "sub/desk/"] {
        let runner = Runner::new(quarrel("sub/desk"));
        let run = runner.check(&[("working-directory", directory)]);
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        assert!(run.out.contains("::error file=sub/desk/corpus/a.txt,line=1"), "{}", run.out);
        // A decision in that folder is found automatically.
        let settled = "[[resolution]]\nconflict = \"arches/bridge\"\nvalues = [\"9\", \"14\"]\noutcome = \"settled\"\nholds = \"9\"\n\
            reason = \"We counted.\"\nby = \"E. Peeters\"\ndecided = 2026-11-21\n";
        write(&runner.top.path().join("sub/desk/resolutions.toml"), settled);
        assert_eq!(runner.check(&[("working-directory", directory)]).code, 0);
        // It is not in canonical form.
        assert_eq!(runner.check(&[("working-directory", directory), ("locked", "yes")]).code, 2);
    }
}

#[test]
fn rules_and_decisions_of_the_top_are_not_those_of_a_folder() {
    let sub = [("working-directory", "sub")];
    let settled = "[[resolution]]\nconflict = \"arches/bridge\"\nvalues = [\"9\", \"14\"]\noutcome = \"settled\"\nholds = \"9\"\n\
        reason = \"We counted.\"\nby = \"E. Peeters\"\ndecided = 2026-11-21\n";
    let runner = Runner::new(quarrel("sub"));
    write(&runner.top.path().join("resolutions.toml"), settled);
    let run = runner.check(&sub);
    assert_eq!(run.code, 1, "what was decided for the top was taken: {}{}", run.out, run.err);
    let locked = runner.check(&[&sub[..], &[("locked", "yes")]].concat());
    assert_eq!(locked.code, 1, "that there is no decision is in order: {}{}", locked.out, locked.err);
    let runner = Runner::new(quarrel(""));
    std::fs::create_dir(runner.top.path().join("sub")).expect("a folder");
    std::fs::rename(runner.top.path().join("corpus"), runner.top.path().join("sub/corpus")).expect("moved");
    let run = runner.check(&sub);
    assert_eq!(run.code, 2, "the rules of the top were taken: {}{}", run.out, run.err);
    assert!(run.err.contains("sub/rules"), "{}", run.err);
}

#[test]
fn every_input_reaches_the_program() {
    let runner = Runner::new(quarrel("pages"));
    let paths =
        [("working-directory", "pages"), ("paths", "  corpus/a.txt \r\n\ncorpus/b.txt\n"), ("rules", "rules/bridge.toml")];
    let code = |more: &[(&str, &str)]| runner.check(&[&paths[..], more].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&[("fail-on", "never")]), 0);
    assert_eq!(code(&[("paths", "corpus/a.txt")]), 0, "one paper alone");
    assert_eq!(code(&[("rules", "rules/none.toml")]), 2);
    assert_eq!(code(&[("resolutions", "none.toml")]), 2);
    assert!(!runner.of_platform("temp/contradict.sarif").exists(), "that of the run before is not uploaded");
    assert_eq!(code(&[("fail-on", "sometimes")]), 2);
    assert_eq!(code(&[("locked", "perhaps")]), 2);
    assert_eq!(code(&[("full", "perhaps")]), 2);
    // This decision is no longer needed, which only a run that reads everything can know.
    let old = "[[resolution]]\nconflict = \"piers/bridge\"\nvalues = [\"1\", \"2\"]\noutcome = \"accepted-open\"\nreason = \"r\"\nby = \"b\"\n\
        decided = 2026-11-21\n";
    write(&runner.top.path().join("pages/old.toml"), old);
    let old = [("resolutions", "old.toml"), ("fail-on", "never"), ("deny", "stale\nunread")];
    assert_eq!(code(&old), 0);
    assert_eq!(code(&[&old[..], &[("full", "yes")]].concat()), 1);
    let whole = runner.check(&[&[("working-directory", "pages")][..], &old].concat());
    assert_eq!(whole.code, 1, "without paths, everything is read: {}", whole.err);
}

#[test]
fn inputs_never_run() {
    let hostile = "$(touch pwned)\n`touch pwned`\n; touch pwned\n' ; touch pwned '\n\" ; touch pwned \"\n--output=json=pwned\n-h";
    for name in ["paths", "rules", "resolutions", "fail-on", "deny", "locked", "full", "working-directory"] {
        let runner = Runner::new(quarrel(""));
        let run = runner.check(&[(name, hostile)]);
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        let here: BTreeSet<_> =
            std::fs::read_dir(runner.top.path()).expect("a folder").flatten().map(|file| file.file_name()).collect();
        assert_eq!(here.len(), 2, "{name}: {here:?}");
        assert!(!run.out.contains("Usage:"), "{name} was taken for a request of help");
    }
}

/// Writes a fake `cargo` that installs a program which prints how it was called.
fn cargo(folder: &Path) {
    write(
        &folder.join("cargo"),
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$RUNNER_TEMP/called\"\nmkdir -p \"$RUNNER_TEMP/contradict/bin\"\n",
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.join("cargo"), std::fs::Permissions::from_mode(0o755)).expect("set");
    }
}

#[cfg(unix)]
#[test]
fn the_program_is_built_from_the_action_or_from_a_version() {
    let fake = tempfile::tempdir().expect("a folder");
    cargo(fake.path());
    let called = |given: &[(&str, &str)]| {
        let runner = Runner::new(tempfile::tempdir().expect("a folder"));
        let run = runner.run("install", given, fake.path());
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let root = runner.of_platform("temp/contradict").display().to_string();
        assert_eq!(runner.written("path"), format!("{root}/bin\n"));
        let called = runner.written("temp/called").replace(&root, "ROOT");
        called.replace(&runner.of_platform("action").display().to_string(), "ACTION").lines().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(called(&[]), "install --locked --root ROOT --path ACTION");
    assert_eq!(
        called(&[("version", "v1; touch x")]),
        "install --locked --root ROOT --git=https://git.example/somebody/contradict --rev=v1; touch x contradict"
    );
    assert_eq!(
        called(&[("version", "v1"), ("repository", "https://b.example/c")]),
        "install --locked --root ROOT --git=https://b.example/c --rev=v1 contradict"
    );
    // What is in the cache is not built again.
    let runner = Runner::new(tempfile::tempdir().expect("a folder"));
    let kept = runner.of_platform("temp/contradict/bin");
    std::fs::create_dir_all(&kept).expect("a folder");
    std::fs::copy(fake.path().join("cargo"), kept.join("contradict")).expect("copied");
    assert_eq!(runner.run("install", &[], fake.path()).code, 0);
    assert_eq!(runner.written("temp/called"), "");
}

#[test]
fn the_cache_knows_versions_and_sources_apart() {
    let nothing = tempfile::tempdir().expect("a folder");
    let key = |given: &[(&str, &str)], source: &str| {
        let runner = Runner::new(tempfile::tempdir().expect("a folder"));
        for name in ["Cargo.toml", "Cargo.lock", "build.rs", "src/main.rs", "rules/lexicon/en.toml"] {
            write(&runner.of_platform("action").join(name), source);
        }
        let run = runner.run("version", given, nothing.path());
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        runner.written("output")
    };
    let keys = [key(&[], "a"), key(&[], "b"), key(&[("version", "v1")], "a"), key(&[("version", "v2")], "a")];
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 4, "{keys:?}");
    assert_eq!(key(&[], "a"), keys[0]);
    assert_eq!(key(&[("version", "v1")], "b"), keys[2]);
    assert!(keys.iter().all(|key| key.trim_end().len() > "key=".len() + 20), "{keys:?}");
}
