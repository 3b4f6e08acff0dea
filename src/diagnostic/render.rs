//! Renders diagnostics for people: what is wrong, the line with the place underlined, and what to do.

use super::{Diagnostic, Level, UserFile, visible};
use crate::span::{InToml, InWords, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level as Heading, Origin, Renderer, Snippet};

/// The width that diagnostics fit into, except for file names.
const WIDTH: usize = 80;
/// The columns before the text of a help: `  1000 = help: `, and the bullet of a list.
const MARGIN: usize = 15;

/// Renders the diagnostic for a terminal, without a newline at its end. With `color`, it contains escape sequences for colours;
/// the file itself cannot add any.
///
/// ```
/// use contradict::diagnostic::{Code, Diagnostic, UserFile, render};
/// use contradict::span::Span;
/// let file = std::sync::Arc::new(UserFile::new("rules/a.toml", "colour = 3"));
/// let mistake = Diagnostic::error(Code::UnknownKey, &file, Span::new(0, 6), "a rule file has no key `colour`");
/// assert!(render(&mistake, false).contains("--> rules/a.toml:1:1"));
/// ```
pub fn render(diagnostic: &Diagnostic, color: bool) -> String {
    let heading = match diagnostic.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Note => Heading::NOTE,
    };
    let mut group =
        heading.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str()).elements(Vec::<Element<'_>>::new());
    group = match diagnostic.span {
        Some(span) => group.elements(place(&diagnostic.file, span, diagnostic.label.as_deref(), AnnotationKind::Primary)),
        None => group.element(Origin::path(visible(&diagnostic.file.name))),
    };
    if let Some(also) = &diagnostic.also {
        group = group.elements(place(&also.file, also.span, Some(&also.label), AnnotationKind::Context));
    }
    if let Some(help) = &diagnostic.help {
        let lines = wrapped(&visible(help)).into_iter().chain(diagnostic.choices.iter().flat_map(|choice| {
            let lines = wrapped(&visible(choice)).into_iter().enumerate();
            lines.map(|(index, line)| if index == 0 { format!("- {line}") } else { format!("  {line}") }).collect::<Vec<_>>()
        }));
        group = group.element(Heading::HELP.message(lines.collect::<Vec<_>>().join("\n")));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group])
}

/// Renders a place in a file: the line, or only the position if the line cannot be shown.
fn place<'a>(file: &'a UserFile, span: Span<InToml>, label: Option<&'a str>, kind: AnnotationKind) -> Vec<Element<'a>> {
    let (path, at) = (visible(&file.name), file.locate(span));
    match Excerpt::of(&file.text, span) {
        Some(excerpt) => {
            let place = kind.span(excerpt.place.start..excerpt.place.end).label(label.map(visible));
            vec![Snippet::source(excerpt.line).path(path).line_start(at.line).annotation(place).into()]
        }
        None => vec![Origin::path(path).line(at.line).char_column(at.column).into()],
    }
}

/// Wraps `text` into lines that fit beside the margin. Text in brackets or backticks is never broken, so that an example can be
/// copied from one line.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = 0;
    let (mut open, mut is_code) = (0usize, false);
    let is_end = |letter: char| match letter {
        '`' => {
            is_code = !is_code;
            false
        }
        _ if is_code => false,
        '[' | '{' => {
            open += 1;
            false
        }
        ']' | '}' => {
            open = open.saturating_sub(1);
            false
        }
        letter => letter == ' ' && open == 0,
    };
    for word in text.split(is_end) {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if width + 1 + length <= WIDTH - MARGIN => {
                line.push(' ');
                line.push_str(word);
                width += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                width = length;
            }
        }
    }
    lines
}

/// A line as it is shown, and the place in it. The renderer leaves out what does not fit the screen.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    line: String,
    place: Span<InWords>,
}

