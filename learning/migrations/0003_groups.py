"""The two groups of staff that curate: who is in them is decided in the administration (learning/roles.py)."""

from django.db import migrations


def make_groups(apps, schema_editor):
    for name in ("curators", "editors"):
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_sql"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
