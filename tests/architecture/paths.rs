//! The paths in a Rust source, with groups such as `crate::{a, b::c}` expanded.

use crate::tokens::Token;

/// A path such as `std::io::stdout`, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its names, at least one; `*` for everything in a module.
    pub segments: Vec<String>,
    /// The line of its first name.
    pub line: usize,
    /// Whether `!` follows.
    pub is_macro: bool,
    /// Whether it is in a `use` declaration.
    pub is_use: bool,
    /// Whether it is in an item under `#[cfg(test)]`.
    pub in_tests: bool,
    /// How many inline modules contain it.
    pub modules: usize,
}

impl Path {
    /// Returns the first name below the root of the crate, for a path in a file that is `depth` modules below it.
    pub fn below_root(&self, depth: usize) -> Option<&str> {
        let supers = self.segments.iter().take_while(|segment| *segment == "super").count();
        let below = match self.segments[0].as_str() {
            "crate" => 1,
            "super" if supers >= depth + self.modules => supers,
            _ => return None,
        };
        self.segments.get(below).map(String::as_str)
    }
}

/// Returns every path in `tokens`.
pub fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut braces = Vec::new();
    let mut tests_until: Option<usize> = None;
    let mut is_use = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let previous = at.checked_sub(1).map_or("", |before| tokens[before].text.as_str());
        match token.text.as_str() {
            "#" if is(tokens, at, &["#", "[", "cfg", "(", "test", ")", "]"]) => {
                tests_until = tests_until.max(Some(item_end(tokens, at + 7)));
                at += 7;
                continue;
            }
            "{" => braces.push(at >= 2 && tokens[at - 2].text == "mod" && tokens[at - 1].is_name()),
            "}" => drop(braces.pop()),
            ";" => is_use = false,
            "use" => is_use = true,
            _ => {}
        }
        let starts = token.is_name() && !["use", "::", "."].contains(&token.text.as_str()) && ![".", "::"].contains(&previous);
        if starts {
            let context = Path {
                segments: Vec::new(),
                line: token.line,
                is_macro: false,
                is_use,
                in_tests: tests_until.is_some_and(|end| at < end),
                modules: braces.iter().filter(|is_module| **is_module).count(),
            };
            at = path(tokens, at, &context, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the path at `at`, below `prefix`, and returns its end.
fn path(tokens: &[Token], mut at: usize, prefix: &Path, found: &mut Vec<Path>) -> usize {
    let mut here = prefix.clone();
    loop {
        match tokens.get(at) {
            Some(token) if token.is_name() || token.text == "*" => {
                here.line = token.line;
                here.segments.push(token.text.clone());
                at += 1;
            }
            Some(token) if token.text == "{" => {
                at += 1;
                while let Some(token) = tokens.get(at).filter(|token| token.text != "}") {
                    if token.text == "as" {
                        at += 2;
                        continue;
                    }
                    // Only names, `*` and groups begin a member; everything else, such as a comma, separates two.
                    let begins = token.is_name() || ["*", "{"].contains(&token.text.as_str());
                    at = if begins { path(tokens, at, &here, found) } else { at + 1 };
                }
                return at + 1;
            }
            _ => break,
        }
        let goes_on = is(tokens, at, &["::"])
            && tokens.get(at + 1).is_some_and(|next| next.is_name() || ["*", "{"].contains(&next.text.as_str()));
        if !goes_on {
            break;
        }
        at += 1;
    }
    // `a != b` is a comparison.
    here.is_macro = is(tokens, at, &["!"]) && !is(tokens, at + 1, &["="]);
    if !here.segments.is_empty() {
        found.push(here);
    }
    at
}

/// Returns true if these tokens are at `at`.
fn is(tokens: &[Token], at: usize, wanted: &[&str]) -> bool {
    tokens.get(at..at + wanted.len()).is_some_and(|here| here.iter().zip(wanted).all(|(token, wanted)| token.text == *wanted))
}

/// Returns the end of the item at `at`: after its block, or after its `;`.
fn item_end(tokens: &[Token], at: usize) -> usize {
    let mut open = 0_usize;
    for (offset, token) in tokens[at..].iter().enumerate() {
        match token.text.as_str() {
            "{" => open += 1,
            "}" if open <= 1 => return at + offset + 1,
            "}" => open -= 1,
            ";" if open == 0 => return at + offset + 1,
            _ => {}
        }
    }
    tokens.len()
}
