"""Reads of answers and of the right to give them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from parvis.capture.answers.models import Answer, Invitation, SealedAnswer, SpentKey
from parvis.capture.answers.operations import Invited
from parvis.capture.answers.rules import EMAIL, PHONE
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.tokens import token_hash
from parvis.offer.forms.parting import joined
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import Quota

# Of one person, for what was said long ago: the newest that many answers.
LOOKED_BACK = 20


def invitation_by(survey: Survey, token: str) -> Invitation | None:
    """The invitation of a personal link; None for a token that was never given for this survey."""
    return Invitation.objects.filter(by_token(token), survey=survey).first()


def invitations_to(surveys: QuerySet[Survey]) -> QuerySet[Invitation]:
    """The invitations to these surveys, each with its own."""
    return Invitation.objects.filter(survey__in=surveys).select_related("survey")


def by_token(token: str) -> Q:
    """The invitation of a personal link."""
    return Q(token_hash=token_hash(token))


def theirs(person: Invited) -> Q:
    """The invitations of an address or number; none where neither is said."""
    mine = Q(pk__in=())
    if person.email:
        mine |= Q(email_hash__in=blind_indexes(email_key(person.email), EMAIL))
    if person.phone:
        mine |= Q(phone_hash__in=blind_indexes(person.phone, PHONE))
    return mine


def is_spent(survey: Survey, key: str) -> bool:
    """Whether the answer of this page was taken."""
    return SpentKey.objects.filter(survey=survey, key_hash=token_hash(key)).exists()


@dataclass(frozen=True, slots=True)
class Response:
    """How many answered: `given` in all, `waiting` of them among the sealed ones, not counted in
    results yet; `invited` people and how many of them have `used` their right."""

    given: int
    waiting: int
    invited: int
    used: int

    @property
    def rate(self) -> float | None:
        """The share of those invited who answered; None where nobody is."""
        return self.used / self.invited if self.invited else None


def response(survey: Survey, *, written: int | None = None) -> Response:
    """How many people have answered so far; `written` of them, where they have just been read."""
    waiting = SealedAnswer.objects.filter(survey=survey).count()
    if written is None:
        written = Answer.objects.filter(survey=survey, redacted_at__isnull=True).count()
    people = Invitation.objects.filter(survey=survey).aggregate(
        invited=Count("pk"), used=Count("pk", filter=Q(is_used=True))
    )
    return Response(written + waiting, waiting, people["invited"], people["used"])


def responses(surveys: Iterable[Survey]) -> dict[int, Response]:
    """How many people have answered each of these so far, by the survey's id."""
    numbers = [survey.pk for survey in surveys]

    def counted(rows: Any) -> dict[int, int]:
        found = rows.filter(survey__in=numbers).values("survey").annotate(many=Count("pk"))
        return dict(found.values_list("survey", "many"))

    written = counted(Answer.objects.filter(redacted_at__isnull=True))
    waiting = counted(SealedAnswer.objects)
    invited = counted(Invitation.objects)
    used = counted(Invitation.objects.filter(is_used=True)) if invited else {}
    return {
        number: Response(
            written.get(number, 0) + waiting.get(number, 0),
            waiting.get(number, 0),
            invited.get(number, 0),
            used.get(number, 0),
        )
        for number in numbers
    }


def waiting_in() -> QuerySet[Survey]:
    """The surveys of which sealed answers wait, however long ago they ended."""
    return Survey.objects.filter(pk__in=SealedAnswer.objects.values("survey"))


def told_before(account: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """What somebody answered under their account to signed surveys, the latest first: the form's
    version, and the answers."""
    mine = Answer.objects.filter(account=account, redacted_at__isnull=True)
    for one in mine.order_by("-given_at")[:LOOKED_BACK]:
        yield one.version_id, joined(one.answers, one.personal)


def was_asked_since(person: Invited, survey: Survey | None, since: datetime) -> bool:
    """Whether this address or number was invited since then, to another survey than this one."""
    others = Invitation.objects.filter(theirs(person), invited_at__gte=since)
    return (others.exclude(survey=survey) if survey else others).exists()


def wants_no_more(person: Invited) -> bool:
    """Whether whoever reads this address or number said that they want no more of an invitation."""
    return Invitation.objects.filter(theirs(person), stopped_at__isnull=False).exists()


def silent(survey: Survey) -> QuerySet[Invitation]:
    """Those who were invited, have not answered, have not said that they want no more, and can
    still be reached."""
    mine = Invitation.objects.filter(survey=survey, is_used=False, stopped_at__isnull=True)
    return reachable(mine)


def reachable(people: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those of these people whose address or number is still there."""
    return people.exclude(email__isnull=True, phone__isnull=True)


def given(survey: Survey) -> int:
    """How many have answered so far, those sealed too, in one statement: a batch that is written
    meanwhile counts once."""
    written = Answer.objects.filter(survey=survey, redacted_at__isnull=True).values("pk")
    waiting = SealedAnswer.objects.filter(survey=survey).values("pk")
    return written.union(waiting, all=True).count()


def was_taken(survey: Survey, send_key: str, invitation: Invitation | None) -> bool:
    """Whether this very answer came before."""
    if invitation is not None:
        return Invitation.objects.filter(pk=invitation.pk, is_used=True).exists()
    if survey.is_anonymous:
        return is_spent(survey, send_key)
    return bool(send_key) and Answer.objects.filter(survey=survey, send_key=send_key).exists()


def count_of(survey: Survey, quota: Quota) -> int:
    """How many of the written answers are of the group of a quota."""
    said = Answer.objects.filter(survey=survey).annotate(said=KeyTransform(quota.key, "answers"))
    if quota.choice:
        return said.filter(said=quota.choice).count()
    if quota.low is not None:
        said = said.filter(said__gte=quota.low)
    if quota.high is not None:
        said = said.filter(said__lte=quota.high)
    return said.count()
