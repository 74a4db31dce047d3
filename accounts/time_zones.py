"""The world's time zones, by the countries and cities that people know them by."""

from collections import Counter
from datetime import tzinfo
from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import Locale, get_global
from babel.dates import get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.alphabet import place_in_alphabet
from accounts.reading import Reading

NOWHERE = ("ZZ", "001")


def time_zone_choices() -> list[tuple[str, str]]:
    """(zone, name) for a form in the active language, by its alphabet; first a blank one, the usual."""
    return [("", _("As usual in the language")), *all_time_zones()]


def all_time_zones() -> list[tuple[str, str]]:
    """The same without a blank one."""
    return _zones(Reading.of(None, get_language() or "en").language)


def place_of(zone: tzinfo, language: str) -> str:
    """The place by whose clock something goes: «تهران»."""
    return get_timezone_location(zone, locale=language, return_city=True)


def listed(zone: str) -> str:
    """The name under which they list a zone that has several: Asia/Calcutta is Asia/Kolkata, as it calls itself now."""
    known = get_global("zone_aliases").get(zone, zone)
    return "UTC" if known == "Etc/UTC" else known


def known(zone: str) -> str:
    """The same, of what a browser says; "" where it is none of them."""
    return listed(zone) if listed(zone) in dict(all_time_zones()) else ""


@lru_cache
def _zones(language: str) -> list[tuple[str, str]]:
    here = available_timezones()
    countries = {
        zone: code for zone, code in get_global("zone_territories").items() if code not in NOWHERE and zone in here
    }
    sizes = Counter(countries.values())
    names = ((zone, _name(zone, code, sizes[code] > 1, language)) for zone, code in countries.items())
    return [*sorted(names, key=lambda row: place_in_alphabet(row[1], language)), ("UTC", "UTC")]


def _name(zone: str, country: str, is_one_of_many: bool, language: str) -> str:
    """«ایران»; «آلمان (برلین)» where the country has several zones."""
    locale = Locale(language)
    name = locale.territories.get(country, country)
    if not is_one_of_many:
        return name
    city = get_timezone_location(zone, locale=locale, return_city=True)
    return f"{name} ({city.rpartition('/')[2]})"
