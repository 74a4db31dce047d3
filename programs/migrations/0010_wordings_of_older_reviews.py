"""Reviews from before 0009 kept no wordings. The record knows them: a mark was given by the words that its criterion had
when its review was last saved. They are put in as an act of its reviewer, who gave it; the version stays, so that what
is being written is not stale."""

from hashlib import blake2b

from django.db import migrations

from record.acting import Actor, acting


def wording_of(row: dict) -> str:
    """As Criterion.wording was in 0009."""
    said = "\n".join([row["title"], row["question"], *row["levels"]])
    return f"{row['id']}:{blake2b(said.encode(), digest_size=6).hexdigest()}"


def wordings_of(review, lines) -> dict[str, str]:
    """`lines` are those of the program's record."""
    last = lines.filter(table="programs_review", row_id=review.pk).order_by("-seq").values_list("seq", flat=True)[:1]
    found = {}
    for pk in review.scores:
        words = lines.filter(table="programs_criterion", row_id=int(pk), seq__lt=last).order_by("-seq").first()
        if words:
            found[pk] = wording_of(words.after)
    return found


def fill(apps, editor) -> None:
    changes = apps.get_model("record", "Change").objects
    for review in apps.get_model("programs", "Review").objects.filter(wordings={}).exclude(scores={}):
        review.wordings = wordings_of(review, changes.filter(workspace_id=review.program_id))
        with acting(Actor(review.reviewer_id), review.program_id, "review.revise"):
            review.save(update_fields=["wordings"])


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_wordings"), ("record", "0004_redact")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
