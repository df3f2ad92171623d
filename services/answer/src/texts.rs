//! Every text of the desks' API and of the console that a person reads, in Indonesian. Another language is another
//! module like this one.

use audit::Action;
use domain::{DocumentKind, FieldFault, Stage, Suggestions, TicketNumber};
use officers::PasswordFault;

use crate::pages::deed::Deed;
use crate::store::bulk::{Outcome, State};
use crate::work::{ApprovalFault, Forecast, Unfit};

/// Title and explanation of a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

pub(crate) const UNKNOWN_TICKET: Text = Text {
    title: "Tiket tidak ditemukan",
    detail: "Tidak ada tiket dengan nomor ini di meja Anda. Silakan periksa kembali nomornya.",
};

pub(crate) const UNKNOWN_DESK: Text =
    Text { title: "Meja tidak ditemukan", detail: "Meja ini tidak ada, atau token Anda tidak berlaku untuk meja ini." };

pub(crate) const UNKNOWN_DOCUMENT: Text =
    Text { title: "Dokumen tidak ditemukan", detail: "Tiket ini tidak memiliki dokumen jenis tersebut." };

pub(crate) const DOCUMENT_LOST: &str = "Dokumen tidak dapat ditampilkan";

pub(crate) fn document_lost(kind: DocumentKind) -> String {
    format!(
        "{} yang dilampirkan pada tiket ini hilang atau rusak di penyimpanan kami, jadi tidak dapat ditampilkan. Isi tiket dan dokumen lainnya tidak terpengaruh. \
         Bila dokumen itu diperlukan, mintalah lagi kepada pemohon: tulis dalam jawaban bahwa formulir yang sama dapat dikirim sekali lagi dengan dokumen itu.",
        kind.label()
    )
}

pub(crate) const RESTRICTED: Text = Text {
    title: "Tiket sedang dibatasi",
    detail: "Pemilik data meminta pemrosesan tiket ini dibatasi. Selama itu tiket tidak dapat dibuka, dijawab, atau \
        diteruskan. Hubungi pengelola helpdesk.",
};

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
    detail: "Ada gangguan di sistem kami sehingga dokumen belum dapat ditampilkan sebagai gambar. Anda dapat \
        mengunduh berkas aslinya.",
};

pub(crate) const PAGE_NOT_SHOWN: &str = "Halaman ini belum dapat ditampilkan sebagai gambar. Muat ulang halaman untuk \
    mencoba lagi, atau unduh berkas aslinya.";

pub(crate) const ERASED: Text = Text {
    title: "Data tiket sudah dihapus",
    detail: "Data pribadi pada tiket ini sudah dihapus untuk selamanya, sehingga isinya tidak dapat dibuka atau \
        dijawab lagi.",
};

pub(crate) const NOT_RECEIVED: Text = Text {
    title: "Tiket belum tiba",
    detail: "Tiket ini masih dalam perjalanan ke meja Anda. Silakan coba lagi beberapa saat lagi.",
};

pub(crate) const ALREADY_ANSWERED: Text = Text {
    title: "Tiket sudah dijawab",
    detail: "Tiket ini sudah memiliki jawaban. Untuk memperbaikinya, kirim koreksi dengan menyebut revisi terbaru \
        pada \"corrects\".",
};

pub(crate) const OUTDATED_CORRECTION: Text = Text {
    title: "Koreksi tidak merujuk jawaban terbaru",
    detail: "Revisi pada \"corrects\" bukan revisi terbaru. Buka kembali tiket ini, lalu kirim koreksi untuk jawaban \
        terbarunya.",
};

pub(crate) const CLAIMED_BY_ANOTHER: Text = Text {
    title: "Tiket sedang dikerjakan petugas lain",
    detail: "Petugas lain sedang mengerjakan tiket ini. Silakan pilih tiket lain, atau coba lagi setelah batas \
        waktunya lewat.",
};

pub(crate) const SAME_DESK: Text = Text {
    title: "Tiket tidak dapat diteruskan",
    detail: "Tiket ini sudah berada di meja tersebut. Silakan pilih meja lain.",
};

pub(crate) const ANSWERS_BY_ITSELF: Text = Text {
    title: "Meja ini menjawab sendiri",
    detail: "Tiket yang diteruskan ke meja ini langsung terjawab dengan panduan Dukcapil, dan panduan itu tidak \
        menjawab formulir tiket ini. Pilih meja lain.",
};

