import pytest

from tests.factories.towns import small_town


@pytest.fixture(autouse=True)
def unhurried(settings):
    """Tests are quicker than people."""
    settings.PARVIS_SHORTEST_SECONDS = 0


@pytest.fixture
def town():
    return small_town()
