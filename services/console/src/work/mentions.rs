//! Colleagues who are named in notes: `@` and the whole name.

use desk::store::actors::{self, Names};
use desk::{Caller, Desks, Refusal};
use domain::{Desk, TicketNumber};
use uuid::Uuid;

use crate::store::colleagues::Colleague;
use crate::store::mentions::{self, Mention};

/// Most colleagues that one note names.
const MOST_NAMED: usize = 20;

/// Mentions, and those who wrote the notes.
pub(crate) struct Mentions {
    /// Newest first.
    pub(crate) mentions: Vec<Mention>,
    pub(crate) people: Names,
}

/// The caller's newest mentions. They tell a ticket's number and form only, so no entry names them in the audit log.
pub(crate) async fn mentions(desks: &Desks, caller: &Caller) -> Result<Mentions, Refusal> {
    let at: Vec<Desk> = caller.desks().collect();
    let mentions = mentions::of_officer(&desks.pool, caller.id(), &at).await?;
    let people = actors::names(&desks.pool, &mentions.iter().map(|mention| mention.by).collect::<Vec<_>>()).await?;
    Ok(Mentions { mentions, people })
}

/// The caller has read the mentions on this ticket; without a ticket, all of them.
pub(crate) async fn read_mentions(desks: &Desks, caller: &Caller, number: Option<TicketNumber>) -> Result<(), Refusal> {
    Ok(mentions::read(&desks.pool, caller.id(), number, desks.now()).await?)
}

/// Those of the colleagues whom a text names. The longest name that fits is meant, and with it everybody of that name.
pub(super) fn named(text: &str, colleagues: &[Colleague]) -> Vec<Uuid> {
    let text = text.to_lowercase();
    let mut named = Vec::new();
    for (at, _) in text.match_indices('@') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let fits = |name: &str| {
            let behind = rest.strip_prefix(name);
            behind.is_some_and(|behind| !behind.chars().next().is_some_and(char::is_alphanumeric))
        };
        let fitting = colleagues.iter().map(|colleague| (colleague.name.to_lowercase(), colleague.id));
        let fitting: Vec<(String, Uuid)> = fitting.filter(|(name, _)| !name.is_empty() && fits(name)).collect();
        let longest = fitting.iter().map(|(name, _)| name.len()).max();
        named.extend(fitting.iter().filter(|(name, _)| Some(name.len()) == longest).map(|(_, id)| *id));
    }
    named.sort_unstable();
    named.dedup();
    named.truncate(MOST_NAMED);
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_that_fits_is_meant() {
        let colleagues = [(1, "Ayu"), (2, "Ayu Lestari"), (3, "Budi Santoso"), (4, "budi santoso")]
            .map(|(id, name)| Colleague { id: Uuid::from_u128(id), name: name.to_owned() });
        let named = |text: &str| named(text, &colleagues).iter().map(Uuid::as_u128).collect::<Vec<_>>();
        assert_eq!(named("@Ayu Lestari, tolong dilihat. @ayu"), [1, 2]);
        assert_eq!(named("Sudah saya tanyakan kepada @Ayu Lestari."), [2]);
        assert_eq!(named("@Budi Santoso"), [3, 4], "whoever has this name");
        assert_eq!(named("Ayu Lestari; ayu@lestari; @Ayunda; @"), Vec::<u128>::new());
    }
}
