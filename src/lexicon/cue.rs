//! Kinds of words that say how a clause is meant.

use serde::Deserialize;

/// What a word or a phrase does in its clause. The names are the keys of `[cues]` in a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// Begins a clause that is what is said, known or denied: "que", "dat".
    Complementizer,
    /// Begins an indirect question: "whether", "of".
    Interrogative,
    /// Begins a clause that tells of a noun: "who", "die".
    Relative,
    /// Begins a clause that tells of circumstances: "because", "nadat".
    Subordinator,
    /// Begins a clause that may tell who says the rest: "as the mayor says", "comme le dit le maire".
    Reporting,
    /// Begins a condition: "if", "tenzij".
    Condition,
    /// Begins a clause about a time that may never come: "before", "once", "zodra".
    Awaited,
    /// A phrase in which no clause begins, though a word of it often begins one: "ne … que", "het gaat om".
    NoClause,
    /// Begins a clause that stands against the one before: "mais", "terwijl".
    Contrast,
    /// "Pas", "nooit", "never": negates the predicate beside it.
    Negation,
    /// "Pas seulement": negates nothing.
    NotOnly,
    /// "Pas systématiquement": denies only in part.
    Partly,
    /// "Ne … plus", "no longer": it was so.
    Ceased,
    /// "Aucun", "geen": negates the noun after it.
    NegatedDeterminer,
    /// "Personne ne", "nobody": negates the clause that it is the subject of.
    NegatedSubject,
    /// "Sans", "zonder": negates the verb after it.
    Without,
    /// "Dément", "ontkent": denies its object.
    Denial,
    /// "Il est faux que", "klopt niet": denies its object, and credits nobody.
    Untrue,
    /// "Confirme", "geeft toe": affirms its object.
    Confirmation,
    /// "Savait", "wist", "noticed": its object holds, even where the verb is negated.
    Factive,
    /// "A réussi à", "slaagde erin … te", "managed to": what follows was done; negated, it was not.
    Achieved,
    /// "A contraint à", "forced to", "began to": what follows was done; negated, it is left open.
    Caused,
    /// "A omis de", "failed to": what follows was not done; negated, it was.
    Failed,
    /// "A refusé de", "prevented from", "pretended to": what follows was not done; negated, it is left open.
    Refused,
    /// "Almost", "presque": the verb beside it was not done.
    Almost,
    /// "Doute", "twijfelt eraan": its object is rather not so; negated, it is.
    Doubt,
    /// "Croit", "vreesde": its object is only believed.
    Belief,
    /// "Accuse de", "verdenkt van": its object is only alleged.
    Accused,
    /// "La rumeur", "the claim": a noun for what is only said, where a clause tells what.
    Claimed,
    /// "A retiré", "withdrew": its object was said, and is taken back.
    Withdrawn,
    /// "Nul doute que", "it cannot be denied that": its object surely holds.
    Certain,
    /// "Contrairement à", "unlike": whoever is named right after it is not whom the clause is about.
    Apart,
    /// "Affirme", "zegt": credits its object to its subject.
    Saying,
    /// "Selon", "volgens": credits the sentence to the name after it.
    Attribution,
    /// "Zufolge": credits the sentence to the name before it.
    AttributionAfter,
    /// "Se voir répondre que", "klonk het dat": credits whoever was asked.
    Reply,
    /// "Dit", "cela", "dat": an object that stands for the sentence before.
    Anaphor,
    /// A statement whose predicate is left out, as it was said before: "it did", "van wel".
    Elided,
    /// The same, denied: "it did not", "que non".
    ElidedDenied,
    /// "Une source proche", "een ingewijde": whoever is credited so is nobody in particular, and the report is hearsay.
    Anonymous,
    /// "Aurait", "zou", "allegedly".
    Hearsay,
    /// "Aucun indice que", "voor zover we weten": a denial or claim with a limit.
    NoSign,
    /// "À sa connaissance": limits what is said.
    Restricted,
    /// "Peut-être", "mogelijk", "might have".
    Possible,
    /// "Peut", "kan", "could": makes the verb after it possible.
    Allowed,
    /// "Envisage de", "plannen om".
    Planned,
    /// "Doit", "mag niet".
    Required,
    /// "Tant que", "indien", "unless".
    Hypothetical,
    /// "On ignore si", "niet duidelijk of".
    Asked,
    /// "N'a pas souhaité réagir", "geen commentaar".
    Declined,
    /// A phrase that holds the word of another cue and means nothing of the kind: "le démenti".
    Nothing,
    /// "Nombre de", "aantal": the noun comes before the number.
    NumberOf,
    /// "Un nombre restreint de", "several": a number that is understood and cannot be compared.
    Indefinite,
    /// "Seulement", "alleen": there is no other.
    Only,
    /// "De plus", "a rise of": the number beside it is a difference.
    Difference,
    /// "Rose from", "est passé de": of two numbers after it, the second is the new one.
    Change,
    /// "Including", "of whom": the number beside it is a part of the one before.
    PartOf,
    /// "Each", "chacun": what is said of several holds of each of them.
    Each,
    /// "Instead of", "rather than": what follows is not so.
    Instead,
    /// "Ahead of", "devant": what follows comes after it.
    Outranked,
    /// Another place, thing or person comes in: "on the other side of town".
    Elsewhere,
    /// "Down from", "nach zuvor": the number behind it is what it was before.
    Former,
    /// "Compared with", "par rapport à": something is only compared with the number behind it.
    Compared,
    /// "Against", "contre": the same, where a number like it stands before.
    Versus,
    /// "Bringing the total to": what follows a number is the sum that it becomes a part of.
    Total,
    /// "Twice", "le double de": the number behind it is not what it is, but a measure of it.
    Multiple,
    /// "Law", "anniversary": a date behind it is a date of its own.
    Dated,
    /// "Erratum", "Rectificatif": what stands before was wrong, and what follows is right.
    Correction,
    /// "Update", "Bijgewerkt": what follows is newer than what stands before.
    Update,
    /// "Traduit du néerlandais": the words are a translation.
    Translation,
    /// "An earlier version": the clause says what was wrong.
    Earlier,
    /// A word that tells the language.
    FunctionWord,
    /// A word that a quantity or a date may begin with: set by the number words, never in a lexicon.
    #[serde(skip)]
    Figure,
    /// A word that opens a quantity or a date, but says nothing without a figure behind it: "de", "between", "last".
    #[serde(skip)]
    FigureOpening,
}

impl Cue {
    /// Returns true if it only says what a number or a date beside it is, and takes the meaning of no other word.
    pub const fn tells_of_value(self) -> bool {
        matches!(self, Cue::Former | Cue::Compared | Cue::Versus | Cue::Total | Cue::Multiple | Cue::Dated)
    }

    /// Returns true if a clause begins with it.
    pub const fn begins_clause(self) -> bool {
        matches!(
            self,
            Cue::Complementizer
                | Cue::Interrogative
                | Cue::Relative
                | Cue::Subordinator
                | Cue::Reporting
                | Cue::Condition
                | Cue::Awaited
        )
    }
}
