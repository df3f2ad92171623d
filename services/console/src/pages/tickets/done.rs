//! What an officer has just done, said at the top of the next page. It travels in that page's address as a word and a
//! ticket's number.

use domain::TicketNumber;
use serde::Deserialize;

use crate::pages::addresses;
use crate::pages::deed::Deed;
use crate::texts;

/// What stands in a page's address. Whatever is no deed says nothing.
#[derive(Debug, Default, Deserialize)]
pub(in crate::pages) struct Query {
    #[serde(default)]
    selesai: String,
    #[serde(default)]
    tiket: String,
}

/// As a page says it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) text: String,
    /// The ticket, where the page is not its own; else empty.
    pub(super) href: String,
}

impl Query {
    /// What to say on the page of the ticket `on`, or on the list.
    pub(super) fn told(&self, on: Option<TicketNumber>) -> Done {
        let deed = Deed::ALL.into_iter().find(|deed| deed.word() == self.selesai);
        let (Some(deed), Ok(number)) = (deed, self.tiket.parse::<TicketNumber>()) else { return Done::default() };
        // A ticket that was handed over is out of sight.
        let elsewhere = on != Some(number) && deed != Deed::HandedOver;
        Done {
            text: texts::done(deed, number),
            href: if elsewhere { addresses::ticket(number) } else { String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_said_on_the_next_page_and_nothing_else_is() {
        let number: TicketNumber = "662026112100001".parse().unwrap();
        assert_eq!(Deed::Noted.then("/a?b=c", number), "/a?b=c&selesai=tercatat&tiket=662026112100001");
        for deed in Deed::ALL {
            let query = Query { selesai: deed.word().to_owned(), tiket: number.to_string() };
            assert!(query.told(None).text.contains("662026112100001"), "{deed:?}");
            assert_eq!(query.told(Some(number)).href, "");
            assert_eq!(query.told(None).href.is_empty(), deed == Deed::HandedOver);
        }
        for (selesai, tiket) in [("", ""), ("terjawab", "<b>"), ("lain", "662026112100001")] {
            let query = Query { selesai: selesai.to_owned(), tiket: tiket.to_owned() };
            assert_eq!(query.told(None), Done::default());
        }
    }
}
