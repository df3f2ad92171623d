//! Where a person wants to be told that the ticket was answered: an e-mail address or a number of a mobile telephone,
//! in one field.
//!
//! Only what can be written to is accepted. The bounds of e-mail addresses are those of RFC 5321 (4.5.3.1), those of
//! numbers E.164's. A number without the sign of its country is Indonesian: `0` or `62`, then `8` and 8 to 11 digits.

use super::characters::{digit, is_blank, is_dash, is_invisible};
use super::{hide_in_debug, typed};

/// Most characters of an e-mail address.
const LONGEST_EMAIL: usize = 254;
/// Most characters before its `@`.
const LONGEST_LOCAL_PART: usize = 64;

/// Where somebody wants to be told. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct NoticeAddress(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Email(String),
    /// With `+` and the country first.
    Mobile(String),
}

hide_in_debug!(NoticeAddress);

/// The text is neither an e-mail address nor a number that can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidNoticeAddress {
    /// It has an `@`, but is no address.
    #[error("not an e-mail address")]
    Email,
    /// It has no `@`, and is no number of a mobile telephone.
    #[error("not a number of a mobile telephone")]
    Mobile,
}

impl InvalidNoticeAddress {
    /// The code on the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "not_an_email",
            Self::Mobile => "not_a_mobile_number",
        }
    }
}

impl NoticeAddress {
    /// Most characters that somebody may type.
    pub const MAX_LENGTH: usize = LONGEST_EMAIL;

    /// Reads what somebody typed; `None` for a text without a visible character. Blanks, dots and dashes in a number do
    /// not matter.
    ///
    /// # Errors
    /// [`InvalidNoticeAddress`], which repeats nothing of the text.
    pub fn read(raw: &str) -> Result<Option<Self>, InvalidNoticeAddress> {
        if typed::is_blank_text(raw) {
            return Ok(None);
        }
        if raw.contains('@') { email(raw) } else { mobile(raw) }.map(|kind| Some(Self(kind)))
    }

    /// The address, or the number with `+` and the country first: personal data. Seal it, or write to it.
    #[must_use]
    pub fn expose(&self) -> &str {
        match &self.0 {
            Kind::Email(text) | Kind::Mobile(text) => text,
        }
    }

    /// Whether it is an e-mail address rather than a number.
    #[must_use]
    pub fn is_email(&self) -> bool {
        matches!(self.0, Kind::Email(_))
    }

    /// As much of it as its owner needs to know it again: `s•••@example.go.id`, `+62•••789`.
    #[must_use]
    pub fn masked(&self) -> String {
        match &self.0 {
            Kind::Email(text) => {
                let (local, domain) = text.split_once('@').unwrap_or_default();
                format!("{}•••@{domain}", local.chars().take(1).collect::<String>())
            }
            Kind::Mobile(text) => {
                let (country, last) = (text.get(..3).unwrap_or_default(), text.len().saturating_sub(3));
                format!("{country}•••{}", text.get(last..).unwrap_or_default())
            }
        }
    }
}

fn email(raw: &str) -> Result<Kind, InvalidNoticeAddress> {
    let line = typed::line(raw).map_err(|_fault| InvalidNoticeAddress::Email)?;
    let (local, domain) = line.split_once('@').ok_or(InvalidNoticeAddress::Email)?;
    let is_local = |byte: u8| byte.is_ascii_graphic() && !br#""(),:;<>@[\]"#.contains(&byte);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let right = line.len() <= LONGEST_EMAIL
        && (1..=LONGEST_LOCAL_PART).contains(&local.len())
        && local.bytes().all(is_local)
        && local.split('.').all(|part| !part.is_empty())
        && domain.contains('.')
        && domain.split('.').all(is_label);
    if right {
        Ok(Kind::Email(format!("{local}@{}", domain.to_ascii_lowercase())))
    } else {
        Err(InvalidNoticeAddress::Email)
    }
}

