//! Texts about tickets: their lists, one ticket, and what an officer did with it.

use desk::store::answers::Turn;
use desk::store::cases::CameBack;
use desk::store::questions::Ended;
use domain::{Desk, Stage, TicketNumber};
use jiff::SignedDuration;
use workdays::Calendar;

use crate::done::Done;

pub(crate) const ASK_GUIDANCE: &str =
    "Tiket langsung terjawab dengan panduan Dukcapil. Lanjut? Tandai di bawah alasan, lalu teruskan.";
pub(crate) const DRAFT_IS_KEPT: &str = "Tulisan Anda tersimpan sebagai draf dan masih ada di bawah ini.";
pub(crate) const ANSWERED_MEANWHILE: &str = "Tiket ini baru saja dijawab, sehingga tidak dapat diambil lagi.";
pub(crate) const ANSWERED_NOW: &str = "Tiket ini baru saja dijawab. Buka lagi halamannya untuk membaca jawabannya.";
pub(crate) const FREE_NOW: &str = "Tiket ini sekarang tidak dikerjakan siapa pun.";
pub(crate) const YOURS_NOW: &str = "Tiket ini sekarang Anda kerjakan di halaman lain.";
pub(crate) const NOTHING_WAITS: &str =
    "Tidak ada tiket yang menunggu di meja ini. Terima kasih, semuanya sudah diambil.";
pub(crate) const TICKETS_OF_NIK: &str = "Tiket dengan NIK yang Anda cari";
pub(crate) const NIK_WITHOUT_TICKETS: &str = "Tidak ada tiket dengan NIK itu di meja Anda";
pub(crate) const TICKETS_OF_NAME: &str = "Tiket dengan nama yang Anda cari";
pub(crate) const NEWEST_OF_NAME: &str = "50 tiket terbaru dengan nama yang Anda cari";
pub(crate) const NAME_WITHOUT_TICKETS: &str = "Tidak ada tiket dengan nama itu di meja Anda";
pub(crate) const NAME_TOO_COMMON: &str = "Nama itu terlalu umum. Cari lagi dengan bagian lain dari namanya, misalnya nama \
    keluarga, atau dengan NIK.";
pub(crate) const ABOUT_NAMES: &str = "Dicari menurut nama pada formulir; semua formulir memuat nama. Gelar, huruf besar, \
    dan singkatan seperti “Muh.” tidak berpengaruh, tetapi salah ketik berpengaruh. Tiket baru dapat dicari beberapa \
    detik setelah sampai di meja.";
pub(crate) const NOT_SEARCHABLE: &str =
    "Masukkan nomor tiket (18 angka; yang lama 15) atau NIK (16 angka) secara lengkap, atau nama pelamar.";
pub(crate) const UNKNOWN_REGION: &str =
    "Wilayah ini tidak dikenal. Tulis nama provinsi, kabupaten, atau kota, atau 2 atau 4 angka pertama NIK.";
pub(crate) const TICKET_MISTYPED: &str = "Nomor tiket salah ketik: ada angka yang tertukar atau keliru. Samakan lagi \
    dengan yang tertulis pada tanda terima.";
pub(crate) const TICKET_NOT_FOUND: &str =
    "Tiket dengan nomor itu tidak ada di meja Anda. Periksa nomornya, atau mungkin sudah diteruskan ke meja lain.";
pub(crate) const NO_DESK: &str = "Pilih meja tujuan.";
pub(crate) const NO_REASON: &str = "Tulis alasan meneruskan tiket ini.";
pub(crate) const NO_COLLEAGUE: &str = "Pilih rekan yang bertugas di meja ini.";
pub(crate) const NO_NOTE: &str = "Tulis catatannya dulu.";
pub(crate) const SEE: &str = "Lihat tiketnya";
pub(crate) const SEE_OR_CORRECT: &str = "Lihat atau koreksi";
pub(crate) const FIELD_DESK: &str = "Meja tujuan ini tidak dikenal. Pilih salah satu dari daftar.";
pub(crate) const FIELD_NUMBER: &str = "Nomor tiket ini tidak benar. Silakan periksa kembali.";

// What is said of a list without tickets.
pub(crate) const NOTHING_OPEN: &str = "Semua tiket sudah dijawab";
pub(crate) const NOTHING_OPEN_ABOUT: &str = "Terima kasih. Tiket baru muncul di sini begitu masuk.";
pub(crate) const NOTHING_OPEN_AT_DESK: &str = "Tidak ada yang menunggu di meja ini. Mungkin meja Anda yang lain masih \
    memiliki tiket.";
