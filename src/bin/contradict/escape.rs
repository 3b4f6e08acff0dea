//! Escapes foreign text for every output format, so that it is only ever shown as text.

use crate::display_text::one_line;
use contradict::diagnostic::visible;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A character without width that separates two others.
const APART: char = '\u{200B}';

/// No platform takes this few letters for a commit hash; it takes seven.
const HASH_PIECE: usize = 6;

/// Escapes foreign text as one line of Markdown that shows the text and does nothing else.
///
/// Platforms look for mentions, references and commits in the rendered page, in which backslashes are gone. Therefore each of
/// them gets a character without width inside; readers see the words unchanged.
pub fn markdown(text: &str) -> String {
    let text = apart(&one_line(text));
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '!' | '|' | '~' | '^' | '$' | '@' | '#' => {
                out.extend(['\\', letter])
            }
            letter => out.push(letter),
        }
    }
    out
}

/// Breaks what a platform would turn into a link or a mention: `@name`, `#12`, `org/repo#3`, `GH-12`, addresses, commit hashes.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    loop {
        let (word, after) = rest.split_at(rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len()));
        let is_hash = is_hash(word);
        for (at, letter) in word.char_indices() {
            if is_hash && at > 0 && at % HASH_PIECE == 0 {
                out.push(APART);
            }
            out.push(letter);
        }
        let mut signs = after.chars();
        let Some(sign) = signs.next() else { return out };
        rest = signs.as_str();
        // After `www.`, a character without width would be taken for a letter of the name.
        if sign == '.' && ends_with(word, "www") {
            out.push(APART);
        }
        out.push(sign);
        let is_parted = match sign {
            '@' | '#' => true,
            ':' => rest.starts_with('/'),
            '-' => ends_with(word, "gh") && rest.starts_with(|next: char| next.is_ascii_digit()),
            _ => false,
        };
        if is_parted {
            out.push(APART);
        }
    }
}

/// Returns true if a word may be a commit hash. Words of digits alone may be hashes too, but are left as they are: people copy
/// numbers, and few repositories have such a commit.
fn is_hash(word: &str) -> bool {
    let is_hexadecimal = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    word.len() > HASH_PIECE && is_hexadecimal && !word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if `word` ends with `end`, ignoring case.
fn ends_with(word: &str, end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

/// Escapes foreign text for HTML and XML, on one line, in text and in attributes.
pub fn xml(text: &str) -> String {
    let text = allowed(&one_line(text));
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Returns lines as a CDATA section, which stays readable in the file. An end marker inside the text is split in two.
pub fn cdata<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let lines: String = lines.into_iter().map(|line| format!("\n{}", allowed(&one_line(line)))).collect();
    format!("<![CDATA[{}]]>", lines.replace("]]>", "]]]]><![CDATA[>"))
}

/// Of the characters that XML 1.0 forbids, only two can be left in a line without control characters.
fn allowed(line: &str) -> String {
    line.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// Escapes text on one line for a SARIF message: nothing in it becomes a link or a placeholder.
pub fn sarif(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '\\' | '[' | ']' => out.extend(['\\', letter]),
            '{' | '}' => out.extend([letter, letter]),
            letter => out.push(letter),
        }
    }
    out
}

/// Escapes the text of a GitHub workflow command: our own line ends are kept, and no other control character is left.
pub fn command_text(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// Escapes the value of a property of a workflow command.
pub fn command_property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// Returns true if a spreadsheet may take a cell that begins with this character for a formula. The apostrophe is included, so
/// that an apostrophe that was added can be distinguished from one that was there before.
fn is_risky(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
}

/// Returns a cell that no spreadsheet computes.
pub fn cell(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(is_risky) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Removes the apostrophe that keeps a spreadsheet from computing the cell.
pub fn bare_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(is_risky)).unwrap_or(cell)
}

/// Returns a relative reference (RFC 3986) to a file: every byte except letters, digits, `-._~` and `/` is percent-encoded.
pub fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what a page shows for this Markdown, with `¦` for each character without width.
    fn shown(written: &str) -> String {
        let parser = pulldown_cmark::Parser::new_ext(written, pulldown_cmark::Options::ENABLE_GFM);
        let events = parser.filter_map(|event| match event {
            pulldown_cmark::Event::Text(words) => Some(words.into_string()),
            pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph) | pulldown_cmark::Event::End(_) => None,
            other => panic!("{other:?} comes of words"),
        });
        events.collect::<String>().replace(APART, "¦")
    }

    #[test]
    fn nobody_is_called_and_nothing_is_referred_to() {
        for (words, on_the_page) in [
            ("@name and @org/team", "@¦name and @¦org/team"),
            ("#12, org/repo#3", "#¦12, org/repo#¦3"),
            ("GH-12 and gh-3", "GH-¦12 and gh-¦3"),
            ("ask@paper.example", "ask@¦paper.example"),
            ("https://a.example, ftp://b.example", "https:¦//a.example, ftp:¦//b.example"),
            ("www.a.example, WWW.b.example", "www¦.a.example, WWW¦.b.example"),
            ("see a5c3785.", "see a5c378¦5."),
            ("A5C3785ED8D6A35868BC169F07E40E889087FD2E", "A5C378¦5ED8D6¦A35868¦BC169F¦07E40E¦889087¦FD2E"),
            ("jlord@a5c3785", "jlord@¦a5c378¦5"),
        ] {
            assert_eq!(shown(&markdown(words)), on_the_page);
        }
    }

    #[test]
    fn what_is_no_reference_stays_as_it_is() {
        for words in ["3500000 and 12345678", "a5c378", "GH-x, 12-13", "10:30", "a.b", "corpus/a.txt:12", "défacade", "1 + 1 = 2"]
        {
            assert_eq!(shown(&markdown(words)), words);
        }
        assert_eq!(markdown("Is *a* <b>? [x](y) `z` 5 %"), "Is \\*a\\* &lt;b&gt;? \\[x\\](y) \\`z\\` 5 %");
        assert_eq!(markdown("&amp; a_b | c\\d"), "&amp;amp; a\\_b \\| c\\\\d");
    }

    #[test]
    fn no_sign_means_anything_to_html_and_xml() {
        assert_eq!(xml("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    }
}
