//! Finds the addresses in a text of an officer that people may tap: those of a short list, and nothing else.

/// Hosts that a text may lead to, their subdomains included. Nothing else becomes a link.
const HOSTS: &[&str] =
    &["bkn.go.id", "kemendagri.go.id", "kemdikbud.go.id", "kemendikdasmen.go.id", "menpan.go.id", "wa.me"];

/// Numbers that a text may lead to, written in whatever groups, with what a tap does. Nothing else becomes a link: a
/// text also has NIKs and numbers of tickets.
const NUMBERS: &[(&str, &str)] = &[("1500537", "tel:1500537"), (HALO_DUKCAPIL, "https://wa.me/628118005373")];

/// The mobile number of HALO DUKCAPIL, for chats and for SMS.
const HALO_DUKCAPIL: &str = "08118005373";

/// A part of a text: words, or an address that can be tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPart {
    /// What people read.
    pub text: String,
    /// Where it leads; empty for words.
    pub href: String,
}

/// The parts of a text in their order. Together they are the text.
#[must_use]
pub fn linked(text: &str) -> Vec<TextPart> {
    let (mut parts, mut words, mut rest) = (Vec::new(), String::new(), text);
    let mut is_sms = false;
    while let Some(word) = rest.split_inclusive(char::is_whitespace).next() {
        rest = rest.get(word.len()..).unwrap_or_default();
        let opening = word.len() - word.trim_start_matches(['(', '"', '“', '<', '[']).len();
        let (before, address) = word.split_at_checked(opening).unwrap_or(("", word));
        let address = address.trim_end();
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”', '>', ']']);
        words.push_str(before);
        if let Some(href) = leading_to(address, is_sms) {
            if !words.is_empty() {
                parts.push(TextPart { text: std::mem::take(&mut words), href: String::new() });
            }
            parts.push(TextPart { text: address.to_owned(), href });
        } else {
            words.push_str(address);
        }
        is_sms = address.eq_ignore_ascii_case("sms");
        words.push_str(word.get(opening + address.len()..).unwrap_or_default());
    }
    if !words.is_empty() {
        parts.push(TextPart { text: words, href: String::new() });
    }
    parts
}

/// Where a tap on the word leads, behind the word SMS or not.
fn leading_to(word: &str, is_sms: bool) -> Option<String> {
    if is_allowed(word) {
        return Some(word.to_owned());
    }
    let number = word.replace(['-', '.'], "").replace("+62", "0");
    let (_, href) = NUMBERS.iter().find(|(listed, _)| *listed == number)?;
    Some(if is_sms && number == HALO_DUKCAPIL { format!("sms:{number}") } else { (*href).to_owned() })
}

/// `https` to a host of the list, without a port or a name before it; or a telephone number as `tel:` writes it.
fn is_allowed(address: &str) -> bool {
    if let Some(number) = address.strip_prefix("tel:") {
        let digits = number.strip_prefix('+').unwrap_or(number);
        return (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len())).unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let is_listed = HOSTS.iter().any(|listed| {
        host == *listed || host.strip_suffix(listed).is_some_and(|before| before.ends_with('.') && before.len() > 1)
    });
    is_listed
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        && path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        linked(text).into_iter().filter(|part| !part.href.is_empty()).map(|part| part.href).collect()
    }

    #[test]
    fn addresses_of_the_list_and_telephone_numbers_can_be_tapped() {
        let text = "Buka https://sscasn.bkn.go.id/daftar. Atau (https://wa.me/628118005373), tel:1500537!";
        assert_eq!(links(text), ["https://sscasn.bkn.go.id/daftar", "https://wa.me/628118005373", "tel:1500537"]);
        let parts = linked("Buka https://bkn.go.id.\nTerima kasih");
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(texts, ["Buka ", "https://bkn.go.id", ".\nTerima kasih"]);
    }

    #[test]
    fn the_numbers_of_dukcapil_can_be_tapped_as_the_guidance_writes_them() {
        let nik = domain::Nik::parse("3174015708950001").unwrap();
        let text = domain::guidance::for_nik(&nik).text();
        let numbers: Vec<String> = links(&text).into_iter().filter(|href| !href.starts_with("https://d")).collect();
        assert_eq!(numbers, ["tel:1500537", "https://wa.me/628118005373", "sms:08118005373"], "{text}");
        assert_eq!(links("WhatsApp 0811-800-5373, atau +628118005373."), ["https://wa.me/628118005373"; 2]);
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "http://sscasn.bkn.go.id",
            "https://bkn.go.id.evil.example",
            "https://evilbkn.go.id",
            "https://bkn.go.id@evil.example",
            "https://evil.example/https://bkn.go.id",
            "https://bkn.go.id:8443/",
            "https://.bkn.go.id",
            "javascript:alert(1)",
            "tel:1500537;ext=1",
            "bkn.go.id",
            "3174015708950001",
            "081180053731",
            "662026112900005",
            "xhttps://bkn.go.id",
        ] {
            assert!(links(text).is_empty(), "{text}: {:?}", links(text));
        }
    }

    #[test]
    fn the_parts_together_are_the_text() {
        let pieces = ["https://bkn.go.id", "(", ").", " ", "\n", "é", "tel:150", "“", "https://", ".,", "kata"];
        for one in pieces {
            for other in pieces {
                for third in pieces {
                    let text = format!("{one}{other}{third} {one}{third}");
                    let whole: String = linked(&text).into_iter().map(|part| part.text).collect();
                    assert_eq!(whole, text);
                }
            }
        }
    }
}
