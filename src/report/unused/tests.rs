//! Tests of the grouping.
