//! What an auditor looks for, as it was typed.

use audit::{Filter, Place};
use domain::time::wib;
use domain::{Desk, InvalidTicketNumber, TicketNumber, typed};
use jiff::Timestamp;
use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::place::{place, written};
use crate::pages::addresses::AUDIT;
use crate::texts;

/// Longest part of a name that is looked for.
const LONGEST_NAME: usize = 100;

/// The fields of the address.
#[derive(Debug, Default, Deserialize)]
pub(in crate::pages) struct Asked {
    /// Part of the name of who acted, or of whose account it was about.
    #[serde(default)]
    pub(super) nama: String,
    /// A ticket's number.
    #[serde(default)]
    pub(super) tiket: String,
    /// A day in WIB, as people write it.
    #[serde(default)]
    pub(super) hari: String,
    /// The end of the page before.
    #[serde(default)]
    sebelum: String,
}

/// What is wrong with each field; nothing where a field is right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Faults {
    pub(super) ticket: &'static str,
    pub(super) day: &'static str,
}

impl Asked {
    /// The entries to read, of these desks and of no desk.
    pub(super) fn filter(&self, desks: Vec<Desk>) -> Result<Filter, Faults> {
        let (ticket, day) = match (ticket(&self.tiket), day(&self.hari)) {
            (Ok(ticket), Ok(day)) => (ticket, day),
            (ticket, day) => {
                let (ticket, day) = (ticket.err().unwrap_or_default(), day.err().unwrap_or_default());
                return Err(Faults { ticket, day });
            }
        };
        let name: String = typed::words(&self.nama).chars().take(LONGEST_NAME).collect();
        Ok(Filter {
            desks,
            name: Some(name).filter(|name| !name.is_empty()),
            ticket,
            from: day.and_then(begins),
            until: day.and_then(|day| begins(day.tomorrow().ok()?)),
            before: place(&self.sebelum),
        })
    }

    /// The address of the page that begins behind `end`.
    pub(super) fn next(&self, end: Place) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (name, ticket, day) = (encode(&self.nama), encode(&self.tiket), encode(&self.hari));
        format!("{AUDIT}?nama={name}&tiket={ticket}&hari={day}&sebelum={}", written(end))
    }
}

fn ticket(typed: &str) -> Result<Option<TicketNumber>, &'static str> {
    if typed::is_blank_text(typed) {
        return Ok(None);
    }
    TicketNumber::read(typed).map(Some).map_err(|invalid| match invalid {
        InvalidTicketNumber::Mistyped => texts::TICKET_MISTYPED,
        InvalidTicketNumber::Shape => texts::FIELD_NUMBER,
    })
}

fn day(typed: &str) -> Result<Option<Date>, &'static str> {
    if typed::is_blank_text(typed) {
        Ok(None)
    } else {
        typed::date(typed).map(Some).map_err(|_no_day| texts::DAY_WRONG)
    }
}

/// Midnight in Jakarta.
fn begins(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(wib()).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_where_this_one_ends() {
        let at = Place { at: "2026-11-21T03:00:00.123456Z".parse().unwrap(), id: 17 };
        let address = Asked { nama: "Siti & Budi".to_owned(), ..Asked::default() }.next(at);
        assert!(address.starts_with("/petugas/audit?nama=Siti%20%26%20Budi&"), "{address}");
        assert_eq!(place(address.split("sebelum=").nth(1).unwrap()), Some(at));
        for none in ["x", "01795237200000000-17", "1795237200000000-+17"] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_is_one_in_jakarta() {
        assert_eq!(begins(jiff::civil::date(2026, 11, 22)), Some("2026-11-21T17:00:00Z".parse().unwrap()));
        assert_eq!(day("22-11-2026"), Ok(Some(jiff::civil::date(2026, 11, 22))));
        assert_eq!(day("2026-11-22"), day("22 November 2026"));
        assert_eq!(day("kemarin"), Err(texts::DAY_WRONG));
        assert_eq!(day(" "), Ok(None));
    }
}
