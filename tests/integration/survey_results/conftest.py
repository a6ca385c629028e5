"""A town whose residents have answered."""

import pytest

from tests.factories.towns import Town, small_town


@pytest.fixture
def town() -> Town:
    return small_town()
