//! Suggestions on the lists as `make up` loads them.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use http::StatusCode;
use serde_json::{Value, json};
use sqlx::Connection as _;
use testing::{Response, eventually};

use crate::service::{Service, assert_problem, assert_retry_after};

/// A busy machine may be late with an answer, which is then asked for again.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn what_is_typed_wrong_is_found_all_the_same() -> Result<()> {
    let service = with_lists().await?;
    for (list, typed, meant) in [
        ("countries", "jerm", "Jerman"),
        ("countries", "germany", "Jerman"),
        ("countries", "malyasia", "Malaysia"),
        ("countries", "blanda", "Belanda"),
        ("countries", "Belnda", "Belanda"),
        ("cities", "lodnon", "London"),
        ("cities", "Tkoyo", "Tokyo"),
        ("cities", "SAO  PAULO", "São Paulo"),
        ("cities", "new yrok", "New York City"),
        ("universities", "universitas negri malang", "Universitas Negeri Malang"),
        ("universities", "univ negri malang", "Universitas Negeri Malang"),
        ("universities", "UGM", "Universitas Gadjah Mada"),
        ("universities", "unpad", "Universitas Padjadjaran"),
        ("universities", "univ ind", "Universitas Indonesia"),
        ("agencies", "kemenkes", "Kementerian Kesehatan"),
        ("universities", "institt teknologi bandung", "Institut Teknologi Bandung"),
        ("programmes", "teknik infromatika", "Teknik Informatika"),
        ("agencies", "kementerian kesehtan", "Kementerian Kesehatan"),
        ("agencies", "sleman", "Pemerintah Kabupaten Sleman"),
    ] {
        let items = items(&service, list, &[("q", typed)]).await?;
        assert_eq!(items[0]["value"], meant, "{list} {typed}: {items:?}");
        assert!(items.len() <= 10);
    }
    Ok(())
}

#[tokio::test]
async fn the_very_entry_comes_first_and_says_so() -> Result<()> {
    let service = with_lists().await?;
    let london = items(&service, "cities", &[("q", "london")]).await?;
    assert_eq!(london[0], json!({"value": "London", "detail": "Britania Raya", "exact": true}));
    assert!(
        london
            .iter()
            .filter(|item| item["detail"] == "Britania Raya")
            .all(|item| (item["value"] == "London") == (item["exact"] == true))
    );
    assert!(items(&service, "cities", &[("q", "londo")]).await?.iter().all(|item| item["exact"] == false));
    let university = items(&service, "universities", &[("q", "institut sains dan teknologi al-kamal")]).await?;
    assert_eq!(university[0]["exact"], true, "{university:?}");
    Ok(())
}

#[tokio::test]
async fn a_name_is_not_told_twice() -> Result<()> {
    let service = with_lists().await?;
    let malawi = items(&service, "countries", &[("q", "malawi")]).await?;
    assert_eq!(malawi[0], json!({"value": "Malawi", "detail": "", "exact": true}));
    for (typed, meant) in [("guatemala", "Guatemala"), ("falkland", "Kepulauan Falkland (Malvinas)")] {
        assert_eq!(items(&service, "countries", &[("q", typed)]).await?[0]["value"], meant);
    }
    Ok(())
}

#[tokio::test]
async fn a_country_narrows_cities_and_a_level_programmes() -> Result<()> {
    let service = with_lists().await?;
    for country in ["Kanada", "canada", "ca"] {
        let found = items(&service, "cities", &[("q", "lon"), ("country", country)]).await?;
        assert_eq!(found[0]["value"], "London");
        assert!(found.iter().all(|item| item["detail"] == "Kanada"), "{found:?}");
    }
    assert!(
        items(&service, "cities", &[("q", "lon"), ("country", "Negeri Dongeng")]).await?.len() > 5,
        "an unknown country narrows nothing"
    );
    let found = items(&service, "programmes", &[("q", "akuntansi"), ("level", "D-III")]).await?;
    assert!(!found.is_empty() && found.iter().all(|item| item["detail"] == "D-III"), "{found:?}");
    Ok(())
}

#[tokio::test]
async fn a_university_with_known_programmes_has_only_these() -> Result<()> {
    let service = with_lists().await?;
    let sql = "INSERT INTO reference.programmes (university, level, name) VALUES ('Universitas Negeri Malang', 'S-1', \
        'Teknik Mesin')";
    sqlx::query(sql).execute(service.database.owner()).await?;
    renew(&service).await?;
    let of = async |university| items(&service, "programmes", &[("q", "teknik"), ("university", university)]).await;
    assert_eq!(
        of("universitas negeri MALANG").await?,
        [json!({"value": "Teknik Mesin", "detail": "S-1", "exact": false})]
    );
    assert_eq!(of("Universitas Lain").await?.len(), 10);
    Ok(())
}

