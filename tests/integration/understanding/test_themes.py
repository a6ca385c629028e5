"""Themes over a selection of what a town's people said, and what a person makes of them."""

from datetime import UTC, datetime

import pytest

from parvis.authorities import queries as authorities
from parvis.capture.corrections import queries as corrections
from parvis.flows import contributions, read_contributions
from parvis.flows import studies as studied
from parvis.flows.forget import forget_report
from parvis.flows.theme_selection import Selection, open_readings, readings
from parvis.flows.wish_themes import take_wish_back, wish_themes
from parvis.foundation.clock import at, today
from parvis.foundation.db.operation import Refusal
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM, Actor
from parvis.understand.readings.models import Reading
from parvis.understand.studies.models import Study
from parvis.web.cockpit.listening.kept import kept
from parvis.web.cockpit.listening.quoting import Said
from parvis.web.cockpit.listening.theme import undoable
from tests.factories import agent, small_town
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.integration.understanding.spoken import BINS, EVERY, HOLES, LAMPS, said, themes_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def spoken(town):
    with town.open():
        said(town, EVERY)
    return town


def day():
    return today(authorities.calendar().zone)


def ids(town, study):
    with town.open():
        themes = kept(study).themes
        return {one for theme in themes.themes for one in theme.members} | set(themes.rest)


def test_themes_take_in_all_that_was_said_and_name_it(spoken):
    study = themes_of(spoken)
    with spoken.open():
        assert ids(spoken, study) == set(Reading.objects.values_list("pk", flat=True))
        named = " ".join(theme.name for theme in kept(study).themes.themes)
    assert "lampadaire" in named
    assert study.versions == {"themes": "themes 1"}
    assert study.result["wishes"] == []


def test_the_same_comes_of_the_same(spoken):
    first, second = themes_of(spoken), themes_of(spoken)
    assert first.pk != second.pk
    assert first.result["themes"]["themes"] == second.result["themes"]["themes"]


def test_nobody_s_name_is_a_theme_s(town):
    with town.open():
        said(town, [f"{one}, dit Mme Camille Martin" for one in EVERY])
    study = themes_of(town)
    assert len(study.result["themes"]["themes"]) > 1
    assert "martin" not in str(study.result).lower()
    assert "camille" not in str(study.result).lower()


def test_few_are_not_grouped(town):
    with town.open():
        said(town, LAMPS[:3])
    assert len(themes_of(town).result["few"]) == 3


def test_where_nobody_said_anything_nothing_is_found(town):
    assert themes_of(town).result["few"] == []


def test_a_text_read_again_keeps_its_place_and_an_erased_one_is_gone(spoken):
    study = themes_of(spoken)
    with spoken.open():
        row = Reading.objects.order_by("pk").first()
        read_contributions.read(contributions.of_reports([row.report_id]))
        assert Reading.objects.filter(pk=row.pk).exists()
        (shown,) = Said([row.pk], ["director"]).whole([row.pk])
        assert shown.sentence.startswith("Le lampadaire de la rue")
        forget_report(report=row.report_id, by=SYSTEM)
        assert Said([row.pk], ["director"]).whole([row.pk]) == []
    assert row.pk in ids(spoken, study)
    assert row.pk not in ids(spoken, themes_of(spoken))


def test_names_are_masked_and_only_who_may_opens_the_case(town):
    with town.open():
        said(town, ["Rappelez Mme Martin au 06 12 34 56 78, le trou est profond."])
        (row,) = Reading.objects.all()
        (shown,) = Said([row.pk], ["director"]).whole([row.pk])
        (closed,) = Said([row.pk], ["elected"]).whole([row.pk])
    assert "06 12" not in shown.sentence
    assert "[téléphone]" in shown.sentence
    assert shown.href.startswith("/agents/")
    assert (closed.href, closed.label) == ("", shown.label)


def test_closed_departments_and_other_towns_are_never_in(spoken):
    other = small_town()
    with other.open():
        said(other, EVERY[:5])
    lock = spoken.social.pk
    with spoken.open(compartments=(lock,)):
        taken = said(spoken, ["Je n’arrive plus à payer mon loyer"], "help", place=None)
        assert Reading.objects.get(report=taken[0]).department_lock == lock
        assert not open_readings().filter(report=taken[0]).exists()
    study = themes_of(spoken)
    with spoken.open(compartments=(lock,)):
        inside = set(
            Reading.objects.filter(pk__in=ids(spoken, study)).values_list("report", flat=True)
        )
    assert len(ids(spoken, study)) == len(inside) == len(EVERY)
    assert taken[0] not in inside