pub(crate) const ASK_GUIDANCE: &str =
    "Tiket langsung terjawab dengan panduan Dukcapil. Lanjut? Tandai di bawah alasan, lalu teruskan.";
pub(crate) const API_SIXTEEN_DIGITS: &str = "Teks ini memuat 16 angka berurutan, seperti NIK atau nomor KK. Hapus \
    angkanya, atau kirim dengan \"with_digits\": true bila memang perlu.";

/// Merge fields in a text of an agency, where nothing is put in.
pub(crate) fn left_in_braces(names: &[String]) -> String {
    format!("Teks ini memuat isian yang belum diganti: {}.", fields_in_braces(names))
}

pub(crate) const ROLE_MISSING: Text = Text {
    title: "Akun Anda tidak berhak membuka halaman ini",
    detail: "Halaman ini untuk peran lain. Bila tugas Anda memerlukannya, mintalah peran itu kepada administrator.",
};

pub(crate) const FOREIGN_FORM: Text = Text {
    title: "Formulir ini dari sesi yang lain",
    detail: "Halaman ini dibuka sebelum Anda masuk kembali, sehingga tidak kami terima. Tidak ada yang berubah. Buka \
        lagi halamannya, lalu ulangi.",
};

pub(crate) const UNKNOWN_CHOICE: Text = Text {
    title: "Pilihan ini tidak dikenal",
    detail: "Salah satu pilihan yang dikirim tidak ada, sehingga tidak ada yang dilakukan. Buka lagi halamannya, \
        pilih dari daftarnya, lalu ulangi.",
};

pub(crate) const DRAFT_IS_KEPT: &str = "Tulisan Anda tersimpan sebagai draf dan masih ada di bawah ini.";
pub(crate) const ANSWERED_MEANWHILE: &str = "Tiket ini baru saja dijawab, sehingga tidak dapat diambil lagi.";
pub(crate) const ANSWERED_NOW: &str = "Tiket ini baru saja dijawab. Buka lagi halamannya untuk membaca jawabannya.";
pub(crate) const FREE_NOW: &str = "Tiket ini sekarang tidak dikerjakan siapa pun.";
pub(crate) const YOURS_NOW: &str = "Tiket ini sekarang Anda kerjakan di halaman lain.";

/// Somebody else holds the ticket by now.
pub(crate) fn held_now(holder: &str) -> String {
    format!("Tiket ini sekarang dikerjakan {holder}. Tulisan Anda tetap tersimpan sebagai draf.")
}

pub(crate) const BULK_STOPPED: &str = "Dijeda: penyelia yang mengirimnya tidak lagi berwenang di meja ini";

/// Somebody else has the ticket now.
pub(crate) fn taken(holder: &str) -> String {
    let holder = if holder.is_empty() { "petugas lain" } else { holder };
    format!("Tiket ini sedang dikerjakan {holder}. Anda tetap dapat membacanya, atau memilih tiket lain.")
}

/// Somebody else took the ticket while an answer was written.
pub(crate) fn taken_over(holder: &str) -> String {
    let holder = if holder.is_empty() { "petugas lain" } else { holder };
    format!("Jawaban belum terkirim: tiket ini sekarang dikerjakan {holder}. {DRAFT_IS_KEPT}")
}

/// Why the words of an answer are not sent.
pub(crate) fn unfit(fault: &Unfit) -> String {
    match fault {
        Unfit::Text(fault) => text_fault(*fault),
        Unfit::Fields(names) => {
            format!(
                "Tiket ini tidak memiliki isian {}. Hapus atau ganti dengan kata-kata Anda, lalu kirim.",
                fields_in_braces(names)
            )
        }
        Unfit::Digits => SIXTEEN_DIGITS.to_owned(),
    }
}

/// Merge fields as they are written in a text.
pub(crate) fn fields_in_braces(names: &[String]) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

/// Some tickets have nothing for these merge fields.
pub(crate) fn lacking(names: &[String]) -> String {
    format!(
        "Sebagian tiket tidak memiliki isian {}. Hapus isian itu, atau tandai di bawah bahwa tiket tersebut dilewati.",
        fields_in_braces(names)
    )
}

/// A merge field that the template's form does not have.
pub(crate) fn foreign_merge_field(name: &str) -> String {
    format!("Formulir yang dipilih tidak memiliki isian {{{name}}}.")
}

