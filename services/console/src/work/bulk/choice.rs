//! Which tickets a bulk answer is for.

use std::collections::HashSet;

use database::Connection;
use desk::store::case_queue::{self, CaseFilter, Order};
use desk::{Caller, Refusal};
use domain::{Desk, Stage, TicketNumber};
use uuid::Uuid;

use crate::store::clusters;
use crate::work::rights::supervises;

/// Most tickets of one bulk answer that were chosen by a filter.
const MOST: u32 = 5000;

/// Most tickets of one bulk answer that were chosen by clusters.
const MOST_OF_CLUSTERS: i64 = 50_000;

/// Which tickets are to be answered.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) source: Source,
    /// But for these.
    pub(crate) without: Vec<TicketNumber>,
}

/// Where they come from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// Those of one desk that a filter finds and nobody has taken.
    Filter { desk: Desk, filter: CaseFilter },
    /// Those of these clusters; with `held` those, too, that somebody works on: they are passed over and reported.
    Clusters { desk: Desk, clusters: Vec<Uuid>, held: bool },
}

impl Chosen {
    pub(super) fn desk(&self) -> Desk {
        match &self.source {
            Source::Filter { desk, .. } | Source::Clusters { desk, .. } => *desk,
        }
    }
}

/// The chosen tickets, oldest deadline first.
pub(super) async fn waiting(
    on: &mut Connection,
    caller: &Caller,
    chosen: &Chosen,
) -> Result<Vec<TicketNumber>, Refusal> {
    supervises(caller, chosen.desk())?;
    let mut numbers: Vec<TicketNumber> = match &chosen.source {
        Source::Filter { desk, filter } => {
            let (desks, stages) = (vec![*desk], vec![Stage::Received]);
            // What rests waits for its applicant, and not for an answer.
            let order = if filter.order == Order::Return { Order::Deadline } else { filter.order };
            let filter = CaseFilter { desks, stages, order, held_by: None, ..filter.clone() };
            let cases = case_queue::page(on, &filter, None, MOST).await?;
            cases.into_iter().map(|case| case.number).collect()
        }
        Source::Clusters { desk, clusters, held } => {
            clusters::tickets(on, *desk, clusters, *held, MOST_OF_CLUSTERS).await?
        }
    };
    let without: HashSet<&TicketNumber> = chosen.without.iter().collect();
    numbers.retain(|number| !without.contains(number));
    Ok(numbers)
}
