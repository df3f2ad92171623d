//! Accounts: administrators make and change those of their own desks, and somebody can always make the next one.

use domain::Desk;
use officers::Role;

use crate::browser::{Browser, location};
use crate::office::{Office, Officer};

const DESK: Desk = Desk::BknDataFixes;

async fn make(office: &Office, administrator: &Officer, fields: &[(&str, &str)]) -> crate::office::Answer {
    office.submit(administrator, "/petugas/akun/baru", fields).await
}

#[tokio::test]
async fn an_administrator_makes_an_account_and_never_learns_its_password() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let fields = [("nama", "Budi Santoso"), ("nip", "19900228 202321 2 002"), ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")];
    let made = make(&office, &administrator, &fields).await;
    assert_eq!(made.status, 200);
    let link = made.text().split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let path = link.strip_prefix("http://localhost").unwrap();
    let browser = Browser::new(&office);
    assert!(browser.open(path).await.text().contains("Selamat datang, Budi Santoso"));
    let twice = make(&office, &administrator, &fields).await;
    assert_eq!(twice.status, 422);
    assert!(twice.text().contains("Sudah ada akun dengan NIP ini"));
    assert!(office.page(&administrator, "/petugas/akun").await.text().contains("Menunggu aktivasi"));
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_said_beside_it() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let nip = ("nip", "199002282023212002");
    for (fields, told) in [
        (vec![("nama", "Budi"), ("nip", "1990"), ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")], "NIP terdiri atas 18 angka"),
        (vec![("nama", " "), nip, ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")], "1 sampai 100 karakter"),
        (vec![("nama", "Budi"), nip, ("meja.bkn.data-fixes", "1")], "paling sedikit satu peran"),
        (vec![("nama", "Budi"), nip, ("peran.supervisor", "1")], "paling sedikit satu meja"),
        (vec![("nama", "Budi"), nip, ("peran.officer", "1"), ("meja.bkn.accounts", "1")], "meja Anda sendiri"),
    ] {
        let refused = make(&office, &administrator, &fields).await;
        assert_eq!(refused.status, 422, "{told}");
        assert!(refused.text().contains(told), "{told}");
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.officers").await, 1);
}

#[tokio::test]
async fn accounts_of_other_desks_do_not_exist_for_an_administrator() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let foreign = office.officer("Budi Santoso", &["officer"], &[DESK, Desk::BknAccounts]).await;
    assert!(!office.page(&administrator, "/petugas/akun").await.text().contains("Budi Santoso"));
    let address = format!("/petugas/akun/{}", foreign.id);
    assert_eq!(office.page(&administrator, &address).await.status, 404);
    for act in ["hak", "tutup", "buka", "atur-ulang"] {
        let fields = [("peran.officer", "1"), ("meja.bkn.data-fixes", "1")];
        assert_eq!(office.submit(&administrator, &format!("{address}/{act}"), &fields).await.status, 404, "{act}");
    }
    assert_eq!(office.page(&foreign, "/petugas/sesi").await.status, 200);
}

#[tokio::test]
async fn other_rights_count_from_the_next_request_on() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let officer = office.officer("Budi Santoso", &["officer"], &[DESK]).await;
    assert_eq!(office.page(&officer, "/petugas/akun").await.status, 403);
    let fields = [("peran.administrator", "1"), ("meja.bkn.data-fixes", "1")];
    let changed = office.submit(&administrator, &format!("/petugas/akun/{}/hak", officer.id), &fields).await;
    assert_eq!(changed.status, 303);
    assert_eq!(office.page(&officer, "/petugas/akun").await.status, 200);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator", "officer"], &[DESK]).await;
    // Somebody whose account is not activated cannot take over.
    office.account("Budi Santoso", "199002282023212002", &[Role::Administrator], &[DESK]).await;
    let address = format!("/petugas/akun/{}", administrator.id);
    let closed = office.submit(&administrator, &format!("{address}/tutup"), &[]).await;
    assert_eq!(closed.status, 422);
    assert!(closed.text().contains("Ini administrator terakhir"));
    let fields = [("peran.officer", "1"), ("meja.bkn.data-fixes", "1")];
    assert_eq!(office.submit(&administrator, &format!("{address}/hak"), &fields).await.status, 422);
    assert_eq!(office.page(&administrator, "/petugas/akun").await.status, 200);
}

#[tokio::test]
async fn two_administrators_cannot_close_each_other_at_the_same_moment() {
    let office = Office::open().await;
    let one = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let other = office.officer("Budi Santoso", &["administrator"], &[DESK]).await;
    let addresses = [&one, &other].map(|officer| format!("/petugas/akun/{}/tutup", officer.id));
    let (first, second) =
        futures_util::future::join(office.submit(&one, &addresses[1], &[]), office.submit(&other, &addresses[0], &[])).await;
    let done = [first, second].iter().filter(|answer| answer.status == 303).count();
    assert!(done <= 2);
    assert_eq!(office.count("SELECT count(*) FROM desk.officers WHERE disabled_at IS NULL").await, 1);
}

#[tokio::test]
async fn a_reset_account_is_out_until_its_owner_uses_the_new_link() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let browser = Browser::new(&office);
    let person = office.enrolled(&browser, "Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let id: uuid::Uuid =
        sqlx::query_scalar("SELECT id FROM desk.officers WHERE name = 'Budi Santoso'").fetch_one(office.owner()).await.unwrap();
    let reset = office.submit(&administrator, &format!("/petugas/akun/{id}/atur-ulang"), &[]).await;
    assert!(reset.text().contains("Tautan untuk Budi Santoso"), "{}", reset.text());
    assert_eq!(browser.open("/petugas/sesi").await.status, 303);
    assert_eq!(browser.password(person.nip, crate::browser::PASSWORD).await.status, 422);
    let own = office.submit(&administrator, &format!("/petugas/akun/{}/atur-ulang", administrator.id), &[]).await;
    assert!(own.text().contains("diatur ulang oleh administrator lain"));
}

#[tokio::test]
async fn a_closed_account_cannot_be_activated_and_an_opened_one_is_as_before() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let code = office.account("Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let id: uuid::Uuid =
        sqlx::query_scalar("SELECT id FROM desk.officers WHERE name = 'Budi Santoso'").fetch_one(office.owner()).await.unwrap();
    let address = format!("/petugas/akun/{id}");
    assert_eq!(location(&office.submit(&administrator, &format!("{address}/tutup"), &[]).await), address);
    assert_eq!(Browser::new(&office).open(&format!("/petugas/aktivasi/{code}")).await.status, 404);
    assert!(office.page(&administrator, &address).await.text().contains("Akun ditutup"));
    assert_eq!(location(&office.submit(&administrator, &format!("{address}/buka"), &[]).await), address);
    assert!(office.page(&administrator, &address).await.text().contains("Menunggu aktivasi"));
}
