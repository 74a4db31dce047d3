"""When a day begins and when it ends, by the clocks of a place."""

from datetime import date, datetime, time, timedelta, tzinfo


def day_begins(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def day_ends(day: date, zone: tzinfo) -> datetime:
    """As the next one begins: this moment is the day's no more."""
    return day_begins(day + timedelta(days=1), zone)
