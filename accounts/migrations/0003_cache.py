"""The table of the shared cache (CACHES in the settings); unlogged, for what is in it may be lost."""

from django.db import migrations

MAKE = """
    CREATE UNLOGGED TABLE accounts_cache (
        cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
    );
    CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_fold")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE accounts_cache")]
