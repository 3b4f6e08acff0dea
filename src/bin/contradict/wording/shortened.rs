//! Decides how much of a text or a list is shown: on a terminal the beginning, elsewhere everything.

use crate::output::Look;

/// The most characters of a text that a terminal shows; the middle of a longer text is replaced by `…`.
const CLIPPED: usize = 400;

/// The most sources, voices or questions that are listed on a terminal before the rest is only counted.
const LISTED: usize = 6;

/// On a terminal, removes the middle of a long text; elsewhere, returns the text.
pub fn clip(text: &str, look: Look) -> String {
    let length = text.chars().count();
    if look.width.is_none() || length <= CLIPPED {
        return text.to_owned();
    }
    let head = text.chars().take(CLIPPED / 2).collect::<String>();
    let tail = text.chars().skip(length - CLIPPED / 2).collect::<String>();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// On a terminal, returns the first few; elsewhere, all.
pub fn shown<T>(all: &[T], look: Look) -> &[T] {
    match look.width {
        Some(_) => all.get(..LISTED).unwrap_or(all),
        None => all,
    }
}

/// Returns the first few everywhere, and says how many are left out.
pub fn few<T>(all: &[T]) -> (&[T], Option<String>) {
    let left = all.len().saturating_sub(LISTED);
    (all.get(..LISTED).unwrap_or(all), (left > 0).then(|| more(left)))
}

/// Says what [`shown`] leaves out.
pub fn rest(length: usize, look: Look) -> Option<String> {
    let left = length.checked_sub(LISTED).filter(|left| *left > 0 && look.width.is_some())?;
    Some(more(left))
}

/// Says how many more are in the JSON.
pub fn more(left: usize) -> String {
    format!("and {left} more (see --output json)")
}
