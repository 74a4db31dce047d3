"""What is stored so that only whoever has SECRET_KEY reads it, in no backup: secrets that have to be told again."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(secret: str, use: str) -> str:
    """`use` keeps the keys of different things apart."""
    return _cipher(use).encrypt(secret.encode()).decode()


def unseal(sealed: str, use: str) -> str:
    """Also what an earlier key of SECRET_KEY_FALLBACKS sealed. Raises cryptography's InvalidToken where the key is gone
    from there."""
    return _cipher(use).decrypt(sealed.encode()).decode()


def _cipher(use: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(urlsafe_b64encode(sha256(f"{use} {key}".encode()).digest())) for key in keys)
