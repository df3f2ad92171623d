//! Texts about many tickets: bulk answers, clusters, reference lists, templates.

use domain::Suggestions;

use crate::store::bulk::{BulkState, Outcome};
use crate::work::ApprovalFault;

pub(crate) const BULK_STOPPED: &str = "Dijeda: penyelia yang mengirimnya tidak lagi berwenang di meja ini";
pub(crate) const TEMPLATE_TITLE_TAKEN: &str =
    "Meja ini sudah memiliki templat dengan judul yang sama. Pilih judul lain.";
pub(crate) const TEMPLATES_FULL: &str =
    "Meja ini sudah memiliki 200 templat. Hapus yang tidak dipakai lagi, lalu simpan kembali.";
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

/// How far a bulk answer is.
pub(crate) fn bulk_state(state: BulkState) -> &'static str {
    match state {
        BulkState::Trial => "Mengirim ke 10 tiket pertama",
        BulkState::Tried => "10 tiket pertama selesai, menunggu keputusan Anda",
        BulkState::Running => "Sedang mengirim",
        BulkState::Paused => "Dijeda",
        BulkState::Done => "Selesai",
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
        "Yth. {{nama}},\n\nTerima kasih atas laporan Anda melalui tiket {{nomor}}. {{rujukan}} sudah tercantum pada \
        daftar {name} SSCASN. Silakan masuk kembali ke akun Anda, ketik nama tersebut, pilih dari daftar, lalu \
        lanjutkan pendaftaran. Bila namanya belum muncul, tunggu beberapa menit, kemudian muat ulang \
        halamannya.\n\nSalam,\nHelpdesk SSCASN"
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
