//! The words of the cards. Cards are documents of a public body and have Indonesian words only.

pub(crate) const TITLE: &str = "Kartu Informasi Akun";
pub(crate) const NIK: &str = "NIK";
pub(crate) const KTP: &str = "Sesuai KTP";
pub(crate) const DIPLOMA: &str = "Sesuai Ijazah";
pub(crate) const NAME: &str = "Nama Lengkap";
pub(crate) const BIRTH_PLACE: &str = "Tempat Lahir";
pub(crate) const BIRTH_DATE: &str = "Tanggal Lahir";
pub(crate) const PERSON: &str = "Jenis Kelamin dan Kontak";
pub(crate) const GENDER: &str = "Jenis Kelamin";
pub(crate) const EMAIL: &str = "Email";
pub(crate) const PHONE: &str = "Nomor Handphone";
pub(crate) const ACCOUNT: &str = "Akun";
pub(crate) const MADE_AT: &str = "Akun Dibuat";
pub(crate) const NUMBER: &str = "Nomor Kartu";
pub(crate) const SELFIE: &str = "Swafoto pemilik akun";
pub(crate) const NO_SELFIE: &str = "Tanpa swafoto";
pub(crate) const CHECK: &str = "Pengecekan Dokumen";
pub(crate) const HOW_TO_CHECK: &str =
    "Untuk memeriksa keaslian kartu ini, pindai kode QR dengan kamera ponsel atau buka alamat berikut.";
pub(crate) const OPEN_CHECK: &str = "Buka halaman Pengecekan Dokumen untuk kartu ini";
pub(crate) const HELP: &str = "Bantuan";
pub(crate) const KEEP: &str = "Kartu ini memuat data pribadi Anda. Simpan baik-baik dan tunjukkan hanya kepada pihak yang \
     berwenang. Jangan pernah memberikan password atau jawaban pertanyaan pengaman kepada siapa pun.";

/// What a code says to whoever cannot see it.
pub(crate) fn code(address: &str) -> String {
    format!("Kode QR dengan alamat Pengecekan Dokumen: {address}")
}
