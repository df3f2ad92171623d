//! Drafts with a clock that a test moves, on a real object store.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use anyhow::{Context as _, Result};
use database::Pool;
use documents::Checked;
use domain::{DocumentKind, catalogue};
use jiff::SignedDuration;
use queue::Wake;
use runtime::Clock;
use testing::{Bucket, jpeg};
use vault::Vault;
use web::{Site, TrustedProxies};

use super::Draft;
use crate::accept::{Documents, Inspected};
use crate::{FilingLimits, Intake, Limits, PublicConfig};

/// Nothing here asks a database.
const NO_DATABASE: &str = "postgres://helpdesk@127.0.0.1:9/helpdesk";

const NETWORK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn intake(bucket: &Bucket, clock: &Clock) -> Result<Intake> {
    let limits = Limits { submissions_at_once: 4, channel_rate: NonZeroU32::MIN };
    let public = PublicConfig {
        site: Site::default(),
        trusted_proxies: TrustedProxies::default(),
        security_contact: None,
        forms_per_minute: NonZeroU32::MAX,
        filing_limits: FilingLimits::default(),
    };
    let pool = Pool::connect_lazy(NO_DATABASE)?;
    Intake::new(pool, bucket.store()?, Vault::for_tests(), clock.clone(), Wake::new(), limits, public)
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
    let intake = intake(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Diploma)?, photograph(DocumentKind::Ktp)?]);
    let token =
        Draft::keep(&intake, form, &documents, NETWORK).await.context("a draft")?.token(&intake).context("a token")?;

    let draft = Draft::open(&intake, form, &token).context("a draft of ours")?;
    let back = draft.documents(&intake, &[DocumentKind::Diploma]).await.context("its documents")?;
    let [ktp] = back.as_slice() else { panic!("{back:?}") };
    assert_eq!(
        (ktp.kind, &ktp.checked, ktp.sent_digest.as_slice()),
        (DocumentKind::Ktp, &documents.checked[0].1, [7; 32].as_slice())
    );

    let other = catalogue::by_slug("status-sudah-bukan-asn").context("a form of the catalogue")?;
    assert!(Draft::open(&intake, other, &token).is_none());
    clock.advance(SignedDuration::from_mins(30));
    assert!(Draft::open(&intake, form, &token).is_none());
    Ok(())
}

#[tokio::test]
async fn what_was_swept_is_gone() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let intake = intake(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let draft = Draft::keep(&intake, form, &Documents::from(vec![photograph(DocumentKind::Ktp)?]), NETWORK)
        .await
        .context("a draft")?;
    let store = bucket.store()?;
    let hour = std::time::Duration::from_hours(1);
    assert_eq!(crate::sweep_drafts_once(&store, &clock, hour, 10).await?, 0, "it may still be wanted");
    let later = Clock::fixed(clock.now() + SignedDuration::from_mins(61));
    assert_eq!(crate::sweep_drafts_once(&store, &later, hour, 10).await?, 1);
    assert!(draft.documents(&intake, &[]).await.is_none());
    Ok(())
}

#[tokio::test]
async fn of_too_many_drafts_the_oldest_go() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let intake = intake(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let mut drafts = Vec::new();
    for _ in 0..4 {
        drafts.push(
            Draft::keep(&intake, form, &Documents::from(vec![photograph(DocumentKind::Ktp)?]), NETWORK)
                .await
                .context("a draft")?,
        );
    }
    assert_eq!(crate::sweep_drafts_once(&bucket.store()?, &clock, std::time::Duration::from_hours(1), 3).await?, 1);
    let mut there = Vec::new();
    for draft in &drafts {
        there.push(draft.documents(&intake, &[]).await.is_some());
    }
    assert_eq!(there, [false, true, true, true]);
    Ok(())
}

#[tokio::test]
async fn one_network_keeps_ten_drafts_an_hour_and_another_one_its_own() -> Result<()> {
    let (bucket, clock) = (Bucket::create().await?, Clock::system());
    let intake = intake(&bucket, &clock)?;
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    let documents = Documents::from(vec![photograph(DocumentKind::Ktp)?]);
    let mut kept = 0;
    for _ in 0..20 {
        kept += usize::from(Draft::keep(&intake, form, &documents, NETWORK).await.is_some());
    }
    assert_eq!(kept, 10);
    assert!(Draft::keep(&intake, form, &documents, IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))).await.is_some());
    Ok(())
}
