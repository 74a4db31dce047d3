"""The blank form, for everybody."""

import pytest
from django.test import Client

from tests.exports.papers import lacking, pages_of


@pytest.mark.parametrize(
    "language, title", [("fa", "بوم مدل کسب‌وکار"), ("ar", "مخطط نموذج العمل التجاري"), ("en", "Business model canvas")]
)
@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.django_db
def test_anybody_prints_one_without_signing_in(language, title, paper):
    answer = Client().get(f"/canvas-form/{language}/{paper}.pdf")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert not lacking(answer.content, title) and len(pages_of(answer.content)) == 1
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/canvas-form/de/a4.pdf", "/canvas-form/fa/a0.pdf", "/canvas-form/fa/..%2f.pdf"])
@pytest.mark.django_db
def test_there_is_none_in_other_languages_or_sizes(address):
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_it_is_only_read():
    assert Client().post("/canvas-form/fa/a4.pdf").status_code == 405
