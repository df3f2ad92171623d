use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use jiff::SignedDuration;
use tower::ServiceExt as _;

use super::*;

/// A site with one entrance, and the clock of its waiting room.
struct Place {
    routes: Router,
    clock: Clock,
    vault: Vault,
}

impl Place {
    fn new(each_second: u32) -> Self {
        let clock = Clock::fixed("2026-09-01T01:00:00Z".parse().unwrap());
        let place = Self { routes: Router::new(), clock, vault: Vault::for_tests() };
        Self { routes: place.opened(each_second), ..place }
    }

    /// The same site in another process: the keys are the same, the line is its own.
    fn opened(&self, each_second: u32) -> Router {
        let entrance = Router::new().route("/in", get(async || "inside").post(async || "taken"));
        let room = WaitingRoom::maybe(NonZeroU32::new(each_second), &self.vault, &self.clock);
        crate::layers(before(entrance, room).route("/faq", get(async || "answers")))
    }

    fn after(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    async fn open(&self, cookie: &str) -> Seen {
        seen(&self.routes, Request::get("/in"), cookie).await
    }
}

struct Seen {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Seen {
    fn is_in(&self) -> bool {
        self.text == "inside"
    }

    /// What the browser keeps.
    fn cookie(&self) -> String {
        let line = self.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(line.ends_with("; Secure; HttpOnly; SameSite=Lax"), "{line}");
        line.split(';').next().unwrap().to_owned()
    }

    fn comes_back_in(&self) -> i64 {
        self.headers["refresh"].to_str().unwrap().parse().unwrap()
    }
}

async fn seen(routes: &Router, request: axum::http::request::Builder, cookie: &str) -> Seen {
    let request = request.header(header::COOKIE, cookie).header(header::ACCEPT, "text/html");
    let answer = routes.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    Seen { status: parts.status, headers: parts.headers, text }
}

/// Fills the line for two minutes.
async fn crowd(place: &Place) {
    for _ in 0..120 {
        place.open("").await;
    }
}

#[tokio::test]
async fn nobody_waits_while_newcomers_come_no_faster_than_they_are_let_in() {
    let place = Place::new(1);
    for _ in 0..100 {
        assert!(place.open("").await.is_in());
        place.after(1);
    }
}

#[tokio::test]
async fn who_waits_is_told_the_turn_and_comes_in_when_it_is_there() {
    let place = Place::new(1);
    crowd(&place).await;
    let waiting = place.open("").await;
    assert_eq!(
        (waiting.status, &waiting.headers[header::CACHE_CONTROL]),
        (StatusCode::OK, &"no-store".parse().unwrap())
    );
    assert!(waiting.text.contains("pukul 08.02 WIB") && waiting.text.contains("3 menit"), "{}", waiting.text);
    assert_eq!(waiting.comes_back_in(), 121);
    let cookie = waiting.cookie();
    place.after(60);
    let still = place.open(&cookie).await;
    assert_eq!((still.comes_back_in(), still.cookie()), (61, cookie.clone()), "looking again changes no turn");
    place.after(still.comes_back_in());
    assert!(place.open(&cookie).await.is_in());
}

#[tokio::test]
async fn who_is_inside_stays_however_many_wait_and_in_every_process() {
    let place = Place::new(1);
    let cookie = place.open("").await.cookie();
    crowd(&place).await;
    assert!(!place.open("").await.is_in());
    let other = place.opened(1);
    for _ in 0..30 {
        assert!(place.open(&cookie).await.is_in());
        assert_eq!(seen(&other, Request::get("/in"), &cookie).await.text, "inside");
    }
}

#[tokio::test]
async fn a_stay_begins_anew_with_each_hour_and_ends_when_nobody_comes_for_long() {
    let place = Place::new(1);
    let mut cookie = place.open("").await.cookie();
    for _ in 0..48 {
        place.after(3_600);
        let again = place.open(&cookie).await;
        assert!(again.is_in());
        assert_ne!(again.cookie(), cookie);
        cookie = again.cookie();
    }
    place.after(12 * 3_600);
    crowd(&place).await;
    assert!(!place.open(&cookie).await.is_in());
}

#[tokio::test]
async fn only_opening_an_entrance_takes_a_turn() {
    let place = Place::new(1);
    crowd(&place).await;
    assert_eq!(seen(&place.routes, Request::post("/in"), "").await.text, "taken");
    assert_eq!(seen(&place.routes, Request::get("/faq"), "").await.text, "answers");
    assert!(!place.open("").await.is_in());
}

#[tokio::test]
async fn a_turn_that_is_not_ours_is_none() {
    let place = Place::new(1);
    let ours = place.open("").await.cookie();
    crowd(&place).await;
    let (turn, seal) = ours.split_once('=').unwrap().1.split_once('.').unwrap();
    for forged in [
        format!("__Host-giliran={}.{seal}", turn.parse::<i64>().unwrap() + 1),
        format!("__Host-giliran={turn}.{}", &seal[1..]),
        format!("__Host-giliran={turn}."),
        format!("__Host-giliran={turn}"),
        "__Host-giliran=".to_owned(),
    ] {
        assert!(!place.open(&forged).await.is_in(), "{forged}");
    }
    assert!(place.open(&ours).await.is_in());
}

#[tokio::test]
async fn the_line_ends_somewhere_and_who_comes_then_is_told_to_come_back() {
    let place = Place::new(1);
    let mut last = place.open("").await;
    for _ in 0..7_300 {
        last = place.open("").await;
    }
    assert_eq!(
        (last.status, last.headers[header::RETRY_AFTER].to_str().unwrap()),
        (StatusCode::SERVICE_UNAVAILABLE, "900")
    );
    assert!(last.text.contains("Antrean sedang penuh") && !last.headers.contains_key(header::SET_COOKIE));
}
