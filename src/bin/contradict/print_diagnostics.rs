//! Prints the diagnostics of a run on standard error, a few for each file.

use crate::{display_text, output};
use contradict::diagnostic::{Diagnostic, Level};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most diagnostics that are shown for one file. Errors come before warnings.
const SHOWN: usize = 20;

/// Prints diagnostics, and the number of mistakes if they stop the run.
pub fn all(diagnostics: &[Diagnostic]) {
    for shown in selected(diagnostics) {
        match shown {
            Shown::Whole(diagnostic) => output::complain_about(diagnostic),
            Shown::More(line) => {
                output::complain(&line);
                output::complain("");
            }
        }
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error).count();
    if errors > 0 {
        output::complain(&format!("{} to mend first", display_text::count(errors, "mistake", "mistakes")));
    }
}

/// A diagnostic that is printed, or the number of those that are not.
#[derive(Debug, PartialEq)]
enum Shown<'a> {
    Whole(&'a Diagnostic),
    More(String),
}

/// Selects the most serious diagnostics of each file, in order; each file's are followed by the number of the others.
fn selected(diagnostics: &[Diagnostic]) -> Vec<Shown<'_>> {
    let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        by_file.entry(&diagnostic.file.name).or_default().push(index);
    }
    let mut shown: Vec<(usize, Shown<'_>)> = Vec::new();
    for (name, mut of_file) in by_file {
        of_file.sort_by_key(|index| Reverse(diagnostics[*index].level));
        let more = of_file.len().saturating_sub(SHOWN);
        of_file.truncate(SHOWN);
        let last = of_file.iter().copied().max().unwrap_or_default();
        shown.extend(of_file.into_iter().map(|index| (index, Shown::Whole(&diagnostics[index]))));
        if more > 0 {
            shown.push((last, Shown::More(format!("… and {more} more about {name}"))));
        }
    }
    // The sort is stable: the line about the others stays behind the last diagnostic that is shown.
    shown.sort_by_key(|(index, _)| *index);
    shown.into_iter().map(|(_, shown)| shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contradict::diagnostic::{Code, UserFile};
    use contradict::span::Span;
    use std::sync::Arc;

    #[test]
    fn of_each_file_the_gravest_are_shown_and_the_rest_counted() {
        let (a, b) = (Arc::new(UserFile::new("a.toml", "x")), Arc::new(UserFile::new("b.toml", "x")));
        let warning = |file, number: usize| Diagnostic::warning(Code::BadId, file, Span::new(0, 1), number.to_string());
        // 30 warnings and then an error about one file, with two warnings about another file among them.
        let mut diagnostics: Vec<_> = (0..30).map(|number| warning(&a, number)).collect();
        diagnostics.insert(10, warning(&b, 100));
        diagnostics.push(Diagnostic::error(Code::BadId, &a, Span::new(0, 1), "30"));
        diagnostics.push(warning(&b, 101));
        let shown: Vec<String> = selected(&diagnostics)
            .into_iter()
            .map(|shown| match shown {
                Shown::Whole(diagnostic) => diagnostic.message.clone(),
                Shown::More(line) => line,
            })
            .collect();
        let mut expected: Vec<String> = (0..19).map(|number: usize| number.to_string()).collect();
        expected.insert(10, "100".into());
        expected.extend(["30", "… and 11 more about a.toml", "101"].map(String::from));
        assert_eq!(shown, expected);
    }
}
