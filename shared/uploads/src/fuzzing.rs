//! Lets `tests/fuzz` read a body as that of a form is read, and see what it held. The test sees to it that a body
//! of any bytes ends in one of these, at a cost in proportion to its length.

use std::collections::BTreeMap;

use axum::body::Bytes;
use domain::FieldError;

use crate::collected::{Collected, End};
use crate::header::boundary;
use crate::multipart::read;
use crate::parts::{Next, Parts};
use crate::{Accepts, Received, Unreadable};

/// How the reading of a body ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All of it was read.
    Whole,
    /// It is broken; nothing of it counts.
    Broken,
    /// It has too many parts.
    TooLarge,
}

/// What a body held.
#[derive(Debug)]
pub struct Trial {
    /// How the reading ended.
    pub ending: Ending,
    /// Every whole part: its name, whether it is a chosen file, and its bytes.
    pub parts: Vec<(String, bool, Bytes)>,
    /// Bytes of the body that were looked at, those looked at twice counted twice.
    pub work: usize,
    /// The texts that are accepted.
    pub texts: BTreeMap<String, String>,
    /// The documents that are accepted, by name.
    pub documents: Vec<(&'static str, Bytes)>,
    /// What was wrong with single parts.
    pub faults: Vec<FieldError>,
}

impl Trial {
    /// Reads a body that came whole. `None` when the media type names no boundary of a form.
    #[must_use]
    pub fn read(accepts: &Accepts, content_type: &str, body: &Bytes) -> Option<Self> {
        let boundary = boundary(content_type)?;
        let (parts, work) = all_parts(body, &boundary);
        let collected = Collected { bytes: body.clone(), end: End::Whole };
        let (ending, received) = match read(accepts, &boundary, collected) {
            Ok(received) => (Ending::Whole, received),
            Err(Unreadable::TooLarge { received, .. }) => (Ending::TooLarge, received),
            Err(Unreadable::NotMultipart | Unreadable::Broken | Unreadable::CutOff { .. }) => {
                (Ending::Broken, Received::default())
            }
        };
        Some(Self {
            ending,
            parts,
            work,
            texts: received.texts,
            documents: received.attachments.into_iter().map(|document| (document.name, document.bytes)).collect(),
            faults: received.faults.into_iter().map(|fault| fault.error).collect(),
        })
    }
}

fn all_parts(body: &Bytes, boundary: &str) -> (Vec<(String, bool, Bytes)>, usize) {
    let (mut parts, mut whole) = (Parts::new(body.clone(), boundary), Vec::new());
    while let Next::Part(part) = parts.next()
        && part.is_whole
    {
        whole.push((part.name, part.is_chosen_file, part.content));
    }
    (whole, parts.work)
}
