//! Where a link leads. A link to the web is fine: the reader clicks it and sees where it goes. Every other scheme
//! reaches for a file or starts a program, and nobody can list them all. So this lists the few schemes that we allow.

/// How many bytes of an address we look at.
const START: usize = 256;

/// What kind of address a string is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A page of the web, a mail, a telephone number, or no address at all.
    Web,
    /// `javascript:`.
    Script,
    /// A file, a share, or a scheme that starts something.
    Foreign,
}

impl Address {
    /// Judges a string's bytes. Skips blanks, control characters and marks of encodings, as readers do.
    pub(super) fn of(text: &[u8]) -> Self {
        let shown = |byte: &u8| matches!(byte, 0x21..=0x7e);
        let start: Vec<u8> =
            text.iter().copied().filter(shown).take(START).map(|byte| byte.to_ascii_lowercase()).collect();
        // A share on a machine in the network.
        if start.starts_with(b"\\\\")
            || start.starts_with(b"//")
            || start.starts_with(b"/\\")
            || start.starts_with(b"\\/")
        {
            return Self::Foreign;
        }
        let end = start
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'-' | b'.'))
            .unwrap_or(start.len());
        let (scheme, rest) = start.split_at_checked(end).unwrap_or((&start, &[]));
        if !rest.starts_with(b":") {
            return Self::Web;
        }
        match scheme {
            b"javascript" => Self::Script,
            // A host with its port, as people type it, has no scheme.
            b"" | b"http" | b"https" | b"mailto" | b"tel" => Self::Web,
            host if host.contains(&b'.') && rest.get(1).is_some_and(u8::is_ascii_digit) => Self::Web,
            _ => Self::Foreign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_web_are_told_from_all_others() {
        let web = [
            "https://sscasn.bkn.go.id",
            "HTTP://a",
            "mailto:a@b",
            "tel:+62",
            "www.bkn.go.id",
            "bkn.go.id:443/x",
            "halaman.html",
            "#bab",
            "",
        ];
        for address in web {
            assert_eq!(Address::of(address.as_bytes()), Address::Web, "{address}");
        }
        for address in ["javascript:x", " java\nscript:x", "\u{0}j\u{0}avascript:", "JavaScript:x"] {
            assert_eq!(Address::of(address.as_bytes()), Address::Script, "{address}");
        }
        for address in [
            "file:///c:/x",
            "smb://a",
            "\\\\a\\b",
            "//a/b",
            "c:\\x",
            "ms-msdt:/id",
            "data:text/html,x",
            "vbscript:x",
            "f\tile:x",
        ] {
            assert_eq!(Address::of(address.as_bytes()), Address::Foreign, "{address}");
        }
    }
}