pub(crate) const UNREADABLE_FORM: &str = "Isian formulir tidak dapat dibaca. Buka lagi halamannya, lalu ulangi.";
pub(crate) const NOTHING_WAITS: &str =
    "Tidak ada tiket yang menunggu di meja ini. Terima kasih, semuanya sudah diambil.";
pub(crate) const TICKETS_OF_NIK: &str = "Tiket dengan NIK yang Anda cari";
pub(crate) const NIK_WITHOUT_TICKETS: &str = "Tidak ada tiket dengan NIK itu di meja Anda";
pub(crate) const NOT_SEARCHABLE: &str =
    "Masukkan nomor tiket (18 angka; yang lama 15) atau NIK (16 angka) secara lengkap.";
pub(crate) const TEMPLATE_TITLE_TAKEN: &str =
    "Meja ini sudah memiliki templat dengan judul yang sama. Pilih judul lain.";
pub(crate) const TEMPLATES_FULL: &str =
    "Meja ini sudah memiliki 200 templat. Hapus yang tidak dipakai lagi, lalu simpan kembali.";
pub(crate) const SECTION_TEMPLATES: &str = "Templat";
pub(crate) const SECTION_OVERVIEW: &str = "Ringkasan";
pub(crate) const SECTION_BULK: &str = "Massal";
pub(crate) const SECTION_CLUSTERS: &str = "Tiket serupa";
pub(crate) const NO_CLUSTER_CHOSEN: &str =
    "Belum ada kelompok yang dipilih. Centang satu atau beberapa kelompok, lalu pilih tombolnya.";
pub(crate) const CLUSTERS_OF_TWO_KINDS: &str = "Yang dipilih harus sama jenisnya: nama yang hilang dari satu daftar \
    rujukan. Untuk yang lain, gunakan tombol Jawab semua.";
pub(crate) const UNREADABLE_TICKET: &str = "(isi tiketnya tidak dapat dibuka)";
pub(crate) const NOT_A_NAME: &str = "Nama terdiri atas 2 sampai 200 karakter tanpa kurung kurawal, dan keterangannya \
    harus sesuai dengan daftarnya. Periksa kembali keduanya.";
pub(crate) const UNKNOWN_COUNTRY: &str =
    "Negara ini tidak dikenal. Tulis nama negara dalam bahasa Indonesia, misalnya Belanda.";
pub(crate) const NOT_LISTED: &str =
    "Nama yang dipilih tidak ada di daftar. Pilih salah satu yang tercantum, atau tambahkan sebagai nama baru.";
pub(crate) const NOBODY_WAITS: &str = "Semua tiket di kelompok ini sudah dijawab, sehingga tidak ada yang dikirim.";
pub(crate) const NO_TICKETS_CHOSEN: &str =
    "Tidak ada tiket yang menunggu dengan saringan ini, sehingga tidak ada yang dikirim.";
pub(crate) const EVERY_DESK: &str = "Semua meja";
pub(crate) const SECTION_WORK: &str = "Tiket";

pub(crate) const UNKNOWN_ACCOUNT: Text =
    Text { title: "Akun tidak ditemukan", detail: "Akun ini tidak ada, atau mejanya bukan meja Anda." };

pub(crate) const SECTION_ACCOUNTS: &str = "Akun petugas";
pub(crate) const SECTION_AUDIT: &str = "Catatan akses";

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
pub(crate) const PASSWORD: &str = "Sandi";
pub(crate) const CURRENT_PASSWORD: &str = "Sandi Anda sekarang";
pub(crate) const NEW_PASSWORD: &str = "Sandi baru";
pub(crate) const REPEATED_PASSWORD: &str = "Sandi baru, sekali lagi";

pub(crate) const PASSWORD_REQUIRED: &str = "Sandi belum diisi.";
pub(crate) const WRONG_CREDENTIALS: &str =
    "NIP atau sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi.";
pub(crate) const PASSWORDS_DIFFER: &str = "Kedua sandi tidak sama. Ketik kembali keduanya.";
pub(crate) const NOT_YOUR_PASSWORD: &str = "Ini bukan sandi Anda sekarang. Ketik kembali.";
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
pub(crate) const UNKNOWN_ACTIVATION: &str =
    "Kode ini tidak dikenal, sudah dipakai, atau sudah lewat tiga hari. Mintalah kode baru kepada administrator.";

