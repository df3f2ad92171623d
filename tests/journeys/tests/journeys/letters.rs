//! A person who left an address is told of the answer: from the form over the desk to a real mail server with TLS and a
//! password, in processes of their own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use http::StatusCode;
use serde_json::json;
use testing::{Broker, Layout, MailServer, Person, System, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "pengaduan-instansi";
const DESK: Desk = Desk::InstansiComplaints;
const ADDRESS: &str = "siti.rahayu@surat.example";
const PASSWORD: &str = "rahasia-uji-surat";

/// Certificates for the loopback address: an authority of the test's own, and a server that it vouches for.
struct Certificates {
    authority: PathBuf,
    server: PathBuf,
    key: PathBuf,
}

impl Certificates {
    fn new(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let file = |name: &str| folder.join(name);
        std::fs::write(file("names"), "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")?;
        let made = |arguments: &[&str]| {
            let output = Command::new("openssl").args(arguments).current_dir(folder).output().context("openssl")?;
            ensure!(output.status.success(), "openssl: {}", String::from_utf8_lossy(&output.stderr));
            Ok(())
        };
        let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        made(
            &[&["req", "-x509", "-days", "2", "-subj", "/CN=uji", "-keyout", "ca.key", "-out", "ca.crt"], &new_key[..]]
                .concat(),
        )?;
        made(&[&["req", "-subj", "/CN=surat", "-keyout", "server.key", "-out", "server.csr"], &new_key[..]].concat())?;
        made(&[
            "x509",
            "-req",
            "-days",
            "2",
            "-in",
            "server.csr",
            "-CA",
            "ca.crt",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-extfile",
            "names",
            "-out",
            "server.crt",
        ])?;
        Ok(Self { authority: file("ca.crt"), server: file("server.crt"), key: file("server.key") })
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_an_address_is_told_of_the_answer_over_tls_and_the_address_stands_nowhere_in_the_open() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("helpdesk-letters-{}", std::process::id()));
    let certificates = Certificates::new(&folder)?;
    let password = folder.join("password");
    std::fs::write(&password, PASSWORD)?;
    let mails = MailServer::start(&[
        "--certificate",
        text(&certificates.server),
        "--key",
        text(&certificates.key),
        "--user",
        "helpdesk",
        "--password-file",
        text(&password),
    ])
    .await?;
    let url = format!("smtp://helpdesk:{PASSWORD}@{}?tls=required", mails.authority());
    let settings = [
        ("OFFER_NOTICES", "true"),
        ("MAIL_URL", url.as_str()),
        ("MAIL_FROM", "helpdesk@helpdesk.example"),
        ("PUBLIC_URL", "https://helpdesk.example"),
        ("SSL_CERT_FILE", text(&certificates.authority)),
    ];
    let system = System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &settings).await?;
    let person = Person::new(8_800_001);
    let body = person.submission(FORM, 20_000).text("contact", ADDRESS);
    let filed = system.api().submit(FORM, &body, None).await?;
    ensure!(filed.status == StatusCode::CREATED, "intake answered {}", filed.status);
    let number = filed.json()?["ticket_number"].as_str().context("a number")?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok(system.api().found(&number, &person.nik).await?.filter(|lookup| lookup.stage == "received"))
    })
    .await?;
    let (token, answer) = (system.desk_token(DESK), json!({ "text": "Data Anda sudah diperbaiki." }));
    let claimed = system.api().desk_post(token, &format!("/api/v1/desks/{DESK}/claims"), &json!({})).await?;
    ensure!(claimed.status.is_success(), "the desk's claim: {}", claimed.status);
    let answered = system.api().desk_post(token, &format!("/api/v1/tickets/{number}/answers"), &answer).await?;
    ensure!(answered.status.is_success(), "the desk's answer: {}", answered.status);
    let mail = eventually("the mail", PATIENCE, async || Ok(mails.mails()?.pop())).await?;
    for told in [&format!("X-Envelope-To: {ADDRESS}"), "X-Over-TLS: yes", "https://helpdesk.example/status"] {
        ensure!(mail.contains(told), "{told}: {mail}");
    }
    ensure!(!mail.contains(&person.full_name) && !mail.contains(&person.nik), "it names nobody: {mail}");

    let dump = Command::new("pg_dump").arg(system.database.url()?).output()?;
    ensure!(dump.status.success() && !dump.stdout.is_empty(), "pg_dump failed");
    for (place, content) in [("the dump", String::from_utf8_lossy(&dump.stdout).into_owned()), ("logs", system.logs()?)]
    {
        for secret in [ADDRESS, "siti.rahayu", PASSWORD] {
            ensure!(!content.contains(secret), "{secret} stands in {place}");
        }
    }
    system.operate(&["erase", &number, "--yes", "--why", "permintaan 2026/9"])?;
    let left: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM intake.notice_addresses) + (SELECT count(*) FROM notify.letters)",
    )
    .fetch_one(system.database.owner())
    .await?;
    ensure!(left == 0, "erasing takes the address and the letters");
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
