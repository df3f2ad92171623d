//! Every text of the desks' API and of the console that a person reads, in Indonesian. Another language is another module like this one.

use domain::FieldFault;

/// Title and explanation of a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

pub(crate) const UNKNOWN_TICKET: Text =
    Text { title: "Tiket tidak ditemukan", detail: "Tidak ada tiket dengan nomor ini di meja Anda. Silakan periksa kembali nomornya." };

pub(crate) const UNKNOWN_DESK: Text =
    Text { title: "Meja tidak ditemukan", detail: "Meja ini tidak ada, atau token Anda tidak berlaku untuk meja ini." };

pub(crate) const UNKNOWN_DOCUMENT: Text =
    Text { title: "Dokumen tidak ditemukan", detail: "Tiket ini tidak memiliki dokumen jenis tersebut." };

pub(crate) const ERASED: Text = Text {
    title: "Data tiket sudah dihapus",
    detail: "Data pribadi pada tiket ini sudah dihapus untuk selamanya, sehingga isinya tidak dapat dibuka atau dijawab lagi.",
};

pub(crate) const NOT_RECEIVED: Text =
    Text { title: "Tiket belum tiba", detail: "Tiket ini masih dalam perjalanan ke meja Anda. Silakan coba lagi beberapa saat lagi." };

pub(crate) const ALREADY_ANSWERED: Text = Text {
    title: "Tiket sudah dijawab",
    detail: "Tiket ini sudah memiliki jawaban. Untuk memperbaikinya, kirim koreksi dengan menyebut revisi terbaru pada \"corrects\".",
};

pub(crate) const OUTDATED_CORRECTION: Text = Text {
    title: "Koreksi tidak merujuk jawaban terbaru",
    detail: "Revisi pada \"corrects\" bukan revisi terbaru. Buka kembali tiket ini, lalu kirim koreksi untuk jawaban terbarunya.",
};

pub(crate) const CLAIMED_BY_ANOTHER: Text = Text {
    title: "Tiket sedang dikerjakan petugas lain",
    detail: "Petugas lain sedang mengerjakan tiket ini. Silakan pilih tiket lain, atau coba lagi setelah batas waktunya lewat.",
};

pub(crate) const SAME_DESK: Text =
    Text { title: "Tiket tidak dapat diteruskan", detail: "Tiket ini sudah berada di meja tersebut. Silakan pilih meja lain." };

pub(crate) const ROLE_MISSING: Text = Text {
    title: "Akun Anda tidak berhak membuka halaman ini",
    detail: "Halaman ini untuk peran lain. Bila tugas Anda memerlukannya, mintalah peran itu kepada administrator.",
};

pub(crate) const FOREIGN_FORM: Text = Text {
    title: "Formulir ini dari sesi yang lain",
    detail: "Halaman ini dibuka sebelum Anda masuk kembali, sehingga tidak kami terima. Tidak ada yang berubah. Buka lagi halamannya, lalu ulangi.",
};

pub(crate) const UNREADABLE_FORM: &str = "Isian formulir tidak dapat dibaca. Buka lagi halamannya, lalu ulangi.";
pub(crate) const NOTHING_WAITS: &str = "Tidak ada tiket yang menunggu di meja ini. Terima kasih, semuanya sudah diambil.";
pub(crate) const TICKETS_OF_NIK: &str = "Tiket dengan NIK yang Anda cari";
pub(crate) const NIK_WITHOUT_TICKETS: &str = "Tidak ada tiket dengan NIK itu di meja Anda.";
pub(crate) const NOT_SEARCHABLE: &str = "Masukkan nomor tiket (15 digit) atau NIK (16 digit) secara lengkap.";
pub(crate) const TEMPLATE_TITLE_TAKEN: &str = "Meja ini sudah memiliki templat dengan judul yang sama. Pilih judul lain.";
pub(crate) const TEMPLATES_FULL: &str = "Meja ini sudah memiliki 200 templat. Hapus yang tidak dipakai lagi, lalu simpan kembali.";
pub(crate) const SECTION_TEMPLATES: &str = "Templat";
pub(crate) const SECTION_WORK: &str = "Tiket";

pub(crate) const UNKNOWN_TEXT: Text = Text {
    title: "Teks tidak ditemukan",
    detail: "Tidak ada teks yang Anda kirim untuk tiket ini dengan \"text_id\" tersebut. Kirim teksnya lebih dulu melalui HTTPS, lalu laporannya.",
};

