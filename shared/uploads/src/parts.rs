//! Finds the parts of a multipart body (RFC 7578) that is in memory. Looks at no byte more than twice, whatever the
//! body holds.

use axum::body::Bytes;
use memchr::memmem;

use crate::header::Disposition;

/// Longest header of a part; browsers send some hundred bytes.
const MAX_HEADER: usize = 8 * 1024;

/// The parts of a body, one after the other.
pub(crate) struct Parts {
    body: Bytes,
    delimiter: Vec<u8>,
    at: usize,
    /// Bytes that were looked at.
    pub(crate) work: usize,
}

/// One part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its name; empty when it has none.
    pub(crate) name: String,
    /// Whether it is a file that somebody chose: it has a file name.
    pub(crate) is_chosen_file: bool,
    /// What it holds. Of the last part of a body that was cut off, as much as came.
    pub(crate) content: Bytes,
    /// Whether its end was found.
    pub(crate) is_whole: bool,
}

/// What comes next in a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Part(Part),
    /// The last delimiter.
    End,
    /// The body ends in the midst of something.
    CutOff,
    /// No multipart, or a header that is too long.
    Broken,
}

impl Parts {
    pub(crate) fn new(body: Bytes, boundary: &str) -> Self {
        Self { body, delimiter: format!("\r\n--{boundary}").into_bytes(), at: 0, work: 0 }
    }

    /// The next part. After anything but a whole part there is none.
    pub(crate) fn next(&mut self) -> Next {
        if self.at == 0 && !self.skip_preamble() {
            return Next::CutOff;
        }
        match self.after_delimiter() {
            After::Part => {}
            After::Last => return Next::End,
            After::CutOff => return Next::CutOff,
            After::Other => return Next::Broken,
        }
        let Some(header) = self.header() else {
            return if self.rest().len() >= MAX_HEADER { Next::Broken } else { Next::CutOff };
        };
        let Some(Disposition { name, is_chosen_file }) = Disposition::read(&header) else { return Next::Broken };
        let start = self.at;
        let end = self.find(&self.delimiter.clone(), usize::MAX);
        let (content, is_whole) = match end {
            Some(length) => (self.body.slice(start..start + length), true),
            None => (self.body.slice(start..), false),
        };
        Next::Part(Part { name, is_chosen_file, content, is_whole })
    }

    /// Goes behind the first delimiter.
    fn skip_preamble(&mut self) -> bool {
        let first = self.delimiter.get(2..).unwrap_or_default().to_vec();
        if self.body.starts_with(&first) {
            self.at = first.len();
            return true;
        }
        self.find(&self.delimiter.clone(), usize::MAX).is_some()
    }

    /// Goes behind what follows a delimiter: blanks and the end of the line.
    fn after_delimiter(&mut self) -> After {
        let rest = self.rest();
        if rest.starts_with(b"--") {
            return After::Last;
        }
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let behind = rest.get(blanks..).unwrap_or_default();
        let after = match behind {
            [b'\r', b'\n', ..] => After::Part,
            [] | [b'\r'] => After::CutOff,
            [b'-'] if blanks == 0 => After::CutOff,
            _ => After::Other,
        };
        self.work += blanks + 2;
        if after == After::Part {
            self.at += blanks + 2;
        }
        after
    }

    /// The header of a part, without the empty line behind it.
    fn header(&mut self) -> Option<Bytes> {
        if self.rest().starts_with(b"\r\n") {
            self.at += 2;
            return Some(Bytes::new());
        }
        let start = self.at;
        let length = self.find(b"\r\n\r\n", MAX_HEADER)?;
        Some(self.body.slice(start..start + length))
    }

    /// Goes behind the next `what` within so many bytes; returns how far away it began.
    fn find(&mut self, what: &[u8], within: usize) -> Option<usize> {
        let rest = self.rest();
        let rest = rest.get(..within).unwrap_or(rest);
        let found = memmem::find(rest, what);
        let looked_at = found.map_or(rest.len(), |length| length + what.len());
        self.work += looked_at;
        if found.is_some() {
            self.at += looked_at;
        }
        found
    }

