"""What has expired is forgotten by the clock: sessions, and what the shared cache held."""

from datetime import timedelta

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

from accounts.jobs import forget_what_expired
from accounts.models import Session


def test_sessions_that_expired_are_forgotten_and_no_other(cast):
    old, new = (person.client.session.session_key for person in (cast.layla, cast.kian))
    Session.objects.filter(pk=old).update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_what_expired(timestamp=0)
    assert not Session.objects.filter(pk=old).exists()
    assert Session.objects.filter(pk=new).exists()


@pytest.mark.django_db
def test_what_the_shared_cache_held_is_forgotten_with_the_addresses_in_it():
    cache = DatabaseCache("accounts_cache", {})
    cache.set("code-under-way:1:layla@example.com", "1", 600)
    cache.set("code-under-way:2:kian@example.com", "2", 600)
    with connection.cursor() as cursor:
        over = "UPDATE accounts_cache SET expires = now() - interval '1 second' WHERE cache_key LIKE '%layla%'"
        cursor.execute(over)
        forget_what_expired(timestamp=0)
        cursor.execute("SELECT cache_key FROM accounts_cache WHERE cache_key LIKE '%under-way%'")
        assert [key for (key,) in cursor.fetchall()] == [":1:code-under-way:2:kian@example.com"]