pub(crate) const ACTIVATED: &str = "Sandi Anda sudah tersimpan. Sekarang masuk dengan NIP dan sandi itu.";
pub(crate) const SIGNED_OUT: &str = "Anda sudah keluar. Terima kasih.";
pub(crate) const BEGIN_ANEW: &str =
    "Waktunya habis, atau kodenya terlalu sering salah. Mulai lagi dengan NIP dan sandi.";
pub(crate) const PASSWORD_CHANGED: &str = "Sandi Anda sudah diganti, dan semua sesi lain diakhiri.";
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

/// What an officer is told whose account was reset.
pub(crate) fn account_was_reset(by: &str, at: &str) -> String {
    format!(
        "Akun Anda diatur ulang oleh {by} pada {at} WIB. Bila Anda tidak memintanya, ganti sandi Anda sekarang dan \
        laporkan kepada administrator lain."
    )
}

/// Everything to do better about a password.
pub(crate) fn password_faults(faults: &[PasswordFault]) -> String {
    faults.iter().map(|fault| fault.text()).collect::<Vec<_>>().join(" ")
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

pub(crate) const DAY_WRONG: &str = "Hari ini belum terbaca. Tulis tanggal, bulan, dan tahun, misalnya 22-11-2026.";
pub(crate) const NOT_SEALED: &str = "sebentar lagi";

/// What an action of the audit log is called.
pub(crate) const fn action(action: Action) -> &'static str {
    match action {
        Action::ReadTicket => "Membuka tiket",
        Action::ReadDocument => "Membuka dokumen",
        Action::Search => "Mencari",
        Action::List => "Melihat daftar tiket",
        Action::Receive => "Menerima tiket di sistemnya",
        Action::Claim => "Mengambil tiket",
        Action::Release => "Melepas tiket",
        Action::TakeOver => "Mengambil alih tiket",
        Action::Answer => "Menjawab",
        Action::Transfer => "Meneruskan ke meja lain",
        Action::Note => "Menulis catatan internal",
        Action::BulkAnswer => "Menjawab banyak tiket",
        Action::Export => "Mengunduh data",
        Action::Template => "Mengubah templat",
        Action::Reference => "Menambah data rujukan",
        Action::SignIn => "Masuk",
        Action::SignInFailed => "Gagal masuk",
        Action::SignOut => "Keluar",
        Action::SessionEnded => "Mengakhiri sesi",
        Action::Activated => "Memilih sandi dengan tautan",
        Action::PasswordChanged => "Mengganti sandi",
        Action::TotpEnrolled => "Mendaftarkan ponsel",
        Action::PhoneChanged => "Mengganti ponsel",
        Action::RecoveryCodesMade => "Membuat kode pemulihan",
        Action::OfficerCreated => "Membuat akun",
        Action::OfficerChanged => "Mengubah peran atau meja",
        Action::OfficerDisabled => "Menutup akun",
        Action::OfficerEnabled => "Membuka akun",
        Action::OfficerReset => "Mengatur ulang akun",
        Action::ReadAudit => "Membaca catatan akses",
        Action::Erase => "Menghapus data tiket",
        Action::Expire => "Menghapus data yang habis masa simpannya",
        Action::ExportPerson => "Menyalin data seseorang",
        Action::BreachReport => "Membuat laporan kebocoran",
        Action::Restrict => "Membatasi tiket",
        Action::LiftRestriction => "Membuka pembatasan tiket",
        Action::RetentionChanged => "Mengubah masa simpan",
        Action::TokenCreated => "Membuat token",
        Action::TokenRevoked => "Mencabut token",
        Action::RoutesChanged => "Mengubah aturan rute",
        Action::AgencyChanged => "Mengubah instansi mitra",
        Action::DeskServed => "Mengalihkan antrean meja",
        Action::MessagesResent => "Mengirim ulang pesan",
        Action::Restored => "Memulihkan data dari cadangan",
        Action::KeysRewrapped => "Membungkus ulang kunci",
        Action::NoticeChanged => "Mengubah pengumuman",
        Action::Migrated => "Memutakhirkan basis data",
        Action::TopologyImported => "Memuat susunan antrean",
        Action::Seeded => "Mengisi tiket contoh",
        Action::ReferenceImported => "Memuat data rujukan",
        Action::Refused => "Ditolak: tidak berwenang",
        Action::Damaged => "Menemukan data tersegel yang berubah",
    }
}

