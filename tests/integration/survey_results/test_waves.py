"""Two waves of a barometer, line by line, as counted by hand."""

import numpy as np
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


def in_two_waves(town: Town, forms: tuple[dict, dict], given: tuple[dict, dict]) -> list[Changed]:
    """The same number of people in each of two waves, before and now, each with its form."""
    with town.open():
        waves = []
        for code, form, answer in zip(("avant", "apres"), forms, given, strict=True):
            asked = survey(town, form, code=code, is_anonymous=False)
            answered(asked, [answer] * 30)
            waves.append(answers(asked))
        return changes(waves[1], waves[0])


def asking(**scale: object) -> dict:
    item = {"kind": "scale", "key": "mood", "label": {"fr": "Content ?"}} | scale
    page = {"key": "p", "title": {"fr": "P"}, "items": [item]}
    return {"title": {"fr": "T"}, "languages": ["fr"], "pages": [page]}


def test_a_scale_with_other_steps_is_another_question(town: Town) -> None:
    forms = asking(), asking(most=5)
    assert in_two_waves(town, forms, ({"mood": 9}, {"mood": 5})) == []


def test_a_question_in_other_words_is_compared_and_said_so(town: Town) -> None:
    forms = asking(), asking(label={"fr": "Êtes-vous fier ?"})
    (found,) = in_two_waves(town, forms, ({"mood": 9}, {"mood": 5}))
    assert found.is_reworded


def test_waves_are_compared_as_they_are_weighted(town: Town) -> None:
    """Half of each wave walks; the first heard mostly drivers, who are less happy."""
    with town.open():
        waves = []
        for code, walkers in (("avant", 10), ("apres", 40)):
            asked = survey(town, FORM, code=code, is_anonymous=False)
            answered(asked, [WALKER] * walkers + [DRIVER] * (50 - walkers))
            waves.append(answers(asked))
        before, now = waves
        weights = tuple(
            np.where(one.flags("goes", "foot") == 1, 25 / walkers, 25 / (50 - walkers))
            for one, walkers in ((now, 40), (before, 10))
        )
        raw = {one.key: one for one in changes(now, before)}
        same = {one.key: one for one in changes(now, before, (weights[0], weights[1]))}
    assert raw["goes"].shares["foot"][1].verdict is Verdict.DIFFERENT
    assert same["goes"].shares["foot"][1].difference.value == pytest.approx(0)
    assert same["goes"].shares["foot"][1].verdict is Verdict.TOO_SMALL_TO_SAY
    assert same["mood"].mean is not None
    assert same["mood"].mean.difference.value == pytest.approx(0)