    fn rest(&self) -> &[u8] {
        self.body.get(self.at..).unwrap_or_default()
    }
}

/// What follows a delimiter.
#[derive(PartialEq, Eq)]
enum After {
    Part,
    Last,
    CutOff,
    Other,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const B: &str = "batas";

    fn all(body: &[u8]) -> (Vec<Part>, Next, usize) {
        let mut parts = Parts::new(Bytes::copy_from_slice(body), B);
        let mut found = Vec::new();
        loop {
            match parts.next() {
                Next::Part(part) if part.is_whole => found.push(part),
                last @ (Next::Part(_) | Next::End | Next::CutOff | Next::Broken) => return (found, last, parts.work),
            }
        }
    }

    fn part(name: &str, content: &str) -> String {
        format!("--{B}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
    }

    fn names(parts: &[Part]) -> Vec<(&str, &[u8])> {
        parts.iter().map(|part| (part.name.as_str(), part.content.as_ref())).collect()
    }

    #[test]
    fn parts_come_in_order_with_their_names_and_bytes() {
        let body = format!(
            "awalan\r\n{}{}--{B} \t\r\n\r\ntanpa nama\r\n--{B}--\r\nakhiran",
            part("nik", "31\r\n--bata"),
            part("kk", "")
        );
        let (parts, end, _) = all(body.as_bytes());
        assert_eq!(names(&parts), [("nik", &b"31\r\n--bata"[..]), ("kk", b""), ("", b"tanpa nama")]);
        assert_eq!(end, Next::End);
    }

    #[test]
    fn what_is_no_multipart_is_broken_and_what_ends_early_is_cut_off() {
        let body = format!("{}--{B}--", part("nik", "31"));
        for length in 0..body.len() {
            let (_, end, _) = all(&body.as_bytes()[..length]);
            assert!(matches!(end, Next::CutOff | Next::Part(Part { is_whole: false, .. })), "{length}: {end:?}");
        }
        for body in [
            format!("--{B}x\r\n\r\n\r\n--{B}--"),
            format!("--{B}\r\nbukan kepala\r\n\r\n\r\n--{B}--"),
            format!("--{B}\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--{B}--"),
            format!("--{B}\r\nContent-Disposition: form-data\r\nContent-Disposition: form-data\r\n\r\n\r\n--{B}--"),
            format!("--{B}\r\nX: {}\r\n\r\n\r\n--{B}--", "x".repeat(MAX_HEADER)),
        ] {
            assert_eq!(all(body.as_bytes()).1, Next::Broken, "{body:.60}");
        }
    }

    #[test]
    fn a_header_without_an_end_costs_no_more_than_its_bound() {
        let endless = format!("--{B}\r\nX: {}", "x".repeat(800_000));
        let (parts, end, work) = all(endless.as_bytes());
        assert_eq!((parts, end), (Vec::new(), Next::Broken));
        assert!(work <= 2 * MAX_HEADER, "{work}");
    }

    #[test]
    fn the_work_is_in_proportion_to_the_body() {
        let almost = "\r\n--bata".repeat(50_000);
        for body in [
            part("a", &almost),
            part("a", "").repeat(5_000),
            almost.clone(),
            format!("--{B}\r\n{}", "a:b\r\n".repeat(1_600)),
        ] {
            let (_, _, work) = all(body.as_bytes());
            assert!(work <= 2 * body.len() + 16, "{work} for {}", body.len());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_may_come(body: Vec<u8>, header in "[ -~\r\n]{0,200}") {
            let (_, _, work) = all(&body);
            prop_assert!(work <= 2 * body.len() + 16);
            all(format!("--{B}\r\n{header}\r\n\r\n").as_bytes());
        }

        #[test]
        fn any_bytes_but_the_delimiter_are_a_content(content: Vec<u8>) {
            prop_assume!(memmem::find(&content, b"\r\n--batas").is_none());
            let mut body = part("a", "");
            body.truncate(body.len() - 2);
            let body = [body.as_bytes(), &content, format!("\r\n--{B}--").as_bytes()].concat();
            let (parts, end, _) = all(&body);
            prop_assert_eq!((names(&parts), end), (vec![("a", content.as_slice())], Next::End));
        }
    }
}
