//! Text of others made safe for a terminal.

/// The text with every character that could steer a terminal, or hide or reorder what is printed, replaced by `�`.
pub fn visible(text: &str) -> String {
    text.chars().map(|letter| if steers(letter) { char::REPLACEMENT_CHARACTER } else { letter }).collect()
}

/// Whether a character gives orders instead of showing something: controls, line separators, directions.
pub fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// On one line: white space collapsed to single spaces, then [`visible`].
pub fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_replaced_and_letters_are_not() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}2J\u{7f}\u{202e}c\u{2066}é日👩‍🔬"), "a�[31mb�2J��c�é日👩‍🔬");
        assert_eq!(one_line(" deux\r\n\tmots\u{a0}ici\u{7} "), "deux mots ici�");
    }
}
