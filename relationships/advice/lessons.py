"""Which lesson explains a rule. A finding links to it where a page of that name exists."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

LESSONS: dict[str, str] = {
    "gap": "customer-relationships",
    "lonely-segment": "customer-relationships",
    "waste": "customer-relationships",
    "one-size": "customer-relationships",
    "too-dear": "dedicated-personal-assistance",
    "low-touch-high-value": "dedicated-personal-assistance",
    "automated-value": "automated-services",
    "community-saves": "communities",
    "broadcast-community": "communities",
    "wrong-channel": "channels",
    "loose-end": "business-model-canvas",
    "goal-dropped": "three-goals",
    "says-does": "three-goals",
    "stale-focus": "strategy-shifts",
    "leaky-bucket": "retention",
    "time-to-retain": "strategy-shifts",
    "time-to-grow": "growth",
    "payback": "acquisition",
    "ltv-cac": "acquisition",
    "butterflies": "customer-value",
    "barnacles": "customer-value",
}


def lesson_url(rule: str) -> str:
    """The lesson's address; "" while there is none."""
    try:
        return reverse("lesson", args=[LESSONS[rule]])
    except NoReverseMatch:
        return ""
