//! `contradict schema`: its arguments.

use clap::{Args, ValueEnum};

pub const EXAMPLES: &str = "\
Examples:
  contradict schema rules > rules.schema.json
      for an editor: it then completes keys, explains them and underlines mistakes
  contradict schema sources

docs/rules.md shows how an editor is told of it.";

/// The arguments of `schema`.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// The kind of file to describe
    #[arg(value_name = "KIND", value_enum, default_value_t = SchemaOf::Rules)]
    pub of: SchemaOf,
}

/// A kind of file that users write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Rule files.
    Rules,
    /// Lexicons: the words of a language.
    Lexicon,
    /// `sources.toml`.
    Sources,
    /// `resolutions.toml`.
    Resolutions,
}
