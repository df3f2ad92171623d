//! Tests of what the vault promises, from outside.

use proptest::prelude::*;
use secrecy::SecretString;
use uuid::Uuid;

use super::*;

const TICKET: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
const OTHER_TICKET: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002);

fn key(id: &str) -> String {
    format!("{id}:{}", random_key().unwrap().expose_secret())
}

fn vault(keys: &str) -> Vault {
    Vault::new(&VaultConfig::new(SecretString::from(keys), random_key().unwrap())).unwrap()
}

proptest! {
    #[test]
    fn what_was_sealed_opens_again(plain: Vec<u8>, purpose in "[a-z.0-9_]{0,20}", ticket: u128) {
        let vault = Vault::for_tests();
        let (data_key, wrapped) = vault.new_data_key().unwrap();
        let context = Context::new(&purpose, Uuid::from_u128(ticket));
        let sealed = data_key.seal(&context, &plain).unwrap();
        prop_assert_eq!(sealed.len(), plain.len() + DataKey::OVERHEAD);
        let reopened = vault.open_data_key(wrapped.as_bytes()).unwrap();
        prop_assert_eq!(reopened.open(&context, &sealed).unwrap(), plain);
    }

    #[test]
    fn a_sealed_value_with_any_byte_changed_does_not_open(plain: Vec<u8>, at: prop::sample::Index, change in 1_u8..) {
        let (data_key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let context = Sealed::Content.of(TICKET);
        let mut sealed = data_key.seal(&context, &plain).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= change;
        prop_assert!(data_key.open(&context, &sealed).is_err());
    }

    #[test]
    fn a_sealed_value_cut_short_or_made_longer_does_not_open(plain: Vec<u8>, cut: prop::sample::Index, more in 0_u8..) {
        let (data_key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let context = Sealed::Content.of(TICKET);
        let mut sealed = data_key.seal(&context, &plain).unwrap();
        prop_assert!(data_key.open(&context, &sealed[..cut.index(sealed.len())]).is_err());
        sealed.push(more);
        prop_assert!(data_key.open(&context, &sealed).is_err());
    }

    #[test]
    fn a_wrapped_key_with_any_byte_changed_does_not_open(at: prop::sample::Index, change in 1_u8..) {
        let vault = Vault::for_tests();
        let (_key, wrapped) = vault.new_data_key().unwrap();
        let mut wrapped = wrapped.into_bytes();
        let at = at.index(wrapped.len());
        wrapped[at] ^= change;
        prop_assert!(vault.open_data_key(&wrapped).is_err());
    }

    #[test]
    fn a_wrapped_key_naming_another_configured_key_does_not_open(change in "[a-z]{1,32}") {
        prop_assume!(change != "first");
        let keys = format!("{},{}", key("first"), key(&change));
        let vault = vault(&keys);
        let (_key, wrapped) = vault.new_data_key().unwrap();
        let mut renamed = vec![1, u8::try_from(change.len()).unwrap()];
        renamed.extend_from_slice(change.as_bytes());
        renamed.extend_from_slice(&wrapped.as_bytes()["..first".len()..]);
        prop_assert!(matches!(vault.open_data_key(&renamed), Err(VaultError::Refused)));
    }

    #[test]
    fn a_value_does_not_open_in_another_context(left in "[a-z.]{0,12}", right in "[a-z.]{0,12}") {
        let (data_key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
        let sealed = data_key.seal(&Context::new(&left, TICKET), b"isi").unwrap();
        prop_assert!(data_key.open(&Context::new(&left, OTHER_TICKET), &sealed).is_err());
        if left != right {
            prop_assert!(data_key.open(&Context::new(&right, TICKET), &sealed).is_err());
        }
    }

    #[test]
    fn a_token_opens_again_for_its_purpose_and_no_other(plain: Vec<u8>) {
        let vault = Vault::for_tests();
        let token = vault.seal_token(Token::Captcha, &plain).unwrap();
        prop_assert_ne!(&token, &vault.seal_token(Token::Captcha, &plain).unwrap());
        prop_assert_eq!(vault.open_token(Token::Captcha, &token).unwrap(), plain);
        prop_assert!(matches!(vault.open_token(Token::Draft, &token), Err(VaultError::Refused)));
        prop_assert!(Vault::for_tests().open_token(Token::Captcha, &token).is_err());
    }

    #[test]
    fn a_token_that_was_changed_or_cut_does_not_open(plain: Vec<u8>, at: prop::sample::Index, change in 1_u8..) {
        let vault = Vault::for_tests();
        let mut token = vault.seal_token(Token::Captcha, &plain).unwrap();
        let at = at.index(token.len());
        prop_assert!(vault.open_token(Token::Captcha, &token[..at]).is_err());
        token[at] ^= change;
        prop_assert!(vault.open_token(Token::Captcha, &token).is_err());
    }

    #[test]
    fn arbitrary_bytes_never_open_and_never_panic(bytes: Vec<u8>) {
        let vault = Vault::for_tests();
        let (data_key, _wrapped) = vault.new_data_key().unwrap();
        prop_assert!(data_key.open(&Sealed::Content.of(TICKET), &bytes).is_err());
        prop_assert!(vault.open_data_key(&bytes).is_err());
        prop_assert!(vault.rewrap(&bytes).is_err());
        prop_assert!(vault.open_token(Token::Captcha, &bytes).is_err());
    }

    #[test]
    fn a_blind_index_tells_values_and_purposes_apart(left: Vec<u8>, right: Vec<u8>) {
        let vault = Vault::for_tests();
        let index = vault.index(Index::Nik, &left);
        prop_assert!(index.ct_eq(vault.index(Index::Nik, &left).as_bytes()));
        prop_assert!(!index.ct_eq(vault.index(Index::Person, &left).as_bytes()));
        prop_assert!(!index.ct_eq(Vault::for_tests().index(Index::Nik, &left).as_bytes()));
        prop_assert_eq!(index.ct_eq(vault.index(Index::Nik, &right).as_bytes()), left == right);
        prop_assert!(!index.ct_eq(&index.as_bytes()[..31]));
        prop_assert!(!index.ct_eq(&[]));
    }
}

#[test]
fn sealing_twice_gives_different_bytes() {
    let (data_key, _wrapped) = Vault::for_tests().new_data_key().unwrap();
    let context = Sealed::Content.of(TICKET);
    assert_ne!(data_key.seal(&context, b"isi").unwrap(), data_key.seal(&context, b"isi").unwrap());
}

#[test]
fn another_tickets_key_does_not_open_a_value() {
    let vault = Vault::for_tests();
    let context = Sealed::Content.of(TICKET);
    let sealed = vault.new_data_key().unwrap().0.seal(&context, b"isi").unwrap();
    assert!(matches!(vault.new_data_key().unwrap().0.open(&context, &sealed), Err(VaultError::Refused)));
}

#[test]
fn an_old_key_opens_but_does_not_seal() {
    let (old, new) = (key("2025"), key("2026"));
    let (data_key, wrapped) = vault(&old).new_data_key().unwrap();
    let context = Sealed::Content.of(TICKET);
    let sealed = data_key.seal(&context, b"isi").unwrap();

    let rotated = vault(&format!("{new},{old}"));
    assert_eq!(rotated.open_data_key(wrapped.as_bytes()).unwrap().open(&context, &sealed).unwrap(), b"isi");

    let (_key, fresh) = rotated.new_data_key().unwrap();
    assert!(matches!(vault(&old).open_data_key(fresh.as_bytes()), Err(VaultError::UnknownKey(id)) if id == "2026"));
    assert!(vault(&new).open_data_key(fresh.as_bytes()).is_ok());

    assert_eq!((rotated.current_key(), rotated.known_keys()), ("2026", vec!["2026".to_owned(), "2025".to_owned()]));

    let token = vault(&old).seal_token(Token::Captcha, b"isi").unwrap();
    assert_eq!(rotated.open_token(Token::Captcha, &token).unwrap(), b"isi");
    assert!(matches!(vault(&new).open_token(Token::Captcha, &token), Err(VaultError::UnknownKey(id)) if id == "2025"));
}

#[test]
fn a_rewrapped_key_no_longer_needs_the_old_one() {
    let (old, new) = (key("2025"), key("2026"));
    let (data_key, wrapped) = vault(&old).new_data_key().unwrap();
    let context = Sealed::Content.of(TICKET);
    let sealed = data_key.seal(&context, b"isi").unwrap();

    let rotated = vault(&format!("{new},{old}"));
    let rewrapped = rotated.rewrap(wrapped.as_bytes()).unwrap().unwrap();
    assert_eq!(rotated.rewrap(&rewrapped).unwrap(), None);
    assert_eq!(vault(&new).open_data_key(&rewrapped).unwrap().open(&context, &sealed).unwrap(), b"isi");
}

#[test]
fn keys_that_cannot_work_are_named_without_being_shown() {
    let good = key("a");
    let short = "a:c2hvcnQ=".to_owned();
    let cases = [
        (String::new(), "entry 1"),
        ("tanpa-titik-dua".to_owned(), "id:base64"),
        (format!("{good},"), "entry 2"),
        (format!("{good},{good}"), "there twice"),
        (format!("salah id:{}", random_key().unwrap().expose_secret()), "an id is"),
        (format!(":{}", random_key().unwrap().expose_secret()), "an id is"),
        (short, "32 bytes"),
        ("a:%%%".to_owned(), "32 bytes"),
        (format!("{good}{good}"), "32 bytes"),
    ];
    for (keys, expected) in cases {
        let config = VaultConfig::new(SecretString::from(keys.clone()), random_key().unwrap());
        let text = Vault::new(&config).unwrap_err().to_string();
        assert!(text.contains(expected), "{text}");
        let secret = good.strip_prefix("a:").unwrap();
        assert!(!text.contains(secret) && !text.contains("c2hvcnQ"), "{text}");
    }
}

#[test]
fn configuration_says_what_is_missing_or_wrong() {
    let mut settings = runtime::Settings::from_pairs([("VAULT_KEYS".to_owned(), "a:c2hvcnQ=".to_owned())]);
    let config = VaultConfig::read(&mut settings);
    assert!(Vault::new(&config).is_err());
    let text = settings.finish().unwrap_err().to_string();
    assert!(text.contains("VAULT_KEYS") && text.contains("VAULT_INDEX_KEY"), "{text}");
    assert!(!text.contains("c2hvcnQ"), "{text}");
}

#[test]
fn nothing_secret_is_printed() {
    let secret = random_key().unwrap();
    let config = VaultConfig::new(SecretString::from(format!("a:{}", secret.expose_secret())), random_key().unwrap());
    let vault = Vault::new(&config).unwrap();
    let (data_key, _wrapped) = vault.new_data_key().unwrap();
    let printed = format!("{config:?} {vault:?} {data_key:?} {:?}", vault.index(Index::Nik, b"3201011708450001"));
    assert!(!printed.contains(secret.expose_secret()), "{printed}");
    assert!(
        printed.contains("current: \"a\"") && printed.contains("DataKey(…)") && printed.contains("BlindIndex(…)"),
        "{printed}"
    );
}
