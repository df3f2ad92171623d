//! What officers read about signatures, in Indonesian. The texts tell facts; what follows from them is the officer's
//! to decide.

use crate::report::{Conclusion, Integrity, Issuer};

pub(crate) fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Genuine => "E-meterai asli dan berkas tidak berubah setelah dibubuhi.",
        Conclusion::StampLike => {
            "Ada tanda yang menyerupai e-meterai dan berkas tidak berubah setelahnya, tetapi penerbitnya bukan penerbit \
             e-meterai yang dikenal sistem ini."
        }
        Conclusion::SignatureOnly => "Ada tanda tangan elektronik, tetapi tidak ada e-meterai.",
        Conclusion::Altered => "Berkas diubah setelah ditandatangani atau dibubuhi e-meterai.",
        Conclusion::Recompressed => {
            "Meterai terlihat, tetapi tanda tangan digitalnya rusak atau hilang. Biasanya karena PDF dikompres setelah \
             dibubuhi; unggah berkas asli dari distributor."
        }
        Conclusion::Unverifiable => {
            "Ada tanda tangan elektronik, tetapi jenisnya tidak dapat diperiksa oleh sistem ini."
        }
        Conclusion::None => "Tidak ada e-meterai dan tidak ada tanda tangan elektronik pada berkas ini.",
    }
}

pub(crate) fn integrity(integrity: Integrity) -> &'static str {
    match integrity {
        Integrity::Intact => "Isi yang ditandatangani tidak berubah.",
        Integrity::Changed => "Isi yang ditandatangani telah berubah.",
        Integrity::Extended => "Ada yang ditambahkan ke berkas setelah ditandatangani.",
        Integrity::Rewritten => "Berkas ditulis ulang oleh program lain setelah ditandatangani (misalnya dikompres).",
        Integrity::Forged => "Tanda tangan tidak dibuat dengan kunci pemilik sertifikatnya.",
        Integrity::Unverifiable => "Tanda tangan tidak dapat dibaca atau jenisnya tidak didukung.",
    }
}

pub(crate) fn issuer(issuer: Issuer) -> &'static str {
    match issuer {
        Issuer::Trusted => "Sertifikat berasal dari penerbit yang dikenal.",
        Issuer::OutOfTime => {
            "Sertifikat berasal dari penerbit yang dikenal, tetapi tidak berlaku pada waktu tanda tangan."
        }
        Issuer::Unknown => "Sertifikat tidak berasal dari penerbit yang dikenal.",
        Issuer::Unchecked => "Penerbit sertifikat tidak diperiksa.",
    }
}
