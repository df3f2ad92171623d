//! Texts about the account beside a ticket, and the answers to tickets that are declined.

use messages::CommandKind;

/// Why a request is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decline {
    /// The scan cannot be read.
    Unreadable,
    /// The pictures show another person than the documents.
    OtherPerson,
    /// What was written differs from the documents or the account.
    DataDiffer,
    /// The account is that of whoever complains about it.
    SamePerson,
    /// Nobody has made an account with this NIK.
    NoAccount,
}

impl Decline {
    /// All reasons.
    const ALL: [Self; 5] = [Self::Unreadable, Self::OtherPerson, Self::DataDiffer, Self::SamePerson, Self::NoAccount];

    /// Those for a complaint about an account, or for a request of its owner.
    pub(crate) fn reasons(complains: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |reason| complains || *reason != Self::SamePerson)
    }

    /// Its word in a form.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "tidak_terbaca",
            Self::OtherPerson => "bukan_orang_sama",
            Self::DataDiffer => "data_berbeda",
            Self::SamePerson => "akun_sendiri",
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
            Self::SamePerson => "Akun dibuat pelapor sendiri",
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
            Self::SamePerson => self.answer_to_complaint(),
            Self::NoAccount => {
                "Belum ada akun SSCASN dengan NIK ini, sehingga tidak ada jawaban pengaman yang perlu diganti. Silakan \
                buat akun lebih dahulu melalui halaman Buat Akun."
            }
        }
    }

    /// What somebody reads who complained about an account, as a beginning.
    pub(crate) const fn answer_to_complaint(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "Pengaduan Anda belum dapat kami setujui karena swafoto, KTP, atau kartu keluarga tidak terbaca. Foto \
                ulang di tempat terang, pastikan wajah dan semua tulisan terlihat jelas, lalu ajukan kembali formulir ini."
            }
            Self::OtherPerson => {
                "Pengaduan Anda belum dapat kami setujui karena orang pada swafoto Anda tidak cocok dengan KTP yang Anda \
                kirim. Ajukan kembali formulir ini dengan swafoto memegang KTP milik Anda sendiri."
            }
            Self::DataDiffer => {
                "Pengaduan Anda belum dapat kami setujui karena data pada formulir ini berbeda dengan KTP atau kartu \
                keluarga yang Anda kirim. Periksa kembali NIK, nomor KK, nama, tempat lahir, dan tanggal lahir, lalu \
                ajukan kembali formulir ini."
            }
            Self::SamePerson => {
                "Pengaduan Anda belum dapat kami setujui karena akun SSCASN dengan NIK ini dibuat dengan KTP dan swafoto \
                Anda sendiri. Masuklah dengan akun itu. Bila lupa password, gunakan Lupa password di halaman Masuk."
            }
            Self::NoAccount => {
                "Tidak ada akun SSCASN dengan NIK ini, sehingga tidak ada yang perlu dihapus. Silakan buat akun lebih \
                dahulu melalui halaman Buat Akun."
            }
        }
    }
}

/// Who approved a complaint, and when; accounts has not reported yet.
fn complaint_approved_by(name: &str, at: &str) -> String {
    format!("Disetujui {name} pada {at} WIB. Layanan akun sedang membekukan akunnya.")
}

/// Who had the account removed, when, and from when on it happens.
fn removal_confirmed_by(name: &str, at: &str, from: &str) -> String {
    let from =
        if from.is_empty() { "Akun segera dihapus".to_owned() } else { format!("Akun dihapus mulai {from} WIB") };
    format!("Penghapusan dipastikan {name} pada {at} WIB. {from}, lalu tiket ini terjawab sendiri.")
}

/// Who has the account released, and when; accounts has not reported yet.
fn lifted_by(name: &str, at: &str) -> String {
    format!("Pembekuan dibatalkan {name} pada {at} WIB. Layanan akun sedang membuka kembali akunnya.")
}

/// That a decision waits for accounts.
pub(crate) fn decided_by(kind: CommandKind, name: &str, at: &str, from: &str) -> String {
    match kind {
        CommandKind::Answer => approved_by(name, at),
        CommandKind::Freeze => complaint_approved_by(name, at),
        CommandKind::Remove => removal_confirmed_by(name, at, from),
        CommandKind::Lift => lifted_by(name, at),
    }
}

/// That the account is frozen for another ticket.
pub(crate) fn frozen_for(ticket: &str, at: &str) -> String {
    format!("Akun ini dibekukan sejak {at} WIB untuk pengaduan pada tiket {ticket}.")
}

/// That an account of this NIK was removed for a ticket.
pub(crate) fn removed_for(ticket: &str, at: &str) -> String {
    format!(
        "Pemilik NIK ini pernah mengajukan pengaduan NIK didaftarkan orang lain: akun sebelumnya dihapus pada {at} WIB \
        (tiket {ticket})."
    )
}

/// Since when the account is frozen for this ticket, and who approved it.
pub(crate) fn frozen_by(name: &str, at: &str) -> String {
    format!("Akun ini dibekukan sejak {at} WIB. Pengaduannya disetujui {name}.")
}

pub(crate) const FROZEN: &str = "Akun ini sedang dibekukan.";
pub(crate) const CLOSED: &str = "Masa pendaftaran periode ini sudah ditutup, sehingga akun tidak dapat dihapus lagi. Jawab \
    tiket ini dengan penjelasan, dan sampaikan kasusnya kepada instansi yang dilamar.";
pub(crate) const SUPERVISORS_SECOND: &str = "Akun dengan NIK ini pernah diadukan pada periode ini. Pengaduan berikutnya \
    hanya dapat disetujui penyelia.";
pub(crate) const REMOVED_NOW: &str = "Bila dipastikan, akun langsung dihapus dan tidak dapat dikembalikan.";

/// From when on the account is removed once that is confirmed.
pub(crate) fn removed_from(at: &str) -> String {
    format!("Bila dipastikan, akun dihapus mulai {at} WIB. Sampai saat itu pembekuan masih dapat dibatalkan.")
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
fn approved_by(name: &str, at: &str) -> String {
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
            for answer in [reason.answer(), reason.answer_to_complaint()] {
                assert!(Fitting::plain(answer, number, Digits::Unasked).is_ok(), "{reason:?}");
            }
        }
    }
}