impl Excerpt {
    /// Returns the line in which `span` begins; a place of several lines is cut at the end of the first. None if `text` has no
    /// such place.
    fn of(text: &str, span: Span<InToml>) -> Option<Excerpt> {
        let (before, after) = text.split_at_checked(span.start)?;
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let inside = after.get(..span.len().min(after.len()))?;
        let after = after.get(inside.len()..)?;

        let mut line = visible(before).into_owned();
        let start = line.len();
        line.push_str(&visible(inside));
        let place = Span::new(start, line.len());
        line.push_str(&visible(after));
        Some(Excerpt { line, place })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;
    use std::sync::Arc;

    fn file(name: &str, text: &str) -> Arc<UserFile> {
        Arc::new(UserFile::new(name, text))
    }

    /// Makes a diagnostic about `words` in `text`.
    fn at(text: &str, words: &str) -> Diagnostic {
        let start = text.find(words).expect("stands there");
        Diagnostic::error(Code::BadId, &file("rules/a.toml", text), Span::new(start, start + words.len()), "this is wrong")
    }

    #[test]
    fn the_line_is_shown_with_its_place() {
        let mistake = at("format = 1\nlevel = \"fatal\"\n", "\"fatal\"").label("not this").help("write `error`");
        let expected = "\
error[bad-id]: this is wrong
 --> rules/a.toml:2:9
  |
2 | level = \"fatal\"
  |         ^^^^^^^ not this
  |
  = help: write `error`";
        assert_eq!(render(&mistake, false), expected);
    }

    #[test]
    fn tabs_accents_and_wide_letters_keep_the_underline_in_place() {
        // The tab is shown as one space; the Chinese characters are two columns wide each.
        let mistake = at("\tété = \"日本\", x\r\n", "\"日本\"");
        let expected = "\
error[bad-id]: this is wrong
 --> rules/a.toml:1:8
  |
1 |  été = \"日本\", x
  |        ^^^^^^";
        assert_eq!(render(&mistake, false), expected);
    }

    #[test]
    fn nothing_of_a_file_reaches_the_terminal_as_a_command() {
        let text = "a = \"\u{1B}[31m\u{9B}32m\u{202E}\u{7}\"\nb\n";
        let start = text.find('"').expect("stands there");
        let file = file("a\u{1B}]0;x\u{7}.toml", text);
        let mistake =
            Diagnostic::warning(Code::BadId, &file, Span::new(start, start + 8), "m\u{1B}[1m").label("l\u{1B}").help("h\u{8}\ni");
        let shown = render(&mistake, false);
        assert!(!shown.chars().any(|letter| letter.is_control() && letter != '\n'), "{shown:?}");
        assert!(!shown.contains('\u{202E}'));
        assert!(shown.starts_with("warning[bad-id]: m␛[1m\n --> a␛]0;x␇.toml:1:5\n"), "{shown:?}");
        let colored = render(&mistake, true);
        assert!(colored.contains("\u{1B}[") && !colored.contains("\u{1B}[31m") && !colored.contains("\u{1B}]"));
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let text = format!("{}HERE{}", "mot éé ".repeat(2000), " fin".repeat(2000));
        let shown = render(&at(&text, "HERE").label("this"), false);
        assert!(shown.contains("rules/a.toml:1:14001\n"), "{shown}");
        assert!(shown.contains("HERE") && shown.contains("^^^^ this"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 160), "{shown}");
        let lines: Vec<_> = shown.lines().collect();
        let column = |line: &str, words: &str| line.find(words).map(|at| line[..at].chars().count());
        assert_eq!(column(lines[3], "HERE"), column(lines[4], "^^^^"));
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let mistake = at("a\n", "a").of_whole_file().help("do this");
        assert_eq!(render(&mistake, false), "error[bad-id]: this is wrong\n--> rules/a.toml\n = help: do this");
    }

    #[test]
    fn any_place_can_be_shown() {
        let text = "é\n\nab\ncd";
        let file = file("a.toml", text);
        for start in 0..=text.len() + 2 {
            for end in 0..=text.len() + 2 {
                let mistake = Diagnostic::error(Code::BadId, &file, Span::new(start, end), "wrong");
                assert!(render(&mistake, false).starts_with("error[bad-id]: wrong\n"));
            }
        }
        let lines = Excerpt::of("x\nab cd\r\ne", Span::new(5, 12));
        assert_eq!(lines, Some(Excerpt { line: "ab cd".into(), place: Span::new(3, 5) }));
        let end = Excerpt::of("ab\n", Span::new(3, 3));
        assert_eq!(end, Some(Excerpt { line: String::new(), place: Span::new(0, 0) }));
    }

    #[test]
    fn a_line_of_a_million_letters_does_no_harm() {
        let text = "é".repeat(1 << 20);
        let mistake = Diagnostic::error(Code::BadId, &file("a.txt", &text), Span::new(1 << 20, (1 << 20) + 2), "wrong");
        assert!(render(&mistake, false).len() < 2000);
    }
}
