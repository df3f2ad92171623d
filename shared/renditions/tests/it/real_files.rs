//! Real files that this project did not make. The test finds them next to the checkout where a developer has them;
//! elsewhere it says that it is skipped.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use renditions::{NotDrawn, Size};

use crate::drawing::{FIRST, renditions};

/// The two of 85 files of the pdf.js test corpus that ask for a password.
const LOCKED: [&str; 2] = ["issue15893_reduced.pdf", "issue6010_1.pdf"];

#[tokio::test]
async fn every_real_file_that_can_be_read_is_drawn() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/documents/pdf");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no real files beside the checkout");
        return;
    };
    let (renditions, mut took) = (renditions(2, Duration::from_mins(1)), Vec::new());
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let begun = Instant::now();
        let drawn = renditions.page(&fs::read(&path).unwrap(), FIRST, Size::Reading).await;
        took.push(begun.elapsed());
        let locked = LOCKED.contains(&name.as_str());
        assert!(if locked { matches!(drawn, Err(NotDrawn::Broken)) } else { drawn.is_ok() }, "{name}: {drawn:?}");
    }
    took.sort();
    println!(
        "{} files, half of them within {:?}, the slowest {:?}",
        took.len(),
        took[took.len() / 2],
        took[took.len() - 1]
    );
}
