//! What a right submission becomes.

use anyhow::Result;
use domain::{FormCode, Outcome, TicketNumber, catalogue};
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use jiff::Timestamp;
use messages::TicketSubmitted;
use testing::Person;

use crate::service::{Service, ticket_number};

#[tokio::test]
async fn a_birth_date_is_read_as_the_ktp_prints_it_and_kept_in_one_spelling() -> Result<()> {
    let service = Service::start().await?;
    let written = [
        "17-08-1995",
        "17.08.1995",
        "17 08 1995",
        "17081995",
        "17 / 08 / 1995",
        "17–08–1995",
        "\u{200e}17/08/1995\u{200e}",
        "1995/08/17",
        "17 Agustus 1995",
        "17-Agt-1995",
        "١٧-٠٨-١٩٩٥",
    ];
    let form = domain::catalogue::by_slug("status-bukan-pns").unwrap();
    for (seed, written) in (900..).zip(written) {
        let person = Person::new(seed);
        let mut fields = person.fields(form);
        let plain = fields.insert("birth_date".to_owned(), written.to_owned()).unwrap();
        assert!(plain.contains("1995"), "{plain}");
        let body = fields.iter().fold(testing::Multipart::default(), |body, (name, value)| body.text(name, value));
        let body = form.documents.iter().fold(body, |body, spec| {
            body.file(spec.kind.as_str(), "foto.jpg", "image/jpeg", &testing::jpeg(seed, 5_000))
        });
        let answer = service.api.submit(form.slug, &body, None).await?;
        assert_eq!(answer.status, 201, "{written}: {}", String::from_utf8_lossy(&answer.body));
    }
    for (written, code) in
        [("17-08-95", "two_digit_year"), ("31-02-1995", "not_a_date"), ("kemarin", "unreadable_date")]
    {
        let mut fields = Person::new(950).fields(form);
        fields.insert("birth_date".to_owned(), written.to_owned());
        let body = fields.iter().fold(testing::Multipart::default(), |body, (name, value)| body.text(name, value));
        let body = form.documents.iter().fold(body, |body, spec| {
            body.file(spec.kind.as_str(), "foto.jpg", "image/jpeg", &testing::jpeg(950, 5_000))
        });
        let told =
            crate::service::assert_problem(&service.api.submit(form.slug, &body, None).await?, 422, "invalid_fields");
        assert_eq!(told, [("birth_date".to_owned(), code.to_owned())], "{written}");
    }
    Ok(())
}

#[tokio::test]
async fn every_form_accepts_a_right_submission() -> Result<()> {
    let service = Service::start().await?;
    let mut filed = 0;
    for form in catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService) {
        let response = service.api.submit(form.slug, &Person::new(filed).submission(form.slug, 20_000), None).await?;
        let body = response.json()?;
        assert_eq!(response.status, StatusCode::CREATED, "{}: {body}", form.slug);
        let number: TicketNumber = ticket_number(&response).parse()?;
        assert_eq!(number.form(), form.code);
        assert_eq!(response.header("location"), Some(format!("/api/v1/tickets/{number}").as_str()));
        assert_eq!(body["form"]["code"], form.code.to_string());
        assert_eq!(body["form"]["slug"], form.slug);
        assert_eq!(body["form"]["title"], form.title);
        assert_eq!(body["stage"], "submitted");
        assert_eq!(body["guidance"].is_object(), form.outcome == Outcome::Guidance, "{body}");
        filed += 1;
    }
    assert_eq!(service.count("tickets").await?, i64::try_from(filed)?);
    assert_eq!(service.count("outbox").await?, i64::try_from(filed)?);
    Ok(())
}

