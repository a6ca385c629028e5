"""What a town may change of its workflow, and what stays whatever it wants."""

import pytest

from parvis.foundation.db.operation import Refusal
from parvis.offer.workflows.redraw import Wish, drawable, redrawn, usual
from parvis.offer.workflows.rules import (
    AGENTS,
    OPEN,
    STANDARD,
    STATES,
    find,
    from_data,
    to_data,
)

LEAD = frozenset({"lead"})


def wishes(source, **changed):
    """The usual wishes, some of them changed; None: no agent takes it."""
    kept = [wish for wish in usual(source) if wish.target not in changed]
    return [*kept, *(wish for wish in changed.values() if wish)]


def drawn(source, **changed):
    return redrawn(STANDARD, source, wishes(source, **changed))


@pytest.mark.parametrize("source", STATES)
def test_the_usual_wishes_draw_the_standard(source):
    if source == "withdrawn":
        assert drawable(source) == ()
    else:
        assert set(redrawn(STANDARD, source, usual(source))) == set(STANDARD)


def test_one_state_changes_and_the_others_stay():
    arrows = drawn("in_progress", resolved=Wish("resolved", LEAD, with_words=True, tells=False))
    arrow = find(arrows, "in_progress", "resolved")
    assert arrow.roles == LEAD
    assert arrow.needs == ("words",)
    assert arrow.tells, "an end is always told"
    assert {one for one in arrows if one.source != "in_progress"} == {
        one for one in STANDARD if one.source != "in_progress"
    }


def test_what_nobody_takes_is_not_there():
    assert find(drawn("received", planned=None), "received", "planned") is None
    nobody = Wish("planned", frozenset())
    assert find(drawn("received", planned=nobody), "received", "planned") is None


def test_what_it_needs_to_make_sense_is_always_asked():
    arrow = find(drawn("received", planned=Wish("planned", LEAD)), "received", "planned")
    assert arrow.needs == ("date",)


@pytest.mark.parametrize("source", OPEN)
def test_residents_withdraw_and_ask_again_whatever_the_town_wants(source):
    arrow = find(drawn(source, withdrawn=None), source, "withdrawn")
    assert arrow.roles == {"resident"}
    again = find(redrawn(STANDARD, "resolved", []), "resolved", "reopened")
    assert again.roles == {"resident"}


def test_who_shares_an_arrow_is_asked_no_more_than_before():
    arrow = find(
        drawn("received", withdrawn=Wish("withdrawn", LEAD, True, True)), "received", "withdrawn"
    )
    assert arrow.roles == {"resident", "lead"}
    assert arrow.needs == ()


@pytest.mark.parametrize(
    ("source", "changed", "problem"),
    [
        ("received", {"resolved": None, "declined": None}, "no_end"),
        ("received", {"closed": Wish("closed", LEAD)}, "unknown_state"),
        ("withdrawn", {"reopened": Wish("reopened", LEAD)}, "unknown_state"),
        ("received", {"planned": Wish("planned", frozenset({"resident"}))}, "unknown_role"),
    ],
)
def test_what_cannot_be_is_refused(source, changed, problem):
    with pytest.raises(Refusal) as refused:
        drawn(source, **changed)
    assert refused.value.problem == problem


def test_a_version_is_read_back_as_it_was_written():
    arrows = drawn("received", resolved=Wish("resolved", AGENTS, with_words=True))
    assert from_data(to_data(arrows)) == arrows
