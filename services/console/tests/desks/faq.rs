//! The FAQ in the console: who proposes, who publishes, and that nobody's text is lost.

use database::Kept;
use domain::Desk;
use faq::ledger;
use http::{StatusCode, header};
use uuid::Uuid;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS, hidden};

const DESK: Desk = Desk::BknDataFixes;
const NEW: &str = "/petugas/faq/baru";

fn fields<'a>(question: &'a str, answer: &'a str, act: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("pertanyaan", question),
        ("jawaban", answer),
        ("untuk", "bersama"),
        ("topik", "login"),
        ("versi", "1"),
        ("aksi", act),
    ]
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// The id of the entry that an answer leads to.
fn entry_of(answer: &Answer) -> Uuid {
    let location = location(answer);
    location.strip_prefix("/petugas/faq/").unwrap().split('?').next().unwrap().parse().unwrap()
}

async fn people(office: &Office) -> (Officer, Officer) {
    (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Sari", &["supervisor"], &[DESK]).await)
}

/// What everybody reads.
async fn public(office: &Office) -> Vec<(String, String)> {
    let published = ledger::published(&office.as_intake().await).await.unwrap();
    published.into_iter().map(|published| (published.entry.question, published.entry.answer)).collect()
}

fn pair(question: &str, answer: &str) -> (String, String) {
    (question.to_owned(), answer.to_owned())
}

#[tokio::test]
async fn what_an_officer_proposes_is_read_by_nobody_until_a_supervisor_publishes_it() {
    let office = Office::open().await;
    let (ratna, sari) = people(&office).await;
    let id = entry_of(&office.submit(&ratna, NEW, &fields("Apa itu?", "Ini.", "simpan")).await);
    let (address, verdict) = (format!("/petugas/faq/{id}"), format!("/petugas/faq/{id}/putusan"));
    assert!(public(&office).await.is_empty());
    let refused = office.submit(&ratna, &address, &fields("Apa itu?", "Ini.", "terbitkan")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let waiting = office.page(&sari, "/petugas/faq?tampil=usulan").await.text();
    assert!(waiting.contains("Apa itu?") && waiting.contains("menunggu supervisor"), "{waiting}");

    location(&office.submit(&sari, &verdict, &[("versi", "1"), ("aksi", "terbitkan")]).await);
    assert_eq!(public(&office).await, [pair("Apa itu?", "Ini.")]);
    location(&office.submit(&ratna, &address, &fields("Apa itu?", "Itu.", "simpan")).await);
    assert_eq!(public(&office).await, [pair("Apa itu?", "Ini.")], "a proposed change");
    location(&office.submit(&sari, &verdict, &[("versi", "2"), ("aksi", "tolak")]).await);
    assert!(!office.page(&sari, "/petugas/faq?tampil=usulan").await.text().contains("Apa itu?"), "declined");
    location(&office.submit(&sari, &verdict, &[("versi", "2"), ("aksi", "tarik")]).await);
    assert!(public(&office).await.is_empty(), "withdrawn");

    let told: Vec<String> = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'faq' ORDER BY id")
        .fetch_all(office.owner())
        .await
        .unwrap();
    let acts = ["write", "publish", "write", "decline", "withdraw"].into_iter().zip([1, 1, 2, 2, 2]);
    assert_eq!(told, acts.map(|(act, version)| format!("{act} {id} {version}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_supervisor_sees_what_changed_and_goes_back_to_a_version() {
    let office = Office::open().await;
    let (_, sari) = people(&office).await;
    let id = entry_of(&office.submit(&sari, NEW, &fields("Apa itu?", "Isi formulir ini.", "terbitkan")).await);
    let (address, verdict) = (format!("/petugas/faq/{id}"), format!("/petugas/faq/{id}/putusan"));
    location(&office.submit(&sari, &address, &fields("Apa itu?", "Isi formulir itu.", "terbitkan")).await);
    let page = office.page(&sari, &format!("{address}?versi=2")).await.text();
    assert!(page.contains("<del>") && page.contains("ini.") && page.contains("<ins>"), "{page}");
    assert!(office.page(&sari, &format!("{address}?versi=1")).await.text().contains("Kembali ke versi 1"));

    location(&office.submit(&sari, &verdict, &[("versi", "2"), ("aksi", "kembali"), ("ke", "1")]).await);
    assert_eq!(public(&office).await, [pair("Apa itu?", "Isi formulir ini.")]);
    assert_eq!(ledger::versions(office.owner(), id).await.unwrap().len(), 3, "going back is a version of its own");
}

#[tokio::test]
async fn when_two_change_an_entry_nobodys_text_is_lost() {
    let office = Office::open().await;
    let (ratna, sari) = people(&office).await;
    let id = entry_of(&office.submit(&sari, NEW, &fields("Apa itu?", "Lama.", "terbitkan")).await);
    let address = format!("/petugas/faq/{id}");
    location(&office.submit(&ratna, &address, &fields("Apa itu?", "Dari Ratna.", "simpan")).await);
    let late = office.submit(&sari, &address, &fields("Apa itu?", "Dari Sari.", "terbitkan")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = late.text();
    assert!(page.contains(">Dari Sari.</textarea>") && page.contains("Dari Ratna."), "{page}");
    assert_eq!(hidden(&page, "versi"), "2", "the next sending is in the sight of the other text");
    assert_eq!(public(&office).await, [pair("Apa itu?", "Lama.")]);
    let verdict = format!("{address}/putusan");
    let outdated = office.submit(&sari, &verdict, &[("versi", "1"), ("aksi", "tarik")]).await;
    assert_eq!(outdated.status, StatusCode::CONFLICT);
    assert_eq!(public(&office).await.len(), 1);
}

#[tokio::test]
async fn what_the_public_page_would_not_show_is_told_beside_its_field() {
    let office = Office::open().await;
    let (ratna, _) = people(&office).await;
    for (answer, told) in [
        ("Satu.\n\n<b>dua</b>", "Baris 3 memuat"),
        ("Buka [ini](http://a.id).", "Tautan di baris 1"),
        ("Halo {nama}.", "{nama} tidak diganti"),
        ("NIK 3174015708010001.", "16 angka"),
        ("", "wajib diisi"),
    ] {
        let refused = office.submit(&ratna, NEW, &fields("Apa itu?", answer, "simpan")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        let page = refused.text();
        assert!(page.contains("id=\"jawaban-error\"") && page.contains(told), "{answer}: {page}");
    }
    let unchosen = office.submit(&ratna, NEW, &[("pertanyaan", "Apa?"), ("jawaban", "Ini.")]).await.text();
    assert!(unchosen.contains("untuk-error") && unchosen.contains("topik-error"), "{unchosen}");
    let preview = office.submit(&ratna, NEW, &fields("Apa itu?", "**Tebal**", "pratinjau")).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.text().contains("<strong>Tebal</strong>"));
    assert!(ledger::list(office.owner()).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_answer_becomes_a_proposal_and_whom_it_names_is_asked_about() {
    let office = Office::open().await;
    let (ratna, _) = people(&office).await;
    let number = office.arrived_saying(STATUS_BUKAN_PNS, &[("full_name", "Budi Santoso")]).await;
    let ticket = format!("/petugas/tiket/{number}");
    location(&office.submit(&ratna, &format!("{ticket}/ambil"), &[("meja", DESK.as_str())]).await);
    let page = office.page(&ratna, &ticket).await.text();
    let answer = "Halo Budi, data sudah benar.\nBuka https://sscasn.bkn.go.id.";
    assert!(!page.contains("/petugas/faq/baru?tiket="), "nothing is answered yet");
    location(&office.submit(&ratna, &format!("{ticket}/jawaban"), &[("jawaban", answer)]).await);
    let from = format!("/petugas/faq/baru?tiket={number}");
    assert!(office.page(&ratna, &ticket).await.text().contains(&from));

    let page = office.page(&ratna, &from).await.text();
    assert!(page.contains("data sudah benar.") && page.contains("id=\"umum\""), "{page}");
    let number = number.to_string();
    let mut sent = fields("Apakah data saya benar?", answer, "simpan");
    sent.push(("tiket", &number));
    assert_eq!(office.submit(&ratna, NEW, &sent).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    sent.push(("umum", "ya"));
    location(&office.submit(&ratna, NEW, &sent).await);
    let foreign = office.officer("Budi", &["officer"], &[Desk::BknAccounts]).await;
    assert_eq!(office.page(&foreign, &from).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn words_searched_for_in_vain_begin_a_proposal() {
    let office = Office::open().await;
    let (_, sari) = people(&office).await;
    sqlx::query(
        "INSERT INTO intake.missed_words (mark, word, is_known) VALUES ('a', 'gaji', true), ('b', 'budiman', false)",
    )
    .execute(office.owner())
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO intake.missed_searches (mark, network, missed_on)
         VALUES ('a', 'x', '2026-11-21'), ('b', 'y', '2026-11-21')",
    )
    .execute(office.owner())
    .await
    .unwrap();
    let page = office.page(&sari, "/petugas/faq/pencarian").await.text();
    assert!(page.contains("gaji") && page.contains("/petugas/faq/baru?kata=gaji"), "{page}");
    assert!(!page.contains("budiman"), "one network is too few for a word that is none of ours");
    assert!(office.page(&sari, "/petugas/faq/baru?kata=gaji").await.text().contains(">gaji</textarea>"));
}

#[tokio::test]
async fn old_versions_go_when_their_period_is_over_and_what_is_read_stays() {
    let office = Office::open().await;
    let (_, sari) = people(&office).await;
    let id = entry_of(&office.submit(&sari, NEW, &fields("Apa itu?", "Satu.", "terbitkan")).await);
    let address = format!("/petugas/faq/{id}");
    for (version, answer) in [("1", "Dua."), ("2", "Tiga.")] {
        let mut sent = fields("Apa itu?", answer, "simpan");
        sent.retain(|(name, _)| *name != "versi");
        sent.push(("versi", version));
        location(&office.submit(&sari, &address, &sent).await);
    }
    let gone = entry_of(&office.submit(&sari, NEW, &fields("Lain?", "Ini.", "simpan")).await);
    location(
        &office.submit(&sari, &format!("/petugas/faq/{gone}/putusan"), &[("versi", "1"), ("aksi", "tolak")]).await,
    );
    let age = Kept::Faq.period(office.owner()).await.unwrap().as_secs() / 86_400 + 1;
    sqlx::query("UPDATE faq.versions SET written_at = now() - make_interval(days => $1)")
        .bind(i32::try_from(age).unwrap())
        .execute(office.owner())
        .await
        .unwrap();
    console::jobs::forget_old(office.console()).await.unwrap();
    let kept: Vec<i32> =
        ledger::versions(office.owner(), id).await.unwrap().iter().map(|version| version.version).collect();
    assert_eq!(kept, [3, 1], "the newest one and the one that is read");
    assert_eq!(ledger::find(office.owner(), gone).await.unwrap(), None);
}
