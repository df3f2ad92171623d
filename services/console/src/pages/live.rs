//! `GET /petugas/langsung`: what there is for the officer, told to an open page whenever it changes (server-sent
//! events). It opens nothing of a ticket and keeps no session alive. A page without it shows what was counted when it
//! was drawn.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use desk::Desks;
use domain::Desk;
use futures_util::{Stream, stream};
use http::{HeaderMap, HeaderValue, header};
use serde::{Deserialize, Serialize};
use web::{Problem, Query, entry};

use crate::live::Listening;
use crate::problems::forbidden;
use crate::store::counts::Counts;
use crate::{State, work};

/// Pause after which a silent connection shows that it lives.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Pause after which a browser comes back.
const COME_BACK: Duration = Duration::from_secs(10);

/// Steps of the timeline that are looked at for what arrived before the page began to listen.
const MOST_BEHIND: i64 = 20_000;

/// Which list the page shows, if any.
#[derive(Deserialize)]
pub(super) struct Shown {
    /// The newest step of the timeline when it was drawn.
    #[serde(default)]
    sejak: String,
    /// Its desk; empty for all of the officer's.
    #[serde(default)]
    meja: String,
}

/// What the page is told.
#[derive(Serialize)]
struct Told {
    open: i64,
    mine: i64,
    mentions: i64,
    today: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgent: Option<i64>,
    /// Tickets that came to the list's desks since it was drawn.
    new: i64,
}

/// A page that is told something.
struct Page {
    listening: Listening,
    desks: Vec<Desk>,
    /// The newest step when its list was drawn; `None` without a list.
    drawn_at: Option<i64>,
    /// What came to its desks since it was drawn, and how many the process had counted then.
    before: Option<(i64, i64)>,
    last: Option<(Counts, i64)>,
    over: bool,
}

pub(super) async fn live(state: State, headers: HeaderMap, Query(shown): Query<Shown>) -> Result<Response, Response> {
    let officer = entry::present(&state, &headers).await?;
    if !officer.works_on_tickets() {
        return Err(forbidden().into_response());
    }
    let Some(listening) = state.live.listen(&officer) else {
        return Err(Problem::unavailable().retry_after(COME_BACK).into_response());
    };
    let desk = shown.meja.parse().ok().filter(|desk| officer.desks.contains(desk));
    let page = Page {
        listening,
        desks: desk.map_or(officer.desks, |desk| vec![desk]),
        drawn_at: shown.sejak.parse().ok(),
        before: None,
        last: None,
        over: false,
    };
    let events = Sse::new(events(state.desks, page)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    let mut response = events.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A gateway that gathers answers before it sends them is asked not to.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// The events of a page, until its session is over or the process ends.
fn events(desks: Desks, page: Page) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((desks, page), async |(desks, mut page)| {
        let event = next(&desks, &mut page).await?;
        Some((Ok(event), (desks, page)))
    })
}

/// The next event; `None` at the end.
async fn next(desks: &Desks, page: &mut Page) -> Option<Event> {
    while !page.over {
        page.listening.pulse.changed().await.ok()?;
        let pulse = page.listening.pulse.borrow_and_update().clone();
        if pulse.ends {
            return None;
        }
        // What was counted before this page began to listen does not know it.
        if pulse.round <= page.listening.from {
            continue;
        }
        let Some(counts) = pulse.of(page.listening.session) else {
            page.over = pulse.round > page.listening.from + 1;
            if page.over {
                return Some(Event::default().event("over").data(""));
            }
            continue;
        };
        let arrived = pulse.arrived_at(&page.desks);
        let (before, counted) = if let Some(before) = page.before {
            before
        } else {
            let before = match page.drawn_at {
                Some(drawn_at) => arrived_since(desks, page, drawn_at, pulse.newest).await?,
                None => 0,
            };
            *page.before.insert((before, arrived))
        };
        let new = before + arrived - counted;
        if page.last.replace((counts, new)) != Some((counts, new)) {
            let told = Told {
                open: counts.open,
                mine: counts.mine,
                mentions: counts.mentions,
                today: counts.today,
                urgent: counts.urgent,
                new,
            };
            return Event::default().retry(COME_BACK).json_data(told).ok();
        }
    }
    None
}

/// What came to the page's desks between its drawing and the first count; `None` while the database is away.
async fn arrived_since(desks: &Desks, page: &Page, drawn_at: i64, up_to: i64) -> Option<i64> {
    let behind = drawn_at.max(up_to.saturating_sub(MOST_BEHIND));
    work::arrived(desks, &page.desks, behind, up_to).await.ok()
}
