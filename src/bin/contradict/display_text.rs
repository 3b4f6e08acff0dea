//! Helpers for displayed text: counts with their nouns, lists, quotation marks, places, and foreign text on one line.

use contradict::diagnostic::visible;
use contradict::span::Location;

/// The thousands separator: a narrow no-break space, as the SI brochure recommends. Readers of every language understand it.
pub const THOUSANDS_SEPARATOR: char = '\u{202f}';

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

/// Returns foreign text on one line: white space is collapsed to single spaces, and characters that control a terminal are
/// replaced. Thousands separators are kept.
pub fn one_line(text: &str) -> String {
    let words =
        text.split(|letter: char| letter.is_whitespace() && letter != THOUSANDS_SEPARATOR).filter(|word| !word.is_empty());
    visible(&words.collect::<Vec<_>>().join(" ")).into_owned()
}

/// Inserts thousands separators into long numbers: `>3 000 000 000`. Shorter numbers stay as they are, and so do years and dates.
pub fn group_thousands(text: &str) -> String {
    const SHORTEST: usize = 5;
    let mut grouped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let digits = &rest[start..];
        let length = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        grouped.push_str(&rest[..start]);
        // Decimals and numbers in names and ids are not grouped. A hyphen with nothing before it is a minus sign.
        let before = grouped.strip_suffix('-').filter(|before| !before.ends_with(char::is_alphanumeric)).unwrap_or(&grouped);
        let in_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '/' | ':');
        let is_number = !before.ends_with(in_name);
        for (index, digit) in digits[..length].chars().enumerate() {
            if is_number && length >= SHORTEST && index > 0 && (length - index) % 3 == 0 {
                grouped.push(THOUSANDS_SEPARATOR);
            }
            grouped.push(digit);
        }
        rest = &digits[length..];
    }
    grouped.push_str(rest);
    grouped
}

/// Returns a value on one line, for display.
pub fn value(text: &str) -> String {
    group_thousands(&one_line(text))
}

/// Returns the words in quotation marks.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// Returns file and line, as editors and terminals open them.
pub fn line_of(file: &str, line: usize) -> String {
    format!("{file}:{line}")
}

/// Returns file, line and column.
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
    fn thousands_are_parted_in_long_numbers_only() {
        let shown = |text: &str| group_thousands(text).replace(THOUSANDS_SEPARATOR, "'");
        assert_eq!(shown(">3000000000"), ">3'000'000'000");
        assert_eq!(shown("12500–100000 EUR"), "12'500–100'000 EUR");
        assert_eq!(shown("52114 lies outside ~9999"), "52'114 lies outside ~9999");
        assert_eq!(shown("2022-03-14, 0.123456, CVE-2021-44228, v12345"), "2022-03-14, 0.123456, CVE-2021-44228, v12345");
        assert_eq!(shown("-12345.5"), "-12'345.5");
    }

    #[test]
    fn words_of_others_keep_to_their_line() {
        assert_eq!(one_line(" deux\r\n\tmots\u{a0}ici\u{7} \u{200f}fin "), "deux mots ici␇ �fin");
    }
}
