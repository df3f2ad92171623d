//! Keeping documents, and getting them back.

use std::net::IpAddr;
use std::time::Duration;

use documents::{Checked, MediaType, StoredDocument};
use domain::{DocumentKind, Form};
use futures_util::future::try_join_all;
use jiff::SignedDuration;

use super::PREFIX;
use super::token::{Bytes, Contents, KeptDocument};
use crate::Intake;
use crate::accept::{Documents, Inspected};

/// How long a draft is taken.
const LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// Keeping is a kindness: the person does not wait long for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Documents that are still attached to a form. Holds no document.
#[derive(Clone, Debug)]
pub(crate) struct Draft(Contents);

impl Draft {
    /// Keeps these documents, all of those that were right, for somebody of `network`. `None` when there is none, or
    /// when they could not be kept: that is no reason not to show the person the page.
    pub(crate) async fn keep(intake: &Intake, form: &Form, documents: &Documents, network: IpAddr) -> Option<Self> {
        if documents.checked.is_empty() || !intake.drafts.admit(network) {
            return None;
        }
        let id = intake.clock.new_id();
        let (key, wrapped) = intake.vault.new_data_key().ok()?;
        let (object, stored) = documents::seal_bundle(&key, id, &documents.checked).ok()?;
        let object_key = object_key(id);
        let put = tokio::time::timeout(PATIENCE, Box::pin(intake.store.put(&object_key, object))).await;
        if !matches!(put, Ok(Ok(()))) {
            tracing::warn!("the documents of a form that was not accepted could not be kept");
            return None;
        }
        let kept = stored.into_iter().zip(&documents.sent_digests);
        Some(Self(Contents {
            id,
            form: form.code,
            until: intake.clock.now().saturating_add(LIFETIME).ok()?,
            key: Bytes(wrapped.into_bytes()),
            documents: kept
                .map(|(stored, digest)| KeptDocument { stored, sent_digest: Bytes(digest.clone()) })
                .collect(),
        }))
    }

    /// The draft of a token, while it lasts, and only for the form it was made for.
    pub(crate) fn open(intake: &Intake, form: &Form, token: &str) -> Option<Self> {
        let contents = Contents::open(&intake.vault, token)?;
        (contents.form == form.code && intake.clock.now() < contents.until).then_some(Self(contents))
    }

    /// The token for the page.
    pub(crate) fn token(&self, intake: &Intake) -> Option<String> {
        self.0.seal(&intake.vault).ok()
    }

    /// Type and size in bytes of a kept document.
    pub(crate) fn find(&self, kind: DocumentKind) -> Option<(MediaType, u64)> {
        let kept = self.0.documents.iter().find(|kept| kept.stored.kind == kind)?;
        Some((kept.stored.media_type, kept.stored.size()))
    }

    /// The documents themselves, without those that are `replaced`. `None` when they cannot be got back.
    pub(crate) async fn documents(&self, intake: &Intake, replaced: &[DocumentKind]) -> Option<Vec<Inspected>> {
        let wanted = self.0.documents.iter().filter(|kept| !replaced.contains(&kept.stored.kind));
        let fetching = try_join_all(wanted.map(|kept| self.fetch(intake, kept)));
        tokio::time::timeout(PATIENCE, Box::pin(fetching)).await.ok()?.ok()
    }

    async fn fetch(&self, intake: &Intake, kept: &KeptDocument) -> Result<Inspected, Gone> {
        let StoredDocument { kind, media_type, offset, length } = kept.stored;
        let sealed = intake.store.get_range(&object_key(self.0.id), offset, length).await.map_err(|_away| Gone)?;
        let key = intake.vault.open_data_key(&self.0.key.0).map_err(|_unusable| Gone)?;
        let bytes = documents::open_document(&key, self.0.id, &kept.stored, &sealed).map_err(|_changed| Gone)?;
        Ok(Inspected { kind, checked: Checked { media_type, bytes }, sent_digest: kept.sent_digest.0.clone() })
    }
}

/// A kept document cannot be got back.
#[derive(Debug)]
struct Gone;

fn object_key(id: uuid::Uuid) -> String {
    format!("{PREFIX}{}", id.hyphenated())
}