#[tokio::test]
async fn little_finds_nothing_and_too_much_is_refused() -> Result<()> {
    let service = Service::start().await?;
    for typed in ["", "a", "..", " x "] {
        assert_eq!(items(&service, "cities", &[("q", typed)]).await?, Vec::<Value>::new());
    }
    assert_eq!(service.get("/api/v1/suggestions/cities", &[]).await?.json()?, json!({"items": []}));
    assert_problem(&ask(&service, "cities", &[("q", &"a".repeat(101))]).await?, 400, "malformed");
    assert_problem(&ask(&service, "planets", &[("q", "mars")]).await?, 404, "unknown_list");
    // Letters that mean something to SQL or LIKE are only letters.
    for typed in ["100%", "a_b", "'; DROP TABLE", "\u{0}\u{0}ab", "ﷺ漢字"] {
        assert_eq!(answered(&service, "cities", &[("q", typed)]).await?.status, StatusCode::OK, "{typed:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_may_be_kept_and_is_not_sent_twice() -> Result<()> {
    let service = with_lists().await?;
    let first = answered(&service, "countries", &[("q", "indo")]).await?;
    assert_eq!(first.header("cache-control"), Some("public, max-age=300"));
    let tag = first.header("etag").context("an ETag")?.to_owned();
    let again = service.get("/api/v1/suggestions/countries?q=indo", &[("if-none-match", &tag)]).await?;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    Ok(())
}

#[tokio::test]
async fn without_the_database_the_answer_comes_at_once() -> Result<()> {
    let service = Service::start_with(&[("INTAKE_DATABASE_URL", "postgres://helpdesk@127.0.0.1:9/helpdesk")]).await?;
    let started = Instant::now();
    let response = ask(&service, "cities", &[("q", "london")]).await?;
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert_problem(&response, 503, "unavailable");
    assert_retry_after(&response.headers);
    Ok(())
}

#[tokio::test]
async fn the_service_may_read_the_lists_and_not_write_them() -> Result<()> {
    let service = Service::start().await?;
    let pool = database::Pool::connect(&service.database.service_url("INTAKE")?).await?;
    sqlx::query("SELECT FROM reference.suggest('cities', 'london', NULL, NULL, 10)").execute(&pool).await?;
    for sql in [
        "INSERT INTO reference.agencies (name) VALUES ('x')",
        "DELETE FROM reference.terms",
        "REFRESH MATERIALIZED VIEW reference.imported_terms",
    ] {
        assert!(sqlx::query(sql).execute(&pool).await.is_err(), "{sql}");
    }
    Ok(())
}

/// Prints what it takes over HTTP, for the notes on performance; asserts nothing about time.
#[tokio::test]
async fn every_prefix_of_real_names_is_answered() -> Result<()> {
    let service = with_lists().await?;
    let sql = "SELECT list, folded FROM reference.terms ORDER BY md5(folded) LIMIT 60";
    let names: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(service.database.owner()).await?;
    let (mut times, mut late) = (Vec::new(), 0);
    for (list, name) in &names {
        let letters: Vec<char> = name.chars().collect();
        for length in 2..=letters.len() {
            let typed: String = letters.iter().take(length).collect();
            let started = Instant::now();
            let response = ask(&service, list, &[("q", &typed)]).await?;
            times.push(started.elapsed());
            late += usize::from(response.status != StatusCode::OK);
        }
        let found = items(&service, list, &[("q", name)]).await?;
        assert!(found.iter().any(|item| item["exact"] == true), "{list} {name}: {found:?}");
    }
    times.sort_unstable();
    let percentile = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{} answers, p50 {:?}, p99 {:?}, {late} late", times.len(), percentile(50), percentile(99));
    Ok(())
}

/// A service whose database has the lists of `deploy/reference`.
async fn with_lists() -> Result<Service> {
    let service = Service::start().await?;
    for (table, columns) in [
        ("countries", "alpha2, name_id, name_en"),
        ("cities", "country, name, population"),
        ("universities", "name"),
        ("programmes", "level, name"),
        ("agencies", "name, area"),
    ] {
        let file = format!("{}/../../deploy/reference/{table}.csv", env!("CARGO_MANIFEST_DIR"));
        let rows: String =
            std::fs::read_to_string(file)?.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        #[expect(clippy::disallowed_types, reason = "COPY is spoken on a connection of sqlx's own")]
        let mut connection = sqlx::PgConnection::connect(&service.database.url()?).await?;
        let staged = format!("CREATE TEMP TABLE given AS SELECT {columns} FROM reference.{table} LIMIT 0");
        sqlx::query(sqlx::AssertSqlSafe(staged)).execute(&mut connection).await?;
        let mut copy = connection.copy_in_raw("COPY given FROM STDIN (FORMAT csv, HEADER, NULL '-')").await?;
        copy.send(rows.as_bytes()).await?;
        copy.finish().await?;
        let taken = format!("INSERT INTO reference.{table} ({columns}) SELECT * FROM given ON CONFLICT DO NOTHING");
        sqlx::query(sqlx::AssertSqlSafe(taken)).execute(&mut connection).await?;
        sqlx::query("DROP TABLE given").execute(&mut connection).await?;
    }
    renew(&service).await?;
    Ok(service)
}

async fn renew(service: &Service) -> Result<()> {
    sqlx::query("REFRESH MATERIALIZED VIEW reference.imported_terms").execute(service.database.owner()).await?;
    sqlx::query("ANALYZE reference.imported_terms").execute(service.database.owner()).await?;
    Ok(())
}

async fn items(service: &Service, list: &str, question: &[(&str, &str)]) -> Result<Vec<Value>> {
    Ok(answered(service, list, question)
        .await?
        .json()?
        .get("items")
        .and_then(Value::as_array)
        .context("a list")?
        .clone())
}

/// Asks until there is an answer.
async fn answered(service: &Service, list: &str, question: &[(&str, &str)]) -> Result<Response> {
    eventually("suggestions", PATIENCE, async || {
        let response = ask(service, list, question).await?;
        Ok((response.status == StatusCode::OK).then_some(response))
    })
    .await
}

async fn ask(service: &Service, list: &str, question: &[(&str, &str)]) -> Result<Response> {
    let encoded = |text: &str| text.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02x}"));
    let pairs: Vec<String> = question.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    service.get(&format!("/api/v1/suggestions/{list}?{}", pairs.join("&")), &[]).await
}
