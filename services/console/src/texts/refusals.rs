//! Why a piece of work was not done, for officers.

use desk::Refusal;
use domain::DocumentKind;

/// Title and explanation of a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

/// The words of a refusal; `None` for a fault of ours, which nobody is told, and for a lost document, which is named.
/// Officers post no texts: nothing of theirs is refused for one.
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
        Refusal::AlreadyAsked => ALREADY_ASKED,
        Refusal::AskedTooOften => ASKED_TOO_OFTEN,
        Refusal::ReplyUnread => REPLY_UNREAD,
        Refusal::AwaitsAccounts => AWAITS_ACCOUNTS,
        Refusal::OtherAccount => OTHER_ACCOUNT,
        Refusal::SameOfficer => SAME_OFFICER,
        Refusal::PeriodClosed => PERIOD_CLOSED,
        Refusal::SecondComplaint => SECOND_COMPLAINT,
        Refusal::SupervisorsOnly => ROLE_MISSING,
        Refusal::DocumentLost(_)
        | Refusal::UnknownText
        | Refusal::UnfitText
        | Refusal::TextTaken
        | Refusal::TooManyTexts
        | Refusal::Database(_)
        | Refusal::Document(_)
        | Refusal::Vault(_)
        | Refusal::Content => return None,
    })
}

pub(crate) const FOREIGN_FORM: Text = Text {
    title: "Formulir ini dari sesi yang lain",
    detail: "Halaman ini dibuka sebelum Anda masuk kembali, sehingga tidak kami terima. Tidak ada yang berubah. Buka \
        lagi halamannya, lalu ulangi.",
};

pub(crate) const UNKNOWN_CHOICE: Text = Text {
    title: "Pilihan ini tidak dikenal",
    detail: "Salah satu pilihan yang dikirim tidak ada, sehingga tidak ada yang dilakukan. Buka lagi halamannya, pilih \
        dari daftarnya, lalu ulangi.",
};

pub(crate) const UNREADABLE_FORM: &str = "Isian formulir tidak dapat dibaca. Buka lagi halamannya, lalu ulangi.";

const UNKNOWN_TICKET: Text = Text {
    title: "Tiket tidak ditemukan",
    detail: "Tidak ada tiket dengan nomor ini di meja Anda. Periksa nomornya, atau mungkin sudah diteruskan ke meja \
        lain.",
};

const UNKNOWN_DESK: Text = Text { title: "Meja tidak ditemukan", detail: "Meja ini tidak ada, atau bukan meja Anda." };

const ALREADY_ASKED: Text = Text {
    title: "Pelamar sudah ditanya",
    detail: "Tiket ini masih menunggu balasan pelamar. Tunggu balasannya, atau jawab tiketnya.",
};

const ASKED_TOO_OFTEN: Text = Text {
    title: "Pelamar sudah ditanya tiga kali",
    detail: "Satu tiket paling banyak memuat tiga pertanyaan. Jawab tiketnya dengan yang sudah diketahui.",
};

const AWAITS_ACCOUNTS: Text = Text {
    title: "Tiket ini sudah disetujui",
    detail: "Tiket ini menunggu layanan akun atau keputusan penyelia lain, lalu terjawab sendiri. Sampai saat itu tiket \
        tidak dapat dijawab atau diteruskan.",
};

const OTHER_ACCOUNT: Text = Text {
    title: "Akun di samping tiket ini sudah berubah",
    detail: "Akunnya berganti, berakhir, atau dibekukan sejak halaman ini dibuka. Bandingkan kembali, lalu putuskan \
        lagi.",
};

const SAME_OFFICER: Text = Text {
    title: "Penyelia lain yang harus memutuskan",
    detail: "Anda sendiri yang menyetujui pengaduan ini. Penghapusan atau pembatalannya diputuskan oleh penyelia lain, \
        supaya selalu ada dua orang yang memeriksa.",
};

