//! Elements of HTML: how each affects what is read, and which are open at a place.

use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// How an element affects what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It does not affect the words.
    Inline,
    /// Its tags end a block.
    Block,
    /// `<br>`: the end of a line.
    Line,
    /// `<hr>`: a break without content.
    Rule,
    /// `<article>`, `<main>`.
    Main,
    /// `<header>`: belongs to an article, but not to a page.
    Header,
    /// Asides and forms.
    Beside,
    /// Menus and the like, and what readers say of the page.
    Outside,
    /// Never text.
    Hidden,
    /// `<pre>`: program text, or text in which line ends count.
    Lines,
    /// `<code>`: read if it is only a value or a name.
    Code,
    /// A small raised mark: a footnote number must not run into the number before it.
    Raised,
}

/// The number of roles.
const ROLES: usize = 12;

/// Returns how the element `name` affects what is read.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"article" | b"main" => Role::Main,
        b"header" => Role::Header,
        b"aside" | b"form" => Role::Beside,
        b"nav" | b"footer" => Role::Outside,
        b"script" | b"style" | b"template" | b"noscript" | b"head" | b"title" | b"iframe" | b"object" | b"svg" | b"math"
        | b"audio" | b"video" | b"canvas" | b"textarea" | b"select" | b"button" | b"datalist" | b"del" | b"s" | b"strike" => {
            Role::Hidden
        }
        b"pre" => Role::Lines,
        b"code" => Role::Code,
        b"br" => Role::Line,
        b"hr" => Role::Rule,
        b"sup" => Role::Raised,
        b"html" | b"body" | b"div" | b"section" | b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"ul" | b"ol"
        | b"li" | b"dl" | b"dt" | b"dd" | b"table" | b"caption" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"td" | b"th"
        | b"blockquote" | b"figure" | b"figcaption" | b"address" | b"center" | b"details" | b"summary" | b"dialog"
        | b"fieldset" | b"legend" | b"hgroup" | b"search" | b"menu" | b"option" | b"optgroup" | b"listing" | b"xmp"
        | b"plaintext" => Role::Block,
        _ => Role::Inline,
    }
}

/// Returns true for elements that have no content and no end tag.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Returns true if the start tag of `next` ends the open element `last`, which needs no end tag or has lost it.
fn ends(last: &[u8], next: &[u8]) -> bool {
    match last {
        b"p" | b"code" => !matches!(role(next), Role::Inline | Role::Hidden | Role::Line | Role::Code | Role::Raised),
        b"li" => next == b"li",
        b"dt" | b"dd" => matches!(next, b"dt" | b"dd"),
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr" | b"tbody" | b"tfoot"),
        b"tr" => matches!(next, b"tr" | b"tbody" | b"tfoot"),
        b"option" => matches!(next, b"option" | b"optgroup"),
        _ => false,
    }
}

/// A start tag as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct StartTag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    hides: bool,
    /// Whether it holds what readers say of the page.
    is_comments: bool,
    /// How many columns and rows a cell says that it covers.
    covers: (usize, usize),
}

impl StartTag {
    /// Begins the tag of the element `name`.
    pub(super) fn new(name: &[u8]) -> StartTag {
        StartTag { name: name.to_vec(), ..StartTag::default() }
    }

    /// The name of the element.
    pub(super) fn name(&self) -> &[u8] {
        &self.name
    }

    /// How many columns and rows a cell covers.
    pub(super) fn covers(&self) -> (usize, usize) {
        (self.covers.0.max(1), self.covers.1.max(1))
    }

    /// Reads the name of an attribute.
    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute.clear();
        self.attribute.extend_from_slice(name);
        self.hides |= name == b"hidden";
    }

    /// Reads the value of the last attribute.
    pub(super) fn value(&mut self, value: &[u8]) {
        let number = || std::str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok()).unwrap_or(1);
        match self.attribute.as_slice() {
            b"aria-hidden" => self.hides |= value.trim_ascii().eq_ignore_ascii_case(b"true"),
            b"style" => self.hides |= hides(value),
            b"id" | b"class" => self.is_comments |= value.split(u8::is_ascii_whitespace).any(is_comments),
            b"colspan" => self.covers.0 = number(),
            b"rowspan" => self.covers.1 = number(),
            _ => {}
        }
    }
}

/// Returns true for the names that content managers give to what holds the comments of readers: `comments`, `comment-list`,
/// `user-comments`. What only counts or forbids them has other words beside: `comments-open`, `no-comments`.
fn is_comments(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(|byte| matches!(byte, b'-' | b'_'));
    let parts: Vec<&[u8]> = parts.by_ref().take(4).collect();
    match parts.as_slice() {
        [b"disqus", b"thread"] | [b"commentlist"] => true,
        [b"comments"] | [b"user" | b"reader" | b"readers" | b"post" | b"article", b"comments"] => true,
        [b"comment" | b"comments", part] => {
            matches!(*part, b"list" | b"area" | b"section" | b"wrapper" | b"container" | b"thread" | b"body" | b"content")
        }
        _ => false,
    }
}

