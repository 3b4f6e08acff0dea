//! Units and currencies: one table for all languages, and the names that a language has for them.

use super::Symbol;
use crate::diagnostic::closest;
use crate::pattern::fold;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The table that the program carries.
const EMBEDDED: &str = include_str!("units.toml");

/// The version of the format of the table.
const FORMAT: u32 = 1;

/// A unit or a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitInfo {
    /// Its id, as in `30 day` and `17000000 GBP`.
    pub id: String,
    /// What it measures. Units are only compared within one dimension; a currency is a dimension of its own.
    pub dimension: String,
    /// One of it in base units of its dimension, as a fraction.
    pub factor: (Decimal, Decimal),
    /// What is added before the factor: degrees that have another zero.
    pub offset: Decimal,
    /// Whether it is money.
    pub is_currency: bool,
    /// Its share of the currency before it: a cent is 0.01 of a euro.
    pub part: Option<Decimal>,
    /// The units that its name may stand for, where the name alone does not say which.
    pub means: Vec<String>,
}

impl UnitInfo {
    /// Whether it is a unit of time: by the clock, by the calendar, or in days on which people work.
    pub fn is_time(&self) -> bool {
        matches!(self.dimension.as_str(), "duration" | "calendar" | "working-time")
    }
}

/// All units.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// By id.
    by_id: BTreeMap<String, Arc<UnitInfo>>,
    /// The symbols that all languages share.
    symbols: Vec<(Symbol, Arc<UnitInfo>)>,
    /// By dimension, the unit whose factor is one.
    bases: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    unit: Vec<WrittenUnit>,
    currency: Vec<WrittenCurrency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnit {
    id: String,
    dimension: String,
    factor: String,
    offset: Option<String>,
    part: Option<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    means: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCurrency {
    code: String,
    #[serde(default)]
    symbols: Vec<String>,
}

impl Units {
    /// The table that the program carries.
    pub fn carried() -> &'static Units {
        static CARRIED: OnceLock<Units> = OnceLock::new();
        // A test holds that it is read without a mistake.
        CARRIED.get_or_init(|| Units::parse(EMBEDDED).unwrap_or_default())
    }

    /// Reads a table. The error says what is wrong with it.
    fn parse(text: &str) -> Result<Units, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        if written.format != FORMAT {
            return Err(format!("the table of units is of format {}; this program reads format {FORMAT}", written.format));
        }
        let mut units = Units::default();
        for unit in written.unit {
            let number = |text: &str| text.parse::<Decimal>().map_err(|error| format!("{}: {error}", unit.id));
            let (numerator, denominator) = unit.factor.split_once('/').unwrap_or((&unit.factor, "1"));
            let factor = (number(numerator)?, number(denominator)?);
            if factor.0.is_zero() || factor.1.is_zero() {
                return Err(format!("{}: a factor is never 0", unit.id));
            }
            let offset = unit.offset.as_deref().map(number).transpose()?.unwrap_or_default();
            let part = unit.part.as_deref().map(number).transpose()?;
            let (id, dimension, means) = (unit.id.clone(), unit.dimension.clone(), unit.means.clone());
            let info = UnitInfo { id, dimension, factor, offset, is_currency: false, part, means };
            units.add(info, &unit.symbols)?;
        }
        for WrittenCurrency { code, mut symbols } in written.currency {
            if code.bytes().all(|letter| letter.is_ascii_uppercase()) {
                symbols.push(code.clone());
            }
            let factor = (Decimal::ONE, Decimal::ONE);
            let offset = Decimal::ZERO;
            let info =
                UnitInfo { dimension: code.clone(), id: code, factor, offset, is_currency: true, part: None, means: Vec::new() };
            units.add(info, &symbols)?;
        }
        Ok(units)
    }

    fn add(&mut self, info: UnitInfo, symbols: &[String]) -> Result<(), String> {
        let info = Arc::new(info);
        if info.factor.0 == info.factor.1 && info.offset.is_zero() {
            self.bases.entry(info.dimension.clone()).or_insert_with(|| info.id.clone());
        }
        self.symbols.extend(symbols.iter().map(|symbol| (Symbol::new(symbol), Arc::clone(&info))));
        match self.by_id.insert(info.id.clone(), Arc::clone(&info)) {
            None => Ok(()),
            Some(twice) => Err(format!("there are two units `{}`", twice.id)),
        }
    }

    /// The unit with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<UnitInfo>> {
        self.by_id.get(id)
    }

    /// The unit that a person means by `name`: an id, a symbol ("m²", "h"), or an id in the plural.
    pub fn named(&self, name: &str) -> Option<&Arc<UnitInfo>> {
        let written = Symbol::new(name);
        let symbol = || self.symbols.iter().find(|(symbol, _)| *symbol == written).map(|(_, unit)| unit);
        self.get(name).or_else(symbol).or_else(|| self.get(name.strip_suffix('s')?))
    }

    /// The unit that others of the dimension of `id` are converted to: the first of the table whose factor is one.
    pub fn base_of(&self, id: &str) -> Option<&str> {
        let dimension = &self.get(id)?.dimension;
        self.bases.get(dimension).map(String::as_str)
    }

    /// The id of the unit that somebody most likely meant by `name`, which is none: a slip of the pen, or what a language
    /// that the program carries calls it ("kilomètres").
    pub fn meant(&self, name: &str) -> Option<&str> {
        let names = carried_names();
        let id = |name: &str| names.get(name).and_then(|id| self.get(id)).map(|unit| unit.id.as_str());
        let folded = fold(name.trim());
        id(&folded).or_else(|| closest(name, self.ids())).or_else(|| id(closest(&folded, names.keys().map(String::as_str))?))
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// What `value` in the unit `from` is in the unit `to`; none where they measure different things, or where a Decimal
    /// cannot hold it. A currency is never another one.
    ///
    /// ```
    /// use contradict::lexicon::Units;
    /// let hours = Units::carried().convert("90".parse()?, "minute", "hour");
    /// assert_eq!(hours, Some("1.5".parse()?));
    /// assert_eq!(Units::carried().convert("90".parse()?, "USD", "EUR"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn convert(&self, value: Decimal, from: &str, to: &str) -> Option<Decimal> {
        let (from, to) = (self.get(from)?, self.get(to)?);
        if from.dimension != to.dimension {
            return None;
        }
        if from.id == to.id {
            return Some(value);
        }
        let numerator = from.factor.0.checked_mul(to.factor.1)?;
        let denominator = from.factor.1.checked_mul(to.factor.0)?;
        let moved = value.checked_add(from.offset)?;
        moved.checked_mul(numerator)?.checked_div(denominator)?.checked_sub(to.offset)
    }
}

