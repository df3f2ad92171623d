//! Looks at what somebody uploads, once it was found to be a document at all: what refuses it, and what is only noted.

use std::io::Cursor;
use std::num::NonZeroU16;
use std::sync::Arc;

use ::documents::{Checked, MediaType};
use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder as _, Limits, RgbImage};
use renditions::{NotDrawn, Picture, Size};
use signatures::{Conclusion, examine};

use super::note::Note;
use super::slot::Slot;
use super::{Documents, paper, portrait};

/// Most pixels of a photograph that is looked at: a camera's, in 36 MB.
const MOST_PIXELS: u64 = 12_000_000;
/// What an e-meterai may add to a file, in bytes.
pub(crate) const STAMP_BYTES: usize = 1 << 20;

/// What was seen of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looked {
    /// Of a PDF file, where they could be counted.
    pub(crate) pages: Option<u16>,
    pub(crate) notes: Vec<Note>,
    /// What its signatures say of an e-meterai; `None` where none is needed, or it cannot be read.
    pub(crate) signature: Option<Conclusion>,
    /// The serial number of the e-meterai that it came with.
    pub(crate) serial: Option<String>,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It is of another type than the slot takes.
    Type,
    /// It has so many bytes, and may have so many.
    TooLarge { bytes: usize, most: usize },
    /// It has so many pages, and may have so many.
    TooManyPages { pages: u16, most: u16 },
}

impl Looked {
    /// Whether it came with an e-meterai.
    pub(crate) fn is_stamped(&self) -> bool {
        self.signature.is_some_and(is_stamp)
    }
}

/// Whether these signatures are an e-meterai.
pub(super) fn is_stamp(conclusion: Conclusion) -> bool {
    matches!(conclusion, Conclusion::Genuine | Conclusion::StampLike)
}

impl Documents {
    /// Looks at a document that is to be in this slot. Drawing a page takes some tenths of a second in a process of its
    /// own; where it fails, that is noted, and nobody is refused for it.
    pub(crate) async fn look(&self, slot: &Slot, checked: &Checked) -> Result<Looked, Unfit> {
        if !slot.takes(checked.media_type) {
            return Err(Unfit::Type);
        }
        let mut looked = Looked::default();
        if slot.needs_stamp() {
            self.look_at_signatures(checked, &mut looked).await;
        }
        // The stamp does not count: DEC-13 of the specification of the portal.
        let most = slot.most_bytes + if looked.is_stamped() { STAMP_BYTES } else { 0 };
        if checked.bytes.len() > most {
            return Err(Unfit::TooLarge { bytes: checked.bytes.len(), most: slot.most_bytes });
        }
        match checked.media_type {
            MediaType::Jpeg => self.look_at_photograph(slot, checked, &mut looked).await,
            MediaType::Pdf => self.look_at_pages(slot, checked, &mut looked).await?,
        }
        Ok(looked)
    }

    async fn look_at_signatures(&self, checked: &Checked, looked: &mut Looked) {
        let (trust, bytes) = (Arc::clone(&self.trust), checked.bytes.clone());
        let report = self.aside(move || examine(&bytes, &trust).ok()).await.flatten();
        let Some(report) = report else { return };
        looked.signature = Some(report.conclusion);
        if is_stamp(report.conclusion) {
            looked.serial = report.serial;
        } else if matches!(report.conclusion, Conclusion::Altered | Conclusion::Recompressed) {
            looked.notes.push(Note::StampBroken);
        }
    }

    async fn look_at_photograph(&self, slot: &Slot, checked: &Checked, looked: &mut Looked) {
        let is_portrait = slot.media_types == [MediaType::Jpeg];
        if !is_portrait && !slot.is_scan {
            return;
        }
        let bytes = checked.bytes.clone();
        let look = move || {
            let picture = photograph(&bytes)?;
            let grey = || if paper::is_grey(&picture) { vec![Note::GreyScan] } else { Vec::new() };
            Some(if is_portrait { portrait::look(&picture) } else { grey() })
        };
        looked.notes.extend(self.aside(look).await.flatten().unwrap_or_else(|| vec![Note::NotDrawn]));
    }

    async fn look_at_pages(&self, slot: &Slot, checked: &Checked, looked: &mut Looked) -> Result<(), Unfit> {
        let drawn = self.renditions.page(&checked.bytes, NonZeroU16::MIN, Size::Reading).await;
        let picture = match drawn {
            Ok(picture) => picture,
            Err(
                NotDrawn::NoSuchPage { .. }
                | NotDrawn::Broken
                | NotDrawn::TooHard
                | NotDrawn::Busy
                | NotDrawn::Failed(_),
            ) => {
                looked.notes.push(Note::NotDrawn);
                return Ok(());
            }
        };
        if picture.pages > slot.most_pages {
            return Err(Unfit::TooManyPages { pages: picture.pages, most: slot.most_pages });
        }
        looked.pages = Some(picture.pages);
        if !paper::is_a4(picture.paper) {
            looked.notes.push(Note::NotA4);
        }
        if slot.is_scan && self.aside(move || is_grey(&picture)).await == Some(true) {
            looked.notes.push(Note::GreyScan);
        }
        Ok(())
    }

    /// Does work on a stranger's bytes aside from the requests, no more of it at once than there are processors. `None`
    /// when it panicked.
    async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.ok()
    }
}

/// A photograph as it is shown, when it is not too large to look at.
fn photograph(jpeg: &[u8]) -> Option<RgbImage> {
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg)).ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture.into_rgb8())
}

fn is_grey(picture: &Picture) -> bool {
    let mut reader = image::ImageReader::new(Cursor::new(&picture.bytes));
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let decoded = reader.with_guessed_format().ok().and_then(|reader| reader.decode().ok());
    decoded.is_some_and(|picture| paper::is_grey(&picture.into_rgb8()))
}
