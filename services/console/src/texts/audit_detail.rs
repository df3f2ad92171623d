//! What the details of entries of the audit log say, in words.

use ::audit::Action;
use domain::{Desk, DocumentKind};
use officers::Role;

/// What the detail of an entry says, in words; one that these words do not know stays as it is.
pub(crate) fn audit_detail(action: Action, detail: &str) -> String {
    let word = match (action, detail) {
        (Action::ReadTicket, "cluster") => "Untuk kelompok tiket serupa",
        (Action::SignIn | Action::PhoneChanged, "totp") => "Dengan kode aplikasi",
        (Action::SignIn | Action::PhoneChanged, "recovery_code") => "Dengan kode pemulihan",
        (Action::SignIn, "password") => "Dengan kata sandi",
        (Action::SignInFailed, "password") => "Kata sandi salah",
        (Action::SignInFailed, "code") => "Kode salah",
        (Action::SignInFailed, "recovery_code") => "Kode pemulihan sudah terpakai",
        (Action::IdentityCorrected, "match") => "Sesuai dengan data Dukcapil",
        (Action::IdentityCorrected, "unavailable") => "Diperiksa kemudian",
        (Action::SessionEnded, "one") => "Satu sesi",
        (Action::SessionEnded, "others") => "Semua sesi lain",
        (Action::OfficerReset, "asked") => "Diajukan",
        _ => return read_detail(action, detail).unwrap_or_else(|| detail.to_owned()),
    };
    word.to_owned()
}

/// Reads the details of an action; `None` for one that it does not know.
type Reader = fn(&str) -> Option<String>;

const READERS: [(Action, Reader); 12] = [
    (Action::Ask, ask_detail),
    (Action::Return, return_detail),
    (Action::Export, export_detail),
    (Action::BulkAnswer, bulk_detail),
    (Action::Faq, faq_detail),
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

fn ask_detail(detail: &str) -> Option<String> {
    Some(format!("Menunggu paling lama {} hari", detail.strip_suffix(" days")?.parse::<u8>().ok()?))
}

fn return_detail(detail: &str) -> Option<String> {
    match detail {
        "replied" => Some("Pelamar membalas".to_owned()),
        "expired" => Some("Waktu untuk membalas habis".to_owned()),
        _ => None,
    }
}

fn export_detail(detail: &str) -> Option<String> {
    let (what, rows) = detail.split_once(' ')?;
    let what = match what {
        "hours" => "Jumlah tiap jam",
        "quality" => "Mutu jawaban",
        _ => return None,
    };
    Some(format!("{what}, {} baris", rows.parse::<u64>().ok()?))
}

fn bulk_detail(detail: &str) -> Option<String> {
    let mut words = detail.split(' ');
    let (did, id, more) = (words.next()?, words.next()?, words.next());
    let told = match (did, more) {
        ("begin", Some(tickets)) => format!("Memulai untuk {} tiket", tickets.parse::<u64>().ok()?),
        ("running", None) => "Melanjutkan".to_owned(),
        ("paused", None) => "Menjeda".to_owned(),
        ("stopped", Some("supervisor_lost")) => "Dihentikan: penyelia tidak lagi berwenang".to_owned(),
        _ => return None,
    };
    Some(format!("{told} ({id})"))
}

fn faq_detail(detail: &str) -> Option<String> {
    let mut words = detail.split(' ');
    let (did, id, version) = (words.next()?, words.next()?, words.next()?.parse::<i32>().ok()?);
    let told = match did {
        "write" => "Menulis",
        "publish" => "Menerbitkan",
        "decline" => "Menolak",
        "withdraw" => "Menarik",
        _ => return None,
    };
    Some(format!("{told} versi ke-{version} ({id})"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_speaks_no_words_of_the_machine() {
        for (action, detail, told) in [
            (Action::SignIn, "totp", "Dengan kode aplikasi"),
            (Action::SignIn, "password", "Dengan kata sandi"),
            (Action::SignInFailed, "code", "Kode salah"),
            (Action::ReadDocument, "diploma", DocumentKind::Diploma.label()),
            (Action::Answer, "1", "Jawaban ke-1"),
            (Action::Transfer, "bkn.accounts", "Ke BKN – Akun SSCASN"),
            (Action::ReadAudit, "name day", "Disaring: nama, hari"),
            (Action::OfficerChanged, "officer auditor @ bkn.accounts", "Petugas, Auditor · BKN – Akun SSCASN"),
            (Action::Workdays, "added 2026-12-25 2", "Menambah 2 hari libur mulai 25 Desember 2026"),
            (Action::Ask, "3 days", "Menunggu paling lama 3 hari"),
            (Action::Return, "replied", "Pelamar membalas"),
            (Action::Return, "expired", "Waktu untuk membalas habis"),
            (Action::Export, "hours 12", "Jumlah tiap jam, 12 baris"),
            (Action::Export, "quality 4", "Mutu jawaban, 4 baris"),
            (Action::BulkAnswer, "begin 0b 12", "Memulai untuk 12 tiket (0b)"),
            (Action::BulkAnswer, "running 0b", "Melanjutkan (0b)"),
            (Action::BulkAnswer, "paused 0b", "Menjeda (0b)"),
            (Action::BulkAnswer, "stopped 0b supervisor_lost", "Dihentikan: penyelia tidak lagi berwenang (0b)"),
            (Action::Faq, "publish 0b 3", "Menerbitkan versi ke-3 (0b)"),
            (Action::Faq, "something 0b 3", "something 0b 3"),
        ] {
            assert_eq!(audit_detail(action, detail), told);
        }
    }
}
