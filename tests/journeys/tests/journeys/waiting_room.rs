//! More newcomers than a site lets in wait their turn: two thousand of them, and nobody is lost.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::future::join_all;
use http::{Method, StatusCode};
use testing::{Broker, Client, Layout, Response, System};
use tokio::sync::Semaphore;

const NEWCOMERS: usize = 2_000;
/// Browsers that load a page at the same moment: all have one address, which may have 64 connections.
const AT_ONCE: usize = 24;
const EACH_SECOND: &str = "100";
const ENTRANCE: &str = "/formulir/cek-eks-thk2";
/// What only the form shows.
const INSIDE: &str = "name=\"captcha_token\"";

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_newcomers_come_in_by_turns_and_whoever_is_inside_stays() -> Result<()> {
    let settings = [("NEWCOMERS_PER_SECOND", EACH_SECOND)];
    let system = System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, &settings).await?;
    let (client, url) = (Client::default(), format!("{}{ENTRANCE}", system.url("helpdesk")));
    let early = open(&client, &url, "").await?;
    ensure!(is_inside(&early), "the first one waits");
    let inside = cookie(&early)?;

    let doors = Semaphore::new(AT_ONCE);
    let crowd = join_all((0..NEWCOMERS).map(|_| newcomer(&client, &url, &doors)));
    let (crowd, stays) = tokio::join!(crowd, async {
        for _ in 0..50 {
            ensure!(is_inside(&open(&client, &url, &inside).await?), "somebody was thrown out");
        }
        anyhow::Ok(())
    });
    stays?;
    let waits: Vec<u64> = crowd.into_iter().collect::<Result<_>>()?;
    let waited = waits.iter().filter(|wait| **wait > 0).count();
    assert!(0 < waited && waited < NEWCOMERS, "{waited} of {NEWCOMERS} waited");
    Ok(())
}

/// Opens the entrance, waits as long as the page says, and comes in. Tells how many seconds that was.
async fn newcomer(client: &Client, url: &str, doors: &Semaphore) -> Result<u64> {
    let place = doors.acquire().await?;
    let answer = open(client, url, "").await?;
    drop(place);
    if is_inside(&answer) {
        return Ok(0);
    }
    let turn = cookie(&answer)?;
    let seconds = answer.header("refresh").context("the page does not lead on")?.parse()?;
    // This is what a browser does with the header.
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let _place = doors.acquire().await?;
    ensure!(is_inside(&open(client, url, &turn).await?), "the turn after {seconds} s was none");
    Ok(seconds)
}

/// Each browser has a connection of its own.
async fn open(client: &Client, url: &str, cookie: &str) -> Result<Response> {
    let headers = [("accept", "text/html"), ("connection", "close"), ("cookie", cookie)];
    let answer = client.send(Method::GET, url, &headers, "").await?;
    ensure!(answer.status == StatusCode::OK, "{} for a newcomer", answer.status);
    Ok(answer)
}

fn is_inside(answer: &Response) -> bool {
    String::from_utf8_lossy(&answer.body).contains(INSIDE)
}

fn cookie(answer: &Response) -> Result<String> {
    let kept = answer.header("set-cookie").context("the browser is told nothing to keep")?;
    Ok(kept.split(';').next().unwrap_or_default().to_owned())
}