/// Why the operator acted, in the audit log.
pub(crate) fn operators_reason(reason: &str) -> String {
    format!("Alasan: {reason}")
}

/// By what a list or a search found the tickets that it showed, in the audit log.
pub(crate) fn found_by(how: &str) -> &'static str {
    match how {
        "nik" => "Berdasarkan NIK",
        "number" => "Berdasarkan nomor tiket",
        "queue" => "Antrean meja",
        "earlier" => "Tiket lain dengan NIK yang sama",
        _ => "",
    }
}

/// What those are called who have no name.
pub(crate) fn actor_kind(kind: &str) -> &'static str {
    match kind {
        "operator" => "Pengelola sistem",
        "nobody" => "Belum dikenal",
        _ => "Akun yang sudah tidak ada",
    }
}

pub(crate) const UNKNOWN_TEXT: Text = Text {
    title: "Teks tidak ditemukan",
    detail: "Tidak ada teks yang Anda kirim untuk tiket ini dengan \"text_id\" tersebut. Kirim teksnya lebih dulu \
        melalui HTTPS, lalu laporannya.",
};

pub(crate) const UNFIT_TEXT: Text = Text {
    title: "Teks tidak sesuai",
    detail: "Teks dengan \"text_id\" tersebut tidak dapat dipakai di sini: alasan penerusan paling banyak 500 karakter.",
};

pub(crate) const TEXT_TAKEN: Text = Text {
    title: "Nomor teks sudah dipakai",
    detail: "Teks lain sudah dikirim dengan nomor ini. Gunakan UUID baru untuk setiap teks.",
};

pub(crate) const TOO_MANY_TEXTS: Text = Text {
    title: "Terlalu banyak teks",
    detail: "Tiket ini sudah memiliki 20 teks yang dikirim untuk laporan. Gunakan salah satunya.",
};

// Why a report on the queue had no effect, beside the refusals above.
pub(crate) const REPLY_NOT_JSON: &str = "Isi pesan bukan JSON.";
pub(crate) const REPLY_NO_ID: &str = "Properti AMQP message_id tidak ada atau bukan UUID.";
pub(crate) const REPLY_NO_SENDER: &str = "Properti AMQP user_id tidak ada, sehingga pengirimnya tidak diketahui.";
pub(crate) const REPLY_OTHER_ID: &str = "event_id pada isi pesan tidak sama dengan properti AMQP message_id.";
pub(crate) const REPLY_TOO_LONG: &str = "Isi pesan lebih dari 4096 byte.";
pub(crate) const REPLY_MALFORMED: &str = "Isi pesan tidak sesuai skema: ada bagian yang kurang, salah, atau tidak \
    dikenal. Teks jawaban tidak boleh berada di dalam pesan.";
pub(crate) const REPLY_VERSION: &str = "Versi pesan ini tidak dikenal. Gunakan version 1.";
pub(crate) const REPLY_ANSWERED_STAYS: &str = "Tiket ini sudah dijawab, sehingga tidak dapat diteruskan lagi.";
pub(crate) const TEXT_ID_WRONG: &str = "Nomor teks pada alamat harus berupa UUID.";
pub(crate) const REPLY_HANDED_OVER: &str = "Tiket ini sudah Anda teruskan ke meja lain.";

pub(crate) const FIELD_MISSING: &str = "Bagian ini wajib diisi.";
pub(crate) const SIXTEEN_DIGITS: &str = "Jawaban ini memuat 16 angka berurutan, seperti NIK atau nomor KK. Hapus \
    angkanya, atau tandai di bawah bila memang perlu.";
pub(crate) const UNCHANGED_CORRECTION: &str =
    "Teks ini sama dengan jawaban yang sudah dibaca pelamar. Ubah dulu, lalu kirim koreksinya.";
pub(crate) const UNKNOWN_REGION: &str =
    "Wilayah ini tidak dikenal. Tulis nama provinsi, kabupaten, atau kota, atau 2 atau 4 angka pertama NIK.";
pub(crate) const TICKET_MISTYPED: &str = "Nomor tiket salah ketik: ada angka yang tertukar atau keliru. Samakan lagi \
    dengan yang tertulis pada tanda terima.";
