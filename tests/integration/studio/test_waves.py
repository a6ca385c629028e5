"""The waves of a barometer are prepared in the studio, one after the other."""

import pytest

from parvis.foundation.db.operation import Refusal
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.models import Form
from parvis.offer.surveys import operations, queries
from parvis.offer.surveys.models import Survey
from tests.factories.surveys import MARKET, survey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first(town):
    with town.open():
        return survey(
            town, kind="barometer", results="no", reminder_days=[5], margins={"comes": {"yes": 1}}
        )


def waves(town, made) -> list[Survey]:
    with town.open():
        return queries.waves(made)


def test_the_next_wave_asks_the_same_under_the_same_settings(town, studio, first):
    answer = studio.post(f"/reglages/enquetes/{first.pk}/vague/")
    made = waves(town, first)[1]
    assert answer.url == f"/reglages/enquetes/{made.pk}/"
    assert (made.wave, made.series_id, made.form_id) == (2, first.pk, first.form_id)
    assert (made.results, made.reminder_days, made.margins) == ("no", [5], {"comes": {"yes": 1}})
    assert (made.version_id, made.opens_at, made.code) == (None, None, "le-marche-du-samedi")
    page = studio.get(answer.url).content.decode()
    assert "la même chose que la vague 1" in page
    assert "Préparer la vague suivante" not in page, "this one is to be opened first"
    studio.post(f"{answer.url}ouverture/", {"open": "yes"})
    assert waves(town, first)[1].version_id == first.version_id
    with town.open():
        added = Entry.objects.filter(action="survey.added").latest("id")
    assert added.data == {"kind": "barometer"}


def test_the_next_wave_is_asked_when_the_last_one_was(town):
    after = {"asked_after": "visit", "asked_days": 5, "asked_departments": [town.roads.pk]}
    with town.open():
        made = survey(town, kind="barometer", **after)
        second = operations.add_wave(survey=made, code="deux", by=SYSTEM)
        assert {name: getattr(second, name) for name in after} == after


def test_what_is_asked_otherwise_is_named(town, studio, first):
    studio.post(f"/reglages/enquetes/{first.pk}/vague/")
    pages = [MARKET["pages"][0] | {"items": MARKET["pages"][0]["items"][:2]}, MARKET["pages"][1]]
    with town.open():
        form = Form.objects.get(pk=first.form_id)
        less = read_definition(MARKET | {"pages": pages})
        forms.save_draft(form=form, definition=less, revision=0, by=SYSTEM)
        forms.publish_draft(form=form, by=SYSTEM)
    page = studio.get(f"/reglages/enquetes/{waves(town, first)[1].pk}/").content.decode()
    assert "autrement que la vague 1" in page
    assert "En êtes-vous content" in page
    assert "Venez-vous au marché" not in page


def test_the_list_keeps_waves_together(town, studio, first):
    with town.open():
        survey(town, code="entre", kind="survey")
        second = operations.add_wave(survey=first, code="deux", by=SYSTEM)
    page = studio.get("/reglages/enquetes/").content.decode()
    assert "2 vagues" in page
    places = [page.index(f"/enquetes/{one.pk}/") for one in (second, first)]
    assert places == sorted(places)
    assert f"/enquetes/{second.series_id}/" in page[places[0] : places[0] + 1_500]


def test_one_wave_after_the_other_and_only_of_a_barometer(town, first):
    with town.open():
        second = operations.add_wave(survey=first, code="deux", by=SYSTEM)
        with pytest.raises(Refusal, match="not_begun"):
            operations.add_wave(survey=second, code="trois", by=SYSTEM)
        other = survey(town, code="autre")
        with pytest.raises(Refusal, match="no_barometer"):
            operations.add_wave(survey=other, code="encore", by=SYSTEM)
        operations.open_survey(survey=second, by=SYSTEM)
        third = operations.add_wave(survey=first, code="trois", by=SYSTEM)
        assert (third.wave, third.series_id) == (3, first.pk)
        before = queries.wave_before(third)
        assert before is not None and before.pk == second.pk
