//! Where a ticket's documents lie in the bucket.

use jiff::civil::Date;
use uuid::Uuid;

/// The key of the object that holds a ticket's documents: `submissions/2026-11-21/<ticket id>`. It starts with the day
/// of submission in WIB, so that we can list one day's objects. It identifies no person.
#[must_use]
pub fn object_key(day: Date, ticket_id: Uuid) -> String {
    format!("submissions/{day}/{}", ticket_id.hyphenated())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_shows_the_day_and_the_ticket() {
        let ticket = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
        assert_eq!(
            object_key(jiff::civil::date(2026, 11, 21), ticket),
            "submissions/2026-11-21/01900000-0000-7000-8000-000000000001"
        );
    }
}
