//! Work that a program does besides reading the code, when its network sends many forms: it finds a number whose hash
//! begins with a given count of zero bits. We check it with two hashes; the program needs some hundred thousand to find
//! it.

use ring::digest::{SHA256, digest};

/// Most bits of work that a challenge may demand: about four million hashes.
pub const MOST_WORK: u8 = 22;

/// Longest text that can be an answer.
const LONGEST: usize = 16;

/// Whether `answer` is the work that a token of `bits` demands: SHA-256 over SHA-256 of the token and the number, as
/// eight bytes, must begin with that many zero bits.
pub(crate) fn is_done(token: &str, answer: &str, bits: u8) -> bool {
    if bits == 0 {
        return true;
    }
    let is_number = (1..=LONGEST).contains(&answer.len()) && answer.bytes().all(|byte| byte.is_ascii_digit());
    is_number && answer.parse().is_ok_and(|number| zeros(&seed(token), number) >= u32::from(bits))
}

/// Does the work, as the site's script does: for programs and tests.
#[must_use]
pub fn do_work(token: &str, bits: u8) -> String {
    let seed = seed(token);
    let found = (0..u64::MAX).find(|number| zeros(&seed, *number) >= u32::from(bits.min(MOST_WORK)));
    found.map(|number| number.to_string()).unwrap_or_default()
}

fn seed(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}

fn zeros(seed: &[u8], number: u64) -> u32 {
    let mut candidate = seed.to_vec();
    candidate.extend_from_slice(&number.to_be_bytes());
    digest(&SHA256, &candidate).as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes).leading_zeros())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn work_that_was_done_counts_for_its_token_and_no_other() {
        let answer = do_work("token", 12);
        assert!(is_done("token", &answer, 12) && !is_done("another", &answer, 12));
        assert!(!is_done("token", &answer, 60));
        assert!(is_done("token", "", 0), "nothing is asked for");
    }

    #[test]
    fn the_sites_script_and_this_agree() {
        // shared/web/assets/work-worker.js computed this value.
        assert_eq!(do_work("abc", 12), "6095");
        for answer in ["", "-1", "1.0", " 1", "99999999999999999999", "x"] {
            assert!(!is_done("abc", answer, 1), "{answer}");
        }
    }

    proptest! {
        #[test]
        fn any_text_may_come_as_an_answer(token: String, answer: String) {
            prop_assert!(!is_done(&token, &answer, 60));
        }
    }
}