#[tokio::test]
async fn an_answer_is_due_two_working_days_after_the_submission() -> Result<()> {
    let service = Service::start().await?;
    let body = service
        .api
        .submit("data-tidak-sesuai", &Person::new(1).submission("data-tidak-sesuai", 0), None)
        .await?
        .json()?;
    let submitted_at: Timestamp = body["submitted_at"].as_str().unwrap().parse()?;
    let due: Timestamp = body["answer_due_at"].as_str().unwrap().parse()?;
    assert_eq!(due, workdays::Calendar::around_the_clock().answer_due_at(submitted_at));
    Ok(())
}

#[tokio::test]
async fn numbers_are_all_different_also_between_processes() -> Result<()> {
    let service = Service::start().await?;
    let services = [&service, &service.another().await?];
    let filing = (0..200).map(async |seed: u64| {
        let service = services[usize::from(seed.is_multiple_of(2))];
        let response = service
            .api
            .submit("pengaduan-instansi", &Person::new(seed).submission("pengaduan-instansi", 0), None)
            .await?;
        anyhow::Ok(ticket_number(&response))
    });
    // As many at once as both have places for: one that finds none is asked to come back.
    let numbers: Vec<String> = futures_util::stream::iter(filing).buffer_unordered(100).try_collect().await?;
    let distinct: std::collections::BTreeSet<&String> = numbers.iter().collect();
    assert_eq!(distinct.len(), 200);
    Ok(())
}

#[tokio::test]
async fn the_message_tells_the_router_what_it_needs() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(2);
    let response = service.api.submit("status-bukan-pns", &person.submission("status-bukan-pns", 20_000), None).await?;
    let (exchange, key, body): (String, String, serde_json::Value) =
        sqlx::query_as("SELECT exchange, routing_key, body FROM intake.outbox")
            .fetch_one(service.database.owner())
            .await?;
    let message = TicketSubmitted::parse(body.to_string().as_bytes())?;
    assert_eq!((exchange.as_str(), key.as_str()), ("helpdesk.submissions", "submitted.66"));
    assert_eq!(message.ticket_number.to_string(), ticket_number(&response));
    assert_eq!(message.form, "66".parse::<FormCode>()?);
    assert_eq!(message.region, person.nik[..6]);
    assert_eq!(message.documents, 2);
    Ok(())
}

#[tokio::test]
async fn all_documents_of_a_ticket_are_one_object_and_open_again() -> Result<()> {
    let service = Service::start().await?;
    service
        .api
        .submit("status-sudah-bukan-asn", &Person::new(3).submission("status-sudah-bukan-asn", 60_000), None)
        .await?;
    let (id, wrapped, documents, object_key): (uuid::Uuid, Vec<u8>, serde_json::Value, String) = sqlx::query_as(
        "SELECT id, data_key, documents, object_key FROM intake.tickets JOIN keys.tickets ON ticket_id = id",
    )
    .fetch_one(service.database.owner())
    .await?;
    assert_eq!(service.objects().await?, std::slice::from_ref(&object_key));
    let stored: Vec<documents::StoredDocument> = serde_json::from_value(documents)?;
    assert_eq!(stored.len(), 3);
    let key = Service::vault()?.open_data_key(&wrapped)?;
    for document in &stored {
        let sealed = service.bucket.store()?.get_range(&object_key, document.offset, document.length).await?;
        let opened = documents::open_document(&key, id, document, &sealed)?;
        assert_eq!(documents::check(&opened).unwrap().media_type, document.media_type);
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_not_chosen_counts_as_not_sent() -> Result<()> {
    let service = Service::start().await?;
    let form = catalogue::by_slug("perbaikan-data-eks-thk2").expect("a form of the catalogue");
    let mut body = testing::Multipart::default();
    for (name, value) in Person::new(4).fields(form) {
        body = body.text(&name, &value);
    }
    let photo = testing::jpeg(4, 20_000);
    body = body.file("ktp", "ktp.jpg", "image/jpeg", &photo).file("diploma", "ijazah.jpg", "image/jpeg", &photo);
    body = body.file("thk2_card", "", "application/octet-stream", b"");
    let response = service.api.submit(form.slug, &body, None).await?;
    assert_eq!(response.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&response.body));
    Ok(())
}
