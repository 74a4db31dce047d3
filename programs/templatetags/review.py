"""What programs' pages show: {% answer_form %}, {{ focus|weights }} and {{ program|clock:reading }}."""

from collections.abc import Mapping

from django import template

from accounts.reading import Reading
from programs.forms.answer import AnswerForm
from programs.models import Program, Remark
from relationships.timeline import weights_of

register = template.Library()
register.filter("weights", weights_of)


@register.simple_tag
def answer_form(remark: Remark, failed: Mapping[int, AnswerForm] | None) -> AnswerForm:
    """The form for the team's answer: as it was sent where that failed, else with what was answered before."""
    if failed and remark.pk in failed:
        return failed[remark.pk]
    answer = getattr(remark, "answer", None)
    begun = {"version": 0}
    if answer:
        begun = {"version": answer.version, "text": answer.text, "done": bool(answer.done_at)}
    return AnswerForm(initial=begun, auto_id=f"id_{remark.pk}_%s")


@register.filter
def clock(program: Program, reading: Reading) -> str:
    return program.place(reading.language)
