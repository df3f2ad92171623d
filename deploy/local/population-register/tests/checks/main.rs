//! The client of the population register against a register over HTTP, with everything that goes wrong on the way.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::SocketAddr;

use domain::{BirthDate, FamilyCard, FullName, Nik, Text, TextRule};
use http::Uri;
use jiff::civil::date;
use population::simulated::{self, NotTaken};
use population::{Checked, Config, Identity, Register as Client, Unavailable, Value, Verdict};
use population_register::{Persons, Register, Switches, serve};
use runtime::Settings;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const PERSONS: &[u8] = include_bytes!("../../persons.csv");

/// A register of the invented persons that runs in this process.
async fn register(switches: Switches) -> (Register, SocketAddr) {
    let persons = Persons::read(PERSONS).unwrap();
    let register = Register::new(persons, "bkn".to_owned().into(), "secret".to_owned().into(), switches);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, register.clone(), std::future::pending()));
    (register, address)
}

fn client(address: SocketAddr, more: &[(&str, &str)]) -> Client {
    let url = format!("http://{address}");
    let mut pairs = vec![
        ("POPULATION_REGISTER_URL", url.as_str()),
        ("POPULATION_REGISTER_INSTITUTION", "BKN"),
        ("POPULATION_REGISTER_USER", "bkn"),
        ("POPULATION_REGISTER_PASSWORD", "secret"),
    ];
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut settings = Settings::from_pairs(pairs);
    let config = Config::read(&mut settings);
    settings.finish().unwrap();
    Client::new(config).unwrap()
}

fn person(nik: &str, kk: &str, name: &str, place: &str, born: &str) -> Identity {
    Identity {
        nik: Nik::parse(nik).unwrap(),
        family_card: FamilyCard::parse(kk).unwrap(),
        full_name: FullName::parse(name).unwrap(),
        birth_place: Text::parse(place, TextRule::Line { max: 100 }).unwrap(),
        birth_date: BirthDate::parse(born, date(2026, 11, 29)).unwrap(),
    }
}

fn siti() -> Identity {
    person("3174015708950001", "3174010101150001", "siti  RAHAYU", "jakarta selatan", "17-08-1995")
}

async fn verdict(client: &Client, identity: &Identity) -> Verdict {
    client.check(identity).await.unwrap().verdict
}

#[tokio::test]
async fn values_as_on_the_ktp_match_whatever_their_case_and_spaces() {
    let (_register, address) = register(Switches::default()).await;
    let client = client(address, &[]);
    assert_eq!(verdict(&client, &siti()).await, Verdict::Match);
    let titled = person("5171060909940006", "5171060606130006", "Putu Wijaya, S.Kom", "Denpasar", "09-09-1994");
    assert_eq!(verdict(&client, &titled).await, Verdict::Match, "titles stay");
}

#[tokio::test]
async fn the_values_that_differ_are_told_to_us() {
    let (_register, address) = register(Switches::default()).await;
    let client = client(address, &[]);
    let other = person("3174015708950001", "3174010101150009", "Siti Rahayu", "Jakarta Selatan", "18-08-1995");
    assert_eq!(verdict(&client, &other).await, Verdict::Differs(vec![Value::FamilyCard, Value::BirthDate]));
    let nobody = person("3174011708950099", "3174010101150001", "Siti Rahayu", "Jakarta Selatan", "17-08-1995");
    assert_eq!(verdict(&client, &nobody).await, Verdict::NotFound);
    let twice = person("3174101010910010", "3174101010110010", "Budi Hutapea", "Jakarta Timur", "10-10-1991");
    assert_eq!(verdict(&client, &twice).await, Verdict::Differs(Vec::new()));
}

#[tokio::test]
async fn from_the_similarity_that_is_set_on_names_count_as_equal() {
    let (_register, address) = register(Switches::default()).await;
    let nearly = person("3174015708950001", "3174010101150001", "Siti Rahayuu", "Jakarta Selatan", "17-08-1995");
    let strict = client(address, &[]);
    assert_eq!(verdict(&strict, &nearly).await, Verdict::Differs(vec![Value::FullName]));
    let lenient = client(address, &[("POPULATION_REGISTER_SIMILARITY", "80")]);
    assert_eq!(verdict(&lenient, &nearly).await, Verdict::Match);
}

#[tokio::test]
async fn what_is_left_of_the_quota_is_told_and_a_spent_one_is_no_failure_of_the_register() {
    let (register, address) = register(Switches { quota: Some(2), ..Switches::default() }).await;
    let client = client(address, &[]);
    assert_eq!(client.check(&siti()).await.unwrap(), Checked { verdict: Verdict::Match, quota_left: Some(1) });
    assert_eq!(client.check(&siti()).await.unwrap().quota_left, Some(0));
    for _ in 0..30 {
        assert!(matches!(client.check(&siti()).await, Err(Unavailable::QuotaSpent)));
    }
    register.switch(Switches::default());
    assert_eq!(verdict(&client, &siti()).await, Verdict::Match, "the next day it is asked at once");
}

