//! Texts of the API and of reports: programmers of partner agencies read them.

use desk::Refusal;
use domain::DocumentKind;
use domain::{APPROVED_ANSWER_PAGE, CREATE_ACCOUNT_PAGE};

/// Title and explanation of a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

/// The words of a refusal; `None` for a fault of ours, which nobody is told, and for a lost document, which is named.
pub(crate) const fn refusal(refusal: &Refusal) -> Option<Text> {
    Some(match refusal {
        Refusal::UnknownTicket => UNKNOWN_TICKET,
        Refusal::UnknownDesk => UNKNOWN_DESK,
        Refusal::UnknownDocument => UNKNOWN_DOCUMENT,
        Refusal::Erased => ERASED,
        Refusal::Restricted => RESTRICTED,
        Refusal::NotReceived => NOT_RECEIVED,
        Refusal::AlreadyAnswered => ALREADY_ANSWERED,
        Refusal::OutdatedCorrection => OUTDATED_CORRECTION,
        Refusal::ClaimedByAnother => CLAIMED_BY_ANOTHER,
        Refusal::SameDesk => SAME_DESK,
        Refusal::AnswersByItself => ANSWERS_BY_ITSELF,
        Refusal::SupervisorsOnly => ROLE_MISSING,
        Refusal::UnknownText => UNKNOWN_TEXT,
        Refusal::UnfitText => UNFIT_TEXT,
        Refusal::TextTaken => TEXT_TAKEN,
        Refusal::TooManyTexts => TOO_MANY_TEXTS,
        Refusal::AwaitsAccounts => AWAITS_ACCOUNTS,
        // Only officers ask.
        Refusal::AlreadyAsked
        | Refusal::OtherAccount
        | Refusal::SameOfficer
        | Refusal::PeriodClosed
        | Refusal::SecondComplaint
        | Refusal::AskedTooOften
        | Refusal::ReplyUnread
        | Refusal::DocumentLost(_)
        | Refusal::Database(_)
        | Refusal::Document(_)
        | Refusal::Vault(_)
        | Refusal::Content => return None,
    })
}

const UNKNOWN_TICKET: Text = Text {
    title: "Tiket tidak ditemukan",
    detail: "Tidak ada tiket dengan nomor ini di meja Anda. Silakan periksa kembali nomornya.",
};

const UNKNOWN_DESK: Text =
    Text { title: "Meja tidak ditemukan", detail: "Meja ini tidak ada, atau token Anda tidak berlaku untuk meja ini." };

const UNKNOWN_DOCUMENT: Text =
    Text { title: "Dokumen tidak ditemukan", detail: "Tiket ini tidak memiliki dokumen jenis tersebut." };
pub(crate) const DOCUMENT_LOST: &str = "Dokumen tidak dapat ditampilkan";

pub(crate) fn document_lost(kind: DocumentKind) -> String {
    format!(
        "{} yang dilampirkan pada tiket ini hilang atau rusak di penyimpanan kami, jadi tidak dapat ditampilkan. Isi \
        tiket dan dokumen lainnya tidak terpengaruh. Bila dokumen itu diperlukan, mintalah lagi kepada pemohon: tulis \
        dalam jawaban bahwa formulir yang sama dapat dikirim sekali lagi dengan dokumen itu.",
        kind.label()
    )
}

const RESTRICTED: Text = Text {
    title: "Tiket sedang dibatasi",
    detail: "Pemilik data meminta pemrosesan tiket ini dibatasi. Selama itu tiket tidak dapat dibuka, dijawab, atau \
        diteruskan. Hubungi pengelola helpdesk.",
};

const ERASED: Text = Text {
    title: "Data tiket sudah dihapus",
    detail: "Data pribadi pada tiket ini sudah dihapus untuk selamanya, sehingga isinya tidak dapat dibuka atau \
        dijawab lagi.",
};

const NOT_RECEIVED: Text = Text {
    title: "Tiket belum tiba",
    detail: "Tiket ini masih dalam perjalanan ke meja Anda. Silakan coba lagi beberapa saat lagi.",
};

const ALREADY_ANSWERED: Text = Text {
    title: "Tiket sudah dijawab",
    detail: "Tiket ini sudah memiliki jawaban. Untuk memperbaikinya, kirim koreksi dengan menyebut revisi terbaru pada \
        \"corrects\".",
};

const OUTDATED_CORRECTION: Text = Text {
    title: "Koreksi tidak merujuk jawaban terbaru",
    detail: "Revisi pada \"corrects\" bukan revisi terbaru. Buka kembali tiket ini, lalu kirim koreksi untuk jawaban \
        terbarunya.",
};

const CLAIMED_BY_ANOTHER: Text = Text {
    title: "Tiket sedang dikerjakan petugas lain",
    detail: "Petugas lain sedang mengerjakan tiket ini. Silakan pilih tiket lain, atau coba lagi setelah batas \
        waktunya lewat.",
};

const SAME_DESK: Text = Text {
    title: "Tiket tidak dapat diteruskan",
    detail: "Tiket ini sudah berada di meja tersebut. Silakan pilih meja lain.",
};

const ANSWERS_BY_ITSELF: Text = Text {
    title: "Meja ini menjawab sendiri",
    detail: "Tiket yang diteruskan ke meja ini langsung terjawab dengan panduan Dukcapil, dan panduan itu tidak \
        menjawab formulir tiket ini. Pilih meja lain.",
};

const ROLE_MISSING: Text = Text {
    title: "Akun Anda tidak berhak membuka halaman ini",
    detail: "Halaman ini untuk peran lain. Bila tugas Anda memerlukannya, mintalah peran itu kepada administrator.",
};

