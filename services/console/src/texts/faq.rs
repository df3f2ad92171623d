//! Texts of the FAQ's pages.

use super::refusals::Text;

pub(crate) const FAQ_QUESTION: &str = "Pertanyaan";
pub(crate) const FAQ_AUDIENCE: &str = "Untuk";
pub(crate) const FAQ_TOPIC: &str = "Topik";
pub(crate) const FAQ_ANSWER: &str = "Jawaban";
pub(crate) const FAQ_ASKED: &str = "Kata lain yang diketik pelamar";

/// Which entries a list shows: the word in its address, and what people read.
pub(crate) const FAQ_CHOICES: [(&str, &str); 4] =
    [("", "Semua"), ("usulan", "Menunggu putusan"), ("terbit", "Terbit"), ("ditarik", "Tidak terbit")];

pub(crate) const FAQ_WAITING: &str = "Usulan baru, menunggu supervisor";
pub(crate) const FAQ_HIDDEN: &str = "Tidak terbit";
pub(crate) const FAQ_FROM_FILE: &str = "Bawaan sistem";
pub(crate) const FAQ_PUBLISH: &str = "Terbitkan";
pub(crate) const FAQ_PUBLISH_CHANGE: &str = "Terbitkan perubahan";

pub(crate) fn faq_published(day: &str) -> String {
    format!("Terbit sejak {day}")
}

pub(crate) fn faq_published_and_waiting(day: &str) -> String {
    format!("Terbit sejak {day}; ada usulan perubahan")
}

pub(crate) const FAQ_AUDIENCE_MISSING: &str = "Pilih untuk siapa jawaban ini.";
pub(crate) const FAQ_TOPIC_MISSING: &str = "Pilih topiknya.";
pub(crate) const FAQ_ANSWER_EMPTY: &str = "Tulis jawabannya.";
pub(crate) const FAQ_DIGITS: &str =
    "Bagian ini memuat 16 angka berurutan, seperti NIK atau nomor KK. FAQ dibaca semua orang: hapus angkanya.";
pub(crate) const FAQ_FULL: &str = "FAQ sudah memuat 1.000 entri. Ubah entri yang ada.";

pub(crate) fn faq_link(line: usize) -> String {
    format!(
        "Tautan di baris {line} tidak dapat dipakai. Gunakan alamat https://… atau halaman situs ini, misalnya /status."
    )
}

pub(crate) fn faq_not_plain(line: usize) -> String {
    format!(
        "Baris {line} memuat sesuatu yang tidak ditampilkan, misalnya judul, gambar, tabel, kutipan, atau HTML. \
        Gunakan paragraf, daftar, huruf tebal atau miring, dan tautan saja."
    )
}

pub(crate) fn faq_merge_field(name: &str) -> String {
    format!("{{{name}}} tidak diganti di FAQ. Ganti dengan kata-kata yang berlaku bagi semua orang.")
}

pub(crate) fn faq_personal(signs: &[String]) -> String {
    format!(
        "Periksa dulu: mungkin ini menyangkut seseorang ({}). FAQ dibaca semua orang, jadi hapus nama dan nomornya.",
        signs.join(", ")
    )
}

pub(crate) const FAQ_OVERTAKEN: &str = "Orang lain menyimpan versi baru sejak Anda membuka halaman ini, jadi tulisan \
    Anda belum disimpan. Tulisan Anda masih ada di bawah. Bandingkan dengan versi terbaru, gabungkan bila perlu, lalu \
    simpan lagi.";
pub(crate) const FAQ_CHANGED_MEANWHILE: &str = "Entri ini sudah berubah sejak Anda membuka halaman ini, jadi putusan Anda belum berlaku. Baca dulu versi \
    terbarunya, lalu putuskan lagi.";

pub(crate) const FAQ_DONE_PROPOSED: (&str, &str) =
    ("usul", "Usulan tersimpan. Supervisor yang menerbitkannya; sampai saat itu pelamar belum membacanya.");
pub(crate) const FAQ_DONE_PUBLISHED: (&str, &str) =
    ("terbit", "Sudah terbit. Pelamar membacanya paling lama semenit lagi.");
pub(crate) const FAQ_DONE_WITHDRAWN: (&str, &str) =
    ("tarik", "Sudah ditarik. Paling lama semenit lagi pelamar tidak membacanya; semua versinya tetap tersimpan.");
pub(crate) const FAQ_DONE_DECLINED: (&str, &str) = ("tolak", "Usulan ditolak. Yang dibaca pelamar tidak berubah.");
pub(crate) const FAQ_DONE_WENT_BACK: (&str, &str) =
    ("kembali", "Versi lama terbit kembali, sebagai versi terbaru. Pelamar membacanya paling lama semenit lagi.");

/// What was done, by the word in an address; empty for another word.
pub(crate) fn faq_done(word: &str) -> &'static str {
    let all = [FAQ_DONE_PROPOSED, FAQ_DONE_PUBLISHED, FAQ_DONE_WITHDRAWN, FAQ_DONE_DECLINED, FAQ_DONE_WENT_BACK];
    all.into_iter().find(|(known, _)| *known == word).map_or("", |(_, text)| text)
}

pub(crate) const UNKNOWN_ENTRY: Text =
    Text { title: "Entri tidak ditemukan", detail: "Entri FAQ ini tidak ada, atau sudah habis masa simpannya." };
