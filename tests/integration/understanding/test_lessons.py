"""What agents' work tells without a word on the kind, and what becomes of what was learnt when its
words are erased."""

from datetime import timedelta
from io import BytesIO

import numpy as np
import pytest

from parvis.act.automation import operations as automation
from parvis.act.cases import operations as cases
from parvis.act.cases.models import Step
from parvis.act.cases.rules import Change
from parvis.flows import lessons, read_contributions
from parvis.flows import work_on_case as work
from parvis.flows.forget import erase_request, forget_expired
from parvis.flows.handlers import UNDERSTANDING
from parvis.flows.sort_case import confirm_kind, kind_of, sort_case
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.catalogue import queries as offer
from parvis.understand.readings.models import Learnt, Lesson
from parvis.understand.readings.operations import let_go
from parvis.understand.topic.evidence import slot
from parvis.understand.topic.learner import SAID, TREATED
from parvis.understand.topic.terms import stems
from tests.factories import Town, agent, small_town
from tests.factories.reports import report
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

RARE = "Quetzalcoatlus"
BINS = ("La corbeille déborde", "Le conteneur déborde", "Un sac au pied du banc")


@pytest.fixture
def town():
    return small_town()


def read():
    catch_up([UNDERSTANDING])


def said(town: Town, words: str, service: str = "hole"):
    with town.open():
        return report(town, service, words=words)


def ended(town: Town, case: int, state: str = "resolved") -> str:
    with town.open():
        reason = town.not_ours.pk if state == "declined" else None
        change = Change(state, words="C’est fait, merci de nous l’avoir dit.", reason=reason)
        return work.change_state(case=case, change=change, agent=agent(town)).batch


def learnt(town: Town) -> dict[int, tuple[int, float]]:
    """By report: as which kind, how heavily."""
    with town.open():
        return {row.report_id: (row.service_type_id, row.weight) for row in Lesson.objects.all()}


def state(town: Town) -> dict[str, bytes]:
    """Each figure of what was learnt, made anew where it was let go of."""
    with town.open():
        assert read_contributions.topics().learner() is not None
        with np.load(BytesIO(bytes(Learnt.objects.get().state))) as file:
            return {name: file[name].tobytes() for name in file.files}


def agent_of(batch: str):
    return Step.objects.filter(batch=batch).select_related("agent").get().agent


def slots(town: Town) -> set[int]:
    return set(np.frombuffer(state(town)["slots"], np.uint16).tolist())


def same_but_types(one: Town, other: Town) -> bool:
    """The same figures, whatever the numbers of the kinds."""
    first, second = state(one), state(other)
    return {name: value for name, value in first.items() if name != "types"} == {
        name: value for name, value in second.items() if name != "types"
    }


def test_a_request_treated_as_it_was_sorted_is_a_light_lesson(town):
    taken = said(town, BINS[0])
    read()
    ended(town, taken.case.pk)
    read()
    assert learnt(town) == {taken.report.pk: (town.services["hole"].pk, TREATED)}


def test_what_an_agent_said_counts_whole_once_treated_too(town):
    taken = said(town, BINS[0])
    with town.open():
        confirm_kind(case=taken.case, agent=agent(town))
    read()
    ended(town, taken.case.pk)
    read()
    assert learnt(town) == {taken.report.pk: (town.services["hole"].pk, SAID)}


def test_a_request_opened_again_is_none(town):
    taken = said(town, BINS[0])
    read()
    batch = ended(town, taken.case.pk)
    read()
    assert learnt(town)
    with town.open():
        work.undo(batch=batch, agent=agent_of(batch))
    read()
    assert learnt(town) == {}


@pytest.mark.parametrize("how", ["declined", "by the house", "sorted alone", "something else"])
def test_what_tells_nothing_of_the_kind_is_no_lesson(town, how):
    kind = town.services["hole"]
    taken = said(town, BINS[0])
    with town.open():
        admin = agent(town, "admin")
        if how == "something else":
            by = Actor("agent", admin.pk)
            automation.set_sorting(decides_from=0.99, kinds=[kind.pk], by=by)
        if how == "sorted alone":
            lamp = town.services["lamp"]
            version = offer.catalogue().version(lamp.pk)
            cases.sort(case=taken.case.pk, kind=kind_of(taken.case, version), by=SYSTEM)
    read()
    if how == "by the house":
        with town.open():
            cases.change_state(
                case=taken.case.pk, change=Change("resolved", words="Fait."), by=SYSTEM,
                roles=frozenset({"handler"}),
            )  # fmt: skip
    else:
        ended(town, taken.case.pk, "declined" if how == "declined" else "resolved")
    read()
    assert learnt(town) == {}


