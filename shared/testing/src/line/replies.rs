//! Finds replies of PostgreSQL and RabbitMQ among a server's bytes, and removes some of them.

/// A kind of reply that a line can swallow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// PostgreSQL confirms a commit: of a transaction, or of a single statement that writes. The connection stays open,
    /// and nothing more arrives on it.
    Commit,
    /// RabbitMQ confirms messages. The connection stays open, and everything else arrives.
    Confirm,
}

/// The protocol that a server speaks, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    PostgreSql,
    Amqp,
    Other,
}

/// The replies of one connection. It keeps a message that arrives in pieces until the message is whole.
#[derive(Debug, Default)]
pub(super) struct Replies {
    protocol: Option<Protocol>,
    begun: Vec<u8>,
    deaf: bool,
}

impl Replies {
    /// Takes the next bytes, removes the `swallowed` replies that `chosen` selects, and returns the rest.
    pub(super) fn filter(
        &mut self,
        bytes: &[u8],
        swallowed: Option<Reply>,
        mut chosen: impl FnMut() -> bool,
    ) -> Vec<u8> {
        if self.deaf {
            return Vec::new();
        }
        let mut out = Vec::with_capacity(bytes.len());
        self.begun.extend_from_slice(bytes);
        let first = match bytes {
            // The answer to a request for TLS is a single byte outside of any message.
            [b'N'] | [b'R', ..] => Protocol::PostgreSql,
            // The first frame is a method on channel 0.
            [1, 0, 0, ..] => Protocol::Amqp,
            _ => Protocol::Other,
        };
        let protocol = *self.protocol.get_or_insert(first);
        if protocol == Protocol::PostgreSql && self.begun == [b'N'] {
            return std::mem::take(&mut self.begun);
        }
        while let Some(length) = message_length(protocol, &self.begun) {
            let rest = self.begun.split_off(length);
            let message = std::mem::replace(&mut self.begun, rest);
            let kind = match protocol {
                Protocol::PostgreSql if tells_of_commit(&message) => Some(Reply::Commit),
                Protocol::Amqp if confirms(&message) => Some(Reply::Confirm),
                Protocol::PostgreSql | Protocol::Amqp | Protocol::Other => None,
            };
            if kind.is_some() && kind == swallowed && chosen() {
                if protocol == Protocol::PostgreSql {
                    self.deaf = true;
                    self.begun.clear();
                    return out;
                }
                continue;
            }
            out.extend(message);
        }
        out
    }
}

/// Length of the first message, if all of it is there.
fn message_length(protocol: Protocol, bytes: &[u8]) -> Option<usize> {
    let length = match (protocol, bytes) {
        (Protocol::Other, _) => bytes.len(),
        // One byte for the kind, then a length that includes itself.
        (Protocol::PostgreSql, [_, a, b, c, d, ..]) => 1 + length_of([*a, *b, *c, *d]),
        // Kind, channel, length of the payload; then the payload and the frame's end.
        (Protocol::Amqp, [_, _, _, a, b, c, d, ..]) => 7 + length_of([*a, *b, *c, *d]) + 1,
        _ => return None,
    };
    (length > 0 && bytes.len() >= length).then_some(length)
}

fn length_of(bytes: [u8; 4]) -> usize {
    usize::try_from(u32::from_be_bytes(bytes)).unwrap_or(usize::MAX - 16)
}

/// `CommandComplete` of a commit, or of a statement that writes.
fn tells_of_commit(message: &[u8]) -> bool {
    let [b'C', _, _, _, _, tag @ ..] = message else { return false };
    [b"COMMIT".as_slice(), b"INSERT", b"UPDATE", b"DELETE"].iter().any(|word| tag.starts_with(word))
}

/// `basic.ack` in a method's frame.
fn confirms(message: &[u8]) -> bool {
    matches!(message, [1, _, _, _, _, _, _, 0, 60, 0, 80, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postgresql(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 4).unwrap();
        [&[kind], length.to_be_bytes().as_slice(), content].concat()
    }

    fn amqp(method: [u8; 4]) -> Vec<u8> {
        [&[1, 0, 0, 0, 0, 0, 4], method.as_slice(), &[0xCE]].concat()
    }

    #[test]
    fn after_a_swallowed_commit_nothing_arrives() {
        let mut replies = Replies::default();
        assert_eq!(replies.filter(b"N", Some(Reply::Commit), || true), b"N");
        let (selected, ready) = (postgresql(b'C', b"SELECT 1\0"), postgresql(b'Z', b"I"));
        let all = [selected.clone(), ready.clone(), postgresql(b'C', b"COMMIT\0"), ready.clone()].concat();
        let mut out = Vec::new();
        for byte in &all {
            out.extend(replies.filter(&[*byte], Some(Reply::Commit), || true));
        }
        assert_eq!(out, [selected, ready.clone()].concat());
        assert!(replies.filter(&ready, None, || true).is_empty(), "also after the line was mended");
    }

    #[test]
    fn a_swallowed_confirm_leaves_the_rest_alone() {
        let mut replies = Replies::default();
        let (ack, deliver) = (amqp([0, 60, 0, 80]), amqp([0, 60, 0, 60]));
        let all = [deliver.clone(), ack.clone(), deliver.clone(), ack.clone()].concat();
        let mut turn = 0;
        let out = replies.filter(&all, Some(Reply::Confirm), || {
            turn += 1;
            turn == 1
        });
        assert_eq!(out, [deliver.clone(), deliver, ack].concat());
    }

    #[test]
    fn what_is_neither_passes_as_it_comes() {
        let mut replies = Replies::default();
        assert_eq!(replies.filter(b"HTTP/1.1 200 OK", Some(Reply::Commit), || true), b"HTTP/1.1 200 OK");
    }
}
