//! Times as people in the helpdesk's office read them: WIB (Asia/Jakarta), which is UTC+7 all year round.

use crate::texts;
use jiff::{
    SignedDuration, Timestamp,
    civil::Date,
    tz::{self, TimeZone},
};

/// Promised answer time where every hour is worked: 2 × 24 hours from submission (manual 2023, B.3).
pub const ANSWER_TIME: SignedDuration = SignedDuration::from_hours(48);

/// Western Indonesian Time.
#[must_use]
pub const fn wib() -> TimeZone {
    TimeZone::fixed(tz::offset(7))
}

/// The day in WIB at this moment. It is the day in a ticket number and the "today" of an age.
#[must_use]
pub fn wib_day(at: Timestamp) -> Date {
    at.to_zoned(wib()).date()
}

/// When the day in WIB began that this moment is in.
#[must_use]
pub fn wib_midnight(at: Timestamp) -> Timestamp {
    at.to_zoned(wib()).start_of_day().map_or(at, |midnight| midnight.timestamp())
}

/// When this day in WIB begins.
#[must_use]
pub fn wib_start(day: Date) -> Timestamp {
    day.to_zoned(wib()).map_or(Timestamp::MIN, |midnight| midnight.timestamp())
}

/// The moment in WIB as `dd-mm-yyyy hh:mm:ss` (manual 2023, F: "08-06-2021 15:13:59").
#[must_use]
pub fn wib_text(at: Timestamp) -> String {
    at.to_zoned(wib()).strftime("%d-%m-%Y %H:%M:%S").to_string()
}

/// The moment in WIB as `dd-mm hh.mm`, for lists of what is near.
#[must_use]
pub fn wib_short(at: Timestamp) -> String {
    at.to_zoned(wib()).strftime("%d-%m %H.%M").to_string()
}

/// A day in words, such as "17 Agustus 1995".
#[must_use]
pub fn day_in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), texts::month(day.month()), day.year())
}

/// The moment in WIB in words, such as "29 November 2026 pukul 02.16 WIB". To the minute: nobody waits for a second.
#[must_use]
pub fn wib_in_words(at: Timestamp) -> String {
    texts::moment(&day_in_words(wib_day(at)), &wib_clock(at))
}

/// The time of day in WIB as `hh.mm`.
#[must_use]
pub fn wib_clock(at: Timestamp) -> String {
    at.to_zoned(wib()).strftime("%H.%M").to_string()
}

/// When the answer to a submission of this moment is due where every hour is worked; at the end of time it stays there.
/// What an installation promises, its calendar says (`workdays`).
#[must_use]
pub fn answer_due_at(submitted_at: Timestamp) -> Timestamp {
    submitted_at.checked_add(ANSWER_TIME).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_begins_at_midnight_in_jakarta() {
        assert_eq!(wib_day(at("2021-07-09T16:59:59Z")), date(2021, 7, 9));
        assert_eq!(wib_day(at("2021-07-09T17:00:00Z")), date(2021, 7, 10));
    }

    #[test]
    fn the_day_of_a_moment_began_at_midnight_in_jakarta() {
        assert_eq!(wib_midnight(at("2021-07-09T16:59:59Z")), at("2021-07-08T17:00:00Z"));
        assert_eq!(wib_midnight(at("2021-07-09T17:00:00Z")), at("2021-07-09T17:00:00Z"));
    }

    #[test]
    fn a_near_moment_reads_without_year_and_seconds() {
        assert_eq!(wib_short(at("2023-12-31T17:05:59Z")), "01-01 00.05");
    }

    #[test]
    fn a_moment_reads_as_in_the_manual() {
        assert_eq!(wib_text(at("2021-06-08T08:13:59Z")), "08-06-2021 15:13:59");
        assert_eq!(wib_text(at("2023-12-31T17:00:00Z")), "01-01-2024 00:00:00");
    }

    #[test]
    fn a_moment_in_words_names_the_month_and_leaves_out_seconds() {
        assert_eq!(wib_in_words(at("2026-11-28T19:16:59Z")), "29 November 2026 pukul 02.16 WIB");
        assert_eq!(day_in_words(date(1995, 8, 7)), "7 Agustus 1995");
    }

    #[test]
    fn wib_is_jakarta() {
        let jakarta = TimeZone::get("Asia/Jakarta").unwrap();
        for moment in ["1980-01-01T00:00:00Z", "2026-07-01T12:00:00Z"] {
            assert_eq!(at(moment).to_zoned(jakarta.clone()).datetime(), at(moment).to_zoned(wib()).datetime());
        }
    }

    #[test]
    fn an_answer_is_due_two_days_later() {
        assert_eq!(answer_due_at(at("2024-02-28T10:00:00Z")), at("2024-03-01T10:00:00Z"));
        assert_eq!(answer_due_at(Timestamp::MAX), Timestamp::MAX);
    }
}
