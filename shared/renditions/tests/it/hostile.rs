//! Files that somebody made to do harm. Each drawing ends by itself, by a limit or by the deadline, and leaves nothing
//! behind.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use renditions::{NotDrawn, Renditions, RenditionsConfig, Size};

use crate::drawing::{FIRST, renditions};
use crate::pdf_file::Pdf;

/// Forms that call each other ten times each, nine deep: a billion forms that take no memory and never end.
fn endless() -> Vec<u8> {
    let depth = 9;
    let mut pdf = Pdf::of(&["/X Do"]).resources("/XObject << /X 5 0 R >>");
    for level in 0..depth {
        let next = 5 + level + 1;
        let (resources, content) = if level + 1 == depth {
            (String::new(), "q Q ".repeat(10))
        } else {
            (format!("/Resources << /XObject << /X {next} 0 R >> >>"), "/X Do ".repeat(10))
        };
        pdf = pdf.stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources}"), content.as_bytes());
    }
    pdf.bytes()
}

/// Child processes that draw or are zombies.
fn children() -> usize {
    let us = std::process::id().to_string();
    fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("stat")).ok())
        .filter(|stat| {
            let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
            behind_name.split(' ').nth(1) == Some(us.as_str()) && stat.contains("(draw-page)")
        })
        .count()
}

async fn until_no_child_is_left() {
    let deadline = Instant::now() + Duration::from_mins(1);
    while children() > 0 {
        assert!(Instant::now() < deadline, "{} processes stay", children());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn an_endless_page_is_ended_by_the_deadline_and_leaves_no_process() {
    let begun = Instant::now();
    let drawn = renditions(1, Duration::from_millis(700)).page(&endless(), FIRST, Size::Reading).await;
    assert!(matches!(drawn, Err(NotDrawn::TooHard)), "{drawn:?}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    until_no_child_is_left().await;
}

#[tokio::test]
async fn whoever_stops_waiting_stops_the_drawing() {
    let renditions = renditions(1, Duration::from_mins(5));
    let asked =
        tokio::time::timeout(Duration::from_millis(500), renditions.page(&endless(), FIRST, Size::Reading)).await;
    assert!(asked.is_err(), "it would have gone on");
    until_no_child_is_left().await;
    let pdf = Pdf::of(&["0 0 5 5 re f"]).bytes();
    renditions.page(&pdf, FIRST, Size::Reading).await.expect("its place is free again");
}

#[tokio::test]
async fn a_page_that_unpacks_to_gigabytes_ends_at_the_limit_of_memory() {
    // Flate twice: 600 MB of spaces in some kilobytes.
    let bomb = Pdf::that_unpacks_to(600 << 20).bytes();
    assert!(bomb.len() < 200_000, "{} bytes would be accepted", bomb.len());
    let drawn = renditions(1, Duration::from_mins(2)).page(&bomb, FIRST, Size::Reading).await;
    assert!(matches!(drawn, Err(NotDrawn::TooHard | NotDrawn::Broken)), "{drawn:?}");
}

#[tokio::test]
async fn nesting_without_end_ends() {
    let nested =
        [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"[".repeat(190_000), b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF".to_vec()]
            .concat();
    let drawn = renditions(1, Duration::from_mins(1)).page(&nested, FIRST, Size::Reading).await;
    assert!(matches!(drawn, Err(NotDrawn::TooHard | NotDrawn::Broken)), "{drawn:?}");
}

#[tokio::test]
async fn drawings_beyond_the_bound_are_told_to_come_back() {
    let renditions = renditions(1, Duration::from_millis(600));
    let (endless, begun) = (endless(), Instant::now());
    let mut asked: Vec<_> = (0..40).map(|_| Box::pin(renditions.page(&endless, FIRST, Size::Reading))).collect();
    let mut outcomes = Vec::new();
    while !asked.is_empty() {
        let (outcome, _, rest) = select(asked).await;
        outcomes.push(outcome);
        asked = rest;
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "nobody waits for all who came before");
    let busy = outcomes.iter().filter(|outcome| matches!(outcome, Err(NotDrawn::Busy))).count();
    assert!(
        (30..40).contains(&busy)
            && outcomes.iter().all(|outcome| matches!(outcome, Err(NotDrawn::Busy | NotDrawn::TooHard))),
        "{outcomes:?}"
    );
}

/// The first of them that is done.
async fn select<F: Future + Unpin>(mut futures: Vec<F>) -> (F::Output, usize, Vec<F>) {
    let (output, at) = std::future::poll_fn(|context| {
        for (at, future) in futures.iter_mut().enumerate() {
            if let std::task::Poll::Ready(output) = std::pin::Pin::new(future).poll(context) {
                return std::task::Poll::Ready((output, at));
            }
        }
        std::task::Poll::Pending
    })
    .await;
    drop(futures.swap_remove(at));
    (output, at, futures)
}

/// A program that takes the place of the drawing process.
struct Impostor(PathBuf);

impl Impostor {
    fn that(name: &str, does: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }

    fn renditions(&self) -> Renditions {
        of_program(&self.0)
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

fn of_program(program: &Path) -> Renditions {
    Renditions::new(&RenditionsConfig { program: program.to_owned(), at_once: 1, timeout: Duration::from_secs(20) })
}

#[tokio::test]
async fn a_process_that_was_taken_over_cannot_make_the_service_say_anything_or_keep_it() {
    let pdf = Pdf::of(&["0 0 5 5 re f"]).bytes();
    for (name, does) in [
        ("page", "echo '<html><script>alert(1)</script>'"),
        ("svg", "printf 'page 1 10 10 png\\n<svg onload=alert(1)>'"),
        ("huge-numbers", "printf 'page 1 99999999 10 png\\n'"),
        ("nothing", "exit 0"),
        ("other-code", "exit 3"),
    ] {
        let impostor = Impostor::that(name, does);
        let drawn = impostor.renditions().page(&pdf, FIRST, Size::Reading).await;
        assert!(matches!(drawn, Err(NotDrawn::Failed(_))), "{name}: {drawn:?}");
    }
    let flood = Impostor::that("flood", "exec cat /dev/zero");
    let drawn = flood.renditions().page(&pdf, FIRST, Size::Reading).await;
    assert!(matches!(drawn, Err(NotDrawn::TooHard)), "{drawn:?}");
    let deaf = Impostor::that("deaf", "exec 0<&-; printf 'pages 7\\n'");
    assert_eq!(deaf.renditions().pages(&vec![0; 8 << 20]).await.unwrap(), 7, "who does not listen blocks nobody");
}

#[tokio::test]
async fn a_program_that_is_not_there_is_the_operators_business() {
    let drawn = of_program(Path::new("/nonexistent/draw-page")).page(b"%PDF-1.7", FIRST, Size::Reading).await;
    assert!(matches!(drawn, Err(NotDrawn::Failed(error)) if error.kind() == io::ErrorKind::NotFound));
}

#[tokio::test]
async fn the_process_knows_nothing_of_ours() {
    let tells = Impostor::that(
        "tells",
        "[ \"$(env | grep -cv -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD=)\" = 0 ] && [ \"$(pwd)\" = / ] && printf 'pages \
        1\\n'",
    );
    assert_eq!(tells.renditions().pages(b"").await.unwrap(), 1, "no variable of the environment, no folder");
}
