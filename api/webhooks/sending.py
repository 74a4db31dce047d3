"""One request to an address that somebody else chose: only to the public internet, by TLS, briefly, and once.

The name is resolved here and the connection goes to the very address that was judged, so that a name that points
elsewhere a moment later reaches nothing of ours. Nothing is followed, and of the answer little is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

EACH, WHOLE = 5.0, 10.0  # seconds: for one step, and for all of it
MOST_READ = 1_000  # bytes of the answer
LONGEST = 500  # characters of an address
EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """The address, or what its name resolves to, is not one that we connect to."""


@dataclass(frozen=True)
class Outcome:
    """What became of it: "taken" (2xx), or why not; `status` where there was an answer."""

    name: str
    status: int | None = None
    milliseconds: int = 0

    @property
    def is_taken(self) -> bool:
        return self.name == "taken"


def check(address: str) -> None:
    """Raises NotAllowed for what is no https address of a host on the internet."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise NotAllowed from None
    if parts.scheme != "https" or parts.username is not None or parts.fragment or len(address) > LONGEST:
        raise NotAllowed
    if not address.isascii() or not address.isprintable() or " " in address:
        raise NotAllowed
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        if "." not in host or host.endswith((".localhost", ".local", ".internal")) or host[-1:].isdigit():
            raise NotAllowed from None
    else:
        if not is_public(literal):
            raise NotAllowed


def origin(address: str) -> str:
    """What everybody of a team may read of it: where it is. With many services the rest is what lets one in."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_public(address: Ip) -> bool:
    """Whether it is anybody's on the internet: not private, loopback, link-local (where clouds tell secrets), shared,
    reserved or many at once; what wraps an address of IPv4 is judged by that."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if any(address in network for network in EMBEDDING):
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
        if address.is_reserved or address.is_site_local:  # which Python takes for global
            return False
    return address.is_global and not address.is_multicast


def resolved(host: str, port: int) -> str:
    """The address to connect to. Raises NotAllowed where any of the name's addresses is not public, OSError."""
    found = [info[4][0].partition("%")[0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(ipaddress.ip_address(address)) for address in found):
        raise NotAllowed
    return found[0]


class Pinned(http.client.HTTPSConnection):
    """Connects to the address that was judged, and proves by TLS that it is the host that was named."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext):
        super().__init__(host, port, timeout=EACH, context=context)
        self.tls = context

    def connect(self) -> None:
        plain = socket.create_connection((resolved(self.host, self.port), self.port), EACH)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()  # apart, so that it too can be cut off when the time is over


def send(address: str, headers: dict[str, str], body: bytes, context: ssl.SSLContext | None = None) -> Outcome:
    """POST the body there; never raises for what the other side does."""
    begun = monotonic()
    try:
        status = _answer(address, headers, body, context or ssl.create_default_context())
        name = "taken" if 200 <= status < 300 else "redirect" if 300 <= status < 400 else "refused"
    except NotAllowed:
        status, name = None, "not_allowed"
    except ssl.SSLError:
        status, name = None, "tls"
    except (OSError, http.client.HTTPException, ValueError, UnicodeError):
        status, name = None, "late" if monotonic() - begun >= EACH else "unreachable"
    return Outcome(name, status, int((monotonic() - begun) * 1000))


def _answer(address: str, headers: dict[str, str], body: bytes, context: ssl.SSLContext) -> int:
    check(address)
    parts = urlsplit(address)
    connection = Pinned(parts.hostname, parts.port or 443, context)
    clock = Timer(WHOLE, _cut, [connection])
    clock.daemon = True
    clock.start()
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        response = connection.getresponse()
        with suppress(OSError, http.client.HTTPException):  # the status says it all
            response.read(MOST_READ)
        return response.status
    finally:
        clock.cancel()
        connection.close()


def _cut(connection: Pinned) -> None:
    """Whoever answers drop by drop is waited for no longer."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