pub(crate) const UNFIT_TEXT: Text = Text {
    title: "Teks tidak sesuai",
    detail: "Teks dengan \"text_id\" tersebut tidak dapat dipakai di sini: alasan penerusan paling banyak 500 karakter.",
};

pub(crate) const TEXT_TAKEN: Text =
    Text { title: "Nomor teks sudah dipakai", detail: "Teks lain sudah dikirim dengan nomor ini. Gunakan UUID baru untuk setiap teks." };

pub(crate) const TOO_MANY_TEXTS: Text =
    Text { title: "Terlalu banyak teks", detail: "Tiket ini sudah memiliki 20 teks yang dikirim untuk laporan. Gunakan salah satunya." };

// Why a report on the queue had no effect, beside the refusals above.
pub(crate) const REPLY_NOT_JSON: &str = "Isi pesan bukan JSON.";
pub(crate) const REPLY_NO_ID: &str = "Properti AMQP message_id tidak ada atau bukan UUID.";
pub(crate) const REPLY_NO_SENDER: &str = "Properti AMQP user_id tidak ada, sehingga pengirimnya tidak diketahui.";
pub(crate) const REPLY_OTHER_ID: &str = "event_id pada isi pesan tidak sama dengan properti AMQP message_id.";
pub(crate) const REPLY_TOO_LONG: &str = "Isi pesan lebih dari 4096 byte.";
pub(crate) const REPLY_MALFORMED: &str =
    "Isi pesan tidak sesuai skema: ada bagian yang kurang, salah, atau tidak dikenal. Teks jawaban tidak boleh berada di dalam pesan.";
pub(crate) const REPLY_VERSION: &str = "Versi pesan ini tidak dikenal. Gunakan version 1.";
pub(crate) const REPLY_HANDED_OVER: &str = "Tiket ini sudah Anda teruskan ke meja lain.";

pub(crate) const FIELD_MISSING: &str = "Bagian ini wajib diisi.";
pub(crate) const FIELD_HIDDEN_CHARACTERS: &str = "Bagian ini berisi karakter yang tidak terlihat. Silakan tulis ulang teksnya.";
pub(crate) const FIELD_STAGE: &str = "Tahap harus salah satu dari submitted, received, processing, atau answered.";
pub(crate) const FIELD_REPORTED_STAGE: &str = "Tahap yang dilaporkan harus received atau processing.";
pub(crate) const FIELD_LIMIT: &str = "Jumlah tiket per halaman harus antara 1 dan 100.";
pub(crate) const FIELD_CURSOR: &str = "Penanda halaman ini tidak dikenal. Gunakan nilai \"next\" dari halaman sebelumnya.";
pub(crate) const FIELD_DESK: &str = "Meja tujuan ini tidak dikenal.";
pub(crate) const FIELD_SAME_DESK: &str = "Tiket ini sudah berada di meja tersebut.";
pub(crate) const FIELD_NUMBER: &str = "Nomor tiket ini tidak benar. Silakan periksa kembali.";
pub(crate) const FIELD_REVISION: &str = "Revisi yang dikoreksi harus berupa angka 1 atau lebih.";

/// What is wrong with a text that an officer wrote. Of the faults only the first three befall a text of several lines.
pub(crate) fn text_fault(fault: FieldFault) -> String {
    match fault {
        FieldFault::Required => FIELD_MISSING.to_owned(),
        FieldFault::TooLong { max, found } => format!("Teks ini terlalu panjang: {found} karakter, paling banyak {max} karakter."),
        FieldFault::HiddenCharacter
        | FieldFault::WrongDigitCount { .. }
        | FieldFault::NotDigits
        | FieldFault::NotAName
        | FieldFault::NotANumber
        | FieldFault::LineBreak
        | FieldFault::NotADate
        | FieldFault::InFuture
        | FieldFault::TooYoung
        | FieldFault::TooOld
        | FieldFault::UnknownOption => FIELD_HIDDEN_CHARACTERS.to_owned(),
    }
}

/// A merge field that no ticket has.
pub(crate) fn unknown_merge_field(name: &str) -> String {
    format!("{{{name}}} tidak dikenal. Gunakan salah satu isian yang tercantum di bawah kotak teks.")
}
