//! Officers see the pages of PDF files as pictures; the file itself only leaves as a download.

use documents::{Checked, MediaType};
use domain::{Desk, DocumentKind, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;
use testing::{Bucket, pdf_of_pages};

use crate::office::{Answer, Office, Officer};

const DESK: Desk = Desk::BknDataFixes;

struct Desks {
    office: Office,
    number: TicketNumber,
    ratna: Officer,
    // Its objects go with it.
    _bucket: Bucket,
}

impl Desks {
    /// A ticket with a photograph and this PDF file, and an officer of its desk.
    async fn with(pdf: Vec<u8>) -> Self {
        let bucket = Bucket::create().await.unwrap();
        let office = Office::with_settings(bucket.settings().to_vec()).await;
        let filed = [
            (DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() }),
            (DocumentKind::Diploma, Checked { media_type: MediaType::Pdf, bytes: pdf }),
        ];
        let ticket = office.file_with_documents(&bucket, &filed).await;
        let number = ticket.ticket_number;
        office.receive(DESK, &[ticket]).await;
        let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
        Self { office, number, ratna, _bucket: bucket }
    }

    fn at(&self, path: &str) -> String {
        format!("/petugas/tiket/{}{path}", self.number)
    }

    async fn get(&self, path: &str) -> Answer {
        self.office.page(&self.ratna, &self.at(path)).await
    }

    async fn log(&self) -> Vec<String> {
        let entries = self.office.audit(self.number).await.into_iter().map(|(action, _)| action);
        entries.filter(|action| action != "refused").collect()
    }
}

fn headed(answer: &Answer, name: header::HeaderName) -> String {
    answer.headers.get(name).unwrap().to_str().unwrap().to_owned()
}

