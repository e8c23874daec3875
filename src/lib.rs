//! Learning paths.
