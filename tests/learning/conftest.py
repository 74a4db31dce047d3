"""Who curates in these tests: Parisa writes, Edris publishes."""

import pytest

from accounts.models import User
from tests.learning.writing import make_curator, make_editor


@pytest.fixture
def parisa(db) -> User:
    return make_curator()


@pytest.fixture
def edris(db) -> User:
    return make_editor()
