//! The waiting room: when more newcomers come in a second than the site takes, they wait on a page that says when their
//! turn is. It needs nothing but memory. Whoever is inside stays: only a browser that opens an entrance without having
//! been let in is ever asked to wait, and no form that somebody sends is.
//!
//! A turn is a moment, kept by the browser in a signed cookie. So it counts in every process that has the same keys,
//! and after a restart; each process gives turns at its own rate.

mod page;
mod ticket;
mod turns;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use runtime::{Clock, Settings};
use vault::Vault;

use self::ticket::Ticket;
use self::turns::Turns;
use crate::pages::Page;
use crate::{Problem, measurements};

/// A turn that is as near as this is now: newcomers never come evenly.
const NEAR: Duration = Duration::from_secs(2);

/// Nobody is given a turn later than this. Who comes then is told to come back.
const FARTHEST: Duration = Duration::from_hours(2);

/// When to come back if there are too many.
const COME_BACK: Duration = Duration::from_mins(15);

/// How long somebody who was let in may go without opening an entrance again.
const STAY: Duration = Duration::from_hours(12);

/// After this time the stay of somebody who opens an entrance begins anew.
const RENEW_AFTER: Duration = Duration::from_hours(1);

/// The waiting room before the entrances of one service.
pub struct WaitingRoom {
    turns: Turns,
    vault: Vault,
    clock: Clock,
}

impl WaitingRoom {
    /// Reads how many newcomers each process lets in in a second, `NEWCOMERS_PER_SECOND`: all of them unless it is set.
    pub fn read(settings: &mut Settings) -> Option<NonZeroU32> {
        settings.optional_value(
            "NEWCOMERS_PER_SECOND",
            "newcomers that each process lets in at the entrances of the site in a second, while others wait their turn; \
            nobody waits unless set",
        )
    }

    /// Makes an empty one if there shall be one, for as many newcomers each second.
    #[must_use]
    pub fn maybe(newcomers_per_second: Option<NonZeroU32>, vault: &Vault, clock: &Clock) -> Option<Arc<Self>> {
        let each_second = newcomers_per_second?;
        measurements::waiting_room_begins();
        Some(Arc::new(Self { turns: Turns::new(each_second), vault: vault.clone(), clock: clock.clone() }))
    }

    /// Whether a browser may come in now; else when.
    fn admit(&self, request: &Request) -> Admission {
        let now = self.clock.now();
        let told = Ticket::read(request.headers(), &self.vault).map(Ticket::turn);
        match told.filter(|turn| now < later(*turn, STAY)) {
            Some(turn) if now >= later(turn, RENEW_AFTER) => Admission::In(Some(now)),
            Some(turn) if later(now, NEAR) >= turn => Admission::In(None),
            Some(turn) => Admission::Wait(turn),
            None => match self.turns.take(now, later(now, FARTHEST)) {
                Some(turn) if later(now, NEAR) >= turn => Admission::In(Some(now)),
                Some(turn) => Admission::Wait(turn),
                None => Admission::Full,
            },
        }
    }

    fn remember(&self, turn: Timestamp, answer: &mut Response) {
        answer.headers_mut().append(header::SET_COOKIE, Ticket::new(turn).cookie(&self.vault, STAY));
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

impl std::fmt::Debug for WaitingRoom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WaitingRoom").field("turns", &self.turns).finish_non_exhaustive()
    }
}

enum Admission {
    /// The browser comes in; with a moment, its stay begins then.
    In(Option<Timestamp>),
    /// Its turn is at this moment.
    Wait(Timestamp),
    /// There are too many to give another turn.
    Full,
}

/// Puts the waiting room, if there is one, before all pages of `entrances`.
pub fn before<S: Clone + Send + Sync + 'static>(entrances: Router<S>, room: Option<Arc<WaitingRoom>>) -> Router<S> {
    match room {
        Some(room) => entrances.route_layer(from_fn_with_state(room, pass)),
        None => entrances,
    }
}

async fn pass(State(room): State<Arc<WaitingRoom>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let admission = room.admit(&request);
    count(&admission);
    match admission {
        Admission::In(begins) => {
            let mut answer = next.run(request).await;
            if let Some(begins) = begins {
                room.remember(begins, &mut answer);
            }
            answer
        }
        Admission::Wait(turn) => {
            let mut answer = page::page(Page::of_request(&request), turn, room.clock.now());
            room.remember(turn, &mut answer);
            answer
        }
        Admission::Full => Problem::no_turns_left(COME_BACK).into_response(),
    }
}

fn count(admission: &Admission) {
    let outcome = match admission {
        Admission::In(Some(_)) => "entered",
        Admission::In(None) => return,
        Admission::Wait(_) => "waits",
        Admission::Full => "full",
    };
    measurements::arrived(outcome);
}

fn later(moment: Timestamp, by: Duration) -> Timestamp {
    moment.saturating_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