const PERIOD_CLOSED: Text = Text {
    title: "Masa pendaftaran sudah ditutup",
    detail: "Setelah pendaftaran ditutup tidak ada akun yang dihapus. Jawab tiket ini dengan penjelasan, dan sampaikan \
        kasusnya kepada instansi yang dilamar.",
};

const SECOND_COMPLAINT: Text = Text {
    title: "Pengaduan kedua untuk NIK ini",
    detail: "Akun dengan NIK ini pernah diadukan pada periode yang sama. Pengaduan berikutnya hanya dapat disetujui \
        penyelia.",
};

const REPLY_UNREAD: Text = Text {
    title: "Pelamar baru saja membalas",
    detail: "Baca dahulu balasannya di halaman tiket ini, lalu ulangi. Tidak ada yang berubah.",
};

const UNKNOWN_DOCUMENT: Text =
    Text { title: "Dokumen tidak ditemukan", detail: "Tiket ini tidak memiliki dokumen jenis tersebut." };

pub(crate) const DOCUMENT_LOST: &str = "Dokumen tidak dapat ditampilkan";

pub(crate) fn document_lost(kind: DocumentKind) -> String {
    format!(
        "{} pada tiket ini hilang atau rusak di penyimpanan kami, jadi tidak dapat ditampilkan. Isi tiket dan dokumen \
        lainnya tidak terpengaruh. Bila dokumen itu diperlukan, mintalah lagi kepada pelamar: tulis dalam jawaban \
        bahwa formulir yang sama dapat dikirim sekali lagi dengan dokumen itu.",
        kind.label()
    )
}

const RESTRICTED: Text = Text {
    title: "Tiket sedang dibatasi",
    detail: "Pelamar meminta pemrosesan tiket ini dibatasi. Selama itu tiket tidak dapat dibuka, dijawab, atau \
        diteruskan. Hubungi pengelola helpdesk.",
};

const ERASED: Text = Text {
    title: "Data tiket sudah dihapus",
    detail: "Data pribadi pada tiket ini sudah dihapus untuk selamanya, sehingga isinya tidak dapat dibuka atau \
        dijawab lagi.",
};

const NOT_RECEIVED: Text = Text {
    title: "Tiket belum tiba",
    detail: "Tiket ini masih dalam perjalanan ke meja Anda. Coba lagi beberapa saat lagi.",
};

const ALREADY_ANSWERED: Text = Text {
    title: "Tiket sudah dijawab",
    detail: "Tiket ini sudah memiliki jawaban. Untuk memperbaikinya, buka lagi tiketnya, lalu kirim koreksi.",
};

const OUTDATED_CORRECTION: Text = Text {
    title: "Jawaban sudah dikoreksi orang lain",
    detail: "Sejak halaman ini dibuka, jawabannya sudah dikoreksi. Buka lagi tiketnya, baca jawaban terbaru, lalu \
        kirim koreksi bila masih perlu.",
};

const CLAIMED_BY_ANOTHER: Text = Text {
    title: "Tiket sedang dikerjakan petugas lain",
    detail: "Petugas lain sedang mengerjakan tiket ini. Pilih tiket lain, atau coba lagi setelah batas waktunya lewat.",
};

const SAME_DESK: Text =
    Text { title: "Tiket tidak dapat diteruskan", detail: "Tiket ini sudah berada di meja tersebut. Pilih meja lain." };

const ANSWERS_BY_ITSELF: Text = Text {
    title: "Meja ini menjawab sendiri",
    detail: "Tiket yang diteruskan ke meja ini langsung terjawab dengan panduan Dukcapil, dan panduan itu tidak \
        menjawab formulir tiket ini. Pilih meja lain.",
};

pub(crate) const ROLE_MISSING: Text = Text {
    title: "Akun Anda tidak berhak membuka halaman ini",
    detail: "Halaman ini untuk peran lain. Bila tugas Anda memerlukannya, mintalah peran itu kepada administrator.",
};
