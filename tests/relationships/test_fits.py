"""Which channels carry which kind, as shipped: the whole table, written apart from the code."""

from canvas.blocks import Channel
from relationships.kinds import FITS, Kind

CHANNELS = (
    "shop phone website app email sms messaging_group broadcast_channel social_network marketplace event post kiosk"
)
# 2 natural, 1 with care, 0 hardly
TABLE = """
personal      2 2 1 1 1 0 1 0 1 1 2 0 0
dedicated     2 2 0 1 2 0 1 0 0 0 2 0 0
self_service  2 0 2 2 0 1 0 0 0 2 0 0 2
automated     0 1 2 2 2 2 1 1 1 1 0 1 2
communities   0 0 2 2 0 0 2 0 1 0 1 0 0
co_creation   0 0 2 2 1 0 1 0 1 2 1 0 0
social        0 0 0 0 0 0 1 1 2 0 0 0 0
"""


def test_every_kind_and_channel_is_as_the_table_has_it():
    rows = [line.split() for line in TABLE.strip().splitlines()]
    assert (Channel.values, Kind.values) == (CHANNELS.split(), [kind for kind, *_ in rows])
    told = {(kind, channel): int(fit) for kind, *fits in rows for channel, fit in zip(Channel, fits, strict=True)}
    assert told == FITS
