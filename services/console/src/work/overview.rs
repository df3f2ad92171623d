//! How it goes at some desks: what is open, what comes and goes, and when the backlog ends at this pace.

use audit::Action;
use desk::store::actors::{self, Names};
use desk::{Caller, Desks, Refusal};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::store::hours::{self, Hour, Open, Until};
use crate::urgency::{soon, urgent};

/// Hours that are drawn and that the pace is told from.
const SHOWN: i64 = 24;

/// Hours of a file, and of what is told about the quality of answers.
pub(super) const EXPORTED: i64 = 14 * 24;

/// Most people whose work is shown.
const MOST_PEOPLE: i64 = 50;

/// How it goes.
pub(crate) struct Overview {
    pub(crate) open: Vec<Open>,
    /// The last 24 hours, one for each desk and hour in which something happened.
    pub(crate) hours: Vec<Hour>,
    /// First answers in the last 24 hours, by officer or agency.
    pub(crate) work: Vec<(Uuid, i64)>,
    pub(crate) people: Names,
    pub(crate) forecast: Forecast,
}

/// When the backlog ends if the last 24 hours go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forecast {
    /// Nothing is open.
    Done,
    /// Nothing was answered: there is no pace.
    Standstill,
    /// In so many hours. `kept`: what comes now still gets its answer within the promised two days.
    Ends { hours: i64, kept: bool },
    /// It grows by so many tickets an hour. `kept` as above.
    Grows { by: i64, kept: bool },
}

impl Forecast {
    /// Of `open` tickets, when `arrived` came and `answered` were answered in a day. Tickets are answered in the order
    /// of their deadlines, so what comes now waits for all that is open.
    pub(crate) fn new(open: i64, arrived: i64, answered: i64) -> Self {
        if open == 0 {
            return Self::Done;
        }
        if answered == 0 {
            return Self::Standstill;
        }
        let kept = open * SHOWN <= answered * domain::time::ANSWER_TIME.as_hours();
        match answered - arrived {
            gain if gain > 0 => Self::Ends { hours: rounded_up(open * SHOWN, gain), kept },
            loss => Self::Grows { by: rounded_up(-loss, SHOWN), kept },
        }
    }
}

/// The whole number from `part / whole` on; neither is negative.
fn rounded_up(part: i64, whole: i64) -> i64 {
    (part + whole - 1) / whole
}

/// How it goes at the desks that the caller supervises.
pub(crate) async fn overview(desks: &Desks, caller: &Caller) -> Result<Overview, Refusal> {
    let supervised = supervised(caller)?;
    let now = desks.now();
    let (since, calendar) = (ago(now, SHOWN), desks.calendar());
    let [urgent, soon] = [urgent(&calendar), soon(&calendar)].map(|left| calendar.add(now, left));
    let (open, hours, work) = tokio::try_join!(
        hours::open(&desks.pool, &supervised, Until { now, urgent, soon }),
        hours::since(&desks.pool, &supervised, since),
        hours::by_answerer(&desks.pool, &supervised, since, MOST_PEOPLE),
    )?;
    let people = actors::names(&desks.pool, &work.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    let all: i64 = open.iter().map(|open| open.late + open.urgent + open.soon + open.calm).sum();
    let arrived = hours.iter().map(|hour| i64::from(hour.arrived)).sum();
    let answered = hours.iter().map(|hour| i64::from(hour.answered)).sum();
    Ok(Overview { open, hours, work, people, forecast: Forecast::new(all, arrived, answered) })
}

/// The last 14 days hour by hour, to be taken out as a file. Nothing in it is personal.
pub(crate) async fn export(desks: &Desks, caller: &Caller) -> Result<Vec<Hour>, Refusal> {
    let supervised = supervised(caller)?;
    let now = desks.now();
    let hours = hours::since(&desks.pool, &supervised, ago(now, EXPORTED)).await?;
    audit::record(&desks.pool, &caller.entry(now, Action::Export).detail(format!("hours {}", hours.len()))).await?;
    Ok(hours)
}

pub(super) fn supervised(caller: &Caller) -> Result<Vec<Desk>, Refusal> {
    let desks: Vec<Desk> = caller.desks().filter(|desk| caller.may_supervise(*desk)).collect();
    if desks.is_empty() { Err(Refusal::SupervisorsOnly) } else { Ok(desks) }
}

/// The beginning of the hour so many hours ago, without the hour of now.
pub(super) fn ago(now: Timestamp, hours: i64) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_backlog_ends_when_more_is_answered_than_comes() {
        assert_eq!(Forecast::new(0, 100, 0), Forecast::Done);
        assert_eq!(Forecast::new(5, 0, 0), Forecast::Standstill);
        assert_eq!(Forecast::new(100, 0, 240), Forecast::Ends { hours: 10, kept: true });
        assert_eq!(Forecast::new(100, 216, 240), Forecast::Ends { hours: 100, kept: true });
        assert_eq!(Forecast::new(480, 0, 240), Forecast::Ends { hours: 48, kept: true });
        assert_eq!(Forecast::new(481, 0, 240), Forecast::Ends { hours: 49, kept: false });
        assert_eq!(Forecast::new(10, 264, 240), Forecast::Grows { by: 1, kept: true });
        assert_eq!(Forecast::new(1000, 240, 240), Forecast::Grows { by: 0, kept: false });
    }
}
