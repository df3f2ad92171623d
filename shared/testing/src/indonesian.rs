//! Finds Indonesian words on a page that is to be English.

/// Words without which hardly a sentence is Indonesian. None is an English word or a part of an official name.
const COMMON: &[&str] = &[
    "yang",
    "dan",
    "untuk",
    "dengan",
    "anda",
    "tidak",
    "adalah",
    "dari",
    "pada",
    "atau",
    "ini",
    "itu",
    "belum",
    "sudah",
    "silakan",
    "kirim",
    "isi",
    "halaman",
    "petugas",
    "jawaban",
    "dapat",
    "kami",
    "bila",
    "tulis",
    "pilih",
    "lalu",
    "kembali",
    "sebelum",
    "berkas",
    "dokumen",
    "pertanyaan",
    "beranda",
    "galat",
    "opsional",
    "tiket",
    "aduan",
    "hari",
    "tahun",
    "pukul",
    "paling",
    "semua",
    "formulir",
    "cari",
    "ganti",
    "hapus",
    "lihat",
    "ubah",
    "lanjut",
];

/// Attributes that nobody reads.
const UNREAD: &[&str] = &[
    "href",
    "src",
    "action",
    "formaction",
    "id",
    "class",
    "name",
    "value",
    "for",
    "type",
    "aria-labelledby",
    "aria-describedby",
    "lang",
    "hreflang",
    "rel",
    "content",
    "autocomplete",
    "inputmode",
    "d",
    "viewBox",
    "data-text",
    "data-copy",
    "data-change",
    "data-show",
    "data-suggestions",
    "data-captcha",
];

/// Elements without an end.
const VOID: &[&str] = &["area", "br", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "!doctype"];

/// The common Indonesian words that a page's texts hold outside of elements that say that they are Indonesian, and
/// outside of “quotes”.
#[must_use]
pub fn indonesian_words(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Depth within an element that says so.
    let (mut rest, mut depth) = (html, 0_usize);
    while let Some((text, after)) = rest.split_once('<') {
        let Some((tag, behind)) = after.split_once('>') else { break };
        if depth == 0 {
            found.extend(common(text));
        }
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        let is_void = VOID.contains(&name) || tag.ends_with('/');
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if depth > 0 {
            depth += usize::from(!is_void);
        } else if tag.contains(" lang=\"id\"") {
            // What describes an Indonesian element to people is read as Indonesian, too.
            depth = usize::from(!is_void);
        } else {
            found.extend(attributes(tag).filter(|(name, _)| !UNREAD.contains(name)).flat_map(|(_, text)| common(text)));
        }
        rest = behind;
    }
    found
}

/// What stands in quotes is a name of something Indonesian.
fn common(text: &str) -> Vec<String> {
    let unquoted: String =
        text.split('“').map(|part| part.split_once('”').map_or(part, |(_, after)| after)).collect::<Vec<_>>().join(" ");
    let words = unquoted.split(|one: char| !one.is_alphabetic()).map(str::to_lowercase);
    words.filter(|word| COMMON.contains(&word.as_str())).collect()
}

/// Names and values; a value of ours has neither `"` nor `>` in it.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = tag.split('"');
    std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
        .map(|(name, value)| (name.trim().trim_end_matches('=').rsplit([' ', '\n']).next().unwrap_or_default(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_texts_and_in_what_is_read_aloud_and_nowhere_else() {
        let page = r#"<html lang="en"><a href="/formulir" lang="id" class="x">Bahasa yang <b>tidak</b><br> ini</a>
            <p id="isi" data-x="Hapus">Not “yang” Anda<input name="nomor" lang="id" placeholder="cari"> <img alt="lihat"></p>"#;
        assert_eq!(indonesian_words(page), ["hapus", "anda", "lihat"]);
    }
}
