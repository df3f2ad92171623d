//! Every text of this crate that an applicant or an officer may read, in plain and kind Indonesian.

pub(crate) const MALFORMED: &str = "Permintaan tidak dapat dibaca";
pub(crate) const MALFORMED_PATH: &str = "Alamat yang dituju tidak benar. Silakan periksa kembali.";
pub(crate) const MALFORMED_QUERY: &str = "Pilihan pada alamat yang dituju tidak benar. Silakan periksa kembali.";
pub(crate) const BODY_CUT_OFF: &str =
    "Kiriman terputus sebelum lengkap. Silakan periksa sambungan internet Anda, lalu kirim lagi.";

pub(crate) const NO_HOST: &str = "Permintaan harus menyebut satu alamat situs pada header Host.";

pub(crate) const UNAUTHORIZED: &str = "Token akses tidak ada atau tidak berlaku";
pub(crate) const UNAUTHORIZED_DETAIL: &str =
    "Sertakan token akses yang masih berlaku pada header Authorization: Bearer.";

pub(crate) const FORBIDDEN: &str = "Akses tidak diizinkan";
pub(crate) const FORBIDDEN_DETAIL: &str = "Token akses ini tidak berhak atas permintaan tersebut.";

pub(crate) const CROSS_SITE: &str = "Kiriman dari situs lain";
pub(crate) const CROSS_SITE_DETAIL: &str = "Formulir ini tidak dikirim dari situs helpdesk, sehingga tidak kami \
    terima. Silakan buka formulir dari halaman ini, lalu isi dan kirim kembali.";

pub(crate) const NOT_FOUND: &str = "Tidak ditemukan";
pub(crate) const NOT_FOUND_DETAIL: &str = "Alamat yang dituju tidak ada. Silakan periksa kembali penulisannya.";

pub(crate) const METHOD_NOT_ALLOWED: &str = "Cara akses tidak didukung";
pub(crate) const METHOD_NOT_ALLOWED_DETAIL: &str = "Alamat ini ada, tetapi tidak melayani cara akses yang dipakai.";

pub(crate) const TOO_SLOW: &str = "Waktu pengiriman habis";
pub(crate) const TOO_SLOW_DETAIL: &str = "Pengiriman berlangsung terlalu lama. Data Anda belum tersimpan. Silakan \
    periksa sambungan internet Anda, lalu kirim lagi.";

pub(crate) const TOO_LARGE: &str = "Kiriman terlalu besar";
pub(crate) const UNSUPPORTED_TYPE: &str = "Jenis isi tidak didukung";

pub(crate) const UNSUPPORTED_ENCODING: &str = "Isi yang dimampatkan tidak didukung";
pub(crate) const UNSUPPORTED_ENCODING_DETAIL: &str = "Kirimkan isi apa adanya, tanpa Content-Encoding.";

pub(crate) const INVALID_FIELDS: &str = "Ada isian yang perlu diperbaiki";
pub(crate) const INVALID_FIELDS_DETAIL: &str =
    "Data Anda belum tersimpan. Silakan perbaiki isian yang disebutkan, lalu kirim lagi.";

pub(crate) const TOO_MANY_REQUESTS: &str = "Terlalu banyak percobaan";

pub(crate) const UNAVAILABLE: &str = "Layanan sedang terganggu";
pub(crate) const UNAVAILABLE_DETAIL: &str = "Layanan sedang terganggu. Data Anda belum tersimpan. Silakan coba lagi \
    sebentar lagi.";

pub(crate) const INTERNAL: &str = "Terjadi kesalahan pada sistem kami";
pub(crate) const INTERNAL_DETAIL: &str = "Mohon maaf, permintaan Anda belum dapat kami proses. Silakan coba lagi. Bila \
    tetap terjadi, sampaikan kode trace_id ini kepada petugas.";

pub(crate) const HELPDESK: &str = "Helpdesk";
pub(crate) const HELPDESK_OF: &str = "SSCASN";
pub(crate) const MENU_HOME: &str = "Beranda";
pub(crate) const MENU_FAQ: &str = "FAQ";
pub(crate) const MENU_FORMS: &str = "Formulir";
pub(crate) const MENU_STATUS: &str = "Cek Status";
pub(crate) const HELPDESK_ABOUT: &str = "Helpdesk SSCASN membantu pelamar seleksi calon aparatur sipil negara. \
    Pendaftaran seleksi ada di";
pub(crate) const REGISTRATION_SITE: &str = "sscasn.bkn.go.id";
pub(crate) const FOOT_PRIVACY: &str = "Pemberitahuan privasi";
pub(crate) const FOOT_STATUS: &str = "Cek status tiket";
pub(crate) const FOOT_FAQ: &str = "Pertanyaan umum";

pub(crate) const CONTACT_EMAIL: &str = "E-mail";
pub(crate) const CONTACT_PHONE: &str = "Telepon";
pub(crate) const CONTACT_WHATSAPP: &str = "WhatsApp";
pub(crate) const CONTACT_ADDRESS: &str = "Alamat";

pub(crate) const UNKNOWN_CLIENT: &str = "Peramban lain";

/// A browser and the system that it runs on.
pub(crate) fn client(browser: &str, system: &str) -> String {
    format!("{browser} di {system}")
}

/// What is wrong with a JSON body: the place only, never the content.
pub(crate) fn malformed_json(line: usize, column: usize) -> String {
    format!("Isi permintaan bukan JSON yang sesuai (baris {line}, kolom {column}).")
}

pub(crate) fn body_too_large(limit_bytes: usize) -> String {
    format!("Ukuran kiriman paling besar {} KB.", limit_bytes / 1024)
}

pub(crate) fn expected_type(media_type: &str) -> String {
    format!("Kirimkan isi dengan Content-Type: {media_type}.")
}

pub(crate) fn wait(seconds: u32) -> String {
    format!("Terlalu banyak percobaan. Silakan coba lagi dalam {}.", span(seconds))
}

/// A waiting time in words; minutes are rounded up.
fn span(seconds: u32) -> String {
    match seconds {
        ..=120 => format!("{seconds} detik"),
        _ => format!("{} menit", seconds.div_ceil(60)),
    }
}
