"""Anonymous answers: sealed as they come, written among others (see the README)."""

import json
from collections.abc import Iterable
from datetime import date
from random import SystemRandom
from typing import Any

from django.db.models import Count, QuerySet

from parvis.authorities import queries as authorities
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.rules import QUARTER, NewAnswer, quarter_of
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import now, today
from parvis.foundation.db.operation import operation
from parvis.foundation.db.turns import alongside, in_turn
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.parting import split
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import BATCH, is_complete, takes_late_papers

# The one length of every sealed answer, in bytes, before encryption: some five pages of words.
LENGTH = 16_384
# In what those of one batch are alike.
ALIKE = ("department", "is_imported")
# So that one transaction never holds the journal's readers back for long.
MOST_AT_ONCE = 1_000


class TooMuch(ValueError):
    """More words than an anonymous answer may have."""


def still_takes(survey: Survey, *, is_late: bool = False) -> bool:
    """Whether one more answer (or paper that `is_late`) may be sealed: not once those that were
    left were written, for it would be written alone. The survey is read as it stands, and whoever
    writes what is left waits until this transaction ends."""
    alongside(_waiting_of(survey))
    stands = Survey.objects.get(pk=survey.pk)
    return takes_late_papers(stands, now()) if is_late else not is_complete(stands, now())


def seal(*, survey: Survey, new: NewAnswer) -> None:
    """Put an anonymous answer among those that wait. Raises TooMuch. Its language stays behind: one
    of ten that is in English would be found among those invited. No journal entry: its moment would
    tell whose it is; the batch has one."""
    _sealed(survey, new).save()


def seal_lines(*, survey: Survey, every: Iterable[NewAnswer]) -> None:
    """The same for lines of a sheet, in one statement."""
    SealedAnswer.objects.bulk_create(_sealed(survey, new, is_imported=True) for new in every)


def _sealed(survey: Survey, new: NewAnswer, *, is_imported: bool = False) -> SealedAnswer:
    content = {
        "version": new.version,
        "channel": new.channel,
        "answers": new.answers,
        "day": new.day.isoformat() if new.day else "",
    }
    return SealedAnswer(
        survey=survey,
        content=_filled(content),
        department_id=new.about.department,
        is_imported=is_imported,
        quarter=quarter_of(_today()),
        department_lock=survey.department_lock,
    )


def fits(answers: dict[str, Any]) -> bool:
    """Whether answers may be given without a name; a little is left for what goes with them."""
    return len(_bytes(answers)) <= LENGTH - 256


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _filled(content: dict[str, Any]) -> str:
    written = _bytes(content)
    if len(written) > LENGTH:
        raise TooMuch
    return written.decode() + " " * (LENGTH - len(written))


@operation
def write_batch(*, survey: Survey, by: Actor, closing: bool = False) -> int:
    """Write the answers that wait about one department (or none), where ten of them do; or those
    of all departments, about none, where ten of them have waited for a quarter; returns how many.
    When the survey is `closing` (over, with nothing on its way any more: what came after the
    others would be written alone), those left are written too, together and about none: of fewer
    than ten, the department would lead to who was asked after a case of its. Imported lines stay
    apart: among them, the only answer of today would be that of who was invited."""
    if closing:
        in_turn(_waiting_of(survey))
    waiting, department = _full(survey)
    waiting = waiting or _long(survey) or (_left(survey) if closing else [])
    if not waiting:
        return 0
    rows = [_opened(survey, json.loads(one.content), department) for one in waiting]
    SystemRandom().shuffle(rows)
    SealedAnswer.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    Answer.objects.bulk_create(rows)
    record("answers.written", "survey", survey.pk, by=by, data={"count": len(rows)})
    return len(rows)


def _full(survey: Survey) -> tuple[list[SealedAnswer], int | None]:
    """Those that wait about a department of which ten do, and that department."""
    counted = SealedAnswer.objects.filter(survey=survey).values(*ALIKE)
    full = counted.annotate(many=Count("pk")).filter(many__gte=BATCH).order_by(*ALIKE)
    for department, imported in full.values_list(*ALIKE):
        held = list(
            _waiting(survey).filter(department=department, is_imported=imported)[:MOST_AT_ONCE]
        )
        # Another worker may have written them meanwhile.
        if len(held) >= BATCH:
            return held, department
    return [], None


def _long(survey: Survey) -> list[SealedAnswer]:
    """Ten or more that came before the last quarter began."""
    last = add_months(quarter_of(_today()), -QUARTER)
    return _together(_waiting(survey).filter(quarter__lt=last), least=BATCH)


def _left(survey: Survey) -> list[SealedAnswer]:
    """What waits, however few; lines of sheets and late papers once no more of these can come."""
    waiting = _waiting(survey)
    if takes_late_papers(survey, now()):
        waiting = waiting.filter(is_imported=False)
    return _together(waiting, least=1)


def _waiting_of(survey: Survey) -> str:
    return f"what waits in survey {survey.pk}"


def _together(waiting: QuerySet[SealedAnswer], *, least: int) -> list[SealedAnswer]:
    """The answers of people, or else the lines of sheets, where there are as many."""
    for imported in (False, True):
        held = list(waiting.filter(is_imported=imported)[:MOST_AT_ONCE])
        if len(held) >= least:
            return held
    return []


def _today() -> date:
    return today(authorities.calendar().zone)


def _waiting(survey: Survey) -> QuerySet[SealedAnswer]:
    return SealedAnswer.objects.select_for_update(no_key=True).filter(survey=survey)


def _opened(survey: Survey, content: dict[str, Any], department: int | None) -> Answer:
    form = forms.form(content["version"])
    open_answers, personal = split(form, content["answers"])
    day = content.get("day")
    return Answer(
        survey=survey,
        version_id=content["version"],
        channel=content["channel"],
        language="",
        day=date.fromisoformat(day) if day else _today(),
        answers=open_answers,
        personal=personal,
        cells=packed(form, content["answers"]),
        department_id=department,
        department_lock=survey.department_lock,
    )
