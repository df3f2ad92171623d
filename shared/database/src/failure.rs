//! A database error means one of two things to the caller: the database is away for now, or the statement broke a rule
//! that has a name.

use sqlx::Error;

/// Whether the database is away or overloaded for now, so that the same request may succeed later (HTTP 503, message
/// retried).
///
/// Covers lost and refused connections, a pool without a free connection, cancelled statements (`57014`), a server that
/// starts or stops (class `57P`), connection exceptions (class `08`), resource shortage (class `53`) and serialization
/// failures (class `40`).
#[must_use]
pub fn is_unavailable(error: &Error) -> bool {
    let lost = matches!(
        error,
        Error::Io(_)
            | Error::Tls(_)
            | Error::Protocol(_)
            | Error::PoolTimedOut
            | Error::PoolClosed
            | Error::WorkerCrashed
    );
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    lost || code
        .is_some_and(|code| code == "57014" || ["08", "40", "53", "57P"].iter().any(|class| code.starts_with(class)))
}

/// The name of the constraint that refused the statement, if one did.
#[must_use]
pub fn constraint(error: &Error) -> Option<&str> {
    error.as_database_error().and_then(|database| database.constraint())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_row_is_not_an_outage() {
        assert!(!is_unavailable(&Error::RowNotFound));
        assert_eq!(constraint(&Error::RowNotFound), None);
    }

    #[test]
    fn a_full_pool_and_a_lost_connection_are_outages() {
        assert!(is_unavailable(&Error::PoolTimedOut));
        assert!(is_unavailable(&Error::Io(std::io::Error::from(std::io::ErrorKind::ConnectionReset))));
    }
}
