"""The editor: what is typed is saved whole, arranged without saving, and never lost where it is refused."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.curation.frame import address
from learning.models import Lesson, Path, Term
from tests.learning.desk import come_in, form_of, get, post, save, written
from tests.learning.writing import draft, path_document, published, term_document


@pytest.fixture
def lesson(parisa) -> Lesson:
    return draft(parisa)


@pytest.fixture
def desk(parisa):
    return come_in(parisa)


def test_what_is_untouched_says_what_it_said(desk, lesson):
    before = lesson.document()
    assert save(desk, lesson, written(desk, lesson)).status_code == 302
    lesson.refresh_from_db()
    assert (lesson.document(), lesson.number) == (before, 1)


def test_a_text_is_saved_in_each_language(desk, lesson, parisa):
    sent = written(desk, lesson, body__fa="## چرا\n\nمی‌رسیم.", title__ar="القنوات كلها", title__en="All channels")
    assert save(desk, lesson, sent).status_code == 302
    lesson.refresh_from_db()
    document = lesson.document()
    assert document["body"]["fa"] == "## چرا\n\nمی‌رسیم."
    assert (document["title"]["ar"], document["title"]["en"]) == ("القنوات كلها", "All channels")
    assert lesson.revisions.get(number=2).by == parisa


def test_terms_and_the_path_have_the_same_editor(desk, parisa):
    for item, field in ((Term.add(term_document(), parisa), "name"), (Path.add(path_document(), parisa), "title")):
        assert save(desk, item, written(desk, item, **{f"{field}__fa": "تازه"})).status_code == 302
        assert type(item).objects.get().document()[field]["fa"] == "تازه"


@pytest.mark.parametrize(
    ("wish", "texts"),
    [
        ("questions:add", ["Where are they?", "Who are they?", ""]),
        ("questions:2:up", ["Who are they?", "Where are they?"]),
        ("questions:1:down", ["Who are they?", "Where are they?"]),
        ("questions:1:remove", ["Who are they?"]),
        ("questions:9:remove", ["Where are they?", "Who are they?"]),
        ("nothing:1:up", ["Where are they?", "Who are they?"]),
        ("questions:²:up", ["Where are they?", "Who are they?"]),
        (f"questions:{'9' * 5000}:up", ["Where are they?", "Who are they?"]),
    ],
)
def test_lists_are_arranged_without_saving(desk, lesson, wish, texts):
    sent = written(desk, lesson, title__fa="هنوز ذخیره نشده") | {"arrange": wish}
    response = save(desk, lesson, sent)
    assert response.status_code == 200
    form = form_of(response)
    assert form["title.fa"] == ["هنوز ذخیره نشده"]
    assert [form[f"questions.{n}.text.en"][0] for n in form["questions"]] == texts
    lesson.refresh_from_db()
    assert lesson.number == 1


def test_enter_in_a_field_saves(desk, lesson):
    """It presses the form's first button, whatever that is."""
    form = get(desk, "change", lesson).content.decode().partition('id="writing"')[2]
    first = form[form.index("<button") :].partition(">")[0]
    assert "name=" not in first and "disabled" not in first