def of_question(asked, **more):
    return Selection(source="answer", survey=asked.pk, question="words", **more)


@pytest.mark.parametrize(("many", "seen"), [(4, 0), (5, 5)])
def test_an_anonymous_survey_s_handful_is_not_in(town, many, seen):
    with town.open():
        asked = survey(town)
        given = answered(asked, [{"comes": "no", "words": f"Trop loin {at}"} for at in range(many)])
        read_contributions.read(contributions.of_answers([one.pk for one in given]))
        assert Reading.objects.count() == many
        assert readings(of_question(asked), day()).count() == seen
        numbers = list(Reading.objects.values_list("pk", flat=True))
        shown = Said(numbers, ["director"]).whole(numbers)
    assert len(shown) == seen
    assert {one.href for one in shown} <= {f"/pilotage/enquetes/{asked.pk}/"}
    assert {one.day for one in shown} <= {""}


def test_an_anonymous_survey_is_not_narrowed_by_day_or_place(town):
    with town.open():
        asked = survey(town)
        given = answered(asked, [{"comes": "no", "words": f"Trop loin {at}"} for at in range(6)])
        read_contributions.read(contributions.of_answers([one.pk for one in given]))
        narrow = of_question(asked, period="custom", since="2020-01-01", until="2020-01-02",
                             districts=(town.first.pk,), channels=("paper",))  # fmt: skip
        assert readings(narrow, day()).count() == 6
        assert readings(Selection(), day()).count() == 0


def test_reports_are_narrowed_by_where_and_how_they_came(spoken):
    with spoken.open():
        said(spoken, ["La lampe clignote"], "lamp", channel="phone")
        for chosen, many in (
            (Selection(), len(EVERY) + 1),
            (Selection(channels=("phone",)), 1),
            (Selection(services=(spoken.services["lamp"].pk,)), 1),
            (Selection(departments=(spoken.roads.pk,)), len(EVERY) + 1),
            (Selection(departments=(spoken.social.pk,)), 0),
            (Selection(source="statement"), 0),
            (Selection(districts=(spoken.second.pk,)), 0),
            (Selection(period="custom", since="2020-01-01", until="2020-01-02"), 0),
        ):
            assert readings(chosen, day()).count() == many, chosen


def wished(town, study, someone, **wish):
    with town.open():
        row = wish_themes(study=study, by=Actor("agent", someone.pk), **wish)
    assert studied.run(town.authority.pk, row.pk)
    with town.open():
        return Study.objects.get(pk=row.pk)


def test_what_a_person_wished_is_kept_over_new_runs(spoken):
    with spoken.open():
        someone = agent(spoken, "director")
    study = themes_of(spoken)
    first, second, *_ = [theme["id"] for theme in study.result["themes"]["themes"]]
    before = len(study.result["themes"]["themes"])
    joined = wished(spoken, study, someone, kind="merge", theme=first, others=[second])
    named = wished(spoken, joined, someone, kind="rename", theme=first, name="Cadre de vie")
    with spoken.open():
        said(spoken, ["Le lampadaire de la rue Bleue reste éteint aussi"])
    again = themes_of(spoken)
    with spoken.open():
        assert [one.pk for one in corrections.theme_wishes(study.digest)] == again.result["wishes"]
        found = {theme.id: theme for theme in kept(again).themes.themes}
    assert len(found) == before - 1
    assert found[first].name == "Cadre de vie"
    assert second not in found
    assert again.result["themes"]["unheard"] == []
    data = [entry.data for entry in _entries(spoken)]
    assert "Cadre de vie" not in str(data)
    merge = named.result["wishes"][0]
    with spoken.open():
        row = take_wish_back(study=again, wish=merge, by=Actor("agent", someone.pk))
        assert kept(again).is_behind
    assert studied.run(spoken.authority.pk, row.pk)
    with spoken.open():
        apart = kept(Study.objects.get(pk=row.pk))
        assert {first, second} <= {theme.id for theme in apart.themes.themes}
        assert not apart.is_behind


def _entries(town):
    with town.open():
        return list(Entry.objects.filter(object_kind="theme_wish"))


