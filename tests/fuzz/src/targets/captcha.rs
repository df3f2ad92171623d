//! The CAPTCHA: its token, what people type, and the number that proves the work. The pieces of an input are changes of
//! a sound token, the typed text, the number, and the inside of a token that our own key sealed.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use captcha::{Captcha, MOST_WORK, Purpose, Wrong, do_work};
use runtime::Clock;

use vault::Token;

use super::{NOW, Target, VAULT, pieces, text};

pub(super) const TARGET: Target = Target { name: "captcha", words: &WORDS, most: 512, run };

const WORDS: [&[u8]; 14] = [
    b"\x1f",
    b"0",
    b"66",
    b"AbCdE",
    b"a b-c d e",
    "Ａｂｃｄｅ".as_bytes(),
    "\u{200e}".as_bytes(),
    b"4294967296",
    b"18446744073709551615",
    b"23456\x36\x36",
    b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    b"\0\0\x01\xa1\xfc\x9e\xb0\0",
    b"=",
    b"_-",
];

/// Bits of work that the sound token demands: few, so that the target can do it.
const WORK: u8 = 4;

/// A token, and how to answer it.
struct Sound {
    captcha: Captcha,
    purpose: Purpose,
    token: String,
    work: String,
}

static SOUND: LazyLock<Option<Sound>> = LazyLock::new(|| {
    let captcha = Captcha::new(VAULT.clone(), Clock::fixed(NOW));
    let purpose = Purpose::Form("66".parse().ok()?);
    let token = captcha.issue_with_work(purpose, WORK).ok()?;
    let work = do_work(&token, WORK);
    Some(Sound { captcha, purpose, token, work })
});

fn run(input: &[u8]) -> bool {
    let Some(sound) = SOUND.as_ref() else { unreachable!("the vault seals") };
    let [changes, typed, number, inside] = pieces(input);
    let (typed, number) = (text(typed), text(number));
    strange(sound, &text(changes));
    strange(sound, &changed(&sound.token, changes));
    assert!(sound.captcha.is_worked(&sound.token, &sound.work), "work that was done counts");
    if sound.captcha.is_worked(&sound.token, &number) {
        assert!((1..=16).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    }
    let answered = answered(sound, &typed);
    answered | opened(sound, inside)
}

/// A text that differs from the token opens nothing.
fn strange(sound: &Sound, token: &str) {
    if token == sound.token {
        return;
    }
    let refused = sound.captcha.open(token).err();
    assert!(matches!(refused, Some(Wrong::Missing | Wrong::Malformed)), "{refused:?}");
    assert_eq!(refused == Some(Wrong::Missing), token.is_empty(), "an empty text is no answer");
    assert!(sound.captcha.is_worked(token, ""), "what does not open asks for no work");
}

/// The token with other characters: each pair of bytes says where and which.
fn changed(token: &str, changes: &[u8]) -> String {
    let mut bytes = token.as_bytes().to_vec();
    for change in changes.chunks_exact(2) {
        let (at, to) = (change.first().copied().unwrap_or_default(), change.last().copied().unwrap_or_default());
        let at = usize::from(at) % bytes.len();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = to;
        }
    }
    text(&bytes).into_owned()
}

fn answered(sound: &Sound, typed: &str) -> bool {
    let Ok(challenge) = sound.captcha.open(&sound.token) else { unreachable!("a sound token opens") };
    match challenge.check(sound.purpose, typed) {
        Ok(solved) => {
            assert_eq!(solved.id(), challenge.id(), "who solved it is known by its id");
            true
        }
        Err(wrong) => {
            assert!(matches!(wrong, Wrong::Missing | Wrong::WrongCode), "{wrong:?}");
            wrong == Wrong::WrongCode && typed.chars().count() == 5
        }
    }
}

/// Whatever our own key sealed opens or does not. When it opens, it can be drawn and spoken.
fn opened(sound: &Sound, inside: &[u8]) -> bool {
    let Ok(sealed) = VAULT.seal_token(Token::Captcha, inside) else { unreachable!("the vault seals") };
    let token = URL_SAFE_NO_PAD.encode(sealed);
    let Ok(challenge) = sound.captcha.open(&token) else { return false };
    if challenge.work() <= MOST_WORK && inside.len().is_multiple_of(8) {
        assert!(challenge.picture().starts_with(b"\x89PNG") && challenge.sound().starts_with(b"RIFF"));
    }
    true
}
