//! Every text of the console that a person reads, in Indonesian. Another language is another
//! module like this one.

mod accounts;
mod audit;
mod many;
mod refusals;

use domain::{FieldFault, Stage, TicketNumber};

pub(crate) use self::accounts::*;
pub(crate) use self::audit::*;
pub(crate) use self::many::*;
pub(crate) use self::refusals::*;
use crate::pages::deed::Deed;
use desk::Unfit;

/// Title and explanation of a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

pub(crate) const UNKNOWN_PAGE: Text =
    Text { title: "Halaman tidak ditemukan", detail: "Dokumen ini tidak memiliki halaman dengan nomor tersebut." };

pub(crate) const BROKEN_DOCUMENT: Text = Text {
    title: "Dokumen tidak dapat ditampilkan",
    detail: "Isi berkas PDF ini tidak dapat kami baca, sehingga tidak dapat ditampilkan sebagai gambar. Anda dapat \
        mengunduh berkas aslinya.",
};

pub(crate) const HARD_PAGE: Text = Text {
    title: "Halaman tidak dapat ditampilkan",
    detail: "Halaman ini terlalu rumit untuk ditampilkan sebagai gambar. Anda dapat mengunduh berkas aslinya.",
};

pub(crate) const PAGES_BUSY: Text = Text {
    title: "Halaman belum dapat ditampilkan",
    detail: "Banyak dokumen sedang dibuka bersamaan. Silakan coba lagi beberapa saat lagi, atau unduh berkas aslinya.",
};

pub(crate) const PAGES_FAILED: Text = Text {
    title: "Halaman belum dapat ditampilkan",
    detail: "Ada gangguan di sistem kami sehingga dokumen belum dapat ditampilkan sebagai gambar. Anda dapat mengunduh \
        berkas aslinya.",
};
pub(crate) const PAGE_NOT_SHOWN: &str = "Halaman ini belum dapat ditampilkan sebagai gambar. Muat ulang halaman untuk \
    mencoba lagi, atau unduh berkas aslinya.";
pub(crate) const ASK_GUIDANCE: &str =
    "Tiket langsung terjawab dengan panduan Dukcapil. Lanjut? Tandai di bawah alasan, lalu teruskan.";

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
pub(crate) const DRAFT_IS_KEPT: &str = "Tulisan Anda tersimpan sebagai draf dan masih ada di bawah ini.";
pub(crate) const ANSWERED_MEANWHILE: &str = "Tiket ini baru saja dijawab, sehingga tidak dapat diambil lagi.";
pub(crate) const ANSWERED_NOW: &str = "Tiket ini baru saja dijawab. Buka lagi halamannya untuk membaca jawabannya.";
pub(crate) const FREE_NOW: &str = "Tiket ini sekarang tidak dikerjakan siapa pun.";
pub(crate) const YOURS_NOW: &str = "Tiket ini sekarang Anda kerjakan di halaman lain.";

/// Somebody else holds the ticket by now.
pub(crate) fn held_now(holder: &str) -> String {
    format!("Tiket ini sekarang dikerjakan {holder}. Tulisan Anda tetap tersimpan sebagai draf.")
}

/// Somebody else has the ticket now.
pub(crate) fn taken(holder: &str) -> String {
    let holder = if holder.is_empty() { "petugas lain" } else { holder };
    format!("Tiket ini sedang dikerjakan {holder}. Anda tetap dapat membacanya, atau memilih tiket lain.")
}

/// Somebody else took the ticket while an answer was written.
pub(crate) fn taken_over(holder: &str) -> String {
    let holder = if holder.is_empty() { "petugas lain" } else { holder };
    format!("Jawaban belum terkirim: tiket ini sekarang dikerjakan {holder}. {DRAFT_IS_KEPT}")
}

/// Why the words of an answer are not sent.
pub(crate) fn unfit(fault: &Unfit) -> String {
    match fault {
        Unfit::Text(fault) => text_fault(*fault),
        Unfit::Fields(names) => {
            format!(
                "Tiket ini tidak memiliki isian {}. Hapus atau ganti dengan kata-kata Anda, lalu kirim.",
                fields_in_braces(names)
            )
        }
        Unfit::Digits => SIXTEEN_DIGITS.to_owned(),
    }
}

/// Merge fields as they are written in a text.
pub(crate) fn fields_in_braces(names: &[String]) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

/// Some tickets have nothing for these merge fields.
pub(crate) fn lacking(names: &[String]) -> String {
    format!(
        "Sebagian tiket tidak memiliki isian {}. Hapus isian itu, atau tandai di bawah bahwa tiket tersebut dilewati.",
        fields_in_braces(names)
    )
}

/// A merge field that the template's form does not have.
pub(crate) fn foreign_merge_field(name: &str) -> String {
    format!("Formulir yang dipilih tidak memiliki isian {{{name}}}.")
}

pub(crate) const UNREADABLE_FORM: &str = "Isian formulir tidak dapat dibaca. Buka lagi halamannya, lalu ulangi.";
pub(crate) const NOTHING_WAITS: &str =
    "Tidak ada tiket yang menunggu di meja ini. Terima kasih, semuanya sudah diambil.";
pub(crate) const TICKETS_OF_NIK: &str = "Tiket dengan NIK yang Anda cari";
pub(crate) const NIK_WITHOUT_TICKETS: &str = "Tidak ada tiket dengan NIK itu di meja Anda";
pub(crate) const NOT_SEARCHABLE: &str =
    "Masukkan nomor tiket (18 angka; yang lama 15) atau NIK (16 angka) secara lengkap.";
