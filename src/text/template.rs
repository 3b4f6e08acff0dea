//! Hides what a page generator replaces or runs: template tags, and in Markdown also imports, exports and components.

use super::Piece;
use super::markup::leave_out;
use crate::span::{InSource, Span};

/// How a tag begins and ends: Hugo, Jinja, Liquid and Handlebars; a comment of Jinja; a comment of MDX.
const MARKS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("{/*", "*/}")];

/// Tags of which the content is not read either, up to `end…` or `/…`.
const UNREAD: [&str; 2] = ["comment", "highlight"];

/// How many bytes the tag of a component may have.
const COMPONENT_REACH: usize = 2_000;

/// Returns the template tags in the part `body` of `text`, in order and without overlap.
///
/// A tag ends in its paragraph, or is none: `{{` in prose is read. A tag inside another one belongs to it.
pub(super) fn tags(text: &str, body: Span<InSource>) -> Vec<Span<InSource>> {
    let mut scan = Scan::default();
    let mut at = body.start;
    while let Some(rest) = text.get(at..body.end)
        && let Some(next) = rest.find(['{', '}', '%', '#', '*', '\n'])
    {
        at += next;
        at += scan.step(at, &rest[next..]);
    }
    with_content(text, scan.found)
}

/// The tags that are open at a place, and those that have ended before it.
#[derive(Default)]
struct Scan {
    /// Where each open tag begins, the index of its marks, and how many braces open it.
    open: Vec<(usize, usize, usize)>,
    /// How many tags with these marks are open.
    counts: [usize; MARKS.len()],
    found: Vec<Span<InSource>>,
}

impl Scan {
    /// Reads the mark that `rest`, at `at`, begins with. Returns how many bytes it has.
    fn step(&mut self, at: usize, rest: &str) -> usize {
        if let Some(line) = rest.strip_prefix('\n') {
            let blanks = line.len() - line.trim_start_matches([' ', '\t', '\r']).len();
            if line[blanks..].starts_with('\n') {
                *self = Scan { found: std::mem::take(&mut self.found), ..Scan::default() };
            }
            return 1 + blanks;
        }
        for (kind, (opens, closes)) in MARKS.iter().enumerate() {
            if self.counts[kind] > 0 && rest.starts_with(closes) {
                return self.close(at, kind, rest);
            }
            if rest.starts_with(opens) {
                let braces = if rest.starts_with("{{{") && !rest.starts_with("{{{{") { 3 } else { opens.len() };
                self.open.push((at, kind, braces));
                self.counts[kind] += 1;
                return braces;
            }
        }
        1
    }

    /// Closes the innermost open tag of this kind, and everything that is open inside of it.
    fn close(&mut self, at: usize, kind: usize, rest: &str) -> usize {
        let mut length = MARKS[kind].1.len();
        while let Some((start, last, braces)) = self.open.pop() {
            self.counts[last] -= 1;
            if last != kind {
                continue;
            }
            if braces == 3 && rest.starts_with("}}}") {
                length = 3;
            }
            while self.found.last().is_some_and(|inside| inside.start >= start) {
                self.found.pop();
            }
            self.found.push(Span::new(start, at + length));
            break;
        }
        length
    }
}

/// Joins the tags around content that is not read with that content.
fn with_content(text: &str, tags: Vec<Span<InSource>>) -> Vec<Span<InSource>> {
    let mut joined: Vec<Span<InSource>> = Vec::new();
    // The name of the tag whose content is not read, and its index.
    let mut open: Option<(&str, usize)> = None;
    for tag in tags {
        let name = name(tag.of(text));
        match open {
            Some((opened, index)) if name.strip_prefix("end").or(name.strip_prefix('/')) == Some(opened) => {
                let start = joined[index].start;
                joined.truncate(index);
                joined.push(Span::new(start, tag.end));
                open = None;
                continue;
            }
            None if UNREAD.contains(&name) => open = Some((name, joined.len())),
            _ => {}
        }
        joined.push(tag);
    }
    joined
}

/// Returns the first word of a tag, with the slash before it.
fn name(tag: &str) -> &str {
    let words = tag.trim_start_matches(['{', '%', '<', '#', '-', ' ']);
    let length = words.find(|letter: char| !(letter.is_alphanumeric() || letter == '/')).unwrap_or(words.len());
    &words[..length]
}

/// Returns the imports, exports and components of MDX in the part `body` of `text`, in order and without overlap.
pub(super) fn scripts(text: &str, body: Span<InSource>) -> Vec<Span<InSource>> {
    let mut found: Vec<Span<InSource>> = Vec::new();
    // Imports and exports begin a paragraph, or follow one another.
    let (mut opens, mut is_export) = (true, false);
    let mut at = body.start;
    for line in body.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let is_blank = line.trim().is_empty();
        is_export = !is_blank && (is_export || opens && is_export_line(line));
        opens = is_blank || is_export || opens && is_import(line);
        if opens && !is_blank {
            found.push(span);
        } else {
            components(text, span, body.end, &mut found);
        }
    }
    found
}

/// Returns true for `import Chart from "./chart"`.
fn is_import(line: &str) -> bool {
    let end = line.trim_end().trim_end_matches(';');
    let Some(quote) = end.chars().next_back().filter(|letter| matches!(letter, '"' | '\'')) else { return false };
    let Some(what) = line.strip_prefix("import ").and_then(|rest| rest.split_once(quote)) else { return false };
    what.0.is_empty() || what.0.ends_with(" from ")
}

fn is_export_line(line: &str) -> bool {
    let Some(what) = line.strip_prefix("export ") else { return false };
    ["const ", "let ", "var ", "function ", "class ", "default ", "{", "* from "].iter().any(|word| what.starts_with(word))
}

