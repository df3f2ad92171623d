//! People are told of their stampings by letter: one letter for several, and none twice.

use anyhow::Result;
use testing::eventually;

use crate::files::letter;
use crate::site::{DOCUMENTS, PATIENCE, Person, Site};

const LETTERS: [&str; 2] = ["application_letter", "statement_letter"];
const POSITION: [(&str, &str); 3] = [("page", "1"), ("position", "bottom-right"), ("signed", "yes")];
const JOB: &str = "registration.stampings";

const ATTACHED: &str = "state = 'attached', settled_at = now(), stamped_size = 1,
    serial = lpad(abs(hashtext(id::text))::text, 22, '0')";
const REJECTED: &str = "state = 'rejected', settled_at = now(), problem = 'refused_file'";

impl Site {
    /// Somebody whose two letters wait for their e-meterai.
    async fn waiting(&self) -> Result<Person> {
        let person = self.person().await?;
        for (slot, number) in LETTERS.into_iter().zip(1..) {
            self.upload(&person, slot, &letter(number)).await?.assert_kept(slot);
            self.send(&person, &format!("{DOCUMENTS}/{slot}/e-meterai"), &POSITION).await?.assert_kept(slot);
        }
        Ok(person)
    }

    /// Changes the stampings of somebody; what changed did so `ago`.
    async fn change(&self, person: &Person, change: &str, ago: &str) -> Result<()> {
        let sql = format!(
            "UPDATE stamping.jobs SET {change} WHERE account_id = '{0}';
             UPDATE stamping.jobs SET since = now() - interval '{ago}' WHERE account_id = '{0}'",
            person.account
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(self.database.owner()).await?;
        Ok(())
    }

    async fn told(&self, person: &Person, kind: &str) -> Result<i64> {
        let sql = "SELECT count(*) FROM notify.letters WHERE account_id = $1 AND kind = $2";
        Ok(sqlx::query_scalar(sql).bind(person.account).bind(kind).fetch_one(self.database.owner()).await?)
    }

    /// Lets the job run once more, in another process: whoever is told last is told after everybody else.
    async fn told_after_all(&self) -> Result<()> {
        let last = self.waiting().await?;
        self.change(&last, REJECTED, "0 minutes").await?;
        let _telling = self.doing(&[JOB]).await?;
        let told = async || Ok((self.told(&last, "registration_stamp_rejected").await? == 1).then_some(()));
        eventually("a letter", PATIENCE, told).await
    }
}

#[tokio::test]
async fn one_letter_tells_of_all_files_that_are_stamped_a_quarter_of_an_hour_later() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.waiting().await?;
    site.change(&siti, ATTACHED, "14 minutes").await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamped").await?, 0, "another may be stamped any moment");
    site.change(&siti, "reference = reference", "16 minutes").await?;
    site.told_after_all().await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamped").await?, 1);
    let asked = "SELECT count(*) FROM registration.outbox WHERE routing_key = 'registration_stamped'";
    assert_eq!(site.database.count(asked).await?, 1, "the sender is asked");
    Ok(())
}

#[tokio::test]
async fn whoever_does_nothing_for_an_hour_is_told_once_and_again_when_it_stops_anew() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.waiting().await?;
    site.change(&siti, "state = 'needs_balance'", "59 minutes").await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamp_waits").await?, 0);
    site.change(&siti, "reference = reference", "61 minutes").await?;
    site.told_after_all().await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamp_waits").await?, 1);
    site.change(&siti, "state = 'queued'", "1 minute").await?;
    site.change(&siti, "state = 'needs_login'", "11 minutes").await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamp_waits").await?, 1);
    site.change(&siti, "closes_at = now() + interval '23 hours'", "11 minutes").await?;
    site.told_after_all().await?;
    assert_eq!(site.told(&siti, "registration_stamp_waits").await?, 2, "there is little time left");
    Ok(())
}

#[tokio::test]
async fn a_rejected_file_is_told_at_once_unless_another_is_there_or_the_registration_is_over() -> Result<()> {
    let site = Site::open().await?;
    let (siti, budi, tono) = (site.waiting().await?, site.waiting().await?, site.waiting().await?);
    for person in [&siti, &budi, &tono] {
        site.change(person, REJECTED, "0 minutes").await?;
    }
    for (slot, number) in LETTERS.into_iter().zip(3..) {
        site.upload(&budi, slot, &letter(number)).await?.assert_kept(slot);
        site.send(&budi, &format!("{DOCUMENTS}/{slot}/e-meterai"), &POSITION).await?.assert_kept(slot);
    }
    let removed = "UPDATE accounts.accounts SET state = 'removed', ended_at = now() WHERE id = $1";
    sqlx::query(removed).bind(tono.account).execute(site.database.owner()).await?;
    site.told_after_all().await?;
    for (person, expected) in [(&siti, 1), (&budi, 0), (&tono, 0)] {
        assert_eq!(site.told(person, "registration_stamp_rejected").await?, expected);
    }
    Ok(())
}

#[tokio::test]
async fn stampings_follow_an_extension_and_say_how_long_they_wait_only_when_that_is_known() -> Result<()> {
    let site = Site::open().await?;
    let siti = site.waiting().await?;
    let page = site.get(Some(&siti), DOCUMENTS).await?;
    assert!(page.html.contains("Lama menunggu belum dapat diperkirakan"), "{}", page.html);
    for _ in 0..3 {
        let other = site.waiting().await?;
        site.change(&other, ATTACHED, "1 minute").await?;
    }
    let page = site.get(Some(&siti), DOCUMENTS).await?;
    assert!(page.html.contains("Perkiraan lama menunggu: 1 sampai 5 menit"), "{}", page.html);
    site.database.execute("UPDATE registration.dates SET closes_at = closes_at + interval '4 days'").await?;
    let _closing = site.doing(&["registration.closing"]).await?;
    let moved = "SELECT count(*) FROM stamping.jobs WHERE closes_at > now() + interval '33 days'";
    let both = async || Ok((site.database.count(moved).await? == 2).then_some(()));
    eventually("both stampings follow, and none that is at its end", PATIENCE, both).await
}
