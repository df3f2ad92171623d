//! Headers that anybody may write: for whom a proxy forwards, which part and which version the client wants, keys,
//! cookies, tokens, and those that the layers around every route read. Each line is one header.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use captcha::http::answer_range;
use console::fuzzing::cookie;
use intake::fuzzing::{is_idempotency_key, unless_known};
use tower::ServiceExt as _;
use web::bearer::token_from;
use web::{ClientAddress, TrustedProxies};

use super::{Target, finished};

pub(super) const TARGET: Target = Target { name: "headers", words: &WORDS, most: 4_096, run };

const WORDS: [&[u8]; 40] = [
    b"\n",
    b"x-forwarded-for: 10.0.0.1, 203.0.113.7\n",
    b"x-forwarded-for: [2001:db8::1]:443\n",
    b"x-forwarded-for: ::ffff:10.0.0.1\n",
    b"range: bytes=0-99\n",
    b"range: bytes=-1\n",
    b"range: bytes=1-\n",
    b"range: bytes=0-0,5-9\n",
    b"range: bytes=18446744073709551615-\n",
    b"if-range: \"x\"\n",
    b"if-none-match: W/\"x\", *\n",
    b"idempotency-key: abc\n",
    b"cookie: __Host-petugas=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; a=b\n",
    b"authorization: Bearer abc\n",
    b"accept-encoding: gzip;q=0, br\n",
    b"accept-encoding: gzip;q=1e400\n",
    b"accept: text/html\n",
    b"accept: application/problem+json;q=0.1, text/html\n",
    b"host: helpdesk.test\n",
    b"host: a@b\n",
    b"origin: https://helpdesk.test\n",
    b"origin: https://helpdesk.test:443/\n",
    b"origin: null\n",
    b"sec-fetch-site: cross-site\n",
    b"sec-fetch-site: same-origin\n",
    b"x-request-id: abc-1\n",
    b"traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
    b"content-type: application/json\n",
    b"content-length: 5\n",
    b"content-encoding: gzip\n",
    b"transfer-encoding: chunked\n",
    b"user-agent: Mozilla/5.0\n",
    b"expect: 100-continue\n",
    b",",
    b";",
    b"=",
    b"-",
    b"\"",
    b"\xff",
    b"+",
];

/// The proxies of an installation.
static PROXIES: LazyLock<TrustedProxies> = LazyLock::new(|| "10.0.0.0/8, fd00::/8".parse().unwrap_or_default());

/// One page and one act, inside all the layers of every route.
static ROUTES: LazyLock<Router> = LazyLock::new(|| {
    let page = || async { ([(header::CONTENT_TYPE, "text/html")], "<p>Halo</p>".repeat(300)) };
    web::layers(web::pages::protected(Router::new().route("/", get(page).post(|| async { StatusCode::NO_CONTENT }))))
});

/// The bytes of which a header requests parts.
const SOUND: [u8; 200] = [7; 200];

fn run(input: &[u8]) -> bool {
    let headers = read(input);
    let forwarded = forwarded(&headers);
    let part = part(&headers);
    let known = unless_known(&headers, "teks").is_some_and(|answer| answer.status() == StatusCode::NOT_MODIFIED);
    if let Some(key) = headers.get("idempotency-key").filter(|key| is_idempotency_key(key.as_bytes())) {
        assert!((1..=255).contains(&key.len()) && key.as_bytes().iter().all(u8::is_ascii_graphic), "a key is one");
    }
    let secret = cookie(&headers);
    assert!(secret.as_ref().is_none_or(|secret| secret.len() == 43), "a secret has its length");
    let token = token_from(&headers);
    if let Ok(token) = &token {
        assert!((1..=256).contains(&token.len()) && token.trim() == *token, "a token is one");
    }
    let interesting = forwarded | part | known | secret.is_some() | token.is_ok();
    around(&headers);
    interesting
}

fn read(input: &[u8]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in input.split(|byte| *byte == b'\n') {
        let mut halves = line.splitn(2, |byte| *byte == b':');
        let name = HeaderName::from_bytes(halves.next().unwrap_or_default());
        let value = HeaderValue::from_bytes(halves.next().unwrap_or_default().trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    headers
}

/// A stranger is who the socket says. Behind our own proxies no client becomes a proxy of ours without need.
fn forwarded(headers: &HeaderMap) -> bool {
    let stranger = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));
    assert_eq!(PROXIES.client(stranger, headers), stranger, "a stranger cannot be somebody else");
    let proxy = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
    let client = PROXIES.client(proxy, headers);
    assert_eq!(client, client.to_canonical(), "an address has one spelling");
    assert_eq!(TrustedProxies::default().client(proxy, headers), proxy, "without proxies nobody is believed");
    let (network, neighbours) = (ClientAddress(client).network(), ClientAddress(client).neighbours());
    assert_eq!(ClientAddress(network).network(), network, "a network is its own");
    assert_eq!(ClientAddress(network).neighbours(), neighbours, "and has the same neighbours");
    client != proxy
}

/// The answer contains what it claims, and the whole when it is no part.
fn part(headers: &HeaderMap) -> bool {
    let (status, said, bytes) = whole(answer_range(headers, &SOUND));
    match status {
        StatusCode::OK => assert!(said.is_empty() && bytes == SOUND, "the whole is the whole"),
        StatusCode::PARTIAL_CONTENT => {
            let numbers = said.strip_prefix("bytes ").and_then(|said| said.strip_suffix("/200"));
            let ends = numbers.and_then(|numbers| numbers.split_once('-'));
            let ends = ends.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
            let (first, last): (usize, usize) = ends.unwrap_or((1, 0));
            assert_eq!(SOUND.get(first..=last), Some(bytes.as_slice()), "a part is what it says: {said}");
            let asked = headers.get(header::RANGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
            assert!(!asked.contains('+') && !headers.contains_key(header::IF_RANGE), "{asked} asks for no part");
        }
        other => assert_eq!((other, said.as_str()), (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */200")),
    }
    status != StatusCode::OK
}

fn whole(response: Response) -> (StatusCode, String, Vec<u8>) {
    let said = response.headers().get(header::CONTENT_RANGE).and_then(|said| said.to_str().ok()).unwrap_or_default();
    let (status, said) = (response.status(), said.to_owned());
    let bytes = finished(to_bytes(response.into_body(), usize::MAX)).map(|bytes| bytes.to_vec()).unwrap_or_default();
    (status, said, bytes)
}

/// No header causes an error of ours, nor turns a foreign site's form into one of ours.
fn around(headers: &HeaderMap) {
    for method in [Method::GET, Method::POST] {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method.clone();
        *request.headers_mut() = headers.clone();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, 100, 7], 443))));
        let Ok(answer) = finished(ROUTES.clone().oneshot(request));
        let status = answer.status();
        assert!(!status.is_server_error(), "{status}");
        assert!(answer.headers().contains_key("content-security-policy"), "every answer has its policy");
        let id = answer.headers().get("x-request-id");
        let tame = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        assert!(id.is_none_or(|id| id.len() <= 64 && id.as_bytes().iter().all(tame)), "an id is tame");
        let site = headers.get("sec-fetch-site");
        let foreign = site.is_some_and(|site| site != "same-origin" && site != "none");
        assert!(!(method == Method::POST && foreign && status.is_success()), "a foreign site's form is refused");
    }
}
