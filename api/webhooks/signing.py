"""The signature of a delivery, as https://www.standardwebhooks.com has it, and the secret behind it.

A receiver makes the HMAC-SHA256 of "<webhook-id>.<webhook-timestamp>.<body>" with the secret, and compares.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode, urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

PREFIX = "whsec_"


def secret_of(bits: bytes) -> str:
    return PREFIX + b64encode(bits).decode()


def signature(secret: str, name: str, timestamp: int, body: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    signed = f"{name}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def seal(secret: str) -> str:
    """So that it is stored, also on the record: only whoever has SECRET_KEY reads it."""
    return cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography's InvalidToken where the key that sealed it is gone from SECRET_KEY_FALLBACKS."""
    return cipher().decrypt(sealed.encode()).decode()


def cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(urlsafe_b64encode(hashlib.sha256(f"webhook {key}".encode()).digest())) for key in keys)