/// Width and height of a PNG.
fn dimensions(picture: &Answer) -> (u32, u32) {
    assert_eq!(
        (picture.status, headed(picture, header::CONTENT_TYPE).as_str()),
        (StatusCode::OK, "image/png"),
        "{}",
        picture.text()
    );
    let number = |at: usize| u32::from_be_bytes(picture.body[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn no_document_reaches_a_viewer_of_pdf_and_photographs_run_nothing() {
    let file = pdf_of_pages(7, 1, 1_000);
    let desks = Desks::with(file.clone()).await;
    let page = desks.get("").await;
    let policy = headed(&page, header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("frame-src") && !policy.contains("object-src"),
        "{policy}"
    );
    let html = page.text();
    assert!(!html.contains("<iframe") && !html.contains("<object") && !html.contains("<embed"));
    for (kind, bytes, media_type, begins) in [
        ("ktp", &b"foto KTP"[..], "image/jpeg", "inline; filename"),
        ("diploma", &file, "application/pdf", "attachment; filename"),
    ] {
        assert!(html.contains(&desks.at(&format!("/dokumen/{kind}"))));
        let shown = desks.get(&format!("/dokumen/{kind}")).await;
        assert_eq!((shown.status, &shown.body[..]), (StatusCode::OK, bytes));
        assert_eq!(headed(&shown, header::CONTENT_TYPE), media_type);
        assert!(headed(&shown, header::CONTENT_DISPOSITION).starts_with(begins));
        assert_eq!(headed(&shown, header::CACHE_CONTROL), "no-store");
        assert_eq!(headed(&shown, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(headed(&shown, header::X_FRAME_OPTIONS), "DENY");
        assert_eq!(
            headed(&shown, header::CONTENT_SECURITY_POLICY),
            "default-src 'none'; frame-ancestors 'none'; sandbox"
        );
    }
    assert_eq!(desks.log().await, ["read_ticket", "read_document", "read_document"]);
}

#[tokio::test]
async fn each_page_is_a_picture_with_the_way_to_the_others() {
    let desks = Desks::with(pdf_of_pages(7, 3, 1_000)).await;
    assert!(
        desks.get("").await.text().contains(&format!("<img src=\"{}\"", desks.at("/dokumen/diploma/gambar/1"))),
        "the ticket shows the first page"
    );
    let picture = desks.get("/dokumen/diploma/gambar/1").await;
    assert_eq!(dimensions(&picture).0, 1240);
    assert_eq!(headed(&picture, header::CACHE_CONTROL), "no-store");
    assert!(headed(&picture, header::CONTENT_SECURITY_POLICY).contains("sandbox"));
    assert_eq!(dimensions(&desks.get("/dokumen/diploma/gambar/3?ukuran=besar").await).0, 2480);
    assert_ne!(picture.body, desks.get("/dokumen/diploma/gambar/2").await.body);

    let (at, middle) = (
        |page| desks.at(&format!("/dokumen/diploma/halaman/{page}")),
        desks.get("/dokumen/diploma/halaman/2").await.text(),
    );
    assert!(middle.contains("Halaman 2 dari 3"));
    assert!(
        middle.contains(&format!("rel=\"prev\" href=\"{}\"", at(1)))
            && middle.contains(&format!("rel=\"next\" href=\"{}\"", at(3)))
    );
    assert!(middle.contains(&desks.at("/dokumen/diploma/gambar/2")) && middle.contains("Unduh berkas asli"));
    let (first, last) =
        (desks.get("/dokumen/diploma/halaman/1").await.text(), desks.get("/dokumen/diploma/halaman/3").await.text());
    assert!(first.contains("Halaman 1 dari 3") && !first.contains("rel=\"prev\""));
    assert!(last.contains("Halaman 3 dari 3") && !last.contains("rel=\"next\""));
    for path in ["halaman/4", "halaman/0", "halaman/x", "gambar/4", "gambar/0", "gambar/99999"] {
        assert_eq!(desks.get(&format!("/dokumen/diploma/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["ktp/halaman/1", "ktp/gambar/1", "passport/gambar/1"] {
        assert_eq!(desks.get(&format!("/dokumen/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(desks.get("/dokumen/diploma/gambar/1?ukuran=9999").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn turning_pages_is_one_opening_in_the_audit_log_and_another_quarter_of_an_hour_later() {
    let desks = Desks::with(pdf_of_pages(7, 2, 1_000)).await;
    for page in ["gambar/1", "halaman/1", "gambar/2", "halaman/2"] {
        assert_eq!(desks.get(&format!("/dokumen/diploma/{page}")).await.status, StatusCode::OK);
    }
    assert_eq!(desks.log().await, ["read_document"]);
    // Whoever begins at the last page has opened it as well, and another officer has opened it anew.
    let budi = desks.office.officer("Budi", &["officer"], &[DESK]).await;
    assert_eq!(desks.office.page(&budi, &desks.at("/dokumen/diploma/gambar/2")).await.status, StatusCode::OK);
    assert_eq!(desks.log().await.len(), 2);
    desks.office.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(desks.get("/dokumen/diploma/gambar/2").await.status, StatusCode::OK);
    assert_eq!(desks.log().await.len(), 3);
    // The file itself leaves the house: each time is told.
    for more in 4..=5 {
        assert_eq!(desks.get("/dokumen/diploma").await.status, StatusCode::OK);
        assert_eq!(desks.log().await.len(), more);
    }
}

#[tokio::test]
async fn a_page_that_was_open_closes_with_the_right_to_see_it() {
    let desks = Desks::with(pdf_of_pages(7, 1, 1_000)).await;
    assert_eq!(desks.get("/dokumen/diploma/gambar/1").await.status, StatusCode::OK);
    let foreign = desks.office.officer("Joko", &["officer"], &[Desk::InstansiComplaints]).await;
    for path in ["/dokumen/ktp", "/dokumen/diploma", "/dokumen/diploma/gambar/1", "/dokumen/diploma/halaman/1"] {
        assert_eq!(desks.office.page(&foreign, &desks.at(path)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    sqlx::query("UPDATE desk.cases SET desk = 'bkn.accounts'").execute(desks.office.owner()).await.unwrap();
    assert_eq!(desks.get("/dokumen/diploma/gambar/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desks.log().await, ["read_document"]);
}

#[tokio::test]
async fn what_cannot_be_drawn_says_so_and_offers_the_file() {
    let desks = Desks::with(b"%PDF-1.7 bukan dokumen".to_vec()).await;
    assert_eq!(desks.get("/dokumen/diploma/gambar/1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = desks.get("/dokumen/diploma/halaman/1").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(
        html.contains("tidak dapat kami baca")
            && html.contains(&format!("href=\"{}\"", desks.at("/dokumen/diploma")))
            && !html.contains("<img")
    );
    assert_eq!(desks.get("/dokumen/diploma").await.status, StatusCode::OK, "the file is there");
}
