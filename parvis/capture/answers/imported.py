"""Answers that a sheet brings in, many at once (see `answer_imports`)."""

from collections.abc import Iterator, Sequence

from parvis.authorities import queries as authorities
from parvis.capture.answers.contacts import hashes_of
from parvis.capture.answers.models import Answer, SpentKey
from parvis.capture.answers.rules import NewAnswer
from parvis.capture.answers.sealed import seal_lines
from parvis.foundation.clock import today
from parvis.foundation.db.insert import insert_rows
from parvis.foundation.db.operation import operation
from parvis.foundation.db.turns import in_turn
from parvis.foundation.tokens import token_hash
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.parting import split
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys.models import Survey

# A line's key, with the answers that were read in it.
Line = tuple[str, NewAnswer]


def taken_keys(survey: Survey, keys: Sequence[str]) -> set[str]:
    """Those of these keys whose line was taken in before."""
    hashes = {token_hash(key): key for key in keys}
    found = SpentKey.objects.filter(survey=survey, key_hash__in=list(hashes))
    return {hashes[bytes(one)] for one in found.values_list("key_hash", flat=True)}


@operation
def take_lines(*, survey: Survey, lines: Sequence[Line], by: Actor) -> int:
    """Take in the lines that were not before, by their keys; returns how many. Of an anonymous
    survey they are sealed, to be written among others: what is left of a key leads to no answer.
    Of a signed one they have their day alone: nobody noted the moment. All are of one version."""
    in_turn(f"answers of {survey.pk} imported")
    taken = taken_keys(survey, [key for key, _ in lines])
    fresh = [(key, new) for key, new in lines if key not in taken]
    if not fresh:
        return 0
    lock = survey.department_lock
    insert_rows(
        SpentKey(survey=survey, key_hash=token_hash(key), department_lock=lock) for key, _ in fresh
    )
    if survey.is_anonymous:
        seal_lines(survey=survey, every=[new for _, new in fresh])
    else:
        Answer.objects.bulk_create(_written(survey, [new for _, new in fresh]))
    data = {"count": len(fresh), "lock": lock}
    record("answers.imported", "survey", survey.pk, by=by, data=data)
    return len(fresh)


def _written(survey: Survey, every: Sequence[NewAnswer]) -> Iterator[Answer]:
    form = forms.form(every[0].version)
    day = today(authorities.calendar().zone)
    for new in every:
        open_answers, personal = split(form, new.answers)
        yield Answer(
            survey=survey,
            version_id=new.version,
            channel=new.channel,
            language=new.language,
            day=new.day or day,
            answers=open_answers,
            personal=personal,
            cells=packed(form, new.answers),
            contact_hashes=hashes_of(form, new.answers),
            department_lock=survey.department_lock,
        )
