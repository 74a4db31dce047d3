"""An invitation's token is in no log, whatever goes wrong on the way."""

import logging

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.cast import actor
from workspaces.models import Invitation
from workspaces.roles import Role


@pytest.fixture
def address(cast):
    _invitation, token = Invitation.objects.invite(cast.team, Role.VIEWER, 1, actor(cast.amina))
    return reverse("invitation_open", args=[token])


def test_outage(address, caplog, monkeypatch):
    def away(*args):
        raise OperationalError("away")

    monkeypatch.setattr("workspaces.models.invitation.InvitationQuerySet.by_token", away)
    with caplog.at_level(logging.INFO):
        assert Client(raise_request_exception=False).get(address).status_code == 503
    assert "/invitation/…" in caplog.text and address not in caplog.text


def test_mistake_of_ours(address, caplog, monkeypatch):
    monkeypatch.setattr("workspaces.opened.redirect", None)
    with caplog.at_level(logging.INFO):
        assert Client(raise_request_exception=False).get(address).status_code == 500
    assert "/invitation/…" in caplog.text and address not in caplog.text


def test_form_from_elsewhere(address, caplog):
    with caplog.at_level(logging.INFO):
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert "/invitation/…" in caplog.text and address not in caplog.text


def test_nothing_there(db, caplog):
    with caplog.at_level(logging.INFO):
        assert Client().get("/invitation/mistyped/").status_code == 404
    assert "mistyped" not in caplog.text
