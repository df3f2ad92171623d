//! Splits a text into words as the search compares them.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that say nothing about what is looked for, as people write them, in SMS style too.
static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| LISTED.split_whitespace().collect());

const LISTED: &str = "
    ada adalah agar akan aku anda antara apa apakah atas atau bagaimana bagi bahwa begitu belum berapa bila bisa bisakah boleh bolehkah
    cara caranya dahulu dalam dan dapat dapatkah dari dengan dgn di dulu ga gak gimana hanya harus hingga ini itu jadi jangan jika juga
    kah kak kalau kalo kami kamu kapan karena ke kemudian kenapa kita knp lagi lain lalu lebih maka mana masih masing melalui mengapa
    menurut min misalnya mohon namun nggak nya oleh pada para perlu saat saja sama sampai saya sebagai sebelum seperti serta sesudah
    setelah siapa silahkan silakan sudah supaya sy tapi tdk telah tentang tersebut tetap tetapi tiap tidak tolong untuk utk ya yaitu
    yang yg
";

/// The words of a text that tell what it is about: lower case, letters apart from digits, without what stands alone.
pub(super) fn of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).flat_map(same_kind).map(str::to_lowercase).filter(|word| tells(word))
}

/// `thk2` is written `THK-II`, `THK 2` and `THK2`.
fn same_kind(word: &str) -> impl Iterator<Item = &str> {
    let first_digit = word.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
    let (letters, digits) = first_digit.and_then(|at| word.split_at_checked(at)).unwrap_or((word, ""));
    [letters, digits].into_iter().filter(|part| !part.is_empty())
}

fn tells(word: &str) -> bool {
    word.chars().nth(1).is_some() && !STOP_WORDS.contains(word)
}

/// A question's name in addresses: its words up to 60 characters, joined by hyphens.
pub(super) fn anchor(title: &str) -> String {
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

/// The first words of a text, up to 160 characters, with `…` when there are more.
pub(super) fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(160) else { return text.to_owned() };
    let begun = text.get(..end).unwrap_or(text);
    let whole_words = begun.rsplit_once(' ').map_or(begun, |(words, _cut)| words);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_tell_something_remain() {
        assert_eq!(
            of("Bagaimana jika Kode Captcha tidak terbaca?").collect::<Vec<_>>(),
            ["kode", "captcha", "terbaca"]
        );
        assert_eq!(of("THK-II thk2 e-Meterai 200KB").collect::<Vec<_>>(), ["thk", "ii", "thk", "meterai", "200kb"]);
        assert_eq!(of(" … ? a").count(), 0);
    }

    #[test]
    fn an_excerpt_ends_with_a_whole_word() {
        assert_eq!(beginning("Ya."), "Ya.");
        assert_eq!(beginning(&"é".repeat(200)), format!("{}…", "é".repeat(160)));
        let cut = beginning(&"kata, ".repeat(40));
        assert!(cut.ends_with("kata…") && cut.chars().count() <= 160, "{cut}");
    }

    #[test]
    fn an_anchor_is_the_beginning_of_the_question() {
        assert_eq!(anchor("Apakah SSCASN itu?"), "apakah-sscasn-itu");
        let long = anchor("Bagaimana jika NIK, Nomor KK, nama, tempat lahir, atau tanggal lahir saya tidak ditemukan?");
        assert_eq!(long, "bagaimana-jika-nik-nomor-kk-nama-tempat-lahir-atau-tanggal");
    }
}
