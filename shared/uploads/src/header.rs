//! Reads what names things in a multipart body: the boundary in the `Content-Type`, and each part's
//! `Content-Disposition`.

/// Longest boundary; RFC 2046 allows 70 characters.
const MAX_BOUNDARY: usize = 200;

/// What a part's header says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Disposition {
    /// The part's name; empty when it has none.
    pub(crate) name: String,
    /// Whether the part is a file that somebody chose: it has a file name.
    pub(crate) is_chosen_file: bool,
}

/// The boundary that a `Content-Type` of `multipart/form-data` names.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = Parameters(parameters).find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?.1;
    (1..=MAX_BOUNDARY).contains(&boundary.len()).then_some(boundary)
}

impl Disposition {
    /// Reads a header; `None` for one that is none, or that has two dispositions.
    pub(crate) fn read(header: &[u8]) -> Option<Self> {
        let header = String::from_utf8_lossy(header);
        let (mut name, mut is_chosen_file, mut seen) = (String::new(), false, false);
        for line in header.split("\r\n").filter(|line| !line.is_empty()) {
            let (field, value) = line.split_once(':')?;
            if !field.eq_ignore_ascii_case("content-disposition") {
                continue;
            }
            let (kind, parameters) = value.split_once(';').unwrap_or((value, ""));
            if seen || !kind.trim().eq_ignore_ascii_case("form-data") {
                return None;
            }
            seen = true;
            for (parameter, value) in Parameters(parameters) {
                if parameter.eq_ignore_ascii_case("name") {
                    name = value;
                } else if parameter.eq_ignore_ascii_case("filename") || parameter.eq_ignore_ascii_case("filename*") {
                    is_chosen_file |= !value.is_empty();
                }
            }
        }
        Some(Self { name, is_chosen_file })
    }
}

/// `; name=value; name="value"`. Ends at what it does not understand.
struct Parameters<'a>(&'a str);

impl Iterator for Parameters<'_> {
    type Item = (String, String);

    fn next(&mut self) -> Option<(String, String)> {
        let text = self.0.trim_start_matches([' ', '\t', ';']);
        let (name, rest) = text.split_once('=')?;
        let (value, rest) = if let Some(quoted) = rest.trim_start().strip_prefix('"') {
            unquoted(quoted)?
        } else {
            let end = rest.find(';').unwrap_or(rest.len());
            let (value, rest) = rest.split_at(end);
            (value.trim().to_owned(), rest)
        };
        self.0 = rest;
        Some((name.trim().to_owned(), value))
    }
}

/// The text before the closing quotation mark, and what follows it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let (mut value, mut characters) = (String::new(), text.char_indices());
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(at + 1..)?)),
            // Only the quotation mark is escaped by browsers of old; a path of Windows has backslashes of its own.
            '\\' if text.get(at + 1..)?.starts_with('"') => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_chosen_when_it_has_a_name() {
        let chosen = |parameters: &str| {
            let header = format!("Content-Disposition: form-data; {parameters}");
            Disposition::read(header.as_bytes()).map(|read| (read.name, read.is_chosen_file)).unwrap()
        };
        assert_eq!(chosen(r#"name="ktp"; filename="ktp.pdf""#), ("ktp".to_owned(), true));
        assert_eq!(chosen(r#"filename="a;b=\"c\".pdf"; NAME=ktp"#), ("ktp".to_owned(), true));
        assert_eq!(chosen(r#"name="ktp"; filename*=UTF-8''ktp.pdf"#), ("ktp".to_owned(), true));
        assert_eq!(chosen(r#"name="ktp"; filename="C:\berkas\ktp.pdf""#), ("ktp".to_owned(), true));
        assert_eq!(chosen(r#"name="ktp"; filename="""#), ("ktp".to_owned(), false));
        assert_eq!(chosen(r#"name="nik""#), ("nik".to_owned(), false));
    }

    #[test]
    fn a_boundary_is_read_from_the_media_type() {
        for (text, expected) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", Some("a b")),
            ("multipart/form-data; boundary=", None),
            ("multipart/form-data", None),
            ("multipart/mixed; boundary=abc", None),
            ("multipart/form-data; boundary=\"abc", None),
        ] {
            assert_eq!(boundary(text).as_deref(), expected, "{text}");
        }
        assert_eq!(boundary(&format!("multipart/form-data; boundary={}", "b".repeat(201))), None);
    }

    proptest! {
        #[test]
        fn any_text_may_be_a_media_type(text: String, parameters in "[ -~]{0,60}") {
            boundary(&text);
            boundary(&format!("multipart/form-data;{parameters}"));
            Disposition::read(format!("Content-Disposition: form-data; {parameters}").as_bytes());
        }
    }
}
