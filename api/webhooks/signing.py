"""The signature of a delivery, as https://www.standardwebhooks.com has it, and the secret behind it.

A receiver makes the HMAC-SHA256 of "<webhook-id>.<webhook-timestamp>.<body>" with the secret, and compares.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode

from accounts import sealing

PREFIX = "whsec_"
USE = "webhook"  # of the keys that seal it


def secret_of(bits: bytes) -> str:
    return PREFIX + b64encode(bits).decode()


def signature(secret: str, name: str, timestamp: int, body: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    signed = f"{name}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def seal(secret: str) -> str:
    """So that it is stored, also on the record."""
    return sealing.seal(secret, USE)


def unseal(sealed: str) -> str:
    """Raises cryptography's InvalidToken where the key that sealed it is gone."""
    return sealing.unseal(sealed, USE)
