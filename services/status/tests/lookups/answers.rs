//! What an applicant is told about their own ticket.

use anyhow::Result;
use domain::{Stage, TicketNumber};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testing::Person;

use crate::service::{ASKED_AT, Service, later};

#[tokio::test]
async fn a_ticket_is_found_as_soon_as_it_is_filed() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!(reply.status, 200);
    assert_eq!(reply.headers["cache-control"], "no-store");
    let question = reply.body["question"]["text"].as_str().unwrap_or_default();
    assert!(question.starts_with("Saya tercatat sebagai PNS aktif"), "{question}");
    assert_eq!(
        reply.body,
        json!({
            "ticket_number": "662021060800000171",
            "form": { "code": "66", "slug": "status-bukan-pns", "title": "Pengaduan Status Bukan PNS" },
            "stage": "submitted",
            "stage_label": "Pertanyaan",
            "message": "Nomor Tiket tersebut belum dijawab!",
            "timeline": [{ "stage": "submitted", "label": "Pertanyaan", "at": ASKED_AT, "at_wib": "08-06-2021 15:13:59" }],
            "answer_due_at": "2021-06-10T08:13:59Z",
            "question": {
                "title": "Pengaduan Status Bukan PNS",
                "text": question,
                "asked_at": ASKED_AT,
                "asked_at_wib": "08-06-2021 15:13:59",
            },
            "answers": [],
        })
    );
    Ok(())
}

#[tokio::test]
async fn the_timeline_tells_every_stage_reached() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(2)).await?;
    for stage in [Stage::Received, Stage::Processing] {
        service.clock.advance(SignedDuration::from_mins(1));
        service.reach(&filed, stage).await?;
    }

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!(
        (reply.body["stage"].as_str(), reply.body["stage_label"].as_str()),
        (Some("processing"), Some("Proses"))
    );
    assert_eq!(reply.body["message"], "Nomor Tiket tersebut belum dijawab!");
    let timeline: Vec<[&Value; 3]> = reply.body["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reached| [&reached["stage"], &reached["label"], &reached["at"]])
        .collect();
    assert_eq!(
        timeline,
        [
            [&json!("submitted"), &json!("Pertanyaan"), &json!(ASKED_AT)],
            [&json!("received"), &json!("Diterima"), &json!(later(60))],
            [&json!("processing"), &json!("Proses"), &json!(later(120))],
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_correction_stands_before_what_it_corrects() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(3)).await?;
    service.reach(&filed, Stage::Answered).await?;
    service.clock.advance(SignedDuration::from_secs(138));
    service.answer(&filed, 1, "Iya akan gagal, maaf ya.").await?;
    service.clock.advance(SignedDuration::from_hours(1));
    service.answer(&filed, 2, "Ralat: Anda masih dapat mendaftar.").await?;

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!((reply.body["stage"].as_str(), reply.body["stage_label"].as_str()), (Some("answered"), Some("Jawaban")));
    assert_eq!(reply.body["message"], Value::Null);
    assert_eq!(
        reply.body["answers"],
        json!([
            { "text": "Ralat: Anda masih dapat mendaftar.", "answered_at": later(3738), "answered_at_wib": "08-06-2021 16:16:17" },
            { "text": "Iya akan gagal, maaf ya.", "answered_at": later(138), "answered_at_wib": "08-06-2021 15:16:17" },
        ])
    );
    Ok(())
}

#[tokio::test]
async fn a_form_without_own_words_has_a_question_without_text() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file_as("data-tidak-sesuai", Person::new(4)).await?;

    let reply = service.look_up(&filed.number, filed.nik()).await?;

    assert_eq!(reply.body["question"]["title"], "Data tidak Sesuai");
    assert_eq!(reply.body["question"]["text"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn white_space_around_number_and_nik_does_not_matter() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(5)).await?;

    let reply = service.look_up(&format!(" {}\n", filed.number), &format!("\t{} ", filed.nik())).await?;

    assert_eq!(reply.status, 200);
    Ok(())
}

#[tokio::test]
async fn the_number_is_read_as_it_is_printed_and_as_it_is_pasted() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(6)).await?;
    let number: TicketNumber = filed.number.parse()?;
    let printed = number.spaced();
    assert_eq!(printed, "66 2021 0608 0000 0171");

    for typed in [
        printed.clone(),
        printed.replace(' ', "\u{a0}"),
        printed.replace(' ', "-"),
        printed.replace(' ', "."),
        format!("\u{2068}{printed}\u{2069}\u{200b}"),
    ] {
        let reply = service.look_up(&typed, filed.nik()).await?;
        assert_eq!((reply.status.as_u16(), &reply.body["ticket_number"]), (200, &json!(filed.number)), "{typed:?}");
    }
    Ok(())
}

#[tokio::test]
async fn numbers_that_were_given_out_before_stay_valid() -> Result<()> {
    let service = Service::start().await?;
    for (seed, text) in [(7, "662021060800017"), (8, "6620210608100017"), (9, "66202106081000017")] {
        let filed = service.file_numbered(text.parse()?, Person::new(seed)).await?;
        for typed in [text.to_owned(), filed.number.parse::<TicketNumber>()?.spaced()] {
            let reply = service.look_up(&typed, filed.nik()).await?;
            assert_eq!((reply.status.as_u16(), &reply.body["ticket_number"]), (200, &json!(text)), "{typed}");
        }
    }
    Ok(())
}
