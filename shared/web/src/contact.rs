//! Who runs the site, and how people reach them: what the operator set. A way that is not set is not shown.

use std::sync::Arc;

use runtime::Settings;

/// Longest line that a page shows.
const LONGEST: usize = 200;

/// Who runs the site, and the ways to reach them. A clone is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact(Arc<Known>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Known {
    operated_by: String,
    ways: Vec<Way>,
}

/// One way to reach the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Id of the text that says what it is called.
    pub label: &'static str,
    /// The address, as people read it.
    pub text: String,
    /// Where a tap leads; empty for a postal address.
    pub href: String,
}

impl Contact {
    /// Reads `OPERATED_BY`, `CONTACT_EMAIL`, `CONTACT_PHONE`, `CONTACT_WHATSAPP` and `CONTACT_ADDRESS`, all of which
    /// may be left out.
    pub fn read(settings: &mut Settings) -> Self {
        let operated_by = line(settings, "OPERATED_BY", "who runs the helpdesk, as the foot of each page names them");
        let ways = [
            way(settings, "CONTACT_EMAIL", "e-mail address of the helpdesk, such as helpdesk@example.go.id", email),
            way(settings, "CONTACT_PHONE", "telephone number of the helpdesk, such as 1500 000", phone),
            way(
                settings,
                "CONTACT_WHATSAPP",
                "number of the helpdesk at WhatsApp, such as +62 811 0000 0000",
                whatsapp,
            ),
            way(settings, "CONTACT_ADDRESS", "postal address of the helpdesk, in one line", |text| {
                Ok(Way { label: "contact-address", href: String::new(), text })
            }),
        ];
        Self(Arc::new(Known {
            operated_by: operated_by.unwrap_or_default(),
            ways: ways.into_iter().flatten().collect(),
        }))
    }

    /// Who runs the site; empty when it is not told.
    #[must_use]
    pub fn operated_by(&self) -> &str {
        &self.0.operated_by
    }

    /// The ways to reach them.
    #[must_use]
    pub fn ways(&self) -> &[Way] {
        &self.0.ways
    }
}

/// What the setting says, if it is one line of a bearable length.
fn line(settings: &mut Settings, name: &str, about: &'static str) -> Option<String> {
    let text = settings.optional(name, about)?.trim().to_owned();
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        settings.problem(name, format!("must be one line of 1 to {LONGEST} characters"));
    }
    Some(text)
}

fn way(
    settings: &mut Settings,
    name: &str,
    about: &'static str,
    read: fn(String) -> Result<Way, &'static str>,
) -> Option<Way> {
    let text = line(settings, name, about)?;
    read(text).map_err(|problem| settings.problem(name, problem)).ok()
}

fn email(text: String) -> Result<Way, &'static str> {
    let is_right = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.starts_with('.')
    });
    if !is_right || !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte)) {
        return Err("must be an e-mail address of letters, digits and @ . - _ +");
    }
    Ok(Way { label: "contact-email", href: format!("mailto:{text}"), text })
}

fn phone(text: String) -> Result<Way, &'static str> {
    let number = digits(&text, 3..=15).ok_or("must be a telephone number: digits, blanks, hyphens, + in front")?;
    Ok(Way { label: "contact-phone", href: format!("tel:{number}"), text })
}

fn whatsapp(text: String) -> Result<Way, &'static str> {
    let number = digits(&text, 8..=15).filter(|number| number.starts_with('+'));
    let number = number.ok_or("must be a number with its country, such as +62 811 0000 0000")?;
    Ok(Way { label: "contact-whatsapp", href: format!("https://wa.me/{}", number.trim_start_matches('+')), text })
}

/// The number that a telephone dials.
fn digits(text: &str, many: std::ops::RangeInclusive<usize>) -> Option<String> {
    let number: String = text.chars().filter(|one| !matches!(one, ' ' | '-' | '.' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    (many.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Option<Contact> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut settings = Settings::from_pairs(pairs);
        let contact = Contact::read(&mut settings);
        settings.finish().is_ok().then_some(contact)
    }

    #[test]
    fn what_is_set_can_be_tapped_and_what_is_not_set_is_not_there() {
        let contact = read(&[
            ("OPERATED_BY", "Badan Contoh"),
            ("CONTACT_EMAIL", "helpdesk@example.go.id"),
            ("CONTACT_PHONE", "(021) 150-0000"),
            ("CONTACT_WHATSAPP", "+62 811 0000 0000"),
            ("CONTACT_ADDRESS", "Jalan Contoh 1, Jakarta"),
        ])
        .unwrap();
        let hrefs: Vec<&str> = contact.ways().iter().map(|way| way.href.as_str()).collect();
        assert_eq!(hrefs, ["mailto:helpdesk@example.go.id", "tel:0211500000", "https://wa.me/6281100000000", ""]);
        assert_eq!(contact.operated_by(), "Badan Contoh");
        let none = read(&[]).unwrap();
        assert!(none.operated_by().is_empty() && none.ways().is_empty());
    }

    #[test]
    fn what_nobody_can_be_reached_by_is_refused() {
        for (name, value) in [
            ("CONTACT_EMAIL", "helpdesk"),
            ("CONTACT_EMAIL", "a@b.id?bcc=c@d.id"),
            ("CONTACT_PHONE", "nol dua satu"),
            ("CONTACT_PHONE", "12"),
            ("CONTACT_WHATSAPP", "0811 0000 0000"),
            ("CONTACT_ADDRESS", "satu\ndua"),
            ("OPERATED_BY", " "),
        ] {
            assert!(read(&[(name, value)]).is_none(), "{name}={value}");
        }
    }
}