def joined_then_parted(spoken):
    """The study before, the theme that took in another, and the study after both wishes."""
    with spoken.open():
        someone = agent(spoken, "director")
    study = themes_of(spoken)
    first, second, *_ = [theme["id"] for theme in study.result["themes"]["themes"]]
    joined = wished(spoken, study, someone, kind="merge", theme=first, others=[second])
    parted = wished(spoken, joined, someone, kind="split", theme=first)
    return study, first, parted


def test_what_was_joined_is_parted_and_stays_so(spoken):
    study, _first, parted = joined_then_parted(spoken)
    again = themes_of(spoken)
    assert [sorted(theme["id"] for theme in one.result["themes"]["themes"])
            for one in (study, parted)] == [
        sorted(theme["id"] for theme in one.result["themes"]["themes"])
        for one in (parted, again)
    ]  # fmt: skip


def test_a_split_is_taken_back(town):
    with town.open():
        someone = agent(town, "director")
        said(town, [f"{one} {number}" for number in ("alors", "depuis", "encore") for one in EVERY])
    study = themes_of(town)
    before = [theme["id"] for theme in study.result["themes"]["themes"]]
    parted = wished(town, study, someone, kind="split", theme=before[0])
    assert len(parted.result["themes"]["themes"]) == len(before) + 1
    with town.open():
        (row,) = corrections.theme_wishes(study.digest)
        piece = next(one for one in kept(parted).themes.themes if one.id not in before)
        assert undoable(kept(parted), piece)[0][0] == row.pk
        back = take_wish_back(study=parted, wish=row.pk, by=Actor("agent", someone.pk))
    assert studied.run(town.authority.pk, back.pk)
    with town.open():
        again = kept(Study.objects.get(pk=back.pk))
        assert {theme.id for theme in again.themes.themes} == set(before)
        assert again.themes.unheard == ()


def test_what_was_joined_last_is_taken_back_first(spoken):
    study, first, parted = joined_then_parted(spoken)
    with spoken.open():
        theme = next(one for one in kept(parted).themes.themes if one.id == first)
        _merge, split = corrections.theme_wishes(study.digest)
        assert [number for number, _ in undoable(kept(parted), theme)] == [split.pk]


def test_a_theme_is_held_beside_the_period_before(town):
    """Lamps then, lamps now; bins now alone: they grow, and what was said before is there."""
    with at(datetime(2026, 8, 1, 9, tzinfo=UTC)), town.open():
        old = said(town, [*LAMPS, *HOLES])
    with at(datetime(2026, 11, 20, 9, tzinfo=UTC)), town.open():
        said(town, [*LAMPS, *BINS, *(f"{one} encore" for one in BINS)])
        selection = Selection(period="custom", since="2026-09-11", until="2026-11-20")
    study = themes_of(town, selection)
    with town.open():
        found = kept(study)
        numbers = set(Reading.objects.filter(report__in=old).values_list("pk", flat=True))
        assert found.themes.past is None
        said_first = at(datetime(2026, 6, 1, 9, tzinfo=UTC))
    with said_first, town.open():
        said(town, ["Bonjour à tous"])
    with town.open():
        found = kept(themes_of(town, selection))
        assert found.themes.past.size == len(old)
        assert {one for ids in found.themes.past.members.values() for one in ids} <= numbers
        most = found.growths[0]
        named = next(one for one in found.themes.themes if one.id == most.theme)
        assert most.is_sure
        assert most.change > 0.2
        assert "poubelle" in named.name or "déchets" in named.name


def test_a_wish_that_cannot_be_followed_is_told(spoken):
    """The texts of the theme all lie on one place: nothing parts them."""
    with spoken.open():
        someone = agent(spoken, "director")
    study = themes_of(spoken)
    first = study.result["themes"]["themes"][0]["id"]
    parted = wished(spoken, study, someone, kind="split", theme=first)
    assert parted.result["themes"]["unheard"] == [0]


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "rename", "theme": 999, "name": "x"},
        {"kind": "merge", "theme": 1, "others": []},
        {"kind": "merge", "theme": 1, "others": [999]},
    ],
)
def test_what_makes_no_sense_is_refused_with_nothing_written(spoken, wish):
    with spoken.open():
        someone = agent(spoken, "director")
    study = themes_of(spoken)
    with spoken.open():
        with pytest.raises(Refusal):
            wish_themes(study=study, by=Actor("agent", someone.pk), **wish)
        assert corrections.theme_wishes(study.digest) == []
