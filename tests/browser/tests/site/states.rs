//! The states that no link reaches: what the site says about tickets, closed forms and banners.

use std::time::Duration;

use anyhow::Result;
use browser::{Applicant, Audit, Site, View};
use serde_json::json;
use testing::eventually;

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_followed_to_its_answer() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    for view in [View::PHONE, View::PHONE_WITHOUT_SCRIPT] {
        let name = |state: &str| format!("{state}, script {}", view.script);
        let page = site.page(view).await?;
        let applicant = Applicant::new(&site, "pengaduan-instansi", if view.script { 8_001 } else { 8_002 })?;
        let number = applicant.file(&site, &page).await?;

        page.open("/status").await?;
        page.follow("main form .button--primary").await?;
        audit.look(&page, &name("lookup of nothing")).await?;
        page.fill("#number", "6620261121").await?;
        page.fill("#nik", &applicant.nik).await?;
        page.follow("main form .button--primary").await?;
        assert!(
            page.text("main").await?.contains("Nomor Tiket atau NIK yang Anda gunakan salah, silahkan cek kembali!")
        );
        audit.look(&page, &name("unknown number")).await?;
        page.fill("#number", &number).await?;
        page.fill("#nik", "3174041708959999").await?;
        page.follow("main form .button--primary").await?;
        assert!(page.text("main").await?.contains("Silahkan cek kembali NIK Anda!"));
        audit.look(&page, &name("another NIK")).await?;

        page.open(&format!("/status?nomor={number}")).await?;
        applicant.look_up(&page, &number).await?;
        assert!(page.text("main").await?.contains("Nomor Tiket tersebut belum dijawab!"));

        let desk = applicant.form.desk.expect("a desk");
        let (api, token) = (site.system.api(), site.system.desk_token(desk));
        eventually("the desk to have the ticket", PATIENCE, async || {
            Ok((api.desk_get(token, &format!("/api/v1/tickets/{number}")).await?.status == 200).then_some(()))
        })
        .await?;
        let claimed = api.desk_post(token, &format!("/api/v1/desks/{desk}/claims"), &json!({})).await?.json()?;
        assert_eq!(claimed["ticket_number"], json!(number));
        let answer =
            "Terima kasih. Data Anda sudah kami perbaiki.\n\nSilakan masuk kembali lalu cek pada menu Perbaikan Data.";
        assert_eq!(
            api.desk_post(token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": answer }))
                .await?
                .status,
            201
        );
        eventually("the page to show the answer", PATIENCE, async || {
            page.open("/status").await?;
            applicant.look_up(&page, &number).await?;
            Ok(page.text("main").await?.contains("sudah kami perbaiki").then_some(()))
        })
        .await?;
        assert!(page.text("main").await?.contains("Jawaban Admin Helpdesk"));
        audit.look(&page, &name("answered")).await?;
        page.close().await?;
    }
    audit.verdict().await
}

#[tokio::test(flavor = "multi_thread")]
async fn banners_and_closed_forms_say_what_to_do() -> Result<()> {
    let (site, audit) = (Site::start().await?, Audit::new()?);
    let page = site.page(View::PHONE).await?;
    page.open("/faq?q=qzxqzx").await?;
    audit.look(&page, "nothing found").await?;
    page.open("/faq?q=lupa+pasword").await?;
    assert!(page.count("ol.results li").await? > 0, "typing errors are forgiven");
    audit.look(&page, "found").await?;

    site.system.operate(&[
        "notice",
        "add",
        "Layanan dipelihara malam ini pukul 22.00–23.00 WIB.",
        "--kind",
        "warning",
    ])?;
    let closing = [
        "notice",
        "close-form",
        "pengaduan-instansi",
        "--reason",
        "Sistem instansi sedang dipelihara.",
        "--until",
        "2999-01-01 08:00",
    ];
    site.system.operate(&closing)?;
    eventually("the form to be closed", PATIENCE, async || {
        page.open("/formulir/pengaduan-instansi").await?;
        Ok((page.document().await?.status == 503).then_some(()))
    })
    .await?;
    page.shows("document.querySelector('.notice--urgent') !== null").await?;
    audit.look(&page, "closed, with a banner").await?;
    page.open("/").await?;
    audit.look(&page, "home with a banner").await?;
    audit.verdict().await
}
