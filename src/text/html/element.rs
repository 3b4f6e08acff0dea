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
    /// Menus and the like.
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
const ROLES: usize = 11;

/// Returns how the element `name` affects what is read.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"article" | b"main" => Role::Main,
        b"header" => Role::Header,
        b"nav" | b"aside" | b"footer" | b"form" => Role::Outside,
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
}

impl StartTag {
    /// Begins the tag of the element `name`.
    pub(super) fn new(name: &[u8]) -> StartTag {
        StartTag { name: name.to_vec(), ..StartTag::default() }
    }

    /// Reads the name of an attribute.
    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute.clear();
        self.attribute.extend_from_slice(name);
        self.hides |= name == b"hidden";
    }

    /// Reads the value of the last attribute.
    pub(super) fn value(&mut self, value: &[u8]) {
        self.hides |= match self.attribute.as_slice() {
            b"aria-hidden" => value.trim_ascii().eq_ignore_ascii_case(b"true"),
            b"style" => hides(value),
            _ => false,
        };
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
        let role = if hides { Role::Hidden } else { named };
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
