//! Why a piece of work was not done, for officers.

use domain::DocumentKind;

use super::Text;

pub(crate) const UNKNOWN_TICKET: Text = Text {
    title: "Tiket tidak ditemukan",
    detail: "Tidak ada tiket dengan nomor ini di meja Anda. Periksa nomornya, atau mungkin sudah diteruskan ke meja \
        lain.",
};

pub(crate) const UNKNOWN_DESK: Text =
    Text { title: "Meja tidak ditemukan", detail: "Meja ini tidak ada, atau bukan meja Anda." };

pub(crate) const UNKNOWN_DOCUMENT: Text =
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

pub(crate) const RESTRICTED: Text = Text {
    title: "Tiket sedang dibatasi",
    detail: "Pelamar meminta pemrosesan tiket ini dibatasi. Selama itu tiket tidak dapat dibuka, dijawab, atau \
        diteruskan. Hubungi pengelola helpdesk.",
};

pub(crate) const ERASED: Text = Text {
    title: "Data tiket sudah dihapus",
    detail: "Data pribadi pada tiket ini sudah dihapus untuk selamanya, sehingga isinya tidak dapat dibuka atau \
        dijawab lagi.",
};

pub(crate) const NOT_RECEIVED: Text = Text {
    title: "Tiket belum tiba",
    detail: "Tiket ini masih dalam perjalanan ke meja Anda. Coba lagi beberapa saat lagi.",
};

pub(crate) const ALREADY_ANSWERED: Text = Text {
    title: "Tiket sudah dijawab",
    detail: "Tiket ini sudah memiliki jawaban. Untuk memperbaikinya, buka lagi tiketnya, lalu kirim koreksi.",
};

pub(crate) const OUTDATED_CORRECTION: Text = Text {
    title: "Jawaban sudah dikoreksi orang lain",
    detail: "Sejak halaman ini dibuka, jawabannya sudah dikoreksi. Buka lagi tiketnya, baca jawaban terbaru, lalu \
        kirim koreksi bila masih perlu.",
};

pub(crate) const CLAIMED_BY_ANOTHER: Text = Text {
    title: "Tiket sedang dikerjakan petugas lain",
    detail: "Petugas lain sedang mengerjakan tiket ini. Pilih tiket lain, atau coba lagi setelah batas waktunya lewat.",
};

pub(crate) const SAME_DESK: Text =
    Text { title: "Tiket tidak dapat diteruskan", detail: "Tiket ini sudah berada di meja tersebut. Pilih meja lain." };

pub(crate) const ANSWERS_BY_ITSELF: Text = Text {
    title: "Meja ini menjawab sendiri",
    detail: "Tiket yang diteruskan ke meja ini langsung terjawab dengan panduan Dukcapil, dan panduan itu tidak \
        menjawab formulir tiket ini. Pilih meja lain.",
};

pub(crate) const ROLE_MISSING: Text = Text {
    title: "Akun Anda tidak berhak membuka halaman ini",
    detail: "Halaman ini untuk peran lain. Bila tugas Anda memerlukannya, mintalah peran itu kepada administrator.",
};
