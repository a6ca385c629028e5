"""Two waves of a barometer, line by line, as counted by hand."""

import pytest

from parvis.understand.surveys.barometer import Changed, changes
from parvis.understand.surveys.comparing.verdicts import Verdict
from parvis.understand.surveys.reading import answers
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.integration.survey_results.test_crossings import DRIVER, FORM, SILENT, WALKER

pytestmark = pytest.mark.django_db(transaction=True)


def compared(town: Town, here: list[dict], before: list[dict]) -> dict[str, Changed]:
    with town.open():
        waves = []
        for code, given in (("avant", before), ("apres", here)):
            asked = survey(town, FORM, code=code, is_anonymous=False)
            answered(asked, given)
            waves.append(answers(asked))
        return {one.key: one for one in changes(waves[1], waves[0])}


def test_several_choices_and_rows_of_a_matrix_are_compared(town: Town) -> None:
    found = compared(town, [WALKER] * 40 + [DRIVER] * 10, [WALKER] * 10 + [DRIVER] * 40)
    assert list(found) == ["goes", "judged.roads", "judged.lanes", "mood"]
    goes = found["goes"].shares
    assert list(goes) == ["foot", "bike", "car"]
    assert [round(one.difference.value, 2) for _, one in goes.values()] == [0.6, 0.6, -0.6]
    roads = found["judged.roads"]
    assert roads.row == {"fr": "des rues"}
    assert {key: one.here.value for key, (_, one) in roads.shares.items()} == {
        "good": 0.2, "bad": 0.8,
    }  # fmt: skip
    assert all(one.verdict is Verdict.DIFFERENT for _, one in roads.shares.values())
    assert found["mood"].mean is not None


def test_all_that_two_waves_compare_is_judged_together(town: Town) -> None:
    """What happens by chance once in thirty is nothing among eight comparisons."""
    found = compared(
        town,
        [WALKER] * 30 + [DRIVER] * 20 + [SILENT] * 5,
        [WALKER] * 20 + [DRIVER] * 30 + [SILENT] * 5,
    )
    every = [one for changed in found.values() for _, one in changed.shares.values()]
    assert {one.verdict for one in every} == {Verdict.TOO_SMALL_TO_SAY}
    assert min(one.chance for one in every) > 0.05
