//! Every text that a letter has, in Indonesian. A text message has plain letters only, so that two of them hold it.

/// Subject: there is an answer.
pub(crate) const ANSWERED: &str = "Tiket Anda sudah dijawab";
/// Subject: the helpdesk asks something.
pub(crate) const ASKED: &str = "Petugas bertanya tentang tiket Anda";
/// Subject: the number that was lost.
pub(crate) const NUMBER: &str = "Nomor tiket Anda";

/// That there is an answer; `last` are the number's last digits.
pub(crate) fn answered(last: &str) -> String {
    format!("Tiket Anda dengan nomor berakhiran {last} sudah dijawab petugas.")
}

/// That the helpdesk asks something; `last` are the number's last digits.
pub(crate) fn asked(last: &str) -> String {
    format!("Untuk menjawab tiket Anda dengan nomor berakhiran {last}, petugas perlu bertanya lebih dahulu.")
}

/// How to read the question and to reply.
pub(crate) const REPLY_THERE: &str = "Baca pertanyaannya dan balas dengan nomor tiket dan NIK Anda di halaman ini:";

/// How to read it.
pub(crate) const READ_IT: &str = "Baca jawabannya dengan nomor tiket dan NIK Anda di halaman ini:";

/// The number, and when it was asked for.
pub(crate) fn number(number: &str, when: &str) -> String {
    format!("Nomor tiket diminta pada {when}. Nomor tiket Anda: {number}")
}

/// What to do with it.
pub(crate) const KEEP_IT: &str = "Simpan nomor ini. Status tiket dapat dicek dengan nomor itu dan NIK Anda di halaman \
    ini:";

/// What no letter of ours ever asks.
pub(crate) const CARE: &str = "Kami tidak pernah meminta kata sandi, kode, atau pembayaran lewat pesan. Bila Anda tidak \
    pernah mengirim aduan, abaikan pesan ini.";
/// That nobody reads replies.
pub(crate) const AUTOMATIC: &str = "Pesan ini dikirim otomatis dan tidak dapat dibalas.";
/// Who writes.
pub(crate) const SENDER: &str = "Helpdesk SSCASN";

/// The text message about an answer.
pub(crate) fn answered_in_short(last: &str, link: &str) -> String {
    format!(
        "Helpdesk SSCASN: tiket Anda (nomor berakhiran {last}) sudah dijawab. Baca di {link} dengan nomor tiket dan \
        NIK. Kami tidak pernah meminta kata sandi atau kode."
    )
}

/// The text message about a question.
pub(crate) fn asked_in_short(last: &str, link: &str) -> String {
    format!(
        "Helpdesk SSCASN: petugas bertanya tentang tiket Anda (nomor berakhiran {last}). Baca dan balas di {link} dengan \
        nomor tiket dan NIK. Kami tidak pernah meminta kata sandi atau kode."
    )
}

/// The text message with the number.
pub(crate) fn number_in_short(number: &str, link: &str) -> String {
    format!(
        "Helpdesk SSCASN: nomor tiket Anda {number}. Cek status di {link}. Tidak meminta nomor ini? Abaikan pesan ini."
    )
}
