//! The operator's commands on a running system: routes, tokens, dead letters, rotation, erasing.

use std::time::Duration;

use anyhow::{Context, Result};
use domain::Desk;
use testing::{Layout, Person, System, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_sends_a_region_to_another_desk_until_it_is_removed() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    system.operate(&[
        "routes",
        "add",
        "--form",
        "24",
        "--region",
        "3174",
        "--desk",
        "bkn.accounts",
        "--note",
        "uji",
    ])?;
    assert!(system.operate(&["routes", "list"])?.contains("bkn.accounts"));
    // The router follows within five seconds: the first ticket that arrives there shows it.
    eventually("the rule to be followed", PATIENCE, async || {
        Ok((desk_of_a_new_ticket(&system).await? == "bkn.accounts").then_some(()))
    })
    .await?;
    let id: i32 = sqlx::query_scalar("SELECT id FROM routing.rules").fetch_one(system.database.owner()).await?;
    system.operate(&["routes", "remove", &id.to_string()])?;
    eventually("the catalogue's desk again", PATIENCE, async || {
        Ok((desk_of_a_new_ticket(&system).await? == "bkn.data-fixes").then_some(()))
    })
    .await?;
    assert!(system.operate(&["routes", "remove", "999"]).is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_ticket_is_gone_for_applicant_desk_and_bucket() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (number, person) = file(&system, "status-bukan-pns", 40_001).await?;
    at_its_desk(&system, &number, &person).await?;
    let key: String =
        sqlx::query_scalar("SELECT object_key FROM intake.tickets").fetch_one(system.database.owner()).await?;
    assert!(system.bucket.store()?.get_range(&key, 0, 8).await.is_ok());
    assert!(system.operate(&["erase", &number, "--why", "uji"]).is_err(), "not without --yes");
    assert!(system.operate(&["erase", &number, "--yes"]).is_err(), "not without a reason");
    let clusters = async || {
        anyhow::Ok(
            sqlx::query_scalar::<_, i64>("SELECT count(*) FROM desk.clusters")
                .fetch_one(system.database.owner())
                .await?,
        )
    };
    eventually("the ticket in its cluster", PATIENCE, async || Ok((clusters().await? == 1).then_some(()))).await?;

    system.operate(&["erase", &number, "--yes", "--why", "permintaan 2026/17", "--operator", "rina"])?;
    assert_eq!(system.api().lookup(&number, &person.nik).await?.status, 404);
    let read =
        system.api().desk_get(system.desk_token(Desk::BknDataFixes), &format!("/api/v1/tickets/{number}")).await?;
    assert_eq!(read.status, 410);
    assert!(system.bucket.store()?.get_range(&key, 0, 8).await.is_err(), "the sealed documents are deleted");
    let region: String = sqlx::query_scalar("SELECT region FROM desk.cases").fetch_one(system.database.owner()).await?;
    assert_eq!(region, "000000", "nor does the case tell where the person comes from");
    assert_eq!(clusters().await?, 0, "nothing is left of what it had in common with others");
    let entry: (String, String, String) =
        sqlx::query_as("SELECT actor_name, reason, ticket_number FROM audit.entries WHERE action = 'erase'")
            .fetch_one(system.database.owner())
            .await?;
    assert_eq!(entry, ("rina".to_owned(), "permintaan 2026/17".to_owned(), number.clone()));
    let keys: i64 = sqlx::query_scalar("SELECT count(*) FROM keys.tickets").fetch_one(system.database.owner()).await?;
    assert_eq!(keys, 0);
    system.operate(&["erase", &number, "--yes", "--why", "uji"]).context("erasing again is harmless")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_a_nik_is_exported_signed_and_then_erased() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (first, person) = file(&system, "status-bukan-pns", 40_010).await?;
    let (other, stranger) = file(&system, "status-bukan-pns", 40_011).await?;
    at_its_desk(&system, &first, &person).await?;
    at_its_desk(&system, &other, &stranger).await?;
    let archive = system.folder().join("siti.tar");
    let path = archive.to_str().context("a path of text")?;
    let why = ["--why", "permintaan 2026/18"];
    assert!(system.operate_with(&["export", "--output", path], &person.nik).is_err(), "not without a reason");
    system.operate_with(&["export", "--output", path, why[0], why[1]], &person.nik)?;
    system.operate(&["export", "--verify", path])?;
    let bytes = std::fs::read(&archive)?;
    let holds = |text: &str| memchr::memmem::find(&bytes, text.as_bytes()).is_some();
    assert!(
        holds(&person.nik) && holds("padahal") && holds(&format!("{first}/ktp.jpg")),
        "content and documents are in it"
    );
    assert!(!holds(&stranger.nik) && !holds(&other), "and nobody else's");
    assert!(
        system.operate_with(&["export", "--output", path, why[0], why[1]], &person.nik).is_err(),
        "a file is never written over"
    );

    assert!(system.operate_with(&["erase", "--nik", why[0], why[1]], &person.nik).is_err(), "not without --yes");
    system.operate_with(&["erase", "--nik", "--yes", why[0], why[1]], &person.nik)?;
    assert_eq!(system.api().lookup(&first, &person.nik).await?.status, 404);
    assert_eq!(system.api().lookup(&other, &stranger.nik).await?.status, 200);
    assert!(
        system.operate_with(&["export", "--output", &format!("{path}.2"), why[0], why[1]], &person.nik).is_err(),
        "nothing is kept"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_ticket_is_closed_to_its_desk_and_still_its_owners() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (number, person) = file(&system, "status-bukan-pns", 40_020).await?;
    at_its_desk(&system, &number, &person).await?;
    let (token, address) = (system.desk_token(Desk::BknDataFixes), format!("/api/v1/tickets/{number}"));
    assert!(system.operate(&["restrict", &number]).is_err(), "not without a reason");
    system.operate(&["restrict", &number, "--why", "sengketa 2026/3"])?;
    assert_eq!(system.api().desk_get(token, &address).await?.status, 423);
    assert_eq!(system.api().desk_get(token, &format!("{address}/documents/ktp")).await?.status, 423);
    assert_eq!(system.api().lookup(&number, &person.nik).await?.status, 200);
    system.operate(&["restrict", &number, "--lift", "--why", "sengketa 2026/3"])?;
    assert_eq!(system.api().desk_get(token, &address).await?.status, 200);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_breach_report_names_the_tickets_that_a_token_opened_and_no_others() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (read, person) = file(&system, "status-bukan-pns", 40_030).await?;
    let (unread, other) = file(&system, "status-bukan-pns", 40_031).await?;
    at_its_desk(&system, &read, &person).await?;
    at_its_desk(&system, &unread, &other).await?;
    let token = system.desk_token(Desk::BknDataFixes);
    assert_eq!(system.api().desk_get(token, &format!("/api/v1/tickets/{read}/documents/ktp")).await?.status, 200);
    let window = ["--from", "2020-01-01 00:00", "--until", "2099-01-01 00:00", "--why", "insiden 9"];
    let report = system.operate(&[&["breach-report", "--everybody"], window.as_slice()].concat())?;
    assert!(report.contains(&read) && !report.contains(&unread), "{report}");
    assert!(report.lines().any(|line| line.starts_with(&read) && line.contains(",opened,")), "{report}");
    // An officer sees both in a list and opened only one of them.
    sqlx::query(
        "INSERT INTO audit.entries (at, actor_kind, actor_id, action, desk, detail)
         VALUES (now(), 'officer', gen_random_uuid(), 'list', 'bkn.data-fixes', 'queue ' || $1 || ' ' || $2),
                (now(), 'officer', gen_random_uuid(), 'search', NULL, 'nik none')",
    )
    .bind(&read)
    .bind(&unread)
    .execute(system.database.owner())
    .await?;
    let report = system.operate(&[&["breach-report", "--everybody"], window.as_slice()].concat())?;
    let seen =
        |number: &str, how: &str| report.lines().filter(|line| line.starts_with(number) && line.contains(how)).count();
    assert_eq!((seen(&read, ",opened,"), seen(&read, ",seen in a list,")), (1, 1), "{report}");
    assert_eq!((seen(&unread, ",opened,"), seen(&unread, ",seen in a list,")), (0, 1), "{report}");
    assert!(!report.contains("none"), "{report}");
    assert!(system.operate(&[&["breach-report", "--who", "tidak ada"], window.as_slice()].concat()).is_err());
    let past = ["--from", "2020-01-01 00:00", "--until", "2020-01-02 00:00", "--why", "insiden 9"];
    assert!(!system.operate(&[&["breach-report", "--everybody"], past.as_slice()].concat())?.contains(&read));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_operator_does_is_in_the_audit_log_with_a_name() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let by = ["--operator", "budi", "--why", "uji"];
    let operate = |arguments: &[&str]| system.operate(&[arguments, by.as_slice()].concat());
    operate(&["token", "create", "--channel", "kios"])?;
    operate(&["token", "revoke", "kios"])?;
    operate(&["routes", "add", "--form", "24", "--desk", "bkn.accounts"])?;
    operate(&["notice", "add", "Uji."])?;
    operate(&["retention", "set", "tickets", "365"])?;
    operate(&["rewrap"])?;
    let actions: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM audit.entries WHERE actor_kind = 'operator' AND actor_name = 'budi' AND reason = 'uji' \
        ORDER BY id",
    )
    .fetch_all(system.database.owner())
    .await?;
    assert_eq!(
        actions,
        ["token_created", "token_revoked", "routes_changed", "notice_changed", "retention_changed", "keys_rewrapped"]
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_nobody_can_read_is_parked_shown_and_driven_home() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    system.broker.publish("helpdesk.submissions", "submitted.66", b"{\"not\": \"a ticket\"}").await?;
    eventually("the message to be parked", PATIENCE, async || {
        Ok((system.broker.depth("dead.router.submissions").await? == 1).then_some(()))
    })
    .await?;
    let listed = system.operate(&["dead-letters", "list"])?;
    assert!(listed.lines().any(|line| line.contains("router.submissions") && line.contains('1')), "{listed}");
    let shown = system.operate(&["dead-letters", "show", "router.submissions"])?;
    assert!(shown.contains("not"), "{shown}");
    system.operate(&["dead-letters", "redrive", "router.submissions"])?;
    // It is as unreadable as before, so it must come back: that shows that it went home.
    eventually("the message to be parked again", PATIENCE, async || {
        Ok((system.broker.depth("dead.router.submissions").await? == 1).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_refused_within_seconds() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    file(&system, "pengaduan-instansi", 40_003).await?;
    assert!(system.operate(&["token", "list"])?.contains("uji"));
    system.operate(&["token", "revoke", "uji"])?;
    let person = Person::new(40_004);
    eventually("the token to be refused", PATIENCE, async || {
        let status =
            system.api().submit("pengaduan-instansi", &person.submission("pengaduan-instansi", 0), None).await?.status;
        Ok([401, 403].contains(&status.as_u16()).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked_all_at_once_and_secrets_never_shown() -> Result<()> {
    let mut system = System::start(Layout::AllInOne).await?;
    let report = system.operate(&["check-config"])?;
    assert!(report.contains("S3_BUCKET") && report.contains(system.bucket.name()));
    let secret = testing::Environment::of_test_servers()?.get("S3_SECRET_ACCESS_KEY")?.to_owned();
    assert!(!report.contains(&secret), "a secret is shown");
    let key = testing::Environment::of_test_servers()?.get("S3_ACCESS_KEY_ID")?.to_owned();
    assert!(!report.contains(&key), "the access key's name is shown");
    system.set("S3_BUCKET", "");
    system.set("VAULT_KEYS", "rahasia-yang-salah");
    let refused = system.operate(&["check-config"]).err().context("wrong settings are refused")?.to_string();
    assert!(refused.contains("S3_BUCKET") && refused.contains("VAULT_KEYS"), "{refused}");
    assert!(!refused.contains("rahasia-yang-salah"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_goes_away_undoes_nothing_and_loses_no_link() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let count = async |query: &'static str| {
        anyhow::Ok(sqlx::query_scalar::<_, i64>(query).fetch_one(system.database.owner()).await?)
    };
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/reference/countries.csv");
    let unheard = system.operate_unheard(&["reference", "import", "countries", list])?;
    assert_eq!(
        (unheard.status.code(), String::from_utf8_lossy(&unheard.stderr).as_ref()),
        (Some(141), ""),
        "it ends quietly"
    );
    assert!(count("SELECT count(*) FROM reference.countries").await? > 100, "the lists are in");

    let officer = ["officer", "create", "--nip", "198501012010011001", "--name", "Ratna", "--role", "officer"];
    let unheard = system.operate_unheard(&officer)?;
    let told = String::from_utf8(unheard.stderr)?;
    assert_eq!(unheard.status.code(), Some(141));
    assert!(told.contains("/petugas/aktivasi/"), "the link is told where it can still be read: {told}");
    assert_eq!(count("SELECT count(*) FROM desk.officers").await?, 1);

    for silent in [
        &["routes", "list"][..],
        &["topology", "show"],
        &["openapi"],
        &["token", "list"],
        &["desk", "list"],
        &["schema"],
    ] {
        let unheard = system.operate_unheard(silent)?;
        assert_eq!((unheard.status.code(), unheard.stderr.len()), (Some(141), 0), "{silent:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_go_into_a_file_that_only_the_operator_reads() -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let system = System::start(Layout::AllInOne).await?;
    let folder = std::env::temp_dir().join(format!("helpdesk-credentials-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("token");
    let path = file.to_str().context("a path")?;
    let said = system.operate(&["token", "create", "--channel", "kiosk", "--output", path])?;
    let token = std::fs::read_to_string(&file)?;
    assert!(token.starts_with("channel_") && !said.contains(token.trim()), "{said}");
    assert_eq!(std::fs::metadata(&file)?.permissions().mode() & 0o777, 0o600);
    assert!(
        system.operate(&["token", "create", "--channel", "kedua", "--output", path]).is_err(),
        "nothing is written over"
    );
    assert!(!system.operate(&["token", "list"])?.contains("kedua"), "and nothing was made");
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Files form 24 from region 3174 and returns the desk at which it arrived.
async fn desk_of_a_new_ticket(system: &System) -> Result<String> {
    let at: i64 = sqlx::query_scalar("SELECT count(*) FROM intake.tickets").fetch_one(system.database.owner()).await?;
    let (number, person) = file(system, "cek-eks-thk2", 1_000 + u64::try_from(at)?).await?;
    at_its_desk(system, &number, &person).await?;
    Ok(sqlx::query_scalar("SELECT desk FROM desk.cases WHERE ticket_number = $1")
        .bind(number)
        .fetch_one(system.database.owner())
        .await?)
}

async fn file(system: &System, slug: &str, seed: u64) -> Result<(String, Person)> {
    let person = Person::new(seed);
    let filed = system.api().submit(slug, &person.submission(slug, 20_000), None).await?;
    assert_eq!(filed.status, 201, "{}", String::from_utf8_lossy(&filed.body));
    Ok((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person))
}

async fn at_its_desk(system: &System, number: &str, person: &Person) -> Result<()> {
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok(system.api().found(number, &person.nik).await?.filter(|lookup| lookup.stage == "received").map(drop))
    })
    .await
}
