//! Reads a multipart body: as much of it as may be, or as came, and then its parts. Holds nothing beyond the bound of a
//! body.

use axum::body::Bytes;
use axum::extract::Request;
use documents::Refusal;
use domain::FieldError;
use http::header::CONTENT_TYPE;
use web::CutOff;

use crate::collected::{Collected, End, collect};
use crate::header::boundary;
use crate::parts::{Next, Part, Parts};
use crate::{Accepts, Attachment, Document, Fault, Received, Weight, texts};

/// Most parts that are read of a body; no form has more than 20.
pub const MAX_PARTS: usize = 40;

/// A body that could not be read to its end.
#[derive(Debug)]
pub enum Unreadable {
    /// Not multipart/form-data.
    NotMultipart,
    /// Broken syntax, or the connection ended early.
    Broken,
    /// More bytes or parts than allowed, and what came before.
    TooLarge {
        /// What the person is told.
        detail: String,
        /// The parts that were read.
        received: Received,
    },
    /// Did not arrive in time, or others needed its place.
    CutOff {
        /// Which of them.
        why: CutOff,
        /// The parts that came whole.
        received: Received,
    },
}

/// Reads all parts of a body that are accepted. Faulty parts are noted in [`Received::faults`] and the reading goes on.
///
/// # Errors
/// When the body could not be read to its end; what came of it is there where it counts.
pub async fn receive(request: Request, accepts: &Accepts) -> Result<Received, Unreadable> {
    let mut media_types = request.headers().get_all(CONTENT_TYPE).iter();
    let media_type = media_types.next().filter(|_| media_types.next().is_none()).and_then(|value| value.to_str().ok());
    let boundary = media_type.and_then(boundary).ok_or(Unreadable::NotMultipart)?;
    read(accepts, &boundary, collect(request.into_body(), accepts.most_body_bytes).await)
}

/// Reads the parts of what arrived.
pub(crate) fn read(accepts: &Accepts, boundary: &str, collected: Collected) -> Result<Received, Unreadable> {
    let Collected { bytes, end } = collected;
    let mut reading = Reading { accepts, received: Received::default(), names: Vec::new() };
    let mut parts = Parts::new(bytes, boundary);
    loop {
        match parts.next() {
            Next::Part(part) if part.is_whole => {
                if reading.names.len() == MAX_PARTS {
                    let detail = texts::too_many_parts(MAX_PARTS);
                    return Err(Unreadable::TooLarge { detail, received: reading.received });
                }
                reading.take(part);
            }
            Next::Part(part) => {
                reading.take_beginning(&part);
                return Err(reading.stopped_by(end));
            }
            Next::CutOff => return Err(reading.stopped_by(end)),
            Next::Broken => return Err(Unreadable::Broken),
            Next::End if end == End::TooLarge => return Err(reading.stopped_by(end)),
            Next::End => return Ok(reading.received),
        }
    }
}

/// The parts read so far.
struct Reading<'a> {
    accepts: &'a Accepts,
    received: Received,
    names: Vec<String>,
}

