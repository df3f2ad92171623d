//! Lists in other orders, and lists that an officer saved.

use domain::{Desk, TicketNumber};
use http::{StatusCode, header};

use crate::office::{Office, Officer, STATUS_BUKAN_PNS};

const OTHER: Desk = Desk::InstansiComplaints;
const DESKS: [Desk; 2] = [Desk::BknDataFixes, OTHER];

/// The tickets that a list shows, page by page, in its order.
async fn listed(office: &Office, officer: &Officer, path: &str, all: &[TicketNumber]) -> Vec<TicketNumber> {
    let (mut path, mut listed) = (path.to_owned(), Vec::new());
    loop {
        let page = office.page(officer, &path).await.text();
        let rows = page.split("href=\"/petugas/tiket/").skip(1).filter_map(|row| row.split('"').next());
        listed.extend(rows.filter_map(|number| all.iter().find(|one| one.to_string() == number)));
        let next = page.split("rel=\"next\"").next().filter(|before| before.len() < page.len());
        let Some(href) = next.and_then(|before| before.rsplit("href=\"").next()) else { return listed };
        path = href.split('"').next().unwrap().replace("&#38;", "&");
    }
}

#[tokio::test]
async fn a_list_stands_in_the_order_that_is_asked_for_across_its_pages() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &DESKS).await;
    let mut all = Vec::new();
    for at in 0..60 {
        let slug = ["pengaduan-instansi", STATUS_BUKAN_PNS][at % 2];
        all.push(office.arrived(slug).await);
    }
    assert_eq!(listed(&office, &ratna, "/petugas/tiket", &all).await, all, "by deadline");
    let newest: Vec<TicketNumber> = all.iter().rev().copied().collect();
    assert_eq!(listed(&office, &ratna, "/petugas/tiket?urut=terbaru", &all).await, newest);
    let mut by_form = all.clone();
    by_form.sort_by_key(|number| number.form().to_string());
    assert_eq!(listed(&office, &ratna, "/petugas/tiket?urut=formulir", &all).await, by_form);
    let one_desk: Vec<TicketNumber> = newest.iter().copied().skip(1).step_by(2).collect();
    let path = format!("/petugas/tiket?meja={OTHER}&urut=terbaru");
    assert_eq!(listed(&office, &ratna, &path, &all).await, one_desk, "of one desk");
}

#[tokio::test]
async fn an_officer_saves_a_list_under_a_name_and_comes_back_to_it() {
    let office = Office::open().await;
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &DESKS).await, office.officer("Budi", &["officer"], &DESKS).await);
    let fields = [("nama", "Instansi, terbaru"), ("meja", OTHER.as_str()), ("urut", "terbaru"), ("wilayah", "Sleman")];
    let saved = office.submit(&ratna, "/petugas/tampilan", &fields).await;
    let address = saved.headers[header::LOCATION].to_str().unwrap();
    assert!(address.contains("meja=instansi") && address.contains("wilayah=3404") && address.ends_with("urut=terbaru"));
    let page = office.page(&ratna, address).await.text();
    assert!(page.contains("aria-current=\"page\">Instansi, terbaru</a>"), "{page}");
    assert!(office.page(&ratna, "/petugas/tiket").await.text().contains(">Instansi, terbaru</a>"), "on each list");
    assert!(!office.page(&budi, "/petugas/tiket").await.text().contains("Instansi, terbaru"), "nobody else's");

    // The same name takes the place of what it was before.
    office.submit(&ratna, "/petugas/tampilan", &[("nama", "Instansi, terbaru"), ("urut", "formulir")]).await;
    assert_eq!(office.count("SELECT count(*) FROM desk.views WHERE query LIKE '%urut=formulir'").await, 1);
    let unnamed = office.submit(&ratna, "/petugas/tampilan", &[("nama", " ")]).await.text();
    assert!(unnamed.contains("Beri nama tampilan ini"), "{unnamed}");
    for at in 1..20 {
        office.submit(&ratna, "/petugas/tampilan", &[("nama", &format!("Tampilan {at}"))]).await;
    }
    let full = office.submit(&ratna, "/petugas/tampilan", &[("nama", "Satu lagi")]).await.text();
    assert!(full.contains("Anda sudah menyimpan 20 tampilan"), "{full}");
    assert_eq!(office.count("SELECT count(*) FROM desk.views").await, 20);
    let removed = office.submit(&ratna, "/petugas/tampilan/hapus", &[("nama", "Tampilan 1")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    office.submit(&budi, "/petugas/tampilan/hapus", &[("nama", "Tampilan 2")]).await;
    assert_eq!(office.count("SELECT count(*) FROM desk.views").await, 19, "of the own ones only");
}