/// Returns true if a style shows nothing: `display: none`.
fn hides(style: &[u8]) -> bool {
    style.split(|byte| *byte == b';').any(|declaration| {
        let mut sides = declaration.splitn(2, |byte| *byte == b':').map(<[u8]>::trim_ascii);
        let (Some(name), Some(value)) = (sides.next(), sides.next()) else { return false };
        let value = value.split(|byte| *byte == b'!').next().unwrap_or_default().trim_ascii();
        let is = |what: &[u8], that: &[u8]| name.eq_ignore_ascii_case(what) && value.eq_ignore_ascii_case(that);
        is(b"display", b"none") || is(b"visibility", b"hidden") || is(b"visibility", b"collapse")
    })
}

/// The relevant open elements.
#[derive(Debug, Default)]
pub(in crate::text) struct Open {
    list: Vec<(Vec<u8>, Role)>,
    /// How many elements of each name and of each role are open.
    names: BTreeMap<Vec<u8>, usize>,
    counts: [usize; ROLES],
}

impl Open {
    /// Returns how many elements with this role are open.
    pub(super) const fn count(&self, role: Role) -> usize {
        self.counts[role as usize]
    }

    /// Returns true if nothing that stands here is ever read.
    pub(in crate::text) const fn is_hidden(&self) -> bool {
        self.count(Role::Hidden) > 0
    }

    /// Returns true inside of `<code>`.
    pub(in crate::text) const fn is_code(&self) -> bool {
        self.count(Role::Code) > 0
    }

    /// Returns how many elements are open.
    pub(in crate::text) const fn depth(&self) -> usize {
        self.list.len()
    }

    /// Closes the elements that were opened when `depth` were open, and after that.
    pub(in crate::text) fn close_to(&mut self, depth: usize) {
        while self.list.len() > depth {
            self.pop();
        }
    }

    /// Opens an element, and closes those that it ends. Returns the role of its name, and not that of what hides it.
    ///
    /// A page that hides itself whole is shown by a script, so it is read.
    pub(super) fn start(&mut self, tag: &StartTag, is_closed: bool) -> Role {
        let name = tag.name.as_slice();
        while self.list.last().is_some_and(|(last, _)| ends(last, name)) {
            self.pop();
        }
        let named = role(name);
        let hides = tag.hides && !is_closed && !matches!(name, b"html" | b"body");
        let role = match tag.is_comments && !is_closed && !matches!(name, b"html" | b"body") {
            _ if hides => Role::Hidden,
            true if matches!(named, Role::Inline | Role::Block | Role::Main | Role::Header | Role::Beside) => Role::Outside,
            _ => named,
        };
        // Of elements that do not matter, only those inside of one of the same name are counted, so that its end is found.
        let is_counted = role != Role::Inline && role != Role::Raised || self.names.get(name).is_some_and(|open| *open > 0);
        if is_counted && !is_void(name) {
            self.list.push((name.to_vec(), role));
            *self.names.entry(name.to_vec()).or_default() += 1;
            self.counts[role as usize] += 1;
        }
        named
    }

    /// Closes the last opened element with this name, and everything that is open inside of it. Returns the role of the name.
    pub(super) fn end(&mut self, name: &[u8]) -> Role {
        while self.names.get(name).is_some_and(|open| *open > 0) {
            match self.pop() {
                Some(last) if last != name => {}
                _ => break,
            }
        }
        role(name)
    }

    /// Reads one tag that stands inside a line of another text.
    pub(in crate::text) fn tag(&mut self, written: &str) {
        for Ok(token) in Tokenizer::new(written) {
            match token {
                Token::StartTag(start) => {
                    let mut tag = StartTag::new(&start.name);
                    for (name, value) in start.attributes.iter() {
                        tag.attribute(name);
                        tag.value(value);
                    }
                    self.start(&tag, start.self_closing);
                }
                Token::EndTag(end) => _ = self.end(&end.name),
                _ => {}
            }
        }
    }

    /// Closes what a new paragraph of another text ends.
    pub(in crate::text) fn start_paragraph(&mut self) {
        while self.list.last().is_some_and(|(last, _)| ends(last, b"p")) {
            self.pop();
        }
    }

    fn pop(&mut self) -> Option<Vec<u8>> {
        let (name, role) = self.list.pop()?;
        if let Some(open) = self.names.get_mut(&name) {
            *open -= 1;
        }
        self.counts[role as usize] -= 1;
        Some(name)
    }
}

/// Returns true if inline code is only a value or a name, which the sentence around it needs: `500 MB`, `config.toml`.
pub(in crate::text) fn is_value(code: &str) -> bool {
    let code = code.trim();
    !code.starts_with(char::is_alphabetic) || !code.contains(char::is_whitespace)
}
