//! The distributor's own words: what its services take and give. Only this file knows them.
//!
//! The shapes are those of public clients. Those clients mount a folder that the distributor's signing service reads
//! and writes (`/sharefolder`); we reach the same folder over HTTP, which is our own addition.

use serde::{Deserialize, Serialize};

use crate::Fault;

/// Exchanges user and password for a token.
pub const LOGIN: &str = "/api/users/login";
/// How many stamps are left.
pub const BALANCE: &str = "/function/saldopos";
/// The kinds of documents. Needs no token: it tells whether the distributor is there.
pub const KINDS: &str = "/jenisdoc";
/// Buys a serial number.
pub const SERIAL: &str = "/chanel/stampv2";
/// What became of serial numbers: `?filter=` a document's number.
pub const STATE: &str = "/api/chanel/stamp/ext";
/// Stamps a file of the shared folder.
pub const STAMP: &str = "/adapter/pdfsigning/rest/docSigningZ";
/// The part of the shared folder with files that are to be stamped.
pub const UNSTAMPED: &str = "/sharefolder/UNSIGNED";
/// The part of the shared folder with stamped files.
pub const STAMPED: &str = "/sharefolder/SIGNED";
/// The part of the shared folder with pictures of serial numbers.
pub const PICTURES: &str = "/sharefolder/STAMP";

/// The code of an answer that is no fault.
pub const FINE: &str = "00";
/// A serial number whose file is stamped.
pub const USED: &str = "STAMP";
/// One that waits for its file.
pub const UNUSED: &str = "NOTSTAMP";

/// `POST /api/users/login`.
#[derive(Deserialize, Serialize)]
pub struct Login {
    /// The person's user name.
    pub user: String,
    /// Their password.
    pub password: String,
}

/// An answer of most services.
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer<T> {
    /// [`FINE`], or another code.
    #[serde(default)]
    pub status_code: String,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The token, of a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What was asked for.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub result: Option<T>,
}

/// The result of [`BALANCE`].
#[derive(Deserialize, Serialize)]
pub struct Balance {
    /// Stamps that are left.
    pub saldo: u64,
}

/// `POST /chanel/stampv2`. The fields about a person stay empty: the token says whose stamp it is.
#[derive(Deserialize, Serialize)]
pub struct Purchase {
    /// Whether the file comes with it.
    #[serde(rename = "isUpload")]
    pub is_upload: bool,
    /// The kind of the document.
    pub namadoc: String,
    /// The name of its file.
    pub namafile: String,
    /// What it is worth, in rupiah.
    pub nilaidoc: String,
    /// The kind of the payer's identity.
    pub namejidentitas: String,
    /// Its number.
    pub noidentitas: String,
    /// The payer's name.
    pub namedipungut: String,
    /// Whether no picture is wanted.
    #[serde(rename = "snOnly")]
    pub serial_only: bool,
    /// The number of the document.
    pub nodoc: String,
    /// The day on it: `yyyy-mm-dd`.
    pub tgldoc: String,
}

/// The result of [`SERIAL`]: a serial number, or why there is none.
#[derive(Default, Deserialize, Serialize)]
pub struct Purchased {
    /// The serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sn: Option<String>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub err: Option<String>,
}

/// `POST /adapter/pdfsigning/rest/docSigningZ`. Corners are points from the lower left.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stamping {
    /// Whether later changes are allowed.
    pub certificatelevel: String,
    /// Where the file lies.
    pub src: String,
    /// Where the stamped one is to lie.
    pub dest: String,
    /// The file's password.
    pub docpass: String,
    /// The person's token.
    pub jw_token: String,
    /// Where it is signed, in words.
    pub location: String,
    /// Which key signs.
    pub profile_name: String,
    /// Why it is signed, in words.
    pub reason: String,
    /// The serial number.
    pub ref_token: String,
    /// Where the picture of the serial number lies.
    pub spesimen_path: String,
    /// Left.
    #[serde(rename = "visLLX")]
    pub left: f32,
    /// Bottom.
    #[serde(rename = "visLLY")]
    pub bottom: f32,
    /// Right.
    #[serde(rename = "visURX")]
    pub right: f32,
    /// Top.
    #[serde(rename = "visURY")]
    pub top: f32,
    /// The page, from 1 on.
    pub vis_signature_page: u32,
}

/// The answer of [`STAMP`].
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stamped {
    /// `True`, when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Why it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// The result of [`STATE`].
#[derive(Deserialize, Serialize)]
pub struct States {
    /// One for each serial number that fits.
    pub data: Vec<State>,
}

/// What became of a serial number.
#[derive(Deserialize, Serialize)]
pub struct State {
    /// Its digits.
    pub serialnumber: String,
    /// The number of the document that it was bought for.
    pub nodoc: String,
    /// [`USED`] or [`UNUSED`].
    pub status: String,
}

impl<T> Answer<T> {
    /// An answer with what was asked for.
    pub fn fine(result: T) -> Self {
        Self { status_code: FINE.to_owned(), message: None, token: None, result: Some(result) }
    }

    /// An answer that says why not.
    #[must_use]
    pub fn fault(code: &str, message: &str) -> Self {
        Self { status_code: code.to_owned(), message: Some(message.to_owned()), token: None, result: None }
    }

    /// What was asked for.
    ///
    /// # Errors
    /// What the words mean, when there is none.
    pub fn read(self) -> Result<T, Fault> {
        if self.status_code != FINE {
            return Err(Fault::of_words(&self.message.unwrap_or_default()));
        }
        self.result.ok_or(Fault::Malformed)
    }
}
