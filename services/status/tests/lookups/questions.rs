//! What the helpdesk asks an applicant, and the reply on the status page.

use anyhow::Result;
use axum::body::Body;
use domain::Stage;
use futures_util::future::try_join_all;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use testing::Person;
use uuid::Uuid;
use vault::Sealed;

use crate::filing::Filed;
use crate::service::{Page, Service};

const QUESTION: &str = "Pada KTP Anda tanggal lahirnya berapa?";
const REPLY: &str = "Di KTP tertulis 12 Maret 1995.";

/// A ticket at work whose applicant is asked, its address, and the address for the reply.
async fn asked(service: &Service, seed: u64) -> Result<(Filed, String, String)> {
    let filed = service.file(Person::new(seed)).await?;
    service.reach(&filed, Stage::Processing).await?;
    let question = ask(service, &filed).await?;
    let proved = write_to(service, "/status", &format!("number={}&nik={}", filed.number, filed.nik())).await?;
    let address = proved.headers[header::LOCATION].to_str()?.to_owned();
    let reply = format!("{address}/balasan/{question}");
    Ok((filed, address, reply))
}

/// Writes a question, as an officer does.
async fn ask(service: &Service, filed: &Filed) -> Result<Uuid> {
    let id = service.clock.new_id();
    sqlx::query(
        "WITH resting AS (UPDATE desk.cases SET rests_until = $5 WHERE ticket_number = $2)
         INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, asked_by, due_at)
         VALUES ($1, $2, 'question', $3, $4, $1, $5)",
    )
    .bind(id)
    .bind(&filed.number)
    .bind(filed.key.seal(&Sealed::Entry(id).of(filed.id), QUESTION.as_bytes())?)
    .bind(service.clock.now().to_sqlx())
    .bind((service.clock.now() + SignedDuration::from_hours(7 * 24)).to_sqlx())
    .execute(service.database.owner())
    .await?;
    Ok(id)
}

async fn end(service: &Service, how: &str) -> Result<()> {
    let sql = "WITH awake AS (UPDATE desk.cases SET rests_until = NULL)
               UPDATE desk.entries SET ended_at = now(), ended_as = $1 WHERE kind = 'question'";
    sqlx::query(sql).bind(how).execute(service.database.owner()).await?;
    Ok(())
}

async fn write(service: &Service, address: &str, text: &str) -> Result<Page> {
    write_to(service, address, &format!("text={}", text.replace(' ', "+"))).await
}

async fn write_to(service: &Service, path: &str, body: &str) -> Result<Page> {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    service.visit(request.body(Body::from(body.to_owned()))?).await
}

async fn get(service: &Service, path: &str) -> Result<String> {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty())?;
    Ok(service.page(request).await?.html)
}

async fn replies(service: &Service) -> Result<i64> {
    let count = "SELECT count(*) FROM desk.entries WHERE kind = 'reply'";
    Ok(sqlx::query_scalar(count).fetch_one(service.database.owner()).await?)
}

#[tokio::test]
async fn an_applicant_reads_the_question_with_its_deadline_and_replies_once() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address, reply) = asked(&service, 41).await?;
    let page = get(&service, &address).await?;
    for text in [QUESTION, "Petugas bertanya kepada Anda", "Menunggu jawaban Anda", "15 Juni 2021", "Kirim balasan"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("Jawaban paling lambat"), "the forecast stands still");
    let status = service.look_up(&filed.number, filed.nik()).await?.body;
    assert_eq!((&status["stage"], &status["stage_label"]), (&"processing".into(), &"Menunggu jawaban Anda".into()));
    assert!(status["waits_for_reply_until"].is_string() && !status.to_string().contains(QUESTION), "{status}");

    for empty in ["", "3171234512345678"] {
        let refused = write(&service, &reply, empty).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains(QUESTION));
    }
    assert_eq!(write(&service, &reply, REPLY).await?.status, StatusCode::SEE_OTHER);
    let page = get(&service, &address).await?;
    for text in [QUESTION, REPLY, "Balasan Anda", "Jawaban paling lambat"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("Kirim balasan") && !page.contains("Menunggu jawaban Anda"), "{page}");
    let kept: Vec<u8> = sqlx::query_scalar("SELECT body FROM desk.entries WHERE kind = 'reply'")
        .fetch_one(service.database.owner())
        .await?;
    assert!(!String::from_utf8_lossy(&kept).contains("Maret"), "it is sealed");
    Ok(())
}

