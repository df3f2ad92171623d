//! Where everything of the console is. Routes, redirects, links and templates share this one list.

use domain::{Desk, DocumentKind, TicketNumber};
use uuid::Uuid;

/// Where the console begins. All other addresses are below it.
pub(crate) const HOME: &str = "/petugas";

/// Where officers sign in.
pub(crate) const SIGN_IN: &str = "/petugas/masuk";
/// The second step of signing in.
pub(crate) const SECOND_STEP: &str = "/petugas/masuk/kode";
/// Where officers sign out.
pub(crate) const SIGN_OUT: &str = "/petugas/keluar";
/// Where a one-time code is used.
pub(crate) const ACTIVATION: &str = "/petugas/aktivasi";
/// The same with the code in it.
pub(crate) const ACTIVATION_WITH_CODE: &str = "/petugas/aktivasi/{code}";

/// The own account.
pub(crate) const OWN_ACCOUNT: &str = "/petugas/sesi";
/// One session of one's own, or all others.
pub(crate) const END_SESSION: &str = "/petugas/sesi/akhiri";
/// Another password for the own account.
pub(crate) const OWN_PASSWORD: &str = "/petugas/sandi";
/// New recovery codes for the own account.
pub(crate) const RECOVERY_CODES: &str = "/petugas/kode-pemulihan";
/// Another phone for the own account.
pub(crate) const OWN_PHONE: &str = "/petugas/ponsel";
/// The first code of that phone.
pub(crate) const CHANGE_PHONE: &str = "/petugas/ponsel/ganti";
/// Switches single letters as shortcuts on or off.
pub(crate) const LETTER_KEYS: &str = "/petugas/sesi/pintasan";
/// The officer has read that somebody reset the account.
pub(crate) const RESET_WAS_READ: &str = "/petugas/pengaturan-ulang/dibaca";

/// Accounts, for administrators.
pub(crate) const ACCOUNTS: &str = "/petugas/akun";
/// A new account.
pub(crate) const NEW_ACCOUNT: &str = "/petugas/akun/baru";
/// One account.
pub(crate) const ACCOUNT: &str = "/petugas/akun/{id}";
/// Its rights.
pub(crate) const ACCOUNT_RIGHTS: &str = "/petugas/akun/{id}/hak";
/// Resets it.
pub(crate) const RESET_ACCOUNT: &str = "/petugas/akun/{id}/atur-ulang";
/// Asks for a reset for which the owner has nothing to show.
pub(crate) const ASK_RESET: &str = "/petugas/akun/{id}/atur-ulang/ajukan";
/// Confirms such a reset.
pub(crate) const CONFIRM_RESET: &str = "/petugas/akun/{id}/atur-ulang/setujui";
/// Closes it.
pub(crate) const DISABLE_ACCOUNT: &str = "/petugas/akun/{id}/tutup";
/// Opens it again.
pub(crate) const ENABLE_ACCOUNT: &str = "/petugas/akun/{id}/buka";

/// The audit log, for auditors.
pub(crate) const AUDIT: &str = "/petugas/audit";

/// A desk's tickets.
pub(crate) const TICKETS: &str = "/petugas/tiket";
/// What the officer answered, newest first.
pub(crate) const ANSWERED_BY_ME: &str = "/petugas/tiket?tahap=saya-jawab";
/// What the officer holds.
pub(crate) const MINE: &str = "/petugas/tiket?tahap=saya";
/// What there is for the officer, told to open pages.
pub(crate) const LIVE: &str = "/petugas/langsung";
/// Notes that name the officer.
pub(crate) const MENTIONS: &str = "/petugas/sebutan";
/// Saves a list under a name.
pub(crate) const VIEWS: &str = "/petugas/tampilan";
/// Removes one.
pub(crate) const REMOVE_VIEW: &str = "/petugas/tampilan/hapus";
/// Takes the next ticket of a desk, or of all desks of the officer.
pub(crate) const NEXT_TICKET: &str = "/petugas/tiket/berikutnya";
/// Searches for a ticket, and shows what was found.
pub(crate) const SEARCH: &str = "/petugas/tiket/cari";
/// One ticket.
pub(crate) const TICKET: &str = "/petugas/tiket/{number}";
/// Who holds it now.
pub(crate) const HOLDER: &str = "/petugas/tiket/{number}/pemegang";
/// One of its documents as it was filed.
pub(crate) const DOCUMENT: &str = "/petugas/tiket/{number}/dokumen/{kind}";
/// A page of a document, with the ways to the others.
pub(crate) const DOCUMENT_PAGE: &str = "/petugas/tiket/{number}/dokumen/{kind}/halaman/{page}";
/// The picture of that page.
pub(crate) const PAGE_PICTURE: &str = "/petugas/tiket/{number}/dokumen/{kind}/gambar/{page}";
/// A picture of the account beside it.
pub(crate) const ACCOUNT_FILE: &str = "/petugas/tiket/{number}/akun/{kind}";
/// What it asks for that account is approved or declined.
pub(crate) const DECIDE_ACCOUNT: &str = "/petugas/tiket/{number}/akun";
/// Takes the ticket.
pub(crate) const CLAIM: &str = "/petugas/tiket/{number}/ambil";
/// Gives it to a colleague.
pub(crate) const ASSIGN: &str = "/petugas/tiket/{number}/tugaskan";
/// Lets go of it.
pub(crate) const RELEASE: &str = "/petugas/tiket/{number}/lepas";
/// Answers it.
pub(crate) const ANSWER: &str = "/petugas/tiket/{number}/jawaban";
/// Asks its applicant.
pub(crate) const ASK: &str = "/petugas/tiket/{number}/tanya";
/// Hands it to another desk.
pub(crate) const TRANSFER: &str = "/petugas/tiket/{number}/teruskan";
/// Does what a macro says.
pub(crate) const RUN_MACRO: &str = "/petugas/tiket/{number}/makro";
/// A note on it.
pub(crate) const NOTE: &str = "/petugas/tiket/{number}/catatan";

