//! Every text of this crate that officers read, in Indonesian. What is to be better about a password is a line of a
//! list. What applicants read is in `shared/language/texts`.

pub(crate) const NO_UPPER_CASE: &str = "Tambahkan huruf besar.";
pub(crate) const NO_LOWER_CASE: &str = "Tambahkan huruf kecil.";
pub(crate) const NO_DIGIT: &str = "Tambahkan angka.";
pub(crate) const NO_SYMBOL: &str = "Tambahkan simbol, misalnya - + ! atau #.";
pub(crate) const HOLDS_BIRTH_DATE: &str = "Jangan memakai tanggal lahir Anda.";
pub(crate) const HOLDS_NAME: &str = "Jangan memakai nama Anda.";
pub(crate) const HOLDS_EMAIL: &str = "Jangan memakai alamat e-mail Anda.";
pub(crate) const COMMON: &str = "Terlalu umum sehingga mudah ditebak. Pilih beberapa kata yang tidak berhubungan.";

/// The password has fewer characters than these.
pub(crate) fn too_short(fewest: usize) -> String {
    format!("Paling sedikit {fewest} karakter.")
}

/// The password has more characters than these.
pub(crate) fn too_long(most: usize) -> String {
    format!("Paling banyak {most} karakter.")
}

/// The password holds a part of a personal number that is called so.
pub(crate) fn holds_number(called: &str) -> String {
    format!("Jangan memakai angka dari {called} Anda.")
}
