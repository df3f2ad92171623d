//! Forms with documents, as browsers and programs send them: the media type, a line break, the body.

use axum::body::Bytes;
use domain::{Form, MAX_DOCUMENT_BYTES, catalogue};
use intake::fuzzing::accepts;
use uploads::fuzzing::{Ending, Trial};
use uploads::{Accepts, MAX_PARTS};

use super::content::judge;
use super::{Target, text};

pub(super) const TARGET: Target = Target { name: "multipart", words: &WORDS, most: 16_384, run };

const WORDS: [&[u8]; 26] = [
    b"multipart/form-data; boundary=x\n",
    b"multipart/form-data; boundary=\"a b\"\n",
    b"\r\n--x\r\n",
    b"\r\n--x--",
    b"\r\n--x \t\r\n",
    b"\r\n--x",
    b"--",
    b"\r\n\r\n",
    b"\r\n",
    b"Content-Disposition: form-data; name=\"nik\"\r\n\r\n",
    b"Content-Disposition: form-data; name=\"full_name\"\r\n\r\n",
    b"Content-Disposition: form-data; name=\"ktp\"; filename=\"ktp.pdf\"\r\n\r\n",
    b"Content-Disposition: form-data; name=\"ktp\"; filename*=UTF-8''k\r\n\r\n",
    b"Content-Disposition: attachment\r\n",
    b"Content-Type: application/pdf\r\n",
    b"name=",
    b"filename=",
    b"\"",
    b"\\\"",
    b";",
    b"=",
    b":",
    b"birth_date",
    b"chronology",
    b"3202051002900010",
    b"10/02/1990",
];

/// A form with every kind of field and with documents.
fn form() -> Option<&'static Form> {
    catalogue::by_slug("status-bukan-pns")
}

fn run(input: &[u8]) -> bool {
    let mut lines = input.splitn(2, |byte| *byte == b'\n');
    let media_type = text(lines.next().unwrap_or_default());
    let body = Bytes::copy_from_slice(lines.next().unwrap_or_default());
    let Some(form) = form() else { return false };
    let Some(trial) = Trial::read(&accepts(form), &media_type, &body) else { return false };
    assert!(trial.work <= 2 * body.len() + 16, "{} bytes were looked at of {}", trial.work, body.len());
    assert!(trial.parts.iter().map(|(.., content)| content.len()).sum::<usize>() <= body.len(), "no byte is two");
    if trial.ending == Ending::Broken {
        return false;
    }
    assert!(
        trial.ending == Ending::TooLarge || trial.parts.len() <= MAX_PARTS,
        "{} parts were read",
        trial.parts.len()
    );
    for name in trial.texts.keys() {
        assert!(form.fields.iter().any(|spec| spec.field.as_str() == name), "a field that the form does not have");
    }
    for (name, bytes) in &trial.documents {
        assert!(
            form.documents.iter().any(|spec| spec.kind.as_str() == *name),
            "a document that the form does not have"
        );
        assert!((1..=MAX_DOCUMENT_BYTES).contains(&bytes.len()), "a document of {} bytes", bytes.len());
    }
    for fault in &trial.faults {
        assert!(
            !fault.code.is_empty() && !fault.message.is_empty() && !fault.field.is_empty(),
            "a fault has its words"
        );
        assert!(!trial.texts.contains_key(&fault.field) || fault.code == "repeated", "what is wrong is not taken");
    }
    written_again(&accepts(form), &trial);
    judge(form, &trial.texts);
    !trial.parts.is_empty()
}

/// The same parts in a browser's spelling are the same parts.
fn written_again(accepts: &Accepts, trial: &Trial) {
    const BOUNDARY: &str = "----batas-7f3a9c51e2";
    let mut body = Vec::new();
    for (name, is_chosen_file, content) in &trial.parts {
        // A parser could read a backslash before the closing mark as an escaped mark.
        if name.contains('\\') || content.windows(BOUNDARY.len()).any(|bytes| bytes == BOUNDARY.as_bytes()) {
            return;
        }
        let (name, file) = (name.replace('"', "\\\""), if *is_chosen_file { "; filename=\"a\"" } else { "" });
        let header = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(header.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    let again = Trial::read(accepts, &format!("multipart/form-data; boundary={BOUNDARY}"), &Bytes::from(body));
    let Some(again) = again else { unreachable!("the boundary is one") };
    assert_eq!(again.parts, trial.parts, "parts that are written again are the same");
    assert_eq!((again.texts, again.ending), (trial.texts.clone(), trial.ending), "and so are the fields");
}
