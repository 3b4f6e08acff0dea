//! Shows where several sources that tell the same story cannot all be right: who says what, where and since when.
//!
//! The library is a pure function of its arguments: it does not read files, the clock or the environment, and prints nothing.
//! Data flows in one direction through its modules; each module may use only those before it:
//!
//! [`span`] → [`diagnostic`] → [`claim`] → [`pattern`] → [`lexicon`] → [`text`] → [`grammar`] → [`extract`] → [`rule`] →
//! [`answer`] → [`conflict`] → [`report`]
//!
//! ```
//! use contradict::{answer::Reader, diagnostic::UserFile, lexicon::Lexicons, report::{Coverage, Report}, rule, text};
//! use std::sync::Arc;
//!
//! let file = |name: &str, text: &str| Arc::new(UserFile::new(name, text));
//! let (lexicons, _) = Lexicons::load(&[]);
//! let pack = file("rules/port.toml", r#"
//!     format = 1
//!     [entity.port]
//!     names = ["the port"]
//!     [[rule]]
//!     id = "cranes"
//!     question = "How many cranes does {subject} have?"
//!     answer = "count"
//!     subject = "port"
//!     about = { en = ["has", "owns"] }
//!     counted = { en = ["crane*"] }
//!     over_time = "constant"
//! "#);
//! let (rules, mistakes) = rule::load(&[pack], &lexicons.languages());
//! assert_eq!(mistakes, []);
//! let reader = Reader::new(&lexicons, &rules, Some("en".parse()?))?;
//! let mut answers = Vec::new();
//! for (name, words) in [("a.txt", "The port has 12 cranes."), ("b.txt", "According to the union, the port owns 14 cranes.")] {
//!     let (document, _) = text::load(file(name, words), None);
//!     answers.extend(reader.read(&document).answers);
//! }
//! let report = Report::new(&rules, &answers, Coverage::default(), &[]);
//! assert_eq!(report.conflicts[0].id, "cranes/port");
//! assert_eq!(report.conflicts[0].why, "12 lies outside 14");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod answer;
pub mod claim;
pub mod clause;
pub mod conflict;
pub mod diagnostic;
pub mod extract;
pub mod grammar;
pub mod id;
pub mod lexicon;
pub mod pattern;
pub mod report;
pub mod resolution;
pub mod rule;
pub mod span;
pub mod text;
