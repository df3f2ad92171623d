//! Every text that an applicant reads here, in Indonesian. The messages about a lookup are the manual's, word for word
//! (section F).

/// No ticket has this number.
pub(crate) const UNKNOWN_TICKET: &str = "Nomor Tiket atau NIK yang Anda gunakan salah, silahkan cek kembali!";
/// The ticket is another person's.
pub(crate) const WRONG_NIK: &str = "Silahkan cek kembali NIK Anda!";
/// The ticket is found and has no answer yet.
pub(crate) const NOT_ANSWERED: &str = "Nomor Tiket tersebut belum dijawab!";

/// The check digit does not go with the number.
pub(crate) const MISTYPED: &str =
    "Nomor Tiket salah ketik: ada angka yang tertukar atau keliru. Samakan lagi dengan tanda terima Anda.";
/// Too much was tried that was wrong.
pub(crate) const TOO_MANY_TRIES: &str = "Nomor Tiket atau NIK sudah terlalu sering salah. Demi keamanan data, silakan \
    coba lagi nanti. Samakan dahulu Nomor Tiket dengan tanda terima, dan NIK dengan yang Anda isikan pada formulir.";

/// The quarter of an hour in which a ticket's page can be opened is over.
pub(crate) const OVER: &str =
    "Demi keamanan data Anda, halaman tiket hanya terbuka 15 menit. Isi lagi nomor tiket dan NIK untuk melihatnya.";

/// What was written is not kept, because the page is over.
pub(crate) const OVER_UNSENT: &str = "Halaman tiket sudah terlalu lama terbuka, sehingga pesan Anda belum terkirim. Salin \
    dahulu tulisan di bawah ini, lalu isi lagi nomor tiket dan NIK, dan tempelkan di halaman tiket.";
/// What was written is not kept, because something is away.
pub(crate) const UNSENT: &str = "Pesan Anda belum terkirim karena layanan sedang terganggu. Tulisan Anda masih ada di \
    halaman ini. Tunggu sebentar, lalu kirim lagi: pesan tidak akan tercatat dua kali.";
/// What was written is not kept, because it is too late, or there is no answer.
pub(crate) const TOO_LATE: &str = "Pesan Anda belum terkirim. Pesan lanjutan hanya dapat dikirim dalam 14 hari setelah \
    jawaban. Bila masih ada masalah, kirim formulir yang sama sebagai aduan baru.";
/// A number of a card in a text.
pub(crate) const NO_CARD_NUMBERS: &str = "Tulisan ini memuat 16 angka berurutan seperti NIK atau Nomor KK. Hapus angka \
    itu: petugas sudah melihat NIK dan Nomor KK pada aduan Anda.";
/// Label and help of the field for what an applicant writes once more.
pub(crate) const FOLLOW_UP_FIELD: (&str, &str) = (
    "Apa yang belum terbantu?",
    "Tulis yang masih kurang. Pesan ini dibaca petugas yang menjawab dan hanya dapat dikirim satu kali.",
);
/// Nothing was written there.
pub(crate) const FOLLOW_UP_REQUIRED: &str = "Tulis dahulu apa yang belum terbantu.";
/// Heading of an answer that holds, the manual's.
pub(crate) const ANSWER: &str = "Jawaban Admin Helpdesk";
/// Heading of an answer that another one has taken the place of.
pub(crate) const OLD_ANSWER: &str = "Jawaban lama, tidak berlaku lagi";
/// What the time of an answer is called.
pub(crate) const ANSWERED_AT: &str = "Tanggal Jawaban";
/// Heading of what the applicant wrote once more.
pub(crate) const FOLLOW_UP: &str = "Pesan lanjutan Anda";
/// What its time is called.
pub(crate) const SENT_AT: &str = "Dikirim";

/// A field that every lookup needs is not there.
pub(crate) const REQUIRED: &str = "Isian ini wajib diisi.";
/// A field is no text.
pub(crate) const NOT_TEXT: &str = "Isian ini harus berupa teks.";
/// What to do about wrong fields.
pub(crate) const INVALID_FIELDS: &str = "Silakan perbaiki isian yang disebutkan, lalu coba lagi.";
/// The database is away.
pub(crate) const UNAVAILABLE: &str =
    "Status tiket sedang tidak dapat diperiksa. Tiket Anda tetap tersimpan. Silakan coba lagi sebentar lagi.";

/// Label and help of the field for the number.
pub(crate) const NUMBER: (&str, &str) = (
    "Nomor tiket",
    "Tulis angka seperti pada tanda terima, misalnya 70 2026 1129 0000 0422. Spasi boleh ada, boleh tidak.",
);
/// Label and help of the field for the NIK.
pub(crate) const NIK: (&str, &str) = ("NIK", "Tulis 16 angka NIK yang Anda isikan pada formulir.");
/// No number was typed.
pub(crate) const NUMBER_REQUIRED: &str = "Nomor tiket belum diisi.";
/// No NIK was typed.
pub(crate) const NIK_REQUIRED: &str = "NIK belum diisi.";

/// Stands for an answer that lets whoever knows it act as the person.
pub(crate) const NOT_SHOWN: &str = "Tidak ditampilkan";

/// A card number that only its owner recognises.
pub(crate) fn last_digits(number: &str) -> String {
    let last: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    format!("•••• •••• •••• {last}")
}

/// Kind and size of a document.
pub(crate) fn file(media_type: &str, bytes: u64) -> String {
    let kind = if media_type == "image/jpeg" { "JPG" } else { "PDF" };
    format!("Berkas {kind}, {} KB", bytes.div_ceil(1024))
}
