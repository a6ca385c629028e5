"""Texts are read with the stand-in: what is tested here is what becomes of what was read."""

import pytest

from parvis.adapters import chosen
from parvis.flows import read_contributions, said_before


def forget():
    read_contributions.text_reader.cache_clear()
    read_contributions.topics.cache_clear()
    said_before.towns.cache_clear()


@pytest.fixture(autouse=True)
def stand_in(settings):
    settings.PARVIS_ENCODER = "parvis.adapters.encoder.HashedWords"
    settings.PARVIS_NAMED_ENTITIES = "parvis.adapters.named_entities.Capitals"
    settings.PARVIS_LANGUAGES = "parvis.adapters.languages.CommonWords"
    forget()
    yield
    forget()
    chosen._instance.cache_clear()
