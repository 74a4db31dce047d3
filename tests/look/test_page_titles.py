"""A page's title tells it from others that may be open beside it."""

import re

from learning.models import Lesson
from tests.asking import get
from tests.learning import desk
from tests.learning.writing import draft, make_curator


def titles(responses) -> list[str]:
    return [re.search("<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1] for page in responses]


def are_told_apart(responses) -> bool:
    found = titles(responses)
    return len(set(found)) == len(found)


def test_of_the_curators_desk(db):
    parisa = make_curator()
    client, lesson = desk.come_in(parisa), draft(parisa)
    lesson.revise(lesson.document() | {"position": 7}, lesson.number, parisa)
    pages = [(page, lesson) for page in ("change", "review", "history", "difference", "preview")]
    pages += [(page, Lesson) for page in ("changelist", "add", "sets")]
    assert are_told_apart([desk.get(client, *page) for page in pages])


def test_of_notices_and_of_which_come_by_mail(cast):
    assert are_told_apart([get(cast.amina, "notices"), get(cast.amina, "notices_settings")])


def test_of_searches_in_two_places_for_two_things(cast):
    address = f"/w/{cast.team.pk}/search/"
    asked = [f"{address}?q=قیمت", f"{address}?q=کانال", "/learn/search/?q=قیمت", "/learn/search/?q=کانال"]
    assert are_told_apart([cast.amina.client.get(url) for url in (*asked, address, "/learn/search/")])
