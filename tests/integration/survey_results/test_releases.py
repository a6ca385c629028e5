"""What is published, what is hidden in it, and what an attacker makes of it."""

import re

import pytest
from django.db import connection
from django.test import Client

from parvis.capture.answers.redaction import redact
from parvis.flows.publish_results import RELEASE, publish_wished, release_due
from parvis.flows.survey_life import look_after
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.remember import forget
from parvis.inform.releases import at_once
from parvis.inform.releases.models import Release
from parvis.inform.releases.operations import Revealing, publish, withdraw
from parvis.inform.releases.tables import released
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.operations import close_survey
from parvis.understand.surveys.disclosure.audit import audit
from parvis.understand.surveys.disclosure.tables import HIDDEN
from tests.factories import agent, log_in
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.integration.survey_results.test_crossings import FORM as STREETS
from tests.unit.papers.reading_pdf import squeezed, words

pytestmark = pytest.mark.django_db(transaction=True)

COME, STAY = {"comes": "yes", "buys": ["fruit"], "mood": 5}, {"comes": "no"}
SAD = {"comes": "yes", "mood": 1}


def said(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def visited(town: Town, path: str) -> tuple[int, str]:
    forget()
    answer = Client(HTTP_HOST=town.host).get(path)
    return answer.status_code, answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_nothing_is_published_before_somebody_does(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 20)
    assert visited(town, "/enquetes/marche/resultats/")[0] == 404
    with town.open():
        publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
    assert visited(town, "/enquetes/marche/resultats/")[0] == 200
    with town.open():
        withdraw(survey=asked, by=SYSTEM)
    assert visited(town, "/enquetes/marche/resultats/")[0] == 404
    with town.open(), pytest.raises(Refusal, match="not_published"):
        withdraw(survey=asked, by=SYSTEM)


def test_fewer_than_five_are_hidden_and_can_not_be_subtracted(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 40 + [STAY] * 20 + [SAD] * 3)
        made = publish(
            survey=asked, chosen=[("comes", ""), ("mood", ""), ("mood", "comes")], by=SYSTEM
        )
    alone, crossed = (one for one in made.tables if one["key"] == "mood")
    assert alone["shown"][0] == HIDDEN
    # The total less the others would give it: another is hidden with it.
    assert alone["shown"].count(HIDDEN) >= 2
    assert audit([released(one) for one in made.tables]) == ()
    assert "3" not in {cell for row in crossed["shown"] for cell in map(str, row)}
    code, seen = visited(town, "/enquetes/marche/resultats/")
    assert (code, "masqué" in seen, "moins de 5 personnes" in seen) == (200, True, True)
    assert '<td class="num">3</td>' not in seen


def test_two_releases_do_not_tell_what_came_between(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 40 + [STAY] * 20)
        first = publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
        answered(asked, [STAY] * 2)
        try:
            second = publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
        except Revealing as refused:
            assert refused.told
            assert Release.objects.filter(survey=asked).count() == 1
            return
    both = [[released(kept) for kept in one.tables] for one in (first, second)]
    assert audit(both[1], [both[0]]) == ()


def test_answers_taken_back_do_not_stop_publishing(town: Town) -> None:
    with town.open():
        asked = survey(town)
        given = answered(asked, [COME] * 40 + [STAY] * 20)
        publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
        for one in given[:10]:
            redact(answer=one, by=SYSTEM)
        again = publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
    assert again.tables[0]["shown"] == [30, 20, 50]


def test_the_journal_knows_it_by_numbers_alone(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 20)
        publish(survey=asked, chosen=[("comes", "")], by=SYSTEM)
        entry = Entry.objects.filter(action="survey.published").latest("id")
    assert entry.data == {"release": 1}


def test_one_click_publishes_once_it_is_sure_that_it_tells_of_nobody(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 30 + [STAY] * 30)
        director = agent(town, "director")
    client = log_in(Client(), town, director)
    path = f"/pilotage/enquetes/{asked.pk}"
    assert client.post(f"{path}/publier/", {"question": []}).status_code == 422
    given = {"question": ["comes", "buys", "mood"], "croisement": ["mood|comes", "words|x", "x"]}
    assert client.post(f"{path}/publier/", given).status_code == 302
    assert "Nous vérifions" in said(client, f"{path}/publication/vif/")
    assert visited(town, "/enquetes/marche/resultats/")[0] == 404
    publish_wished(town.authority.pk, asked.pk)
    assert "Publication n° 1" in said(client, f"{path}/publication/")
    assert visited(town, "/enquetes/marche/resultats/")[0] == 200
    with town.open():
        published = {(one["key"], one["by"]) for one in Release.objects.get().tables}
    assert published == {("comes", ""), ("buys", ""), ("mood", ""), ("mood", "comes")}
    # Done twice, it changes nothing.
    publish_wished(town.authority.pk, asked.pk)
    with town.open():
        assert Release.objects.filter(survey=asked).count() == 1
        elected = agent(town, "elected")
    again = log_in(Client(), town, elected).post(f"{path}/publier/", {"question": ["comes"]})
    assert again.status_code == 403


def test_the_survey_s_own_page_publishes_all_that_can_be_at_one_click(town: Town) -> None:
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 30 + [STAY] * 30)
        director, elected = agent(town, "director"), agent(town, "elected")
        publish(survey=asked, chosen=[("comes", ""), ("mood", "comes")], by=SYSTEM)
    client, path = log_in(Client(), town, director), f"/pilotage/enquetes/{asked.pk}/"
    (form,) = re.findall(r'<form[^>]*action="[^"]*publier/".*?</form>', said(client, path), re.S)
    assert "Publier les résultats" in form
    (name,) = re.findall(r'<button[^>]* name="(\w+)"', form)
    assert client.post(f"{path}publier/", {name: "yes"})["Location"] == f"{path}publication/"
    publish_wished(town.authority.pk, asked.pk)
    with town.open():
        published = {(one["key"], one["by"]) for one in Release.objects.latest("number").tables}
    assert published == {("comes", ""), ("buys", ""), ("mood", ""), ("mood", "comes")}
    assert "publier/" not in said(log_in(Client(), town, elected), path)


