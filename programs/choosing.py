"""Several choose the same things at the same time: nobody undoes what another chose meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def chosen_among(now: Iterable[int], chosen: Collection[int], seen: Collection[int] | None) -> set[int]:
    """What holds where several choose at the same time. `seen` are the ids that stood chosen before whoever sends
    `chosen`: what they left as it was is as others have it `now`. None: they say it of all."""
    if seen is None:
        return {*chosen}
    return {*now}.difference({*seen}.difference(chosen)) | {*chosen}.difference(seen)
