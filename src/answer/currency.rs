//! Sums without a currency: "the line costs 212 million", on a page that tells of one currency.

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

/// The currency of a text; none if it tells of several, or of none.
pub(super) fn only_currency(extraction: &Extraction<'_>) -> Option<Unit> {
    let units = Units::carried();
    let currency = |mention: &Mention<InFolded>| {
        let Value::Quantity(quantity) = &mention.value else { return None };
        let of = quantity.unit.0.split('/').next().unwrap_or_default();
        units.get(of).is_some_and(|unit| unit.is_currency).then(|| of.to_owned())
    };
    let found: BTreeSet<String> = extraction.mentions.iter().filter_map(currency).collect();
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none()).map(Unit)
}

/// A number in words of scale ("212 million") that counts nothing, as a sum in the currency of its page, where the rule asks for a sum.
pub(super) fn as_sum(asking: &Asking<'_>, wanted: &Number, mention: &Mention<InFolded>) -> Option<Quantity> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    let is_sum = matches!(wanted.of, NumberOf::Amount { .. }) && quantity.unit.0.is_empty() && mention.noun.is_none();
    let has_scale = asking.words(mention.span).contains(char::is_alphabetic);
    let is_large = match quantity.figure {
        Figure::Point { value, .. } | Figure::Approximate { value, .. } => value >= LEAST,
        Figure::Range { low, .. } => low >= LEAST,
        Figure::Vague { .. } => false,
    };
    let unit = asking.page.currency.clone().filter(|_| is_sum && has_scale && is_large)?;
    Some(Quantity { unit, ..quantity.clone() })
}
