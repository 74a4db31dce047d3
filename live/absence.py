"""While the database is away, an administrator reads so once, then rarely, and once that it is back."""

import logging
import time

RARELY = 600.0  # seconds
log = logging.getLogger(__name__)


class Absence:
    """True while it lasts: whatever else fails then fails for that, and need not be told."""

    def __init__(self) -> None:
        self.told_at: float | None = None

    def __bool__(self) -> bool:
        return self.told_at is not None

    def goes_on(self, error: Exception) -> None:
        if self.told_at is None or time.monotonic() - self.told_at >= RARELY:
            self.told_at = time.monotonic()
            log.warning("live: the database is away (%s); trying again, and saying so rarely", error)

    def ends(self) -> None:
        if self:
            self.told_at = None
            log.warning("live: the database is back")

    def explains(self, what: str, error: Exception) -> None:
        """Something failed that is tried again: it is told where the absence is not why."""
        if not self:
            log.warning("live: %s: %s", what, error)