pub(crate) const SECTION_TEMPLATES: &str = "Templat";
pub(crate) const SECTION_OVERVIEW: &str = "Ringkasan";
pub(crate) const SECTION_BULK: &str = "Massal";
pub(crate) const SECTION_CLUSTERS: &str = "Tiket serupa";
pub(crate) const EVERY_DESK: &str = "Semua meja";
pub(crate) const SECTION_WORK: &str = "Tiket";
pub(crate) const SECTION_ACCOUNTS: &str = "Akun petugas";
pub(crate) const SECTION_AUDIT: &str = "Catatan akses";

/// What an officer is told whose account was reset.
pub(crate) fn account_was_reset(by: &str, at: &str) -> String {
    format!(
        "Akun Anda diatur ulang oleh {by} pada {at} WIB. Bila Anda tidak memintanya, ganti sandi Anda sekarang dan \
        laporkan kepada administrator lain."
    )
}

pub(crate) const FIELD_MISSING: &str = "Bagian ini wajib diisi.";
pub(crate) const SIXTEEN_DIGITS: &str = "Jawaban ini memuat 16 angka berurutan, seperti NIK atau nomor KK. Hapus \
    angkanya, atau tandai di bawah bila memang perlu.";
pub(crate) const UNCHANGED_CORRECTION: &str =
    "Teks ini sama dengan jawaban yang sudah dibaca pelamar. Ubah dulu, lalu kirim koreksinya.";
pub(crate) const UNKNOWN_REGION: &str =
    "Wilayah ini tidak dikenal. Tulis nama provinsi, kabupaten, atau kota, atau 2 atau 4 angka pertama NIK.";
pub(crate) const TICKET_MISTYPED: &str = "Nomor tiket salah ketik: ada angka yang tertukar atau keliru. Samakan lagi \
    dengan yang tertulis pada tanda terima.";
pub(crate) const TICKET_NOT_FOUND: &str =
    "Tiket dengan nomor itu tidak ada di meja Anda. Periksa nomornya, atau mungkin sudah diteruskan ke meja lain.";
pub(crate) const FIELD_UNFIT: &str = "Bagian ini belum benar. Silakan periksa kembali.";
pub(crate) const FIELD_LINE_BREAK: &str = "Bagian ini harus ditulis dalam satu baris. Hapus baris barunya.";
pub(crate) const FIELD_DESK: &str = "Meja tujuan ini tidak dikenal.";
pub(crate) const FIELD_NUMBER: &str = "Nomor tiket ini tidak benar. Silakan periksa kembali.";

/// What is wrong with a text that an officer wrote. Of the faults only the first four befall a text.
pub(crate) fn text_fault(fault: FieldFault) -> String {
    match fault {
        FieldFault::Required => FIELD_MISSING.to_owned(),
        FieldFault::TooLong { max, found } => {
            format!("Teks ini terlalu panjang: {found} karakter, paling banyak {max} karakter.")
        }
        FieldFault::HiddenCharacter { line, after } => {
            let place = domain::place_of_hidden_character(line, after);
            format!(
                "Bagian ini memuat karakter kendali yang tidak terlihat, {place}. Hapus bagian itu saja, lalu ketik \
                ulang."
            )
        }
        FieldFault::LineBreak => FIELD_LINE_BREAK.to_owned(),
        FieldFault::WrongDigitCount { .. }
        | FieldFault::NotDigits
        | FieldFault::NotAName
        | FieldFault::NotANumber
        | FieldFault::MixedScripts
        | FieldFault::NotADate
        | FieldFault::UnreadableDate
        | FieldFault::TwoDigitYear
        | FieldFault::InFuture
        | FieldFault::TooYoung
        | FieldFault::TooOld
        | FieldFault::UnknownOption => FIELD_UNFIT.to_owned(),
    }
}

/// How far a ticket is, for those who work on it.
pub(crate) fn progress(stage: Stage, held: bool) -> &'static str {
    match stage {
        Stage::Submitted => "Dalam perjalanan",
        Stage::Received => "Belum diambil",
        Stage::Processing if held => "Dikerjakan",
        Stage::Processing => "Dilepas",
        Stage::Answered => "Dijawab",
    }
}

/// A name that several regions have.
pub(crate) fn several_regions(names: &[&str]) -> String {
    format!("Ada beberapa wilayah dengan nama ini. Tulis salah satu: {}.", names.join(", "))
}

/// What was done with a ticket.
pub(crate) fn done(deed: Deed, number: TicketNumber) -> String {
    match deed {
        Deed::Answered => format!("Jawaban tiket {number} sudah terkirim."),
        Deed::AnsweredLast => {
            format!("Jawaban tiket {number} sudah terkirim. Tidak ada tiket lain yang menunggu di meja ini.")
        }
        Deed::Corrected => format!("Koreksi jawaban tiket {number} sudah terkirim."),
        Deed::Drafted => format!("Draf jawaban tiket {number} sudah disimpan."),
        Deed::Noted => format!("Catatan pada tiket {number} sudah disimpan."),
        Deed::HandedOver => format!("Tiket {number} sudah diteruskan ke meja lain."),
        Deed::Released => format!("Tiket {number} sudah dilepas. Petugas lain dapat mengambilnya."),
    }
}

/// A merge field that no ticket has.
pub(crate) fn unknown_merge_field(name: &str) -> String {
    format!("{{{name}}} tidak dikenal. Gunakan salah satu isian yang tercantum di bawah kotak teks.")
}
