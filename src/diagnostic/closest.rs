//! "Did you mean …?"

/// How similar two words must be, from 0 to 1, to count as a typo.
const ALIKE: f64 = 0.85;
/// Comparing takes quadratic time, and nobody misspells a key this long.
const LONGEST: usize = 64;

/// Returns the word of `known` that `word` was most likely meant to be; none if nothing is similar.
///
/// Case, `-` and `_` do not matter. If two are equally similar, the first is taken.
///
/// ```
/// use contradict::diagnostic::closest;
/// assert_eq!(closest("quesiton", ["question", "answer"]), Some("question"));
/// assert_eq!(closest("colour", ["question", "answer"]), None);
/// ```
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word)?;
    let mut best: Option<(&str, f64)> = None;
    for candidate in known {
        let Some(letters) = plain(candidate) else { continue };
        let alike = strsim::jaro_winkler(&word, &letters);
        if alike >= ALIKE && best.is_none_or(|(_, most)| alike > most) {
            best = Some((candidate, alike));
        }
    }
    best.map(|(candidate, _)| candidate)
}

fn plain(word: &str) -> Option<String> {
    (word.len() <= LONGEST).then(|| word.to_lowercase().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 8] = ["id", "question", "answer", "subject", "mentions", "about", "over_time", "level"];

    #[test]
    fn slips_of_the_pen_are_found() {
        for (written, meant) in [
            ("abuot", "about"),
            ("over-time", "over_time"),
            ("Subject", "subject"),
            ("sujet", "subject"),
            ("mention", "mentions"),
            ("lvel", "level"),
            ("answers", "answer"),
        ] {
            assert_eq!(closest(written, KEYS), Some(meant), "{written}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for written in ["colour", "", "x", "format", &"subject".repeat(40)] {
            assert_eq!(closest(written, KEYS), None, "{written}");
        }
        assert_eq!(closest("about", []), None);
    }

    #[test]
    fn the_first_of_equals_is_taken() {
        assert_eq!(closest("entity-c", ["entity-b", "entity-a"]), Some("entity-b"));
    }
}
