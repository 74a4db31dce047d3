"""No script, no foreign frame, style or image, and nothing that our own pages would act on, survives in a text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.markdown import REL, TAGS, render, sanitise
from tests.learning.attacks import HTML, MARKDOWN

KNOWN = frozenset({"lesson:retention", "term:churn"})
ATTRIBUTES = {"a": {"href", "rel"}, "bdi": {"dir"}, "ol": {"start"}}


class Harmless(HTMLParser):
    """Fails at anything that a page could act on."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, ()), f"{tag} {name}"
            if name == "href":
                ours = value.startswith("/") and value[1:2] not in ("/", "\\")
                assert ours or value.startswith(("https://", "http://")), value
            if name == "rel":
                assert value == REL

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    handle_pi = handle_decl = unknown_decl = handle_comment


def check(html: str) -> None:
    parser = Harmless(convert_charrefs=True)
    parser.feed(html)
    parser.close()
    assert sanitise(html) == html, "what is clean stays as it is: no mutation makes it otherwise"


def test_attacks_are_many():
    assert len(set(HTML)) + len(set(MARKDOWN)) >= 150


@pytest.mark.parametrize("attack", HTML + MARKDOWN)
def test_attack_on_the_page(attack):
    check(render(attack, KNOWN))


@pytest.mark.parametrize("attack", HTML)
def test_attack_on_the_last_fence(attack):
    """As if Markdown had let it through."""
    check(sanitise(attack))


@pytest.mark.parametrize("attack", HTML)
@pytest.mark.parametrize("around", ["**{}**", "- {}\n- x", "| a |\n|---|\n| {} |", "[{}](term:churn)", "## {}"])
def test_attack_inside_markdown(attack, around):
    check(render(around.format(attack), KNOWN))


@given(st.lists(st.sampled_from([*HTML, *MARKDOWN, "\n", "\n\n", "`", "*", "]", "(", "[", "<", ">", "&", '"', "'"])))
def test_attacks_together(attacks):
    check(render("".join(attacks), KNOWN))


@given(st.text(max_size=200))
def test_any_text_at_all(text):
    check(render(text, KNOWN))


def test_link_attribute_of_a_page_of_our_own_is_not_the_web_s():
    assert render("[x](https://example.com/a?b=1&c=2)") == (
        f'<p><a href="https://example.com/a?b=1&amp;c=2" rel="{REL}">x</a></p>\n'
    )


@pytest.mark.parametrize(
    "text, html",
    [
        ("**ب** و *پ*", "<p><strong>ب</strong> و <em>پ</em></p>\n"),
        ("# الف\n\n## ب\n\n###### پ", "<h2>الف</h2>\n<h2>ب</h2>\n<h4>پ</h4>\n"),
        ("3. الف\n4. ب", '<ol start="3">\n<li>الف</li>\n<li>ب</li>\n</ol>\n'),
        ("> گفت", "<blockquote>\n<p>گفت</p>\n</blockquote>\n"),
        ("می‌خواهیم\nکتاب‌ها", "<p>می‌خواهیم\nکتاب‌ها</p>\n"),
        ("| a | b |\n|:--|--:|\n| 1 | 2 |", "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n"
         "<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"),
        ("![عکس](https://example.com/x.png)", "<p>عکس</p>\n"),
        ("[نیست](term:nothing) [x](/path/)", "<p>نیست x</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_that_curators_write(text, html):
    assert render(text) == html


def test_links_lead_to_what_there_is(settings):
    settings.ROOT_URLCONF = "tests.learning.pages"
    known = frozenset({"lesson:retention", "term:churn"})
    text = "[حفظ](lesson:retention), [ریزش](term:churn), [رشد](lesson:growth) [*کج*](term:churn)"
    assert render.__wrapped__(text, known) == (
        '<p><a href="/learn/retention/">حفظ</a>, <a href="/learn/words/#term-churn">ریزش</a>, رشد '
        '<a href="/learn/words/#term-churn"><em>کج</em></a></p>\n'
    )
