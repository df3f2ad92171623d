//! Looking into documents: CPU work on bytes from strangers, off the async threads and never more of it at once than
//! there are CPUs.

use std::sync::Arc;
use std::thread::available_parallelism;

use documents::{Checked, Refusal};
use domain::DocumentKind;
use ring::digest::{SHA256, digest};
use tokio::sync::Semaphore;
use tokio::task::JoinError;

use crate::reception::Attachment;

/// Places for inspections.
#[derive(Clone, Debug)]
pub(crate) struct Inspection {
    places: Arc<Semaphore>,
}

/// A document that may be stored.
#[derive(Debug)]
pub(crate) struct Inspected {
    pub(crate) kind: DocumentKind,
    pub(crate) checked: Checked,
    /// SHA-256 of the bytes as they were sent.
    pub(crate) sent_digest: Vec<u8>,
}

impl Inspection {
    /// As many places as there are CPUs.
    pub(crate) fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))) }
    }

    /// Looks into all documents of one submission, each with its result. Ends with an error only when the process ends.
    pub(super) async fn inspect(
        &self,
        attachments: Vec<Attachment>,
    ) -> Result<Vec<Result<Inspected, (DocumentKind, Refusal)>>, JoinError> {
        if attachments.is_empty() {
            return Ok(Vec::new());
        }
        // The semaphore is never closed. The permit goes along, so that a caller who leaves frees no place that is
        // still in use.
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        tokio::task::spawn_blocking(move || {
            let inspected = attachments.into_iter().map(inspect_one).collect();
            drop(place);
            inspected
        })
        .await
    }
}

fn inspect_one(attachment: Attachment) -> Result<Inspected, (DocumentKind, Refusal)> {
    let Attachment { kind, bytes } = attachment;
    let checked = documents::check(&bytes).map_err(|refusal| (kind, refusal))?;
    Ok(Inspected { kind, checked, sent_digest: digest(&SHA256, &bytes).as_ref().to_vec() })
}