def test_what_was_arranged_is_saved_and_keys_stay(desk, lesson):
    sent = form_of(save(desk, lesson, written(desk, lesson) | {"arrange": "questions:2:up"}))
    sent = form_of(save(desk, lesson, sent | {"arrange": "questions:add"})) | {"questions.3.text.fa": ["سوم؟"]}
    assert save(desk, lesson, sent).status_code == 302
    lesson.refresh_from_db()
    questions = lesson.document()["questions"]
    assert [question["key"] for question in questions[:2]] == ["who", "where"]
    assert questions[2]["key"].startswith("question-")
    assert questions[2]["text"]["fa"] == "سوم؟"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title.fa", "ب" * 161),
        ("body.en", "x" * 20_001),
        ("questions.1.text.fa", "ب" * 801),
        ("questions.1.block", "nowhere"),
        ("sources.1.url", "javascript:alert(1)"),
        ("position", "many"),
        ("about", "block:none"),
        ("source_language", "xx"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_and_nothing_is_lost(desk, lesson, name, value):
    response = save(desk, lesson, written(desk, lesson) | {name: [value], "summary.ar": ["جديد"]})
    assert response.status_code == 422
    page = response.content.decode()
    assert f'href="#{name}"' in page
    assert f'id="{name}-errors"' in page
    assert re.search(rf'<[^>]* id="{re.escape(name)}"[^>]* aria-invalid="true" aria-describedby="{name}-errors"', page)
    form = form_of(response)
    assert form["summary.ar"] == ["جديد"]
    if name not in ("about", "questions.1.block", "source_language"):
        assert form[name] == [value]
    lesson.refresh_from_db()
    assert lesson.number == 1


def test_the_language_with_the_fault_comes_forward(desk, lesson):
    response = save(desk, lesson, written(desk, lesson, title__ar="ا" * 161) | {"write": ["fa"]})
    assert form_of(response)["write"] == ["ar"]


def test_a_number_in_any_digits(desk, lesson):
    assert save(desk, lesson, written(desk, lesson, position="۱۲")).status_code == 302
    lesson.refresh_from_db()
    assert lesson.position == 12


def test_what_it_is_called_in_addresses_is_not_for_the_form_to_change(desk, lesson):
    assert save(desk, lesson, written(desk, lesson, slug="other", title__fa="تازه")).status_code == 302
    lesson.refresh_from_db()
    assert (lesson.slug, lesson.title_fa) == ("channels", "تازه")


def test_saving_a_published_lesson_leaves_what_learners_see(desk, edris):
    lesson = published(edris)
    seen = lesson.in_force().pk
    save(desk, lesson, written(desk, lesson, title__fa="تازه"))
    lesson.refresh_from_db()
    assert (lesson.state, lesson.in_force().pk) == ("draft", seen)


def test_saved_and_submitted_at_once(desk, lesson):
    sent = written(desk, lesson, title__fa="تازه") | {"then": "submit"}
    assert save(desk, lesson, sent).url.endswith("/review/")
    lesson.refresh_from_db()
    assert (lesson.state, lesson.title_fa) == ("review", "تازه")


def test_a_stale_translation_shows_what_changed_and_may_be_confirmed(desk, lesson):
    save(desk, lesson, written(desk, lesson, summary__en="How you reach all people."))
    lesson.refresh_from_db()
    response = get(desk, "change", lesson)
    assert "How you reach <ins>all </ins>people." in response.content.decode()
    assert save(desk, lesson, form_of(response) | {"stands": ["summary:fa"]}).status_code == 302
    lesson.refresh_from_db()
    page = get(desk, "change", lesson).content.decode()
    assert ('value="summary:ar"' in page, 'value="summary:fa"' in page) == (True, False)


@pytest.mark.parametrize("page", ["change", "review", "history", "difference", "preview"])
def test_queries_do_not_grow_with_what_is_written(desk, lesson, parisa, page):
    counts = []
    for number in (1, 2, 3):
        with CaptureQueriesContext(connection) as asked:
            assert get(desk, page, lesson).status_code == 200
        counts.append(len(asked))
        document = lesson.document()
        more = [question | {"key": f"more-{number}-{question['key']}"} for question in document["questions"]]
        document["summary"]["en"] += " More."  # what is stale is looked for in earlier revisions
        lesson.revise(document | {"questions": document["questions"] + more}, lesson.number, parisa)
    assert counts[1] == counts[2] <= 26


def test_a_lesson_is_added_and_then_written(desk, parisa):
    sent = {"slug": "pricing", "about": "topic", "position": "0", "source_language": "fa", "title.fa": "قیمت‌گذاری"}
    response = post(desk, "add", Lesson, sent)
    lesson = Lesson.objects.get(slug="pricing")
    assert response.url.endswith(f"/lesson/{lesson.pk}/change/")
    assert (lesson.author, lesson.state, lesson.title_fa) == (parisa, "draft", "قیمت‌گذاری")


@pytest.mark.parametrize("slug", ["channels", "Not a name", "", "قیمت", "x" * 61])
def test_a_name_that_is_none_or_another_s_is_refused(desk, lesson, slug):
    sent = {"slug": slug, "about": "topic", "position": "0", "source_language": "fa", "title.fa": "قیمت‌گذاری"}
    response = post(desk, "add", Lesson, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "قیمت‌گذاری" in page and 'aria-describedby="slug-help slug-errors"' in page and 'id="slug-help"' in page
    assert Lesson.objects.count() == 1


def test_the_link_of_what_is_wrong_leads_to_what_can_be_focused(desk, lesson):
    sent = written(desk, lesson, body__fa="پ" * 30_000) | {"questions": [str(n) for n in range(1, 40)]}
    page = save(desk, lesson, sent).content.decode()
    links = re.findall(r'<li>\s*<span><a href="#([^"]+)"', page)
    for link in links:
        (found,) = re.findall(f'<(?:textarea|section)[^>]* id="{link}"[^>]*>', page)
        assert found.startswith("<textarea") or 'tabindex="-1"' in found
        (about,) = re.findall('aria-describedby="([^"]*)"', found)
        assert page.count(f'id="{about}"') == 1
    assert {"body.fa", "part-questions"} <= {*links}


def test_a_page_with_a_preview_has_one_heading_of_the_first_level(desk, lesson, parisa):
    for item in (lesson, Path.add(path_document(), parisa)):
        assert get(desk, "preview", item).content.decode().count("<h1") == 1
        part = desk.get(address("preview", item), headers={"HX-Request": "true"})
        assert "<h2" in part.content.decode() and "<h1" not in part.content.decode()


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_what_is_being_written_is_shown_as_learners_see_it(desk, lesson, language):
    evil = "## متن\n\n<script>alert(1)</script> [به جایی](javascript:alert(1)) [اصطلاح](term:none) **مهم**"
    sent = written(desk, lesson, **{f"body__{language}": evil}) | {"look": language}
    response = desk.post(f"/admin/learning/lesson/{lesson.pk}/preview/", sent, headers={"HX-Request": "true"})
    shown = response.content.decode()
    assert "<strong>مهم</strong>" in shown and f'lang="{language}"' in shown
    assert "<script" not in shown and "javascript" not in shown
    lesson.refresh_from_db()
    assert lesson.number == 1


def test_the_preview_is_of_no_more_than_could_be_kept(desk, lesson):
    sent = written(desk, lesson, body__fa="پ" * 20_000 + "نه", sources__1__url="javascript:alert(1)")
    sent |= {"questions": [str(n) for n in range(1, 60)], "source_language": ["xx"], "look": ["fa"]}
    response = desk.post(f"/admin/learning/lesson/{lesson.pk}/preview/", sent, headers={"HX-Request": "true"})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "پ" * 100 in shown and "پنه" not in shown and "javascript" not in shown
    assert shown.count('class="turn"') == 20


def test_the_preview_of_a_term_and_of_the_path(desk, parisa):
    for item in (Term.add(term_document(), parisa), Path.add(path_document(), parisa)):
        assert get(desk, "preview", item, "?look=ar").status_code == 200


def test_the_preview_of_the_path_calls_its_lessons_by_their_titles(desk, parisa, edris):
    """One that learners do not see yet has only its name in addresses."""
    published(edris, "channels", title={"en": "Channels", "ar": "القنوات", "fa": "کانال‌ها"})
    draft(parisa, "pricing", about="topic")
    step = path_document()["steps"][0]
    path = Path.add(path_document(steps=[step, step | {"lesson": "pricing"}]), parisa)
    shown = get(desk, "preview", path, "?look=ar").content.decode()
    assert "<b >القنوات</b>" in shown and '<b dir="ltr">pricing</b>' in shown


def test_there_is_one_path_in_the_crumbs_too(desk, parisa):
    page = get(desk, "change", Path.add(path_document(), parisa)).content.decode()
    assert ">مسیر تازه‌واردها</a>" in page and "مسیرهای" not in page


def test_what_is_wrong_goes_on_behind_the_name_of_its_field(desk, lesson):
    """In one element: signs stand before it, in a row."""
    page = save(desk, lesson, written(desk, lesson, position="x")).content.decode()
    assert re.search(r'<li>\s*<span><a href="#position">[^<]+</a>:\s[^<]+</span>\s*</li>', page)


def test_help_stands_between_a_name_and_what_is_typed(desk):
    page = get(desk, "add", Lesson).content.decode()
    assert re.search(r'<label for="slug">[^<]*</label>\s*<p class="help" id="slug-help">[^<]*</p>\s*<input', page)


def test_who_was_signed_out_meanwhile_keeps_what_was_written(desk, lesson):
    """Where there are scripts it stays in the form, and a message says why; else it is handed back."""
    sent = written(desk, lesson, summary__fa="خلاصه‌ای تازه")
    desk.logout()
    for headers, handed_back in (({"HX-Request": "true"}, False), ({}, True)):
        response = desk.post(address("change", lesson), sent, headers=headers)
        page = response.content.decode()
        assert response.status_code == 401 and "data-trouble-message" in page
        assert ("خلاصه‌ای تازه</textarea>" in page) is handed_back
    assert desk.get(address("change", lesson)).status_code == 302
