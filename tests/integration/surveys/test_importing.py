"""A sheet of answers is looked through, agreed to, and taken in once, whatever cuts it short."""

import json
from datetime import date, timedelta

import pytest

from parvis.adapters.sheet_reading import read_sheet
from parvis.capture.answer_imports import operations as imports
from parvis.capture.answer_imports.models import AnswerImport, ImportPiece
from parvis.capture.answer_imports.queries import wrong_lines
from parvis.capture.answers.models import Answer, SealedAnswer, SpentKey
from parvis.capture.answers.operations import Invited, invite
from parvis.capture.answers.rules import NewAnswer
from parvis.flows import import_answers
from parvis.flows.answer_survey import answer_survey
from parvis.flows.survey_life import look_after
from parvis.foundation import clock
from parvis.foundation.db.operation import Refusal
from parvis.inform.answer_files.leaving import pieces
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.surveys.operations import close_survey
from parvis.offer.surveys.rules import PAPERS_ARRIVE
from tests.factories.every_kind import EVERY_KIND
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.integration.surveys.test_unlinkable import backup
from tests.unit.capture.test_imported_lines import EVERYTHING

pytestmark = pytest.mark.django_db(transaction=True)

SHEET = """key;day;channel;comes;buys__fruit;buys__fish;mood;words
1;02/03/2026;papier;oui;1;0;4;
2;02/03/2026;papier;non;;;;C’est trop loin
3;;;Peut-être;;;;
4;;téléphone;Oui;x;x;5;
"""


@pytest.fixture
def signed(town):
    with town.open():
        return survey(town, is_anonymous=False)


def begun(town, asked, text=SHEET, **more):
    with town.open():
        return import_answers.begin(
            survey=asked, content=text if isinstance(text, bytes) else text.encode(), by=SYSTEM,
            **more,
        )  # fmt: skip


def agreed(town, batch):
    with town.open():
        import_answers.confirm(batch=batch, by=SYSTEM)
    return worked(town, batch)


def worked(town, batch):
    import_answers.go_on(town.authority.pk, batch.pk)
    with town.open():
        return AnswerImport.objects.get(pk=batch.pk)


def counts(batch):
    return (batch.state, batch.right, batch.known, batch.wrong, batch.written)


def test_nothing_is_written_before_somebody_agrees(town, signed):
    batch = begun(town, signed)
    assert counts(batch) == ("ready", 3, 0, 1, 0)
    with town.open():
        assert not Answer.objects.exists()
        assert not SpentKey.objects.exists()
    assert counts(agreed(town, batch)) == ("done", 3, 0, 1, 3)


def test_lines_are_taken_in_with_their_day_and_channel(town, signed):
    agreed(town, begun(town, signed))
    with town.open():
        rows = {row.channel + str(row.answers.get("mood")): row for row in Answer.objects.all()}
        assert rows["paper4"].day == date(2026, 3, 2)
        assert rows["paper4"].answers == {"comes": "yes", "buys": ["fruit"], "mood": 4}
        assert rows["paper4"].given_at is None
        assert rows["paper4"].cells
        assert rows["phone5"].answers["buys"] == ["fruit", "fish"]
        assert rows["paperNone"].answers == {"comes": "no", "words": "C’est trop loin"}
        assert Entry.objects.get(action="answers.imported").data["count"] == 3


def test_the_same_sheet_twice_adds_nothing(town, signed):
    agreed(town, begun(town, signed))
    again = begun(town, signed)
    assert counts(again) == ("ready", 0, 3, 1, 0)
    with pytest.raises(Refusal, match="not_ready"):
        agreed(town, again)
    # Longer, and saved by another tool: what is new is added.
    longer = SHEET.replace(";", ",") + "5,,,non,,,,\n"
    more = begun(town, signed, longer.encode("cp1252"))
    assert counts(more) == ("ready", 1, 3, 1, 0)
    agreed(town, more)
    with town.open():
        assert Answer.objects.count() == 4


def test_without_keys_a_sheet_is_known_as_a_whole(town, signed):
    text = "comes\noui\noui\nnon\n"
    agreed(town, begun(town, signed, text))
    assert counts(begun(town, signed, text)) == ("ready", 0, 3, 0, 0)
    # Another sheet may say the same: it is other people's.
    assert counts(begun(town, signed, text + "non\n")) == ("ready", 4, 0, 0, 0)


def test_two_who_give_the_same_sheet_at_once_add_it_once(town, signed):
    first, second = begun(town, signed), begun(town, signed)
    assert agreed(town, first).written == 3
    assert counts(agreed(town, second)) == ("done", 3, 0, 1, 0)
    with town.open():
        assert Answer.objects.count() == 3


