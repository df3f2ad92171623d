//! Documents reach officers as they were filed, as attachments that nothing keeps or runs.

use answer::jobs::look_at_samples;
use documents::{Checked, MediaType};
use domain::{Desk, DocumentKind};
use http::{HeaderName, header};
use queue::Outcome;
use testing::{Bucket, pdf};

use crate::office::{Office, STATUS_BUKAN_PNS};

#[tokio::test]
async fn each_document_comes_from_its_own_range_as_a_neutral_attachment() {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let token = office.token(&[Desk::BknDataFixes]).await;
    let filed = [
        (DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() }),
        (DocumentKind::Diploma, Checked { media_type: MediaType::Pdf, bytes: b"ijazah yang lebih panjang".to_vec() }),
    ];
    let ticket = office.file_with_documents(&bucket, &filed).await;
    let number = ticket.ticket_number;
    assert_eq!(office.receive(Desk::BknDataFixes, &[ticket]).await, [Outcome::Done]);

    let listed = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    for (at, ((kind, document), ending)) in filed.iter().zip(["jpg", "pdf"]).enumerate() {
        let shown = &listed["documents"][at];
        assert_eq!(
            (shown["kind"].as_str(), shown["size"].as_u64()),
            (Some(kind.as_str()), Some(document.bytes.len() as u64))
        );
        let answer = office.get(&token, shown["url"].as_str().unwrap()).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.body, document.bytes);
        let header = |name| answer.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!(header(header::CONTENT_TYPE), document.media_type.as_str());
        assert_eq!(header(header::CONTENT_DISPOSITION), format!("attachment; filename=\"{number}-{kind}.{ending}\""));
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header(header::CACHE_CONTROL), "no-store");
        assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        assert_eq!(
            header(HeaderName::from_static("document-check")),
            "unsupported_document",
            "neither of the two is what it claims"
        );
    }
    let log = office.audit(number).await;
    let read = |kind: &str| ("read_document".to_owned(), Some(kind.to_owned()));
    assert_eq!(log, [("read_ticket".to_owned(), None), read("ktp"), read("diploma")]);
}

#[tokio::test]
async fn an_agency_is_told_what_todays_checks_find() {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let token = office.token(&[Desk::BknDataFixes]).await;
    let sound = pdf(1, 2_000);
    // Kept from a time when nobody looked for scripts.
    let script = String::from_utf8(sound.clone())
        .unwrap()
        .replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>");
    for (bytes, verdict) in [(sound, "passed"), (script.into_bytes(), "pdf")] {
        let ticket = office
            .file_with_documents(&bucket, &[(DocumentKind::Diploma, Checked { media_type: MediaType::Pdf, bytes })])
            .await;
        let number = ticket.ticket_number;
        assert_eq!(office.receive(Desk::BknDataFixes, &[ticket]).await, [Outcome::Done]);
        let answer = office.get(&token, &format!("/api/v1/tickets/{number}/documents/diploma")).await;
        let told = answer.headers["document-check"].to_str().unwrap();
        assert!(told.starts_with(verdict), "{told}");
        assert_eq!(answer.status, 200, "it is told, not withheld");
    }
}

#[tokio::test]
async fn a_document_that_was_not_filed_is_unknown() {
    let office = Office::open().await;
    let token = office.token(&[Desk::BknDataFixes]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    for kind in ["ktp", "passport"] {
        let refused = office.get(&token, &format!("/api/v1/tickets/{number}/documents/{kind}")).await;
        assert_eq!(refused.problem(), (404, "unknown_document".to_owned()));
    }
    assert!(office.audit(number).await.is_empty());
}

#[tokio::test]
async fn a_document_that_the_store_lost_is_told_by_name_and_the_others_open() {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let token = office.token(&[Desk::BknDataFixes]).await;
    let filed = [
        (DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() }),
        (DocumentKind::Diploma, Checked { media_type: MediaType::Pdf, bytes: b"ijazah yang lebih panjang".to_vec() }),
    ];
    let ticket = office.file_with_documents(&bucket, &filed).await;
    let (number, object) = (ticket.ticket_number, format!("submissions/2026-11-21/{}", ticket.ticket_id));
    assert_eq!(office.receive(Desk::BknDataFixes, &[ticket]).await, [Outcome::Done]);
    let read = async |kind: &str| office.get(&token, &format!("/api/v1/tickets/{number}/documents/{kind}")).await;
    let store = bucket.store().unwrap();
    let length = (b"foto KTP".len() + b"ijazah yang lebih panjang".len() + 2 * vault::DataKey::OVERHEAD) as u64;
    let sound = store.get_range(&object, 0, length).await.unwrap();

    // One bit of the diploma fell over: nobody is shown anything else than what was filed.
    let mut damaged = sound.to_vec();
    *damaged.last_mut().unwrap() ^= 1;
    store.put(&object, damaged.into()).await.unwrap();
    assert_eq!(read("ktp").await.status, 200);
    let refused = read("diploma").await;
    assert_eq!(refused.problem(), (410, "document_lost".to_owned()));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with(DocumentKind::Diploma.label()) && detail.contains("pemohon"), "{detail}");
    // It was cut short.
    store.put(&object, sound.slice(..40)).await.unwrap();
    assert_eq!(read("ktp").await.status, 200);
    assert_eq!(read("diploma").await.problem(), (410, "document_lost".to_owned()));
    // The whole object is gone.
    store.delete(&object).await.unwrap();
    assert_eq!(read("ktp").await.problem(), (410, "document_lost".to_owned()));
    // It was restored from a copy.
    store.put(&object, sound).await.unwrap();
    assert_eq!((read("ktp").await.status.as_u16(), read("diploma").await.status.as_u16()), (200, 200));
}

#[tokio::test]
async fn an_officer_reads_which_document_is_lost_on_a_page() {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let filed = [(DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() })];
    let ticket = office.file_with_documents(&bucket, &filed).await;
    let (number, object) = (ticket.ticket_number, format!("submissions/2026-11-21/{}", ticket.ticket_id));
    assert_eq!(office.receive(Desk::BknDataFixes, &[ticket]).await, [Outcome::Done]);
    bucket.store().unwrap().delete(&object).await.unwrap();
    let officer = office.officer("Ayu", &["officer"], &[Desk::BknDataFixes]).await;
    let page = office.page(&officer, &format!("/petugas/tiket/{number}/dokumen/ktp")).await;
    assert_eq!(page.status, 410);
    let text = page.text();
    assert!(text.contains("Dokumen tidak dapat ditampilkan") && text.contains(DocumentKind::Ktp.label()), "{text}");
}

#[tokio::test]
async fn a_lost_document_is_found_by_looking_at_samples() {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let filed = [(DocumentKind::Ktp, Checked { media_type: MediaType::Jpeg, bytes: b"foto KTP".to_vec() })];
    let ids = [
        office.file_with_documents(&bucket, &filed).await.ticket_id,
        office.file_with_documents(&bucket, &filed).await.ticket_id,
    ];
    let long_ago = office.clock.now() - jiff::SignedDuration::from_hours(24 * 30);
    assert_eq!(look_at_samples(office.answer(), long_ago).await.unwrap(), 0);
    bucket.store().unwrap().delete(&format!("submissions/2026-11-21/{}", ids[1])).await.unwrap();
    assert_eq!(look_at_samples(office.answer(), long_ago).await.unwrap(), 1);
}
