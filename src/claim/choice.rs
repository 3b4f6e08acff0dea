//! Answers to "which" and "who": what was chosen among options.

use std::collections::BTreeSet;
use std::fmt;

/// The options that a text names, by id. Texts rarely name all of them ("also", "among others"), so a set that is not closed says
/// nothing about the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The ids of options, or of entities.
    pub ids: BTreeSet<String>,
    /// Whether the text says that there are no others: "only".
    pub is_closed: bool,
    /// Whether the text says that it is none of these.
    pub is_denied: bool,
}

impl Choice {
    /// Returns some options, affirmed.
    pub fn of(ids: impl IntoIterator<Item = String>) -> Self {
        Choice { ids: ids.into_iter().collect(), is_closed: false, is_denied: false }
    }
}

impl fmt::Display for Choice {
    /// The ids, joined by `+`; with `only ` in front if the set is closed, and `not ` if it is denied.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.is_denied, self.is_closed) {
            (true, _) => "not ",
            (false, true) => "only ",
            (false, false) => "",
        })?;
        for (index, id) in self.ids.iter().enumerate() {
            f.write_str(if index > 0 { "+" } else { "" })?;
            f.write_str(id)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_forms() {
        let both = Choice::of(["ncmec".to_owned(), "child-focus".to_owned()]);
        assert_eq!(both.to_string(), "child-focus+ncmec");
        assert_eq!(Choice { is_closed: true, ..both.clone() }.to_string(), "only child-focus+ncmec");
        assert_eq!(Choice { is_denied: true, is_closed: true, ..both }.to_string(), "not child-focus+ncmec");
    }
}
