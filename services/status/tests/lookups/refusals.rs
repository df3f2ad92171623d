//! What is told when number and NIK do not lead to a ticket, word for word as in the manual, and when the request is
//! not one.

use anyhow::Result;
use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};
use testing::Person;

use crate::service::Service;

const UNKNOWN: &str = "Nomor Tiket atau NIK yang Anda gunakan salah, silahkan cek kembali!";

#[tokio::test]
async fn a_number_that_nobody_was_given_is_unknown() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;

    for number in ["662021060800000183", "662021060800017", "662021060900017", "672021060800017"] {
        let reply = service.look_up(number, filed.nik()).await?;
        assert_eq!((reply.problem(), &reply.body["title"]), ((404, "unknown_ticket"), &json!(UNKNOWN)), "{number}");
    }
    for no_number in ["", "66202106080017", "992021060800017", "6620210608000170000000000", "<script>"] {
        let reply = service.look_up(no_number, "1").await?;
        assert_eq!((reply.problem(), &reply.body["title"]), ((404, "unknown_ticket"), &json!(UNKNOWN)), "{no_number}");
    }
    Ok(())
}

#[tokio::test]
async fn an_erased_ticket_is_unknown() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(2)).await?;
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    service.erase(&filed).await?;

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!(reply.problem(), (404, "unknown_ticket"));
    assert_eq!(reply.body["title"], UNKNOWN);
    Ok(())
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_a_defect_and_the_log_says_where_it_lies() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(6)).await?;
    service.damage(&filed).await?;

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!(reply.problem(), (500, "internal"));
    let place = format!("status.tickets.form of {} holds a value", filed.number);
    assert!(crate::log::text().contains(&place), "{place}");
    Ok(())
}

#[tokio::test]
async fn a_mistyped_number_is_told_as_one_and_is_not_looked_up() -> Result<()> {
    let service = Service::start_with(&[("STATUS_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;

    for mistyped in ["662021060800000172", "662021060800000717", "626021060800000171", "66 2021 0608 0000 1071"] {
        let reply = service.look_up(mistyped, "3174031708950001").await?;
        assert_eq!(reply.problem(), (422, "invalid_fields"), "{mistyped}");
        let error = &reply.body["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&json!("ticket_number"), &json!("mistyped")));
        assert!(error["message"].as_str().unwrap().starts_with("Nomor Tiket salah ketik"));
    }
    Ok(())
}

#[tokio::test]
async fn another_persons_nik_is_refused() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(3)).await?;

    let reply = service.look_up(&filed.number, &Person::new(4).nik).await?;

    assert_eq!(reply.problem(), (404, "wrong_nik"));
    assert_eq!(reply.body["title"], "Silahkan cek kembali NIK Anda!");
    Ok(())
}

#[tokio::test]
async fn a_text_that_is_no_nik_is_a_fault_of_the_field_and_no_guess() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(5)).await?;

    for nik in ["", "317403170895000", "31740317089500011", "3174O31708950001"] {
        let reply = service.look_up(&filed.number, nik).await?;
        assert_eq!(reply.problem(), (422, "invalid_fields"), "{nik}");
        assert_eq!(fields(&reply.body), ["nik"]);
    }
    assert_eq!(service.wrong_tries().await?, 0);
    Ok(())
}

#[tokio::test]
async fn all_missing_wrong_and_unknown_fields_are_told_at_once() -> Result<()> {
    let service = Service::start().await?;

    let empty = service.post("{}".to_owned()).await?;
    assert_eq!(empty.problem(), (422, "invalid_fields"));
    assert_eq!(fields(&empty.body), ["ticket_number", "nik"]);

    let wrong = service.post(json!({ "ticket_number": 66, "nik": ["3"], "captcha": "x" }).to_string()).await?;
    assert_eq!(wrong.problem(), (422, "invalid_fields"));
    assert_eq!(fields(&wrong.body), ["ticket_number", "nik", "captcha"]);
    Ok(())
}

#[tokio::test]
async fn what_is_no_small_json_object_is_refused() -> Result<()> {
    let service = Service::start().await?;

    assert_eq!(service.post("ticket_number=66".to_owned()).await?.problem(), (400, "malformed"));
    assert_eq!(service.post("[]".to_owned()).await?.problem(), (400, "malformed"));
    let large = json!({ "ticket_number": "6".repeat(4096), "nik": "3" }).to_string();
    assert_eq!(service.post(large).await?.problem(), (413, "body_too_large"));
    let form = Request::post("/api/v1/status").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(service.send(form.body(Body::from("ticket_number=66"))?).await?.problem(), (415, "unsupported_type"));
    Ok(())
}

#[tokio::test]
async fn a_get_is_not_served() -> Result<()> {
    let service = Service::start().await?;
    let reply = service.send(Request::get("/api/v1/status").body(Body::empty())?).await?;
    assert_eq!(reply.problem(), (405, "method_not_allowed"));
    Ok(())
}

fn fields(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect()
}
