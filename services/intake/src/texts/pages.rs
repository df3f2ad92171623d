//! What the pages say besides the words of their templates.

use std::time::Duration;

use domain::{DocumentKind, Hint};

/// What a person is asked about something unusual, before it is filed as it is.
pub(crate) const fn question(hint: Hint) -> &'static str {
    match hint {
        Hint::NikRegionUnknown => {
            "Enam angka pertama NIK bukan kode wilayah yang kami kenal. Apakah NIK sudah sama dengan KTP Anda?"
        }
        Hint::NikBirthDateDiffers => {
            "Tanggal lahir pada NIK berbeda dengan tanggal lahir yang diisi. Apakah keduanya sudah sama dengan KTP \
            Anda?"
        }
        Hint::NameHasTitle => {
            "Nama tampaknya memuat gelar, padahal diminta tanpa gelar. Apakah nama sudah seperti pada KTP Anda?"
        }
    }
}

/// A document was left out.
pub(crate) fn attach(kind: DocumentKind) -> String {
    format!("Lampirkan {}", kind.label())
}

/// The code was left out.
pub(crate) const TYPE_THE_CODE: &str = "Isi kode CAPTCHA";

/// What came behind something too large was not read.
pub(crate) const UNREAD: &str = "Dokumen lain dan kode CAPTCHA belum kami baca karena berkas itu terlalu besar. Pilih \
    dan isi kembali.";

/// What is unusual was not looked at.
pub(crate) const CONFIRM: &str = "Beri tanda bahwa yang tidak biasa sudah Anda periksa, atau ubah isiannya.";

/// The number of a ticket was not asked for, since something is away.
pub(crate) const NUMBER_NOT_ASKED: &str = "Permintaan belum kami terima karena layanan sedang terganggu. Tunggu sebentar, \
    lalu coba lagi.";

/// What a form is called among the results of a search.
pub(crate) const FORM: &str = "Formulir";

/// Country and city, or university and programme, are in the database already.
pub(crate) const IN_THE_DATABASE: &str = "Semua yang Anda isikan sudah ada di daftar kami, sehingga tidak perlu diadukan. \
    Apakah Anda tetap ingin mengirim aduan ini?";

/// Nothing was filed because something is away: all that was typed is still there.
pub(crate) const AWAY: &str = "Pengaduan belum tersimpan karena layanan sedang terganggu. Isian Anda masih ada di \
    halaman ini. Tunggu sebentar, lalu coba lagi: pengaduan tidak akan tercatat dua kali.";
/// The form did not arrive whole; what came of it is still there.
pub(crate) const TOO_SLOW: &str = "Pengiriman berlangsung terlalu lama, sehingga pengaduan belum tersimpan. Isian yang \
    sudah kami terima masih ada di halaman ini. Periksa kembali semuanya, pilih dokumen yang lebih kecil bila ada, \
    lalu coba lagi di tempat dengan sinyal lebih baik.";
/// Too many send at this moment.
pub(crate) const BUSY: &str = "Helpdesk sedang sangat ramai, sehingga pengaduan belum tersimpan. Isian Anda masih ada \
    di halaman ini. Tunggu sebentar, lalu coba lagi.";
/// It is not known whether it was filed.
pub(crate) const OUTCOME_UNKNOWN: &str = "Layanan terputus saat pengaduan disimpan, sehingga hasilnya belum pasti. \
    Tekan Kirim lagi: bila pengaduan sudah tersimpan, nomor tiket yang sama akan ditampilkan.";

/// Too many were sent; `when` says when to try again.
pub(crate) fn not_now(when: &str) -> String {
    format!("{when} Pengaduan belum tersimpan, tetapi isian Anda masih ada di halaman ini.")
}

/// What stands for the name of a document that is still attached.
pub(crate) fn kept_file(extension: &str) -> String {
    format!("Berkas {}", extension.to_uppercase())
}

/// How long something is kept, in words; what the operator set is not known before it was read once.
pub(crate) fn period(kept: Option<Duration>) -> String {
    let Some(kept) = kept else { return "Selama ditetapkan pengelola".to_owned() };
    match kept.as_secs() / (24 * 60 * 60) {
        days if days > 0 && days.is_multiple_of(365) => format!("{} tahun", days / 365),
        days => format!("{days} hari"),
    }
}

/// A size in bytes as people read it.
pub(crate) fn size(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_told_in_years_where_it_is_whole_ones() {
        let days = |days: u64| period(Some(Duration::from_hours(24 * days)));
        assert_eq!(
            (days(730), days(365), days(400), days(7)),
            ("2 tahun".to_owned(), "1 tahun".to_owned(), "400 hari".to_owned(), "7 hari".to_owned())
        );
        assert_eq!(period(None), "Selama ditetapkan pengelola");
    }
}
