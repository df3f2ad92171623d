//! What programs and officers read of this crate, in Indonesian. The texts of the public site are in `language`.

pub(crate) const NO_HOST: &str = "Permintaan harus menyebut satu alamat situs pada header Host.";

pub(crate) const UNAUTHORIZED: &str = "Token akses tidak ada atau tidak berlaku";
pub(crate) const UNAUTHORIZED_DETAIL: &str =
    "Sertakan token akses yang masih berlaku pada header Authorization: Bearer.";

pub(crate) const FORBIDDEN: &str = "Akses tidak diizinkan";
pub(crate) const FORBIDDEN_DETAIL: &str = "Token akses ini tidak berhak atas permintaan tersebut.";

pub(crate) const UNSUPPORTED_TYPE: &str = "Jenis isi tidak didukung";

pub(crate) const UNSUPPORTED_ENCODING: &str = "Isi yang dimampatkan tidak didukung";
pub(crate) const UNSUPPORTED_ENCODING_DETAIL: &str = "Kirimkan isi apa adanya, tanpa Content-Encoding.";

pub(crate) const HELPDESK: &str = "Helpdesk";
pub(crate) const HELPDESK_OF: &str = "SSCASN";
pub(crate) const REGISTRATION_SITE: &str = "sscasn.bkn.go.id";

pub(crate) const UNKNOWN_CLIENT: &str = "Peramban lain";

/// A browser and the system that it runs on.
pub(crate) fn client(browser: &str, system: &str) -> String {
    format!("{browser} di {system}")
}

/// What is wrong with a JSON body: the place only, never the content.
pub(crate) fn malformed_json(line: usize, column: usize) -> String {
    format!("Isi permintaan bukan JSON yang sesuai (baris {line}, kolom {column}).")
}

pub(crate) fn expected_type(media_type: &str) -> String {
    format!("Kirimkan isi dengan Content-Type: {media_type}.")
}
