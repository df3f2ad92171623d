//! Looks into documents. That is CPU work on strangers' bytes, so it runs off the async threads, and never more of it
//! at once than there are CPUs. One network has half of the CPUs: documents that take the longest keep only their
//! sender waiting.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::thread::available_parallelism;

use documents::{Checked, Refusal};
use domain::DocumentKind;
use ring::digest::{SHA256, digest};
use runtime::crowd::{Bounds, Crowd, WhoLeaves};
use tokio::task::JoinError;

use crate::reception::Attachment;

/// Places for inspections.
#[derive(Clone, Debug)]
pub(crate) struct Inspection {
    crowd: Arc<Crowd>,
    at_once: usize,
}

/// A document that may be stored.
#[derive(Debug)]
pub(crate) struct Inspected {
    pub(crate) kind: DocumentKind,
    pub(crate) checked: Checked,
    /// SHA-256 of the bytes as they were sent.
    pub(crate) sent_digest: Vec<u8>,
}

/// Documents that may be stored, in the order of their kinds, however they were sent.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) checked: Vec<(DocumentKind, Checked)>,
    /// SHA-256 of each document as it was sent, in the same order.
    pub(crate) sent_digests: Vec<Vec<u8>>,
}

impl Inspection {
    /// As many places as there are CPUs.
    pub(crate) fn new() -> Self {
        Self { crowd: Crowd::new(WhoLeaves::LargerOnes), at_once: available_parallelism().map_or(1, usize::from) }
    }

    /// Looks into all documents of one submission, each with its result. `network` is that of a person; channels have
    /// none. Ends with an error only when the process ends.
    pub(crate) async fn inspect(
        &self,
        attachments: Vec<Attachment>,
        network: Option<IpAddr>,
    ) -> Result<Vec<Result<Inspected, (DocumentKind, Refusal)>>, JoinError> {
        if attachments.is_empty() {
            return Ok(Vec::new());
        }
        let of_one = if network.is_some() { self.at_once.div_ceil(2) } else { self.at_once };
        let bounds = Bounds { of_one, of_all: self.at_once };
        // The place goes along, so that a caller who leaves frees none that is still in use.
        let place = self.crowd.admitted(network.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED)), bounds).await;
        tokio::task::spawn_blocking(move || {
            let inspected = attachments.into_iter().map(inspect_one).collect();
            drop(place);
            inspected
        })
        .await
    }
}

impl From<Vec<Inspected>> for Documents {
    fn from(mut inspected: Vec<Inspected>) -> Self {
        inspected.sort_by_key(|one| one.kind);
        let (checked, sent_digests) = inspected
            .into_iter()
            .map(|Inspected { kind, checked, sent_digest }| ((kind, checked), sent_digest))
            .unzip();
        Self { checked, sent_digests }
    }
}

fn inspect_one(attachment: Attachment) -> Result<Inspected, (DocumentKind, Refusal)> {
    let Attachment { kind, bytes } = attachment;
    let checked = documents::check(&bytes).map_err(|refusal| (kind, refusal))?;
    Ok(Inspected { kind, checked, sent_digest: digest(&SHA256, &bytes).as_ref().to_vec() })
}
