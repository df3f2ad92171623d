//! That a form forgives: all errors at once, nothing typed is lost, questions instead of refusals.

use anyhow::Result;
use http::StatusCode;
use testing::{Person, jpeg};

use super::visitor::{Sheet, forms};
use crate::service::Service;

const FORM: &str = "status-bukan-pns";

#[tokio::test]
async fn an_empty_form_is_told_everything_in_the_order_of_the_page() -> Result<()> {
    let service = Service::start().await?;
    for form in forms() {
        let mut sheet = Sheet::of(form.slug, &Person::new(1)).opened(&service).await?.with("captcha", "");
        form.fields.iter().for_each(|spec| drop(sheet.fields.remove(spec.field.as_str())));
        sheet.files.clear();
        let page = sheet.send(&service).await?;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = form.fields.iter().filter(|spec| spec.required).map(|spec| spec.field.as_str());
        let documents = form.documents.iter().filter(|spec| spec.required).map(|spec| spec.kind.as_str());
        let expected: Vec<&str> = fields.chain(documents).chain(["captcha"]).collect();
        assert_eq!(page.summary(), expected, "{}", form.slug);
        for target in expected {
            assert!(page.html.contains(&format!("id=\"{target}\"")), "#{target} on {}", form.slug);
        }
        assert!(
            page.html.contains(">Isi NIK</a>") && page.html.contains("</span>NIK belum diisi.</p>"),
            "in few words"
        );
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn everything_typed_is_kept_and_none_of_it_becomes_markup() -> Result<()> {
    let service = Service::start().await?;
    let typed = [
        ("full_name", "<script>alert(1)</script> \"Siti\" & 'Rahayu'"),
        ("nik", "31 74 03.123"),
        ("birth_date", "17/13/1995"),
        ("chronology", "Baris satu\r\n</textarea><b>Baris dua</b>"),
    ];
    let sheet = Sheet::of(FORM, &Person::new(2)).opened(&service).await?;
    let sheet = typed.iter().fold(sheet, |sheet, (name, value)| sheet.with(name, value));
    let page = sheet.send(&service).await?;
    assert_eq!(page.summary(), ["full_name", "nik", "birth_date"]);
    for (name, value) in typed {
        assert_eq!(page.value(name).as_deref(), Some(value));
    }
    assert_eq!(page.value("kk"), Some(sheet.fields["kk"].clone()));
    assert!(!page.html.contains("<script>alert") && !page.html.contains("<b>Baris"));
    Ok(())
}

#[tokio::test]
async fn accepted_documents_stay_attached_and_need_not_be_chosen_again() -> Result<()> {
    let service = Service::start().await?;
    let person = Person::new(3);
    let right = Sheet::of(FORM, &person).opened(&service).await?;
    let wrong = right.clone().with("nik", "123").send(&service).await?;
    assert_eq!(wrong.summary(), ["nik"]);
    assert!(wrong.html.contains("tetap terlampir"));

    // One of them is replaced, and another field is still wrong.
    let mut second = right.clone().with("kk", "1").on(&wrong)?;
    second.files = vec![("diploma", jpeg(9, 30_000))];
    let second = second.send(&service).await?;
    assert_eq!(second.summary(), ["kk"]);

    let mut third = right.on(&second)?;
    third.files.clear();
    let number = third.send(&service).await?.number(&service).await?;
    let documents: serde_json::Value = sqlx::query_scalar("SELECT documents FROM intake.tickets WHERE number = $1")
        .bind(&number)
        .fetch_one(service.database.owner())
        .await?;
    let kinds: Vec<_> =
        documents.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["ktp", "diploma"]);
    assert_eq!(documents[1]["media_type"], "image/jpeg", "the one that was chosen later");
    Ok(())
}

#[tokio::test]
async fn documents_that_cannot_be_kept_are_asked_for_again() -> Result<()> {
    let service = Service::start_with(&[("S3_ENDPOINT", "http://127.0.0.1:9")]).await?;
    let sheet = Sheet::of(FORM, &Person::new(4)).opened(&service).await?.with("nik", "123");
    let page = sheet.send(&service).await?;
    assert_eq!((page.status, page.summary()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["nik".to_owned()]));
    assert_eq!(page.value("draft"), None);
    assert!(page.html.contains("pilih kembali"), "{}", page.html);
    assert_eq!(page.value("full_name"), Some(sheet.fields["full_name"].clone()));
    Ok(())
}

#[tokio::test]
async fn a_draft_belongs_to_its_form_and_cannot_be_made_up() -> Result<()> {
    let service = Service::start().await?;
    let wrong = Sheet::of(FORM, &Person::new(5)).opened(&service).await?.with("nik", "123").send(&service).await?;
    let draft = wrong.value("draft").expect("a draft");
    for (form, draft) in [("status-sudah-bukan-asn", draft.as_str()), (FORM, "dibuat-sendiri")] {
        let mut sheet = Sheet::of(form, &Person::new(5)).opened(&service).await?.with("draft", draft);
        sheet.files.clear();
        let page = sheet.send(&service).await?;
        assert!(page.summary().contains(&"ktp".to_owned()), "{form}");
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_wrong_code_costs_itself_and_the_documents() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(6)).opened(&service).await?;
    let page = sheet.clone().with("captcha", "zzzzz").send(&service).await?;
    assert_eq!(page.summary(), ["captcha"]);
    assert_ne!(page.value("captcha_token"), sheet.fields.get("captcha_token").cloned());
    assert!(page.html.contains("setelah kode CAPTCHA diisi dengan benar"), "what becomes of the documents is told");
    sheet.on(&page)?.send(&service).await?.number(&service).await?;
    Ok(())
}

#[tokio::test]
async fn a_nik_that_looks_odd_is_asked_about_once_and_never_refused() -> Result<()> {
    let service = Service::start().await?;
    let sheet =
        Sheet::of(FORM, &Person::new(7)).opened(&service).await?.without("confirmed").with("birth_date", "18/08/1995");
    let asked = sheet.send(&service).await?;
    assert!(asked.html.contains("Tanggal lahir pada NIK berbeda") && asked.html.contains("kode wilayah"));
    assert_eq!((asked.summary(), asked.value("confirmed")), (vec!["confirmed".to_owned()], Some("yes".to_owned())));
    service.assert_nothing_was_accepted().await?;

    let mut confirmed = sheet.on(&asked)?.with("confirmed", "yes");
    confirmed.files.clear();
    confirmed.send(&service).await?.number(&service).await?;
    Ok(())
}

#[tokio::test]
async fn a_photograph_of_six_megabytes_loses_nothing_that_was_typed() -> Result<()> {
    let service = Service::start().await?;
    let mut sheet = Sheet::of(FORM, &Person::new(8)).opened(&service).await?;
    sheet.files = vec![("ktp", vec![0; 6_000_000]), ("diploma", jpeg(1, 20_000))];
    let page = sheet.send(&service).await?;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.summary().contains(&"ktp".to_owned()) && page.html.contains("lebih besar dari 200 KB"),
        "{:?}",
        page.summary()
    );
    assert_eq!(page.value("full_name"), Some(sheet.fields["full_name"].clone()));
    assert_eq!(page.value("submission_id"), Some(sheet.fields["submission_id"].clone()));
    Ok(())
}

#[tokio::test]
async fn another_code_is_given_without_complaints() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of(FORM, &Person::new(9)).opened(&service).await?.with("nik", "12").with("action", "new_code");
    let page = sheet.send(&service).await?;
    assert_eq!((page.status, page.summary()), (StatusCode::OK, Vec::new()));
    assert_ne!(page.value("captcha_token"), sheet.fields.get("captcha_token").cloned());
    assert_eq!(page.value("nik").as_deref(), Some("12"));
    assert!(page.html.contains("tetap terlampir"));
    Ok(())
}

#[tokio::test]
async fn while_the_database_is_away_the_form_stays_as_it_was() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;
    let sheet = Sheet::of("pengaduan-instansi", &Person::new(10)).opened(&service).await?;
    let page = sheet.send(&service).await?;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.html.contains("tidak akan tercatat dua kali"));
    assert_eq!(page.value("submission_id"), Some(sheet.fields["submission_id"].clone()));
    assert_eq!(page.value("complaint"), Some(sheet.fields["complaint"].clone()));
    Ok(())
}
