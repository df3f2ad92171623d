//! The search, for people and for programs.

use anyhow::Result;
use http::StatusCode;
use uuid::Uuid;

use crate::service::{Row, Service};

/// Four that differ in everything that can be looked for.
fn different() -> [Row; 4] {
    let kota = ("C010", "Pemerintah Kota Mekarsari");
    [
        Row::new(1),
        Row {
            position: "Guru Kelas".to_owned(),
            agency: kota,
            place: "Pemerintah Kota Mekarsari | SDN 3 Cipandan",
            education: ("5900007", "S-1 Pendidikan Guru Sekolah Dasar"),
            selection: "PPPK",
            ..Row::new(2)
        },
        Row {
            position: "Perawat".to_owned(),
            agency: kota,
            education: ("4900002", "D-III Keperawatan"),
            disability: true,
            ..Row::new(3)
        },
        Row {
            position: "Penjaga Tahanan".to_owned(),
            education: ("2900001", "SLTA/SMA Sederajat"),
            gpa: "",
            ..Row::new(4)
        },
    ]
}

#[tokio::test]
async fn an_empty_catalogue_says_so_and_a_search_without_result_says_what_to_try() -> Result<()> {
    let service = Service::start().await?;
    let page = service.get("/formasi").await?.page()?;
    assert!(page.contains("Belum ada formasi") && page.contains("belum diumumkan"), "{page}");
    let page = service.get("/formasi?q=astronaut").await?.page()?;
    assert!(page.contains("Tidak ada formasi yang cocok") && page.contains("lebih umum"), "{page}");
    assert!(!page.contains("Halaman hasil"), "nothing has no pages");
    Ok(())
}

#[tokio::test]
async fn whatever_is_typed_is_answered() -> Result<()> {
    let service = Service::with(&different()).await?;
    let long = "a".repeat(3_000);
    for query in [
        "q=%25",
        "q=_",
        "q=%27%3B+DROP+TABLE",
        "q=%00",
        &format!("q={long}"),
        "jenis=KARTU",
        "halaman=-1",
        "halaman=99999999999999999999",
        "instansi=%5C%25",
        "lokasi=%E2%80%8B",
        "tidak=ada",
    ] {
        let reply = service.get(&format!("/formasi?{query}")).await?;
        assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    }
    let reply = service.get("/api/v1/formations?q=a&q=b").await?;
    assert_eq!((reply.status, reply.json()?["code"].as_str()), (StatusCode::BAD_REQUEST, Some("malformed")));
    Ok(())
}

