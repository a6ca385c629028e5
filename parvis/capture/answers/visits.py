"""After a visit: the code that a department's card carries, and how many were handed over."""

from hmac import compare_digest

from django.db.models import F, QuerySet

from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.capture.answers.models import CardsHanded
from parvis.foundation.clock import today
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.insert import insert_unless_taken
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey

_PURPOSE = "survey.visit"
# Hexadecimal figures of the keyed hash, short enough to be typed from a card: forty bits.
_LENGTH = 10


def code_of(survey: Survey, department: Department) -> str:
    """What the address on a department's card ends with: its code, and our mark on it."""
    return f"{department.code}-{_marks(survey, department)[0]}"


def department_of(survey: Survey, code: str) -> int | None:
    """The department of a card; None for a code that we never made. Cards printed under an older
    key of the ring are still good."""
    name, _, mark = code.rpartition("-")
    found = next((one for one in authorities.departments().values() if one.code == name), None)
    if found is None or survey.asked_after != "visit":
        return None
    known = any(compare_digest(mark.encode(), one.encode()) for one in _marks(survey, found))
    return found.pk if known else None


def _marks(survey: Survey, department: Department) -> list[str]:
    found = blind_indexes(f"{survey.pk} {department.pk}", _PURPOSE)
    return [digest.hex()[:_LENGTH] for digest in found]


@operation
def hand_card(*, survey: Survey, department: int, by: Actor) -> None:
    """A visitor of a department was asked: they have a card, or the questions before them."""
    day = today(authorities.calendar().zone)
    first = CardsHanded(
        survey=survey,
        department_id=department,
        day=day,
        many=1,
        department_lock=survey.department_lock,
    )
    if not insert_unless_taken(first):
        _of_day(survey, department).update(many=F("many") + 1)
    data = {"department": department, "lock": survey.department_lock}
    record("survey.card_handed", "survey", survey.pk, by=by, data=data)


@operation
def take_card_back(*, survey: Survey, department: int, by: Actor) -> bool:
    """The last one of today was a mistake; False when there is none."""
    gone = _of_day(survey, department).filter(many__gt=0).update(many=F("many") - 1)
    if gone:
        data = {"department": department, "lock": survey.department_lock}
        record("survey.card_taken_back", "survey", survey.pk, by=by, data=data)
    return bool(gone)


def handed_today(survey: Survey, department: int) -> int:
    """How many visitors of a department were asked today."""
    return _of_day(survey, department).values_list("many", flat=True).first() or 0


def _of_day(survey: Survey, department: int) -> QuerySet[CardsHanded]:
    day = today(authorities.calendar().zone)
    return CardsHanded.objects.filter(survey=survey, department=department, day=day)
