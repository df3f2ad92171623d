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
    let fields = [
        ("nama", "Budi Santoso"),
        ("nip", "19900228 202321 2 002"),
        ("peran.officer", "1"),
        ("meja.bkn.data-fixes", "1"),
    ];
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
        (
            vec![("nama", "Budi"), ("nip", "1990"), ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")],
            "NIP terdiri atas 18 angka",
        ),
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
        futures_util::future::join(office.submit(&one, &addresses[1], &[]), office.submit(&other, &addresses[0], &[]))
            .await;
    // One of them was quicker; the other one is told so at once, or is out.
    let statuses = [first.status.as_u16(), second.status.as_u16()];
    assert!(statuses.contains(&303) && statuses.iter().all(|status| *status < 500), "{statuses:?}");
    assert_eq!(office.count("SELECT count(*) FROM desk.officers WHERE disabled_at IS NULL").await, 1);
}

#[tokio::test]
async fn a_reset_account_is_out_until_its_owner_uses_the_new_link() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let browser = Browser::new(&office);
    let person = office.enrolled(&browser, "Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM desk.officers WHERE name = 'Budi Santoso'")
        .fetch_one(office.owner())
        .await
        .unwrap();
    let reset = office.submit(&administrator, &format!("/petugas/akun/{id}/atur-ulang"), &[]).await;
    assert!(reset.text().contains("Tautan untuk Budi Santoso"), "{}", reset.text());
    assert_eq!(browser.open("/petugas/sesi").await.status, 303);
    assert_eq!(browser.password(person.nip, crate::browser::PASSWORD).await.status, 422);
    let own = office.submit(&administrator, &format!("/petugas/akun/{}/atur-ulang", administrator.id), &[]).await;
    assert!(own.text().contains("diatur ulang oleh administrator lain"));

    // The link alone is of no use to whoever handed it over.
    let link = reset.text().split("aktivasi: <code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let thief = Browser::new(&office);
    let page = thief.open(&format!("/petugas/aktivasi/{link}")).await;
    let choose = async |browser: &Browser<'_>, proof: &str| {
        let fields = [
            ("kode", link.as_str()),
            ("sandi", "Teh-Manis-Dingin88"),
            ("ulangi", "Teh-Manis-Dingin88"),
            ("kode_ponsel", proof),
        ];
        browser.submit(&page, "/petugas/aktivasi", &fields).await
    };
    assert!(choose(&thief, "").await.text().contains("sudah memiliki ponsel"));
    for wrong in ["123456", "ABCDE-FGHJK", "ABCDE-FGHJK-MNPQR-STVWX-YZ012"] {
        assert!(choose(&thief, wrong).await.text().contains("tidak cocok"), "{wrong}");
    }
    assert_eq!(
        location(&choose(&thief, &person.recovery_codes[2]).await),
        "/petugas/masuk?karena=aktif",
        "its owner has kept that"
    );

    // And the owner is told on every page until it was read.
    office.clock.advance(jiff::SignedDuration::from_secs(30));
    browser.password(person.nip, "Teh-Manis-Dingin88").await;
    browser.code(&person.phone.code(office.clock.now())).await;
    for path in ["/petugas/sesi", "/petugas/tiket"] {
        assert!(browser.open(path).await.text().contains("Akun Anda diatur ulang oleh Ayu Lestari"), "{path}");
    }
    let page = browser.open("/petugas/sesi").await;
    assert_eq!(location(&browser.submit(&page, "/petugas/pengaturan-ulang/dibaca", &[]).await), "/petugas");
    assert!(!browser.open("/petugas/sesi").await.text().contains("diatur ulang oleh"));
}

