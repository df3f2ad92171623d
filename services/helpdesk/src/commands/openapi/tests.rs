//! The document describes a value exactly as the types parse it, as far as a pattern can say it: the types accept what
//! the test generates from the document, and what they print fits the document.

use std::collections::BTreeMap;

use answer::fuzzing::{Body, body, query};
use axum::extract::Request;
use domain::{Desk, DocumentKind, FormCode, Nik, Stage, Suggestions, TicketNumber, catalogue};
use intake::fuzzing::{is_idempotency_key, suggestion};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{Config, TestRunner};
use regex_lite::Regex;
use serde_json::Value;

use super::document;

/// Names of values that a program must not have to guess. The document must give each an enumeration or a pattern.
const EXACT: [&str; 9] =
    ["desk", "from_desk", "to_desk", "stage", "ticket_number", "nik", "kind", "slug", "suggestions"];

fn json() -> Value {
    serde_json::to_value(document()).unwrap()
}

fn schema(name: &str) -> Value {
    json()["components"]["schemas"][name].clone()
}

/// The schemas of all parameters with this name.
fn parameters(name: &str) -> Vec<Value> {
    let document = json();
    let operations =
        document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let all = operations.flat_map(|operation| operation["parameters"].as_array().cloned().unwrap_or_default());
    all.filter(|parameter| parameter["name"] == name).map(|parameter| given(&parameter["schema"])).collect()
}

/// The schema of an optional value, without its being optional.
fn given(schema: &Value) -> Value {
    let one_of = schema["oneOf"].as_array();
    one_of.and_then(|one_of| one_of.iter().find(|one| one["type"] != "null")).unwrap_or(schema).clone()
}