def test_a_refusal_names_the_question_the_row_and_the_column(town: Town) -> None:
    good, bad = {"roads": "good"}, {"roads": "bad"}
    with town.open():
        asked = survey(town, STREETS, code="rues")
        answered(asked, [{"mood": mood, "judged": judged} for mood in (2, 5)
                         for judged in (good, bad) for _ in range(10)])  # fmt: skip
        director = agent(town, "director")
        made = publish(survey=asked, chosen=[("judged.roads", "mood")], by=SYSTEM)
        # As if an earlier publication had hidden one count and let the others give it away.
        shown = made.tables[0]["shown"]
        shown[0][2], shown[0][-1], shown[2][2], shown[2][-1] = HIDDEN, 14, 14, 34
        made.save()
        answered(asked, [{"mood": 2, "judged": good}] * 10)
    client, path = log_in(Client(), town, director), f"/pilotage/enquetes/{asked.pk}"
    given = {"question": ["mood"], "croisement": ["judged.roads|mood"]}
    client.post(f"{path}/publier/", given)
    publish_wished(town.authority.pk, asked.pk)
    seen = said(client, f"{path}/publication/")
    named = "« Que dites-vous – des rues » selon « Êtes-vous content ? », ligne « 2 », colonne"
    assert named in seen
    assert "que ce sont 4" in seen
    with town.open():
        assert Release.objects.filter(survey=asked).count() == 1
        assert Entry.objects.filter(action="survey.publication_refused").get().data == {}
    # What is asked anew takes its place.
    client.post(f"{path}/publier/", {"question": ["mood"]})
    assert named not in said(client, f"{path}/publication/")


