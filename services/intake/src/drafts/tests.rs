//! Drafts with a clock that a test moves, on a real object store.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use anyhow::{Context as _, Result};
use documents::Checked;
use domain::{DocumentKind, catalogue};
use jiff::SignedDuration;
use runtime::Clock;
use testing::{Bucket, jpeg};
use vault::Vault;

use super::Drafts;
use crate::inspected::{Documents, Inspected};

const FIVE: NonZeroU32 = NonZeroU32::new(5).unwrap();
const NETWORK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn drafts(bucket: &Bucket, clock: &Clock) -> Result<Drafts> {
    Ok(Drafts::new(bucket.store()?, Vault::for_tests(), clock.clone(), FIVE))
}

fn photograph(kind: DocumentKind) -> Result<Inspected> {
    let bytes = jpeg(1, 20_000);
    let checked: Checked = documents::check(&bytes).ok().context("a photograph")?;
    Ok(Inspected { kind, checked, sent_digest: vec![7; 32] })
}

#[tokio::test]
async fn a_draft_gives_its_documents_back_for_half_an_hour() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let clock = Clock::fixed(clock.now());
    let drafts = drafts(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Diploma)?, photograph(DocumentKind::Ktp)?]);
    let draft = drafts.keep(form, &documents, NETWORK).await.context("a draft")?;
    let token = drafts.token(&draft).context("a token")?;

    let draft = drafts.open(form, &token).context("a draft of ours")?;
    let back = drafts.documents(&draft, &[DocumentKind::Diploma]).await.context("its documents")?;
    let [ktp] = back.as_slice() else { panic!("{back:?}") };
    assert_eq!(
        (ktp.kind, &ktp.checked, ktp.sent_digest.as_slice()),
        (DocumentKind::Ktp, &documents.checked[0].1, [7; 32].as_slice())
    );

    let other = catalogue::by_slug("status-sudah-bukan-asn").context("a form of the catalogue")?;
    assert!(drafts.open(other, &token).is_none());
    clock.advance(SignedDuration::from_mins(30));
    assert!(drafts.open(form, &token).is_none());
    Ok(())
}

#[tokio::test]
async fn what_was_swept_is_gone() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let drafts = drafts(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Ktp)?]);
    let draft = drafts.keep(form, &documents, NETWORK).await.context("a draft")?;
    let store = bucket.store()?;
    let hour = std::time::Duration::from_hours(1);
    assert_eq!(crate::sweep_drafts_once(&store, &clock, hour, 10).await?, 0, "it may still be wanted");
    let later = Clock::fixed(clock.now() + SignedDuration::from_mins(61));
    assert_eq!(crate::sweep_drafts_once(&store, &later, hour, 10).await?, 1);
    assert!(drafts.documents(&draft, &[]).await.is_none());
    Ok(())
}

#[tokio::test]
async fn of_too_many_drafts_the_oldest_go() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let drafts = drafts(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Ktp)?]);
    let mut kept = Vec::new();
    for _ in 0..4 {
        kept.push(drafts.keep(form, &documents, NETWORK).await.context("a draft")?);
    }
    assert_eq!(crate::sweep_drafts_once(&bucket.store()?, &clock, std::time::Duration::from_hours(1), 3).await?, 1);
    let mut there = Vec::new();
    for draft in &kept {
        there.push(drafts.documents(draft, &[]).await.is_some());
    }
    assert_eq!(there, [false, true, true, true]);
    Ok(())
}

#[tokio::test]
async fn one_network_keeps_two_drafts_for_each_ticket_of_an_hour_and_another_one_its_own() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let drafts = drafts(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Ktp)?]);
    let mut kept = 0;
    for _ in 0..20 {
        kept += usize::from(drafts.keep(form, &documents, NETWORK).await.is_some());
    }
    assert_eq!(kept, 10);
    assert!(drafts.keep(form, &documents, IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))).await.is_some());
    Ok(())
}
