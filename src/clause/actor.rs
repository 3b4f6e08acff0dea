//! Names that only help to identify somebody else: "a rival of the mill".

use super::{Analysis, Role};
use crate::lexicon::Class;
use crate::span::{InFolded, Span};

impl Analysis {
    /// Returns true if a noun beside a name says that somebody else is meant: "a rival of the mill", "the mill's neighbours", "the bakery
    /// next to the mill".
    pub fn is_related(&self, name: Span<InFolded>) -> bool {
        let tokens = self.tokens_of(name);
        let is_small = |at: &usize| {
            let class = self.tokens[*at].class;
            self.tokens[*at].is_word() && class.is(Class::DETERMINER | Class::PREPOSITION) && !class.is(Class::BESIDE)
        };
        let before = (0..tokens.start).rev().find(|at| !is_small(at));
        let noun = before.map_or(Class::NONE, |at| self.tokens[at].class);
        // "Its rival Oster" is Oster; "Konkurrent der Mühle" is not the mill.
        let is_linked = before.is_some_and(|at| at + 1 < tokens.start)
            || self.tokens.get(tokens.start).is_some_and(|first| first.class.is(Class::DETERMINER | Class::PREPOSITION));
        if is_linked && noun.is(Class::RELATIONAL | Class::BESIDE) {
            return true;
        }
        let behind = |offset: usize| self.tokens.get(tokens.end + offset);
        let is_possessive = behind(0)
            .is_some_and(|token| token.is_word() && token.span.len() == 1 && token.span.start == name.end.max(token.span.start));
        is_possessive && behind(1).is_some_and(|token| token.class.is(Class::RELATIONAL))
    }

    /// Returns true if a name is in an aside or a relative clause that the place is not part of. The head of an aside names the same as what
    /// it is beside: "The maker, Lumigen, disputes it".
    pub fn is_told_aside(&self, name: Span<InFolded>, place: Span<InFolded>) -> bool {
        let (own, other) = (self.segment_at(name.start), self.segment_at(place.start));
        let segment = &self.segments[own];
        if own == other || segment.remark.is_some() {
            return false;
        }
        let mut above = Some(other);
        while let Some(id) = above {
            if id == own {
                return false;
            }
            above = self.segments[id].parent;
        }
        let tokens = self.tokens_of(name);
        match segment.role {
            // "The 95 people who fell ill in Oster": without a comma, a clause tells which ones are meant.
            Role::Relative => !segment.is_bracketed(),
            Role::Aside => {
                let is_head = (segment.first..tokens.start).all(|at| {
                    !self.tokens[at].is_word()
                        || self.tokens[at].class.is(Class::DETERMINER) && !self.tokens[at].class.is(Class::PREPOSITION)
                });
                // "At Lorme, in 2017, two men got away": what a preposition opens sets the scene.
                let sets_scene = self.tokens[segment.first].class.is(Class::PREPOSITION);
                !is_head && !sets_scene
            }
            _ => false,
        }
    }

    /// Returns true if a place stands in a quotation that another place is no part of: "“*The chief knew*,” he said".
    pub fn is_quoted_apart(&self, place: usize, other: usize) -> bool {
        let quotation = |at: usize| {
            let mut above = std::iter::successors(Some(self.segment_at(at)), |id| self.segments[*id].parent);
            above.find(|id| self.segments[*id].role == Role::Quotation)
        };
        quotation(place).is_some_and(|own| quotation(other) != Some(own))
    }
}
