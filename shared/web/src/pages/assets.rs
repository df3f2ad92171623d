//! The files that pages need: style, scripts, font, icon. The program contains them and compresses them once. Browsers
//! keep them for a year, because their addresses change with their content.
//!
//! All of them are in one folder, whose name depends on the content of them all. So they can refer to each other by
//! relative addresses.

use std::sync::LazyLock;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use flate2::Compression;
use ring::digest::{Context, SHA256};

use super::compression::{accepts_gzip, gzip};
use crate::extract::Path;
use crate::problem::Problem;

/// For an address that stands for this content and no other.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// For an address of another version, which browsers request while versions change.
const SHORTLY: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// One file.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: Bytes,
    /// `None` for a file that is compressed already.
    compressed: Option<Bytes>,
}

macro_rules! files {
    ($($name:literal: $media_type:literal),* $(,)?) => {
        [$(($name, $media_type, include_bytes!(concat!("../../assets/", $name)) as &'static [u8])),*]
    };
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files = files! {
        "site.css": "text/css; charset=utf-8",
        "forms.css": "text/css; charset=utf-8",
        "console.css": "text/css; charset=utf-8",
        "console.js": "text/javascript; charset=utf-8",
        "answer.js": "text/javascript; charset=utf-8",
        "mention.js": "text/javascript; charset=utf-8",
        "viewer.js": "text/javascript; charset=utf-8",
        "camera.js": "text/javascript; charset=utf-8",
        "captcha.js": "text/javascript; charset=utf-8",
        "combobox.js": "text/javascript; charset=utf-8",
        "copy.js": "text/javascript; charset=utf-8",
        "counter.js": "text/javascript; charset=utf-8",
        "documents.js": "text/javascript; charset=utf-8",
        "draft.js": "text/javascript; charset=utf-8",
        "focus.js": "text/javascript; charset=utf-8",
        "photo.js": "text/javascript; charset=utf-8",
        "photo-worker.js": "text/javascript; charset=utf-8",
        "place.js": "text/javascript; charset=utf-8",
        "preview.js": "text/javascript; charset=utf-8",
        "session.js": "text/javascript; charset=utf-8",
        "typing.js": "text/javascript; charset=utf-8",
        "upload.js": "text/javascript; charset=utf-8",
        "work.js": "text/javascript; charset=utf-8",
        "work-worker.js": "text/javascript; charset=utf-8",
        "icon.svg": "image/svg+xml",
        "plus-jakarta-sans.woff2": "font/woff2",
    };
    files.into_iter().map(|(name, media_type, bytes)| Asset::new(name, media_type, bytes)).collect()
});

/// Sixteen hexadecimal digits that change with any of the files.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut content = Context::new(&SHA256);
    for asset in ASSETS.iter() {
        content.update(asset.name.as_bytes());
        content.update(&asset.bytes.len().to_be_bytes());
        content.update(&asset.bytes);
    }
    let hash = content.finish();
    let first = hash.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{first:016x}")
});

/// The address of a file.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// Serves the files. Only one service of a process does.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{version}/{name}", get(serve))
}

async fn serve(Path((version, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return Problem::not_found().into_response();
    };
    asset.answer(version == *VERSION, accepts_gzip(&headers))
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Self {
        let bytes =
            if media_type.starts_with("text/javascript") { without_comments(bytes) } else { Bytes::from_static(bytes) };
        let compressed = if media_type.starts_with("font/") { None } else { gzip(&bytes, Compression::best()) };
        Self { name, media_type, bytes, compressed }
    }

    fn answer(&self, of_this_version: bool, compressed: bool) -> Response {
        let kept = if of_this_version { FOR_EVER } else { SHORTLY };
        let headers = [
            (header::CACHE_CONTROL, kept),
            (header::CONTENT_TYPE, HeaderValue::from_static(self.media_type)),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ];
        match &self.compressed {
            Some(bytes) if compressed => {
                (headers, [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))], bytes.clone()).into_response()
            }
            Some(_) | None => (headers, self.bytes.clone()).into_response(),
        }
    }
}

/// A script without the lines that are comments, and without what lines begin with: a fifth of what a phone would load.
/// No text of a script goes over several lines.
fn without_comments(script: &[u8]) -> Bytes {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    let mut kept = Vec::with_capacity(script.len());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with(b"//")) {
        kept.extend_from_slice(line);
        kept.push(b'\n');
    }
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_comes_without_its_comments_and_without_loss() {
        assert_eq!(
            without_comments(b"// What.\n\nlet a = 1; // Why.\n  // How.\n  f(`//`);\n"),
            "let a = 1; // Why.\nf(`//`);\n"
        );
        for asset in ASSETS.iter().filter(|asset| asset.media_type.starts_with("text/javascript")) {
            for line in asset.bytes.split(|byte| *byte == b'\n') {
                let parts = line.split(|byte| *byte == b'`').count();
                assert!(!parts.is_multiple_of(2), "{}: a text goes over several lines", asset.name);
                assert!(
                    !line.starts_with(b"/*") && !line.ends_with(b"*/"),
                    "{}: a comment of another kind",
                    asset.name
                );
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_served() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets")).unwrap();
        let mut there: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        there.retain(|name| !name.ends_with(".LICENSE"));
        there.sort();
        let mut served: Vec<&str> = ASSETS.iter().map(|asset| asset.name).collect();
        served.sort_unstable();
        assert_eq!(served, there);
    }

    #[test]
    fn files_name_each_other_by_relative_addresses() {
        for asset in ASSETS.iter().filter(|asset| asset.media_type.starts_with("text/")) {
            let text = std::str::from_utf8(&asset.bytes).unwrap();
            assert!(!text.contains("/assets/") && !text.contains("https://"), "{}", asset.name);
        }
    }
}
