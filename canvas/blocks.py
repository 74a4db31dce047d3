"""The nine blocks, in the order they are taught, and the types a channel can have."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Block(models.TextChoices):
    CUSTOMER_SEGMENTS = "customer_segments", _("Customer segments")
    VALUE_PROPOSITIONS = "value_propositions", _("Value propositions")
    CHANNELS = "channels", _("Channels")
    CUSTOMER_RELATIONSHIPS = "customer_relationships", _("Customer relationships")
    REVENUE_STREAMS = "revenue_streams", _("Revenue streams")
    KEY_RESOURCES = "key_resources", _("Key resources")
    KEY_ACTIVITIES = "key_activities", _("Key activities")
    KEY_PARTNERS = "key_partners", _("Key partners")
    COST_STRUCTURE = "cost_structure", _("Cost structure")

    @property
    def short(self) -> str:
        """The two letters that place it on the board's grid."""
        return SHORT[self]

    @property
    def asks(self) -> str:
        """What to ask oneself to fill it."""
        return QUESTIONS[self]


SHORT = dict(zip(Block, ("cs", "vp", "ch", "cr", "rv", "kr", "ka", "kp", "co"), strict=True))

QUESTIONS = {
    Block.CUSTOMER_SEGMENTS: _("For whom do we create value? Who are our most important customers?"),
    Block.VALUE_PROPOSITIONS: _("What do we offer each segment? Which of its problems do we solve?"),
    Block.CHANNELS: _("Through which channels does each segment want to be reached?"),
    Block.CUSTOMER_RELATIONSHIPS: _(
        "What relationship does each segment expect us to establish and keep? Which have we established, at what cost?"
    ),
    Block.REVENUE_STREAMS: _("What do customers pay for, how, and how much?"),
    Block.KEY_RESOURCES: _("What do we need to have for all this?"),
    Block.KEY_ACTIVITIES: _("What do we need to do for all this?"),
    Block.KEY_PARTNERS: _("Who helps us, and with what?"),
    Block.COST_STRUCTURE: _("What costs most? Which resources and activities are the dearest?"),
}

# Segments stand in their own block; every other block holds notes.
NOTE_BLOCKS = [block for block in Block if block is not Block.CUSTOMER_SEGMENTS]


class Channel(models.TextChoices):
    SHOP = "shop", _("Shop")
    PHONE = "phone", _("Phone")
    WEBSITE = "website", _("Website")
    APP = "app", _("App")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    MESSAGING_GROUP = "messaging_group", _("Messaging group")
    BROADCAST_CHANNEL = "broadcast_channel", _("Broadcast channel")
    SOCIAL_NETWORK = "social_network", _("Social network")
    MARKETPLACE = "marketplace", _("Marketplace")
    EVENT = "event", _("Event")
    POST = "post", _("Post")
    KIOSK = "kiosk", _("Kiosk or ATM")


class Colour(models.TextChoices):
    BLUE = "blue", _("Blue")
    GREEN = "green", _("Green")
    OCHRE = "ochre", _("Ochre")
    PLUM = "plum", _("Plum")
    TEAL = "teal", _("Teal")
    ROSE = "rose", _("Rose")
    SLATE = "slate", _("Slate")
    MOSS = "moss", _("Moss")
