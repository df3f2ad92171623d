//! The selfie and the code of a card.

use crate::page::{Shown, read};
use crate::sample::{CHECK, card, jpeg, largest_jpeg};
use cards::{AccountCard, CardError, MAX_CARD_BYTES, MAX_SELFIE_BYTES};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// The page in grey, and its width.
fn grey(file: &[u8], scale: f32) -> (Vec<u8>, usize) {
    let pdf = Pdf::new(file.to_vec()).ok().unwrap();
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let page = &pdf.pages()[0];
    let drawn =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (pixels, _) = drawn.data_as_u8_slice().as_chunks::<4>();
    let grey = pixels.iter().map(|[red, green, blue, _]| {
        u8::try_from((u32::from(*red) * 299 + u32::from(*green) * 587 + u32::from(*blue) * 114) / 1000).unwrap()
    });
    (grey.collect(), usize::from(drawn.width()))
}

fn scanned(file: &[u8], scale: f32) -> String {
    let (pixels, width) = grey(file, scale);
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(width, pixels.len() / width, |x, y| pixels[y * width + x]);
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

fn with_selfie(selfie: &[u8]) -> Result<Vec<u8>, CardError> {
    AccountCard { selfie: Some(selfie), ..card() }.draw()
}

/// The frame around the picture: the only area at the left edge above the code, but for bars and lines.
fn frame(shown: &Shown) -> (f64, f64) {
    let frame = shown.areas.iter().find(|area| area.x0 < 60.0 && area.height() > 5.0).unwrap();
    (frame.width(), frame.height())
}

#[test]
fn a_camera_finds_the_way_to_the_check() {
    let longest = format!("https://helpdesk.example.test/cek-dokumen/{}", "7QK3M9X2TD".repeat(20))[..200].to_owned();
    let selfie = jpeg(600, 800, 30, 60);
    for check in ["http://a.test", CHECK, &longest] {
        let file = AccountCard { check: Some(check), selfie: Some(&selfie), ..card() }.draw().unwrap();
        assert_eq!(scanned(&file, 3.0), check);
    }
}

#[test]
fn the_largest_selfie_fits() {
    let file = with_selfie(&largest_jpeg(900, 1200)).unwrap();
    assert!(file.len() <= MAX_CARD_BYTES);
    assert_eq!(read(&file).images, 1);
}

#[test]
fn a_selfie_is_shown_whole_in_its_shape() {
    for (width, height) in [(240, 320), (1200, 900), (600, 800), (900, 300)] {
        let (w, h) = frame(&read(&with_selfie(&jpeg(width, height, 10, 50)).unwrap()));
        assert!(w <= 118.0 && h <= 157.0 && (w > 116.0 || h > 154.0), "{width}x{height}: {w}x{h}");
        let shape = (w - 1.2) * f64::from(height) / ((h - 1.2) * f64::from(width));
        assert!((shape - 1.0).abs() < 0.01, "{width}x{height}: {w}x{h}");
    }
}

#[test]
fn a_picture_of_any_shape_is_drawn() {
    for (width, height) in [(1, 1), (1, 9000), (9000, 1)] {
        assert_eq!(read(&with_selfie(&jpeg(width, height, 10, 50)).unwrap()).images, 1);
    }
}

#[test]
fn a_selfie_that_lies_on_its_side_is_turned() {
    let flat = jpeg(400, 300, 10, 80);
    // EXIF that says "turn to the right" (6), as cameras write it.
    let mut exif = vec![0xff, 0xe1, 0, 34];
    exif.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    let turned = [&flat[..2], &exif, &flat[2..]].concat();
    let (w, h) = frame(&read(&with_selfie(&turned).unwrap()));
    assert!(h > w);
}

#[test]
fn what_a_camera_says_besides_stays_out() {
    let selfie = jpeg(300, 400, 10, 80);
    let note = b"\xff\xfe\0\x14taken at 7 Mars St";
    let noted = [&selfie[..2], note, &selfie[2..]].concat();
    let file = with_selfie(&noted).unwrap();
    assert!(file == with_selfie(&selfie).unwrap());
    assert!(!file.windows(8).any(|bytes| bytes == b"taken at"));
}

#[test]
fn what_is_no_picture_is_refused_without_a_word_about_it() {
    let sound = jpeg(300, 400, 10, 80);
    for broken in [&b"RATNA"[..], &[], &sound[..200], b"\xff\xd8\xff\xd9"] {
        let error = with_selfie(broken).unwrap_err();
        assert_eq!(error, CardError::SelfieUnreadable);
        assert_eq!(error.to_string(), "the selfie is no JPEG that can be read");
    }
    assert_eq!(with_selfie(&vec![0; MAX_SELFIE_BYTES + 1]), Err(CardError::SelfieTooLarge));
    // A sound file that says it has 65,500 × 65,500 pixels.
    let mut huge = sound;
    let start = huge.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap() + 5;
    huge[start..start + 4].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(with_selfie(&huge), Err(CardError::SelfieTooLarge));
}

#[test]
fn text_is_dark_in_grey() {
    let file = card().draw().unwrap();
    let (pixels, width) = grey(&file, 4.0);
    for text in read(&file).texts {
        let [left, top, right, bottom] = [text.ink.x0, text.ink.y0, text.ink.x1, text.ink.y1].map(|at| pixel(at * 4.0));
        let covered = (top..=bottom).flat_map(|y| (left..=right).map(move |x| y * width + x));
        let darkest = covered.map(|at| pixels[at]).min();
        assert!(darkest.unwrap() < 100, "{}: {darkest:?}", text.words);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the page")]
fn pixel(at: f64) -> usize {
    at.max(0.0) as usize
}
