"""Tokens that let programs in, and webhooks that tell them what changed."""

from api.models.delivery import Attempt, Standing
from api.models.token import Token
from api.models.webhook import Webhook

__all__ = ["Attempt", "Standing", "Token", "Webhook"]
