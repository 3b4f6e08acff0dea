//! Quantities as two nested intervals: what the words leave possible, and what a reader understands.

use rust_decimal::Decimal;
use std::fmt;

/// A bound means at most this many times its figure ("more than n" is read as n to 2 n), or at least the figure divided by this.
const BOUND_FACTOR: Decimal = Decimal::TWO;

/// A quantity as worded: a figure, possibly bounded, with a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// "More than", "at most" …
    pub bound: Option<Bound>,
    /// The number or the numbers.
    pub figure: Figure,
    /// The unit, if it is a known one.
    pub unit: Unit,
}

/// The unit of a quantity: empty for a bare count, `%`, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(pub String);

/// The side of its figure on which a bounded quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// More than the figure.
    MoreThan,
    /// The figure or more.
    AtLeast,
    /// Less than the figure.
    LessThan,
    /// The figure or less.
    AtMost,
}

/// The number or numbers as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// One number; `rounding` is half of its last printed digit if it is rounded ("2,4 millions"), else 0.
    Point {
        /// The number.
        value: Decimal,
        /// How far the true value may lie from it.
        rounding: Decimal,
    },
    /// "101 à 500", both ends included.
    Range {
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
    },
    /// "Quelque 78": a number and how far from it the true value may lie.
    Approximate {
        /// The number.
        value: Decimal,
        /// The least that it means.
        low: Decimal,
        /// The most that it means.
        high: Decimal,
    },
    /// "Quelques centaines": not a number, but a fair range.
    Vague {
        /// The least that it means.
        low: Decimal,
        /// The most that it means.
        high: Decimal,
    },
}

impl Quantity {
    /// A plain number.
    pub fn exactly(value: impl Into<Decimal>) -> Self {
        Quantity::of(Figure::Point { value: value.into(), rounding: Decimal::ZERO })
    }

    /// A figure without bound or unit.
    pub fn of(figure: Figure) -> Self {
        Quantity { bound: None, figure, unit: Unit::default() }
    }

    /// Returns all that the words leave possible.
    pub fn possible(&self) -> Interval {
        let (low, high) = self.figure.ends();
        match self.bound {
            None => self.figure.interval(),
            Some(Bound::MoreThan) => Interval { low: End::Open(low), high: End::None },
            Some(Bound::AtLeast) => Interval { low: End::Closed(low), high: End::None },
            // Less than a negative number is more negative; any other counted quantity is at least zero.
            Some(Bound::LessThan) => Interval { low: floor(high), high: End::Open(high) },
            Some(Bound::AtMost) => Interval { low: floor(high), high: End::Closed(high) },
        }
    }

    /// Returns what a reader understands: a bound is assumed to be near the truth, within a factor of two. An upper bound on a
    /// vague figure ("up to a few hundred") does not say how small the number may be, and "at least one" not how large.
    ///
    /// A bound touches its end: nobody who writes "50 000" excludes 50 100, and so means what "more than 50 000" means.
    pub fn meant(&self) -> Interval {
        let possible = self.possible();
        let (low, high) = self.figure.ends();
        match self.bound {
            None => possible,
            Some(Bound::AtLeast) if high == Decimal::ONE => possible,
            // Twice a negative number is on the other side of it.
            Some(_) if low.is_sign_negative() => possible,
            Some(Bound::MoreThan | Bound::AtLeast) => match high.checked_mul(BOUND_FACTOR) {
                Some(most) => Interval { low: End::Closed(low), high: End::Closed(most) },
                None => possible,
            },
            Some(Bound::LessThan | Bound::AtMost) if matches!(self.figure, Figure::Vague { .. }) => possible,
            Some(Bound::LessThan | Bound::AtMost) => Interval { low: End::Closed(low / BOUND_FACTOR), high: End::Closed(high) },
        }
    }

    /// Returns true if the words give no exact number: approximate, vague or bounded.
    pub const fn is_approximate(&self) -> bool {
        self.bound.is_some() || matches!(self.figure, Figure::Approximate { .. } | Figure::Vague { .. })
    }
}

/// Returns the lower end of an upper bound.
fn floor(high: Decimal) -> End {
    if high < Decimal::ZERO { End::None } else { End::Closed(Decimal::ZERO) }
}

