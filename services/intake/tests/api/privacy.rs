//! That nothing personal lies open where submissions are kept.

use anyhow::Result;
use domain::catalogue;
use testing::{Multipart, Person, jpeg};

use crate::service::Service;

#[tokio::test]
async fn neither_rows_nor_objects_show_what_a_person_wrote_or_attached() -> Result<()> {
    let service = Service::start().await?;
    let (person, form) = (Person::new(77), catalogue::by_slug("status-bukan-pns").expect("a form of the catalogue"));
    let (ktp, diploma) = (jpeg(77, 30_000), testing::pdf(78, 30_000));
    let fields = person.fields(form);
    let mut body = Multipart::default();
    for (name, value) in &fields {
        body = body.text(name, value);
    }
    body = body.file("ktp", "Siti.jpg", "image/jpeg", &ktp).file("diploma", "ijazah.pdf", "application/pdf", &diploma);
    service.api.submit(form.slug, &body, Some("kunci-1")).await?;

    let mut kept = Vec::new();
    for table in ["tickets", "outbox", "idempotency_keys", "number_blocks"] {
        let sql = sqlx::AssertSqlSafe(format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM intake.{table} t"));
        let text: String = sqlx::query_scalar(sql).fetch_one(service.database.owner()).await?;
        assert!(!text.is_empty(), "{table} has no row to look into");
        kept.extend_from_slice(text.as_bytes());
    }
    let (content, data_key, object_key): (Vec<u8>, Vec<u8>, String) =
        sqlx::query_as("SELECT content, data_key, object_key FROM intake.tickets JOIN keys.tickets ON ticket_id = id")
            .fetch_one(service.database.owner())
            .await?;
    let length =
        2 * vault::DataKey::OVERHEAD as u64 + (documents::check(&ktp).unwrap().bytes.len() + diploma.len()) as u64;
    let object = service.bucket.store()?.get_range(&object_key, 0, length).await?;
    kept.extend([content, data_key, object.to_vec()].concat());

    for secret in fields.values().map(String::as_bytes).chain([&ktp[600..632], &diploma[700..732]]) {
        assert!(
            !kept.windows(secret.len()).any(|window| window == secret),
            "{} lies open",
            String::from_utf8_lossy(secret)
        );
    }
    Ok(())
}
