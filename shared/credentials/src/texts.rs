//! Every text of this crate that people read, in Indonesian. What is to be better about a password is a line of a list.

pub(crate) const TOO_SHORT: &str = "Paling sedikit 12 karakter.";
pub(crate) const TOO_LONG: &str = "Paling banyak 128 karakter.";
pub(crate) const NO_UPPER_CASE: &str = "Tambahkan huruf besar.";
pub(crate) const NO_LOWER_CASE: &str = "Tambahkan huruf kecil.";
pub(crate) const NO_SYMBOL: &str = "Tambahkan simbol, misalnya - + ! atau #.";
pub(crate) const HOLDS_NAME: &str = "Jangan memakai nama Anda.";
pub(crate) const COMMON: &str = "Terlalu umum sehingga mudah ditebak. Pilih beberapa kata yang tidak berhubungan.";

/// The password holds a personal number that is called so.
pub(crate) fn holds_number(called: &str) -> String {
    format!("Jangan memakai {called} atau tanggal lahir Anda.")
}
