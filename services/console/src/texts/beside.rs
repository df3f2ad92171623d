//! Texts about the account beside a ticket, and the answers to tickets that are declined.

/// Why a request is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decline {
    /// The scan cannot be read.
    Unreadable,
    /// The pictures show another person than the documents.
    OtherPerson,
    /// What was written differs from the documents or the account.
    DataDiffer,
    /// Nobody has made an account with this NIK.
    NoAccount,
}

impl Decline {
    /// All reasons.
    pub(crate) const ALL: [Self; 4] = [Self::Unreadable, Self::OtherPerson, Self::DataDiffer, Self::NoAccount];

    /// Its word in a form.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "tidak_terbaca",
            Self::OtherPerson => "bukan_orang_sama",
            Self::DataDiffer => "data_berbeda",
            Self::NoAccount => "tanpa_akun",
        }
    }

    /// The reason with this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == word)
    }

    /// As officers choose it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "Pindaian tidak terbaca",
            Self::OtherPerson => "Bukan orang yang sama",
            Self::DataDiffer => "Data berbeda",
            Self::NoAccount => "Tidak ada akun dengan NIK ini",
        }
    }

    /// What the applicant reads, as a beginning.
    pub(crate) const fn answer(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "Permintaan Anda belum dapat kami setujui karena pindaian KTP atau kartu keluarga tidak terbaca. Foto \
                ulang dokumen aslinya di tempat terang, pastikan semua tulisan terlihat jelas, lalu ajukan kembali \
                formulir ini."
            }
            Self::OtherPerson => {
                "Permintaan Anda belum dapat kami setujui karena dokumen yang Anda kirim tidak cocok dengan foto pada \
                akun SSCASN dengan NIK ini. Bila Anda tidak pernah membuat akun itu, ajukan formulir NIK Didaftarkan \
                Orang Lain."
            }
            Self::DataDiffer => {
                "Permintaan Anda belum dapat kami setujui karena data pada formulir ini berbeda dengan KTP, kartu \
                keluarga, atau akun SSCASN Anda. Periksa kembali NIK, nomor KK, nama, tempat lahir, dan tanggal lahir, \
                lalu ajukan kembali formulir ini dengan data yang sama seperti saat membuat akun."
            }
            Self::NoAccount => {
                "Belum ada akun SSCASN dengan NIK ini, sehingga tidak ada jawaban pengaman yang perlu diganti. Silakan \
                buat akun lebih dahulu melalui halaman Buat Akun."
            }
        }
    }
}

pub(crate) const NO_DECLINE_REASON: &str = "Pilih alasan penolakannya dulu.";
pub(crate) const NOT_COMPARED: &str =
    "Bandingkan dulu gambar akun dengan dokumen tiket, lalu tandai bahwa Anda sudah membandingkannya.";

/// What the register said of an account's identity.
pub(crate) fn account_identity(stored: &str) -> &'static str {
    match stored {
        "verified" => "Sesuai dengan data Dukcapil",
        "pending" => "Belum diperiksa Dukcapil",
        _ => "Tidak sesuai dengan data Dukcapil",
    }
}

/// What a picture of an account shows.
pub(crate) fn account_file(kind: &str) -> &'static str {
    if kind == "ktp" { "KTP pada akun" } else { "Swafoto pada akun" }
}

/// Who approved, and when.
pub(crate) fn approved_by(name: &str, at: &str) -> String {
    format!("Disetujui {name} pada {at} WIB. Tiket ini terjawab sendiri setelah layanan akun menjalankannya.")
}

#[cfg(test)]
mod tests {
    use desk::{Digits, Fitting};

    use super::*;

    #[test]
    fn each_reason_has_an_answer_that_can_be_sent() {
        let number = "062026112100001".parse().unwrap();
        for reason in Decline::ALL {
            assert_eq!(Decline::named(reason.code()), Some(reason));
            assert!(Fitting::plain(reason.answer(), number, Digits::Unasked).is_ok(), "{reason:?}");
        }
    }
}
