//! `helpdesk formation dates` and `set-dates`: when registrations are taken.

use anyhow::Result;
use audit::Action;
use database::Pool;
use domain::time::wib_text;
use jiff::Timestamp;
use registration::operator;

use super::SetDates;
use crate::operator::{Operator, say, table};

/// Lists them.
pub(super) async fn list(pool: &Pool) -> Result<()> {
    let mut lines = vec![["PERIOD", "SELECTION", "AGENCY", "OPENS", "CLOSES"].map(str::to_owned).to_vec()];
    lines.extend(operator::list_dates(pool).await?.into_iter().map(|dates| {
        let agency = dates.agency.unwrap_or_else(|| "all others".to_owned());
        vec![dates.period, dates.selection, agency, wib(dates.opens_at), wib(dates.closes_at)]
    }));
    say(table(&lines));
    Ok(())
}

/// Sets them.
pub(super) async fn set(pool: &Pool, dates: SetDates, operator: &Operator) -> Result<()> {
    let SetDates { period, selection, agency, opens, closes } = dates;
    operator::set_dates(pool, &period, selection, agency.as_deref(), (opens, closes)).await?;
    let whose = agency.map(|id| format!(" of agency {id}")).unwrap_or_default();
    let told = format!("registrations for {selection}{whose} in {period}: {} to {}", wib(opens), wib(closes));
    audit::record(pool, &operator.entry(Action::PeriodChanged).detail(told.clone())).await?;
    say(told);
    Ok(())
}

fn wib(at: Timestamp) -> String {
    format!("{} WIB", wib_text(at))
}
