//! Every text of this crate that an officer reads, in Indonesian.

use crate::Role;

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
        Role::Supervisor => "Menjawab tiket, mengambil alih tiket petugas lain, menjawab banyak tiket sekaligus, dan mengelola templat.",
        Role::Administrator => "Membuat dan menutup akun petugas. Tidak membuka tiket.",
        Role::Auditor => "Membaca catatan akses. Tidak membuka tiket.",
    }
}
