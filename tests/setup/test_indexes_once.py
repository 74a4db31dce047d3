"""Every index is kept up by every write: none may be the beginning of another that the database has anyway."""

import pytest
from django.apps import apps
from django.db import connection

OURS = {model._meta.db_table for model in apps.get_models() if not model.__module__.startswith(("allauth", "django"))}
COVERED = """
WITH whole AS (
  SELECT indrelid, indexrelid, indisunique, indkey::int[] AS key, indclass::oid[] AS how
    FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_am a ON a.oid = i.relam
   WHERE a.amname = 'btree' AND indpred IS NULL AND indexprs IS NULL)
SELECT t.relname, short.indexrelid::regclass::text FROM whole short
  JOIN whole long ON long.indrelid = short.indrelid AND long.indexrelid <> short.indexrelid
  JOIN pg_class t ON t.oid = short.indrelid
 WHERE NOT short.indisunique AND t.relname = ANY(%s)
   AND long.key[0:cardinality(short.key) - 1] = short.key[0:] AND long.how[0:cardinality(short.how) - 1] = short.how[0:]
"""


@pytest.mark.django_db
def test_no_index_is_the_beginning_of_another():
    with connection.cursor() as cursor:
        cursor.execute(COVERED, [list(OURS)])
        assert cursor.fetchall() == []
