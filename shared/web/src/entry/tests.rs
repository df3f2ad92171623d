//! The kit under a sample site, a club: whom it lets in, what it refuses, and what it keeps.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use serde::Deserialize;
use tower::ServiceExt as _;
use uuid::Uuid;
use vault::{Secret, Token, Vault};

use super::{Cookies, Door, DoorForm, Entrance, KeptForm, SignedForm, Texts, find, present, signed_in};
use crate::problem::Problem;

const MEMBER: Uuid = Uuid::from_u128(7);

/// A site with one member, in one browser.
#[derive(Clone)]
pub(super) struct Club(Arc<Member>);

struct Member {
    vault: Vault,
    secret: Secret,
    is_over: bool,
}

impl Entrance for Club {
    type Person = &'static str;

    const HOME: &'static str = "/klub";
    const SIGN_IN: &'static str = "/klub/masuk";
    const COOKIES: Cookies = Cookies { session: "__Host-klub", door: "__Host-gerbang" };
    const KEPT_FORM: Token = Token::KeptForm;
    const SECRET_FIELDS: &'static [&'static str] = &["sandi"];

    fn texts() -> Texts {
        Texts { foreign_form: ("Asing", "Dari sesi lain."), unreadable_form: "Tidak terbaca." }
    }

    fn vault(&self) -> &Vault {
        &self.0.vault
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    async fn signed_in(&self, secret: &Secret) -> Result<Option<&'static str>, Problem> {
        Ok((secret.expose() == self.0.secret.expose() && !self.0.is_over).then_some("Sari"))
    }

    async fn present(&self, secret: &Secret) -> Result<Option<&'static str>, Problem> {
        self.signed_in(secret).await
    }

    async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Problem> {
        Ok((secret.expose() == self.0.secret.expose()).then_some(MEMBER))
    }

    fn sign_in_page(&self, _headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem> {
        Ok((StatusCode::UNAUTHORIZED, format!("{back} {kept}")).into_response())
    }
}

#[derive(Deserialize)]
struct Sent {
    teks: String,
}

impl Club {
    fn new(is_over: bool) -> Self {
        Self(Arc::new(Member { vault: Vault::for_tests(), secret: Secret::new().unwrap(), is_over }))
    }

