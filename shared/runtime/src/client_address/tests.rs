//! Walking `X-Forwarded-For`: what proxies wrote counts, what callers invented does not.

use axum::http::HeaderValue;

use super::*;

fn client(trusted: &str, peer: &str, forwarded: &[&'static str]) -> IpAddr {
    let trusted: TrustedProxies = trusted.parse().unwrap();
    let mut headers = HeaderMap::new();
    for line in forwarded {
        headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
    }
    trusted.client(peer.parse().unwrap(), &headers)
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn without_trusted_proxies_the_peer_is_the_client() {
    assert_eq!(client("", "203.0.113.9", &["198.51.100.1"]), ip("203.0.113.9"));
}

#[test]
fn an_untrusted_peer_cannot_forward_for_anyone() {
    assert_eq!(client("10.0.0.0/8", "203.0.113.9", &["198.51.100.1"]), ip("203.0.113.9"));
}

#[test]
fn trusted_hops_are_walked_from_the_right() {
    let forwarded = ["198.51.100.1, 10.1.1.1", "10.2.2.2"];
    assert_eq!(client("10.0.0.0/8", "10.3.3.3", &forwarded), ip("198.51.100.1"));
}

#[test]
fn entries_left_of_the_client_are_spoofed_and_ignored() {
    let forwarded = ["1.1.1.1, 10.9.9.9, 198.51.100.1, 10.1.1.1"];
    assert_eq!(client("10.0.0.0/8", "10.3.3.3", &forwarded), ip("198.51.100.1"));
}

#[test]
fn an_unreadable_entry_ends_the_walk_at_the_last_known_hop() {
    for forwarded in ["198.51.100.1, unknown", "198.51.100.1, ", "198.51.100.1, 10.0.0.1.evil"] {
        assert_eq!(client("10.0.0.0/8", "10.3.3.3", &[forwarded]), ip("10.3.3.3"), "{forwarded}");
    }
}

#[test]
fn when_all_hops_are_trusted_the_leftmost_is_the_client() {
    assert_eq!(client("10.0.0.0/8", "10.3.3.3", &["10.1.1.1, 10.2.2.2"]), ip("10.1.1.1"));
    assert_eq!(client("10.0.0.0/8", "10.3.3.3", &[]), ip("10.3.3.3"));
}

#[test]
fn ipv6_is_read_bare_bracketed_and_with_a_port() {
    for entry in ["2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:4711"] {
        let forwarded = [HeaderValue::from_str(entry).unwrap()];
        let headers =
            HeaderMap::from_iter(forwarded.map(|value| (axum::http::HeaderName::from_static(FORWARDED_FOR), value)));
        let trusted: TrustedProxies = "fd00::/8,::1".parse().unwrap();
        assert_eq!(trusted.client(ip("fd12::1"), &headers), ip("2001:db8::7"), "{entry}");
    }
}

#[test]
fn ipv4_with_a_port_and_ipv4_inside_ipv6_are_ipv4() {
    assert_eq!(client("10.0.0.0/8", "::ffff:10.3.3.3", &["198.51.100.1:4711"]), ip("198.51.100.1"));
    assert_eq!(client("10.0.0.0/8", "10.3.3.3", &["::ffff:198.51.100.1"]), ip("198.51.100.1"));
}

#[test]
fn an_ipv4_network_never_contains_an_ipv6_address() {
    assert_eq!(client("0.0.0.0/0", "2001:db8::1", &["198.51.100.1"]), ip("2001:db8::1"));
}

#[test]
fn limits_count_ipv6_by_its_64_bit_network() {
    let near = ClientAddress(ip("2001:db8:1:2:aaaa::1"));
    let far = ClientAddress(ip("2001:db8:1:3:aaaa::1"));
    assert_eq!(near.network(), ClientAddress(ip("2001:db8:1:2:ffff::9")).network());
    assert_ne!(near.network(), far.network());
    assert_eq!(ClientAddress(ip("192.0.2.1")).network(), ip("192.0.2.1"));
}

#[test]
fn neighbours_are_what_one_customer_of_a_provider_may_have() {
    assert_eq!(ClientAddress(ip("192.0.2.77")).neighbours(), ip("192.0.2.0"));
    assert_eq!(ClientAddress(ip("2001:db8:1:2:3::4")).neighbours(), ip("2001:db8:1::"));
}

#[test]
fn networks_that_make_no_sense_are_refused() {
    for text in ["10.0.0.0/33", "fd00::/129", "10.0.0/8", "proxy", "10.0.0.0/", "10.0.0.0/-1"] {
        assert!(text.parse::<TrustedProxies>().is_err(), "{text}");
    }
    assert_eq!(" 10.0.0.0/8 , ::1 ".parse::<TrustedProxies>().unwrap().to_string(), "10.0.0.0/8,::1/128");
}

#[test]
fn an_address_is_not_printed() {
    assert!(!format!("{:?}", ClientAddress(ip("192.0.2.77"))).contains("77"));
}
