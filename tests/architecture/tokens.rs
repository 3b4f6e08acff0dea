//! Cuts Rust source into the tokens that paths consist of; comments and literals are left out.

/// A name, `::` or one other character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The text.
    pub text: String,
    /// The line, from 1.
    pub line: usize,
}

impl Token {
    /// Returns true if it is a name or a keyword.
    pub fn is_name(&self) -> bool {
        self.text.starts_with(is_name_start)
    }
}

fn is_name_start(letter: char) -> bool {
    letter == '_' || letter.is_alphabetic()
}

fn is_name_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

/// Returns the tokens of `source`.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let len = skipped(rest).unwrap_or_else(|| {
            let len = if is_name_letter(first) {
                rest.find(|letter| !is_name_letter(letter)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            if !first.is_whitespace() {
                found.push(Token { text: rest[..len].to_owned(), line });
            }
            len
        });
        line += rest[..len].matches('\n').count();
        rest = &rest[len..];
    }
    found
}

/// Returns the length of the comment or literal that `rest` begins with, if it does.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if let Some(after) = ["r", "br", "cr"].iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        let opening = after.trim_start_matches('#');
        if let Some(body) = opening.strip_prefix('"') {
            let closing = format!("\"{}", "#".repeat(after.len() - opening.len()));
            let start = rest.len() - body.len();
            return Some(body.find(&closing).map_or(rest.len(), |at| start + at + closing.len()));
        }
    }
    let literal = rest.trim_start_matches(['b', 'c']);
    if rest.len() - literal.len() > 1 {
        return None;
    }
    match literal.chars().next()? {
        '"' => Some(rest.len() - literal.len() + quoted(literal, '"')),
        '\'' => {
            let mut letters = literal.chars().skip(1);
            let (first, second) = (letters.next()?, letters.next());
            // `'a'` is a character, and `'a` a lifetime: only its quote is left out.
            let is_letter = first == '\\' || second == Some('\'');
            (is_letter || literal.len() == rest.len())
                .then(|| rest.len() - literal.len() + if is_letter { quoted(literal, '\'') } else { 1 })
        }
        _ => None,
    }
}

/// Returns the length of a comment, including nested comments.
fn block_comment(rest: &str) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        match here {
            [b'/', b'*', ..] => open += 1,
            [b'*', b'/', ..] => open -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if open == 0 {
            return at;
        }
    }
    rest.len()
}

/// Returns the length of a literal that begins and ends with `quote` and escapes with `\`.
fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
