"""Answering a demand about personal data: a copy, or the erasure; each leaves its line in the
register, in codes and counts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from parvis.act.cases.models import Case, Step
from parvis.act.cases.queries import rules_named
from parvis.authorities.queries import compartmented
from parvis.capture.answers.models import Answer
from parvis.capture.answers.operations import Invited
from parvis.capture.answers.queries import wants_no_more
from parvis.capture.reports.models import Follower
from parvis.flows import own_words
from parvis.flows.forget import Fate, clear_folder, fate_of, forget_person, forget_request
from parvis.flows.forget_answers import answers_of
from parvis.flows.person import Person, audit, is_hidden
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.scope import entering_all
from parvis.inform.transmissions.queries import PassedOn, passed_on
from parvis.journal.rules import Actor
from parvis.offer.forms.fields.files import files_in
from parvis.people import demands, queries
from parvis.people import operations as people
from parvis.people.models import Agent, DataDemand, IdentityLink
from parvis.understand.moderation.told import title


@dataclass(frozen=True, slots=True)
class Came:
    """How a demand came: an open one of the register (`demand`, its id), or a new one. `key` makes
    a form sent twice one demand."""

    key: str
    channel: str = ""
    received_on: date | None = None
    demand: int | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would do: of each report that the person said, what stays; how many others
    they only follow; whom to tell; whether the keyed hash stays of who wants to be invited no
    more."""

    fates: list[tuple[Follower, Fate]]
    followed: int
    passed_on: list[PassedOn]
    has_objected: bool

    @property
    def places_kept(self) -> int:
        """Requests still open whose public place stays."""
        return sum(fate.keeps_place for _row, fate in self.fates)

    @property
    def shared(self) -> int:
        """Requests in which others keep what is theirs."""
        return sum(fate.others for _row, fate in self.fates)


def preview(person: Person) -> Preview:
    """What `erase` would do now, told by the same rule."""
    with entering_all(compartmented()):
        own = [row for row in person.rows if row.is_author]
        cases = {case.report_id: case for case in Case.objects.filter(report__in=person.reports)
                 .select_related("report", "service_type")}  # fmt: skip
        # A request found by its reference goes at once, with all that was said under it.
        fates = [] if person.reference else [
            (row, fate_of(row.report, cases.get(row.report_id))) for row in own
        ]  # fmt: skip
        told = passed_on([row.report_id for row in own])
    return Preview(fates, len(person.rows) - len(own), told, _has_objected(person))


def _has_objected(person: Person) -> bool:
    with entering_all(compartmented()):
        return wants_no_more(Invited(email=person.email, phone=person.phone))


@operation
def erase(*, person: Person, came: Came, officer: Agent) -> DataDemand:
    """Erase what a person said and left, and write it down. The same form sent twice erases once.
    Raises Refusal("is_agent") for somebody who works here: an administrator closes their access
    first; and Refusal("ended") for a demand that was answered."""
    by = Actor("agent", officer.pk)
    known = queries.demand_by_key(came.key)
    if known is not None and known.outcome:
        return known
    if person.works_here:
        raise Refusal("is_agent")
    demand = _demand(came, demands.ERASURE, by)
    audit(person=person, officer=officer, purpose="erasure")
    if person.reference:
        done = forget_request(reference=person.reference, by=by)
    else:
        done = forget_person(email=person.email, phone=person.phone, by=by)
    clear_folder(done)
    counts = {
        "reports": len(done.reports),
        "followers": len(done.followers),
        "accounts": len(done.accounts),
        "traces": done.traces,
        "kept": done.kept,
    }
    outcome = demands.PARTLY if done.kept else demands.DONE if any(counts.values()) else (
        demands.NOTHING
    )  # fmt: skip
    counts["objected"] = int(_has_objected(person))
    told = done.reports if done.passed_on else []
    return people.end_demand(demand=demand.pk, outcome=outcome, identity_checked=True,
                             counts=counts, passed_on=told, by=by)  # fmt: skip