pub(crate) const TICKET_NOT_FOUND: &str =
    "Tiket dengan nomor itu tidak ada di meja Anda. Periksa nomornya, atau mungkin sudah diteruskan ke meja lain.";
pub(crate) const FIELD_UNFIT: &str = "Bagian ini belum benar. Silakan periksa kembali.";
pub(crate) const FIELD_LINE_BREAK: &str = "Bagian ini harus ditulis dalam satu baris. Hapus baris barunya.";
pub(crate) const FIELD_STAGE: &str = "Tahap harus salah satu dari submitted, received, processing, atau answered.";
pub(crate) const FIELD_REPORTED_STAGE: &str = "Tahap yang dilaporkan harus received atau processing.";
pub(crate) const FIELD_LIMIT: &str = "Jumlah tiket per halaman harus antara 1 dan 100.";
pub(crate) const FIELD_CURSOR: &str =
    "Penanda halaman ini tidak dikenal. Gunakan nilai \"next\" dari halaman sebelumnya.";
pub(crate) const FIELD_DESK: &str = "Meja tujuan ini tidak dikenal.";
pub(crate) const FIELD_SAME_DESK: &str = "Tiket ini sudah berada di meja tersebut.";
pub(crate) const FIELD_NUMBER: &str = "Nomor tiket ini tidak benar. Silakan periksa kembali.";
pub(crate) const FIELD_REVISION: &str = "Revisi yang dikoreksi harus berupa angka 1 atau lebih.";

/// What is wrong with a text that an officer wrote. Of the faults only the first four befall a text.
pub(crate) fn text_fault(fault: FieldFault) -> String {
    match fault {
        FieldFault::Required => FIELD_MISSING.to_owned(),
        FieldFault::TooLong { max, found } => {
            format!("Teks ini terlalu panjang: {found} karakter, paling banyak {max} karakter.")
        }
        FieldFault::HiddenCharacter { line, after } => {
            let place = domain::place_of_hidden_character(line, after);
            format!(
                "Bagian ini memuat karakter kendali yang tidak terlihat, {place}. Hapus bagian itu saja, lalu ketik \
                ulang."
            )
        }
        FieldFault::LineBreak => FIELD_LINE_BREAK.to_owned(),
        FieldFault::WrongDigitCount { .. }
        | FieldFault::NotDigits
        | FieldFault::NotAName
        | FieldFault::NotANumber
        | FieldFault::MixedScripts
        | FieldFault::NotADate
        | FieldFault::UnreadableDate
        | FieldFault::TwoDigitYear
        | FieldFault::InFuture
        | FieldFault::TooYoung
        | FieldFault::TooOld
        | FieldFault::UnknownOption => FIELD_UNFIT.to_owned(),
    }
}

/// How far a ticket is, for those who work on it.
pub(crate) fn progress(stage: Stage, held: bool) -> &'static str {
    match stage {
        Stage::Submitted => "Dalam perjalanan",
        Stage::Received => "Belum diambil",
        Stage::Processing if held => "Dikerjakan",
        Stage::Processing => "Dilepas",
        Stage::Answered => "Dijawab",
    }
}

/// A name that several regions have.
pub(crate) fn several_regions(names: &[&str]) -> String {
    format!("Ada beberapa wilayah dengan nama ini. Tulis salah satu: {}.", names.join(", "))
}

/// What was done with a ticket.
pub(crate) fn done(deed: Deed, number: TicketNumber) -> String {
    match deed {
        Deed::Answered => format!("Jawaban tiket {number} sudah terkirim."),
        Deed::AnsweredLast => {
            format!("Jawaban tiket {number} sudah terkirim. Tidak ada tiket lain yang menunggu di meja ini.")
        }
        Deed::Corrected => format!("Koreksi jawaban tiket {number} sudah terkirim."),
        Deed::Drafted => format!("Draf jawaban tiket {number} sudah disimpan."),
        Deed::Noted => format!("Catatan pada tiket {number} sudah disimpan."),
        Deed::HandedOver => format!("Tiket {number} sudah diteruskan ke meja lain."),
        Deed::Released => format!("Tiket {number} sudah dilepas. Petugas lain dapat mengambilnya."),
    }
}

/// A merge field that no ticket has.
pub(crate) fn unknown_merge_field(name: &str) -> String {
    format!("{{{name}}} tidak dikenal. Gunakan salah satu isian yang tercantum di bawah kotak teks.")
}

