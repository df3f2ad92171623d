//! How bodies may arrive, the same for every route: slowly if need be, but not without end, and never so many at once
//! that they shut others out.
//!
//! - A body must keep a [`PACE`]: a least number of bytes in each window, and a longest time for the whole. Otherwise
//!   the layer cuts it off. A phone on a bad line passes; one byte now and then does not.
//! - One network sends [`OF_ONE_NETWORK`] bodies at the same time. Further ones wait for a moment, and then the layer
//!   asks them to come back. Requests with a token, such as those of assisted channels and agencies, have more places
//!   and some of their own.
//! - A body takes memory until its request is answered. When all memory for bodies, or all places, are taken, the
//!   newcomer gets a place of the network that has the most.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, StreamExt as _};
use runtime::crowd::{Bounds, Crowd, Full, Place, WhoLeaves};
use runtime::{ClientAddress, Surroundings};
use tokio::time::{Instant, Sleep, sleep, timeout};

use crate::problem::{COME_BACK, CutOff, Problem};

/// How fast bodies arrive.
#[derive(Clone, Copy, Debug)]
struct Pace {
    /// The span in which a body must bring [`Pace::least`] bytes.
    window: Duration,
    /// Fewest bytes that must arrive in a window.
    least: usize,
    /// The longest time for a whole body.
    longest: Duration,
}

/// A kilobyte a second, and four and a half minutes for all of it.
const PACE: Pace = Pace { window: Duration::from_secs(30), least: 30 * 1024, longest: Duration::from_secs(270) };

/// How many bodies one network may send at the same time; whole villages share an address.
const OF_ONE_NETWORK: usize = 16;

/// The same for requests with a token.
const OF_ONE_KNOWN: usize = 128;

/// How many bodies of requests without a token may arrive at the same time.
const OF_ALL: usize = 384;

/// How many bodies may arrive at the same time. Only requests with a token get the places beyond [`OF_ALL`].
const WITH_KNOWN: usize = 512;

/// Most bytes of all bodies in memory.
const MAX_BYTES: usize = 96 * 1024 * 1024;

/// How long a request waits for a place for its body.
const WAIT_FOR_A_PLACE: Duration = Duration::from_secs(5);

/// All bodies that are arriving, and how much memory they take.
#[derive(Clone, Debug)]
pub(super) struct Bodies {
    crowd: Arc<Crowd>,
    held: Arc<AtomicUsize>,
    most_bytes: usize,
    pace: Pace,
    wait_for_a_place: Duration,
}

impl Bodies {
    pub(super) fn new() -> Self {
        Self {
            crowd: Crowd::new(WhoLeaves::LargerOnes),
            held: Arc::default(),
            most_bytes: MAX_BYTES,
            pace: PACE,
            wait_for_a_place: WAIT_FOR_A_PLACE,
        }
    }

    async fn place(&self, network: IpAddr, known: bool) -> Result<Place, Problem> {
        let bounds = if known {
            Bounds { of_one: OF_ONE_KNOWN, of_all: WITH_KNOWN }
        } else {
            Bounds { of_one: OF_ONE_NETWORK, of_all: OF_ALL }
        };
        match timeout(self.wait_for_a_place, self.crowd.admitted(network, bounds)).await {
            Ok(place) => Ok(place),
            Err(_) => Err(match self.crowd.admit(network, bounds) {
                Ok(place) => return Ok(place),
                Err(Full::OfOne) => Problem::too_many_requests(COME_BACK),
                Err(Full::OfAll) => Problem::unavailable().retry_after(COME_BACK),
            }),
        }
    }
}

/// Takes a place for the request's body, if it has one, until the body is complete. Its bytes count until the request
/// is answered.
pub(super) async fn admit(State(bodies): State<Bodies>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    if is_encoded(request.headers()) {
        return Problem::unsupported_encoding().into_response();
    }
    let known = request.headers().contains_key(header::AUTHORIZATION);
    let place = match bodies.place(network_of(&request), known).await {
        Ok(place) => place,
        Err(problem) => return problem.into_response(),
    };
    let held =
        Arc::new(Held { bytes: AtomicUsize::new(0), of_all: Arc::clone(&bodies.held), cut_off: OnceLock::new() });
    let arriving = |body| Body::from_stream(Arriving::new(body, place, Arc::clone(&held), bodies));
    let response = next.run(request.map(arriving)).await;
    match held.cut_off.get() {
        // To its handler, a body that was cut off looks unreadable.
        Some(cut_off) if matches!(response.status(), StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE) => {
            cut_off.problem().into_response()
        }
        Some(_) | None => response,
    }
}

