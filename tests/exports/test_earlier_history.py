"""What a file says of the time before: kept as it came, shown as the file's claim, never altered, and out again."""

import json

from django.urls import reverse

from canvas.models import Canvas
from exports import earlier
from exports.document.placing import import_canvas
from exports.document.taking import checked
from exports.document.writing import document_of, written
from exports.models import EarlierChange, Provenance
from record.models import Change
from record.sentences import verbs
from tests.asking import get, queries_of
from tests.cast import actor, add_note
from tests.exports.brought import bring, chapter, file, line
from tests.exports.sending import document, problems_of, send, unsaid


def history(canvas: Canvas) -> list[dict]:
    return document_of(canvas, canvas.created_at, "x", history=True)["history"]


def page(cast, canvas: Canvas, person=None, query: str = "") -> str:
    client = (person or cast.layla).client
    answer = client.get(reverse("earlier_history", args=[cast.team.pk, canvas.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_record_holds_who_brought_it_and_its_digest_and_not_one_line_of_it(cast):
    canvas = bring(cast, chapter(line(verb="note.add", after={"text": "هیچ‌جای دیگر"})))
    came = Provenance.objects.get()
    assert (came.canvas, came.brought_by, came.lines, came.made_by) == (canvas, cast.dariush, 1, "Leila")
    on_record = Change.objects.of(cast.team.pk).filter(canvas_id=canvas.pk)
    assert set(on_record.values_list("actor_id", flat=True)) == {cast.dariush.pk}
    assert "هیچ‌جای دیگر" not in str(list(on_record.values("after")))
    assert on_record.get(table="exports_provenance").after["sha256"] == came.sha256
    assert "هیچ‌جای دیگر" in EarlierChange.objects.get().line


def test_untouched_it_goes_out_as_it_came_and_touched_with_what_followed(cast):
    chapters = [chapter(line(1), line(2)), chapter(line(1, verb="canvas.import"), at="2026-04-02T00:00:00+00:00")]
    canvas = bring(cast, *chapters)
    assert history(canvas) == chapters
    add_note(canvas, cast.amina, "channels", "تازه")
    *before, own = history(canvas)
    assert before == chapters and own["made"] == {"at": canvas.created_at.isoformat(), "by": "x"}
    assert [one["verb"] for one in own["lines"]] == ["canvas.import", "canvas.import", "note.add"]
    assert own["lines"][0]["by"] == str(cast.dariush)


def test_a_chain_of_imports_keeps_every_layer(cast):
    canvas = cast.canvas
    for round_ in range(1, 4):
        out = written(document_of(canvas, canvas.created_at, f"round {round_}", history=True))
        canvas = import_canvas(checked(out), cast.team, actor(cast.dariush))
        add_note(canvas, cast.amina, "channels", f"دور {round_}")
    made = [one["made"]["by"] for one in history(canvas)]
    assert made == ["round 1", "round 2", "round 3", "x"]
    assert [one["lines"][0]["verb"] for one in history(canvas)] == ["canvas.create"] + 3 * ["canvas.import"]


def test_numbers_and_the_order_of_keys_stay(cast):
    told = line(
        after={"z": 42000.0, "a": 1e-7, "m": 12345678901234567890, "text": "می\u200cخواهد \u202e", "block": "x"}
    )
    canvas = bring(cast, chapter(told))
    assert json.dumps(history(canvas)) == json.dumps([chapter(told)])


def test_without_a_history_nothing_came_before(cast):
    send(cast.dariush, cast, document(cast))
    canvas = Canvas.objects.filter(workspace=cast.team).latest("pk")
    assert not Provenance.objects.exists()
    assert get(cast.layla, "earlier_history", cast.team.pk, canvas.pk).status_code == 404
    activity = cast.layla.client.get(reverse("activity", args=[cast.team.pk]) + f"?canvas={canvas.pk}")
    assert b"/earlier/" not in activity.content


def test_the_activity_leads_to_it_and_it_is_said_to_be_the_files(cast):
    canvas = bring(cast, chapter(line(reason="چون لازم بود", by="<b>مریم</b>")))
    activity = cast.layla.client.get(reverse("activity", args=[cast.team.pk]) + f"?canvas={canvas.pk}")
    address = reverse("earlier_history", args=[cast.team.pk, canvas.pk])
    assert address in activity.content.decode()
    html = page(cast, canvas)
    assert "چون لازم بود" in html and "&lt;b&gt;مریم" in html and "<b>مریم" not in html
    assert str(cast.dariush) in html and "Leila" in html and 'class="claim"' in html
    assert "یادداشت 1" in html


def test_what_is_said_several_times_in_a_row_stands_there_once(cast):
    at = "2026-03-05T09:30:00+00:00"
    figures = {"verb": "indicator.record", "table": "relationships_indicator", "at": at}
    canvas = bring(cast, chapter(*(line(n, **figures) for n in range(1, 13)), line(13, at=at), line(14, **figures)))
    html = page(cast, canvas, cast.layla)
    assert [n for n in range(1, 15) if f'id="line-{n}"' in html] == [12, 13, 14]
    assert html.count("12 مرة") == 1 and "مرة واحدة" not in html


def test_ids_of_the_file_are_nobody_here(cast):
    """Somebody of elsewhere with the id of a member of ours is not that member."""
    told = line(verb="member.appoint", table="workspaces_membership", after={"user_id": cast.amina.pk, "role": 40})
    assert str(cast.amina) not in page(cast, bring(cast, chapter(told)), cast.kian).split("<main")[1]


ODD = (
    {"after": None}, {"after": {}}, {"after": {"text": [1], "block": {}}}, {"after": {"text": None, "block": []}},
    {"verb": "focus.decide", "after": {"acquisition": {}}}, {"verb": "member.appoint", "after": {"user_id": [1]}},
    {"verb": "nothing.known", "by": ""}, {"verb": "canvas.rewind", "reason": "#99999999999 چون"},
    {"at": "1900-01-01T00:00:00+00:00"}, {"at": "2199-12-31T23:59:59+00:00"},
    *({"verb": verb, "after": {"role": "x", "kind": [], "goal": 1}} for verb in verbs()),
)  # fmt: skip


def test_whatever_a_line_says_the_page_stands(cast, monkeypatch):
    monkeypatch.setattr(earlier, "SHOWN", len(ODD))
    canvas = bring(cast, chapter(*(line(number, **odd) for number, odd in enumerate(ODD, 1))))
    for reader in (cast.kian, cast.layla):
        html = page(cast, canvas, reader)
        assert [odd for number, odd in enumerate(ODD, 1) if f'id="line-{number}"' not in html] == []


def test_a_line_may_say_nothing_of_its_row(cast):
    told = line()
    del told["before"], told["after"]
    canvas = bring(cast, chapter(told))
    assert "line-1" in page(cast, canvas) and history(canvas) == [chapter(told)]


def test_pages_go_on_by_number(cast, monkeypatch):
    monkeypatch.setattr(earlier, "SHOWN", 3)
    canvas = bring(cast, chapter(*map(line, range(1, 6))), chapter(line(6), line(7)))
    seen, query = [], ""
    for _page in range(3):
        html = page(cast, canvas, query=query)
        seen.append([number for number in range(1, 8) if f'id="line-{number}"' in html])
        query = f"?before={seen[-1][0]}"
    assert seen == [[5, 6, 7], [2, 3, 4], [1]]
    assert 'href="?before=5"' in page(cast, canvas, query="?before=2") and 'rel="next"' not in html
    for junk in ("?before=x", "?before=0", "?before=-1", "?before=99999999999999999999"):
        page(cast, canvas, query=junk)


def test_who_may_read_it(cast):
    canvas = bring(cast, chapter(line()))
    assert get(cast.sara, "earlier_history", cast.team.pk, canvas.pk).status_code == 404
    assert get(cast.amina, "earlier_history", cast.team.pk, cast.other_canvas.pk).status_code == 404
    assert cast.amina.client.post(reverse("earlier_history", args=[cast.team.pk, canvas.pk])).status_code == 405


def test_the_page_takes_fixed_queries(cast):
    few, many = bring(cast, chapter(line())), bring(cast, *(chapter(*map(line, range(20))) for _n in range(5)))
    assert queries_of(cast.layla, "earlier_history", cast.team.pk, few.pk) == queries_of(
        cast.layla, "earlier_history", cast.team.pk, many.pk
    )


def test_a_copy_of_the_canvas_begins_anew(cast):
    copy = bring(cast, chapter(line())).duplicate("رونوشت", actor(cast.dariush))
    assert Provenance.objects.count() == 1 and history(copy)[0]["lines"][0]["verb"] == "canvas.duplicate"


WRONG = [  # what is changed, and the path of what is wrong then
    (lambda h: h.append(1), "history[1]"),
    (lambda h: h.extend([{}] * 100), "history"),
    (lambda h: h[0].update(name="x"), "history[0].name"),
    (lambda h: h[0].update(lines={}), "history[0].lines"),
    (lambda h: h[0].update(made=[]), "history[0].made"),
    (lambda h: h[0]["made"].update(at="x"), "history[0].made.at"),
    (lambda h: h[0]["made"].update(by="x" * 81), "history[0].made.by"),
    (lambda h: h[0]["made"].update(by=7), "history[0].made.by"),
    (lambda h: h[0]["lines"].append([]), "history[0].lines[1]"),
    (lambda h: h[0].update(lines=[{}] * 20_001), "history[0].lines"),
    *(
        (lambda h, bad=bad: h[0]["lines"][0].update(bad), f"history[0].lines[0].{next(iter(bad))}")
        for bad in (
            {"seq": -1}, {"seq": True}, {"seq": 2**63}, {"seq": 1.0}, {"at": "2026-03-21"}, {"at": None},
            {"at": "0001-01-01T00:00:00+14:00"}, {"at": "2026-03-21T09:30:00"}, {"by": None}, {"by": "\ud800"},
            {"verb": "<b>"}, {"verb": ""}, {"verb": "a" * 64}, {"reason": 1},
            {"reason": "x" * 20_001}, {"reason": "\0"}, {"table": "a b"}, {"row": "1"}, {"op": "X"}, {"op": []},
            {"before": []}, {"after": "x"},
            {"after": {"a": "\0"}}, {"after": {"\ud800": 1}}, {"digest": "zz"}, {"digest": None}, {"other": 1},
            {"after": {"a": [[[[[[1]]]]]]}},
        )
    ),
]  # fmt: skip


def test_what_is_wrong_in_it_is_said_by_its_path_and_nothing_is_written(cast, boundless):
    assert unsaid(cast, json.loads(file(chapter(line()))), "history", WRONG) == []


def test_all_chapters_together_have_an_end(monkeypatch):
    monkeypatch.setattr("exports.document.earlier.MOST_LINES", 3)
    two = chapter(line(1), line(2))
    assert problems_of(file(two, two).decode()) == ["history[1].lines"]
    assert len(checked(b"\xef\xbb\xbf" + file(two, chapter(line(3)))).earlier.lines) == 3  # as some editors save it


def test_what_is_wrong_with_the_file_itself_is_said_once():
    sent = json.loads(file(chapter(line())))
    sent["made"] = {"at": "yesterday", "by": 7}
    assert sorted(problems_of(sent)) == ["made.at", "made.by"]


def test_a_number_beyond_all_numbers_is_no_json(cast):
    sent = file(chapter(line(after={"a": 0.5}))).replace(b"0.5", b"1e999")
    assert problems_of(sent.decode()) == [""]
