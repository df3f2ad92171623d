//! Tests of the harness itself: the audit lets a good page pass and finds each fault of a bad one, and hands and
//! journal do what they promise.

use anyhow::{Context, Result};
use browser::{Audit, Browser, Key, Line, View};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; img-src 'self'";

const GOOD: &str = "<!doctype html><html lang=id><head><meta charset=utf-8><title>Baik</title><meta name=viewport \
content='width=device-width,initial-scale=1'></head><body><main><h1>Halaman baik</h1><form method=post \
action=/form><label for=nama>Nama</label> <input id=nama name=nama> <button>Kirim</button></form></main></body></html>";

/// Too wide, unlabelled, without a language, with an unknown element, an inline style and a picture from elsewhere, and
/// too heavy.
const BAD: &str = "<!doctype html><html><head><meta charset=utf-8><title>Buruk</title><meta name=viewport \
content='width=device-width,initial-scale=1'></head><body><main><h1>Halaman \
buruk</h1><table><tr><td><pre>lebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebarlebar</pre></td></tr></table><input \
name=nama><kotak>?</kotak><p style='color:#ddd'>pudar</p><img src='http://127.0.0.2:9/jauh.png' \
alt=jauh></main></body></html>";

#[tokio::test(flavor = "multi_thread")]
async fn a_good_page_passes_and_every_fault_of_a_bad_one_is_found() -> Result<()> {
    let (site, browser) = (serve().await?, Browser::start().await?);
    let page = browser.page(&site, View::PHONE).await?;

    let audit = Audit::new()?;
    page.open("/baik").await?;
    audit.look(&page, "good").await?;
    audit.verdict().await?;

    let audit = Audit::new()?;
    page.open("/buruk").await?;
    audit.look(&page, "bad").await?;
    let told = format!("{:#}", audit.verdict().await.err().context("faults are found")?);
    for fault in [
        "sideways scrolling at 320",
        "sideways scrolling at 390",
        "html-has-lang",
        "axe, dark: label",
        "Element “kotak” not allowed",
        "Content Security Policy",
        "weighs ",
    ] {
        assert!(told.contains(fault), "{fault} is not among: {told}");
    }
    assert!(!told.contains("sideways scrolling at 1280 pixels: the page is 1280"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_filled_and_sent_by_hand_with_script_and_without() -> Result<()> {
    let (site, browser) = (serve().await?, Browser::start().await?);
    for view in [View::PHONE, View::PHONE_WITHOUT_SCRIPT, View::LAPTOP] {
        let page = browser.page(&site, view).await?;
        page.open("/baik").await?;
        page.fill("#nama", "Siti").await?;
        page.fill("#nama", "Budi").await?;
        assert_eq!(page.value("#nama").await?, "Budi");
        page.press(Key::Tab).await?;
        page.press(Key::ShiftTab).await?;
        assert_eq!(page.focus().await?, "nama");
        page.follow("button").await?;
        assert_eq!((page.text("h1").await?.as_str(), page.document().await?.status), ("nama=Budi", 422));
        assert_eq!(page.complaints(), Vec::<String>::new());
        page.back().await?;
        page.travel(async || {
            page.run("document.querySelector('#nama').focus()").await?;
            page.press(Key::Enter).await
        })
        .await?;
        assert_eq!(page.evaluate::<bool>("document.querySelector('noscript p') !== null").await?, !view.script);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_cut_and_mended() -> Result<()> {
    let (site, browser) = (serve().await?, Browser::start().await?);
    let line = Line::to(site.trim_start_matches("http://")).await?;
    let page = browser.page(&format!("http://{}", line.address()), View::PHONE).await?;
    page.open("/baik").await?;
    line.cut();
    assert!(page.open("/baik").await.is_err());
    line.mend();
    page.open("/baik").await?;
    line.lose_answers();
    assert!(page.open("/baik").await.is_err());
    line.mend();
    page.open("/baik").await?;
    assert_eq!(page.document().await?.status, 200);
    Ok(())
}

#[test]
fn the_photograph_of_a_phone_is_large_and_lies_until_it_is_turned() -> Result<()> {
    let photo = browser::phone_photo()?;
    assert!((5_500_000..7_000_000).contains(&photo.len()), "{}", photo.len());
    browser::is_upright(&photo)
}

/// Serves three pages until the test ends.
async fn serve() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let site = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    Ok(site)
}

async fn answer(stream: TcpStream) -> Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    stream.read_line(&mut request).await?;
    loop {
        let mut header = String::new();
        stream.read_line(&mut header).await?;
        if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if header.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let (status, page) = match request.split(' ').nth(1) {
        Some("/baik") => ("200 OK", GOOD.to_owned()),
        Some("/buruk") => ("200 OK", format!("{BAD}<!--{}-->", "berat".repeat(13_000))),
        Some("/form") => {
            let sent = String::from_utf8(body)?;
            ("422 Unprocessable Content", format!("<title>x</title><h1>{sent}</h1><noscript><p>tanpa</p></noscript>"))
        }
        Some("/favicon.ico") => ("200 OK", String::new()),
        _ => ("404 Not Found", String::new()),
    };
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-security-policy: {POLICY}\r\n");
    let reply = format!("{head}content-length: {}\r\nconnection: close\r\n\r\n{page}", page.len());
    stream.get_mut().write_all(reply.as_bytes()).await?;
    Ok(stream.get_mut().shutdown().await?)
}
