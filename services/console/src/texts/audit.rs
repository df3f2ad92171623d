//! Texts of the audit log.

use ::audit::Action;

use super::tickets::RESPONDER;

pub(crate) const DAY_WRONG: &str = "Hari ini belum terbaca. Tulis tanggal, bulan, dan tahun, misalnya 22-11-2026.";
pub(crate) const NOT_SEALED: &str = "sebentar lagi";

/// What an action of the audit log is called.
pub(crate) const fn action(action: Action) -> &'static str {
    match action {
        Action::ReadTicket => "Membuka tiket",
        Action::ReadDocument => "Membuka dokumen",
        Action::Search => "Mencari",
        Action::List => "Melihat daftar tiket",
        Action::Receive => "Menerima tiket di sistemnya",
        Action::Claim => "Mengambil tiket",
        Action::Release => "Melepas tiket",
        Action::TakeOver => "Mengambil alih tiket",
        Action::Assign => "Menugaskan tiket kepada rekan",
        Action::Ask => "Bertanya kepada pelamar",
        Action::Return => "Tiket kembali dari pelamar",
        Action::Answer => "Menjawab",
        Action::ReadAccountFile => "Melihat gambar akun pelamar",
        Action::AccountApproved => "Menyetujui permintaan akun",
        Action::RemovalConfirmed => "Memastikan penghapusan akun pelamar",
        Action::FreezeLifted => "Membatalkan pembekuan akun pelamar",
        Action::Transfer => "Meneruskan ke meja lain",
        Action::Notice => "Mengetahui tiket yang hampir terlambat",
        Action::Note => "Menulis catatan internal",
        Action::BulkAnswer => "Menjawab banyak tiket",
        Action::Export => "Mengunduh data",
        Action::Template => "Mengubah templat",
        Action::Macro => "Mengubah makro",
        Action::Workdays => "Mengubah hari dan jam kerja",
        Action::Faq => "Mengubah FAQ",
        Action::Reference => "Menambah data rujukan",
        Action::SignIn => "Masuk",
        Action::SignInFailed => "Gagal masuk",
        Action::SignOut => "Keluar",
        Action::SessionEnded => "Mengakhiri sesi",
        Action::Activated => "Memilih kata sandi dengan tautan",
        Action::PasswordChanged => "Mengganti kata sandi",
        Action::AccountMade => "Membuat akun pelamar",
        Action::AccountReplaced => "Menggantikan akun pelamar yang identitasnya belum terbukti",
        Action::AccountFrozen => "Membekukan akun pelamar",
        Action::AccountReleased => "Membuka kembali akun pelamar yang dibekukan",
        Action::AccountRemoved => "Menghapus akun pelamar yang didaftarkan orang lain",
        Action::IdentityCorrected => "Memperbaiki data kependudukan pada akunnya",
        Action::AnswerIssued => "Diberi jawaban pengaman sekali pakai",
        Action::Recovered => "Memilih kata sandi baru tanpa yang lama",
        Action::QuestionsChanged => "Mengganti pertanyaan pengaman",
        Action::ContactTold => "Menulis kontak baru pada akunnya, belum dipastikan",
        Action::ContactWithdrawn => "Membatalkan kontak baru pada akunnya",
        Action::ContactConfirmed => "Memastikan kontak pada akunnya",
        Action::ContactChanged => "Mengganti kontak pada akunnya",
        Action::RegistrationFinalised => "Mengakhiri pendaftarannya",
        Action::TotpEnrolled => "Mendaftarkan ponsel",
        Action::PhoneChanged => "Mengganti ponsel",
        Action::RecoveryCodesMade => "Membuat kode pemulihan",
        Action::OfficerCreated => "Membuat akun",
        Action::OfficerChanged => "Mengubah peran atau meja",
        Action::OfficerDisabled => "Menutup akun",
        Action::OfficerEnabled => "Membuka akun",
        Action::OfficerReset => "Mengatur ulang akun",
        Action::ReadAudit => "Membaca catatan akses",
        Action::Erase => "Menghapus data tiket",
        Action::Expire => "Menghapus data yang habis masa simpannya",
        Action::ExportPerson => "Menyalin data seseorang",
        Action::BreachReport => "Membuat laporan kebocoran",
        Action::Restrict => "Membatasi tiket",
        Action::LiftRestriction => "Membuka pembatasan tiket",
        Action::RetentionChanged => "Mengubah masa simpan",
        Action::TokenCreated => "Membuat token",
        Action::TokenRevoked => "Mencabut token",
        Action::RoutesChanged => "Mengubah aturan rute",
        Action::AgencyChanged => "Mengubah instansi mitra",
        Action::DeskServed => "Mengalihkan antrean meja",
        Action::MessagesResent => "Mengirim ulang pesan",
        Action::Restored => "Memulihkan data dari cadangan",
        Action::KeysRewrapped => "Membungkus ulang kunci",
        Action::NoticeChanged => "Mengubah pengumuman",
        Action::PeriodChanged => "Mengubah masa pembuatan akun",
        Action::Migrated => "Memutakhirkan basis data",
        Action::TopologyImported => "Memuat susunan antrean",
        Action::Seeded => "Mengisi tiket contoh",
        Action::ReferenceImported => "Memuat data rujukan",
        Action::Refused => "Ditolak: tidak berwenang",
        Action::Damaged => "Menemukan data tersegel yang berubah",
    }
}

/// Why the operator acted, in the audit log.
pub(crate) fn operators_reason(reason: &str) -> String {
    format!("Alasan: {reason}")
}

/// By what a list or a search found the tickets that it showed, in the audit log.
pub(crate) fn found_by(how: &str) -> &'static str {
    match how {
        "nik" => "Berdasarkan NIK",
        "name" => "Berdasarkan nama",
        "number" => "Berdasarkan nomor tiket",
        "queue" => "Antrean meja",
        "answered" => "Tiket yang sudah dijawab",
        "earlier" => "Tiket lain dengan NIK yang sama",
        _ => "",
    }
}

/// What those are called who acted, or whose account it was about: by name, and an applicant by the account's number.
/// `did` is what somebody without a name did.
pub(crate) fn person(kind: &str, name: &str, did: Option<Action>) -> String {
    match (kind, name) {
        ("applicant", id) => format!("Akun pelamar {id}"),
        ("operator", "") => "Pengelola sistem".to_owned(),
        ("nobody", "") if did == Some(Action::Answer) => RESPONDER.to_owned(),
        ("nobody", "") => "Belum dikenal".to_owned(),
        (_, "") => "Akun yang sudah tidak ada".to_owned(),
        (_, name) => name.to_owned(),
    }
}
