"""What an INSEE code tells."""

import holidays
import phonenumbers
import pytest

from parvis.foundation.territories import is_insee_code, territory_of

OVERSEAS = ("971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988")


@pytest.mark.parametrize("code", ["01001", "2A004", "2B033", "75056", "97411", "98818"])
def test_codes_of_communes(code: str) -> None:
    assert is_insee_code(code)


@pytest.mark.parametrize("code", ["", "1001", "2C004", "750566", "7505A", "A0001", "75 56"])
def test_what_is_no_code(code: str) -> None:
    assert not is_insee_code(code)


@pytest.mark.parametrize(
    ("code", "department", "zone"),
    [
        ("75056", "75", "Europe/Paris"),
        ("2A004", "2A", "Europe/Paris"),
        ("2B", "2B", "Europe/Paris"),
        ("97411", "974", "Indian/Reunion"),
        ("974", "974", "Indian/Reunion"),
        ("97502", "975", "America/Miquelon"),
    ],
)
def test_department_and_hour(code: str, department: str, zone: str) -> None:
    found = territory_of(code)
    assert (found.department, found.zone.key) == (department, zone)


@pytest.mark.parametrize("code", ["", "Paris", "999999", "7"])
def test_anything_else_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="INSEE"):
        territory_of(code)


@pytest.mark.parametrize("department", OVERSEAS)
def test_overseas_facts_are_known_to_the_packages_we_use(department: str) -> None:
    found = territory_of(department)
    assert found.phone_region in phonenumbers.SUPPORTED_REGIONS
    assert found.holidays in holidays.country_holidays("FR").subdivisions
    assert found.zone


def test_alsace_and_moselle_have_their_own_holidays() -> None:
    assert [territory_of(code).holidays for code in ("57463", "67482", "68066", "75056")] == [
        "57",
        "6AE",
        "6AE",
        None,
    ]