pub(crate) const SEE_EVERY_DESK: &str = "Lihat semua meja";
pub(crate) const NOTHING_MATCHES: &str = "Tidak ada tiket yang cocok";
pub(crate) const NOTHING_MATCHES_ABOUT: &str = "Tidak ada tiket dengan tahap, formulir, dan wilayah yang Anda pilih.";
pub(crate) const WITHOUT_FILTER: &str = "Lihat semua yang terbuka";

// What a desk's list can be narrowed to.
pub(crate) const EVERY_FORM: &str = "Semua formulir";
pub(crate) const STAGES_OPEN: &str = "Semua yang terbuka";
pub(crate) const STAGES_RECEIVED: &str = "Belum diambil";
pub(crate) const STAGES_PROCESSING: &str = "Sedang dikerjakan";
pub(crate) const STAGES_MINE: &str = "Yang saya kerjakan";
pub(crate) const STAGES_WAITING: &str = "Menunggu pelamar";
pub(crate) const STAGES_CAME_BACK: &str = "Kembali dari pelamar";
pub(crate) const STAGES_ANSWERED: &str = "Sudah dijawab";
pub(crate) const STAGES_ANSWERED_BY_ME: &str = "Yang saya jawab";
// In which order a list stands.
pub(crate) const BY_DEADLINE: &str = "Tenggat terdekat";
pub(crate) const BY_ARRIVAL: &str = "Terbaru masuk";
pub(crate) const BY_FORM: &str = "Formulir";

// Lists that an officer saved.
pub(crate) const VIEW_UNNAMED: &str = "Beri nama tampilan ini, paling banyak 40 karakter.";
pub(crate) const VIEWS_FULL: &str = "Anda sudah menyimpan 20 tampilan. Hapus salah satu lebih dahulu.";

pub(crate) const EVERY_OWN_DESK: &str = "Semua meja";

pub(crate) const NO_DEADLINE: &str = "sudah dijawab";
pub(crate) const RESPONDER: &str = "Panduan otomatis";
pub(crate) const NIK_PLACE_UNKNOWN: &str = "kode wilayah tidak dikenal";
pub(crate) const NIK_UNREADABLE: &str = "tidak terbaca";

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
pub(crate) fn done(done: Done, number: TicketNumber) -> String {
    match done {
        Done::Answered => format!("Jawaban tiket {number} sudah terkirim."),
        Done::AnsweredLast => {
            format!("Jawaban tiket {number} sudah terkirim. Tidak ada tiket lain yang menunggu.")
        }
        Done::Corrected => format!("Koreksi jawaban tiket {number} sudah terkirim."),
        Done::Drafted => format!("Draf jawaban tiket {number} sudah disimpan."),
        Done::Noted => format!("Catatan pada tiket {number} sudah disimpan."),
        Done::HandedOver => format!("Tiket {number} sudah diteruskan ke meja lain."),
        Done::Asked => format!(
            "Pertanyaan tentang tiket {number} sudah terkirim. Tiketnya kembali ke meja ini begitu pelamar membalas."
        ),
        Done::Approved => {
            format!("Tiket {number} sudah disetujui. Tiket ini terjawab sendiri setelah layanan akun menjalankannya.")
        }
        Done::Frozen => format!(
            "Tiket {number} sudah disetujui. Akunnya segera dibekukan dan pemiliknya diberi tahu. Penyelia lain \
            memastikan penghapusan atau membatalkan pembekuan."
        ),
        Done::RemovalConfirmed => format!(
            "Penghapusan akun pada tiket {number} sudah dipastikan. Tiket ini terjawab sendiri setelah akunnya dihapus."
        ),
        Done::Lifted => format!(
            "Pembekuan akun pada tiket {number} sudah dibatalkan. Pemilik akun diberi tahu. Jawab tiketnya seperti biasa."
        ),
        Done::Assigned => format!("Tiket {number} sudah ditugaskan. Rekan Anda menemukannya di “Yang saya kerjakan”."),
        Done::Released => format!("Tiket {number} sudah dilepas. Petugas lain dapat mengambilnya."),
    }
}

