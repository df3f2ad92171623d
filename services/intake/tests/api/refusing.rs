//! What a wrong submission is told, and that it leaves nothing behind.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use domain::{DocumentKind, Field, Form, Outcome, catalogue};
use http::{Method, StatusCode};
use testing::{Multipart, Person, eventually, jpeg};

use crate::service::{Service, assert_problem, assert_retry_after};

/// Longest wait for a place to be taken or free.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test]
async fn an_empty_submission_is_told_every_required_field_and_document() -> Result<()> {
    let service = Service::start().await?;
    for form in catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService) {
        let response = service.api.submit(form.slug, &Multipart::default().text("full_name", ""), None).await?;
        let mut told = assert_problem(&response, 422, "invalid_fields");
        told.sort();
        let fields = form.fields.iter().filter(|spec| spec.required).map(|spec| spec.field.as_str());
        let documents = form.documents.iter().filter(|spec| spec.required).map(|spec| spec.kind.as_str());
        let mut expected: Vec<_> =
            fields.chain(documents).map(|name| (name.to_owned(), "required".to_owned())).collect();
        expected.sort();
        assert_eq!(told, expected, "{}", form.slug);
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn every_form_names_each_wrong_field() -> Result<()> {
    let service = Service::start().await?;
    for form in catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService) {
        for spec in form.fields {
            let mut fields = Person::new(1).fields(form);
            fields.insert(spec.field.as_str().to_owned(), wrong(spec.field));
            let response = service.api.submit(form.slug, &with_documents(form, &fields), None).await?;
            let told: Vec<String> =
                assert_problem(&response, 422, "invalid_fields").into_iter().map(|(field, _)| field).collect();
            assert_eq!(told, [spec.field.as_str()], "{}", form.slug);
        }
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn every_form_names_each_missing_document() -> Result<()> {
    let service = Service::start().await?;
    for form in catalogue::FORMS {
        for missing in form.documents.iter().filter(|spec| spec.required) {
            let body = body(form, |kind| (kind != missing.kind).then(|| jpeg(1, 5_000)));
            let told = assert_problem(&service.api.submit(form.slug, &body, None).await?, 422, "invalid_fields");
            assert_eq!(told, [(missing.kind.as_str().to_owned(), "required".to_owned())], "{}", form.slug);
        }
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_document_of_one_byte_too_many_is_named_with_the_limit() -> Result<()> {
    let service = Service::start().await?;
    let form = catalogue::by_slug("status-bukan-pns").expect("a form of the catalogue");
    let body = body(form, |kind| Some(if kind == DocumentKind::Diploma { vec![0; 204_801] } else { jpeg(1, 5_000) }));
    let response = service.api.submit(form.slug, &body, None).await?;
    assert_eq!(
        assert_problem(&response, 413, "document_too_large"),
        [("diploma".to_owned(), "document_too_large".to_owned())]
    );
    assert!(response.json()?["errors"][0]["message"].as_str().unwrap().contains("lebih besar dari 200 KB"));
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_document_of_exactly_the_limit_is_only_judged_by_its_content() -> Result<()> {
    let service = Service::start().await?;
    let form = catalogue::by_slug("status-bukan-pns").expect("a form of the catalogue");
    let mut photo = jpeg(1, 20_000);
    photo.resize(204_800, 0);
    let response = service.api.submit(form.slug, &body(form, |_| Some(photo.clone())), None).await?;
    assert_eq!(response.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&response.body));
    Ok(())
}

#[tokio::test]
async fn another_kind_of_file_is_named_whatever_it_claims_to_be() -> Result<()> {
    let service = Service::start().await?;
    let form = catalogue::by_slug("status-bukan-pns").expect("a form of the catalogue");
    let body = body(form, |kind| {
        Some(if kind == DocumentKind::Ktp { b"GIF89a not a photograph".to_vec() } else { jpeg(1, 5_000) })
    });
    let response = service.api.submit(form.slug, &body, None).await?;
    assert_eq!(
        assert_problem(&response, 415, "unsupported_document"),
        [("ktp".to_owned(), "unsupported_document".to_owned())]
    );
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_the_worst_decides_the_status() -> Result<()> {
    let service = Service::start().await?;
    let body = Multipart::default()
        .text("nik", "123")
        .text("nik", "456")
        .text("shoe_size", "42")
        .file("dismissal_letter", "besar.pdf", "application/pdf", &vec![0; 300_000])
        .file("ktp", "ktp.jpg", "image/jpeg", b"not a photograph")
        .text("full_name", "Siti Rahayu");
    let told =
        assert_problem(&service.api.submit("status-sudah-bukan-asn", &body, None).await?, 413, "document_too_large");
    let code_of =
        |field: &str| told.iter().filter(|(name, _)| name == field).map(|(_, code)| code.as_str()).collect::<Vec<_>>();
    assert_eq!(code_of("nik"), ["repeated"]);
    assert_eq!(code_of("shoe_size"), ["unknown_field"]);
    assert_eq!(code_of("dismissal_letter"), ["document_too_large"]);
    assert_eq!(code_of("ktp"), ["unsupported_document"]);
    assert_eq!(code_of("diploma"), ["required"]);
    assert_eq!(code_of("kk"), ["required"]);
    assert!(code_of("full_name").is_empty());
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_body_beyond_every_form_is_refused_and_the_answer_still_arrives() -> Result<()> {
    let service = Service::start().await?;
    let body = Multipart::default()
        .text("full_name", "Siti Rahayu")
        .file("ktp", "ktp.jpg", "image/jpeg", &vec![0; 6_000_000])
        .file("diploma", "ijazah.jpg", "image/jpeg", &vec![0; 6_000_000]);
    let told = assert_problem(&service.api.submit("status-bukan-pns", &body, None).await?, 413, "document_too_large");
    assert_eq!(told, [("ktp".to_owned(), "document_too_large".to_owned())]);
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn more_parts_than_any_form_has_are_refused() -> Result<()> {
    let service = Service::start().await?;
    let body = (0..41).fold(Multipart::default(), |body, at| body.text(&format!("f{at}"), "x"));
    assert_problem(&service.api.submit("status-bukan-pns", &body, None).await?, 413, "body_too_large");
    Ok(())
}

#[tokio::test]
async fn a_text_beyond_every_answer_is_named() -> Result<()> {
    let service = Service::start().await?;
    let form = catalogue::by_slug("pengaduan-instansi").expect("a form of the catalogue");
    let mut fields = Person::new(1).fields(form);
    fields.insert("complaint".to_owned(), "a".repeat(8_193));
    let told = assert_problem(
        &service.api.submit(form.slug, &with_documents(form, &fields), None).await?,
        413,
        "body_too_large",
    );
    assert_eq!(told, [("complaint".to_owned(), "field_too_large".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn what_is_not_whole_multipart_is_malformed() -> Result<()> {
    let service = Service::start().await?;
    let whole = Person::new(1).submission("pengaduan-instansi", 0);
    let authorization = format!("Bearer {}", service.token);
    let url = format!("{}/api/v1/submissions/pengaduan-instansi", service.api.intake());
    let cut_off = whole.finish()[..200].to_vec();
    for (content_type, body) in [("application/json", b"{}".to_vec()), (whole.content_type().as_str(), cut_off)] {
        let headers = [("authorization", authorization.as_str()), ("content-type", content_type)];
        assert_problem(&service.api.client().send(Method::POST, &url, &headers, body).await?, 400, "malformed");
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn when_all_places_are_taken_others_are_asked_to_come_back() -> Result<()> {
    let service = Service::start_with(&[("SUBMISSIONS_AT_ONCE", "1")]).await?;
    let (slug, body) = ("pengaduan-instansi", Person::new(1).submission("pengaduan-instansi", 0));
    // Nothing is stored while this is held, so whoever has the place keeps it for some seconds.
    let mut held = service.database.owner().begin().await?;
    sqlx::query("LOCK TABLE intake.tickets IN ACCESS EXCLUSIVE MODE").execute(&mut *held).await?;
    let response = eventually("the place to be taken", PATIENCE, async || {
        let (one, other) = tokio::join!(service.api.submit(slug, &body, None), service.api.submit(slug, &body, None));
        let busy = |response: &testing::Response| String::from_utf8_lossy(&response.body).contains("ramai");
        Ok([one?, other?].into_iter().find(busy))
    })
    .await?;
    assert_problem(&response, 503, "unavailable");
    assert_retry_after(&response.headers);
    held.rollback().await?;
    eventually("the place to be free again", PATIENCE, async || {
        Ok((service.api.submit(slug, &body, None).await?.status == StatusCode::CREATED).then_some(()))
    })
    .await
}

#[tokio::test]
async fn an_unknown_form_is_not_found_and_self_service_is_not_there_yet() -> Result<()> {
    let service = Service::start().await?;
    let body = Multipart::default().text("nik", "1");
    assert_problem(&service.api.submit("tidak-ada", &body, None).await?, 404, "unknown_form");
    for slug in ["reset-password", "lupa-jawaban-pengaman-1"] {
        assert_problem(&service.api.submit(slug, &body, None).await?, 501, "self_service_unavailable");
    }
    Ok(())
}

#[tokio::test]
async fn where_accounts_are_served_self_service_says_where_it_is() -> Result<()> {
    let service = Service::start_with(&[("OFFER_ACCOUNTS", "true")]).await?;
    let body = Multipart::default().text("nik", "1");
    for form in catalogue::FORMS.iter().filter(|form| form.outcome == Outcome::SelfService) {
        let page = form.account_page().expect("a page of accounts");
        let captcha = service.get(&format!("/api/v1/forms/{}/captcha", form.slug), &[]).await?;
        for refused in [service.api.submit(form.slug, &body, None).await?, captcha] {
            assert_problem(&refused, 422, "self_service_elsewhere");
            assert!(String::from_utf8_lossy(&refused.body).contains(page), "{}", form.slug);
        }
    }
    Ok(())
}

/// A right submission with the document bytes that `bytes` gives.
fn body(form: &Form, bytes: impl Fn(DocumentKind) -> Option<Vec<u8>>) -> Multipart {
    let mut body = Multipart::default();
    for (name, value) in Person::new(1).fields(form) {
        body = body.text(&name, &value);
    }
    for spec in form.documents {
        if let Some(bytes) = bytes(spec.kind) {
            body = body.file(spec.kind.as_str(), "berkas", "application/octet-stream", &bytes);
        }
    }
    body
}

fn with_documents(form: &Form, fields: &BTreeMap<String, String>) -> Multipart {
    let mut body = Multipart::default();
    for (name, value) in fields {
        body = body.text(name, value);
    }
    let photo = jpeg(1, 5_000);
    form.documents.iter().fold(body, |body, spec| body.file(spec.kind.as_str(), "foto.jpg", "image/jpeg", &photo))
}

/// A value that breaks the field's rule.
fn wrong(field: Field) -> String {
    match field.as_str() {
        "nik" | "kk" => "12345".to_owned(),
        "birth_date" => "2031-02-30".to_owned(),
        "full_name" => "Siti <b>Rahayu</b>".to_owned(),
        "education_level" | "applicant_category" => "Lainnya".to_owned(),
        _ => "a".repeat(501),
    }
}
