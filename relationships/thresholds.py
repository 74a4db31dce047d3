"""Where advice begins, as shipped: administrators may set each otherwise (models/curation.py).

Shares are fractions, weights points of 100. Sources: docs/decisions/advice-thresholds.md.
"""

from decimal import Decimal

DEFAULTS: dict[str, Decimal] = {
    "churn": Decimal("0.05"),  # a month; leaky-bucket
    "lost_of_new": Decimal("0.8"),  # lost customers for each new one; leaky-bucket
    "says_does": Decimal(25),  # points between declared weight and share of cost or changes
    "shift": Decimal(15),  # points that a weight moves between two decisions
    "falling_months": Decimal(3),  # new customers fall so many months running; time-to-retain
    "growth_low": Decimal(20),  # weight of growth; time-to-grow
    "payback_months": Decimal(12),
    "ltv_cac": Decimal(3),
    "ltv_cac_months": Decimal(6),  # months of data before LTV:CAC is judged
    "community_share": Decimal("0.4"),  # of relationship cost that is personal assistance; community-saves
    "stale_months": Decimal(6),
    "stale_months_steady": Decimal(12),
    "one_size": Decimal(3),  # segments with the same single kind
    "high_value": Decimal(5),  # times the canvas's median contribution per customer
    "low_value": Decimal("0.5"),
    "high_retention": Decimal("0.97"),  # a month; barnacles
    "low_retention": Decimal("0.9"),  # a month; butterflies
}