@operation
def hand_over(
    *, person: Person, opened: Collection[int], came: Came, officer: Agent
) -> tuple[DataDemand, dict[str, Any], dict[str, str]]:
    """A copy of what a person said and gave, with their pictures and files (in the storage, by
    their names in the copy), and its line in the register; the same form sent twice is one line.
    `opened` are the closed departments into which the officer was let: what others hold is left
    out, and counted."""
    by = Actor("agent", officer.pk)
    demand = queries.demand_by_key(came.key)
    if demand is None or not demand.outcome:
        demand = _demand(came, demands.ACCESS, by)
        is_found = person.is_known or bool(_answers(person))
        outcome = demands.DONE if is_found else demands.NOTHING
        demand = people.end_demand(
            demand=demand.pk, outcome=outcome, identity_checked=True, by=by,
            counts={"reports": len(person.authored), "accounts": int(person.account is not None)},
        )  # fmt: skip
    audit(person=person, officer=officer, purpose="access")
    copy, files = _copy(person, opened)
    return demand, copy, files


def passed_on_of(demand: DataDemand) -> list[PassedOn]:
    """Which authorities have got what was erased, and are to be told (GDPR, article 19)."""
    with entering_all(compartmented()):
        return passed_on(demand.passed_on)


def _demand(came: Came, kind: str, by: Actor) -> DataDemand:
    if came.demand is not None:
        return people.demand_to_answer(demand=came.demand, kind=kind, key=came.key, by=by)
    received = came.received_on
    if received is None:
        raise Refusal("received_on")
    return people.note_demand(
        kind=kind, channel=came.channel, received_on=received, key=came.key, by=by
    )


def _copy(person: Person, opened: Collection[int]) -> tuple[dict[str, Any], dict[str, str]]:
    shown = [row for row in person.rows if not is_hidden(row, opened) and not row.disowned_at]
    # Of a request found by its reference alone, only what its author said is anybody's in
    # particular.
    if person.reference:
        shown = [row for row in shown if row.is_author]
    files: dict[str, str] = {}
    reports = []
    for row in shown:
        photos = [photo.storage_name for photo in own_words.photos_of(row)]
        enclosed = {
            "photos": _enclosed("photos", photos, files),
            "files": _enclosed("fichiers", own_words.files_given(row), files),
        }
        reports.append(own_words.of_report(row) | _written(row) | enclosed)
    about = own_words.of_account(person.account) if person.account else {}
    if person.account:
        about["providers"] = [
            link.provider.name
            for link in IdentityLink.objects.filter(account=person.account).select_related(
                "provider"
            )
        ]
    left_out = sum(is_hidden(row, opened) for row in person.rows)
    said, said_elsewhere = _said(person, opened, files)
    return about | {
        "reports": reports, "left_out": left_out,
        "answers": said, "answers_left_out": said_elsewhere,
    }, files  # fmt: skip


def _said(
    person: Person, opened: Collection[int], files: dict[str, str]
) -> tuple[list[dict[str, Any]], int]:
    """What they answered to surveys under their name, its files put into the copy; and how much of
    it closed departments hold."""
    rows = _answers(person)
    shown = [one for one in rows if one.department_lock is None or one.department_lock in opened]
    copied = []
    for row in shown:
        told = own_words.of_answer(row)
        names = _enclosed("enquetes", files_in(told["answers"]), files)
        copied.append(told | {"files": names})
    return copied, len(rows) - len(shown)


def _answers(person: Person) -> list[Answer]:
    account = person.account.pk if person.account is not None else None
    with entering_all(compartmented()):
        found = answers_of(person.email, person.phone, account).select_related("survey")
        return list(found.order_by("given_at", "pk"))


def _enclosed(folder: str, stored: Iterable[str], files: dict[str, str]) -> list[str]:
    """Put files into the copy: their names there, numbered in their folder."""
    names = []
    for name in stored:
        number = sum(one.startswith(f"{folder}/") for one in files) + 1
        names.append(f"{folder}/{number}{PurePath(name).suffix}")
        files[names[-1]] = name
    return names


def _written(row: Follower) -> dict[str, Any]:
    """What the town wrote is counted, so that the person can ask for it: answers, which they were
    sent, and notes, which may speak of others."""
    case = Case.objects.filter(report=row.report_id).first()
    words = Step.objects.filter(report=row.report_id, agent__isnull=False).exclude(words="")
    told = passed_on([row.report_id]) if row.is_author else []
    return {
        "reference": case.reference if case else "",
        "answers_written": words.filter(is_public=True).count() if row.is_author else 0,
        "notes_written": words.filter(is_public=False).count() if row.is_author else 0,
        "passed_on_to": [one.name for one in told],
        "not_shown_for": [title(rule) for rule in rules_named(row)],
    }
