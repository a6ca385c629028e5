"""Off, until an assessment holds and a lead put rules in force under it."""

from datetime import timedelta

import pytest

from parvis.act.attention import operations as attention
from parvis.act.attention import queries
from parvis.act.attention.models import RulesSet
from parvis.act.attention.operations import Choice
from parvis.act.attention.rules import Refused
from parvis.authorities.models import Department
from parvis.flows import attention_signals
from parvis.foundation.clock import at, now
from parvis.foundation.db import remember
from parvis.journal.rules import Actor
from tests.factories import agent, small_town
from tests.integration.attention.town import USUAL, asked, assessed, inside, seen, watched_town

pytestmark = pytest.mark.django_db


def why_off(town, **later: int) -> str:
    with town.open(compartments=(town.social.pk,)), at(now() + timedelta(**later)):
        return seen(town).state.why_off


def refused(act, **given) -> str:
    with pytest.raises(Refused) as told:
        act(**given)
    return told.value.problem


def test_it_is_off_from_the_first_day():
    town = small_town()
    asked(town, days_ago=40)
    assert seen(town).waiting == []
    assert why_off(town) == "no_assessment"
    assessed(town)
    assert why_off(town) == "no_rules"


def test_no_rule_without_an_assessment():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        lead = inside(town, "lead")
        given = {"department": town.social.pk, "rules": USUAL, "agent": lead}
        assert refused(attention_signals.set_rules, **given) == "no_assessment"
        assert not RulesSet.objects.exists()


def test_it_ends_by_itself_the_day_after_its_last():
    town = watched_town()
    assert why_off(town, days=365) == ""
    assert why_off(town, days=366) == "no_assessment"


def test_it_is_off_the_moment_the_officer_ends_it():
    town = watched_town()
    asked(town, days_ago=40)
    look = seen(town)
    line = look.waiting[0].lines[0].line
    with town.open():
        officer = Actor("agent", agent(town, "dpo").pk)
        attention.end_assessment(assessment=look.state.assessment.pk, by=officer)
        again = {"assessment": look.state.assessment.pk, "by": officer}
        assert refused(attention.end_assessment, **again) == "ended"
    assert (why_off(town), seen(town).waiting) == ("no_assessment", [])
    with town.open(compartments=(town.social.pk,)):
        given = {
            "case": line.case, "rule": line.rule, "digest": line.digest,
            "choice": Choice("called"), "agent": inside(town),
        }  # fmt: skip
        assert refused(attention_signals.decide, **given) == "off"


def test_a_new_assessment_wants_the_rules_put_in_force_again():
    town = watched_town()
    with town.open():
        (row,) = queries.assessments()
        attention.end_assessment(assessment=row.pk, by=Actor("agent", row.officer_id))
    assessed(town)
    assert why_off(town) == "no_rules"
    with town.open(compartments=(town.social.pk,)):
        lead = inside(town, "lead")
        attention_signals.set_rules(department=town.social.pk, rules=USUAL, agent=lead)
    assert why_off(town) == ""


def test_a_department_that_is_opened_is_looked_at_no_more():
    town = watched_town()
    with town.open():
        Department.objects.filter(pk=town.social.pk).update(is_compartmented=False)
        remember.forget()
    assert why_off(town) == "not_closed"


def test_a_lead_switches_all_off():
    town = watched_town()
    with town.open(compartments=(town.social.pk,)):
        attention_signals.set_rules(department=town.social.pk, rules={}, agent=inside(town, "lead"))
    assert why_off(town) == "no_rules"


@pytest.mark.parametrize(
    "rules",
    [{"income": {}}, {"near": {"working_days": 11}}, {"near": {}}, {"missed": {"weight": 1}}],
)
def test_rules_that_were_not_declared_are_refused(rules):
    town = watched_town()
    with town.open(compartments=(town.social.pk,)):
        given = {"department": town.social.pk, "rules": rules, "agent": inside(town, "lead")}
        assert refused(attention_signals.set_rules, **given) == "out_of_bounds"


def test_only_the_departments_own_lead_sets_its_rules():
    town = watched_town()
    with town.open(compartments=(town.social.pk,)):
        of_roads = agent(town, "lead", compartments=(town.social.pk,))
        outside = agent(town, "lead", teams=(town.helpers.pk,))
        for someone in (of_roads, outside):
            given = {"department": town.social.pk, "rules": USUAL, "agent": someone}
            assert refused(attention_signals.set_rules, **given) == "outside_compartment"


@pytest.mark.parametrize(
    ("department", "reference", "days", "problem"),
    [
        ("roads", "AIPD", 30, "not_closed"),
        ("social", " ", 30, "no_reference"),
        ("social", "AIPD", -1, "past_date"),
        ("social", "AIPD", 1200, "too_long"),
    ],
)
def test_what_is_no_assessment_is_refused(department, reference, days, problem):
    town = small_town()
    with town.open():
        given = {
            "department": getattr(town, department).pk, "reference": reference,
            "valid_until": (now() + timedelta(days=days)).date(),
            "by": Actor("agent", agent(town, "dpo").pk),
        }  # fmt: skip
        assert refused(attention.record_assessment, **given) == problem
        assert queries.assessments() == []