pub(crate) const API_SIXTEEN_DIGITS: &str = "Teks ini memuat 16 angka berurutan, seperti NIK atau nomor KK. Hapus \
    angkanya, atau kirim dengan \"with_digits\": true bila memang perlu.";

/// Merge fields in a text of an agency, where nothing is put in.
pub(crate) fn left_in_braces(names: &[String]) -> String {
    let fields: Vec<_> = names.iter().map(|name| format!("{{{name}}}")).collect();
    format!("Teks ini memuat isian yang belum diganti: {}.", fields.join(", "))
}

const AWAITS_ACCOUNTS: Text = Text {
    title: "Tiket menunggu layanan akun",
    detail: "Petugas sudah menyetujui permintaan pada tiket ini. Tiket ini terjawab sendiri setelah layanan akun \
        menjalankannya.",
};

const UNKNOWN_TEXT: Text = Text {
    title: "Teks tidak ditemukan",
    detail: "Tidak ada teks yang Anda kirim untuk tiket ini dengan \"text_id\" tersebut. Kirim teksnya lebih dulu \
        melalui HTTPS, lalu laporannya.",
};

const UNFIT_TEXT: Text = Text {
    title: "Teks tidak sesuai",
    detail: "Teks dengan \"text_id\" tersebut tidak dapat dipakai di sini: alasan penerusan paling banyak 500 \
        karakter.",
};

const TEXT_TAKEN: Text = Text {
    title: "Nomor teks sudah dipakai",
    detail: "Teks lain sudah dikirim dengan nomor ini. Gunakan UUID baru untuk setiap teks.",
};

const TOO_MANY_TEXTS: Text = Text {
    title: "Terlalu banyak teks",
    detail: "Tiket ini sudah memiliki 20 teks yang dikirim untuk laporan. Gunakan salah satunya.",
};

/// Answers a ticket of form 06 whose approval was carried out.
pub(crate) fn answer_approved() -> String {
    format!(
        "Permintaan Anda kami setujui. Kode pengganti jawaban pengaman dua dapat Anda lihat satu kali, dalam 7 hari, di \
        halaman Kode Jawaban Pengaman Dua ({APPROVED_ANSWER_PAGE} di situs ini). Siapkan nomor tiket ini, KTP, dan \
        kartu keluarga.\n\nSetelah kode tampil, lanjutkan ke formulir Lupa Jawaban Pengaman Satu dengan kode itu \
        sebagai jawaban pengaman dua, lalu ke formulir Reset Password. Kode berlaku 24 jam sejak ditampilkan. Petugas \
        tidak mengetahui kode ini; jangan berikan kepada siapa pun."
    )
}

/// Answers a ticket of form 02 whose account was removed.
pub(crate) fn answer_removed() -> String {
    format!(
        "Pengaduan Anda kami setujui. Akun yang dibuat orang lain dengan NIK Anda sudah dihapus, dan NIK Anda dapat dipakai \
        kembali. Silakan buat akun Anda sendiri di halaman Buat Akun ({CREATE_ACCOUNT_PAGE} di situs ini) sebelum masa \
        pendaftaran ditutup. Siapkan KTP dan kartu keluarga.\n\nPada akun baru Anda tercatat bahwa Anda pernah mengajukan \
        pengaduan NIK didaftarkan orang lain. Simpan password dan jawaban pengaman Anda; jangan berikan kepada siapa pun."
    )
}

// Why a report on the queue had no effect, beside the refusals above.
pub(crate) const REPLY_NOT_JSON: &str = "Isi pesan bukan JSON.";

pub(crate) const REPLY_NO_ID: &str = "Properti AMQP message_id tidak ada atau bukan UUID.";
pub(crate) const REPLY_NO_SENDER: &str = "Properti AMQP user_id tidak ada, sehingga pengirimnya tidak diketahui.";
pub(crate) const REPLY_OTHER_ID: &str = "event_id pada isi pesan tidak sama dengan properti AMQP message_id.";
pub(crate) const REPLY_TOO_LONG: &str = "Isi pesan lebih dari 4096 byte.";
pub(crate) const REPLY_MALFORMED: &str = "Isi pesan tidak sesuai skema: ada bagian yang kurang, salah, atau tidak \
    dikenal. Teks jawaban tidak boleh berada di dalam pesan.";
pub(crate) const REPLY_VERSION: &str = "Versi pesan ini tidak dikenal. Gunakan version 1.";
pub(crate) const REPLY_ANSWERED_STAYS: &str = "Tiket ini sudah dijawab, sehingga tidak dapat diteruskan lagi.";
pub(crate) const TEXT_ID_WRONG: &str = "Nomor teks pada alamat harus berupa UUID.";
pub(crate) const REPLY_HANDED_OVER: &str = "Tiket ini sudah Anda teruskan ke meja lain.";
pub(crate) const FIELD_STAGE: &str = "Tahap harus salah satu dari submitted, received, processing, atau answered.";
pub(crate) const FIELD_REPORTED_STAGE: &str = "Tahap yang dilaporkan harus received atau processing.";
pub(crate) const FIELD_LIMIT: &str = "Jumlah tiket per halaman harus antara 1 dan 100.";
pub(crate) const FIELD_CURSOR: &str =
    "Penanda halaman ini tidak dikenal. Gunakan nilai \"next\" dari halaman sebelumnya.";
pub(crate) const FIELD_SAME_DESK: &str = "Tiket ini sudah berada di meja tersebut.";
pub(crate) const FIELD_REVISION: &str = "Revisi yang dikoreksi harus berupa angka 1 atau lebih.";
pub(crate) const FIELD_DESK: &str = "Meja tujuan ini tidak dikenal.";
pub(crate) const FIELD_NUMBER: &str = "Nomor tiket ini tidak benar. Silakan periksa kembali.";
pub(crate) const FIELD_MISSING: &str = "Bagian ini wajib diisi.";
