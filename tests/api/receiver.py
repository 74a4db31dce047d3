"""Somebody who is told: an https server of this machine, which our own rules would never connect to."""

from __future__ import annotations

import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST, PATH = "receiver.example", "/hook?team=1"


@dataclass
class Receiver:
    """`statuses` are answered one after the other, then 204; `got` are the headers and bodies that came."""

    port: int
    trust: ssl.SSLContext
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.port}{PATH}"


@contextmanager
def receiving(folder: Path) -> Iterator[Receiver]:
    key, certificate = certified(folder)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = ours.wrap_socket(server.socket, server_side=True)
    server.receiver = Receiver(server.server_port, ssl.create_default_context(cafile=str(certificate)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.receiver
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver = self.server.receiver
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver.got.append((dict(self.headers), body))
        status = receiver.statuses.pop(0) if receiver.statuses else 204
        self.send_response(status if self.path == PATH else 404)
        self.send_header("Location", "https://169.254.169.254/")
        self.end_headers()

    def log_message(self, *about) -> None:
        """Nobody wants to know."""


def certified(folder: Path) -> tuple[Path, Path]:
    """A key, and a certificate for HOST that it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=2)).not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, none = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, none))
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    return folder / "key.pem", folder / "certificate.pem"