/// The network by which we count a client. A request without a socket (in tests) counts as coming from this machine.
fn network_of(request: &Request) -> IpAddr {
    let surroundings = request.extensions().get::<Arc<Surroundings>>();
    let proxies = surroundings.map(|surroundings| surroundings.trusted_proxies.clone()).unwrap_or_default();
    ClientAddress::of(request, &proxies).network()
}

/// Whether a body is compressed. No service unpacks one.
fn is_encoded(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(header::CONTENT_ENCODING).iter();
    codings.into_iter().any(|coding| !coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

/// The memory that one body takes.
#[derive(Debug)]
struct Held {
    bytes: AtomicUsize,
    of_all: Arc<AtomicUsize>,
    cut_off: OnceLock<CutOff>,
}

impl Held {
    /// Counts further bytes. Returns the bytes of all bodies.
    fn add(&self, bytes: usize) -> usize {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.of_all.fetch_add(bytes, Ordering::Relaxed) + bytes
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.of_all.fetch_sub(*self.bytes.get_mut(), Ordering::Relaxed);
    }
}

/// The bytes of one body.
struct Arriving {
    bytes: BodyDataStream,
    /// Held until the whole body has arrived.
    place: Option<Place>,
    held: Arc<Held>,
    bodies: Bodies,
    gone: Pin<Box<dyn Future<Output = ()> + Send>>,
    window: Pin<Box<Sleep>>,
    brought: usize,
    latest: Instant,
}

impl Arriving {
    fn new(body: Body, place: Place, held: Arc<Held>, bodies: Bodies) -> Self {
        let gone = Box::pin(place.gone());
        place.may_go(true);
        Self {
            bytes: body.into_data_stream(),
            place: Some(place),
            held,
            gone,
            window: Box::pin(sleep(bodies.pace.window)),
            brought: 0,
            latest: Instant::now() + bodies.pace.longest,
            bodies,
        }
    }

    /// Judges whether the body may go on: when there is nothing to read, and once in a window.
    fn judge(&mut self, context: &mut Context<'_>) -> Result<(), CutOff> {
        if self.gone.as_mut().poll(context).is_ready() {
            return Err(CutOff::Crowded);
        }
        while self.window.as_mut().poll(context).is_ready() {
            let (now, pace) = (Instant::now(), self.bodies.pace);
            if self.brought < pace.least || now >= self.latest {
                return Err(CutOff::TooSlow);
            }
            self.brought = 0;
            self.window.as_mut().reset((now + pace.window).min(self.latest));
        }
        Ok(())
    }
}

impl Stream for Arriving {
    type Item = Result<Bytes, axum::BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Err(cut_off) = self.judge(context) {
            metrics::counter!("http_server_bodies_cut_off_total", "why" => cut_off.as_str()).increment(1);
            self.held.cut_off.get_or_init(|| cut_off);
            return Poll::Ready(Some(Err(cut_off.into())));
        }
        let next = ready!(self.bytes.poll_next_unpin(context));
        match &next {
            Some(Ok(bytes)) => {
                self.brought += bytes.len();
                if self.held.add(bytes.len()) > self.bodies.most_bytes {
                    // One body leaves for each chunk beyond the limit. It may be this one, at its next turn.
                    self.bodies.crowd.relieve();
                }
            }
            Some(Err(_)) => {}
            None => self.place = None,
        }
        Poll::Ready(next.map(|read| read.map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::post;
    use futures_util::stream;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;
    use crate::Problem;

    fn routes(bodies: &Bodies) -> Router {
        let count = async |body: Body| match body.collect().await {
            Ok(body) => Ok(body.to_bytes().len().to_string()),
            Err(error) => Err(Problem::unreadable_body(&error, 1)),
        };
        Router::new().route("/", post(count)).layer(from_fn_with_state(bodies.clone(), admit))
    }

    /// A body of `chunks` of this many bytes, each after a pause.
    fn dripping(chunks: usize, bytes: usize, pause: Duration) -> Body {
        Body::from_stream(stream::unfold(chunks, move |left| async move {
            sleep(pause).await;
            (left > 0).then(|| (Ok::<_, axum::Error>(Bytes::from(vec![7; bytes])), left - 1))
        }))
    }

    async fn send(bodies: &Bodies, body: Body, headers: &[(&'static str, &'static str)]) -> (u16, String) {
        let mut request = Request::post("/").body(body).unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let (parts, body) = routes(bodies).oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (parts.status.as_u16(), String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_slow_but_steady_body_arrives_whole() {
        let bodies = Bodies::new();
        let slow = dripping(137, 4_000, Duration::from_millis(5));
        assert_eq!(send(&bodies, slow, &[]).await, (200, "548000".to_owned()));
        assert_eq!((bodies.crowd.count(), bodies.held.load(Ordering::Relaxed)), (0, 0));
    }

    #[tokio::test]
    async fn a_byte_now_and_then_is_cut_off_and_so_is_what_never_ends() {
        let pace = Pace { window: Duration::from_millis(100), least: 1_000, longest: Duration::from_millis(400) };
        let bodies = Bodies { pace, ..Bodies::new() };
        for (bytes, pause) in [(1, 10), (1_000, 5), (100_000, 60)] {
            let endless = dripping(usize::MAX, bytes, Duration::from_millis(pause));
            assert_eq!(send(&bodies, endless, &[]).await.0, 408, "{bytes} bytes each {pause} ms");
        }
        assert_eq!(bodies.crowd.count(), 0);
    }

    #[tokio::test]
    async fn one_network_sends_some_bodies_at_a_time_and_a_token_some_more() {
        let bodies = Bodies { wait_for_a_place: Duration::from_millis(50), ..Bodies::new() };
        let (go_on, wait) = tokio::sync::watch::channel(false);
        let sending: Vec<_> = (0..OF_ONE_NETWORK)
            .map(|_| {
                let (bodies, mut wait) = (bodies.clone(), wait.clone());
                let body = async move { wait.wait_for(|go_on| *go_on).await.map(|_| Bytes::from_static(b"last")) };
                tokio::spawn(async move { send(&bodies, Body::from_stream(stream::once(Box::pin(body))), &[]).await.0 })
            })
            .collect();
        while bodies.crowd.count() < OF_ONE_NETWORK {
            tokio::task::yield_now().await;
        }
        assert_eq!(send(&bodies, Body::from("later"), &[]).await.0, 429);
        assert_eq!(send(&bodies, Body::from("known"), &[("authorization", "Bearer x")]).await.0, 200);
        go_on.send(true).unwrap();
        for sent in sending {
            assert_eq!(sent.await.unwrap(), 200);
        }
        assert_eq!(send(&bodies, Body::from("now"), &[]).await.0, 200);
    }

    #[tokio::test]
    async fn what_is_too_much_for_the_memory_is_cut_off() {
        let bodies = Bodies { most_bytes: 100_000, ..Bodies::new() };
        assert_eq!(send(&bodies, dripping(10, 50_000, Duration::ZERO), &[]).await.0, 503);
        assert_eq!(send(&bodies, dripping(2, 50_000, Duration::ZERO), &[]).await.0, 200);
        assert_eq!(bodies.held.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn a_handler_that_takes_it_for_a_broken_body_does_not_hide_why_it_ended() {
        let pace = Pace { window: Duration::from_millis(50), least: 1_000, longest: Duration::from_secs(20) };
        let bodies = Bodies { pace, ..Bodies::new() };
        let form = async |axum::Form(_): axum::Form<Vec<(String, String)>>| "read";
        let routes = Router::new().route("/", post(form)).layer(from_fn_with_state(bodies, admit));
        let request = Request::post("/").header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(dripping(usize::MAX, 1, Duration::from_millis(10))).unwrap();
        assert_eq!(routes.oneshot(request).await.unwrap().status(), 408);
    }

    #[tokio::test]
    async fn a_compressed_body_is_told_that_nobody_unpacks_it() {
        let bodies = Bodies::new();
        assert_eq!(send(&bodies, Body::from("x"), &[("content-encoding", "gzip")]).await.0, 415);
        assert_eq!(send(&bodies, Body::from("x"), &[("content-encoding", "identity")]).await.0, 200);
    }
}
