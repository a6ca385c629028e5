"""Nothing leads from an anonymous answer to who gave it, for whoever holds the database and its
backups: not what stands in the rows, nor where, when and in which order they were written."""

import json
from dataclasses import dataclass
from random import Random

import pytest

from parvis.capture.answers import operations as answers
from parvis.capture.answers import sealed
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import Invited
from parvis.capture.answers.rules import NewAnswer
from parvis.flows.answer_survey import answer_survey
from parvis.flows.survey_life import look_after
from parvis.foundation.tokens import new_token
from parvis.journal.rules import RESIDENT, SYSTEM
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 48
# After how many answers a backup is taken; the worker comes by between the last two.
FIRST, SECOND = 11, 30


@dataclass(frozen=True)
class Backup:
    """Every row of every table as a copy of the disk holds it, with what PostgreSQL adds: by table,
    rows of (xmin, ctid, the row as JSON)."""

    tables: dict[str, list[tuple[int, tuple[int, int], dict]]]

    def rows(self, table):
        return self.tables[table]

    def text(self, *without):
        return json.dumps([rows for name, rows in self.tables.items() if name not in without])


def backup():
    with database.admin_connection(database.NAME) as admin:
        names = [
            name
            for (name,) in admin.execute(
                "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace ="
                " 'public'::regnamespace ORDER BY 1"
            )
        ]
        return Backup({name: _read(admin, name) for name in names})


def _read(admin, name):
    found = admin.execute(
        f'SELECT xmin::text, ctid::text, to_jsonb(t) FROM "{name}" t ORDER BY ctid'
    )
    return [(int(xmin), tuple(json.loads(f"[{ctid[1:-1]}]")), row) for xmin, ctid, row in found]


@dataclass(frozen=True)
class Story:
    """What happened: who answered in which order with which words, and what is left of it."""

    order: list[int]
    words: dict[int, str]
    backups: list[Backup]


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield _told()


def _told():
    town, rng = small_town(), Random(20261123)
    with town.open():
        asked = survey(town, door="invited")
        people = [Invited(email=f"personne{n}@exemple.fr") for n in range(PEOPLE)]
        answers.invite(survey=asked, people=people, by=SYSTEM)
        order = list(Invitation.objects.filter(survey=asked).values_list("pk", flat=True))
    rng.shuffle(order)
    words, backups = {}, []
    for count, person in enumerate(order, start=1):
        words[person] = f"Parole {new_token()}"
        with town.open():
            _answer(asked, person, words[person])
        if count == FIRST:
            backups.append(backup())
            look_after(town.authority.pk)
        if count == SECOND:
            look_after(town.authority.pk)
            backups.append(backup())
    look_after(town.authority.pk)
    return Story(order, words, [*backups, backup()])


def _answer(asked, person, words):
    invitation = Invitation.objects.get(pk=person)
    given = NewAnswer(
        version=asked.version_id, answers={"comes": "no", "words": words}, send_key=new_token()
    )
    answer_survey(survey=asked, new=given, invitation=invitation, by=RESIDENT)


def answered(copy):
    """Each answer as the copy holds it, by its words."""
    return {row["answers"]["words"]: (xmin, ctid, row) for xmin, ctid, row in
            copy.rows("answers_answer")}  # fmt: skip


def used(copy):
    """The invitations that were used up, in the order of their transactions."""
    rows = [(xmin, row["id"]) for xmin, _, row in copy.rows("answers_invitation") if row["is_used"]]
    return sorted(rows)


def test_every_answer_is_there_and_counts_once(story):
    assert sorted(answered(story.backups[-1])) == sorted(story.words.values())
    assert [person for _, person in used(story.backups[-1])] == story.order, (
        "the attacker knows in which order the tokens were used: this is what must not help"
    )


