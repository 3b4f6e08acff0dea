//! Makes text of a source or a user safe to print: it cannot move the cursor, colour the terminal or change the direction of
//! writing.

use std::borrow::Cow;

/// Returns `text` with every character that [`steers`] replaced by a visible one.
///
/// Newlines and tabs become spaces, other control characters become their pictures (`␛` for escape) or, without one, `�`.
/// Characters that change the direction of writing become `�`, too. Every character becomes exactly one, so columns do not
/// change.
///
/// ```
/// use contradict::diagnostic::visible;
/// assert_eq!(visible("\u{1B}[31mred\tink"), "␛[31mred ink");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(steers) {
        Cow::Owned(text.chars().map(|letter| stand_in(letter).unwrap_or(letter)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns true if a character is a command instead of something visible: control characters, line ends, directions of writing.
///
/// ```
/// use contradict::diagnostic::steers;
/// assert!(steers('\u{1B}') && steers('\n') && steers('\u{202E}') && !steers('é'));
/// ```
pub fn steers(letter: char) -> bool {
    stand_in(letter).is_some()
}

fn stand_in(letter: char) -> Option<char> {
    match letter {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        // The pictures are in the same order as the control characters.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + letter as u32),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some(char::REPLACEMENT_CHARACTER),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(char::REPLACEMENT_CHARACTER)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_and_is_not_copied() {
        for text in ["", "L’été à Mons : 78 fois…", "日本 👩‍🔬 e\u{301} \u{A0}×"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn control_characters_can_be_seen() {
        assert_eq!(visible("a\u{1B}]8;;x\u{7}b\r\nc\0\u{7F}"), "a␛]8;;x␇b␍ c␀␡");
        assert_eq!(visible("\u{85}\u{9B}31m"), "\u{FFFD}\u{FFFD}31m");
        assert_eq!(visible("\u{202E}txt\u{2069}"), "\u{FFFD}txt\u{FFFD}");
        assert_eq!(visible("a\u{61C}b\u{200E}c\u{200F}\u{2028}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD} ", "marks of direction");
    }

    #[test]
    fn no_control_character_is_left_and_none_is_lost() {
        let all: String = (0..0x3000).filter_map(char::from_u32).collect();
        let seen = visible(&all);
        assert_eq!(seen.chars().count(), all.chars().count());
        assert!(!seen.chars().any(char::is_control) && !seen.contains(steers));
        assert!(all.chars().filter(|letter| letter.is_control()).all(steers));
    }
}