/// How much working time is left until a deadline.
pub(crate) fn time_left(left: SignedDuration, calendar: &Calendar) -> String {
    format!("sisa {}", working_span(left, calendar))
}

/// That a deadline was over so many minutes ago.
pub(crate) fn late_by(minutes: i64) -> String {
    format!("terlambat {}", span(minutes))
}

/// Working time in the largest unit that says enough, such as "3 jam kerja".
pub(crate) fn working_span(time: SignedDuration, calendar: &Calendar) -> String {
    let (minutes, day) = (time.as_mins(), calendar.day_length().as_mins());
    if calendar.never_rests() {
        return span(minutes);
    }
    let told = if minutes < 60 {
        format!("{minutes} menit")
    } else if minutes < 2 * day {
        format!("{} jam", minutes / 60)
    } else {
        format!("{} hari", minutes / day)
    };
    format!("{told} kerja")
}

/// Minutes in the largest unit that says enough, such as "3 jam".
pub(crate) fn span(minutes: i64) -> String {
    match minutes {
        0..60 => format!("{minutes} menit"),
        60..2880 => format!("{} jam", minutes / 60),
        _ => format!("{} hari", minutes / 1440),
    }
}

/// What an answer is called that corrects `corrected` others: the one that is corrected has 0.
pub(crate) fn answer_title(turn: Turn, corrected: usize) -> String {
    match (turn, corrected) {
        (Turn::First, 0) => "Jawaban".to_owned(),
        (Turn::FollowUp, 0) => "Jawaban atas pesan lanjutan".to_owned(),
        (Turn::First, many) => format!("Koreksi ke-{many}"),
        (Turn::FollowUp, many) => format!("Koreksi ke-{many} jawaban lanjutan"),
    }
}

/// What the applicant wrote after the first answer is called.
pub(crate) const FOLLOW_UP: &str = "Pesan lanjutan pelamar";
/// Who wrote it.
pub(crate) const APPLICANT: &str = "Pelamar";
/// Says of an answer that it is the one that holds.
pub(crate) const HOLDS: &str = "(yang dibaca pelamar)";
/// Says of an answer that another one has taken its place.
pub(crate) const HOLDS_NO_MORE: &str = "(tidak berlaku lagi)";

/// How a ticket came back from its applicant.
pub(crate) const fn came_back(how: CameBack) -> &'static str {
    match how {
        CameBack::FollowUp | CameBack::Reply => "Kembali",
        CameBack::Expired => "Tanpa balasan",
    }
}

/// A question to the applicant is called.
pub(crate) const QUESTION: &str = "Pertanyaan kepada pelamar";
/// What the applicant replied is called.
pub(crate) const REPLY: &str = "Balasan pelamar";
/// No question was written.
pub(crate) const NO_QUESTION: &str = "Tulis dahulu pertanyaannya.";
/// A question holds what looks like a NIK.
pub(crate) const QUESTION_WITH_NUMBERS: &str =
    "Pertanyaan ini memuat 16 angka berurutan seperti NIK atau Nomor KK. Hapus angka itu.";

/// Whether a question has its reply.
pub(crate) const fn question_state(ended: Option<Ended>) -> &'static str {
    match ended {
        None => "(menunggu balasan)",
        Some(Ended::Replied) => "(dibalas)",
        Some(Ended::Expired) => "(tidak dibalas sampai batas waktunya)",
        Some(Ended::Answered | Ended::HandedOver) => "(ditutup)",
    }
}

/// How many other tickets somebody has, and how many of these wait for an answer; nothing for none.
pub(crate) fn other_tickets(all: usize, or_more: bool, open: usize) -> String {
    let more = if or_more { "lebih dari " } else { "" };
    match (all, open) {
        (0, _) => String::new(),
        (all, 0) => format!("{more}{all} tiket lain"),
        (all, open) => format!("{more}{all} tiket lain, {open} belum dijawab"),
    }
}

/// A hand-over.
pub(crate) fn handed_over(from: Desk, to: Desk) -> String {
    format!("Diteruskan dari {} ke {}", from.label(), to.label())
}

/// The sex that a NIK tells.
pub(crate) const fn sex(woman: bool) -> &'static str {
    if woman { "perempuan" } else { "laki-laki" }
}

/// Nothing that was written is lost although this happened.
pub(crate) fn too_late(title: &str) -> String {
    format!("{title}. {DRAFT_IS_KEPT}")
}
