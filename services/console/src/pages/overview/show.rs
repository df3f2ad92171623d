//! `GET /petugas/ringkasan`: what is open, what comes and goes, and whether the promise will be kept.

use askama::Template;
use officers::Officer;
use web::{Html, Page};

use super::chart::Chart;
use super::quality::QualityView;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::state::caller;
use crate::store::hours::Hour;
use crate::urgency::{soon, urgent};
use crate::work::{Forecast, Overview, Quality};
use crate::{State, texts, work};

#[derive(Template)]
#[template(path = "overview.html")]
pub(in crate::pages) struct OverviewPage {
    page: Page,
    frame: Frame,
    forecast: String,
    /// With less time left an answer is urgent, or due soon.
    urgent_within: String,
    soon_within: String,
    /// The promise is missed, or will be.
    alarming: bool,
    desks: Vec<DeskRow>,
    chart: Chart,
    arrived: i64,
    answered: i64,
    within_24h: String,
    within_48h: String,
    work: Vec<(String, i64)>,
    quality: QualityView,
}

/// What is open at one desk.
struct DeskRow {
    label: &'static str,
    late: i64,
    urgent: i64,
    soon: i64,
    calm: i64,
    all: i64,
}

pub(in crate::pages) async fn show(state: State, officer: Officer) -> Result<Html<OverviewPage>, Error> {
    let caller = caller(&officer);
    let (overview, quality) =
        tokio::try_join!(work::overview(&state.desks, &caller), work::quality(&state.desks, &caller))?;
    Ok(Html::personal(OverviewPage::new(&officer, &overview, &quality, &state)))
}

impl OverviewPage {
    fn new(officer: &Officer, overview: &Overview, quality: &Quality, state: &State) -> Self {
        let sum = |of: fn(&Hour) -> i32| overview.hours.iter().map(|hour| i64::from(of(hour))).sum::<i64>();
        let answered = sum(|hour| hour.answered);
        let missed = answered - sum(|hour| hour.within_48h);
        let late = overview.open.iter().map(|open| open.late).sum::<i64>();
        let at_this_pace = match overview.forecast {
            Forecast::Done => false,
            Forecast::Standstill => true,
            Forecast::Ends { kept, .. } | Forecast::Grows { kept, .. } => !kept,
        };
        let desks = overview.open.iter().map(|open| DeskRow {
            label: open.desk.label(),
            late: open.late,
            urgent: open.urgent,
            soon: open.soon,
            calm: open.calm,
            all: open.late + open.urgent + open.soon + open.calm,
        });
        let calendar = state.desks.calendar();
        Self {
            page: Frame::page(),
            frame: Frame::new(officer, Section::Overview),
            urgent_within: texts::working_span(urgent(&calendar), &calendar),
            soon_within: texts::working_span(soon(&calendar), &calendar),
            forecast: texts::forecast(overview.forecast, late, missed),
            alarming: at_this_pace || late > 0 || missed > 0,
            desks: desks.collect(),
            chart: Chart::new(&overview.hours, state.now()),
            arrived: sum(|hour| hour.arrived),
            answered,
            within_24h: texts::share(sum(|hour| hour.within_24h), answered),
            within_48h: texts::share(sum(|hour| hour.within_48h), answered),
            work: overview.work.iter().map(|(id, answers)| (overview.people.of(*id).to_owned(), *answers)).collect(),
            quality: QualityView::new(quality),
        }
    }
}
