//! Which tickets a bulk answer is for.

use database::Connection;
use desk::store::case_queue::{self, CaseFilter};
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
pub(crate) enum Chosen {
    /// Those that a filter finds and nobody has taken.
    Filter(CaseFilter),
    /// Those of these clusters; with `held` those, too, that somebody works on: they are passed over and reported.
    Clusters { desk: Desk, clusters: Vec<Uuid>, held: bool },
}

impl Chosen {
    pub(super) fn desk(&self) -> Desk {
        match self {
            Self::Filter(filter) => filter.desk,
            Self::Clusters { desk, .. } => *desk,
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
    match chosen {
        Chosen::Filter(filter) => {
            let filter = CaseFilter { stages: vec![Stage::Received], held_by: None, ..filter.clone() };
            let cases = case_queue::page(on, &filter, None, MOST).await?;
            Ok(cases.into_iter().map(|case| case.number).collect())
        }
        Chosen::Clusters { desk, clusters, held } => {
            Ok(clusters::tickets(on, *desk, clusters, *held, MOST_OF_CLUSTERS).await?)
        }
    }
}
