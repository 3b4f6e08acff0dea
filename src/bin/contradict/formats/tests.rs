//! Each format, read back.
