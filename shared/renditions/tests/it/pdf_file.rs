//! Writes the PDF files that tests need.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A file with a catalog (object 1) and a page tree (2); each page takes two objects, itself and its content.
pub(crate) struct Pdf {
    pages: Vec<Vec<u8>>,
    filter: &'static str,
    media_box: &'static str,
    resources: String,
    further: Vec<Vec<u8>>,
}

impl Pdf {
    /// A4, one page for each content.
    pub(crate) fn of(contents: &[&str]) -> Self {
        let pages = contents.iter().map(|content| content.as_bytes().to_vec()).collect();
        Self { pages, filter: "", media_box: "0 0 595 842", resources: String::new(), further: Vec::new() }
    }

    /// One page whose content is so many spaces (whole megabytes), packed by Flate twice.
    pub(crate) fn that_unpacks_to(bytes: usize) -> Self {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        for _ in 0..bytes >> 20 {
            encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let content = deflated(&encoder.finish().unwrap());
        Self { pages: vec![content], filter: "/Filter [/FlateDecode /FlateDecode]", ..Self::of(&[]) }
    }

    pub(crate) fn media_box(self, media_box: &'static str) -> Self {
        Self { media_box, ..self }
    }

    /// What pages use, by the number that [`Self::object`] gives: the first of them is `first_further`.
    pub(crate) fn resources(self, resources: &str) -> Self {
        Self { resources: resources.to_owned(), ..self }
    }

    /// Number of the first object that a test adds.
    pub(crate) fn first_further(&self) -> usize {
        3 + 2 * self.pages.len()
    }

    pub(crate) fn stream(mut self, entries: &str, data: &[u8]) -> Self {
        self.further.push(stream(entries, data));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut kids = String::new();
        let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), Vec::new()];
        for page in &self.pages {
            let number = objects.len() + 1;
            write!(kids, "{number} 0 R ").unwrap();
            let resources = if self.resources.is_empty() {
                "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
            } else {
                &self.resources
            };
            let entries = format!(
                "/Type /Page /Parent 2 0 R /MediaBox [{}] /Contents {} 0 R /Resources << {resources} >>",
                self.media_box,
                number + 1
            );
            objects.push(format!("<< {entries} >>").into_bytes());
            objects.push(stream(self.filter, page));
        }
        objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", self.pages.len()).into_bytes();
        objects.extend(self.further.iter().cloned());

        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let begins = file.len();
        file.extend(
            format!("{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begins}\n%%EOF\n", objects.len() + 1)
                .into_bytes(),
        );
        file
    }
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< {entries} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
