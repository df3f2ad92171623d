//! Texts about signing in, the own account, and accounts of officers.

use officers::PasswordFault;

use super::refusals::Text;

pub(crate) const UNKNOWN_ACCOUNT: Text =
    Text { title: "Akun tidak ditemukan", detail: "Akun ini tidak ada, atau mejanya bukan meja Anda." };
pub(crate) const NIP: (&str, &str) = ("NIP", "18 angka, boleh dengan spasi.");
pub(crate) const OFFICERS_NIP: (&str, &str) = ("NIP", "18 angka. Dengan NIP ini petugas masuk.");
pub(crate) const OFFICER_NAME: (&str, &str) = ("Nama", "Seperti dibaca rekan kerjanya, paling banyak 100 karakter.");
pub(crate) const CODE: (&str, &str) =
    ("Kode", "Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan.");
pub(crate) const FIRST_CODE: (&str, &str) = ("Enam angka dari aplikasi", "Angkanya berganti setiap 30 detik.");
pub(crate) const OLD_PHONES_CODE: (&str, &str) =
    ("Kode ponsel Anda sekarang", "Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan.");
pub(crate) const ONE_TIME_CODE: (&str, &str) =
    ("Kode sekali pakai", "24 huruf dan angka dari administrator, misalnya ABCD-EFGH-….");
pub(crate) const PASSWORD: &str = "Kata sandi";
pub(crate) const CURRENT_PASSWORD: &str = "Kata sandi Anda sekarang";
pub(crate) const NEW_PASSWORD: &str = "Kata sandi baru";
pub(crate) const REPEATED_PASSWORD: &str = "Kata sandi baru, sekali lagi";
pub(crate) const PASSWORD_REQUIRED: &str = "Kata sandi belum diisi.";
pub(crate) const WRONG_CREDENTIALS: &str =
    "NIP atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi.";
pub(crate) const PASSWORD_UNFIT: &str = "Kata sandi baru ini belum dapat dipakai.";
pub(crate) const PASSWORDS_DIFFER: &str = "Kedua kata sandi tidak sama. Ketik kembali keduanya.";
pub(crate) const NOT_YOUR_PASSWORD: &str = "Ini bukan kata sandi Anda sekarang. Ketik kembali.";
pub(crate) const CODE_REQUIRED: &str = "Kode belum diisi. Lihat aplikasi autentikator di ponsel Anda.";
pub(crate) const WRONG_CODE: &str = "Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi, lalu masukkan.";
pub(crate) const PROOF_REQUIRED: &str =
    "Akun Anda sudah memiliki ponsel. Masukkan kode dari aplikasi autentikator, atau salah satu kode pemulihan Anda.";
pub(crate) const PROOF_CODE: (&str, &str) = (
    "Kode ponsel atau kode pemulihan",
    "Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan yang Anda simpan.",
);
pub(crate) const USED_CODE: &str =
    "Kode ini sudah dipakai. Setiap kode berlaku sekali: tunggu kode berikutnya, lalu masukkan.";
pub(crate) const UNKNOWN_ONE_TIME_CODE: &str =
    "Kode ini tidak dikenal, sudah dipakai, atau sudah lewat tiga hari. Mintalah kode baru kepada administrator.";
pub(crate) const ACTIVATED: &str = "Kata sandi Anda sudah tersimpan. Sekarang masuk dengan NIP dan kata sandi itu.";
pub(crate) const SIGNED_OUT: &str = "Anda sudah keluar. Terima kasih.";
pub(crate) const BEGIN_ANEW: &str =
    "Waktunya habis, atau kodenya terlalu sering salah. Mulai lagi dengan NIP dan kata sandi.";