/// What the carried lexicons call units: from folded name to id. Read once, and only to mend a mistake.
fn carried_names() -> &'static BTreeMap<String, String> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        units: BTreeMap<String, Vec<String>>,
    }
    static NAMES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let lexicons = super::EMBEDDED.iter().filter_map(|(_, text)| toml::from_str::<Named>(text).ok());
        let named = lexicons.flat_map(|lexicon| lexicon.units);
        named.flat_map(|(id, names)| names.into_iter().map(move |name| (fold(&name), id.clone()))).collect()
    })
}

/// The names of units in a language, found by their first letter.
#[derive(Clone, Debug, Default)]
pub struct UnitNames {
    /// By the first byte of the folded name, the longest first; of two alike, the one with more capitals first.
    by_first: BTreeMap<u8, Vec<(Symbol, Arc<UnitInfo>)>>,
}

impl UnitNames {
    /// The names `named` and the symbols that all languages share.
    pub(super) fn new(units: &Units, named: Vec<(String, Arc<UnitInfo>)>) -> Self {
        let mut by_first: BTreeMap<u8, Vec<(Symbol, Arc<UnitInfo>)>> = BTreeMap::new();
        let named = named.into_iter().map(|(name, unit)| (Symbol::new(&name), unit));
        for (symbol, unit) in named.chain(units.symbols.iter().cloned()) {
            if let Some(first) = symbol.text.bytes().next() {
                by_first.entry(first).or_default().push((symbol, unit));
            }
        }
        for names in by_first.values_mut() {
            names.sort_by(|(one, _), (other, _)| {
                other.text.len().cmp(&one.text.len()).then(other.capitals.count_ones().cmp(&one.capitals.count_ones()))
            });
        }
        UnitNames { by_first }
    }

    /// The names of money that are abbreviations with a full stop: "fr.".
    pub fn short_money(&self) -> impl Iterator<Item = &str> {
        let names = self.by_first.values().flatten().filter(|(name, unit)| unit.is_currency && name.text.ends_with('.'));
        names.map(|(name, _)| name.text.as_str())
    }

    /// The names that begin with this byte.
    pub fn beginning(&self, first: u8) -> &[(Symbol, Arc<UnitInfo>)] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carried_table_is_sound() {
        assert_eq!(Units::parse(EMBEDDED).err(), None);
        assert!(Units::carried().get("year").is_some());
    }

    #[test]
    fn units_are_converted_within_their_dimension() {
        for (value, from, to, expected) in [
            ("2", "km", "m", Some("2000")),
            ("1", "mile", "km", Some("1.609344")),
            ("37", "°C", "°F", Some("98.6")),
            ("36", "km/hour", "m/second", Some("10")),
            ("2", "year", "month", Some("24")),
            ("1", "month", "day", None),
            ("5", "%", "pp", None),
            ("5", "USD", "EUR", None),
        ] {
            let value: Decimal = value.parse().expect("a number");
            let expected: Option<Decimal> = expected.map(|number| number.parse().expect("a number"));
            let found = Units::carried().convert(value, from, to).map(|found| found.round_dp(12).normalize());
            assert_eq!(found, expected, "{value} {from} in {to}");
        }
    }
}
