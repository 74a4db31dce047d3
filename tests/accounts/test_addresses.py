"""Addresses in templates are Django's own, though each is worked out once."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from accounts.templatetags import addresses


def rendered(text: str, **context) -> str:
    return Template(text).render(Context(context))


@pytest.fixture(autouse=True)
def afresh():
    addresses.address.cache_clear()
    yield
    set_script_prefix("/")


def test_address_is_that_of_reverse():
    text = "{% url 'note_menu' w c n %}"
    for n in (1, 2, "3"):
        assert rendered(text, w=7, c=8, n=n) == reverse("note_menu", args=[7, 8, n])
        assert rendered(text, w=7, c=8, n=n) == reverse("note_menu", args=[7, 8, n])
    assert addresses.address.cache_info().hits == 3


def test_address_begins_with_where_the_site_is():
    assert rendered("{% url 'home' %}") == "/"
    set_script_prefix("/boom/")
    assert rendered("{% url 'home' %}") == "/boom/"


def test_what_leads_nowhere_is_an_error_or_kept_aside():
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'note_menu' 'x' %}")
    assert rendered("{% url 'nothing_of_ours' as there %}[{{ there }}]") == "[]"
    assert rendered("{% url 'admin:index' %}") == reverse("admin:index")


def test_address_is_escaped():
    assert rendered("{% url 'account_login' %}{{ x }}", x="<") == "/accounts/login/&lt;"


def test_file_is_the_storages():
    assert rendered("{% static 'img/icons.svg' %}").endswith("icons.svg") or "icons." in rendered(
        "{% static 'img/icons.svg' %}"
    )