pub(crate) const PASSWORD_CHANGED: &str = "Kata sandi Anda sudah diganti, dan semua sesi lain diakhiri.";
pub(crate) const KEYS_SWITCHED: &str = "Pilihan pintasan Anda sudah disimpan.";
pub(crate) const SESSION_ENDED: &str = "Sesi sudah diakhiri.";
pub(crate) const NO_PHONE_OFFERED: &str = "Penggantian ponsel sudah selesai, atau lima belas menitnya sudah lewat. \
    Bila ponsel baru belum berlaku, mulai lagi di bawah ini.";
pub(crate) const ACCOUNT_NEW: &str = "Menunggu aktivasi";
pub(crate) const ACCOUNT_NOT_ENROLLED: &str = "Ponsel belum didaftarkan";
pub(crate) const ACCOUNT_ACTIVE: &str = "Aktif";
pub(crate) const ACCOUNT_DISABLED: &str = "Ditutup";
pub(crate) const NIP_TAKEN: &str = "Sudah ada akun dengan NIP ini.";
pub(crate) const OFFICER_NAME_WRONG: &str = "Nama terdiri atas 1 sampai 100 karakter.";
pub(crate) const ROLE_REQUIRED: &str = "Pilih paling sedikit satu peran.";
pub(crate) const DESK_REQUIRED: &str = "Petugas dan penyelia memerlukan paling sedikit satu meja.";
pub(crate) const FOREIGN_DESK: &str = "Anda hanya dapat memberikan meja Anda sendiri.";
pub(crate) const LAST_ADMINISTRATOR: &str =
    "Ini administrator terakhir. Angkat administrator lain lebih dahulu, dan tunggu sampai akunnya aktif.";
pub(crate) const OWN_ACCOUNT: &str = "Akun Anda sendiri diatur ulang oleh administrator lain.";
pub(crate) const OWN_RIGHTS: &str =
    "Peran dan meja Anda sendiri hanya dapat Anda kurangi. Untuk menambahnya, mintalah kepada administrator lain.";
pub(crate) const NEEDS_ANOTHER: &str = "Akun ini tidak memiliki ponsel yang dapat membuktikan pemiliknya. Ajukan \
    pengaturan ulang di bawah ini; administrator lain menyetujuinya.";
pub(crate) const NOT_ASKED: &str =
    "Belum ada administrator lain yang mengajukan ini, atau pengajuannya sudah lewat satu hari.";
pub(crate) const RESET_ASKED: &str =
    "Pengajuan tersimpan. Mintalah administrator lain membuka halaman akun ini dan menyetujuinya dalam satu hari.";
pub(crate) const UNKNOWN_ROLE: &str = "Salah satu peran yang dikirim tidak dikenal. Buka lagi halamannya, lalu ulangi.";
pub(crate) const UNKNOWN_DESK_CHOSEN: &str =
    "Salah satu meja yang dikirim tidak dikenal. Buka lagi halamannya, lalu ulangi.";

/// Who asked that an account be reset with its phone.
pub(crate) fn reset_asked_by(name: &str, at: &str) -> String {
    format!(
        "{name} mengajukan pengaturan ulang beserta ponsel pada {at} WIB. Administrator lain menyetujuinya dalam satu \
        hari."
    )
}

/// Everything to do better about a password, line by line.
pub(crate) fn password_faults(faults: &[PasswordFault]) -> Vec<String> {
    faults.iter().map(|fault| fault.text().into_owned()).collect()
}

/// How long to wait after too many attempts.
pub(crate) fn wait(seconds: u64) -> String {
    let span = if seconds <= 120 { format!("{seconds} detik") } else { format!("{} menit", seconds.div_ceil(60)) };
    format!("Terlalu banyak percobaan yang salah. Akun Anda tidak terkunci: coba lagi dalam {span}.")
}

/// What a clock that is off by these seconds means; negative: the phone is behind.
pub(crate) fn drift(seconds: i64) -> String {
    let minutes = seconds.unsigned_abs().div_ceil(60);
    let direction = if seconds < 0 { "terlambat" } else { "terlalu cepat" };
    format!("Jam ponsel Anda tampaknya {direction} sekitar {minutes} menit.")
}