#[tokio::test]
async fn who_lost_phone_and_codes_needs_two_administrators() {
    let office = Office::open().await;
    let one = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let other = office.officer("Dewi Anggraini", &["administrator"], &[DESK]).await;
    let foreign = office.officer("Made Wirawan", &["administrator"], &[Desk::BknAccounts]).await;
    let browser = Browser::new(&office);
    let person = office.enrolled(&browser, "Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM desk.officers WHERE name = 'Budi Santoso'")
        .fetch_one(office.owner())
        .await
        .unwrap();
    let at = |act: &str| format!("/petugas/akun/{id}/atur-ulang/{act}");
    assert_eq!(office.submit(&other, &at("setujui"), &[]).await.status, 422, "nobody asked");
    assert_eq!(office.submit(&foreign, &at("ajukan"), &[]).await.status, 404);
    office.submit(&one, &at("ajukan"), &[]).await;
    assert_eq!(office.submit(&one, &at("setujui"), &[]).await.status, 422, "not the same one");
    office.submit(&other, &at("ajukan"), &[]).await;
    assert_eq!(office.submit(&one, &at("setujui"), &[]).await.status, 422, "asking again makes nobody the second one");
    assert_eq!(browser.open("/petugas/sesi").await.status, 200, "nothing has happened yet");
    assert!(office.page(&other, &format!("/petugas/akun/{id}")).await.text().contains("Ayu Lestari mengajukan"));
    let confirmed = office.submit(&other, &at("setujui"), &[]).await;
    assert!(confirmed.text().contains("Tautan untuk Budi Santoso"), "{}", confirmed.text());
    assert_eq!(browser.open("/petugas/sesi").await.status, 303);
    let link = confirmed.text().split("aktivasi: <code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let page = browser.open(&format!("/petugas/aktivasi/{link}")).await;
    let fields = [("kode", link.as_str()), ("sandi", "Teh-Manis-Dingin88"), ("ulangi", "Teh-Manis-Dingin88")];
    assert_eq!(location(&browser.submit(&page, "/petugas/aktivasi", &fields).await), "/petugas/masuk?karena=aktif");
    let enrolment = browser.password(person.nip, "Teh-Manis-Dingin88").await;
    assert_eq!(enrolment.status, 303);
    assert!(browser.open("/petugas/masuk/kode").await.text().contains("<svg"), "the old phone is of no use any more");
    assert_eq!(office.count("SELECT count(*) FROM desk.recovery_codes").await, 0);
    let told: String = sqlx::query_scalar("SELECT reset_by FROM desk.officers WHERE id = $1")
        .bind(id)
        .fetch_one(office.owner())
        .await
        .unwrap();
    assert_eq!(told, "Ayu Lestari dan Dewi Anggraini");

    // A request that nobody confirmed is over after a day.
    office.submit(&one, &at("ajukan"), &[]).await;
    office.clock.advance(jiff::SignedDuration::from_hours(24));
    sqlx::query("UPDATE desk.sessions SET last_seen_at = $1, expires_at = $1 + interval '1 hour'")
        .bind(jiff_sqlx::ToSqlx::to_sqlx(office.clock.now()))
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.submit(&other, &at("setujui"), &[]).await.status, 422);
}

#[tokio::test]
async fn nobody_raises_the_own_rights() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let other = office.officer("Dewi Anggraini", &["administrator"], &[DESK]).await;
    let own = format!("/petugas/akun/{}/hak", administrator.id);
    for more in ["officer", "supervisor", "auditor"] {
        let role = format!("peran.{more}");
        let fields = [("peran.administrator", "1"), (role.as_str(), "1"), ("meja.bkn.data-fixes", "1")];
        let refused = office.submit(&administrator, &own, &fields).await;
        assert_eq!(refused.status, 422, "{more}");
        assert!(refused.text().contains("hanya dapat Anda kurangi"), "{more}");
    }
    for desks in [vec![("meja.bkn.data-fixes", "1"), ("meja.bkn.accounts", "1")], vec![]] {
        let fields = [vec![("peran.administrator", "1")], desks].concat();
        assert_eq!(office.submit(&administrator, &own, &fields).await.status, 422, "{fields:?}");
    }
    let fields = [("peran.administrator", "1"), ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")];
    assert_eq!(office.submit(&other, &own, &fields).await.status, 303, "another one of the same desk may");
    assert_eq!(
        office.submit(&administrator, &own, &[("peran.administrator", "1"), ("meja.bkn.data-fixes", "1")]).await.status,
        303
    );
}

