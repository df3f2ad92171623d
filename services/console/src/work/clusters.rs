//! The clusters of a desk, as a supervisor sees them. The console reads what a cluster is about from one of its tickets
//! at that moment, and the audit log says so. The tables hold nothing readable.

use audit::Action;
use desk::store::tickets;
use desk::{Caller, Desks, Refusal, content};
use domain::{Content, Desk, TicketNumber};
use uuid::Uuid;

use super::rights::supervises;
use crate::store::clusters::{self, Cluster};

/// Clusters on a page.
const PAGE: i64 = 20;

/// Pages that can be turned to.
const MOST_PAGES: i64 = 50;

/// Clusters that can be chosen together.
const MOST_CHOSEN: i64 = 50;

/// Tickets of a cluster that are counted on a ticket's page.
const MOST_COUNTED: i64 = 1000;

/// A cluster, and one ticket that tells what it is about. Holds personal data, so it has no Debug.
pub(crate) struct OpenCluster {
    pub(crate) cluster: Cluster,
    /// `None` when that ticket cannot be opened.
    pub(crate) content: Option<Content>,
}

/// Clusters of two or more tickets that wait at the desk, largest first, and whether there are more. Pages count from
/// 0.
pub(crate) async fn clusters(
    desks: &Desks,
    caller: &Caller,
    desk: Desk,
    page: i64,
) -> Result<(Vec<OpenCluster>, bool), Refusal> {
    supervises(caller, desk)?;
    let page = page.clamp(0, MOST_PAGES - 1);
    let mut found = clusters::waiting(&desks.pool, desk, None, page * PAGE, PAGE + 1).await?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or(usize::MAX) && page + 1 < MOST_PAGES;
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    Ok((opened(desks, caller, desk, found).await?, more))
}

/// Those of the clusters with these ids in which tickets wait at the desk.
pub(crate) async fn chosen_clusters(
    desks: &Desks,
    caller: &Caller,
    desk: Desk,
    ids: &[Uuid],
) -> Result<Vec<OpenCluster>, Refusal> {
    supervises(caller, desk)?;
    let found = clusters::waiting(&desks.pool, desk, Some(ids), 0, MOST_CHOSEN).await?;
    opened(desks, caller, desk, found).await
}

/// The cluster of a ticket and how many others wait in it, for those who may answer them all.
pub(crate) async fn cluster_of(
    desks: &Desks,
    caller: &Caller,
    desk: Desk,
    number: TicketNumber,
) -> Result<Option<(Uuid, i64)>, Refusal> {
    if !caller.may_supervise(desk) {
        return Ok(None);
    }
    Ok(clusters::of_ticket(&desks.pool, number, MOST_COUNTED).await?)
}

/// Opens one ticket of each, after the audit log says so.
async fn opened(desks: &Desks, caller: &Caller, desk: Desk, found: Vec<Cluster>) -> Result<Vec<OpenCluster>, Refusal> {
    let numbers: Vec<TicketNumber> = found.iter().map(|cluster| cluster.next).collect();
    let sealed = tickets::find_all(&desks.pool, &numbers).await?;
    let mut transaction = desks.pool.begin().await?;
    for (number, _) in &sealed {
        let entry = caller.entry(desks.now(), Action::ReadTicket).ticket(*number, desk).detail("cluster");
        audit::record(&mut *transaction, &entry).await?;
    }
    transaction.commit().await?;
    let open = |cluster: Cluster| {
        let ticket = sealed.iter().find(|(number, _)| *number == cluster.next).map(|(_, ticket)| ticket);
        let content =
            ticket.and_then(|ticket| content(&desks.vault.open_data_key(&ticket.data_key).ok()?, ticket).ok());
        OpenCluster { cluster, content }
    };
    Ok(found.into_iter().map(open).collect())
}
