"""What a person's contact details stand in: where to look for who read them; and what was read, by
the name that people know it under."""

from collections.abc import Collection
from dataclasses import dataclass

from parvis.act.cases.models import Case
from parvis.authorities.queries import compartmented
from parvis.capture.reports.models import Follower
from parvis.flows.forget_answers import answers_of
from parvis.flows.person import Person
from parvis.foundation.db.scope import entering_all
from parvis.people import queries
from parvis.people.models import Account
from parvis.people.queries import Reading


@dataclass(frozen=True, slots=True)
class Request:
    """A request, as a reading names it: `lock` is the closed department that holds it."""

    case: int
    reference: str
    lock: int | None


def requests_read(reports: Collection[int]) -> dict[int, Request]:
    """The requests that these reports became. Those of closed departments too, for whoever answers
    for all of them: a reference is a drawn number, and opens nothing."""
    with entering_all(compartmented()):
        rows = Case.objects.filter(report_id__in=list(reports))
        return {
            row.report_id: Request(row.pk, row.reference, row.department_lock)
            for row in rows.only("id", "report_id", "reference", "department_lock")
        }


def objects_of(person: Person) -> list[tuple[str, int]]:
    """Reports, answers to surveys and account of somebody, as (kind, id)."""
    account = person.account.pk if person.account else None
    with entering_all(compartmented()):
        answers = list(answers_of(person.email, person.phone, account).values_list("pk", flat=True))
    found = [("report", number) for number in person.reports]
    found += [("answer", number) for number in answers]
    return [*found, ("account", person.account.pk)] if person.account else found


def readings_of_account(account: Account, *, limit: int) -> list[Reading]:
    """The latest looks at who an account's holder is: at their account, and at each request in
    their space since they follow it; those before were at somebody else."""
    rows = Follower.objects.filter(account=account).values_list("report_id", "joined_at")
    since = {("report", report): joined_at for report, joined_at in rows}
    objects = [("account", account.pk), *since]
    found = queries.identity_readings(objects=objects, limit=limit)
    return [
        one
        for _number, one in found
        if one.read_at >= since.get((one.object_kind, one.object_id), one.read_at)
    ]
