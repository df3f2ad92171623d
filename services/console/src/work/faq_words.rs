//! The words of an entry of the FAQ: what may be about somebody, what nothing is put in for, and a plain answer as
//! Markdown.

use ::faq::Entry;

/// Everything that is written in braces as a merge field is.
pub(crate) fn merge_fields(entry: &Entry) -> Vec<String> {
    let texts = [&entry.question, &entry.answer];
    let named = |text: &&String| {
        let inner = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned());
        inner.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect::<Vec<_>>()
    };
    let mut found: Vec<String> = texts.iter().flat_map(named).collect();
    found.sort();
    found.dedup();
    found
}

/// Digits in a row that may be a telephone, an account, a NIP or a ticket.
const LONG_NUMBER: usize = 8;

/// What stands before names.
const FORMS_OF_ADDRESS: [&str; 10] = ["bapak", "pak", "ibu", "bu", "saudara", "saudari", "sdr", "sdri", "kakak", "kak"];

/// What looks as if the entry were about somebody: parts of `name`, words behind a form of address, long numbers.
pub(crate) fn signs(entry: &Entry, name: &str) -> Vec<String> {
    let text = format!("{}\n{}\n{}", entry.question, entry.asked, entry.answer);
    let parts: Vec<String> = words(name).filter(|part| part.chars().count() >= 3).map(str::to_lowercase).collect();
    let mut found: Vec<String> = Vec::new();
    let mut before = "";
    for word in words(&text) {
        let lower = word.to_lowercase();
        let is_named = parts.contains(&lower);
        let is_addressed = word.starts_with(char::is_uppercase)
            && lower != "anda"
            && !FORMS_OF_ADDRESS.contains(&lower.as_str())
            && FORMS_OF_ADDRESS.contains(&before.to_lowercase().as_str());
        if (is_named || is_addressed) && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
        before = word;
    }
    if domain::without_long_numbers(&text, LONG_NUMBER) != text {
        found.push("angka panjang".to_owned());
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// A plain answer as Markdown: each line is a paragraph, each address a link.
pub(crate) fn as_markdown(answer: &str) -> String {
    let linked = |word: &str| {
        let address = word.trim_end_matches(['.', ',', ')', ';']);
        let rest = word.get(address.len()..).unwrap_or_default();
        if address.starts_with("https://") { format!("<{address}>{rest}") } else { word.to_owned() }
    };
    let line = |line: &str| line.split(' ').map(linked).collect::<Vec<_>>().join(" ");
    let lines = answer.lines().map(str::trim).filter(|text| !text.is_empty());
    lines.map(line).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use faq::{Audience, Topic};

    use super::*;

    fn entry(question: &str, answer: &str) -> Entry {
        let [question, answer] = [question, answer].map(str::to_owned);
        Entry { audience: Audience::Everyone, topic: Topic::Login, question, asked: String::new(), answer }
    }

    #[test]
    fn what_may_be_about_somebody_is_found() {
        let found = |answer: &str, name: &str| signs(&entry("Apa?", answer), name);
        assert_eq!(found("Halo Budi, data SANTOSO sudah benar.", "Budi Santoso"), ["Budi", "SANTOSO"]);
        assert_eq!(found("Hubungi Ibu Ratna.", ""), ["Ratna"]);
        assert_eq!(found("Telepon 0812-3456-7890.", ""), ["angka panjang"]);
        for fine in ["Bapak/Ibu Anda dapat mendaftar.", "Hubungi 1500537.", "Buka akun, lalu masuk."] {
            assert!(found(fine, "Al").is_empty(), "{fine}");
        }
    }

    #[test]
    fn merge_fields_are_found_wherever_they_stand() {
        assert_eq!(merge_fields(&entry("{nama}?", "Tiket {nomor_tiket}, {nama}.")), ["nama", "nomor_tiket"]);
        assert!(merge_fields(&entry("Apa?", "{ } {Bukan isian}")).is_empty());
    }

    #[test]
    fn a_plain_answer_keeps_its_lines_and_addresses_as_markdown() {
        let markdown = as_markdown("Halo.\n\nBuka https://sscasn.bkn.go.id.\n- satu\n- dua");
        assert_eq!(markdown, "Halo.\n\nBuka <https://sscasn.bkn.go.id>.\n\n- satu\n\n- dua");
        faq::render(&markdown).unwrap();
    }
}
