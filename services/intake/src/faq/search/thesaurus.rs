//! What people call one and the same thing.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that stand for the first of their line, as people write them, in SMS style and mistyped the usual way too.
const LISTED: &str = "
    ada temu ketemu ditemukan menemukan nemu muncul tampil tersedia sedia keluar kebaca terbaca terdeteksi
    adu aduan pengaduan mengadu lapor laporan melapor melaporkan komplain komplen keluhan kendala
    akun account
    asn pegawai
    buat bikin membuat dibuat pembuatan
    buram blur kabur
    baik perbaikan memperbaiki diperbaiki koreksi mengoreksi revisi betulkan membetulkan pembetulan
    balas jawab dijawab balasan respon respons tanggapan ditanggapi
    beda berbeda selisih mismatch
    captcha capcha chapta captha capca kapcha kode-gambar
    cetak mencetak dicetak print prin ngeprint print-out unduh download donlot
    dokumen berkas file pdf lampiran
    dukcapil disdukcapil capil catatan-sipil kependudukan
    email e-mail imel surel gmail
    formasi jabatan lowongan loker posisi
    foto poto photo pasfoto pas-foto gambar
    gagal error eror erorr galat ditolak tolak
    ganti mengganti diganti ubah mengubah merubah diubah dirubah rubah edit tukar update
    guru pengajar mengajar
    hapus menghapus dihapus batalkan batal dibatalkan
    hp ponsel handphone hape telepon telpon telp wa whatsapp
    ijazah ijasah izajah ijazahku
    kampus perguruan-tinggi perguruan universitas univ kuliah pt ptn pts institut politeknik poltek akademi stikes
    kk kartu-keluarga kartukeluarga
    koneksi internet jaringan sinyal
    ktp ektp e-ktp kartu-tanda-penduduk
    lokasi-lahir tempat-lahir kota-lahir kelahiran
    login masuk log-in signin sign-in
    meterai materai ematerai emeterai materei metrai
    nik nomor-induk-kependudukan
    nomor no nomer nmr
    orang-lain
    pakai pake memakai dipakai kepake terpakai gunakan menggunakan digunakan
    password pasword passwd pass paswot sandi katasandi kata-sandi
    prodi program-studi jurusan fakultas studi
    salah keliru typo kesalahan
    sanggah menyanggah sanggahan banding protes keberatan
    selfie swafoto selfi
    sertifikat serdik
    syarat persyaratan ketentuan kriteria
    thk thk2 k2 honorer eks-thk
    tiket ticket
    unggah upload uplod aplod apload mengunggah diunggah pengunggahan
    usia umur
    luar-negeri ln
    instansi kementerian pemda
    pengumuman diumumkan mengumumkan jadwal
";

/// Words of one thing that are written apart, longest first, and how many words they are.
pub(super) struct Phrase {
    words: Vec<&'static str>,
    key: &'static str,
}

/// What each listed word stands for.
static SINGLE: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = LISTED.lines().map(str::split_whitespace);
    lines
        .filter_map(|mut line| line.next().map(|key| [key].into_iter().chain(line).map(move |word| (word, key))))
        .flatten()
        .collect()
});

/// The listed words that are several.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let several = SINGLE.iter().filter(|(word, _)| word.contains('-'));
    let mut phrases: Vec<_> = several.map(|(word, key)| Phrase { words: word.split('-').collect(), key }).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    phrases
});

/// What a word stands for, if it is listed.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    SINGLE.get(word).copied()
}

/// What the first of these words stand for together, and how many they are.
pub(super) fn of_words<'a>(words: &(impl Iterator<Item = &'a str> + Clone)) -> Option<(&'static str, usize)> {
    let begins = |phrase: &&Phrase| {
        let mut ahead = words.clone();
        phrase.words.iter().all(|word| ahead.next() == Some(*word))
    };
    PHRASES.iter().find(begins).map(|phrase| (phrase.key, phrase.words.len()))
}

/// Every listed word that is one, with what it stands for.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    SINGLE.iter().filter(|(word, _)| !word.contains('-')).map(|(word, key)| (*word, *key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_things() {
        let mut words: Vec<_> = LISTED.split_whitespace().collect();
        words.sort_unstable();
        let repeated: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(repeated.is_empty(), "{repeated:?}");
    }

    #[test]
    fn words_that_are_written_apart_are_one() {
        assert_eq!(of_words(&["kartu", "keluarga", "hilang"].into_iter()), Some(("kk", 2)));
        assert_eq!(of_words(&["kartu", "ujian"].into_iter()), None);
        assert_eq!(of_word("kampus"), Some("kampus"));
        assert_eq!(of_word("univ"), Some("kampus"));
    }
}
