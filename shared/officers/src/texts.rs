//! Every text of this crate that an officer reads, in Indonesian.

use crate::{NipFault, Role};

pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Officer => "Petugas",
        Role::Supervisor => "Penyelia",
        Role::Administrator => "Administrator",
        Role::Auditor => "Auditor",
    }
}

pub(crate) const fn about_role(role: Role) -> &'static str {
    match role {
        Role::Officer => "Membaca dan menjawab tiket di mejanya.",
        Role::Supervisor => {
            "Menjawab tiket, mengambil alih tiket petugas lain, menjawab banyak tiket sekaligus, dan mengelola templat."
        }
        Role::Administrator => "Membuat dan menutup akun petugas. Tidak membuka tiket.",
        Role::Auditor => "Membaca catatan akses. Tidak membuka tiket.",
    }
}

pub(crate) const OPERATOR: &str = "pengelola sistem";

/// Two who did something together.
pub(crate) fn both(one: &str, other: &str) -> String {
    format!("{one} dan {other}")
}

pub(crate) const fn nip_fault(fault: NipFault) -> &'static str {
    match fault {
        NipFault::Required => "NIP belum diisi. Tuliskan 18 angka NIP Anda.",
        NipFault::NotEighteenDigits => "NIP terdiri atas 18 angka. Periksa kembali angkanya.",
        NipFault::NotABirthDate => {
            "Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal). Periksa kembali angkanya."
        }
    }
}