impl Figure {
    /// Returns the least and the most that the figure names.
    pub fn ends(&self) -> (Decimal, Decimal) {
        match *self {
            Figure::Point { value, .. } => (value, value),
            Figure::Range { low, high } | Figure::Approximate { low, high, .. } | Figure::Vague { low, high } => (low, high),
        }
    }

    fn interval(&self) -> Interval {
        match *self {
            Figure::Point { value, rounding } if !rounding.is_zero() => {
                Interval { low: End::Closed(value - rounding), high: End::Open(value + rounding) }
            }
            _ => {
                let (low, high) = self.ends();
                Interval { low: End::Closed(low), high: End::Closed(high) }
            }
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.bound {
            None => "",
            Some(Bound::MoreThan) => ">",
            Some(Bound::AtLeast) => ">=",
            Some(Bound::LessThan) => "<",
            Some(Bound::AtMost) => "<=",
        })?;
        match &self.figure {
            Figure::Point { value, .. } => write!(f, "{}", Shown(value))?,
            Figure::Range { low, high } => write!(f, "{}–{}", Shown(low), Shown(high))?,
            Figure::Approximate { value, .. } => write!(f, "~{}", Shown(value))?,
            Figure::Vague { low, high } => write!(f, "~{}–{}", Shown(low), Shown(high))?,
        }
        if self.unit.0.is_empty() { Ok(()) } else { write!(f, " {}", self.unit.0) }
    }
}

/// A number as it is printed: a third, which no decimals can express, is `1/3`.
struct Shown<'n>(&'n Decimal);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// No text prints this many decimals: they come from a division.
        const MOST_DECIMALS: u32 = 12;
        /// The denominators that texts use: thirds, sevenths, twelfths …
        const MOST_PARTS: u32 = 99;
        let value = self.0.normalize();
        if value.scale() <= MOST_DECIMALS {
            return value.fmt(f);
        }
        let whole = |parts: u32| {
            let times = value.checked_mul(parts.into())?.round_dp(MOST_DECIMALS).normalize();
            (times.scale() == 0).then_some((times, parts))
        };
        match (3..=MOST_PARTS).find_map(whole) {
            Some((times, parts)) if !times.is_zero() => write!(f, "{times}/{parts}"),
            _ => value.fmt(f),
        }
    }
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The interval is unbounded.
    None,
    /// The end does not belong to it.
    Open(Decimal),
    /// The end belongs to it.
    Closed(Decimal),
}

impl End {
    /// Returns the number at the end.
    pub const fn value(self) -> Option<Decimal> {
        match self {
            End::None => None,
            End::Open(value) | End::Closed(value) => Some(value),
        }
    }
}

/// The numbers between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
}

impl Interval {
    /// Returns true if no number is in both.
    pub fn is_disjoint(&self, other: &Interval) -> bool {
        lies_below(self.high, other.low) || lies_below(other.high, self.low)
    }

    /// Returns true if every number of `self` is below every number of `other`.
    pub fn is_below(&self, other: &Interval) -> bool {
        lies_below(self.high, other.low)
    }

    /// Returns true if every number of `other` is in `self`.
    pub fn contains(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (End::None, _) => true,
            (_, End::None) => false,
            (End::Open(mine), End::Closed(its)) => mine < its,
            (End::Open(mine) | End::Closed(mine), End::Open(its) | End::Closed(its)) => mine <= its,
        };
        let high = match (self.high, other.high) {
            (End::None, _) => true,
            (_, End::None) => false,
            (End::Open(mine), End::Closed(its)) => mine > its,
            (End::Open(mine) | End::Closed(mine), End::Open(its) | End::Closed(its)) => mine >= its,
        };
        low && high
    }

    /// Returns the distance between two disjoint intervals; 0 if they touch.
    pub fn gap(&self, other: &Interval) -> Decimal {
        let between = |high: End, low: End| match (high.value(), low.value()) {
            (Some(high), Some(low)) => low - high,
            _ => Decimal::ZERO,
        };
        between(self.high, other.low).max(between(other.high, self.low)).max(Decimal::ZERO)
    }

    /// Returns the distance between the ends; none if one is missing.
    pub fn width(&self) -> Option<Decimal> {
        Some(self.high.value()? - self.low.value()?)
    }
}

