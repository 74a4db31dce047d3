"""The page that offers it all, and how often one may ask."""

import re

from exports.limits import MOST
from tests.asking import get, post, queries_of


def test_every_offer_of_the_page_is_there(cast):
    page = get(cast.layla, "exports", cast.team.pk, cast.canvas.pk)
    assert page.status_code == 200
    text = page.content.decode()
    offers = {
        url for url in re.findall(r'(?:href|formaction|action)="([^"]+)"', text) if "/exports/" in url or "form/" in url
    }
    assert len(offers) >= 16
    for url in offers:
        assert cast.layla.client.get(url).status_code == 200, url


def test_the_board_and_the_audit_lead_there(cast):
    assert (
        f"/canvases/{cast.canvas.pk}/exports/"
        in get(cast.layla, "board", cast.team.pk, cast.canvas.pk).content.decode()
    )
    assert "audit/pdf/?" in get(cast.layla, "audit", cast.team.pk, cast.canvas.pk).content.decode()


def test_an_outsider_finds_nothing_and_it_is_only_read(cast):
    assert get(cast.sara, "exports", cast.team.pk, cast.canvas.pk).status_code == 404
    assert post(cast.amina, "exports", cast.team.pk, cast.canvas.pk).status_code == 405


def test_it_takes_the_same_queries_each_time(cast):
    assert queries_of(cast.layla, "exports", cast.team.pk, cast.canvas.pk) <= 5


def test_whoever_asks_too_often_waits(cast, monkeypatch):
    monkeypatch.setitem(MOST, "file", 2)
    answers = [get(cast.layla, "table_csv", cast.team.pk, cast.canvas.pk, "notes") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert get(cast.kian, "table_csv", cast.team.pk, cast.canvas.pk, "notes").status_code == 200  # others go on
    assert get(cast.layla, "exports", cast.team.pk, cast.canvas.pk).status_code == 200  # and pages too