fn listed(schema: &Value) -> Vec<String> {
    let values = schema["enum"].as_array().unwrap_or_else(|| panic!("no enumeration: {schema}"));
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

fn pattern(schema: &Value) -> String {
    schema["pattern"].as_str().unwrap_or_else(|| panic!("no pattern: {schema}")).to_owned()
}

/// Generates texts from a pattern and judges each.
fn drawn(pattern: &str, judge: impl Fn(&str)) {
    let bare = pattern.trim_start_matches('^').trim_end_matches('$');
    let mut runner = TestRunner::new(Config { cases: 500, failure_persistence: None, ..Config::default() });
    runner
        .run(&string_regex(bare).unwrap(), |text| {
            judge(&text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn every_enumeration_is_what_the_type_reads_and_all_of_it() {
    let forms = || catalogue::FORMS.iter().map(|form| form.slug.to_owned()).collect::<Vec<_>>();
    let all: BTreeMap<&str, Vec<String>> = BTreeMap::from([
        ("desk", Desk::ALL.map(|desk| desk.to_string()).to_vec()),
        ("stage", Stage::ALL.map(|stage| stage.to_string()).to_vec()),
        ("kind", DocumentKind::ALL.map(|kind| kind.to_string()).to_vec()),
        ("list", Suggestions::ALL.map(|list| list.to_string()).to_vec()),
        ("slug", forms()),
    ]);
    for (parameter, values) in &all {
        let schemas = parameters(parameter);
        assert!(!schemas.is_empty(), "{parameter}");
        for schema in schemas {
            assert_eq!(&listed(&schema), values, "{parameter}");
        }
    }
    for (name, values) in
        [("Desk", "desk"), ("Stage", "stage"), ("DocumentKind", "kind"), ("List", "list"), ("Slug", "slug")]
    {
        assert_eq!(listed(&schema(name)), all[values], "{name}");
    }
    assert_eq!(listed(&schema("ReportedStage")), ["received", "processing"]);
    assert!(all["desk"].iter().all(|desk| desk.parse::<Desk>().is_ok()));
    assert!(all["stage"].iter().all(|stage| stage.parse::<Stage>().is_ok()));
    assert!(all["slug"].iter().all(|slug| catalogue::by_slug(slug).is_some()));
}

#[test]
fn a_ticket_number_of_the_document_is_one_but_for_its_day_and_its_check_digit() {
    drawn(&pattern(&schema("TicketNumber")), |text| {
        let (day, digits) = (text[8..10].parse::<u8>().unwrap(), text.len());
        let last_digits = if digits == 18 { 0..=9 } else { 0..=0 };
        let read = last_digits.filter(|last| {
            let (bare, last) = (&text[..digits - 1], last.to_string());
            let text = if digits == 18 { format!("{bare}{last}") } else { text.to_owned() };
            text.parse::<TicketNumber>().is_ok_and(|number| number.to_string() == text)
        });
        assert!(read.count() == 1 || day > 28, "{text}");
    });
}

#[test]
fn every_number_that_is_given_out_fits_the_document() {
    let strict = Regex::new(&pattern(&schema("TicketNumber"))).unwrap();
    let typed = Regex::new(&pattern(&schema("TypedTicketNumber"))).unwrap();
    let (first, codes) = (date(2000, 1, 1), 0_u8..100);
    proptest!(|(code in codes, days in 0_i32..36_500, digits in 0_u32..10_000_000, counted: bool)| {
        let form: FormCode = format!("{code:02}").parse().unwrap();
        let day = first.checked_add(jiff::Span::new().days(days)).unwrap();
        let digits = domain::SevenDigits::new(digits).unwrap();
        let number = if counted { TicketNumber::counted(form, day, digits) } else { TicketNumber::drawn(form, day, digits) };
        prop_assert!(strict.is_match(&number.to_string()), "{}", number);
        prop_assert!(typed.is_match(&number.to_string()) && typed.is_match(&number.spaced()), "{}", number);
        prop_assert!(Regex::new(&pattern(&schema("FormCode"))).unwrap().is_match(&form.to_string()));
    });
}

#[test]
fn what_people_type_is_told_as_it_is_read() {
    drawn(&pattern(&schema("TypedNik")), |text| {
        let bare: String = text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(Nik::parse(text).map(|nik| nik.expose().to_owned()), Ok(bare), "{text}");
    });
    for schema in parameters("number").into_iter().chain([schema("TypedTicketNumber")]) {
        drawn(&pattern(&schema), |text| {
            let bare: String = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(TicketNumber::read(text), bare.parse(), "{text}");
        });
    }
    let typed = Regex::new(&pattern(&schema("TypedNik"))).unwrap();
    for wrong in ["320205100290001", "32020510029000100", "320205100290001O", "", " 3202051002900010"] {
        assert!(!typed.is_match(wrong), "{wrong}");
    }
}

#[test]
fn keys_and_ids_of_the_document_are_taken() {
    for schema in parameters("Idempotency-Key") {
        let pattern = pattern(&schema);
        drawn(&pattern, |text| assert!(is_idempotency_key(text.as_bytes()), "{text}"));
        let pattern = Regex::new(&pattern).unwrap();
        for refused in ["", "a b", "é", &"a".repeat(256)] {
            assert!(!is_idempotency_key(refused.as_bytes()) && !pattern.is_match(refused), "{refused}");
        }
    }
    assert_eq!(parameters("id").first().unwrap()["format"], "uuid");
    drawn(&pattern(&schema("FormCode")), |text| assert_eq!(text.parse::<FormCode>().unwrap().to_string(), text));
}

#[tokio::test]
async fn every_limit_of_the_document_is_where_the_route_refuses() {
    let number: TicketNumber = "702026112900000422".parse().unwrap();
    let sent = |json: Value| {
        let request = Request::builder().header("content-type", "application/json");
        request.body(json.to_string().into()).unwrap()
    };
    for (name, field, kind) in [
        ("AnswerRequest", "text", Body::Answer),
        ("PostedText", "text", Body::Text),
        ("TransferRequest", "reason", Body::Transfer),
    ] {
        let limits = &schema(name)["properties"][field];
        let length = |key: &str| usize::try_from(limits[key].as_u64().unwrap()).unwrap();
        for (length, fits) in [
            (length("minLength") - 1, false),
            (length("minLength"), true),
            (length("maxLength"), true),
            (length("maxLength") + 1, false),
        ] {
            let mut json = serde_json::json!({ field: "é".repeat(length) });
            if kind == Body::Transfer {
                json["desk"] = "bkn.accounts".into();
            }
            assert_eq!(body(kind, sent(json), number).await.is_ok(), fits, "{name}: {length}");
        }
    }
    let limit = parameters("limit").remove(0);
    let [least, most] = ["minimum", "maximum"].map(|key| limit[key].as_i64().unwrap());
    for (value, fits) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
        let request = Request::builder().uri(format!("/?limit={value}")).body("".into()).unwrap();
        assert_eq!(query(request).await.is_ok(), fits, "{value}");
    }
    for name in ["q", "country", "university", "level"] {
        // The search for formations cuts a long text off.
        let most = parameters(name).iter().find_map(|schema| schema["maxLength"].as_u64()).unwrap();
        let most = usize::try_from(most).unwrap();
        for (length, fits) in [(most, true), (most + 1, false)] {
            let long = "é".repeat(length);
            let text = |this: &str| if this == name { long.as_str() } else { "" };
            let (list, owner) =
                if name == "country" { ("cities", text("country")) } else { ("programmes", text("university")) };
            assert_eq!(suggestion(list, text("q"), owner, text("level")).is_some(), fits, "{name}: {length}");
        }
    }
}

#[test]
fn no_name_of_the_field_is_told_as_any_text() {
    let document = json();
    let tells = |schema: &Value| {
        let schema = given(schema);
        ["$ref", "enum", "pattern"].iter().any(|how| schema.get(how).is_some())
    };
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
            assert!(!EXACT.contains(&property.as_str()) || tells(schema), "{name}.{property}: {schema}");
        }
    }
    for name in EXACT.into_iter().chain(["number", "list"]) {
        assert!(parameters(name).iter().all(tells), "{name}");
    }
}