#[tokio::test]
async fn a_register_that_is_slow_away_or_broken_gives_no_verdict() {
    let (register, address) = register(Switches { latency_ms: 5_000, ..Switches::default() }).await;
    let client_of = |patience| client(address, &[("POPULATION_REGISTER_PATIENCE", patience)]);
    assert!(matches!(client_of("100ms").check(&siti()).await, Err(Unavailable::Timeout)));
    let client = client_of("30s");
    register.switch(Switches { away: true, ..Switches::default() });
    assert!(matches!(client.check(&siti()).await, Err(Unavailable::Refused(status)) if status == 503));
    register.switch(Switches { broken: true, ..Switches::default() });
    assert!(matches!(client.check(&siti()).await, Err(Unavailable::Malformed)));
    register.switch(Switches::default());
    assert_eq!(verdict(&client, &siti()).await, Verdict::Match);
    let wrong = self::client(address, &[("POPULATION_REGISTER_PASSWORD", "other")]);
    assert!(matches!(wrong.check(&siti()).await, Err(Unavailable::RefusedWith(code)) if code == "05"));
}

#[tokio::test]
async fn nobody_waits_for_a_register_that_failed_twenty_times() {
    let (register, address) = register(Switches { away: true, ..Switches::default() }).await;
    let client = client(address, &[]);
    for _ in 0..20 {
        assert!(matches!(client.check(&siti()).await, Err(Unavailable::Refused(_))));
    }
    register.switch(Switches::default());
    assert!(matches!(client.clone().check(&siti()).await, Err(Unavailable::Resting)), "clones share what is known");
}

#[tokio::test]
async fn an_answer_without_end_and_a_line_that_breaks_end_in_no_verdict() {
    for (answer, whole) in [("HTTP/1.1 200 OK\r\n\r\n", true), ("HTTP/1.1 200 OK\r\nContent-Le", false)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut question = [0; 4096];
            let _read = line.read(&mut question).await;
            let _sent = line.write_all(answer.as_bytes()).await;
            // Until the client has read enough of it.
            while whole && line.write_all(b"                                ").await.is_ok() {}
        });
        let client = client(address, &[("POPULATION_REGISTER_PATIENCE", "30s")]);
        assert!(matches!(client.check(&siti()).await, Err(Unavailable::Unreachable(_))));
    }
}

#[tokio::test]
async fn persons_that_are_added_are_known_at_once_and_after_the_next_start() {
    let folder = std::env::temp_dir().join(format!("persons-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let kept = folder.join("added.csv");
    let start = async || {
        let persons = Persons::read(PERSONS).unwrap();
        let register = Register::new(persons, "bkn".to_owned().into(), "secret".to_owned().into(), Switches::default());
        let register = register.keeping(kept.clone()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, register, std::future::pending()));
        address
    };
    let tono = person("3174012005950021", "3174010101150021", "Tono Wirawan", "Bogor", "20-05-1995");
    let added = "nik,kk,full_name,birth_place,birth_date\n\
        3174012005950021,3174010101150021,Tono Wirawan,Bogor,20-05-1995\n";
    let address = start().await;
    assert_eq!(verdict(&client(address, &[]), &tono).await, Verdict::NotFound);
    let url: Uri = format!("http://{address}").parse().unwrap();
    let all = simulated::add(&url, added.as_bytes().to_vec()).await.unwrap();
    assert_eq!(simulated::add(&url, added.as_bytes().to_vec()).await.unwrap(), all, "the same person");
    let again = start().await;
    for address in [address, again] {
        assert_eq!(verdict(&client(address, &[]), &tono).await, Verdict::Match);
        assert_eq!(verdict(&client(address, &[]), &siti()).await, Verdict::Match);
    }
    let refused = simulated::add(&url, b"nama\nTono\n".to_vec()).await;
    assert!(matches!(refused, Err(NotTaken::Refused(_))), "{refused:?}");
    let elsewhere = "http://register.example.go.id".parse().unwrap();
    assert!(matches!(simulated::add(&elsewhere, Vec::new()).await, Err(NotTaken::Elsewhere)));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn neither_the_person_nor_our_password_shows_itself() {
    let shown = format!("{:?} {:?}", siti(), client("127.0.0.1:9".parse().unwrap(), &[]));
    for hidden in ["3174015708950001", "RAHAYU", "selatan", "1995", "secret"] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
}
