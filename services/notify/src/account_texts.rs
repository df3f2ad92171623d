//! Every text of a letter about an applicant's account, in Indonesian. A text message has plain letters only, so that
//! two of them hold it with its link.

use messages::LetterKind;

/// What no letter of ours ever asks.
pub(crate) const CARE: &str =
    "Kami tidak pernah meminta password, jawaban pengaman, kode, atau pembayaran lewat pesan.";

/// The line with a code.
pub(crate) fn code(code: &str) -> String {
    format!("Kode Anda: {code}")
}

/// Where a letter leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To the page of a link, which acts when somebody presses its button.
    Link,
    /// Nowhere: it has a code, for the page that is open already.
    Code,
    /// To the page on which people sign in.
    SignIn,
    /// To the first page of the helpdesk.
    Helpdesk,
    /// To the own registration.
    Registration,
}

/// A letter in words.
pub(crate) struct Words {
    /// What it is about, in a line.
    pub(crate) subject: &'static str,
    /// What happened, and when.
    pub(crate) told: String,
    /// What to do, before the link.
    pub(crate) next: &'static str,
    /// Both in a text message, before the link or after the code.
    pub(crate) short: &'static str,
    pub(crate) leads: Leads,
}

/// What to do if it was not the owner.
const NOT_YOU: &str = "Bukan Anda yang melakukannya? Segera buat password baru lewat Lupa password di halaman ini, lalu \
    hubungi helpdesk:";

/// What to know of a code.
const KEEP_IT: &str = "Tulis kode itu di halaman yang sedang Anda buka. Kode berlaku 15 menit dan hanya satu kali. Petugas \
    tidak pernah menanyakannya; jangan berikan kepada siapa pun. Bila bukan Anda yang memintanya, abaikan pesan ini.";