/// Returns true if every number up to the end `high` is less than every number from the end `low`.
fn lies_below(high: End, low: End) -> bool {
    match (high, low) {
        (End::None, _) | (_, End::None) => false,
        (End::Closed(high), End::Closed(low)) => high < low,
        (End::Open(high) | End::Closed(high), End::Open(low) | End::Closed(low)) => high <= low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(bound: Option<Bound>, figure: Figure) -> Quantity {
        Quantity { bound, figure, unit: Unit::default() }
    }

    fn point(value: i64) -> Figure {
        Figure::Point { value: value.into(), rounding: Decimal::ZERO }
    }

    fn parts(number: i64, of: i64) -> Figure {
        Figure::Point { value: Decimal::from(number).checked_div(of.into()).expect("a number"), rounding: Decimal::ZERO }
    }

    fn range(low: i64, high: i64) -> Figure {
        Figure::Range { low: low.into(), high: high.into() }
    }

    fn vague(low: i64, high: i64) -> Figure {
        Figure::Vague { low: low.into(), high: high.into() }
    }

    #[test]
    fn canonical_forms() {
        let approximate = Figure::Approximate { value: 78.into(), low: 74.into(), high: 82.into() };
        for (quantity, text) in [
            (quantity(None, point(78)), "78"),
            (quantity(None, range(101, 500)), "101–500"),
            (quantity(Some(Bound::MoreThan), point(3_000_000_000)), ">3000000000"),
            (quantity(Some(Bound::AtLeast), point(70)), ">=70"),
            (quantity(Some(Bound::LessThan), point(50)), "<50"),
            (quantity(Some(Bound::AtMost), point(30)), "<=30"),
            (quantity(None, approximate), "~78"),
            (quantity(None, vague(8, 15)), "~8–15"),
            (quantity(None, Figure::Point { value: Decimal::new(250, 2), rounding: Decimal::new(5, 2) }), "2.5"),
            (quantity(None, parts(1, 3)), "1/3"),
            (quantity(None, parts(-2, 3)), "-2/3"),
            (quantity(None, parts(5, 7)), "5/7"),
            (quantity(None, parts(1_000_000, 3)), "1000000/3"),
            (quantity(None, parts(1, 8)), "0.125"),
        ] {
            assert_eq!(quantity.to_string(), text);
        }
    }

    #[test]
    fn a_bound_means_within_a_factor_of_two() {
        let more = quantity(Some(Bound::MoreThan), point(3));
        assert_eq!(more.possible(), Interval { low: End::Open(3.into()), high: End::None });
        assert_eq!(more.meant(), Interval { low: End::Closed(3.into()), high: End::Closed(6.into()) });
        let most = quantity(Some(Bound::AtMost), point(30));
        assert_eq!(most.meant(), Interval { low: End::Closed(15.into()), high: End::Closed(30.into()) });
        let vague = quantity(Some(Bound::AtMost), vague(200, 900));
        assert_eq!(vague.meant(), Interval { low: End::Closed(0.into()), high: End::Closed(900.into()) });
    }

    #[test]
    fn open_ends_touch_without_meeting() {
        let rounded = Quantity::of(Figure::Point { value: Decimal::new(24, 1), rounding: Decimal::new(5, 2) }).possible();
        let next = Quantity::of(Figure::Point { value: Decimal::new(25, 1), rounding: Decimal::new(5, 2) }).possible();
        assert!(rounded.is_disjoint(&next), "[2.35, 2.45) and [2.45, 2.55)");
        let more = quantity(Some(Bound::MoreThan), point(500)).possible();
        assert!(more.is_disjoint(&quantity(None, range(101, 500)).possible()));
        assert!(!quantity(Some(Bound::AtLeast), point(500)).possible().is_disjoint(&quantity(None, range(101, 500)).possible()));
    }

    #[test]
    fn one_interval_inside_another() {
        let bracket = quantity(None, range(101, 500)).meant();
        assert!(bracket.contains(&Quantity::exactly(101).meant()));
        assert!(!bracket.contains(&Quantity::exactly(78).meant()));
        assert!(!bracket.contains(&quantity(Some(Bound::MoreThan), point(101)).possible()));
        assert_eq!(bracket.gap(&Quantity::exactly(78).meant()), 23.into());
    }
}
