"""Communes from the package's files: codes are five characters, a postcode is no commune."""

from pathlib import Path

import pytest
from django.conf import settings

from parvis.adapters import territories

pytestmark = pytest.mark.skipif(
    not Path(settings.PARVIS_TERRITORIES).is_dir(),
    reason="the front-end packages are not installed: run 'make build'",
)


def test_a_commune_by_its_code():
    found = territories.commune("31555")
    assert found.name == "Toulouse"
    assert found.population > 400_000
    assert found.parent == "Toulouse Métropole"


@pytest.mark.parametrize("code", ["2A004", "2a004", "97411"])
def test_codes_with_letters_and_of_overseas(code):
    assert territories.commune(code) is not None


def test_an_unknown_code():
    assert territories.commune("99999") is None


def test_a_name_without_its_accents_and_hyphens():
    names = [row.name for row in territories.search_communes("saint etienne")]
    assert names[0] == "Saint-Étienne"


def test_a_typing_error():
    assert any(row.name == "Marseille" for row in territories.search_communes("Marseile"))


def test_a_postcode_gives_every_commune_that_has_it():
    found = territories.search_communes("01350")
    assert len(found) > 1


def test_files_that_are_not_there_are_told(settings, tmp_path):
    settings.PARVIS_TERRITORIES = tmp_path
    territories._communes.cache_clear()
    with pytest.raises(territories.NoTerritories, match="parvis build"):
        territories.commune("31555")
    territories._communes.cache_clear()
