//! Tokens: the words and marks of a sentence, each with what it can be.

use crate::claim::Value;
use crate::id::OperatorId;
use crate::lexicon::{Class, Lexicon};
use crate::pattern::{Folded, is_word_letter, word_length};
use crate::span::{InFolded, Span};

/// A word is no longer than an ending and this.
const SHORTEST_STEM: usize = 2;

/// What a token is. The one list of punctuation that clauses are cut by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A word, or a number.
    Word,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A dash, or a hyphen between blanks.
    Dash,
    /// `(` or `[`
    Opening,
    /// `)` or `]`
    Closing,
    /// A quotation mark that opens.
    QuoteOpening,
    /// A quotation mark that closes.
    QuoteClosing,
    /// `?`
    Question,
    /// `.`, `!` or `…`
    Stop,
}

/// A word or a mark of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span<InFolded>,
    /// What it is.
    pub mark: Mark,
    /// What a word can be.
    pub class: Class,
    /// Whether it has a capital.
    pub is_capital: bool,
    /// Whether it begins with a digit.
    pub is_digits: bool,
    /// The operator that it belongs to.
    pub operator: Option<OperatorId>,
    /// Whether a rule asks about it, so that it is a predicate.
    pub is_predicate: bool,
    /// Whether a predicate begins with it.
    pub begins_predicate: bool,
    /// The number or the date that it belongs to.
    pub value: Option<ValueToken>,
    /// The tense that the form of a verb tells, where that says something.
    pub tense: Option<Tense>,
}

/// A word of a number or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueToken {
    /// Whether it is the first word.
    pub is_first: bool,
    /// What the value is.
    pub kind: ValueKind,
}

/// What a number or a date is, as far as clauses ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A number.
    Number,
    /// A date or a period.
    Time,
    /// A time without a beginning: "before May".
    Until,
}

impl ValueKind {
    /// What a value is.
    pub fn of(value: &Value) -> ValueKind {
        match value {
            Value::Period(period) if period.from.is_none() => ValueKind::Until,
            Value::Period(_) => ValueKind::Time,
            _ => ValueKind::Number,
        }
    }
}

/// A tense that says how surely a verb is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "Fermera".
    Future,
    /// "Fermerait", "zou sluiten".
    Conditional,
}

impl Tense {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Tense::Future => "future",
            Tense::Conditional => "conditional",
        }
    }
}

impl Token {
    /// Returns true if the token is a word.
    pub fn is_word(&self) -> bool {
        self.mark == Mark::Word
    }

    /// Returns true if a number or a date begins with the token.
    pub fn begins_value(&self) -> bool {
        self.value.is_some_and(|value| value.is_first)
    }

    /// Returns true if the token is a word that says something by itself, as far as the lexicon tells.
    pub fn is_content(&self) -> bool {
        let small = Class::FUNCTION
            | Class::DETERMINER
            | Class::PREPOSITION
            | Class::PRONOUN
            | Class::AUXILIARY
            | Class::AUXILIARY_PART
            | Class::COORDINATOR
            | Class::ADVERB;
        self.is_word() && !self.class.is(small)
    }
}

/// The words and marks of `sentence`; a hyphen belongs to its word, an apostrophe ends it.
pub fn tokens(folded: &Folded, sentence: Span<InFolded>, lexicon: &Lexicon) -> Vec<Token> {
    let text = folded.text();
    let mut tokens = Vec::new();
    let mut has_opened = false;
    let mut at = sentence.start;
    while at < sentence.end {
        let rest = &text[at..sentence.end];
        let Some(letter) = rest.chars().next() else { break };
        if is_word_letter(letter) {
            let length = word_length(rest) + digits_behind(rest, word_length(rest));
            let span = Span::new(at, at + length);
            let is_accented = span.of(text).char_indices().any(|(index, _)| folded.is_accented(span.start + index));
            let class = lexicon.class_of(span.of(text), is_accented);
            let is_capital = folded.is_capital(at);
            let tense = tense(folded, span, lexicon, class);
            tokens.push(Token {
                span,
                mark: Mark::Word,
                class,
                is_capital,
                is_digits: letter.is_ascii_digit(),
                operator: None,
                is_predicate: false,
                begins_predicate: false,
                value: None,
                tense,
            });
            at += length;
        } else {
            let span = Span::new(at, at + letter.len_utf8());
            // "The survivors' group": where nothing was opened, an apostrophe belongs to its word.
            let mark = mark(text, sentence, at, letter);
            has_opened |= letter == '\'' && mark == Some(Mark::QuoteOpening);
            let is_possessive = letter == '\'' && !has_opened;
            if let Some(mark) = mark.filter(|mark| !(is_possessive && *mark == Mark::QuoteClosing)) {
                tokens.push(Token {
                    span,
                    mark,
                    class: Class::NONE,
                    is_capital: false,
                    is_digits: false,
                    operator: None,
                    is_predicate: false,
                    begins_predicate: false,
                    value: None,
                    tense: None,
                });
            }
            at = span.end;
        }
    }
    tokens
}