#[tokio::test]
async fn double_clicks_and_two_tabs_make_one_reply_and_the_other_text_stays_on_the_page() -> Result<()> {
    let service = Service::start().await?;
    let (_, _, reply) = asked(&service, 42).await?;
    let sent = try_join_all((0..8).map(|_| write(&service, &reply, REPLY))).await?;
    assert!(sent.iter().all(|page| page.status == StatusCode::SEE_OTHER), "the same again is the same");
    assert_eq!(replies(&service).await?, 1);
    let other = write(&service, &reply, "Yang lain.").await?;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.html.contains("Yang lain.") && other.html.contains("sudah Anda balas"), "{}", other.html);
    assert_eq!(replies(&service).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_late_reply_is_taken_as_long_as_the_ticket_is_not_answered() -> Result<()> {
    let service = Service::start().await?;
    let (_, address, reply) = asked(&service, 43).await?;
    end(&service, "expired").await?;
    let page = get(&service, &address).await?;
    assert!(page.contains("sudah lewat") && page.contains("masih dapat membalas"), "{page}");
    assert!(page.contains("Jawaban paling lambat") && !page.contains("Menunggu jawaban Anda"), "{page}");
    assert_eq!(write(&service, &reply, REPLY).await?.status, StatusCode::SEE_OTHER);

    let service = Service::start().await?;
    let (filed, address, reply) = asked(&service, 44).await?;
    sqlx::query("UPDATE desk.entries SET ended_at = now(), ended_as = 'answered' WHERE ticket_number = $1")
        .bind(&filed.number)
        .execute(service.database.owner())
        .await?;
    assert!(!get(&service, &address).await?.contains("Kirim balasan"));
    let refused = write(&service, &reply, REPLY).await?;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.html.contains(REPLY) && refused.html.contains("Balasan Anda belum terkirim"), "nothing is lost");
    Ok(())
}

#[tokio::test]
async fn a_reply_to_an_older_question_stays_on_the_page_and_no_stranger_can_reply() -> Result<()> {
    let service = Service::start().await?;
    let (filed, address, reply) = asked(&service, 45).await?;
    end(&service, "expired").await?;
    service.clock.advance(SignedDuration::from_mins(1));
    ask(&service, &filed).await?;
    let refused = write(&service, &reply, REPLY).await?;
    assert_eq!((refused.status, refused.html.contains(REPLY)), (StatusCode::CONFLICT, true));
    let forged = write(&service, &reply.replace("/status/", "/status/x"), REPLY).await?;
    assert!(forged.html.contains("Pesan Anda belum terkirim") && forged.html.contains(REPLY));
    assert_eq!(replies(&service).await?, 0);
    assert!(get(&service, &address).await?.contains("Kirim balasan"));
    Ok(())
}

#[tokio::test]
async fn the_status_service_cannot_ask_in_an_officers_name() -> Result<()> {
    let service = Service::start().await?;
    let (filed, ..) = asked(&service, 46).await?;
    let as_status = database::Pool::connect(&service.database.service_url("STATUS")?).await?;
    let sql = "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, asked_by, due_at)
               VALUES (gen_random_uuid(), $1, 'question', '', now(), gen_random_uuid(), now())";
    let refused = sqlx::query(sql).bind(&filed.number).execute(&as_status).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("permission denied")));
    Ok(())
}
