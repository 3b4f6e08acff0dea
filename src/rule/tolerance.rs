//! Tolerances as written: a number or a percentage.

use super::model::Tolerance;
use crate::diagnostic::Code;
use crate::diagnostic::written::{Item, Mistakes};
use rust_decimal::Decimal;
use toml::de::DeValue;

const HELP: &str = "write a share of the larger value, as \"5 %\", or a number in the unit of the answer, as 10";

/// Reads a tolerance.
pub(super) fn read(item: Item<'_>, mistakes: &mut Mistakes) -> Option<Tolerance> {
    let read = match item.value() {
        DeValue::Integer(number) => match number.radix() {
            10 => decimal(number.as_str()).map(Tolerance::Absolute),
            radix => i64::from_str_radix(number.as_str(), radix).ok().map(|number| Tolerance::Absolute(number.into())),
        },
        DeValue::Float(number) => decimal(number.as_str()).map(Tolerance::Absolute),
        DeValue::String(text) => share(text),
        _ => return item.wrong("a number or a share such as \"5 %\"", HELP, mistakes),
    };
    let why = match read {
        None => "this is no tolerance",
        Some(Tolerance::Absolute(gap) | Tolerance::Share(gap)) if gap.is_sign_negative() && !gap.is_zero() => {
            "a tolerance cannot be negative"
        }
        Some(Tolerance::Share(share)) if share >= Decimal::ONE => "a tolerance of 100 % or more forgives every gap",
        fine => return fine,
    };
    mistakes.push(mistakes.error(Code::BadTolerance, item.span, why).help(HELP));
    None
}

/// `share = number *WSP "%"`, with a full stop or a comma for decimals, as `2,5 %`
fn share(text: &str) -> Option<Tolerance> {
    let number = text.trim().strip_suffix('%')?.trim_end();
    Some(Tolerance::Share(decimal(&number.replace(',', "."))?.checked_div(Decimal::ONE_HUNDRED)?.normalize()))
}

fn decimal(text: &str) -> Option<Decimal> {
    let text = text.strip_prefix('+').unwrap_or(text);
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::UserFile;
    use crate::diagnostic::written::Table;
    use std::sync::Arc;
    use toml::de::DeTable;

    fn tolerance(written: &str) -> Option<Tolerance> {
        let text = format!("tolerance = {written}");
        let mut mistakes = Mistakes::of(&Arc::new(UserFile::new("a.toml", text.clone())));
        let parsed = DeTable::parse(&text).expect("sound");
        let read = read(Table::root(parsed.get_ref()).get("tolerance").expect("is there"), &mut mistakes);
        assert_eq!(read.is_none(), mistakes.errors() > 0, "{written}");
        read
    }

    #[test]
    fn numbers_and_shares() {
        let absolute = |digits, places| Some(Tolerance::Absolute(Decimal::new(digits, places)));
        let share = |digits, places| Some(Tolerance::Share(Decimal::new(digits, places)));
        assert_eq!(tolerance("10"), absolute(10, 0));
        assert_eq!(tolerance("+1_000"), absolute(1000, 0));
        assert_eq!(tolerance("0x10"), absolute(16, 0));
        assert_eq!(tolerance("0.1"), absolute(1, 1));
        assert_eq!(tolerance("1e3"), absolute(1000, 0));
        assert_eq!(tolerance("\"5 %\""), share(5, 2));
        assert_eq!(tolerance("'2,5%'"), share(25, 3));
        assert_eq!(tolerance("\"5\u{A0}%\""), share(5, 2));
        assert_eq!(tolerance("0"), absolute(0, 0));
    }

    #[test]
    fn what_is_none() {
        for written in ["-1", "\"-5 %\"", "\"5\"", "\"%\"", "\"100 %\"", "nan", "inf", "1e99", "true", "[5]", "\"cinq %\""] {
            assert_eq!(tolerance(written), None, "{written}");
        }
    }
}
