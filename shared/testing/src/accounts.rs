//! What tests of accounts do to a running system besides using it.

use std::time::Duration;

use anyhow::Result;
use http::Method;

use crate::{Applicant, Client, Database, System, eventually};

/// Longest wait for a process.
const PATIENCE: Duration = Duration::from_mins(1);

impl System {
    /// Adds a period that is open, and waits until each process of `accounts` knows it.
    ///
    /// # Errors
    /// When the operator's command fails, or a process does not follow.
    pub async fn open_accounts(&self) -> Result<()> {
        let [opens, closes] = ["2026-01-01 00:00", "2999-01-01 00:00"];
        self.operate(&["period", "add", "CASN 2026", "--opens", opens, "--closes", closes])?;
        for process in self.layout.processes().iter().filter(|process| process.starts_with("accounts")) {
            self.accounts_opened(process).await?;
        }
        Ok(())
    }

    /// Waits until accounts can be made in a process, which reads the periods some time after it began.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn accounts_opened(&self, process: &'static str) -> Result<()> {
        let (client, page) = (Client::default(), format!("{}{}", self.url(process), Applicant::IDENTITY));
        eventually("the first step", PATIENCE, async || {
            let shown = client.send(Method::GET, &page, &[("accept", "text/html")], Vec::new()).await?;
            Ok(String::from_utf8_lossy(&shown.body).contains("captcha_token").then_some(()))
        })
        .await
    }
}

impl Database {
    /// Gives each draft of an account the second step of the one that has told it: its password, its answers, and rows
    /// of its pictures. What else it told is not there, so its card cannot be drawn. Hashing takes tens of
    /// milliseconds, which a test of many cannot spend.
    ///
    /// # Errors
    /// When PostgreSQL is away or refuses.
    pub async fn complete_drafts(&self) -> Result<()> {
        self.execute(
            "UPDATE accounts.drafts d
                SET password_hash = told.password_hash, question_1 = told.question_1, question_2 = told.question_2,
                    answer_1_hash = told.answer_1_hash, answer_2_hash = told.answer_2_hash
               FROM (SELECT * FROM accounts.drafts WHERE password_hash IS NOT NULL LIMIT 1) told
              WHERE d.password_hash IS NULL;
             INSERT INTO accounts.files (id, account_id, kind, source, media_type, size, uploaded_at)
             SELECT gen_random_uuid(), d.id, told.kind, told.source, told.media_type, told.size, told.uploaded_at
               FROM accounts.drafts d,
                    (SELECT DISTINCT ON (kind) * FROM accounts.files WHERE doomed_at IS NULL ORDER BY kind) told
              WHERE NOT EXISTS (SELECT FROM accounts.files own WHERE own.account_id = d.id)",
        )
        .await
    }
}
