"""What administrators judge for everybody: one page each, for staff alone, bounded, and in force at once."""

from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry

from accounts.models import User
from relationships.forms.curation import MEANINGS
from relationships.kinds import FITS
from relationships.models import ChannelFit, Threshold
from relationships.thresholds import DEFAULTS
from tests.accounts.conftest import make_person, sign_in
from tests.accounts.test_sign_administration import take_second_step

THRESHOLDS, FITTING = "/admin/relationships/threshold/", "/admin/relationships/channelfit/"


@pytest.fixture
def omar(db) -> User:
    return make_person("omar@example.com", name="Omar", language="en", is_staff=True, is_superuser=True)


@pytest.fixture
def admin(omar):
    return take_second_step(omar)


def table(**changed: int) -> dict[str, int]:
    """What the form of channels sends; names as in personal__sms=1."""
    return {"-".join(pair): fit for pair, fit in FITS.items()} | {
        name.replace("__", "-"): fit for name, fit in changed.items()
    }


def test_every_threshold_has_a_meaning_and_is_within_its_own_bounds():
    assert list(MEANINGS) == list(DEFAULTS)
    for key, (field, label) in MEANINGS.items():
        bounds = field(label=label)
        assert bounds.min_value <= DEFAULTS[key] <= bounds.max_value, key


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_all_are_shown_in_the_reader_s_language(omar, language):
    omar.revise(language=language)
    client = take_second_step(omar)
    for page, count in ((THRESHOLDS, len(DEFAULTS)), (FITTING, len(FITS))):
        response = client.get(page)
        assert response.status_code == 200
        assert f'lang="{language}"' in response.content.decode()
        assert len(response.context["form"].fields) == count


def test_a_threshold_is_set_and_goes_back_to_what_was_shipped(admin):
    assert admin.post(THRESHOLDS, {"churn": "۷٫۵٪", "ltv_cac": "3"}).status_code == 302
    assert Threshold.objects.in_force() == {**DEFAULTS, "churn": Decimal("0.075")}
    assert "data-set" in admin.get(THRESHOLDS).content.decode()
    assert admin.post(THRESHOLDS, {"churn": ""}).status_code == 302
    assert not Threshold.objects.exists()
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "churn: as shipped → 0.075", "churn: 0.0750 → as shipped",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"churn": "101"}, {"churn": "0"}, {"churn": "x"}, {"shift": "0"}, {"shift": "2.5"}, {"falling_months": "1"},
        {"stale_months": "13"}, {"low_value": "6"}, {"low_retention": "98"}, {"stale_months": "9" * 30},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_is_saved(admin, wrong):
    response = admin.post(THRESHOLDS, {"payback_months": "18", **wrong})
    assert response.status_code == 422
    assert next(iter(wrong.values())) in response.content.decode(), "what was typed stays"
    assert not Threshold.objects.exists()


def test_a_channel_is_judged_otherwise(admin):
    assert admin.post(FITTING, table(personal__sms=2)).status_code == 302
    assert ChannelFit.objects.in_force() == {**FITS, ("personal", "sms"): 2}
    assert admin.post(FITTING, table()).status_code == 302
    assert not ChannelFit.objects.exists()


@pytest.mark.parametrize("wrong", ["3", "x", ""])
def test_a_fit_that_is_none_is_refused(admin, wrong):
    assert admin.post(FITTING, table(personal__sms=wrong)).status_code == 422
    assert not ChannelFit.objects.exists()


@pytest.mark.parametrize("page", [THRESHOLDS, FITTING])
def test_nothing_is_added_or_removed_one_by_one(admin, page):
    assert admin.get(page + "add/").status_code == 404
    assert admin.get(page + "1/change/").status_code == 404


@pytest.mark.parametrize("page", [THRESHOLDS, FITTING])
def test_only_staff_who_took_the_second_step_and_may(omar, page):
    assert sign_in(omar).get(page).status_code == 302
    person = make_person("p@example.com", name="P", language="en")
    assert sign_in(person).get(page, follow=True).status_code == 404
    omar.is_superuser = False
    omar.save()
    client = take_second_step(omar)
    assert client.get(page).status_code == 403
    assert client.post(page, {}).status_code == 403
