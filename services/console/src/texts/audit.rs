//! Texts of the audit log.

use ::audit::Action;
use domain::{Desk, DocumentKind};
use officers::Role;

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

/// What the detail of an entry says, in words; one that these words do not know stays as it is.
pub(crate) fn audit_detail(action: Action, detail: &str) -> String {
    let word = match (action, detail) {
        (Action::ReadTicket, "cluster") => "Untuk kelompok tiket serupa",
        (Action::SignIn | Action::PhoneChanged, "totp") => "Dengan kode aplikasi",
        (Action::SignIn | Action::PhoneChanged, "recovery_code") => "Dengan kode pemulihan",
        (Action::SignInFailed, "password") => "Kata sandi salah",
        (Action::SignInFailed, "code") => "Kode salah",
        (Action::SignInFailed, "recovery_code") => "Kode pemulihan sudah terpakai",
        (Action::SessionEnded, "one") => "Satu sesi",
        (Action::SessionEnded, "others") => "Semua sesi lain",
        (Action::OfficerReset, "asked") => "Diajukan",
        _ => return read_detail(action, detail).unwrap_or_else(|| detail.to_owned()),
    };
    word.to_owned()
}

/// Reads the details of an action; `None` for one that it does not know.
type Reader = fn(&str) -> Option<String>;

const READERS: [(Action, Reader); 7] = [
    (Action::Workdays, super::workdays_detail),
    (Action::Answer, answer_detail),
    (Action::ReadDocument, document_detail),
    (Action::Transfer, transfer_detail),
    (Action::OfficerCreated, rights_detail),
    (Action::OfficerChanged, rights_detail),
    (Action::ReadAudit, filter_detail),
];

fn read_detail(action: Action, detail: &str) -> Option<String> {
    READERS.iter().find(|(of, _)| *of == action).and_then(|(_, read)| read(detail))
}

fn answer_detail(detail: &str) -> Option<String> {
    Some(format!("Jawaban ke-{}", detail.parse::<i32>().ok()?))
}

fn document_detail(detail: &str) -> Option<String> {
    Some(detail.parse::<DocumentKind>().ok()?.label().to_owned())
}

fn transfer_detail(detail: &str) -> Option<String> {
    Some(format!("Ke {}", detail.parse::<Desk>().ok()?.label()))
}

fn rights_detail(detail: &str) -> Option<String> {
    let (roles, desks) = detail.split_once('@')?;
    let roles: Option<Vec<&str>> =
        roles.split_whitespace().map(|role| Some(role.parse::<Role>().ok()?.label())).collect();
    let desks: Option<Vec<&str>> =
        desks.split_whitespace().map(|desk| Some(desk.parse::<Desk>().ok()?.label())).collect();
    Some([roles?.join(", "), desks?.join(", ")].join(" · "))
}

fn filter_detail(detail: &str) -> Option<String> {
    let words: Vec<&str> = detail.split_whitespace().map(filter_word).collect::<Option<_>>()?;
    Some(if words.is_empty() { "Tanpa saringan".to_owned() } else { format!("Disaring: {}", words.join(", ")) })
}

fn filter_word(word: &str) -> Option<&'static str> {
    match word {
        "name" => Some("nama"),
        "ticket" => Some("tiket"),
        "day" => Some("hari"),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_speaks_no_words_of_the_machine() {
        for (action, detail, told) in [
            (Action::SignIn, "totp", "Dengan kode aplikasi"),
            (Action::SignInFailed, "code", "Kode salah"),
            (Action::ReadDocument, "diploma", DocumentKind::Diploma.label()),
            (Action::Answer, "1", "Jawaban ke-1"),
            (Action::Transfer, "bkn.accounts", "Ke BKN – Akun SSCASN"),
            (Action::ReadAudit, "name day", "Disaring: nama, hari"),
            (Action::OfficerChanged, "officer auditor @ bkn.accounts", "Petugas, Auditor · BKN – Akun SSCASN"),
            (Action::Workdays, "added 2026-12-25 2", "Menambah 2 hari libur mulai 25 Desember 2026"),
            (Action::Export, "hours 12", "hours 12"),
        ] {
            assert_eq!(audit_detail(action, detail), told);
        }
    }
}
