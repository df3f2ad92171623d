//! Writes the PDF files that tests need.

use std::fmt::Write as _;

use lopdf::{Dictionary, Stream};

/// A file with a catalog (object 1), a page tree (2) and one page (3); what a test adds starts at object 4.
pub(crate) struct Pdf {
    catalog: String,
    page: String,
    objects: Vec<Vec<u8>>,
    trailer: String,
}

/// Number of the first added object.
pub(crate) const FIRST_ADDED: usize = 4;

impl Pdf {
    /// A blank page.
    pub(crate) fn new() -> Self {
        Self { catalog: String::new(), page: String::new(), objects: Vec::new(), trailer: String::new() }
    }

    /// More entries for the catalog.
    pub(crate) fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    /// More entries for the page.
    pub(crate) fn page(mut self, entries: &str) -> Self {
        self.page.push_str(entries);
        self
    }

    /// More entries for the trailer.
    pub(crate) fn trailer(mut self, entries: &str) -> Self {
        self.trailer.push_str(entries);
        self
    }

    /// Another object.
    pub(crate) fn object(mut self, content: impl AsRef<[u8]>) -> Self {
        self.objects.push(content.as_ref().to_vec());
        self
    }

    /// Another object that is a stream, its data as given.
    pub(crate) fn stream(self, entries: &str, data: &[u8]) -> Self {
        let mut content = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        content.extend_from_slice(data);
        content.extend_from_slice(b"\nendstream");
        self.object(content)
    }

    /// An object stream with these objects, numbered from 100 on, packed by Flate.
    pub(crate) fn object_stream(self, objects: &[&str]) -> Self {
        let (index, body) = packed(objects);
        let entries = format!("/Type /ObjStm /Filter /FlateDecode /N {} /First {}", objects.len(), index.len());
        self.stream(&entries, &deflated(&[index, body].concat()))
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut objects = vec![
            format!(
                "<< /Type /Catalog {} {} >>",
                if self.catalog.contains("/Pages ") { "" } else { "/Pages 2 0 R" },
                self.catalog
            )
            .into_bytes(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {} >>", self.page).into_bytes(),
        ];
        objects.extend_from_slice(&self.objects);
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (index, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let size = objects.len() + 1;
        let start = file.len();
        file.extend_from_slice(
            format!(
                "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
                self.trailer
            )
            .as_bytes(),
        );
        file
    }
}

/// The index and the objects of an object stream.
pub(crate) fn packed(objects: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let (mut index, mut body) = (String::new(), String::new());
    for (position, object) in objects.iter().enumerate() {
        write!(index, "{} {} ", 100 + position, body.len()).unwrap();
        writeln!(body, "{object}").unwrap();
    }
    (index.into_bytes(), body.into_bytes())
}

/// Bytes packed by Flate.
pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    // Small content is not worth packing to the library, so it is padded with white space, which means nothing in PDF.
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().max(64) + 64, b' ');
    let mut stream = Stream::new(Dictionary::new(), padded);
    stream.compress().unwrap();
    assert!(stream.dict.has(b"Filter"), "the bytes were not packed");
    stream.content
}