def test_what_goes_into_a_closed_department_is_let_go_of(town):
    taken = said(town, BINS[0])
    with town.open():
        confirm_kind(case=taken.case, agent=agent(town))
    read()
    assert learnt(town)
    with town.open(compartments=(town.social.pk,)):
        work.hand_over(
            case=taken.case.pk, team=town.helpers.pk,
            agent=agent(town, compartments=(town.social.pk,)),
        )  # fmt: skip
    read()
    assert learnt(town) == {}


def test_requests_treated_wait_until_they_are_enough_to_matter(town, monkeypatch):
    monkeypatch.setattr("parvis.flows.topics._ENOUGH", 1.0)
    rows = [said(town, words) for words in BINS]
    read()
    for taken, many in zip(rows, (1, 1, 3), strict=True):
        ended(town, taken.case.pk)
        read()
        assert len(learnt(town)) == many


def test_only_the_newest_treated_are_kept(town, monkeypatch):
    monkeypatch.setattr(lessons, "MOST_TREATED", 2)
    rows = [said(town, words) for words in BINS]
    read()
    for taken in rows:
        ended(town, taken.case.pk)
        read()
    state(town)
    assert set(learnt(town)) == {taken.report.pk for taken in rows[1:]}


def test_what_was_learnt_of_erased_words_is_gone_with_them(town):
    """At once in the database, whichever word was rare; and what is made anew is what would have
    been learnt without them."""
    other = small_town()
    rare = said(town, f"{RARE} sur la chaussée, signé Melchisédech")
    for place in (town, other):
        for words in BINS:
            taken = said(place, words)
            with place.open():
                confirm_kind(case=taken.case, agent=agent(place))
    with town.open():
        confirm_kind(case=rare.case, agent=agent(town))
    read()
    (mark,) = stems(RARE)
    assert slot(mark) in slots(town)
    erase_request(town.authority.pk, reference=rare.case.reference, by=SYSTEM)
    with town.open():
        assert not Learnt.objects.exists()
        assert not Lesson.objects.exists()
    read()
    assert slot(mark) not in slots(town)
    assert rare.report.pk not in learnt(town)
    assert same_but_types(town, other)


def test_what_is_past_its_retention_is_unlearnt(town):
    rare = said(town, f"{RARE} sur la chaussée")
    read()
    ended(town, rare.case.pk)
    read()
    assert learnt(town)
    forget_expired(town.authority.pk, by=SYSTEM, now=now() + timedelta(days=20_000))
    with town.open():
        assert not Learnt.objects.exists()
    state(town)
    assert learnt(town) == {}


def test_what_this_process_has_learnt_goes_too(town):
    rare = said(town, f"{RARE} sur la chaussée")
    with town.open():
        confirm_kind(case=rare.case, agent=agent(town))
    read()
    erase_request(town.authority.pk, reference=rare.case.reference, by=SYSTEM)
    read()
    assert not [
        kept for kept in read_contributions.topics()._towns.values()
        if slot(stems(RARE)[0]) in kept.learner.evidence.words
    ]  # fmt: skip


def test_learnt_meanwhile_of_words_that_go_is_kept_nowhere(town, monkeypatch):
    """Whoever erases while the reader learns: what it writes is refused."""
    first, second = (said(town, words) for words in BINS[:2])
    with town.open():
        confirm_kind(case=first.case, agent=agent(town))
    read()
    with town.open():
        confirm_kind(case=second.case, agent=agent(town))
    grow = lessons.examples

    def erased_first(*given):
        let_go(part="topic")
        return grow(*given)

    monkeypatch.setattr(lessons, "examples", erased_first)
    with town.open():
        read_contributions.topics().learn([second.report.pk])
        assert not Learnt.objects.exists()
        assert not Lesson.objects.exists()


def test_what_was_told_before_anything_was_read_is_learnt(town):
    taken = said(town, BINS[0])
    with town.open():
        confirm_kind(case=taken.case, agent=agent(town))
    state(town)
    assert learnt(town) == {}
    assert sum(read_contributions.read_unread(town.authority.pk, at_once=8)) == 1
    state(town)
    assert set(learnt(town)) == {taken.report.pk}


def test_a_retyped_request_is_learnt_as_what_it_became(town):
    taken = said(town, BINS[0])
    with town.open():
        someone = agent(town)
        confirm_kind(case=taken.case, agent=someone)
    read()
    with town.open():
        sort_case(case=taken.case.pk, service_type=town.services["lamp"].pk, agent=someone)
    read()
    state(town)
    assert learnt(town) == {taken.report.pk: (town.services["lamp"].pk, SAID)}