/// The bytes of the groups of digits that signs join to a number: "14,000", "4.10".
fn digits_behind(rest: &str, number: usize) -> usize {
    let mut length = 0;
    if !rest[..number].ends_with(|letter: char| letter.is_ascii_digit()) {
        return 0;
    }
    while let Some(after) = rest[number + length..].strip_prefix([',', '.', ':']) {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        length += 1 + digits;
    }
    length
}

/// What a sign is; none where it is no mark.
fn mark(text: &str, sentence: Span<InFolded>, at: usize, letter: char) -> Option<Mark> {
    let before = text[sentence.start..at].chars().next_back();
    let after = text[at + letter.len_utf8()..sentence.end].chars().next();
    let stands_alone = || before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
    match letter {
        ',' => Some(Mark::Comma),
        ';' => Some(Mark::Semicolon),
        ':' => Some(Mark::Colon),
        '(' | '[' => Some(Mark::Opening),
        ')' | ']' => Some(Mark::Closing),
        '?' => Some(Mark::Question),
        '.' | '!' | '…' => Some(Mark::Stop),
        '-' if stands_alone() => Some(Mark::Dash),
        '–' | '—' => Some(Mark::Dash),
        _ => match side(before, letter, after)? {
            Side::Opens => Some(Mark::QuoteOpening),
            Side::Closes => Some(Mark::QuoteClosing),
        },
    }
}

/// Which side of a quotation a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The quotation begins behind it.
    Opens,
    /// The quotation ends before it.
    Closes,
}

/// What a quotation mark does between two letters: « and “ open, » and ” close, unless they lean on a word the other way, as in „so“ and
/// »so«.
pub fn side(before: Option<char>, letter: char, after: Option<char>) -> Option<Side> {
    // Behind a colon, what is announced opens: "note que :« Il serait".
    let leans_left = before.is_some_and(|letter| !letter.is_whitespace() && !"([-':".contains(letter));
    let leans_right = after.is_some_and(char::is_alphanumeric);
    match letter {
        '„' => Some(Side::Opens),
        '”' => Some(Side::Closes),
        '«' | '“' if leans_left && !leans_right => Some(Side::Closes),
        '«' | '“' => Some(Side::Opens),
        '»' if leans_right && !leans_left => Some(Side::Opens),
        '»' => Some(Side::Closes),
        // One sign for both sides: it opens before a word and closes behind one. Behind a number it may be inches, which close nothing.
        '"' if !leans_left && after.is_some_and(|letter| !letter.is_whitespace()) => Some(Side::Opens),
        '"' if leans_left && !leans_right => Some(Side::Closes),
        // So does an apostrophe that is none.
        '\'' if !leans_left && leans_right => Some(Side::Opens),
        '\'' if leans_left && !leans_right => Some(Side::Closes),
        _ => None,
    }
}

/// The tense that the form of a verb tells, by its ending and not by its stem. An ending begins without an accent: "opérait" is no "-erait",
/// and "Vera" is a name.
fn tense(folded: &Folded, word: Span<InFolded>, lexicon: &Lexicon, class: Class) -> Option<Tense> {
    // "Serait" has a short stem.
    let shortest = if class.is(Class::AUXILIARY) { 1 } else { SHORTEST_STEM };
    let text = word.of(folded.text());
    if folded.is_capital(word.start) || lexicon.ending_exceptions.contains(text) {
        return None;
    }
    let ends = |endings: &[String], least: usize| {
        endings.iter().any(|ending| {
            let stem = text.strip_suffix(ending.as_str()).filter(|stem| stem.len() >= least || stem.is_empty());
            stem.is_some_and(|stem| !folded.is_accented(word.start + stem.len()))
        })
    };
    if ends(&lexicon.conditional_endings, shortest) {
        Some(Tense::Conditional)
    } else if ends(&lexicon.future_endings, shortest) {
        Some(Tense::Future)
    } else {
        None
    }
}
