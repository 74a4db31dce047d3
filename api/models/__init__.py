"""Tokens that let programs in, and webhooks that tell them what changed."""

from api.models.attempt import Attempt
from api.models.standing import Standing
from api.models.token import Token
from api.models.webhook import Webhook

__all__ = ["Attempt", "Standing", "Token", "Webhook"]
