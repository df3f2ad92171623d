//! What somebody is told of a formation's rules.

use anyhow::Result;
use axum::body::Body;
use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::service::{Row, Service, csv};

const ID: Uuid = Uuid::from_u128(1);

#[tokio::test]
async fn what_cannot_be_read_is_told_at_its_field_and_is_typed_only_once() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let refused = service.check(ID, "31-02-1995", "", "4,5").await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "Pendidikan belum diisi.",
        "IPK ditulis dari 0,00 sampai 4,00",
        r#"value="31-02-1995""#,
        r#"aria-invalid="true""#,
    ] {
        assert!(refused.text.contains(told), "{told}: {}", refused.text);
    }
    let refused = service.check_json(ID, &json!({ "birth_date": "1995-01-01", "gpa": 3.5, "nik": "1" })).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()?["errors"][0]["field"], "nik");
    let refused = service.check_json(ID, &json!({ "birth_date": ["1995"], "education": 1 })).await?;
    let fields: Vec<Value> =
        refused.json()?["errors"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(fields, ["not_text", "not_text"]);
    Ok(())
}

#[tokio::test]
async fn bodies_are_bounded_and_no_other_site_sends_them() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let long = "9".repeat(5_000);
    assert_eq!(service.check(ID, &long, "", "").await?.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(service.check_json(ID, &json!({ "birth_date": long })).await?.status, StatusCode::PAYLOAD_TOO_LARGE);
    let elsewhere = Request::post(format!("/formasi/{ID}/kelayakan"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, "https://lain.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("birth_date=1995-01-01"))?;
    assert_eq!(service.send(elsewhere).await?.status, StatusCode::FORBIDDEN);
    let unknown = Uuid::from_u128(9);
    assert_eq!(service.check(unknown, "01-01-1995", "S-1 Hukum", "3").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_withdrawn_formation_is_checked_for_nobody() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    service.import(&csv(&[Row::new(2)])).await??;
    let page = service.check(ID, "01-01-1995", "S-1 Hukum", "3").await?;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("sudah ditarik") && !page.text.contains("terpenuhi"), "{}", page.text);
    let person = json!({ "birth_date": "1995-01-01", "education": "S-1 Hukum", "gpa": "3" });
    let refused = service.check_json(ID, &person).await?;
    assert_eq!((refused.status, refused.json()?["code"].as_str()), (StatusCode::CONFLICT, Some("formation_withdrawn")));
    Ok(())
}

#[tokio::test]
async fn ages_are_counted_on_the_day_in_wib_and_one_day_over_fails() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    // In WIB it is 30 November 2026, in UTC still the day before.
    for (born, eligible) in [("1991-11-30", true), ("1991-11-29", false), ("2008-11-30", true), ("2008-12-01", false)] {
        let person = json!({ "birth_date": born, "education": "s1 hukum", "gpa": "3,00" });
        let told = service.check_json(ID, &person).await?.json()?;
        assert_eq!((&told["all_hold"], &told["on"]), (&eligible.into(), &"2026-11-30".into()), "{born}: {told}");
    }
    Ok(())
}

/// How many rows each table of the service has.
async fn rows(service: &Service) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT relname::text, (xpath('//c/text()', query_to_xml(
                      format('SELECT count(*) AS c FROM registration.%I', relname), false, true, '')))[1]::text::bigint
                 FROM pg_stat_user_tables WHERE schemaname = 'registration' ORDER BY 1";
    Ok(sqlx::query_as(sql).fetch_all(service.database.owner()).await?)
}

#[tokio::test]
async fn every_rule_is_told_with_the_agencys_bound_and_nothing_of_it_is_kept() -> Result<()> {
    let service = Service::with(&[Row::new(1)]).await?;
    let before = rows(&service).await?;
    let reply = service.check(ID, "29-11-1991", "S-1 Gizi", "2.99").await?;
    assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
    let page = reply.page()?;
    for told in [
        "Ada syarat yang tidak terpenuhi",
        "usia Anda 35 tahun 0 bulan 1 hari",
        "yang Anda tulis tidak sama",
        "Kementerian Contoh Sukamaju 3,00; nilai Anda 2,99",
        "30 November 2026",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let page = service.check(ID, "30-11-1991", "5900001", "3").await?.page()?;
    assert!(page.contains("Semua syarat ini terpenuhi") && !page.contains("Tidak terpenuhi:"), "{page}");

    assert_eq!(rows(&service).await?, before, "nothing of what was typed is a row");
    let again = service.get(&format!("/en/formasi/{ID}/kelayakan")).await?;
    assert_eq!(
        (again.status, again.headers[header::LOCATION].to_str()?),
        (StatusCode::SEE_OTHER, &*format!("/en/formasi/{ID}"))
    );
    Ok(())
}

#[tokio::test]
async fn a_school_has_grades_up_to_a_hundred_and_no_grade_is_asked_where_none_counts() -> Result<()> {
    let school = Row { education: ("2900001", "SLTA/SMA Sederajat"), gpa: "75", ..Row::new(1) };
    let without = Row { gpa: "", ..Row::new(2) };
    let service = Service::with(&[school, without]).await?;
    for (gpa, holds) in [("75", true), ("74,99", false), ("100", true)] {
        let person = json!({ "birth_date": "2000-01-01", "education": "2900001", "gpa": gpa });
        assert_eq!(service.check_json(ID, &person).await?.json()?["all_hold"], holds, "{gpa}");
    }
    let page = service.get(&format!("/formasi/{}", Uuid::from_u128(2))).await?.page()?;
    assert!(!page.contains(r#"name="gpa""#), "{page}");
    let person = json!({ "birth_date": "2000-01-01", "education": "S-1 Hukum" });
    assert_eq!(service.check_json(Uuid::from_u128(2), &person).await?.json()?["rules"].as_array().unwrap().len(), 3);
    Ok(())
}
