"""Holding a link: the canvas that it shows, read-only, and nothing else of the workspace."""

import logging
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.text import fold
from canvas.files import file_name
from exports import limits
from record.models import Change
from sharing.access import KEPT, MOST_KEPT, keep
from sharing.models import ShareLink
from sharing.showing import facts_through
from sharing.views import holding
from tests.asking import get
from tests.cast import actor, add_note
from tests.sharing.links import holder_of, look, make_link, shut
from tests.strategy import add_relationship, make_strategy
from tests.workspaces.walking import CONVERTED, Walk, our_routes

PUBLIC = {"shared", "shared_pdf", "share_link_open"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """No minute ends within a test of limits."""
    monkeypatch.setattr(limits, "minute", lambda: 1)


def test_who_has_no_clock_of_their_own_reads_by_that_of_the_team(cast):
    link, token = make_link(cast)
    cast.team.set_clock("Asia/Amman", actor(cast.amina))
    cast.sara.language, cast.sara.time_zone = "en", "Asia/Tokyo"
    cast.sara.save()
    cast.sara.client.get(reverse("share_link_open", args=[token]))
    for client, zone in ((holder_of(token, accept_language="en"), "Asia/Amman"), (cast.sara.client, "Asia/Tokyo")):
        until = link.expires_at.astimezone(ZoneInfo(zone))
        assert f"{until:%H:%M}</bdi>" in look(client, link).content.decode()


def test_shows_the_board_without_comments_and_names(cast):
    make_strategy(cast)
    link, token = make_link(cast)
    page = look(holder_of(token), link)
    html = page.content.decode()
    assert all(note.text.split("\n")[0] in html for note in cast.notes) and cast.segments[0].name in html
    assert cast.comment.text not in html and "chip talk" not in html
    assert not [user for user in cast.people.values() if str(user) in html or user.email in html]
    assert f"/w/{cast.team.pk}/" not in html, "no way into the workspace"
    assert "<form" not in html.replace('<form method="post" action="/language/"', "")


@pytest.mark.parametrize("look_at", ["", "matrix", "strategy"])
def test_is_kept_by_no_cache_and_found_by_no_search_engine(cast, look_at):
    link, token = make_link(cast, matrix=True, strategy=True)
    page = look(holder_of(token), link, look_at)
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer" and page["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert token not in page.content.decode()


@pytest.mark.parametrize("language, direction", [("fa", "rtl"), ("ar", "rtl"), ("en", "ltr")])
def test_speaks_the_visitor_s_language(cast, language, direction):
    link, token = make_link(cast)
    client = holder_of(token, accept_language=language)
    assert f'<html lang="{language}" dir="{direction}">' in look(client, link).content.decode()


def test_an_arabic_verb_agrees_whatever_the_team_is_called(cast):
    link, token = make_link(cast)
    page = look(holder_of(token, accept_language="ar"), link).content.decode()
    assert f"يعرض عليك فريق «<bdi>{cast.team.name}</bdi>»" in page, "a company or an association would want «تعرض»"


def test_matrix_and_strategy_only_where_they_were_chosen(cast):
    make_strategy(cast)
    bare, bare_token = make_link(cast)
    full, full_token = make_link(cast, matrix=True, strategy=True)
    for view, words in (("matrix", "اپ «من»"), ("strategy", "چون")):
        assert words in look(holder_of(full_token), full, view).content.decode()
        assert 'class="matrix"' not in look(holder_of(bare_token), bare, view).content.decode()
        assert "turns-card" not in look(holder_of(bare_token), bare, view).content.decode()
    for view in ("matrix", "strategy"):
        html = look(holder_of(full_token), full, view).content.decode()
        assert f"/w/{cast.team.pk}/" not in html and str(cast.dariush) not in html


@pytest.mark.parametrize("live", [True, False])
def test_whose_a_relationship_is_stays_inside(cast, live):
    add_relationship(cast.canvas, cast.segments[0], "personal", cast.dariush, text="مشاور", owner_id=cast.kian.pk)
    link, token = make_link(cast, matrix=True, live=live)
    html = look(holder_of(token), link, "matrix").content.decode()
    assert str(cast.kian) in get(cast.layla, "matrix", cast.team.pk, cast.canvas.pk).content.decode()
    assert "مشاور" in html and str(cast.kian) not in html


@pytest.mark.parametrize(("chosen", "other"), [("matrix", "strategy"), ("strategy", "matrix")])
def test_one_of_the_two_does_not_show_the_other(cast, chosen, other):
    make_strategy(cast)
    link, token = make_link(cast, **{chosen: True})
    client, mark = holder_of(token), {"matrix": 'class="matrix"', "strategy": "turns-card"}
    page = look(client, link, chosen).content.decode()
    assert mark[chosen] in page and page.count(f'href="?view={chosen}"') == 1
    html = look(client, link, other).content.decode()
    assert mark[other] not in html and f'href="?view={other}"' not in html


def test_frozen_one_stays_as_it_was(cast):
    link, token = make_link(cast, live=False)
    add_note(cast.canvas, cast.dariush, "channels", "فردا نوشته شد")
    cast.notes[0].remove(cast.notes[0].version, actor(cast.dariush))
    html = look(holder_of(token), link).content.decode()
    assert "فردا نوشته شد" not in html and cast.notes[0].text in html
    assert cast.comment.text not in html and "chip talk" not in html and 'id="live"' not in html


@pytest.mark.parametrize("view", ["board", "matrix", "strategy"])
def test_frozen_one_keeps_the_name_of_that_moment(cast, view):
    make_strategy(cast)
    was, shown = cast.canvas.name, {"matrix": True, "strategy": True}
    frozen, live = make_link(cast, live=False, **shown), make_link(cast, **shown)
    cast.canvas.rename("نامی تازه New", cast.canvas.version, actor(cast.dariush))
    for (link, token), name, other in ((frozen, was, cast.canvas.name), (live, cast.canvas.name, was)):
        html = look(holder_of(token), link, view).content.decode()
        assert f'<h1 id="heading"><bdi>{name}</bdi></h1>' in html and other not in html
        assert name in html[html.index("<title") : html.index("</title>")]


def test_frozen_pdf_has_the_name_of_that_moment(cast):
    was, (link, token) = cast.canvas.name, make_link(cast, live=False, pdf=True)
    cast.canvas.rename("نامی تازه New", cast.canvas.version, actor(cast.dariush))
    answer = holder_of(token).get(reverse("shared_pdf", args=[link.pk]))
    assert quote(file_name(was)) in answer["Content-Disposition"] and "New" not in answer["Content-Disposition"]


def test_pdf_only_where_it_was_chosen(cast):
    with_pdf, token = make_link(cast, pdf=True)
    answer = holder_of(token).get(reverse("shared_pdf", args=[with_pdf.pk]))
    assert answer.content.startswith(b"%PDF") and answer["Cache-Control"] == "private, no-store"
    without, token = make_link(cast)
    client = holder_of(token)
    assert client.get(reverse("shared_pdf", args=[without.pk])).status_code == 404
    assert ".pdf" not in look(client, without).content.decode()


def test_not_very_many_pdfs_by_one_link(cast, monkeypatch):
    """Typesetting costs, and whoever asks need not be known; those of another link are not counted."""
    monkeypatch.setattr(holding, "MOST_FILES", 1)
    monkeypatch.setattr(holding, "typeset", lambda *about: [b"%PDF"])
    for link, token in (make_link(cast, pdf=True), make_link(cast, pdf=True)):
        client, url = holder_of(token), reverse("shared_pdf", args=[link.pk])
        assert [client.get(url).status_code for _again in range(2)] == [200, 429]


@pytest.mark.parametrize("how", ["expired", "revoked", "archived"])
def test_answers_the_same_whatever_closed_it(cast, how):
    link, token = make_link(cast)
    client = holder_of(token)
    shut(cast, link, how)
    wrong = Client().get(reverse("share_link_open", args=["x" * 32]))
    closed = Client().get(reverse("share_link_open", args=[token]))
    assert wrong.status_code == closed.status_code == look(client, link).status_code == 404
    assert bare(wrong, "x" * 32) == bare(closed, token)
    assert fold(cast.canvas.name) not in fold(closed.content.decode())


def bare(page, token: str) -> str:
    """Without its own address, and what is new on every page."""
    return CONVERTED.sub("", page.content.decode()).replace(token, "").split("<body")[0]


def test_back_from_the_archive_it_opens_again(cast):
    link, token = make_link(cast)
    cast.canvas.archive(actor(cast.dariush))
    cast.canvas.restore(actor(cast.dariush))
    assert look(holder_of(token), link).status_code == 200


def test_without_the_token_the_number_opens_nothing(cast):
    link, _token = make_link(cast)
    assert look(Client(), link).status_code == 404
    assert cast.amina.client.get(reverse("shared", args=[link.pk])).status_code == 404


def test_openings_are_counted_off_the_record(cast):
    link, token = make_link(cast)
    lines = Change.objects.count()
    client = holder_of(token)
    holder_of(token)
    client.head(reverse("share_link_open", args=[token]))  # as programs ask what a link is
    look(client, link)
    link.refresh_from_db()
    assert link.opening.count == 2 and link.opening.last_at
    assert Change.objects.count() == lines
    page = cast.dariush.client.get(reverse("share_links", args=[cast.team.pk, cast.canvas.pk]))
    assert "۲" in page.content.decode()


def test_guessing_is_stopped(cast):
    client = Client()
    asked = [client.get(reverse("share_link_open", args=[f"guess-{n}"])).status_code for n in range(25)]
    assert asked == [404] * holding.MOST_WRONG + [429] * (25 - holding.MOST_WRONG)
    link, token = make_link(cast)
    for word in ("guess", token):  # what stops one, and the way in
        answer = client.get(reverse("share_link_open", args=[word]))
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert look(holder_of(token), link).status_code == 200, "whoever has the link is not stopped"


@pytest.mark.parametrize("status", [500, 503])
def test_token_is_in_no_log(cast, status, caplog, monkeypatch):
    _link, token = make_link(cast)

    def trouble(*args):
        raise OperationalError("away") if status == 503 else ValueError("a mistake of ours")

    monkeypatch.setattr("sharing.models.ShareLinkQuerySet.by_token", trouble)
    with caplog.at_level(logging.INFO):
        answer = Client(raise_request_exception=False).get(reverse("share_link_open", args=[token]))
    assert answer.status_code == status
    assert "/share/…" in caplog.text and f"/share/{token}" not in caplog.text


def test_page_takes_fixed_queries(cast, django_assert_num_queries):
    link, token = make_link(cast)
    client = holder_of(token)
    for _again in range(2):
        with django_assert_num_queries(6):
            look(client, link)
        add_note(cast.canvas, cast.dariush, "channels", "یکی دیگر")


def test_holder_reaches_nothing_else(cast):
    """Every address of the site, with the ids of the very canvas that the link shows."""
    walk = Walk(cast)
    link, token = make_link(cast, matrix=True, strategy=True, pdf=True)
    walk.clients["visitor"] = holder_of(token)
    walk.clients["visitor"].raise_request_exception = False
    secret, wrong = cast.notes[0].text, []
    for name, route in our_routes().items():
        for method in ("GET", "POST"):
            if name in PUBLIC and method == "GET":
                continue
            url = walk.url(route, walk.own | {"share_link": link.pk})
            answer = walk.clients["visitor"].generic(method, url)
            if secret in answer.content.decode(errors="ignore") or answer.status_code >= 500:
                wrong.append(f"{method} {name}: {answer.status_code}")
            if "workspace" in route and answer.status_code != 302:
                wrong.append(f"{method} {name}: {answer.status_code}, not to the sign-in")
    assert not wrong


@pytest.mark.parametrize("live", [True, False])
def test_what_it_says_of_a_day_it_says_of_the_teams(cast, live):
    """A live one of today; a frozen one of the day when it was made."""
    link, _token = make_link(cast, live=live)
    assert facts_through(link).on == cast.team.today()


def test_who_holds_very_many_reaches_the_last_ones(cast, rf):
    request = rf.get("/")
    request.session = {}
    for pk in (*range(MOST_KEPT), 7, MOST_KEPT):
        keep(request, ShareLink(pk=pk))
    assert request.session[KEPT] == [*range(1, 7), *range(8, MOST_KEPT), 7, MOST_KEPT]


def test_holder_of_one_link_sees_no_other(cast):
    _link, token = make_link(cast)
    other, _other_token = make_link(cast)
    assert look(holder_of(token), other).status_code == 404
