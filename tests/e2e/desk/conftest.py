"""A town, and the models that read what its people say."""

from collections.abc import Iterator

import pytest

from parvis.flows import read_contributions
from tests.factories import Town, small_town


@pytest.fixture
def town(committed: None) -> Town:
    return small_town()


@pytest.fixture(scope="module")
def models() -> Iterator[None]:
    """The real ones, loaded in this process, and let go of after the file."""
    yield
    read_contributions.text_reader.cache_clear()
    read_contributions.topics.cache_clear()