/// Templates of answers.
pub(crate) const TEMPLATES: &str = "/petugas/templat";
/// Removes one.
pub(crate) const REMOVE_TEMPLATE: &str = "/petugas/templat/hapus";

/// Macros.
pub(crate) const MACROS: &str = "/petugas/makro";
/// Removes one.
pub(crate) const REMOVE_MACRO: &str = "/petugas/makro/hapus";

/// The FAQ.
pub(crate) const FAQ: &str = "/petugas/faq";
/// A new entry of it.
pub(crate) const NEW_FAQ: &str = "/petugas/faq/baru";
/// What people searched for there in vain.
pub(crate) const MISSED_SEARCHES: &str = "/petugas/faq/pencarian";
/// One entry of it.
pub(crate) const FAQ_ENTRY: &str = "/petugas/faq/{id}";
/// What a supervisor decides about it.
pub(crate) const FAQ_VERDICT: &str = "/petugas/faq/{id}/putusan";

/// What is about to be late.
pub(crate) const ESCALATIONS: &str = "/petugas/mendesak";
/// How it goes.
pub(crate) const OVERVIEW: &str = "/petugas/ringkasan";
/// The same hour by hour, for a spreadsheet.
pub(crate) const OVERVIEW_EXPORT: &str = "/petugas/ringkasan/per-jam.csv";
/// How good the answers are, for a spreadsheet.
pub(crate) const OVERVIEW_QUALITY: &str = "/petugas/ringkasan/mutu.csv";

/// When the office works.
pub(crate) const WORKDAYS: &str = "/petugas/hari-kerja";
/// Adds holidays.
pub(crate) const HOLIDAYS: &str = "/petugas/hari-kerja/libur";
/// Removes one.
pub(crate) const REMOVE_HOLIDAY: &str = "/petugas/hari-kerja/libur/hapus";

/// One text for many tickets.
pub(crate) const BULK: &str = "/petugas/massal";
/// A new one.
pub(crate) const NEW_BULK: &str = "/petugas/massal/baru";
/// How far one is.
pub(crate) const BULK_ANSWER: &str = "/petugas/massal/{id}";

/// Clusters of a desk's tickets.
pub(crate) const CLUSTERS: &str = "/petugas/kelompok";
/// Where a missing entry of a list is approved.
pub(crate) const APPROVAL: &str = "/petugas/kelompok/rujukan";

/// One ticket.
pub(super) fn ticket(number: TicketNumber) -> String {
    format!("{TICKETS}/{number}")
}

/// A picture of the account beside a ticket.
pub(super) fn account_file(number: TicketNumber, kind: &str) -> String {
    format!("{TICKETS}/{number}/akun/{kind}")
}

/// One document of a ticket, as it was filed.
pub(super) fn document(number: TicketNumber, kind: DocumentKind) -> String {
    format!("{TICKETS}/{number}/dokumen/{}", kind.as_str())
}

/// The ticket that an address is about.
pub(super) fn ticket_of(path: &str) -> Option<TicketNumber> {
    path.strip_prefix(TICKETS)?.split('/').nth(1)?.parse().ok()
}

/// One account.
pub(super) fn account(id: Uuid) -> String {
    format!("{ACCOUNTS}/{id}")
}

/// One bulk answer.
pub(super) fn bulk_answer(id: Uuid) -> String {
    format!("{BULK}/{id}")
}

/// One entry of the FAQ.
pub(super) fn faq_entry(id: Uuid) -> String {
    format!("{FAQ}/{id}")
}

/// What changed in one version of an entry.
pub(super) fn faq_version(id: Uuid, version: i32) -> String {
    format!("{FAQ}/{id}?versi={version}#perubahan")
}

/// The same entry, with what was done about it.
pub(super) fn faq_done(id: Uuid, word: &str) -> String {
    format!("{FAQ}/{id}?selesai={word}")
}

/// A new entry that begins with the answer of a ticket.
pub(super) fn faq_of_ticket(number: TicketNumber) -> String {
    format!("{NEW_FAQ}?tiket={number}")
}

/// A new entry that begins with the text of an answer to many tickets.
pub(super) fn faq_of_bulk(id: Uuid) -> String {
    format!("{NEW_FAQ}?massal={id}")
}

/// A new entry that is found by this word of the letters `a` to `z`.
pub(super) fn faq_about(word: &str) -> String {
    format!("{NEW_FAQ}?kata={word}")
}

/// One cluster.
pub(super) fn cluster(desk: Desk, id: Uuid) -> String {
    format!("{CLUSTERS}?meja={desk}&kelompok={id}")
}

/// A desk's clusters, with the hint that none was chosen.
pub(super) fn no_cluster_chosen(desk: Desk) -> String {
    format!("{CLUSTERS}?meja={desk}&pesan=pilih")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_of_an_address_is_found() {
        assert_eq!(ticket_of("/petugas/tiket/662026112100001/ambil").unwrap().to_string(), "662026112100001");
        for none in ["/petugas/tiket", "/petugas/tiket/cari", "/petugas/akun/662026112100001"] {
            assert!(ticket_of(none).is_none(), "{none}");
        }
    }
}
