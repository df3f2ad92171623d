//! The names that questions have in addresses.

/// A question's name in addresses: its words up to 60 characters, joined by hyphens.
#[must_use]
pub fn anchor(title: &str) -> String {
    let mut anchor = String::new();
    for word in title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if anchor.len() + word.len() >= 60 {
            break;
        }
        if !anchor.is_empty() {
            anchor.push('-');
        }
        anchor.push_str(&word.to_ascii_lowercase());
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_the_beginning_of_the_question() {
        assert_eq!(anchor("Apakah SSCASN itu?"), "apakah-sscasn-itu");
        let long = anchor("Bagaimana jika NIK, Nomor KK, nama, tempat lahir, atau tanggal lahir saya tidak ditemukan?");
        assert_eq!(long, "bagaimana-jika-nik-nomor-kk-nama-tempat-lahir-atau-tanggal");
    }
}