def test_an_answer_shares_no_transaction_with_the_use_of_a_token(story):
    for copy in story.backups:
        tokens = {xmin for xmin, _ in used(copy)}
        written = {xmin for xmin, _, _ in answered(copy).values()}
        assert tokens.isdisjoint(written)


def test_answers_are_written_ten_at_least_together(story):
    last = answered(story.backups[-1])
    sizes = [sum(xmin == one for xmin, _, _ in last.values()) for one in
             {xmin for xmin, _, _ in last.values()}]  # fmt: skip
    assert min(sizes) >= 10
    assert sum(sizes) == PEOPLE


@pytest.mark.parametrize("by", ["id", "ctid"])
def test_neither_ids_nor_places_follow_the_order_of_the_tokens(story, by):
    last = answered(story.backups[-1])
    batches = {}
    for person in story.order:
        xmin, ctid, row = last[story.words[person]]
        batches.setdefault(xmin, []).append(row["id"] if by == "id" else ctid)
    for places in batches.values():
        ranks = [sorted(places).index(one) for one in places]
        assert abs(_correlation(ranks)) < 0.9, "one in a billion by chance"


def _correlation(ranks):
    """Spearman's, of these ranks with their own order."""
    size = len(ranks)
    apart = sum((rank - place) ** 2 for place, rank in enumerate(ranks))
    return 1 - 6 * apart / (size * (size**2 - 1))


def test_an_answer_holds_no_moment_no_person_and_no_key(story):
    for _, _, row in answered(story.backups[-1]).values():
        empty = ("given_at", "account_id", "invitation_id", "typed_by_id", "send_key", "personal")
        assert {row[name] for name in empty} == {None}
        assert len(row["day"]) == len("2026-11-23")
        assert "recorded_at" not in row


def test_no_value_of_an_answer_stands_in_another_table(story):
    for copy in story.backups:
        elsewhere = copy.text("answers_answer")
        for words, (_, _, row) in answered(copy).items():
            assert words not in elsewhere
            assert str(row["id"]) not in elsewhere


def test_what_waits_can_not_be_read_nor_told_apart_by_its_size(story):
    for copy in story.backups:
        sealed_rows = copy.rows("answers_sealed")
        assert len({len(row["content"]) for _, _, row in sealed_rows}) <= 1
        text = json.dumps(sealed_rows)
        assert not any(words in text or words.encode().hex() in text for words in
                       story.words.values())  # fmt: skip
    assert len(story.backups[0].rows("answers_sealed")) == FIRST


def test_of_two_backups_the_second_has_ten_answers_more_or_none(story):
    """What came between is as many answers as tokens, never one for one."""
    for earlier, later in zip(story.backups, story.backups[1:], strict=False):
        new = answered(later).keys() - answered(earlier).keys()
        assert len(new) == 0 or len(new) >= 10


def journal(copy):
    """The journal's entries, from all its months."""
    return [row for name, rows in copy.tables.items() if name.startswith("journal_entry")
            for row in rows]  # fmt: skip


def test_the_journal_has_one_entry_a_batch_and_none_for_a_token(story):
    last = story.backups[-1]
    told = [
        row for _, _, row in journal(last) if row["action"].startswith(("answer", "invitation"))
    ]
    assert {row["action"] for row in told} == {"answers.written"}
    assert sum(row["data"]["count"] for row in told) == PEOPLE
    assert {xmin for xmin, _, _ in journal(last)}.isdisjoint({xmin for xmin, _ in used(last)})


def test_the_queue_knows_nothing_of_it(story):
    for copy in story.backups:
        tokens = {xmin for xmin, _ in used(copy)}
        for name in ("procrastinate_jobs", "procrastinate_events"):
            assert tokens.isdisjoint({xmin for xmin, _, _ in copy.rows(name)})
            assert not any(words in copy.text() for words in story.words.values()
                           if words not in answered(copy))  # fmt: skip


def test_a_batch_is_never_smaller_than_ten_before_the_end():
    assert sealed.BATCH == 10
