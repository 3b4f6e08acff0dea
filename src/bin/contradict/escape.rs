//! Words of others in the languages of pages and programs, so that they are only ever words: every escaper of the binary.

use crate::display_text::one_line;
use contradict::diagnostic::visible;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The character without width that keeps two others apart.
const APART: char = '\u{200B}';

/// Of so many letters no platform makes a commit; it takes seven.
const HASH_PIECE: usize = 6;

/// Words of others as Markdown that shows them and does nothing else, on one line.
///
/// Platforms look for mentions, references and commits in the page, where no backslash is left. So a character without width stands
/// in each of them; whoever reads sees the words as they were.
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

/// Parts what a platform would make a link or a mention of: `@name`, `#12`, `org/repo#3`, `GH-12`, addresses, hashes of commits.
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
        // Behind `www.` a character without width would be taken for a letter of the name.
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

/// Whether a word may be the hash of a commit. Digits alone may be one too, but are left as they are: figures are what people
/// copy, and a link comes of them only in the rare repository that has such a commit.
fn is_hash(word: &str) -> bool {
    let is_hexadecimal = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    word.len() > HASH_PIECE && is_hexadecimal && !word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Capitals or not.
fn ends_with(word: &str, end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

/// Words of others as HTML and XML show them, on one line, in text and in attributes.
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

/// Lines in a section of XML that stays readable in the file; an end that stands in it is put into two parts.
pub fn cdata<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let lines: String = lines.into_iter().map(|line| format!("\n{}", allowed(&one_line(line)))).collect();
    format!("<![CDATA[{}]]>", lines.replace("]]>", "]]]]><![CDATA[>"))
}

/// Of what XML 1.0 forbids, a line without controls can hold only two characters.
fn allowed(line: &str) -> String {
    line.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// Words on one line as a message of SARIF: nothing in them is a link or a placeholder.
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

/// The text of a workflow command of GitHub: line ends of our own are kept, nothing else steers.
pub fn command_text(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// The value of a property of a workflow command.
pub fn command_property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// Whether a spreadsheet may take a cell that begins so for a formula. An apostrophe is among them, so that the one that is put
/// before a cell can be told from one that was there.
fn is_risky(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
}

/// A cell that no spreadsheet computes.
pub fn cell(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(is_risky) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A cell as it was before the apostrophe that keeps a spreadsheet from computing it.
pub fn bare_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(is_risky)).unwrap_or(cell)
}

/// A relative reference (RFC 3986) to a file: every byte but letters, digits, `-._~` and `/` as `%` and two digits.
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

    /// What a page shows of Markdown, each character without width as `¦`.
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
