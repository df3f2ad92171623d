//! The catalogue as clients see it.

use anyhow::Result;
use domain::catalogue::FORMS;
use http::StatusCode;

use crate::service::{Service, assert_problem};

#[tokio::test]
async fn every_form_is_listed_with_all_its_fields_and_documents() -> Result<()> {
    let service = Service::start().await?;
    let listed = service.get("/api/v1/forms", &[]).await?.json()?;
    let listed = listed["forms"].as_array().expect("a list").clone();
    assert_eq!(listed.len(), FORMS.len());
    for (form, listed) in FORMS.iter().zip(&listed) {
        assert_eq!(listed["slug"], form.slug);
        let names: Vec<&str> =
            listed["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, form.fields.iter().map(|spec| spec.field.as_str()).collect::<Vec<_>>());
        for (spec, document) in form.documents.iter().zip(listed["documents"].as_array().unwrap()) {
            assert_eq!(document["kind"], spec.kind.as_str());
            assert_eq!(document["max_bytes"], 204_800);
            assert_eq!(document["media_types"], serde_json::json!(["application/pdf", "image/jpeg"]));
        }
        assert_eq!(&service.get(&format!("/api/v1/forms/{}", form.slug), &[]).await?.json()?, listed);
    }
    Ok(())
}

#[tokio::test]
async fn a_catalogue_that_did_not_change_is_not_sent_again() -> Result<()> {
    let service = Service::start().await?;
    for path in ["/api/v1/forms", "/api/v1/forms/status-bukan-pns"] {
        let first = service.get(path, &[]).await?;
        let tag = first.header("etag").expect("an ETag").to_owned();
        assert!(first.header("cache-control").is_some_and(|value| value.contains("max-age")));
        let again = service.get(path, &[("if-none-match", &format!("\"other\", W/{tag}"))]).await?;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
        assert_eq!(service.get(path, &[("if-none-match", "\"other\"")]).await?.status, StatusCode::OK);
    }
    Ok(())
}

#[tokio::test]
async fn an_unknown_form_is_not_found() -> Result<()> {
    let service = Service::start().await?;
    assert_problem(&service.get("/api/v1/forms/tidak-ada", &[]).await?, 404, "unknown_form");
    Ok(())
}
