//! Decides which of several answers represents the others.

use crate::answer::Answer;
use crate::claim::{Modality, Value};
use rust_decimal::Decimal;

/// Returns the order of answers within a position, the best first: asserted before qualified, stated before inferred, about the
/// whole before about a part, exact before approximate, then the narrowest, then by source.
pub fn rank(answer: &Answer) -> impl Ord + use<'_> {
    let (approximate, width) = match &answer.value {
        Value::Quantity(quantity) => (quantity.is_approximate(), quantity.meant().width().unwrap_or(Decimal::MAX)),
        _ => (false, Decimal::ZERO),
    };
    let hedged = answer.modality != Modality::Asserted;
    (
        hedged,
        answer.doubt.is_some() || answer.subject_inferred || answer.year_inferred,
        answer.subject() != answer.asked(),
        approximate,
        width,
        &answer.source,
        answer.span,
    )
}