#[tokio::test]
async fn each_choice_narrows_the_list() -> Result<()> {
    let service = Service::with(&different()).await?;
    for (query, positions) in [
        ("", vec!["Analis Hukum", "Guru Kelas", "Penjaga Tahanan", "Perawat"]),
        ("agency=kota+mekarsari", vec!["Guru Kelas", "Perawat"]),
        ("agency=mekarsari+kota", vec![]), // words of a name count in their order
        ("education=s1", vec!["Analis Hukum", "Guru Kelas"]),
        ("education=S-1+hukum", vec!["Analis Hukum"]),
        ("education=4900002", vec!["Perawat"]),
        ("place=cipandan", vec!["Guru Kelas"]),
        ("selection=PPPK", vec!["Guru Kelas"]),
        ("selection=pppk", vec!["Guru Kelas"]),
        ("disability=1", vec!["Perawat"]),
        ("disability=0", vec!["Analis Hukum", "Guru Kelas", "Penjaga Tahanan", "Perawat"]),
        ("q=mekarsari+guru", vec!["Guru Kelas"]),
        ("q=uru", vec![]), // a word is found by its beginning
        ("q=sekolah&selection=CPNS", vec![]),
    ] {
        let found = service.get(&format!("/api/v1/formations?{query}")).await?;
        assert_eq!(found.positions()?, positions, "{query}");
    }
    let page = service.get("/formasi?jenis=PPPK&instansi=mekarsari").await?.page()?;
    assert!(page.contains("1 formasi ditemukan") && page.contains("Guru Kelas") && !page.contains("Perawat"), "{page}");
    assert!(page.contains(r#"value="PPPK" checked"#) && page.contains(r#"value="mekarsari""#), "{page}");
    Ok(())
}

#[tokio::test]
async fn pages_have_twenty_and_lead_to_each_other() -> Result<()> {
    let rows: Vec<Row> = (1..=45).map(|id| Row { position: format!("Analis {id:03}"), ..Row::new(id) }).collect();
    let service = Service::with(&rows).await?;
    let mut seen = Vec::new();
    for (page, length) in [(1, 20), (2, 20), (3, 5), (4, 0)] {
        let reply = service.get(&format!("/api/v1/formations?q=analis&page={page}")).await?;
        assert_eq!(reply.json()?["total"], 45);
        let positions = reply.positions()?;
        assert_eq!(positions.len(), length, "page {page}");
        seen.extend(positions);
    }
    let all: Vec<String> = rows.into_iter().map(|row| row.position).collect();
    assert_eq!(seen, all, "each once, in order");

    let first = service.get("/formasi?q=analis").await?.page()?;
    assert!(
        first.contains("Halaman 1 dari 3") && first.contains(r#"href="/formasi?q=analis&#38;halaman=2""#),
        "{first}"
    );
    assert!(!first.contains("rel=\"prev\""));
    for (beyond, last) in [
        ("/formasi?q=analis&halaman=4", "/formasi?q=analis&halaman=3"),
        ("/en/formasi?q=analis&halaman=99999999999", "/en/formasi?q=analis&halaman=3"),
        ("/formasi?q=analis%20045&halaman=2", "/formasi?q=analis%20045"),
    ] {
        let led = service.get(beyond).await?;
        assert_eq!((led.status, led.headers["location"].to_str()?), (StatusCode::SEE_OTHER, last), "{beyond}");
    }
    let nothing = service.get("/formasi?q=astronaut&halaman=4").await?.page()?;
    assert!(nothing.contains("Tidak ada formasi yang cocok"), "{nothing}");
    let last = service.get("/en/formasi?q=analis&halaman=3").await?.page()?;
    assert!(last.contains("Page 3 of 3") && last.contains("45 formations found"), "{last}");
    assert!(last.contains(r#"href="/en/formasi?q=analis&#38;halaman=2""#) && !last.contains("rel=\"next\""), "{last}");
    Ok(())
}

#[tokio::test]
async fn more_than_a_thousand_are_not_counted_and_the_last_page_says_so() -> Result<()> {
    let rows: Vec<Row> = (1..=1_010).map(Row::new).collect();
    let service = Service::with(&rows).await?;
    let found = service.get("/api/v1/formations").await?.json()?;
    assert_eq!((&found["total"], &found["more"]), (&1_000.into(), &true.into()));
    let last = service.get("/formasi?halaman=50").await?.page()?;
    assert!(last.contains("Lebih dari 1.000 formasi ditemukan") && last.contains("Persempit pencarian"), "{last}");
    assert!(!last.contains("rel=\"next\""));
    Ok(())
}

#[tokio::test]
async fn a_formation_has_a_page_and_a_document_of_its_own() -> Result<()> {
    let service = Service::with(&different()).await?;
    let id = Uuid::from_u128(1);
    let page = service.get(&format!("/formasi/{id}")).await?.page()?;
    for told in [
        "Analis Hukum",
        "Kementerian Contoh Sukamaju",
        "S-1 Hukum (kode 5900001)",
        "18 sampai 35 tahun",
        "paling rendah 3,00",
        "Rp5.000.000 sampai Rp7.500.000",
        "Belum diumumkan",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let english = service.get(&format!("/en/formasi/{id}")).await?.page()?;
    assert!(english.contains("Check your eligibility") && english.contains("18 to 35 years"), "{english}");
    for (lang, value) in [
        ("id", "Kementerian Contoh Sukamaju"),
        ("id", "Kementerian Contoh Sukamaju | Biro Hukum"),
        ("id", "S-1 Hukum (code 5900001)"),
        ("en", "18 to 35 years; one day over 35 years is too old"),
    ] {
        let told = format!(r#"<dd class="review__value" lang="{lang}">{value}</dd>"#);
        assert!(english.contains(&told), "{told}: {english}");
    }
    let document = service.get(&format!("/api/v1/formations/{id}")).await?.json()?;
    assert_eq!(document["formasi_id"], id.to_string());
    assert_eq!((&document["gpa_min"], &document["age_max"]), (&"3.00".into(), &35.into()));
    assert_eq!((&document["withdrawn"], &document["registration"]), (&false.into(), &serde_json::Value::Null));

    for path in [
        "/formasi/00000000-0000-0000-0000-0000000000ff",
        "/formasi/bukan-id",
        "/api/v1/formations/00000000-0000-0000-0000-0000000000ff",
    ] {
        assert_eq!(service.get(path).await?.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(service.get("/api/v1/formations/bukan-id").await?.status, StatusCode::BAD_REQUEST);
    Ok(())
}

#[tokio::test]
async fn too_many_searches_of_one_network_are_told_to_wait() -> Result<()> {
    let service = Service::start_with(&[("REGISTRATION_RATE_PER_MINUTE", "2")]).await?;
    for _ in 0..2 {
        assert_eq!(service.get("/formasi").await?.status, StatusCode::OK);
    }
    let refused = service.get("/api/v1/formations").await?;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(http::header::RETRY_AFTER));
    Ok(())
}

#[tokio::test]
async fn while_the_database_is_away_people_are_told_to_come_back() -> Result<()> {
    let away = "postgres://helpdesk@127.0.0.1:9/helpdesk";
    let service = Service::start_with(&[("REGISTRATION_DATABASE_URL", away)]).await?;
    let page = service.get("/formasi").await?;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text.contains("sedang tidak dapat dibuka"), "{}", page.text);
    Ok(())
}
