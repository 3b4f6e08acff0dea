//! Small words: counts with their nouns, lists, quotations, places, and words of others on one line.

use contradict::diagnostic::visible;
use contradict::span::Location;

/// `1 document`, `2 documents`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Words of others on one line: white space collapsed to single spaces, and nothing in it that could steer a terminal.
pub fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The words, in quotation marks.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// File and line, as editors and terminals open them.
pub fn line_of(file: &str, line: usize) -> String {
    format!("{file}:{line}")
}

/// File, line and column.
pub fn place(file: &str, at: Location) -> String {
    format!("{file}:{}:{}", at.line, at.column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_follow_their_numbers() {
        let documents = |number| count(number, "document", "documents");
        assert_eq!([0, 1, 2].map(documents), ["0 documents", "1 document", "2 documents"]);
        let parts = ["a", "b", "c"].map(String::from);
        assert_eq!([0, 1, 2, 3].map(|length| listed(&parts[..length])), ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn words_of_others_keep_to_their_line() {
        assert_eq!(one_line(" deux\r\n\tmots\u{a0}ici\u{7} \u{200f}fin "), "deux mots ici␇ �fin");
    }
}
