//! Looks into documents. That is CPU work on strangers' bytes, so it runs off the async threads, and never more of it
//! at once than there are CPUs. One network has half of the CPUs: documents that take the longest keep only their
//! sender waiting.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::thread::available_parallelism;

use documents::{Checked, Refusal};
use ring::digest::{SHA256, digest};
use runtime::crowd::{Bounds, Crowd, WhoLeaves};
use tokio::task::JoinError;

use crate::Attachment;

/// Places for inspections; one for all that a service takes in.
#[derive(Clone, Debug)]
pub struct Inspection {
    crowd: Arc<Crowd>,
    at_once: usize,
}

/// A document that may be stored.
#[derive(Debug)]
pub struct Inspected {
    /// The attachment's name.
    pub name: &'static str,
    /// What to store of it.
    pub checked: Checked,
    /// SHA-256 of the bytes as they were sent.
    pub sent_digest: Vec<u8>,
}

/// A document that may not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The attachment's name.
    pub name: &'static str,
    /// Why.
    pub refusal: Refusal,
}

impl Default for Inspection {
    /// As many places as there are CPUs.
    fn default() -> Self {
        Self { crowd: Crowd::new(WhoLeaves::LargerOnes), at_once: available_parallelism().map_or(1, usize::from) }
    }
}

impl Inspection {
    /// Looks into all documents of one form, each with its result, in their order. `network` is that of a person;
    /// channels have none.
    ///
    /// # Errors
    /// Only when the process ends.
    pub async fn inspect(
        &self,
        attachments: Vec<Attachment>,
        network: Option<IpAddr>,
    ) -> Result<Vec<Result<Inspected, Refused>>, JoinError> {
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

fn inspect_one(attachment: Attachment) -> Result<Inspected, Refused> {
    let Attachment { name, bytes, most_bytes } = attachment;
    let checked = documents::check_up_to(&bytes, most_bytes).map_err(|refusal| Refused { name, refusal })?;
    Ok(Inspected { name, checked, sent_digest: digest(&SHA256, &bytes).as_ref().to_vec() })
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;

    #[tokio::test]
    async fn each_document_has_its_result_in_the_order_of_arrival() {
        let photograph = Bytes::from(testing::jpeg(1, 20_000));
        let attachments = vec![
            Attachment { name: "selfie", bytes: Bytes::from_static(b"teks"), most_bytes: 204_800 },
            Attachment { name: "ktp", bytes: photograph.clone(), most_bytes: 204_800 },
        ];
        let inspected = Inspection::default().inspect(attachments, None).await.unwrap();
        let [Err(refused), Ok(ktp)] = inspected.as_slice() else { panic!("{inspected:?}") };
        assert_eq!(*refused, Refused { name: "selfie", refusal: Refusal::UnknownType });
        assert_eq!((ktp.name, &ktp.checked), ("ktp", &documents::check(&photograph).unwrap()));
        assert_eq!(ktp.sent_digest, digest(&SHA256, &photograph).as_ref());
    }

    #[tokio::test]
    async fn a_document_may_be_as_large_as_its_own_bound_says() {
        let bytes = Bytes::from(testing::pdf(1, 600_000));
        let of = |most_bytes| vec![Attachment { name: "diploma", bytes: bytes.clone(), most_bytes }];
        let within = Inspection::default().inspect(of(819_200), None).await.unwrap();
        assert!(matches!(within.as_slice(), [Ok(_)]), "{within:?}");
        let beyond = Inspection::default().inspect(of(512_000), None).await.unwrap();
        assert!(matches!(beyond.as_slice(), [Err(Refused { refusal: Refusal::TooLarge, .. })]), "{beyond:?}");
    }
}
