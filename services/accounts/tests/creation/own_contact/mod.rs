//! The owner changes the contact: a new address counts when it is confirmed, and the old one is told.

mod codes;
mod emails;
mod programs;
mod second_factor;

use anyhow::{Context as _, Result};
use domain::NoticeAddress;
use runtime::Clock;
use sqlx::Row as _;
use uuid::Uuid;
use vault::Sealed;

use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, site_with};
use crate::site::Site;

pub(super) const CONTACT: &str = "/akun/kontak";
pub(super) const EMAIL: &str = "/akun/kontak/email";
pub(super) const PHONE: &str = "/akun/kontak/ponsel";
pub(super) const CODE: &str = "/akun/kontak/ponsel/kode";
pub(super) const NEW_EMAIL: &str = "siti.baru@example.go.id";
pub(super) const NEW_PHONE: &str = "0813 9876 5432";

/// A site that sends text messages, with Siti signed in.
pub(super) async fn signed_in() -> Result<(Site, Clock, Browser)> {
    on(&[("OFFER_TEXT_CODES", "true")]).await
}

/// The same with these settings.
pub(super) async fn on(settings: &[(&str, &str)]) -> Result<(Site, Clock, Browser)> {
    let (site, clock) = site_with(settings).await?;
    let mut owner = Browser::new(1);
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok((site, clock, owner))
}

/// The addresses of the account, each with its kind and state, in the clear.
pub(super) async fn addresses(site: &Site) -> Result<Vec<(String, String, String)>> {
    let rows = sqlx::query(
        "SELECT d.id, d.account_id, d.kind, d.state, d.address, k.data_key
           FROM accounts.addresses d JOIN keys.accounts k USING (account_id) ORDER BY d.kind, d.state",
    )
    .fetch_all(site.database.owner())
    .await?;
    let vault = Site::vault()?;
    let read = rows.iter().map(|row| {
        let (id, account): (Uuid, Uuid) = (row.get("id"), row.get("account_id"));
        let opened = vault
            .open_data_key(row.get("data_key"))?
            .open(&Sealed::AccountAddress(id).of(account), row.get("address"))?;
        Ok((row.get("kind"), row.get("state"), String::from_utf8(opened)?))
    });
    read.collect()
}

/// The kinds of letters that were asked for, each with the address that it goes to, oldest first.
pub(super) async fn letters(site: &Site) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query(
        "SELECT l.kind, d.id, d.account_id, d.address, k.data_key FROM notify.letters l
           JOIN accounts.addresses d ON d.id = l.address_id JOIN keys.accounts k ON k.account_id = d.account_id
          ORDER BY l.id",
    )
    .fetch_all(site.database.owner())
    .await?;
    let vault = Site::vault()?;
    let read = rows.iter().map(|row| {
        let (id, account): (Uuid, Uuid) = (row.get("id"), row.get("account_id"));
        let opened = vault
            .open_data_key(row.get("data_key"))?
            .open(&Sealed::AccountAddress(id).of(account), row.get("address"))?;
        Ok((row.get("kind"), String::from_utf8(opened)?))
    });
    read.collect()
}

/// What stands in the newest letter of this kind: the id of its link or code.
pub(super) async fn newest(site: &Site, kind: &str) -> Result<Uuid> {
    let id = sqlx::query_scalar("SELECT link_id FROM notify.letters WHERE kind = $1 ORDER BY id DESC LIMIT 1");
    let id: Option<Uuid> = id.bind(kind).fetch_optional(site.database.owner()).await?.flatten();
    id.with_context(|| format!("a letter of the kind {kind}"))
}

/// The code in it.
pub(super) async fn code(site: &Site, kind: &str) -> Result<String> {
    Ok(::letters::codes::code(&Site::vault()?, newest(site, kind).await?))
}

/// Another code than this one.
pub(super) fn wrong(code: &str) -> &'static str {
    if code == "123456" { "654321" } else { "123456" }
}

/// How a number or an address lies.
pub(super) fn read(typed: &str) -> Result<String> {
    let read = NoticeAddress::read(typed).ok().flatten().context("an address")?;
    Ok(read.expose().to_owned())
}

/// The acts of the audit log about contacts, oldest first.
pub(super) async fn acts(site: &Site) -> Result<Vec<(String, String)>> {
    let sql = "SELECT action, detail FROM audit.entries WHERE action LIKE 'contact%' AND actor_kind = 'applicant'
                AND subject_id = actor_id ORDER BY id";
    Ok(sqlx::query_as(sql).fetch_all(site.database.owner()).await?)
}
