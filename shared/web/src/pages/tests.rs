//! The frame of a site, as its error pages show it.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use axum::{Extension, Router};
use tower::ServiceExt as _;

use super::{SiteFrame, SiteLink};

static CLUB: SiteFrame = SiteFrame {
    in_english: false,
    home: "/klub",
    name: "Klub",
    name_of: "Catur",
    menu: &[SiteLink { section: "rules", href: "/klub/aturan", label: "Aturan" }],
    about: "Klub ini bermain catur. Bridge ada di",
    elsewhere: "bridge.example",
    foot: &[SiteLink { section: "", href: "/klub/kontak", label: "Kontak" }],
};

fn own() -> Router {
    Router::new().route("/own", get(async || "own"))
}

/// The page that answers an address without a page.
async fn not_found(routes: Router) -> String {
    let request = Request::get("/nowhere").header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    let (parts, body) = routes.oneshot(request).await.unwrap().into_parts();
    assert_eq!(parts.status, StatusCode::NOT_FOUND);
    String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_page_leads_where_the_frame_of_its_site_does() {
    let helpdesk = not_found(crate::layers(own())).await;
    for link in [r#"<a class="brand" href="/">"#, r#"<a href="/faq">FAQ</a>"#, r#"<a href="/privasi">"#] {
        assert!(helpdesk.contains(link), "{link}");
    }
    let frame: &'static SiteFrame = &CLUB;
    let club = not_found(crate::layers(own()).layer(Extension(frame))).await;
    for part in [r#"href="/klub">"#, "Klub <b>Catur</b>", r#"<a href="/klub/aturan">Aturan</a>"#, "/klub/kontak"] {
        assert!(club.contains(part), "{part}");
    }
    let words: Vec<&str> = club.split_whitespace().collect();
    let club_about = r#"Bridge ada di <a href="https://bridge.example">bridge.example</a>."#;
    assert!(words.join(" ").contains(club_about), "{club}");
    for other in [r#"<a href="/faq">FAQ</a>"#, "/privasi", "Helpdesk SSCASN"] {
        assert!(!club.contains(other), "{other}");
    }
}