impl Reading<'_> {
    fn take(&mut self, part: Part) {
        let name = part.name;
        let repeated = self.names.contains(&name);
        self.names.push(name.clone());
        let document = self.accepts.document(&name);
        if document.is_none() && !self.accepts.is_text(&name) {
            self.fault(Fault::invalid(FieldError::unknown(&name)));
        } else if repeated {
            self.fault(Fault::invalid(FieldError::repeated(&name)));
        } else if let Some(document) = document {
            self.take_document(document, part.is_chosen_file, part.content);
        } else {
            self.take_text(&name, &part.content);
        }
    }

    /// Of a part without an end nothing counts but that it is too large.
    fn take_beginning(&mut self, part: &Part) {
        if let Some(document) = self.accepts.document(&part.name)
            && part.content.len() > document.most_bytes
        {
            self.too_large(document);
        }
    }

    fn take_document(&mut self, document: Document, is_chosen_file: bool, bytes: Bytes) {
        let Document { name, label, most_bytes } = document;
        if bytes.len() > most_bytes {
            self.too_large(document);
        } else if !bytes.is_empty() {
            self.received.attachments.push(Attachment { name, bytes, most_bytes });
        } else if is_chosen_file {
            // Full telephones and clouds give such files, and whoever chose one believes to have sent it.
            self.fault(Fault::refused(name, label, Refusal::Empty));
        }
        // Else it is what a browser sends for a file that was not chosen.
    }

    fn too_large(&mut self, document: Document) {
        let message = texts::document_too_large(document);
        self.fault(Fault::new(Weight::TooLarge, document.name, "document_too_large", message));
    }

    fn take_text(&mut self, name: &str, bytes: &[u8]) {
        let most_bytes = self.accepts.most_text_bytes;
        if bytes.len() > most_bytes {
            let message = texts::text_too_large(most_bytes);
            self.fault(Fault::new(Weight::TooLarge, name, "field_too_large", message));
            return;
        }
        match str::from_utf8(bytes) {
            Err(_) => self.fault(Fault::new(Weight::Invalid, name, "not_text", texts::not_text())),
            Ok(text) => {
                let of_the_page = self.accepts.is_control(name);
                let values = if of_the_page { &mut self.received.controls } else { &mut self.received.texts };
                values.insert(name.to_owned(), text.to_owned());
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        if !self.received.is_faulty(&fault.error.field) {
            self.received.faults.push(fault);
        }
    }

    fn stopped_by(self, end: End) -> Unreadable {
        match end {
            End::TooLarge => {
                Unreadable::TooLarge { detail: texts::body_too_large(self.accepts), received: self.received }
            }
            End::CutOff(why) => Unreadable::CutOff { why, received: self.received },
            End::Whole | End::Broken => Unreadable::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts() -> Accepts {
        Accepts {
            texts: vec!["nik", "full_name"],
            controls: &["action"],
            most_text_bytes: 2048,
            documents: vec![
                Document { name: "ktp", label: "KTP", most_bytes: 3072 },
                Document { name: "diploma", label: "Ijazah", most_bytes: 5120 },
            ],
            most_body_bytes: 16_384,
        }
    }

    fn part(parameters: &str, content: &str) -> String {
        format!("--x\r\nContent-Disposition: form-data; {parameters}\r\n\r\n{content}\r\n")
    }

    fn read_as(body: &str, end: End) -> Result<Received, Unreadable> {
        let collected = Collected { bytes: Bytes::copy_from_slice(body.as_bytes()), end };
        read(&accepts(), "x", collected)
    }

    fn told(received: &Received) -> Vec<(&str, &'static str)> {
        received.faults.iter().map(|fault| (fault.error.field.as_str(), fault.error.code)).collect()
    }

    #[test]
    fn each_part_goes_where_its_name_belongs() {
        let body = format!(
            "{}{}{}{}--x--",
            part(r#"name="ktp"; filename="ktp.pdf""#, "berkas"),
            part(r#"name="nik""#, "31"),
            part(r#"name="action""#, "send"),
            part(r#"name="kk""#, "32")
        );
        let received = read_as(&body, End::Whole).unwrap();
        let [ktp] = received.attachments.as_slice() else { panic!("{received:?}") };
        assert_eq!((ktp.name, ktp.bytes.as_ref()), ("ktp", &b"berkas"[..]));
        assert_eq!(received.texts.into_iter().collect::<Vec<_>>(), [("nik".to_owned(), "31".to_owned())]);
        assert_eq!(received.controls.into_iter().collect::<Vec<_>>(), [("action".to_owned(), "send".to_owned())]);
        assert_eq!(received.faults[0].error, FieldError::unknown("kk"));
    }

    #[test]
    fn each_document_and_every_text_has_its_own_bound_which_its_fault_tells() {
        let sent = |ktp: usize, diploma: usize, nik: usize| {
            let body = format!(
                "{}{}{}--x--",
                part(r#"name="ktp"; filename="a""#, &"k".repeat(ktp)),
                part(r#"name="diploma"; filename="b""#, &"d".repeat(diploma)),
                part(r#"name="nik""#, &"3".repeat(nik))
            );
            read_as(&body, End::Whole).unwrap()
        };
        let within = sent(3072, 5120, 2048);
        assert_eq!((told(&within), within.attachments.len(), within.texts.len()), (Vec::new(), 2, 1));
        let beyond = sent(3073, 5121, 2049);
        assert_eq!((beyond.attachments.len(), beyond.texts.len()), (0, 0));
        let codes = ["document_too_large", "document_too_large", "field_too_large"];
        assert_eq!(told(&beyond), ["ktp", "diploma", "nik"].into_iter().zip(codes).collect::<Vec<_>>());
        for (fault, size) in
            beyond.faults.iter().zip(["KTP lebih besar dari 3 KB", "Ijazah lebih besar dari 5 KB", "2 KB"])
        {
            assert!(fault.error.message.contains(size), "{}", fault.error.message);
        }
    }

    #[test]
    fn a_body_that_is_too_large_tells_its_bound_and_which_document_was_too_large_by_then() {
        let body = format!("--x\r\nContent-Disposition: form-data; name=\"ktp\"\r\n\r\n{}", "k".repeat(3073));
        let Err(Unreadable::TooLarge { detail, received }) = read_as(&body, End::TooLarge) else {
            panic!("not too large")
        };
        assert!(detail.contains("16 KB") && detail.contains("5 KB"), "{detail}");
        assert_eq!(told(&received), [("ktp", "document_too_large")]);
    }

    #[test]
    fn more_parts_than_are_read_are_too_many() {
        let parts = |count: usize| format!("{}--x--", part(r#"name="nik""#, "3").repeat(count));
        assert!(read_as(&parts(MAX_PARTS), End::Whole).is_ok());
        let Err(Unreadable::TooLarge { detail, .. }) = read_as(&parts(MAX_PARTS + 1), End::Whole) else {
            panic!("not too many")
        };
        assert!(detail.contains(&MAX_PARTS.to_string()), "{detail}");
    }

    #[test]
    fn a_chosen_file_without_bytes_is_told_and_one_that_was_not_chosen_is_not() {
        let chosen = format!(
            "{}{}--x--",
            part(r#"name="ktp"; filename="ktp.pdf""#, ""),
            part(r#"name="diploma"; filename="""#, "")
        );
        let received = read_as(&chosen, End::Whole).unwrap();
        assert_eq!(told(&received), [("ktp", "document_empty")]);
    }

    #[test]
    fn what_was_typed_before_the_end_of_the_patience_is_there() {
        let body = format!("{}{}--x\r\nContent-Disp", part(r#"name="nik""#, "31"), part(r#"name="full_name""#, "Siti"));
        for why in [CutOff::TooSlow, CutOff::Crowded] {
            let Err(Unreadable::CutOff { why: told, received }) = read_as(&body, End::CutOff(why)) else {
                panic!("not cut off")
            };
            assert_eq!((told, received.texts.len(), received.texts["full_name"].as_str()), (why, 2, "Siti"));
        }
    }

    #[test]
    fn half_of_a_text_is_no_text() {
        let body = format!(
            "{}--x\r\nContent-Disposition: form-data; name=\"full_name\"\r\n\r\nSi",
            part(r#"name="nik""#, "31")
        );
        let Err(Unreadable::CutOff { received, .. }) = read_as(&body, End::CutOff(CutOff::TooSlow)) else {
            panic!("not cut off")
        };
        assert_eq!(received.texts.keys().collect::<Vec<_>>(), ["nik"]);
        assert!(matches!(read_as(&body, End::Whole), Err(Unreadable::Broken)));
    }
}
