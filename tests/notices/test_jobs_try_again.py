"""What is done in the background, in the administration: superusers see how it stands, and try again what failed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from notices.jobs import deliver_notice
from tests.accounts.conftest import make_person
from tests.learning.desk import come_in

JOBS = "/admin/procrastinate/procrastinatejob/"


@pytest.fixture
def jobs(db) -> dict[str, int]:
    """One of each state, by its name."""
    made = {state: deliver_notice.defer(notice=41) for state in ("todo", "failed")}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 8 WHERE id = %s", [made["failed"]])
    return made


def superuser(language: str):
    return come_in(make_person("omar@example.com", language=language, is_staff=True, is_superuser=True))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("الخلفية", "في الانتظار", "أخفقت", "المحاولات", "إعادة ما أخفق", ">8<")),
        ("fa", ("پس‌زمینه", "در انتظار", "ناموفق", "تلاش‌ها", "تلاش دوباره برای ناموفق‌ها", ">۸<")),
        ("en", ("Background", "waiting", "failed", "Attempts", "Try again what failed", ">8<")),
    ],
)
def test_how_each_stands_in_one_s_own_language(jobs, language, said):
    page = superuser(language).get(JOBS).content.decode()
    assert [word for word in said if word not in page] == []
    assert "style=" not in page and "Procrastinate" not in page


def test_those_that_failed_can_be_asked_for(jobs):
    shown = superuser("en").get(JOBS, {"status": "failed"}).context["cl"].queryset
    assert [job.pk for job in shown] == [jobs["failed"]]


def test_what_failed_is_tried_again_and_nothing_else(jobs):
    superuser("en").post(JOBS, {"action": "try_again", "_selected_action": [*jobs.values()]})
    assert {*ProcrastinateJob.objects.values_list("pk", "status")} >= {(pk, "todo") for pk in jobs.values()}


def test_other_staff_see_none(jobs):
    person = make_person("edris@example.com", is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_user"))
    assert come_in(person).get(JOBS).status_code == 403
