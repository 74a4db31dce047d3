"""What every test stands on: the database as the runtime role sees it, and the cast."""

import gc
from collections.abc import Callable

import pytest
from django.test import TransactionTestCase, override_settings
from hypothesis import settings

import programs.acting
import workspaces.acting
from tests import database, stage
from tests.cast import Cast, make_cast

settings.register_profile("boom", deadline=None)  # a busy machine is no fault of what is tried
settings.load_profile("boom")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A busy machine may keep a browser waiting; what is tried again is shown as such. bin/test hands the tests out one
    by one, in pytest-django's order: the browsers' come after those that ask the database, as they must, for where
    Playwright's loop runs, Django refuses to."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.flaky(reruns=2))
    stage.together(items)


def pytest_terminal_summary(terminalreporter) -> None:
    """Why a test was tried again: a try that succeeds at last hides a race as well as it hides a busy machine."""
    for report in terminalreporter.stats.get("rerun", []):
        why = [line for line in report.longreprtext.splitlines() if line[:1] in (">", "E")]
        terminalreporter.write_line("\n".join([f"Tried again: {report.nodeid}", *why[:6]]))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: let the collector of garbage not look through all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    stage.prepare(item)


@pytest.fixture(scope="session", autouse=True)
def quick_settings():
    """Static files without a manifest; passwords whose hashing costs nothing."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=STORAGES, PASSWORD_HASHERS=hashers, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The owner makes the database, and migrates it."""
    database.become_owner()


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """From here on the runtime role; the owner again to empty the tables, and to drop the database."""
    emptied = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: database.empty_tables()
    with django_db_blocker.unblock():
        with database.made_in_turn():
            request.getfixturevalue("django_db_setup")
        database.let_triggers_rest()
        database.become_runtime()
        stage.blocker = django_db_blocker
        yield
        stage.blocker = None
        database.become_owner()
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture
@stage.kept
def cast(db) -> Cast:
    """The people, their workspaces and a canvas: see tests/cast.py."""
    return make_cast()


@pytest.fixture
def committed_cast(transactional_db) -> Cast:
    """The cast where commits are real: for threads, processes, and what happens after a commit."""
    return stage.put_on(make_cast)


@pytest.fixture
def as_owner(transactional_db):
    """The test acts as the tables' owner, as migrations and loading do."""
    database.become_owner()
    yield
    database.become_runtime()


@pytest.fixture
def meanwhile(monkeypatch) -> Callable[[Callable[[], object]], None]:
    """meanwhile(act) does something while the next edit waits for the lock: after its view looked, before it writes."""

    def wait(act: Callable[[], object]) -> None:
        begin = workspaces.acting.on_record

        def waited(*args, **kwargs):
            for home in (workspaces.acting, programs.acting):
                monkeypatch.setattr(home, "on_record", begin)
            act()
            return begin(*args, **kwargs)

        for home in (workspaces.acting, programs.acting):
            monkeypatch.setattr(home, "on_record", waited)
        monkeypatch.setattr(workspaces.acting, "act_at_once", lambda *act: None)  # it comes after the act, the long way

    return wait
