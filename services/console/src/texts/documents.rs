//! Texts about documents and their pages.

use super::refusals::Text;

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

/// Which page this is, of how many if that is known.
pub(crate) fn page_position(page: u16, pages: Option<u16>) -> String {
    pages.map_or_else(|| format!("Halaman {page}"), |pages| format!("Halaman {page} dari {pages}"))
}

/// How large a file is, in kibibytes from 1 on.
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}
