//! Keeps documents in the bucket, and gets them back.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use documents::{Checked, MediaType, Store, StoredDocument};
use domain::{DocumentKind, Form};
use futures_util::future::try_join_all;
use jiff::SignedDuration;
use runtime::Clock;
use vault::Vault;
use web::Limit;

use super::token::{Bytes, Contents, KeptDocument};
use super::{PREFIX, SWEEP_EVERY};
use crate::inspected::{Documents, Inspected};

/// Drafts that are kept for one network, for each ticket that it may file.
const A_TICKET: NonZeroU32 = NonZeroU32::new(2).expect("two");
/// Drafts that one process keeps between two sweeps at most.
const BETWEEN_SWEEPS: NonZeroU32 = NonZeroU32::new(20_000).expect("many");
/// How long a draft is taken.
const LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// Keeping is a kindness: the person does not wait long for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Keeps drafts.
pub(crate) struct Drafts {
    store: Store,
    vault: Vault,
    clock: Clock,
    by_network: Limit<IpAddr>,
    of_all: Limit<()>,
}

/// Documents that are still attached to a form. Holds no document.
#[derive(Clone, Debug)]
pub(crate) struct Draft(Contents);

impl Drafts {
    /// Keeps two drafts for each of the `tickets_an_hour` that one network may file.
    pub(crate) fn new(store: Store, vault: Vault, clock: Clock, tickets_an_hour: NonZeroU32) -> Self {
        Self {
            store,
            vault,
            clock,
            by_network: Limit::new("drafts", tickets_an_hour.saturating_mul(A_TICKET), Duration::from_hours(1)),
            of_all: Limit::new("drafts_of_all", BETWEEN_SWEEPS, SWEEP_EVERY),
        }
    }

    /// Keeps these documents, all of those that were right, for somebody of `network`. `None` when there is none, or
    /// when they could not be kept: that is no reason not to show the person the page.
    pub(crate) async fn keep(&self, form: &Form, documents: &Documents, network: IpAddr) -> Option<Draft> {
        if documents.checked.is_empty() || !self.admit(network) {
            return None;
        }
        let id = self.clock.new_id();
        let (key, wrapped) = self.vault.new_data_key().ok()?;
        let (object, stored) = documents::seal_bundle(&key, id, &documents.checked).ok()?;
        let object_key = object_key(id);
        let put = tokio::time::timeout(PATIENCE, Box::pin(self.store.put(&object_key, object))).await;
        if !matches!(put, Ok(Ok(()))) {
            tracing::warn!("the documents of a form that was not accepted could not be kept");
            return None;
        }
        let kept = stored.into_iter().zip(&documents.sent_digests);
        Some(Draft(Contents {
            id,
            form: form.code,
            until: self.clock.now().saturating_add(LIFETIME).ok()?,
            key: Bytes(wrapped.into_bytes()),
            documents: kept
                .map(|(stored, digest)| KeptDocument { stored, sent_digest: Bytes(digest.clone()) })
                .collect(),
        }))
    }

    /// The draft of a token, while it lasts, and only for the form it was made for.
    pub(crate) fn open(&self, form: &Form, token: &str) -> Option<Draft> {
        let contents = Contents::open(&self.vault, token)?;
        (contents.form == form.code && self.clock.now() < contents.until).then_some(Draft(contents))
    }

    /// The draft's token for the page.
    pub(crate) fn token(&self, draft: &Draft) -> Option<String> {
        draft.0.seal(&self.vault).ok()
    }

    /// The documents of a draft, without those that are `replaced`. `None` when they cannot be got back.
    pub(crate) async fn documents(&self, draft: &Draft, replaced: &[DocumentKind]) -> Option<Vec<Inspected>> {
        let wanted = draft.0.documents.iter().filter(|kept| !replaced.contains(&kept.stored.kind));
        let fetching = try_join_all(wanted.map(|kept| self.fetch(draft, kept)));
        tokio::time::timeout(PATIENCE, Box::pin(fetching)).await.ok()?.ok()
    }

    /// One document of a draft as it will be filed. `None` when it has none of that kind, or when it cannot be got
    /// back.
    pub(crate) async fn document(&self, draft: &Draft, kind: DocumentKind) -> Option<Checked> {
        let kept = draft.0.documents.iter().find(|kept| kept.stored.kind == kind)?;
        let fetched = tokio::time::timeout(PATIENCE, Box::pin(self.fetch(draft, kept))).await;
        fetched.ok()?.ok().map(|inspected| inspected.checked)
    }

    async fn fetch(&self, Draft(contents): &Draft, kept: &KeptDocument) -> Result<Inspected, Gone> {
        let StoredDocument { kind, media_type, offset, length } = kept.stored;
        let sealed = self.store.get_range(&object_key(contents.id), offset, length).await.map_err(|_away| Gone)?;
        let key = self.vault.open_data_key(&contents.key.0).map_err(|_unusable| Gone)?;
        let bytes = documents::open_document(&key, contents.id, &kept.stored, &sealed).map_err(|_changed| Gone)?;
        Ok(Inspected { kind, checked: Checked { media_type, bytes }, sent_digest: kept.sent_digest.0.clone() })
    }

    /// Counts one draft for a network: whether it may be kept.
    fn admit(&self, network: IpAddr) -> bool {
        self.by_network.check(&network).and_then(|()| self.of_all.check(&())).is_ok()
    }
}

impl Draft {
    /// Type and size in bytes of a kept document.
    pub(crate) fn find(&self, kind: DocumentKind) -> Option<(MediaType, u64)> {
        let kept = self.0.documents.iter().find(|kept| kept.stored.kind == kind)?;
        Some((kept.stored.media_type, kept.stored.size()))
    }
}

/// A kept document cannot be got back.
#[derive(Debug)]
struct Gone;

fn object_key(id: uuid::Uuid) -> String {
    format!("{PREFIX}{}", id.hyphenated())
}
