"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

from django.urls import path

from relationships.views import advice, audit, focus, importing, matrix, numbers, relationship, strategy, what_if

C = "canvases/<int:canvas>/"
F, R = C + "focus/", C + "relationships/<int:segment>/<str:kind>/"

urlpatterns = [
    path(C + "relationships/", matrix.matrix, name="matrix"),
    path(R, relationship.relationship, name="relationship"),
    path(R + "editor/", relationship.relationship_editor, name="relationship_editor"),
    path(R + "revise/", relationship.relationship_revise, name="relationship_revise"),
    path(R + "retire/", relationship.relationship_retire, name="relationship_retire"),
    path(R + "remove/", relationship.relationship_remove, name="relationship_remove"),
    path(R + "restore/", relationship.relationship_restore, name="relationship_restore"),
    path(R + "tie/", relationship.relationship_tie, name="relationship_tie"),
    path(R + "untie/", relationship.relationship_untie, name="relationship_untie"),
    path(C + "advice/", advice.advice, name="advice"),
    path(C + "advice/dismissal/", advice.advice_dismissal, name="advice_dismissal"),
    path(C + "advice/dismiss/", advice.advice_dismiss, name="advice_dismiss"),
    path(C + "advice/<int:dismissal>/reopen/", advice.advice_reopen, name="advice_reopen"),
    path(C + "numbers/", numbers.numbers, name="numbers"),
    path(C + "numbers/record/", numbers.indicator_record, name="indicator_record"),
    path(C + "numbers/import/", importing.indicator_import, name="indicator_import"),
    path(C + "numbers/import/confirm/", importing.indicator_import_confirm, name="indicator_import_confirm"),
    path(C + "numbers/template.csv", importing.indicator_template, name="indicator_template"),
    path(C + "numbers/figures.csv", importing.indicators_csv, name="indicators_csv"),
    path(C + "what-if/", what_if.what_if, name="what_if"),
    path(C + "what-if/keep/", what_if.scenario_keep, name="scenario_keep"),
    path(C + "what-if/<int:scenario>/remove/", what_if.scenario_remove, name="scenario_remove"),
    path(C + "strategy/", strategy.strategy, name="strategy"),
    path(F + "new/", focus.focus_new, name="focus_new"),
    path(F + "decide/", focus.focus_decide, name="focus_decide"),
    path(F + "<int:focus>/withdraw/", focus.focus_withdraw, name="focus_withdraw"),
    path(C + "audit/", audit.audit, name="audit"),
    path(C + "audit/csv/", audit.audit_csv, name="audit_csv"),
    path(C + "audit/json/", audit.audit_json, name="audit_json"),
]