def test_wrong_lines_wait_to_be_mended_and_go_after_a_week(town, signed):
    batch = agreed(town, begun(town, signed))
    with town.open():
        (wrong,) = wrong_lines(batch)
        assert (wrong.line, list(wrong.cells)[:4]) == (4, ["3", "", "", "Peut-être"])
        assert [(one.column, one.code) for one in wrong.problems] == [("comes", "not_a_choice")]
        imports.erase_past(by=SYSTEM, now=clock.now())
        assert ImportPiece.objects.exists()
        assert imports.erase_past(by=SYSTEM, now=clock.now() + timedelta(days=8)) == 1
        assert not ImportPiece.objects.exists()
        assert AnswerImport.objects.get().heads == []


def test_a_sheet_that_nobody_takes_in_any_more_goes_too(town, signed):
    batch = begun(town, signed)
    with town.open():
        imports.confirm_import(batch=batch, by=SYSTEM)
        week = clock.now() + timedelta(days=7, hours=1)
        assert imports.erase_past(by=SYSTEM, now=week) == 0
        assert imports.erase_past(by=SYSTEM, now=week + timedelta(days=1)) == 1
        assert not ImportPiece.objects.exists()
    assert counts(worked(town, batch))[::4] == ("done", 0)


def test_a_sheet_that_is_not_wanted_goes(town, signed):
    batch = begun(town, signed)
    with town.open():
        imports.drop_import(batch=batch, by=SYSTEM)
        assert not ImportPiece.objects.exists()
        assert not AnswerImport.objects.exists()


def test_a_sheet_that_can_not_be_read_says_why_and_leaves_nothing(town, signed):
    batch = begun(town, signed, b"\xd0\xcf\x11\xe0")
    assert (batch.state, batch.problem["code"]) == ("refused", "old_excel")
    batch = begun(town, signed, "comes;comes\noui;non\n")
    assert batch.problem == {"code": "twice", "names": ["comes"]}
    assert begun(town, signed, "comes\n").problem["code"] == "no_line"
    with town.open():
        assert not ImportPiece.objects.exists()


def test_answers_come_in_from_the_opening_to_some_weeks_after_the_end(town):
    with town.open():
        asked = survey(town, is_anonymous=False)
        close_survey(survey=asked, by=SYSTEM)
    assert agreed(town, begun(town, asked)).written == 3
    with clock.at(clock.now() + timedelta(days=30)), pytest.raises(Refusal, match="over"):
        begun(town, asked)
    with town.open():
        later = survey(town, code="plus-tard", opens_at=None)
        later.version_id = None
    with pytest.raises(Refusal, match="not_open_yet"):
        begun(town, later)


def long_sheet(lines):
    return "key;comes;mood\n" + "".join(f"{n};oui;{n % 5 + 1}\n" for n in range(lines))


def test_a_large_sheet_is_the_workers_and_goes_on_where_it_was(town, signed, monkeypatch):
    monkeypatch.setattr(import_answers, "PIECE", 200)
    batch = begun(town, signed, long_sheet(700))
    assert counts(batch) == ("reading", 0, 0, 0, 0)
    batch = cut_short(town, batch, monkeypatch, "keep_lines")
    assert (batch.state, batch.read, batch.right) == ("reading", 200, 200)
    batch = worked(town, batch)
    assert counts(batch) == ("ready", 700, 0, 0, 0)
    with town.open():
        import_answers.confirm(batch=batch, by=SYSTEM)
    batch = cut_short(town, batch, monkeypatch, "empty_piece")
    with town.open():
        assert Answer.objects.count() == 200
    assert (batch.state, batch.written) == ("writing", 200)
    assert counts(worked(town, batch)) == ("done", 700, 0, 0, 700)
    with town.open():
        assert Answer.objects.count() == 700


def test_while_one_waits_no_more_is_read_than_is_looked_through(town, signed, monkeypatch):
    read = []

    def reading(content, **more):
        read.append(read_sheet(content, **more).count(b"\n"))
        return read_sheet(content, **more)

    monkeypatch.setattr(import_answers, "read_sheet", reading)
    most = import_answers.SMALL_SHEET
    assert begun(town, signed, long_sheet(3 * most)).state == "reading"
    assert begun(town, signed, long_sheet(most)).state == "ready"
    assert read == [most + 2, most + 1]


def cut_short(town, batch, monkeypatch, step):
    """Let the worker die in the second piece, after it was written and before it is kept."""
    whole, calls = getattr(imports, step), []

    def dying(*given, **named):
        whole(*given, **named)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(imports, step, dying)
        with pytest.raises(KeyboardInterrupt):
            worked(town, batch)
    with town.open():
        return AnswerImport.objects.get(pk=batch.pk)


def test_a_key_that_stands_twice_is_found_after_a_cut_too(town, signed, monkeypatch):
    monkeypatch.setattr(import_answers, "PIECE", 200)
    text = long_sheet(399) + "5;oui;1\n"
    batch = cut_short(town, begun(town, signed, text), monkeypatch, "keep_lines")
    assert counts(worked(town, batch))[1:4] == (399, 0, 1)


