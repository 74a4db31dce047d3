"""Tokens that let programs in, and webhooks that tell them what changed."""

from api.models.token import Token

__all__ = ["Token"]
