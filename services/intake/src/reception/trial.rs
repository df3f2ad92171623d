//! Lets `tests/fuzz` read a body as that of a submission is read, and see what it held. The test sees to it that a body
//! of any bytes ends in one of these, at a cost in proportion to its length.

use std::collections::BTreeMap;

use axum::body::Bytes;
use domain::{DocumentKind, FieldError, Form};

use super::Received;
use super::collected::{Collected, End};
use super::header::boundary;
use super::multipart::{MAX_PARTS, Unreadable, read};
use super::parts::{Next, Parts};

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
    /// The text fields of the form.
    pub fields: BTreeMap<String, String>,
    /// The documents of the form.
    pub documents: Vec<(DocumentKind, Bytes)>,
    /// What was wrong with single parts.
    pub faults: Vec<FieldError>,
}

impl Trial {
    /// Most parts that are read of a body.
    pub const MOST_PARTS: usize = MAX_PARTS;

    /// Reads a body that came whole. `None` when the media type names no boundary of a form.
    #[must_use]
    pub fn read(form: &'static Form, content_type: &str, body: &Bytes) -> Option<Self> {
        let boundary = boundary(content_type)?;
        let (parts, work) = all_parts(body, &boundary);
        let collected = Collected { bytes: body.clone(), end: End::Whole };
        let (ending, received) = match read(form, &[], &boundary, collected) {
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
            fields: received.fields,
            documents: received.attachments.into_iter().map(|document| (document.kind, document.bytes)).collect(),
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