    fn router(&self) -> Router {
        let club = self.clone();
        Router::new()
            .route(
                "/klub/kirim",
                post(async |form: SignedForm<&'static str, Sent>| form.person.to_owned() + &form.form.teks),
            )
            .route("/klub/masuk", post(async |DoorForm(form): DoorForm<Sent>| form.teks))
            .route(
                "/klub/pintu",
                get(async |headers: HeaderMap| {
                    let door = Door::of::<Self>(&headers)?;
                    let token = door.csrf();
                    Ok::<_, Problem>(door.keep(token.into_response()))
                }),
            )
            .with_state(club)
    }

    /// The headers of the member's browser.
    fn headers(&self) -> HeaderMap {
        let cookie = format!("__Host-klub={}", self.0.secret.expose());
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    /// Sends a form from the member's browser, and reads the answer.
    async fn send(&self, path: &str, form: String) -> (StatusCode, HeaderMap, String) {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("__Host-klub={}", self.0.secret.expose()))
            .header(header::REFERER, "https://helpdesk.example/klub/halaman")
            .body(Body::from(form))
            .unwrap();
        answer(self.router(), request).await
    }
}

async fn answer(router: Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_form_with_the_token_of_its_session_passes_and_any_other_is_refused() {
    let club = Club::new(false);
    let token = club.0.secret.form_token();
    let (status, _, said) = club.send("/klub/kirim", format!("teks=+halo&csrf={}", token.as_str())).await;
    assert_eq!((status, said.as_str()), (StatusCode::OK, "Sari halo"));
    let other = Secret::new().unwrap().form_token();
    for form in [format!("teks=halo&csrf={}", other.as_str()), "teks=halo&csrf=".to_owned(), "teks=halo".to_owned()] {
        let (status, _, said) = club.send("/klub/kirim", form).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(said.contains("foreign_form") && said.contains("Dari sesi lain."), "{said}");
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_read_or_is_too_large_is_refused_as_what_it_is() {
    let club = Club::new(false);
    let token = club.0.secret.form_token();
    let (status, _, said) = club.send("/klub/kirim", format!("lain=1&csrf={}", token.as_str())).await;
    assert_eq!((status, said.contains("Tidak terbaca.")), (StatusCode::BAD_REQUEST, true));
    for (path, most) in [("/klub/kirim", "128 KB"), ("/klub/masuk", "256 KB")] {
        let form = format!("csrf={}&teks={}", token.as_str(), "x".repeat(256 * 1024));
        let (status, _, said) = club.send(path, form).await;
        assert_eq!((status, said.contains(most)), (StatusCode::PAYLOAD_TOO_LARGE, true), "{path}: {said}");
    }
}

#[tokio::test]
async fn a_form_whose_session_is_over_is_kept_and_offered_to_its_owner() {
    let club = Club::new(true);
    let (status, _, said) = club.send("/klub/kirim", "teks=panjang&csrf=lama".to_owned()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let (back, sealed) = said.split_once(' ').unwrap();
    assert_eq!(back, "/klub/halaman");
    let kept = KeptForm::open(club.vault(), Club::KEPT_FORM, sealed, MEMBER, club.now()).unwrap();
    assert_eq!((kept.action.as_str(), kept.fields), ("/klub/kirim", vec![("teks".to_owned(), "panjang".to_owned())]));
}

#[tokio::test]
async fn a_form_with_a_password_is_never_kept() {
    let club = Club::new(true);
    let (status, headers, said) = club.send("/klub/kirim", "teks=x&sandi=rahasia".to_owned()).await;
    assert_eq!((status, said.as_str()), (StatusCode::SEE_OTHER, ""));
    assert_eq!(headers[header::LOCATION], "/klub/masuk?kembali=%2Fklub%2Fhalaman");
}

#[tokio::test]
async fn a_form_before_the_door_passes_in_the_browser_that_opened_it() {
    let club = Club::new(false);
    let opened = Request::get("/klub/pintu").body(Body::empty()).unwrap();
    let (_, headers, token) = answer(club.router(), opened).await;
    let cookie = headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let form = |cookie: &str| {
        Request::post("/klub/masuk")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(format!("teks=halo&csrf={token}")))
            .unwrap()
    };
    let (status, _, said) = answer(club.router(), form(&cookie)).await;
    assert_eq!((status, said.as_str()), (StatusCode::OK, "halo"));
    let other = format!("__Host-gerbang={}", Secret::new().unwrap().expose());
    for cookie in [other.as_str(), "x=y"] {
        assert_eq!(answer(club.router(), form(cookie)).await.0, StatusCode::FORBIDDEN, "{cookie}");
    }
    let again = Request::get("/klub/pintu").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    let (_, headers, same) = answer(club.router(), again).await;
    assert_eq!((same, headers.get(header::SET_COOKIE)), (token, None));
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_the_sign_in_page_or_told_so() {
    let (open, over) = (Club::new(false), Club::new(true));
    assert_eq!(find(&open, &open.headers()).await.unwrap(), Some("Sari"));
    assert_eq!(find(&open, &HeaderMap::new()).await.unwrap(), None);
    assert_eq!(present(&over, &over.headers()).await.unwrap_err().status(), StatusCode::UNAUTHORIZED);
    let (parts, ()) = Request::get("/klub/tiket?a=b").body(()).unwrap().into_parts();
    let led = signed_in(&over, &parts).await.unwrap_err();
    assert_eq!(led.headers()[header::LOCATION], "/klub/masuk?kembali=%2Fklub%2Ftiket%3Fa%3Db");
}