/// When the backlog ends.
pub(crate) fn forecast(forecast: Forecast) -> String {
    let promise = |kept: bool| {
        if kept {
            "Janji 2 × 24 jam masih terjaga."
        } else {
            "Tiket yang masuk sekarang tidak akan dijawab dalam 2 × 24 jam."
        }
    };
    match forecast {
        Forecast::Done => "Semua tiket sudah dijawab.".to_owned(),
        Forecast::Standstill => {
            "Belum ada tiket yang dijawab dalam 24 jam terakhir, sehingga antrean tidak berkurang.".to_owned()
        }
        Forecast::Ends { hours, kept } if hours < 48 => {
            format!("Dengan laju 24 jam terakhir, antrean habis dalam {hours} jam. {}", promise(kept))
        }
        Forecast::Ends { hours, kept } => {
            format!(
                "Dengan laju 24 jam terakhir, antrean habis dalam {} hari. {}",
                hours.unsigned_abs().div_ceil(24),
                promise(kept)
            )
        }
        Forecast::Grows { by, kept } => {
            format!("Dengan laju 24 jam terakhir, antrean bertambah {by} tiket setiap jam. {}", promise(kept))
        }
    }
}

/// How far a bulk answer is.
pub(crate) fn bulk_state(state: State) -> &'static str {
    match state {
        State::Trial => "Mengirim ke 10 tiket pertama",
        State::Tried => "10 tiket pertama selesai, menunggu keputusan Anda",
        State::Running => "Sedang mengirim",
        State::Paused => "Dijeda",
        State::Done => "Selesai",
    }
}

/// What became of one ticket of a bulk answer.
pub(crate) fn bulk_outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "Menunggu",
        Some(Outcome::Answered) => "Dijawab",
        Some(Outcome::AlreadyAnswered) => "Dilewati: sudah dijawab",
        Some(Outcome::Claimed) => "Dilewati: sedang dikerjakan petugas lain",
        Some(Outcome::Elsewhere) => "Dilewati: sudah di meja lain",
        Some(Outcome::Failed) => "Dilewati: isi tiket tidak terbuka",
        Some(Outcome::Incomplete) => "Dilewati: tiket tidak memiliki salah satu isian dalam teks",
        Some(Outcome::Digits) => "Dilewati: jawabannya akan memuat 16 angka berurutan, seperti NIK",
        Some(Outcome::Unfit) => "Dilewati: jawabannya menjadi terlalu panjang atau memuat karakter yang tidak terlihat",
        Some(Outcome::Erased) => "Dilewati: data sudah dihapus",
    }
}

/// What a reference list is called, with its field for what a name belongs to and its field for what tells it from
/// others; empty: it has none.
pub(crate) fn reference_list(list: Suggestions) -> (&'static str, &'static str, &'static str) {
    match list {
        Suggestions::Universities => ("Perguruan tinggi", "", "Provinsi"),
        Suggestions::Programmes => ("Program studi", "Perguruan tinggi", "Jenjang"),
        Suggestions::Cities => ("Lokasi lahir di luar negeri", "Negara", ""),
        Suggestions::Countries => ("Negara", "", ""),
        Suggestions::Agencies => ("Instansi", "", "Provinsi"),
    }
}

/// What applicants are told whose entry is in its list now.
pub(crate) fn entry_is_listed(list: Suggestions) -> String {
    let (name, ..) = reference_list(list);
    let name = name.to_lowercase();
    format!(
        "Yth. {{nama}},\n\nTerima kasih atas laporan Anda melalui tiket {{nomor}}. {{rujukan}} sudah tercantum pada daftar {name} SSCASN. \
         Silakan masuk kembali ke akun Anda, ketik nama tersebut, pilih dari daftar, lalu lanjutkan pendaftaran. Bila namanya belum muncul, \
         tunggu beberapa menit, kemudian muat ulang halamannya.\n\nSalam,\nHelpdesk SSCASN"
    )
}

/// Why an approval was not made.
pub(crate) fn approval_fault(fault: &ApprovalFault) -> &'static str {
    match fault {
        ApprovalFault::Name => NOT_A_NAME,
        ApprovalFault::Country => UNKNOWN_COUNTRY,
        ApprovalFault::NotListed => NOT_LISTED,
        ApprovalFault::NobodyWaits => NOBODY_WAITS,
        ApprovalFault::Text(_) => "",
    }
}
