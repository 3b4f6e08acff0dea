//! Writes text as TOML strings.

use super::steers;
use std::fmt::Write as _;

/// Returns a text as a TOML string on one line, with its quotes. Characters that control a terminal, are invisible or are not
/// allowed in TOML are escaped, so that readers of the file see everything that is in it.
///
/// ```
/// use contradict::diagnostic::toml_text;
/// assert_eq!(toml_text("a \"b\" \u{202E}c"), r#""a \"b\" \u202Ec""#);
/// ```
pub fn toml_text(text: &str) -> String {
    let mut written = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => written.extend(['\\', letter]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            _ if letter.is_control() || steers(letter) || is_unseen(letter) => {
                let code = u32::from(letter);
                let _ = if code > 0xFFFF { write!(written, "\\U{code:08X}") } else { write!(written, "\\u{code:04X}") };
            }
            _ => written.push(letter),
        }
    }
    written.push('"');
    written
}

/// Returns true if a character has no width. Joiners do not count, because emoji and some scripts need them.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in
            ["", "plain é 警 👩‍🚒", "a\\b\"c\"", "\0\t\r\n\u{7F}\u{85}", "\u{202E}evil\u{2066}", "\u{FEFF}\u{200B}\u{2028}", "'''"]
        {
            let written = toml_text(text);
            let read: toml::Table = toml::from_str(&format!("key = {written}\n")).expect("TOML");
            assert_eq!(read["key"].as_str(), Some(text), "{written}");
            assert!(!written.chars().any(|letter| steers(letter) || is_unseen(letter)), "{written}");
        }
        assert_eq!(toml_text("\u{202E}\u{7}\u{200B}"), "\"\\u202E\\u0007\\u200B\"");
    }
}