#[tokio::test]
async fn accounts_without_desks_belong_to_administrators_of_all_desks() {
    let office = Office::open().await;
    let of_a_desk = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let of_all = office.officer("Dewi Anggraini", &["administrator"], &Desk::ALL).await;
    let auditor = office.officer("Made Wirawan", &["auditor"], &[]).await;
    let address = format!("/petugas/akun/{}", auditor.id);
    assert!(!office.page(&of_a_desk, "/petugas/akun").await.text().contains("Made Wirawan"));
    assert_eq!(office.page(&of_a_desk, &address).await.status, 404);
    for act in ["hak", "tutup", "buka", "atur-ulang", "atur-ulang/ajukan", "atur-ulang/setujui"] {
        assert_eq!(
            office.submit(&of_a_desk, &format!("{address}/{act}"), &[("peran.auditor", "1")]).await.status,
            404,
            "{act}"
        );
    }
    assert_eq!(office.page(&auditor, "/petugas/audit").await.status, 200);
    let new = [("nama", "Budi"), ("nip", "199002282023212002"), ("peran.auditor", "1")];
    assert_eq!(make(&office, &of_a_desk, &new).await.status, 422);
    assert_eq!(make(&office, &of_all, &new).await.status, 200);
    assert_eq!(office.page(&of_all, &address).await.status, 200);
}

#[tokio::test]
async fn a_desks_administrator_is_no_other_one_for_all_desks() {
    let office = Office::open().await;
    let of_all = office.officer("Dewi Anggraini", &["administrator"], &Desk::ALL).await;
    office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let address = format!("/petugas/akun/{}", of_all.id);
    assert_eq!(office.submit(&of_all, &format!("{address}/tutup"), &[]).await.status, 422);
    let fewer = [("peran.administrator", "1"), ("meja.bkn.data-fixes", "1")];
    assert_eq!(office.submit(&of_all, &format!("{address}/hak"), &fewer).await.status, 422);
    office.officer("Made Wirawan", &["administrator"], &Desk::ALL).await;
    assert_eq!(office.submit(&of_all, &format!("{address}/hak"), &fewer).await.status, 303);
}

#[tokio::test]
async fn a_role_or_desk_that_does_not_exist_changes_nothing() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let officer = office.officer("Budi Santoso", &["officer", "supervisor"], &[DESK]).await;
    let address = format!("/petugas/akun/{}/hak", officer.id);
    for odd in ["peran.chief", "peran.", "meja.bkn", "meja.BKN.data-fixes"] {
        let fields = [("peran.officer", "1"), ("meja.bkn.data-fixes", "1"), (odd, "1")];
        assert_eq!(office.submit(&administrator, &address, &fields).await.status, 422, "{odd}");
        let new = [("nama", "Siti"), ("nip", "199002282023212002")];
        assert_eq!(make(&office, &administrator, &[&new[..], &fields[..]].concat()).await.status, 422, "{odd}");
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.officers WHERE 'supervisor' = ANY(roles)").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.officers").await, 2);
}

#[tokio::test]
async fn a_closed_account_cannot_be_activated_and_an_opened_one_is_as_before() {
    let office = Office::open().await;
    let administrator = office.officer("Ayu Lestari", &["administrator"], &[DESK]).await;
    let code = office.account("Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM desk.officers WHERE name = 'Budi Santoso'")
        .fetch_one(office.owner())
        .await
        .unwrap();
    let address = format!("/petugas/akun/{id}");
    assert_eq!(location(&office.submit(&administrator, &format!("{address}/tutup"), &[]).await), address);
    assert_eq!(Browser::new(&office).open(&format!("/petugas/aktivasi/{code}")).await.status, 404);
    assert!(office.page(&administrator, &address).await.text().contains("Akun ditutup"));
    assert_eq!(location(&office.submit(&administrator, &format!("{address}/buka"), &[]).await), address);
    assert!(office.page(&administrator, &address).await.text().contains("Menunggu aktivasi"));
}
