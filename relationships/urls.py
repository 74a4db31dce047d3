"""What can be done with a canvas's relationships and strategy, under /w/<workspace>/."""

from django.urls import path

from relationships.views import audit, focus, strategy

C = "canvases/<int:canvas>/"
F = C + "focus/"

urlpatterns = [
    path(C + "strategy/", strategy.strategy, name="strategy"),
    path(F + "new/", focus.focus_new, name="focus_new"),
    path(F + "decide/", focus.focus_decide, name="focus_decide"),
    path(F + "<int:focus>/withdraw/", focus.focus_withdraw, name="focus_withdraw"),
    path(C + "audit/", audit.audit, name="audit"),
    path(C + "audit/csv/", audit.audit_csv, name="audit_csv"),
    path(C + "audit/json/", audit.audit_json, name="audit_json"),
]