def test_what_an_export_says_comes_back_the_same(town):
    with town.open():
        first = survey(town, EVERY_KIND, code="tout", is_anonymous=False)
        second = survey(town, EVERY_KIND, code="copie", is_anonymous=False)
        whole = EVERYTHING | {"computed": 650}
        answered(first, [whole, whole | {"number": 8}], channel="paper")
    for kind in ("csv", "xlsx"):
        file = b"".join(pieces(first, kind, whole=True, authority=town.authority.pk, opened=()))
        done = agreed(town, begun(town, second, file))
        assert counts(done) == ("done", 2, 0, 0, 2), kind
    with town.open():
        rows = [(one.day, one.channel, one.answers, json.loads(one.personal), bytes(one.cells))
                for one in Answer.objects.filter(survey=first).order_by("cells")]  # fmt: skip
        again = [(one.day, one.channel, one.answers, json.loads(one.personal), bytes(one.cells))
                 for one in Answer.objects.filter(survey=second).order_by("cells")]  # fmt: skip
        assert sorted([*rows, *rows], key=str) == sorted(again, key=str)


def test_lines_of_an_anonymous_survey_lead_from_no_key_to_no_answer(town):
    with town.open():
        asked = survey(town)
    lines = [f"Nom {n};2026-03-0{n % 9 + 1};non;Parole secrète {n}\n" for n in range(25)]
    batch = begun(town, asked, "key;day;comes;words\n" + "".join(lines))
    copies = [backup()]
    done = agreed(town, batch)
    copies.append(backup())
    assert counts(done) == ("done", 25, 0, 0, 25)
    with town.open():
        assert Answer.objects.count() == 25
        assert not SealedAnswer.objects.exists()
        assert {row.day.day for row in Answer.objects.all()} == set(range(1, 10))
        assert {(row.given_at, row.send_key) for row in Answer.objects.all()} == {(None, None)}
    last = copies[-1]
    spent = {xmin for xmin, _, _ in last.rows("answers_spent_key")}
    assert spent
    assert spent.isdisjoint({xmin for xmin, _, _ in last.rows("answers_answer")})
    for copy in copies:
        text = copy.text("answers_answer")
        assert "Parole" not in text
        assert b"Parole secr".hex() not in text
        assert "Nom 7" not in text
    assert not last.rows("answer_imports_piece")


def test_fewer_than_ten_anonymous_lines_wait_for_others(town):
    with town.open():
        asked = survey(town)
    agreed(town, begun(town, asked, "comes\noui\nnon\n"))
    with town.open():
        assert (Answer.objects.count(), SealedAnswer.objects.count()) == (0, 2)
        close_survey(survey=asked, by=SYSTEM)
    with clock.at(clock.now() + timedelta(minutes=1)):
        agreed(town, begun(town, asked, "comes\noui\n"))
        with town.open():
            assert not Answer.objects.exists(), "papers of the last days may still come"
    with clock.at(clock.now() + PAPERS_ARRIVE + timedelta(minutes=1)):
        look_after(town.authority.pk)
    with town.open():
        assert Answer.objects.count() == 3


def test_lines_are_no_company_for_who_was_invited(town):
    """The only answer of today and of the web among nine of last year's papers would be theirs."""
    with town.open():
        asked = survey(town, door="invited")
        (invitation,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        new = NewAnswer(
            has_agreed=True, version=asked.version_id, answers={"comes": "no"}, send_key="x" * 16
        )
        answer_survey(survey=asked, new=new, invitation=invitation, by=RESIDENT)
    agreed(town, begun(town, asked, "day;channel;comes\n" + "02/03/2025;papier;oui\n" * 9))
    look_after(town.authority.pk)
    with town.open():
        assert (Answer.objects.count(), SealedAnswer.objects.count()) == (0, 10)
        close_survey(survey=asked, by=SYSTEM)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert look_after(town.authority.pk) == 10
    batches = [{row["day"] for xmin, _, row in backup().rows("answers_answer") if xmin == one}
               for one in {xmin for xmin, _, _ in backup().rows("answers_answer")}]  # fmt: skip
    assert sorted(len(days) for days in batches) == [1, 1]


def test_a_last_handful_is_not_left_alone(town, monkeypatch):
    monkeypatch.setattr(import_answers, "PIECE", 20)
    with town.open():
        asked = survey(town)
    agreed(town, begun(town, asked, long_sheet(43)))
    with town.open():
        assert Answer.objects.count() == 43


def test_hostile_words_stay_words(town, signed):
    text = 'comes;words\nnon;"=HYPERLINK(""http://x"")"\nnon;\'=1+1\n'
    agreed(town, begun(town, signed, text))
    with town.open():
        said = {row.answers["words"] for row in Answer.objects.all()}
    assert said == {'=HYPERLINK("http://x")', "=1+1"}
    file = b"".join(pieces(signed, "csv", whole=True, authority=town.authority.pk, opened=()))
    assert b"'=HYPERLINK" in file
    assert b";=" not in file


def test_columns_that_are_not_there_leave_their_questions_unanswered(town, signed):
    batch = begun(town, signed, "comes;Remarque\noui;x\n")
    assert (batch.ignored, batch.has_keys) == (["Remarque"], False)
    assert "mood" in batch.absent
