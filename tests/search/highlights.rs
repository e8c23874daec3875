//! Highlights point at what matched, whatever the script.
