//! What a word can be in a sentence: the classes that chunks and segments are made of.

use std::ops::BitOr;

/// A set of word classes. A word may have several: "that" is a determiner, a pronoun and opens clauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Class(u32);

impl Class {
    /// No class that is known: a content word.
    pub const NONE: Class = Class(0);
    /// Begins a noun phrase: "the", "leur".
    pub const DETERMINER: Class = Class(1);
    /// A preposition: "of", "dans".
    pub const PREPOSITION: Class = Class(1 << 1);
    /// Stands for somebody named elsewhere: "it".
    pub const PRONOUN: Class = Class(1 << 2);
    /// A finite auxiliary verb: "has", "zou".
    pub const AUXILIARY: Class = Class(1 << 3);
    /// A form of an auxiliary verb that is not finite: "been".
    pub const AUXILIARY_PART: Class = Class(1 << 4);
    /// Joins two things: "and".
    pub const COORDINATOR: Class = Class(1 << 5);
    /// Joins two things of which one is meant, or none: "or", "noch".
    pub const ALTERNATIVE: Class = Class(1 << 6);
    /// Says who does what a passive says: "by".
    pub const AGENT: Class = Class(1 << 7);
    /// Says nothing by itself.
    pub const FUNCTION: Class = Class(1 << 8);
    /// Marks an infinitive: "to", "te".
    pub const INFINITIVE_MARK: Class = Class(1 << 9);
    /// Ends like an adverb: "formally", "officiellement".
    pub const ADVERB: Class = Class(1 << 10);
    /// Ends like an infinitive.
    pub const INFINITIVE: Class = Class(1 << 11);
    /// Ends like a gerund: "closing", "fermant".
    pub const GERUND: Class = Class(1 << 12);
    /// Ends like a participle: "closed", "fermé", "gesloten".
    pub const PARTICIPLE: Class = Class(1 << 13);
    /// Means anybody: "you", "on".
    pub const GENERIC: Class = Class(1 << 14);
    /// A pronoun that stands before its verb as an object: "le", "se".
    pub const CLITIC: Class = Class(1 << 15);
    /// Names somebody by whom they belong to: "neighbour", "rival".
    pub const RELATIONAL: Class = Class(1 << 16);
    /// Stands beside something: "next to", "near".
    pub const BESIDE: Class = Class(1 << 17);

    /// Opens clauses: "that", "om".
    pub const OPENER: Class = Class(1 << 18);
    /// An auxiliary that looks back: "hebben", "avoir".
    pub const PERFECT: Class = Class(1 << 19);

    /// Opens a time up to which something lasts: "before", "until".
    pub const LIMIT: Class = Class(1 << 20);

    /// Stands before the name of a person, and speaks for itself: "mayor", "porte-parole".
    pub const TITLE: Class = Class(1 << 21);
    /// A body that speaks: "police", "union".
    pub const BODY: Class = Class(1 << 22);
    /// An article or a pronoun of a man, or of what is called like one: "il", "un".
    pub const MASCULINE: Class = Class(1 << 23);
    /// An article or a pronoun of a woman, or of what is called like one: "elle", "une".
    pub const FEMININE: Class = Class(1 << 24);
    /// An article or a pronoun of several: "ils", "les".
    pub const PLURAL: Class = Class(1 << 25);
    /// A pronoun of whoever writes or speaks: "I", "wir".
    pub const FIRST: Class = Class(1 << 26);
    /// Stands between a title and those it belongs to: "for" in "a spokesperson for the group".
    pub const TITLE_LINK: Class = Class(1 << 27);

    /// Returns true if it has one of the classes of `other`.
    pub const fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that it shares with `other`.
    #[must_use]
    pub const fn shared(self, other: Class) -> Class {
        Class(self.0 & other.0)
    }

    /// The same without the classes of `other`.
    #[must_use]
    pub const fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }

    /// The same with the classes of `other`.
    #[must_use]
    pub const fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Class;

    fn bitor(self, other: Class) -> Class {
        self.with(other)
    }
}
