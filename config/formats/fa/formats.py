"""Persian."""

from config.formats import *  # noqa: F403 - Django looks all of them up here

DATETIME_FORMAT = "j F Y، ساعت H:i"
SHORT_DATE_FORMAT = "Y/m/d"
SHORT_DATETIME_FORMAT = "Y/m/d، H:i"
FIRST_DAY_OF_WEEK = 6  # Saturday
