"""What the background forgets for accounts: whatever has expired. Nothing else would, and addresses are among it."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import Session


@app.periodic(cron="41 3 * * *", periodic_id="expired sessions")
@app.task(queueing_lock="expired sessions")
def forget_what_expired(timestamp: int) -> None:
    """Each night: sessions, and what the shared cache holds (CACHES in the settings)."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_cache WHERE expires <= clock_timestamp()")
