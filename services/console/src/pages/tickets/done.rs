//! What an officer has just done, which the next page says at its top. It travels in that page's address as a word and
//! a ticket's number.

use domain::TicketNumber;
use serde::Deserialize;

use crate::done::Done;
use crate::pages::addresses;
use crate::texts;

/// What stands in a page's address. Whatever is no word of ours says nothing.
#[derive(Debug, Default, Deserialize)]
pub(in crate::pages) struct Query {
    #[serde(default)]
    selesai: String,
    #[serde(default)]
    tiket: String,
}

/// As a page says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DoneView {
    pub(super) text: String,
    /// The ticket, where the page is not its own; else empty.
    pub(super) href: String,
    /// What the link to the ticket says.
    pub(super) label: &'static str,
    /// It was a note.
    is_note: bool,
}

impl DoneView {
    /// What is said at the top of the ticket's page, and what beside its notes.
    pub(super) fn apart(self) -> (Self, Self) {
        if self.is_note { (Self::default(), self) } else { (self, Self::default()) }
    }
}

impl Query {
    /// What to say on the page of the ticket `on`, or on the list.
    pub(super) fn view(&self, on: Option<TicketNumber>) -> DoneView {
        let done = Done::ALL.into_iter().find(|done| done.word() == self.selesai);
        let (Some(done), Ok(number)) = (done, self.tiket.parse::<TicketNumber>()) else { return DoneView::default() };
        // A ticket that was handed over is out of sight.
        let elsewhere = on != Some(number) && done != Done::HandedOver;
        DoneView {
            text: texts::done(done, number),
            href: if elsewhere { addresses::ticket(number) } else { String::new() },
            label: if done.is_an_answer() { texts::SEE_OR_CORRECT } else { texts::SEE },
            is_note: done == Done::Noted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_said_on_the_next_page_and_nothing_else_is() {
        let number: TicketNumber = "662026112100001".parse().unwrap();
        assert_eq!(Done::Noted.then("/a?b=c", number), "/a?b=c&selesai=tercatat&tiket=662026112100001");
        for done in Done::ALL {
            let query = Query { selesai: done.word().to_owned(), tiket: number.to_string() };
            assert!(query.view(None).text.contains("662026112100001"), "{done:?}");
            assert_eq!(query.view(Some(number)).href, "");
            assert_eq!(query.view(None).href.is_empty(), done == Done::HandedOver);
        }
        for (selesai, tiket) in [("", ""), ("terjawab", "<b>"), ("lain", "662026112100001")] {
            let query = Query { selesai: selesai.to_owned(), tiket: tiket.to_owned() };
            assert_eq!(query.view(None), DoneView::default());
        }
    }
}
