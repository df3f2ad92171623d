//! What a screen reader gets of a ticket in the console, held against the reading beside the tests.

use anyhow::Result;
use browser::{Officer, Site, View};

use crate::workplace::tickets;

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_gets_a_ticket_as_it_was_read_before() -> Result<()> {
    let site = Site::start().await?;
    let numbers = tickets(&site, 84_001, &["status-bukan-pns"]).await?;
    // So far away that the working time that is left reads the same on every day of the week.
    let far = "UPDATE desk.cases SET answer_due_at = answer_due_at + interval '6 years'";
    sqlx::query(far).execute(site.system.database.owner()).await?;
    let page = site.page(View::LAPTOP).await?;
    Officer::enters(&site, &page, "198501012010011001", "Ayu Lestari", &["supervisor"], None).await?;
    page.open(&format!("/petugas/tiket/{}", numbers[0])).await?;
    page.shows("document.body.textContent.includes('Halaman 1 dari 2')").await?;
    page.reads_as("ticket").await
}