def test_a_poll_seen_at_once_is_released_by_itself_as_answers_come(town: Town) -> None:
    def shown() -> list[int]:
        release_due(town.authority.pk, asked.pk)
        with town.open():
            return [one.answers for one in Release.objects.filter(survey=asked)]

    with town.open():
        asked = survey(town, results="at_once", is_anonymous=False)
        answered(asked, [COME] * 5 + [STAY] * 4)
    assert shown() == []
    with town.open():
        answered(asked, [COME] * 6 + [STAY] * 6)
    assert shown() == [21]
    with town.open():
        answered(asked, [COME] * 2)
    assert shown() == [21]
    with town.open():
        answered(asked, [COME] * 10 + [STAY] * 10)
    assert shown() == [21, 43]
    assert visited(town, "/enquetes/marche/resultats/")[0] == 200
    # Who withdraws it is not overruled.
    with town.open():
        withdraw(survey=asked, by=SYSTEM)
        answered(asked, [COME] * 40 + [STAY] * 40)
    assert shown() == [21, 43]


def test_a_poll_that_closes_shows_who_came_since(town: Town) -> None:
    with town.open():
        asked = survey(town, results="at_once", is_anonymous=False)
        answered(asked, [COME] * 10 + [STAY] * 10)
    release_due(town.authority.pk, asked.pk)
    with town.open():
        # Fewer than half as many again.
        answered(asked, [COME] * 4 + [STAY] * 5)
        close_survey(survey=asked, by=SYSTEM)
    for _ in range(2):
        release_due(town.authority.pk, asked.pk)
    with town.open():
        assert [one.answers for one in Release.objects.filter(survey=asked)] == [20, 29]


def test_a_release_that_is_refused_waits_for_as_many_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def refuses(**given: object) -> None:
        tries.append(given)
        raise Refusal("revealing")

    monkeypatch.setattr(at_once, "publish", refuses)

    def tried() -> int:
        release_due(town.authority.pk, asked.pk)
        return len(tries)

    with town.open():
        asked = survey(town, results="at_once", is_anonymous=False)
        answered(asked, [COME] * 20)
    assert [tried(), tried()] == [1, 1]
    with town.open():
        answered(asked, [COME] * 9)
    assert tried() == 1
    with town.open():
        answered(asked, [COME])
    assert tried() == 2
    with town.open():
        close_survey(survey=asked, by=SYSTEM)
    assert tried() == 2, "nobody came since"


def test_what_is_due_is_released_by_a_job_of_its_own(town: Town) -> None:
    with town.open():
        asked = survey(town, results="at_once", is_anonymous=False)
        answered(asked, [COME] * 20)
    for _ in range(2):
        look_after(town.authority.pk)
    with town.open(), connection.cursor() as cursor:
        assert not Release.objects.exists()
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = %s AND args->>'authority' = %s",
            [RELEASE, str(town.authority.pk)],
        )
        assert len(cursor.fetchall()) == 1


def test_what_is_published_leaves_on_paper_as_long_as_it_is(town: Town) -> None:
    address = "/enquetes/marche/resultats.pdf"
    with town.open():
        asked = survey(town)
        answered(asked, [COME] * 40 + [STAY] * 20 + [SAD] * 3)
    assert Client(HTTP_HOST=town.host).get(address).status_code == 404
    with town.open():
        publish(survey=asked, chosen=[("comes", ""), ("mood", ""), ("mood", "comes")], by=SYSTEM)
    forget()
    given = Client(HTTP_HOST=town.host).get(address)
    assert given.headers["Content-Type"] == "application/pdf"
    text = words(given.content)
    for sentence in ("« Oui » vient en tête", "Selon : Venez-vous au marché", "masqué",
                     "moins de 5 personnes", "95 fois sur 100", "Très content"):  # fmt: skip
        assert squeezed(sentence) in text
    with town.open():
        withdraw(survey=asked, by=SYSTEM)
    forget()
    assert Client(HTTP_HOST=town.host).get(address).status_code == 404
