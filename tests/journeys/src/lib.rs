//! Tests across services, against the real binaries on real servers. They are in `tests/journeys/`; this library is
//! empty.