fn mobile(raw: &str) -> Result<Kind, InvalidNoticeAddress> {
    let mut digits = String::new();
    let mut with_country = false;
    for character in raw.chars() {
        match digit(character) {
            Some(one) => digits.push(one),
            None if character == '+' && digits.is_empty() && !with_country => with_country = true,
            None if is_blank(character) || is_dash(character) || is_invisible(character) || character == '.' => {}
            None => return Err(InvalidNoticeAddress::Mobile),
        }
    }
    let of_indonesia = match digits.strip_prefix("62") {
        Some(rest) => Some(rest),
        None if with_country => None,
        None => digits.strip_prefix('0'),
    };
    let right = match of_indonesia {
        Some(rest) => rest.starts_with('8') && (9..=12).contains(&rest.len()),
        None => with_country && (8..=15).contains(&digits.len()) && !digits.starts_with('0'),
    };
    match (right, of_indonesia) {
        (true, Some(rest)) => Ok(Kind::Mobile(format!("+62{rest}"))),
        (true, None) => Ok(Kind::Mobile(format!("+{digits}"))),
        (false, _) => Err(InvalidNoticeAddress::Mobile),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, InvalidNoticeAddress> {
        NoticeAddress::read(raw).map(|address| address.map_or_else(String::new, |address| address.expose().to_owned()))
    }

    #[test]
    fn a_mobile_number_is_read_as_people_write_it() {
        for raw in [
            "081234567890",
            "6281234567890",
            "+6281234567890",
            " 0812-3456-7890 ",
            "+62 812 3456 7890",
            "0812.3456.7890",
            "\u{202a}+62 812‑3456‑7890\u{202c}",
            "٠٨١٢٣٤٥٦٧٨٩٠",
        ] {
            assert_eq!(read(raw), Ok("+6281234567890".to_owned()), "{raw:?}");
        }
        assert_eq!(
            (read("081234567"), read("0812345678")),
            (Err(InvalidNoticeAddress::Mobile), Ok("+62812345678".to_owned()))
        );
        assert_eq!(
            (read("0812345678901"), read("08123456789012")),
            (Ok("+62812345678901".to_owned()), Err(InvalidNoticeAddress::Mobile))
        );
    }

    #[test]
    fn a_number_of_another_country_needs_its_plus() {
        assert_eq!(read("+60 12-345 6789"), Ok("+60123456789".to_owned()));
        for raw in
            ["60123456789", "+1234567", "+1234567890123456", "+0123456789", "+62215551234", "0215551234", "1500537"]
        {
            assert_eq!(read(raw), Err(InvalidNoticeAddress::Mobile), "{raw}");
        }
    }

    #[test]
    fn an_email_address_has_one_at_sign_and_a_domain_with_a_dot() {
        assert_eq!(read(" Siti.A+ujian@Example.GO.ID "), Ok("Siti.A+ujian@example.go.id".to_owned()));
        let longest = format!("s@{}.id", "a.".repeat(124).trim_end_matches('.'));
        assert!(longest.len() < 254 && read(&longest).is_ok());
        for raw in [
            "siti@example",
            "@example.id",
            "siti@",
            "siti@@example.id",
            "a@b@example.id",
            "siti @example.id",
            "siti@exa mple.id",
            "siti@example..id",
            "siti@.id",
            "siti@-a.id",
            "si..ti@example.id",
            "siti@example.id\r\nBcc: lain@example.id",
            "<siti@example.id>",
            "siti@example.id, budi@example.id",
            &format!("{}@example.id", "s".repeat(65)),
            &format!("s@{}.id", "a.".repeat(130).trim_end_matches('.')),
        ] {
            assert_eq!(read(raw), Err(InvalidNoticeAddress::Email), "{raw:?}");
        }
    }

    #[test]
    fn nothing_visible_is_no_address_and_no_fault() {
        for raw in ["", "  ", "\u{200b}"] {
            assert_eq!(NoticeAddress::read(raw), Ok(None), "{raw:?}");
        }
    }

    #[test]
    fn its_owner_knows_it_again_and_nobody_else_can_write_to_it() {
        let masked = |raw| NoticeAddress::read(raw).unwrap().unwrap().masked();
        assert_eq!(masked("siti@example.go.id"), "s•••@example.go.id");
        assert_eq!(masked("0812 3456 7890"), "+62•••890");
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(raw in "[+0-9 .@a-z-]{0,30}|\\PC{0,40}") {
            if let Ok(Some(address)) = NoticeAddress::read(&raw) {
                prop_assert_eq!(NoticeAddress::read(address.expose()), Ok(Some(address)));
            }
        }
    }
}
