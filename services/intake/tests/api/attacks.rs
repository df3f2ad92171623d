//! What one stranger with one address does to the others: nothing.

use std::time::Duration;

use anyhow::{Context as _, Result};
use captcha::Captcha;
use http::StatusCode;
use runtime::Clock;
use testing::{Multipart, Person, eventually, jpeg};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::pages::visitor::{Sheet, open};
use crate::service::Service;

const FORM: &str = "pengaduan-instansi";
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection from an address of the attacker's.
async fn from(address: &str, service: &Service) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(format!("{address}:0").parse()?)?;
    Ok(socket.connect(service.listen).await?)
}

/// The head of a form and the beginning of its body, then a byte now and then for as long as anybody listens.
async fn drip(mut stream: TcpStream, path: String) {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: helpdesk\r\ncontent-type: multipart/form-data; boundary=B\r\ncontent-length: \
        800000\r\n\r\n--B"
    );
    let mut bytes = head.as_bytes();
    while stream.write_all(bytes).await.is_ok() {
        bytes = b"x";
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// What a person without a browser sends, its code answered.
async fn solved(service: &Service, person: &Person) -> Result<Multipart> {
    let issued = service.get(&format!("/api/v1/forms/{FORM}/captcha"), &[]).await?.json()?;
    let token = issued.get("captcha_token").and_then(serde_json::Value::as_str).context("a token")?.to_owned();
    let code = Captcha::new(Service::vault()?, Clock::system()).open(&token)?.code().reveal();
    Ok(person.submission(FORM, 0).text("captcha_token", &token).text("captcha", &code))
}

#[tokio::test]
async fn sixty_four_slow_bodies_of_one_address_keep_nobody_from_filing() -> Result<()> {
    let service = Service::start().await?;
    let mut attack = JoinSet::new();
    for at in 0..64 {
        let path = if at % 2 == 0 { format!("/api/v1/submissions/{FORM}") } else { format!("/formulir/{FORM}") };
        attack.spawn(drip(from("127.0.8.1", &service).await?, path));
    }
    for round in 0..10 {
        assert_eq!(open(&service, "/").await?.status, StatusCode::OK);
        let sheet = Sheet::of(FORM, &Person::new(100 + round)).opened(&service).await?;
        sheet.send(&service).await?.number(&service).await?;
        let by_channel = service.api.submit(FORM, &Person::new(200 + round).submission(FORM, 0), None).await?;
        assert_eq!(by_channel.status, StatusCode::CREATED);
        let by_person = service.post(FORM, &[], &solved(&service, &Person::new(300 + round)).await?).await?;
        assert_eq!(by_person.status, StatusCode::CREATED, "{by_person:?}");
        assert_eq!(service.api.client().get(&format!("{}/livez", service.admin)).await?.status, StatusCode::OK);
        assert!(!attack.is_empty());
    }
    assert_eq!(service.count("tickets").await?, 30);
    Ok(())
}

#[tokio::test]
async fn a_form_that_arrives_too_slowly_is_given_back_with_what_was_typed() -> Result<()> {
    let service = Service::start().await?;
    let mut stream = TcpStream::connect(service.listen).await?;
    let typed = Multipart::default()
        .text("submission_id", "kiriman-lambat")
        .text("nik", "3174035708950001")
        .text("full_name", "Siti <Rahayu>");
    let body = typed.finish();
    let head = format!(
        "POST /formulir/{FORM} HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\nconnection: close\r\ncontent-type: \
        {}\r\ncontent-length: 500000\r\n\r\n",
        service.listen,
        typed.content_type(),
    );
    stream.write_all(head.as_bytes()).await?;
    // All but the end of the last delimiter.
    stream.write_all(&body[..body.len() - 4]).await?;
    let mut answer = Vec::new();
    tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await??;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    for kept in ["3174035708950001", "Siti &#60;Rahayu&#62;", "kiriman-lambat", "terlalu lama", "captcha_token"] {
        assert!(answer.contains(kept), "{kept} in {answer}");
    }
    service.assert_nothing_was_accepted().await
}

#[tokio::test]
async fn a_slow_but_steady_upload_is_filed() -> Result<()> {
    let service = Service::start().await?;
    let slug = "status-bukan-pns";
    let body = Person::new(1).submission(slug, 180_000);
    let bytes = body.finish();
    let mut stream = TcpStream::connect(service.listen).await?;
    let head = format!(
        "POST /api/v1/submissions/{slug} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\nconnection: \
        close\r\ncontent-type: {}\r\ncontent-length: {}\r\n\r\n",
        service.listen,
        service.token,
        body.content_type(),
        bytes.len(),
    );
    stream.write_all(head.as_bytes()).await?;
    for some in bytes.chunks(1_000) {
        stream.write_all(some).await?;
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, stream.read_to_string(&mut answer)).await??;
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    Ok(())
}

#[tokio::test]
async fn documents_without_a_right_code_reach_no_bucket() -> Result<()> {
    let service = Service::start().await?;
    let sheet = Sheet::of("status-bukan-pns", &Person::new(2)).opened(&service).await?.with("nik", "1");
    for (name, value) in [("captcha", "zzzzz"), ("captcha", ""), ("captcha_token", "x"), ("draft", "x")] {
        let mut wrong = sheet.clone().with("captcha", "zzzzz").with(name, value);
        for action in ["send", "suggest", "new_code"] {
            wrong = wrong.with("action", action);
            let page = wrong.send(&service).await?;
            assert_eq!(page.value("full_name"), Some(sheet.fields["full_name"].clone()), "what was typed is kept");
            assert!(page.html.contains("data-documents-lost"), "{}", page.html);
        }
    }
    assert!(service.objects().await?.is_empty());

    let right = sheet.send(&service).await?;
    assert!(right.html.contains("tetap terlampir"));
    assert_eq!(service.objects().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn pictures_and_challenges_of_one_network_have_an_end_and_typing_ten_letters_a_second_has_none() -> Result<()> {
    let service = Service::start().await?;
    eventually("no further challenges", PATIENCE, async || {
        let answer = service.get(&format!("/api/v1/forms/{FORM}/captcha"), &[]).await?;
        Ok((answer.status == StatusCode::TOO_MANY_REQUESTS).then_some(()))
    })
    .await?;
    let page = open(&service, &format!("/formulir/{FORM}")).await?;
    assert_eq!(page.status, StatusCode::OK, "people still get the form");
    let picture = format!("/captcha/{}.png", page.value("captcha_token").context("a token")?);
    assert_eq!(service.get(&picture, &[]).await?.status, StatusCode::OK, "and its picture");
    for typed in 0..600 {
        let answer = service.get(&format!("/api/v1/suggestions/universities?q=universitas{}", typed % 10), &[]).await?;
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    Ok(())
}

#[tokio::test]
async fn a_network_that_sends_much_does_work_or_waits_and_another_one_notices_nothing() -> Result<()> {
    let service = Service::start_with(&[("FORMS_PER_MINUTE", "100000"), ("TRUSTED_PROXIES", "127.0.0.1")]).await?;
    let (busy, calm) = (("x-forwarded-for", "192.0.2.1"), ("x-forwarded-for", "192.0.2.2"));
    let issued = async |from| anyhow::Ok(service.get(&format!("/api/v1/forms/{FORM}/captcha"), &[from]).await?.json()?);
    for _ in 0..120 {
        service.post(FORM, &[busy], &Multipart::default()).await?;
    }
    assert_eq!(issued(calm).await?["work"], 0);
    let issued = issued(busy).await?;
    assert_eq!(issued["work"], 16);
    let token = issued.get("captcha_token").and_then(serde_json::Value::as_str).context("a token")?.to_owned();

    let page = service.get(&format!("/formulir/{FORM}"), &[busy]).await?;
    assert!(String::from_utf8_lossy(&page.body).contains("data-work=\"16\""));
    let page = service.get(&format!("/formulir/{FORM}"), &[calm]).await?;
    assert!(!String::from_utf8_lossy(&page.body).contains("data-work"));

    let faulty = Multipart::default().text("captcha_token", &token).text("captcha", "zzzzz");
    let refused = eventually("too many without work", PATIENCE, async || {
        let answer = service.post(FORM, &[busy], &faulty).await?;
        Ok((answer.status == StatusCode::TOO_MANY_REQUESTS).then_some(answer))
    })
    .await?;
    crate::service::assert_retry_after(&refused.headers);
    let issued = service.get(&format!("/api/v1/forms/{FORM}/captcha"), &[busy]).await?.json()?;
    let token = issued.get("captcha_token").and_then(serde_json::Value::as_str).context("a token")?.to_owned();
    let code = Captcha::new(Service::vault()?, Clock::system()).open(&token)?.code().reveal();
    let work = captcha::do_work(&token, 17);
    let body = Person::new(1)
        .submission(FORM, 0)
        .text("captcha_token", &token)
        .text("captcha", &code)
        .text("captcha_work", &work);
    assert_eq!(service.post(FORM, &[busy], &body).await?.status, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn a_chosen_file_of_no_bytes_is_told_by_its_name() -> Result<()> {
    let service = Service::start().await?;
    let mut sheet = Sheet::of("status-bukan-pns", &Person::new(3)).opened(&service).await?;
    sheet.files = vec![("ktp", Vec::new()), ("diploma", jpeg(1, 20_000))];
    let page = sheet.send(&service).await?;
    assert_eq!(page.summary(), ["ktp"]);
    assert!(page.html.contains("Berkas ini kosong"), "{}", page.html);
    service.assert_nothing_was_accepted().await
}
