"""A packing whose workspace is purged, before it begins or while it goes on, ends without a word."""

import pytest
from django.core import mail

from exports import bundling
from exports.jobs import mail_bundle, pack_bundle
from exports.models import Bundle, Piece
from tests.exports.packed import make_bundle
from tests.workspaces.furnished import purged


@pytest.fixture
def asked_for(committed_cast) -> int:
    return make_bundle(committed_cast).pk


def test_before_it_begins(committed_cast, asked_for, as_owner):
    purged(committed_cast, "--yes")
    pack_bundle(asked_for)
    mail_bundle(asked_for)
    assert mail.outbox == []


def test_while_it_goes_on(committed_cast, asked_for, as_owner, monkeypatch):
    steps = bundling.steps_of

    def meanwhile(*given):
        found = steps(*given)
        purged(committed_cast, "--yes")
        return found

    monkeypatch.setattr(bundling, "steps_of", meanwhile)
    pack_bundle(asked_for)
    assert not Piece.objects.exists() and not Bundle.objects.exists()


def test_what_fails_otherwise_is_told(committed_cast, asked_for, monkeypatch):
    def fail(*given):
        raise OSError

    monkeypatch.setattr(bundling, "steps_of", fail)
    with pytest.raises(OSError):
        pack_bundle(asked_for)