/// Adds the tags of components that begin in `line` and have values in braces, which no Markdown reader takes for tags.
fn components(text: &str, line: Span<InSource>, end: usize, found: &mut Vec<Span<InSource>>) {
    let mut at = line.start.max(found.last().map_or(0, |last| last.end));
    while let Some(next) = text.get(at..line.end).and_then(|rest| rest.find('<')) {
        at += next;
        let length = component(&text[at..end]);
        if let Some(length) = length {
            found.push(Span::new(at, at + length));
        }
        at += length.unwrap_or(1);
    }
}

/// Returns the length of the tag of a component with a value in braces, such as `<Chart data={[1, 2]} />`.
fn component(rest: &str) -> Option<usize> {
    if !rest[1..].starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return None;
    }
    let (mut depth, mut has_value, mut last) = (0_usize, false, b'<');
    for (at, byte) in rest.bytes().enumerate().take(COMPONENT_REACH) {
        match byte {
            b'{' => {
                has_value = true;
                depth += 1;
            }
            b'}' => depth = depth.checked_sub(1)?,
            b'>' if depth == 0 => return has_value.then_some(at + 1),
            b'<' if depth == 0 && at > 0 => return None,
            b'\n' if last == b'\n' => return None,
            _ => {}
        }
        if !matches!(byte, b' ' | b'\t' | b'\r') {
            last = byte;
        }
    }
    None
}

/// Returns `pieces` without what stands in `hidden`. What has lines of its own ends a block there; other tags separate words.
pub(super) fn hide(text: &str, pieces: Vec<Piece>, hidden: &[Span<InSource>]) -> Vec<Piece> {
    leave_out(pieces, hidden, |read, tag| if stands_alone(text, tag) { read.end_block(tag) } else { read.gap(tag) })
}

/// Returns true if a tag is all that stands on its lines.
fn stands_alone(text: &str, tag: Span<InSource>) -> bool {
    let blanks = [' ', '\t', '\r'];
    let before = text[..tag.start].trim_end_matches(blanks);
    let after = text[tag.end..].trim_start_matches(blanks);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n') || tag.of(text).ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::super::markup::{Kind, tests::check, tests::garbled, tests::read};

    #[test]
    fn tags_are_not_read() {
        for (text, expected) in [
            ("a {{< figure src=\"12.png\" >}} b", "a · b"),
            ("a {{% note 12 %}}b{{% /note %}} c", "a ·b· c"),
            ("{% if x > 12 %}a{% endif %}", "·a·"),
            ("a {{ page.count | plus: 12 }}b", "a ·b"),
            ("a {{{ raw 12 }}}b {# 12 #} c", "a ·b · c"),
            ("a {{ b {{ 12 }} c {% 13 %} }} d", "a · d"),
            ("a\n{% include 12 %}\nb", "a\n¶\nb"),
            ("a {{<\n  x=12\n>}} b", "a · b"),
            ("{% comment %}\nb 12\n\nc\n{% endcomment %}\nd", "\nd"),
            ("a {{< highlight go >}}x = 12{{< /highlight >}} b", "a · b"),
        ] {
            assert_eq!(read("a.txt", text).trim_start_matches('·'), expected.trim_start_matches('·'), "{text}");
        }
    }

    #[test]
    fn what_closes_nowhere_in_its_paragraph_is_prose() {
        for text in ["a {{ b 12", "a }} b %} c", "a {{ b\n\nc }} d", "a {% b }} c", "{1, 2} {a}", "a {# b", "{{{{", "{%%", "}}}}"]
        {
            assert_eq!(read("a.txt", text), text);
        }
        assert_eq!(read("a.txt", "{% comment %}a{% comment %}b"), "·a·b".trim_start_matches('·'));
    }

    #[test]
    fn tags_stand_in_any_markup() {
        assert_eq!(read("a.md", "a\n{% x 12 %}\nb {{< y z_1_ \"<b>12</b>\" >}} c\n"), "a·¶b · c¶");
        assert_eq!(read("a.html", "<p>a {{ x &amp; <b>12</b> }} b</p><p>{% if x %}c</p>"), "a · b¶c¶");
    }

    #[test]
    fn imports_exports_and_components_are_not_read() {
        let text = "import A from './a'\nimport \"b.css\";\n\nexport const n = {\n  count: 12,\n}\n\nThe mill closed.\n\n\
            <Chart data={[1, 2].map(x => x > 12)} />\n\n<Note kind=\"x\">\n\nIt has 12 rooms.\n\n</Note>\n\n{/* 13 rooms */}\n";
        assert_eq!(read("a.md", text), "The mill closed.¶It has 12 rooms.¶");
        for prose in ["Duties fell.\nimport duties from 'x'", "import duties fell by 12", "exports of\nexport goods"] {
            assert_eq!(read("a.md", prose), format!("{}¶", prose.replace('\n', "·")));
        }
    }

    #[test]
    fn much_hostile_text_is_read() {
        let megabyte = "{%".repeat(500_000);
        check(&megabyte, &Kind::Plain.read(&megabyte, 0).pieces);
        for part in ["{%", "{{", "{{{", "{% ", "}} {{ ", "{% comment %}", "{{ x }}", "{#", "{/*", "<A b={", "<A ", "{{ <b>"] {
            let text = part.repeat(100_000 / part.len());
            for name in ["a.txt", "a.md", "a.html"] {
                check(&text, &Kind::of(name).read(&text, 0).pieces);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let whole =
            "é {{< x >}}\r\n{% é %}{{ a {{ b }} }} {# c #}\n\nimport A from 'é'\n\n<É b={1} /> <A b={é} /> {/* d */}{{{e}}}";
        for text in garbled(whole) {
            for name in ["a.txt", "a.md", "a.html"] {
                read(name, &text);
            }
        }
    }
}
