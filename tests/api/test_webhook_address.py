"""Nobody makes Boom call into its own network: whatever is written, wherever a name leads."""

import ipaddress
import socket

import pytest

from api.webhooks.sending import NotAllowed, check, is_public, resolved, send

INSIDE = (
    "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "127.8.8.8", "0.0.0.0", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001:db8::1",
    "::7f00:1", "::a9fe:a9fe", "fec0::1", "4000::1",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_the_internet(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_what_is(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [
    "http://example.com/", "ftp://example.com/", "https://", "https:///x", "https://localhost/", "https://db/",
    "https://x.localhost/", "https://printer.local/", "https://vault.internal/", "https://user@example.com/",
    "https://user:secret@example.com/", "https://127.0.0.1/", "https://[::1]/", "https://2130706433/",
    "https://0x7f.1/", "https://127.1/", "https://example.com:99999/", "https://example.com/#x",
    "https://exa mple.com/",
    "https://مثال.com/", "javascript:alert(1)", "", "https://example.com/" + "x" * 500, "https://[fe80::1%25eth0]/",
    "https://169.254.169.254/latest/meta-data/", "https://example.com/\r\nHost: x",
])  # fmt: skip
def test_address_that_is_refused(address):
    with pytest.raises(NotAllowed):
        check(address)


@pytest.mark.parametrize("address", ["https://example.com/", "https://a.example.com:8443/b?c=d", "https://1.1.1.1/"])
def test_address_that_is_taken(address):
    check(address)


def leads_to(monkeypatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *about, **more: found)


@pytest.mark.parametrize("addresses", [("169.254.169.254",), ("1.1.1.1", "10.0.0.1"), ("::1",), ()])
def test_name_that_leads_inside_is_not_connected_to(monkeypatch, addresses):
    leads_to(monkeypatch, *addresses)
    monkeypatch.setattr(socket, "create_connection", lambda *about, **more: pytest.fail("connected"))
    with pytest.raises(NotAllowed):
        resolved("evil.example", 443)
    assert send("https://evil.example/", {}, b"{}").name == "not_allowed"


def test_connection_goes_to_the_address_that_was_judged(monkeypatch):
    """A name that is asked a second time may lead elsewhere; so it is asked once."""
    asked, connected = [], []

    def lookup(*about, **more):
        asked.append(about)
        address = "1.1.1.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    def connect(where, *about, **more):
        connected.append(where)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert send("https://rebinding.example/", {}, b"{}").name == "unreachable"
    assert connected == [("1.1.1.1", 443)] and len(asked) == 1
