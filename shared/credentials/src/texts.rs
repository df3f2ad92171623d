//! Every text of this crate that people read, in Indonesian.

pub(crate) const TOO_SHORT: &str = "Sandi paling sedikit 12 karakter.";
pub(crate) const TOO_LONG: &str = "Sandi paling banyak 128 karakter.";
pub(crate) const NO_UPPER_CASE: &str = "Sandi belum memuat huruf besar.";
pub(crate) const NO_LOWER_CASE: &str = "Sandi belum memuat huruf kecil.";
pub(crate) const NO_SYMBOL: &str = "Sandi belum memuat simbol, misalnya - + ! atau #.";
pub(crate) const HOLDS_NAME: &str = "Sandi memuat nama Anda. Pilih yang lain.";
pub(crate) const COMMON: &str =
    "Sandi ini terlalu umum sehingga mudah ditebak. Pilih beberapa kata yang tidak berhubungan.";

/// The password holds a personal number that is called so.
pub(crate) fn holds_number(called: &str) -> String {
    format!("Sandi memuat {called} atau tanggal lahir Anda. Pilih yang lain.")
}
