//! `multipart/form-data` bodies, built by hand so that tests can also build wrong ones.

use std::fmt::Write as _;

/// A body under construction.
#[derive(Clone, Debug)]
pub struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

impl Default for Multipart {
    fn default() -> Self {
        Self { boundary: "batas-7d1f0c4a9b".to_owned(), body: Vec::new() }
    }
}

impl Multipart {
    /// Adds a text field.
    #[must_use]
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.part(&format!("Content-Disposition: form-data; name=\"{name}\"\r\n"), value.as_bytes());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: &str, file_name: &str, content_type: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: \
            {content_type}\r\n"
        );
        self.part(&head, bytes);
        self
    }

    /// The value of the `Content-Type` header.
    #[must_use]
    pub fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The finished body.
    #[must_use]
    pub fn finish(&self) -> Vec<u8> {
        let mut out = self.body.clone();
        out.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        out
    }

    fn part(&mut self, head: &str, content: &[u8]) {
        let mut start = String::new();
        write!(start, "--{}\r\n{head}\r\n", self.boundary).expect("writing to a string cannot fail");
        self.body.extend_from_slice(start.as_bytes());
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
    }
}
