"""What was read stands beside the words, proposes, and masks what the public reads."""

import re
from datetime import timedelta

import pytest

from parvis.act.cases.models import Step
from parvis.capture.corrections.models import Correction
from parvis.capture.reports.models import Follower
from parvis.foundation.clock import now
from parvis.inform.public_map import projection
from parvis.inform.public_map.models import PublicPoint
from parvis.journal.models import Entry
from parvis.understand.readings import operations as readings
from parvis.understand.readings.rules import Contribution, Found
from tests.integration.desk.desks import fresh, inside, made, page_of

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Mme Jeanne Martin dit que ça sent le gaz, appelez le 06 12 34 56 78."


def span(text):
    start = WORDS.index(text)
    return [start, start + len(text)]


def read(town, case, *, kinds=(), **parts):
    """What the reader would have kept."""
    ranked = [[town.services[code].pk, chance] for code, chance in kinds]
    found = {
        "personal": [
            [*span("Jeanne Martin"), "person", 0.9, "person.title"],
            [*span("06 12 34 56 78"), "phone", 0.99, "phone.french"],
            [*span("gaz"), "health", 0.2, "health.weak"],
        ],
        "urgency": {"danger": [0.8, [span("gaz")]]},
        "mood": [0.9, 0.9, []],
        "language": 0.95,
        "moderation": [],
        "topic": {"ranked": ranked, "words": [span("gaz")], "meaning": 0.2, "is_proposed": True},
        **parts,
    }
    with town.open():
        said = Contribution("report", case.report_id, WORDS, now().date(), report=case.report_id)
        first = ranked[0] if ranked else (None, None)
        readings.keep(
            [
                (
                    said,
                    Found(
                        vector=[0.0] * 384,
                        language=parts.get("spoken", "fr"),
                        mood="negative",
                        towards="service",
                        is_urgent=True,
                        service_type=first[0],
                        sureness=first[1],
                        parts=found,
                    ),
                )
            ],
            at=now(),
        )


def shown(client, case):
    return client.get(page_of(case)).content.decode()


def test_before_anything_was_read_the_words_stand_alone():
    town, _, client = inside()
    body = shown(client, made(town, words=WORDS))
    assert WORDS in body
    assert 'id="read-title"' not in body
    assert "cherchez vous-même" in body


def test_what_cannot_wait_and_what_is_personal_are_marked():
    town, _, client = inside()
    case = made(town, words=WORDS)
    read(town, case)
    body = shown(client, case)
    assert re.search(r'<mark class="mark mark--personal"[^>]*>Jeanne Martin<', body)
    assert re.search(r'<mark class="mark mark--sign"[^>]*>gaz<', body)
    assert "Peut-être un danger" in body
    assert "mécontente du service" in body


def test_another_kind_is_proposed_and_one_click_sorts_it():
    town, _, client = inside()
    case = made(town, words=WORDS)
    read(town, case, kinds=[("lamp", 0.7), ("hole", 0.2), ("noise", 0.01)])
    body = shown(client, case)
    assert "Il s’agit peut-être plutôt de" in body
    assert "(70 %)" in body
    assert "(1 %)" not in body
    lamp = town.services["lamp"].pk
    answer = client.post(
        f"{page_of(case)}genre/", {"service": str(lamp), "revision": str(case.revision)}
    )
    assert answer.status_code == 302
    assert fresh(town, case).service_type_id == lamp
    with town.open():
        row = Correction.objects.get()
        assert (row.inferred_id, row.sureness) == (lamp, 0.7)
    assert "Lampadaire éteint" in client.get(answer["Location"]).content.decode()


def test_what_was_read_well_is_confirmed():
    town, _, client = inside()
    case = made(town, words=WORDS)
    read(town, case, kinds=[("hole", 0.9), ("lamp", 0.1)])
    assert "sûr à 90" in shown(client, case)
    assert client.post(f"{page_of(case)}genre/juste/").status_code == 302
    with town.open():
        assert Correction.objects.get().is_confirmed


def test_a_kind_that_is_not_there_is_refused_and_the_page_comes_back():
    town, _, client = inside()
    case = made(town, words=WORDS)
    answer = client.post(f"{page_of(case)}genre/", {"service": "", "revision": "1"})
    assert answer.status_code == 422
    assert "Choisissez un sujet dans la liste." in answer.content.decode()


def test_what_is_masked_is_not_public():
    town, _, client = inside("lead")
    case = made(town, words=WORDS)
    read(town, case)
    body = shown(client, case)
    ticked = re.findall(r'name="mask" value="([^"]+)" checked', body)
    assert len(ticked) == 2
    client.post(
        f"{page_of(case)}publier/",
        {"shown": "1", "revision": str(case.revision), "mask": ticked, "also": "ça sent"},
    )
    with town.open():
        Step.objects.update(occurred_at=case.received_at - timedelta(days=1))
        projection.project([case.pk])
        public = PublicPoint.objects.get(case_id=case.pk).words
    assert public == "Mme [nom] dit que [masqué] le gaz, appelez le [téléphone]."
    assert "sans ce qui est masqué" in shown(client, case)


def test_what_the_agent_unmasks_is_public():
    town, _, client = inside("lead")
    case = made(town, words=WORDS)
    read(town, case)
    client.post(f"{page_of(case)}publier/", {"shown": "1", "revision": str(case.revision)})
    with town.open():
        Step.objects.update(occurred_at=case.received_at - timedelta(days=1))
        projection.project([case.pk])
        assert PublicPoint.objects.get(case_id=case.pk).words == WORDS


@pytest.mark.parametrize(
    "value", ["x", "1-2", "5-1-person", "-1-3-person", "0-9999-person", "0-3-x"]
)
def test_a_mask_made_by_hand_masks_nothing_else(value):
    town, _, client = inside("lead")
    case = made(town, words=WORDS)
    answer = client.post(
        f"{page_of(case)}publier/",
        {"shown": "1", "revision": str(case.revision), "mask": value},
    )
    assert answer.status_code == 302
    with town.open():
        assert "masked" not in Step.objects.get(kind="publication").data


def test_what_would_not_be_published_is_said_with_its_rule():
    town, _, client = inside("lead")
    case = made(town, words=WORDS)
    read(town, case, moderation=[["insult", 0.9, [span("gaz")]]])
    assert "Nous ne publions pas" in shown(client, case)


def test_who_writes_in_another_language_of_the_house_is_answered_in_it():
    town, _, client = inside()
    case = made(town, words=WORDS, email="anna@essai.example")
    read(town, case, spoken="en")
    assert "Écrit en anglais." in shown(client, case)
    assert "Lui écrire dans cette langue" in shown(client, case)
    assert client.post(f"{page_of(case)}langue/", {"language": "en"}).status_code == 302
    with town.open():
        assert Follower.objects.get(report=case.report_id).language == "en"
        entry = Entry.objects.get(action="report.language_set")
        assert entry.data["language"] == "en"
    assert "Lui écrire dans cette langue" not in shown(client, case)


def test_in_another_language_nothing_is_promised():
    town, _, client = inside()
    case = made(town, words=WORDS, email="anna@essai.example")
    read(town, case, spoken="es")
    body = shown(client, case)
    assert "Écrit en espagnol." in body
    assert "Lui écrire dans cette langue" not in body
    assert client.post(f"{page_of(case)}langue/", {"language": "es"}).status_code == 404
