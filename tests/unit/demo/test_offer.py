"""The made-up offer: what one can say, who answers, words that find it."""

import itertools
import re

import pytest

from demo import Catalogue, Town, catalogue
from demo.offer.replies import FOR_ALL
from parvis.act.cases.rules import unknown_variables
from parvis.web.studio.replies import EXAMPLES

FICTION = re.compile(r"^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d$")


@pytest.fixture(params=["town", "village"])
def each_offer(request: pytest.FixtureRequest) -> Catalogue:
    place: Town = request.getfixturevalue(request.param)
    return catalogue(place)


def test_sizes(offer: Catalogue, village: Town) -> None:
    assert 38 <= len(offer.services) <= 46
    assert 8 <= len(offer.groups) <= 9
    small = catalogue(village)
    assert 11 <= len(small.services) <= 14
    assert (len(small.departments), len(small.teams)) == (1, 1)


def test_everything_points_to_something(each_offer: Catalogue) -> None:
    departments = {department.code for department in each_offer.departments}
    teams = {team.code for team in each_offer.teams}
    groups = {group.code for group in each_offer.groups}
    thirds = {third.code for third in each_offer.third_parties}
    assert {team.department for team in each_offer.teams} <= departments
    assert {agent.team for agent in each_offer.agents} == teams
    assert {service.group for service in each_offer.services} == groups
    for service in each_offer.services:
        assert service.team in teams
        assert set(service.third_parties) <= thirds


def test_a_few_services_are_for_agents_alone_and_stay_out_of_the_history(offer: Catalogue) -> None:
    codes = {service.code for service in offer.agents_alone}
    assert len(codes) == 2
    assert codes.isdisjoint(offer.service_by_code)
    for service in offer.agents_alone:
        assert service.group in {group.code for group in offer.groups}
        assert service.team in offer.team_by_code
        assert service.name.fr != service.name.en


def test_codes_are_unique(each_offer: Catalogue) -> None:
    for records in (
        each_offer.departments, each_offer.teams, each_offer.agents, each_offer.third_parties,
        each_offer.groups, each_offer.services, each_offer.decline_reasons,
    ):  # fmt: skip
        codes = [record.code for record in records]
        assert len(set(codes)) == len(codes)
    for service in each_offer.services:
        codes = [sub.code for sub in service.subtypes]
        assert len(set(codes)) == len(codes) >= 1
        keys = [question.key for question in service.questions]
        assert len(set(keys)) == len(keys) <= 3


def test_numbers_are_kept_for_fiction_and_mail_leads_nowhere(each_offer: Catalogue) -> None:
    people = itertools.chain(each_offer.departments, each_offer.agents, each_offer.third_parties)
    for person in people:
        assert FICTION.match(person.phone), person
        assert person.email.endswith(".example")
        assert re.fullmatch(r"[a-z0-9.\-]+@[a-z0-9.\-]+", person.email)
        assert person.made_up


def test_what_may_hurt_someone_at_home_has_no_public_place(offer: Catalogue) -> None:
    for code in ("bruit", "insecurite", "logement", "aide-sociale", "enfance", "cantine"):
        assert offer.service_by_code[code].precision == "none"
    for service in offer.services:
        assert service.place_mode in ("required", "optional", "none")
        assert service.precision in ("exact", "snapped", "none")
        if service.place_mode == "none":
            assert service.precision == "none"


def test_danger_comes_with_its_words(offer: Catalogue) -> None:
    for service in offer.services:
        assert service.danger == (service.emergency is not None)
        if any(sub.danger for sub in service.subtypes) and service.code != "depot-sauvage":
            assert service.danger, service.code
    for code in ("lampadaire", "gaz", "arbre", "enfance", "nid-de-poule"):
        emergency = offer.service_by_code[code].emergency
        assert emergency is not None
        assert re.search(r"\b(112|18|17|15|119|115)\b", emergency.fr)


def test_social_action_is_compartmented(offer: Catalogue) -> None:
    closed = {department.code for department in offer.departments if department.compartmented}
    assert closed == {"action-sociale"}
    for code in ("aide-sociale", "ages", "enfance"):
        team = offer.team_by_code[offer.service_by_code[code].team]
        assert team.department in closed


@pytest.mark.parametrize(
    ("word", "service"),
    [
        ("lampadaire", "lampadaire"), ("lampadere", "lampadaire"), ("nid de poule", "nid-de-poule"),
        ("caca de chien", "dejections"), ("matelas", "depot-sauvage"), ("poubelle", "corbeille"),
        ("tapage nocturne", "bruit"), ("cantinne", "cantine"), ("passport", "etat-civil"),
        ("trotoir", "trottoir"), ("rats", "egout"), ("toboggan", "jeux"), ("feu rouge", "feux"),
    ],
)  # fmt: skip
def test_plain_words_are_there(offer: Catalogue, word: str, service: str) -> None:
    assert word in offer.service_by_code[service].keywords


def test_texts_stand_in_both_languages_without_stiff_words(offer: Catalogue) -> None:
    for service in offer.services:
        for text in (service.name, service.hint, *(sub.name for sub in service.subtypes)):
            assert text.fr and text.en
            assert "euillez" not in text.fr
        assert len(service.keywords) >= 5
        assert 1 <= service.promise_days <= 30
        assert 6 <= service.retention_months <= 36
        assert service.basis in ("public_task", "legal_obligation", "contract", "consent")


def test_questions_are_answerable(offer: Catalogue) -> None:
    for service in offer.services:
        for question in service.questions:
            assert question.kind in ("text", "choice", "choices", "yes_no", "number")
            assert bool(question.choices) == (question.kind in ("choice", "choices"))


def test_ready_words_say_what_the_desk_can_fill_in(offer: Catalogue, village: Town) -> None:
    assert len(offer.replies) >= 10
    assert len(catalogue(village).replies) >= 5
    departments = {"", *(department.code for department in offer.departments)}
    for reply in offer.replies:
        assert set(unknown_variables(reply.words)) <= set(EXAMPLES)
        assert reply.department in departments
        assert len(reply.name) <= 60
        assert len(reply.words) <= 400
        assert "euillez" not in reply.words
        assert not re.search(r"\S [:;?!»]|« |'", reply.name + reply.words)
    assert len({reply.name for reply in offer.replies}) == len(offer.replies)


def test_words_for_every_town_need_nothing_that_a_new_one_lacks() -> None:
    for reply in FOR_ALL:
        assert not reply.department
        assert "téléphone" not in unknown_variables(reply.words)
