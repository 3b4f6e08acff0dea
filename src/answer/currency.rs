//! Sums without a currency: "the line costs 212 million", on a page that tells of one currency, or of none.

use super::asking::Asking;
use crate::claim::{Figure, Quantity, Unit, Value};
use crate::extract::Extraction;
use crate::grammar::Mention;
use crate::lexicon::Units;
use crate::rule::{Number, NumberOf};
use crate::span::InFolded;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A smaller number without a currency is no sum.
const LEAST: Decimal = Decimal::ONE_THOUSAND;

/// The currencies that a text tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Currencies {
    /// None.
    None,
    /// One.
    One(Unit),
    /// More than one.
    Several,
}

/// A sum without a currency, in the one that it is read in.
pub(super) struct Sum {
    pub quantity: Quantity,
    /// Whether only the rule tells the currency, and not the page.
    pub is_concluded: bool,
}

impl Currencies {
    /// Those of a text.
    pub fn of(extraction: &Extraction<'_>) -> Self {
        let units = Units::carried();
        let currency = |mention: &Mention<InFolded>| {
            let Value::Quantity(quantity) = &mention.value else { return None };
            let of = quantity.unit.0.split('/').next().unwrap_or_default();
            units.get(of).is_some_and(|unit| unit.is_currency).then(|| of.to_owned())
        };
        let found: BTreeSet<String> = extraction.mentions.iter().filter_map(currency).collect();
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (None, _) => Currencies::None,
            (Some(one), None) => Currencies::One(Unit(one)),
            _ => Currencies::Several,
        }
    }
}

/// A number in words of scale ("212 million") that counts nothing, as a sum, where the rule asks for one: in the currency of its page, or where the
/// page tells of none, in that of the rule.
pub(super) fn as_sum(asking: &Asking<'_>, wanted: &Number, mention: &Mention<InFolded>) -> Option<Sum> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    let NumberOf::Amount { unit: asked, .. } = &wanted.of else { return None };
    let is_sum = quantity.unit.0.is_empty() && mention.noun.is_none();
    let has_scale = asking.words(mention.span).contains(char::is_alphabetic);
    let is_large = match quantity.figure {
        Figure::Point { value, .. } | Figure::Approximate { value, .. } => value >= LEAST,
        Figure::Range { low, .. } => low >= LEAST,
        Figure::Vague { .. } => false,
    };
    if !(is_sum && has_scale && is_large) {
        return None;
    }
    let (unit, is_concluded) = match &asking.page.currencies {
        Currencies::One(unit) => (unit.clone(), false),
        Currencies::None => (Unit(asked.as_ref()?.of.clone()?), true),
        Currencies::Several => return None,
    };
    Some(Sum { quantity: Quantity { unit, ..quantity.clone() }, is_concluded })
}