/// The words of a letter of this kind, which was asked for at `when`; `None` for letters about tickets.
#[expect(clippy::too_many_lines, reason = "one table of texts")]
pub(crate) fn of(kind: LetterKind, when: &str) -> Option<Words> {
    let (subject, told, next, short, leads) = match kind {
        LetterKind::TicketAnswered | LetterKind::TicketAsked | LetterKind::TicketNumber => return None,
        LetterKind::AccountVerifyEmail => (
            "Pastikan alamat email Anda",
            format!("Pada {when} alamat email ini ditulis sebagai kontak sebuah akun pendaftaran SSCASN."),
            "Bila benar Anda yang menulisnya, buka tautan ini lalu tekan tombolnya. Dengan alamat yang sudah \
            dipastikan, Anda dapat membuat password baru lewat email. Tautan berlaku tiga hari. Bila bukan Anda, \
            abaikan pesan ini.",
            "pastikan kontak Anda di tautan ini. Bukan Anda? Abaikan.",
            Leads::Link,
        ),
        LetterKind::AccountNewPassword => (
            "Tautan untuk membuat password baru",
            format!("Pada {when} seseorang meminta tautan untuk membuat password baru bagi akun SSCASN Anda."),
            "Bila itu Anda, buka tautan ini lalu tekan tombolnya. Tautan berlaku 30 menit dan hanya satu kali. Bila \
            bukan Anda, abaikan pesan ini: password Anda tidak berubah.",
            "buat password baru di tautan ini. Bukan Anda? Abaikan.",
            Leads::Link,
        ),
        LetterKind::AccountPasswordChanged => (
            "Password akun SSCASN Anda diganti",
            format!("Password akun SSCASN Anda diganti pada {when}. Semua perangkat lain sudah dikeluarkan dari akun."),
            NOT_YOU,
            "password diganti. Bukan Anda? Buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountRecovered => (
            "Password baru dibuat untuk akun SSCASN Anda",
            format!("Pada {when} seseorang membuat password baru untuk akun SSCASN Anda tanpa password lama."),
            NOT_YOU,
            "password baru dibuat tanpa password lama. Bukan Anda? Segera ganti lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountAnswerIssued => (
            "Jawaban sekali pakai diterbitkan untuk akun SSCASN Anda",
            format!("Pada {when} jawaban pengaman sekali pakai untuk akun SSCASN Anda diterbitkan."),
            NOT_YOU,
            "jawaban sekali pakai diterbitkan. Bukan Anda? Segera buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountNewDevice => (
            "Akun SSCASN Anda dibuka di perangkat baru",
            format!("Akun SSCASN Anda dibuka pada {when} di perangkat atau peramban yang belum dikenal."),
            NOT_YOU,
            "akun dibuka di perangkat baru. Bukan Anda? Segera buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountContactChanged => (
            "Kontak akun SSCASN Anda diubah",
            format!("Alamat email atau nomor ponsel akun SSCASN Anda diubah pada {when}."),
            NOT_YOU,
            "kontak akun diubah. Bukan Anda? Segera buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountQuestionsChanged => (
            "Pertanyaan pengaman akun SSCASN Anda diubah",
            format!("Pertanyaan dan jawaban pengaman akun SSCASN Anda diubah pada {when}."),
            NOT_YOU,
            "pertanyaan pengaman diubah. Bukan Anda? Segera buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountIdentityVerified => (
            "Data kependudukan Anda sudah cocok",
            format!("Pada {when} data kependudukan akun SSCASN Anda diperiksa, dan hasilnya cocok."),
            "Anda dapat melanjutkan pendaftaran. Masuk di halaman ini:",
            "data kependudukan Anda cocok. Lanjutkan di",
            Leads::SignIn,
        ),
        LetterKind::AccountIdentityRefused => (
            "Data kependudukan Anda tidak cocok",
            format!(
                "Pada {when} data yang Anda tulis saat membuat akun SSCASN diperiksa, dan tidak cocok dengan data \
                kependudukan."
            ),
            "Periksa kembali NIK, nomor KK, nama, serta tempat dan tanggal lahir Anda pada KTP dan KK. Bila semuanya \
            benar, sampaikan lewat formulir di halaman helpdesk:",
            "data Anda tidak cocok dengan data kependudukan. Periksa KTP dan KK, lalu sampaikan lewat helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::AccountClaimMade => (
            "Akun SSCASN Anda sudah dibuat",
            format!("Pada {when} data kependudukan Anda diperiksa dan cocok. Akun SSCASN Anda sudah dibuat."),
            "Masuk dengan NIK dan password Anda di halaman ini:",
            "akun Anda sudah dibuat. Masuk di",
            Leads::SignIn,
        ),
        LetterKind::AccountClaimTaken => (
            "NIK Anda sudah memiliki akun SSCASN",
            format!("Pada {when} data Anda diperiksa. NIK Anda sudah memiliki akun, sehingga akun baru tidak dibuat."),
            "Bila akun itu milik Anda, masuklah dengan password Anda. Bila bukan Anda yang mendaftarkannya, laporkan \
            lewat formulir NIK didaftarkan orang lain di halaman helpdesk:",
            "NIK Anda sudah memiliki akun. Bukan Anda yang mendaftar? Laporkan lewat helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::AccountReplaced => (
            "Akun SSCASN Anda tidak berlaku lagi",
            format!(
                "Pada {when} akun yang Anda buat diganti oleh akun lain dengan NIK yang sama, yang data \
                kependudukannya sudah cocok."
            ),
            "Bila NIK itu milik Anda dan bukan Anda yang membuat akun lain itu, laporkan lewat formulir NIK \
            didaftarkan orang lain di halaman helpdesk:",
            "akun Anda diganti akun lain dengan NIK yang sama. Bukan Anda? Laporkan lewat helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::AccountFrozen => (
            "Akun SSCASN Anda dibekukan",
            format!(
                "Akun SSCASN Anda dibekukan pada {when}, karena ada pengaduan atau permintaan pengelola yang sedang \
                diperiksa. Selama itu akun tidak dapat dibuka; data Anda tetap tersimpan."
            ),
            "Bila Anda keberatan, segera sampaikan lewat helpdesk di halaman ini:",
            "akun dibekukan selama pengaduan diperiksa. Keberatan? Segera hubungi helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::AccountContactTold => (
            "Kontak baru ditulis untuk akun SSCASN Anda",
            format!(
                "Pada {when} alamat email atau nomor ponsel baru ditulis untuk akun SSCASN Anda. Kontak lama tetap dipakai \
                sampai yang baru dipastikan oleh pemiliknya."
            ),
            NOT_YOU,
            "kontak baru ditulis untuk akun Anda. Bukan Anda? Segera buat password baru lewat Lupa password:",
            Leads::SignIn,
        ),
        LetterKind::AccountPhoneCode => (
            "Kode untuk memastikan nomor ponsel Anda",
            format!("Pada {when} nomor ini ditulis sebagai kontak sebuah akun pendaftaran SSCASN."),
            KEEP_IT,
            "kode untuk memastikan nomor ini. Berlaku 15 menit. Jangan berikan kepada siapa pun.",
            Leads::Code,
        ),
        LetterKind::AccountAnswerCode => (
            "Kode untuk menampilkan jawaban pengaman dua",
            format!("Pada {when} seseorang ingin melihat jawaban pengaman sekali pakai untuk akun SSCASN Anda."),
            KEEP_IT,
            "kode untuk menampilkan jawaban pengaman dua. Berlaku 15 menit. Bukan Anda? Jangan berikan kepada siapa pun.",
            Leads::Code,
        ),
        LetterKind::AccountPasswordCode => (
            "Kode untuk membuat password baru",
            format!("Pada {when} seseorang sedang membuat password baru untuk akun SSCASN Anda."),
            KEEP_IT,
            "kode untuk membuat password baru. Berlaku 15 menit. Bukan Anda? Jangan berikan kepada siapa pun.",
            Leads::Code,
        ),
        LetterKind::AccountComplained => (
            "Akun SSCASN Anda dibekukan karena pengaduan",
            format!(
                "Pada {when} akun SSCASN Anda dibekukan. Seseorang membuktikan dengan KTP, kartu keluarga, dan swafoto \
                bahwa NIK pada akun ini miliknya dan didaftarkan orang lain. Petugas kedua masih memeriksanya. Bila \
                pengaduan itu terbukti, akun ini dihapus, paling cepat 24 jam setelah dibekukan, atau lebih cepat bila \
                pendaftaran segera ditutup."
            ),
            "Bila NIK ini milik Anda, segera sampaikan keberatan: isi formulir NIK didaftarkan orang lain dengan KTP, \
            kartu keluarga, dan swafoto Anda di halaman helpdesk:",
            "akun dibekukan karena pengaduan NIK, dan dapat dihapus setelah 24 jam. NIK Anda? Segera keberatan lewat \
            helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::AccountReleased => (
            "Akun SSCASN Anda tidak dibekukan lagi",
            format!("Pembekuan akun SSCASN Anda dibatalkan pada {when}. Data dan berkas Anda tetap seperti semula."),
            "Masuk dengan NIK dan password Anda di halaman ini:",
            "akun tidak dibekukan lagi. Masuk di",
            Leads::SignIn,
        ),
        LetterKind::AccountRemoved => (
            "Akun SSCASN Anda dihapus",
            format!(
                "Akun SSCASN ini dihapus pada {when}, karena dua petugas memastikan bahwa NIK-nya milik orang lain. NIK \
                itu kini dapat dipakai pemiliknya untuk membuat akun sendiri."
            ),
            "Bila NIK itu milik Anda, sampaikan keberatan lewat helpdesk di halaman ini:",
            "akun dihapus karena NIK-nya didaftarkan orang lain. Keberatan? Hubungi helpdesk:",
            Leads::Helpdesk,
        ),
        LetterKind::RegistrationFinal => (
            "Pendaftaran SSCASN Anda telah diakhiri",
            format!(
                "Pendaftaran SSCASN Anda diakhiri pada {when} dan sudah masuk ke instansi. Isian dan dokumen tidak dapat \
                diubah lagi."
            ),
            "Nomor registrasi dan kartu pendaftaran ada di halaman ini:",
            "pendaftaran telah diakhiri. Nomor registrasi dan kartu ada di",
            Leads::Registration,
        ),
        LetterKind::RegistrationReminder => (
            "Pendaftaran SSCASN Anda belum diakhiri",
            format!(
                "Pada {when} pendaftaran SSCASN Anda belum diakhiri, dan waktunya hampir habis. Isian yang tersimpan saja \
                belum dikirim ke instansi."
            ),
            "Lengkapi pendaftaran dan akhiri pada langkah kelima. Batas waktunya ada di halaman ini:",
            "pendaftaran belum diakhiri dan segera ditutup. Lanjutkan di",
            Leads::Registration,
        ),
        LetterKind::RegistrationStamped => (
            "E-meterai sudah dibubuhkan pada dokumen Anda",
            format!(
                "Sampai {when} e-meterai sudah dibubuhkan pada satu atau beberapa dokumen pendaftaran SSCASN Anda."
            ),
            "Nomor seri dan dokumen yang masih menunggu dapat dilihat di halaman ini. Pendaftaran baru masuk ke instansi \
            setelah Anda mengakhirinya:",
            "e-meterai sudah dibubuhkan pada dokumen Anda. Lihat di",
            Leads::Registration,
        ),
        LetterKind::RegistrationStampWaits => (
            "Pembubuhan e-meterai menunggu Anda",
            format!(
                "Sampai {when} e-meterai belum dapat dibubuhkan pada dokumen pendaftaran SSCASN Anda, karena masih menunggu \
                Anda: masuk kembali ke akun e-meterai, atau mengisi saldonya."
            ),
            "Buka langkah dokumen di halaman ini untuk melihat mana yang diperlukan. Saldo hanya diisi di situs \
            distributor e-meterai:",
            "e-meterai belum dibubuhkan dan menunggu Anda. Buka langkah dokumen di",
            Leads::Registration,
        ),
        LetterKind::RegistrationStampRejected => (
            "Dokumen Anda tidak dapat dibubuhi e-meterai",
            format!("Pada {when} sebuah dokumen pendaftaran SSCASN Anda tidak dapat dibubuhi e-meterai."),
            "Alasannya, dan cara menggantinya dengan berkas lain, ada pada langkah dokumen di halaman ini:",
            "sebuah dokumen tidak dapat dibubuhi e-meterai. Lihat alasannya di",
            Leads::Registration,
        ),
    };
    Some(Words { subject, told, next, short, leads })
}
