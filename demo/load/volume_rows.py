"""One made-up report as plain tuples: what the rooms' operations would have written, row for row.

The rules are the rooms' own (which change of state is allowed, what a step keeps, how a contact is
hidden); only the model instances are left out, which cost more than everything else together.
"""

import json
from datetime import datetime
from functools import cache
from typing import Any

from demo.history.model import MadeReport
from demo.load.copying import Target
from demo.load.history import CHANNELS, PRIORITIES
from demo.load.volume_life import Kind, Living, Setting
from parvis.act.deadlines.queries import promised_end
from parvis.capture.reports import links
from parvis.capture.reports.operations import LINK_LASTS
from parvis.capture.reports.rules import EMAIL, NAME, PHONE
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index, keyring
from parvis.foundation.references import Reference
from parvis.foundation.secrets import place
from parvis.foundation.text import fold, prefixes
from parvis.journal.rules import payload

REPORTS = Target("reports_report", (
    "authority_id", "id", "code", "send_key", "service_type_id", "version_id", "words", "answers",
    "channel", "language", "lon", "lat", "address", "place_words", "district_id", "typed_by_id",
    "department_lock", "is_made_up", "occurred_at", "recorded_at",
))  # fmt: skip
FOLLOWERS = Target("reports_follower", (
    "authority_id", "report_id", "is_author", "channel", "name", "email", "phone", "email_hash",
    "phone_hash", "name_hashes", "token_hash", "link_seed", "token_expires_at", "language",
    "department_lock", "joined_at",
))  # fmt: skip
STATEMENTS = Target("reports_statement", (
    "authority_id", "report_id", "kind", "words", "score", "settled", "department_lock",
    "occurred_at", "recorded_at",
))  # fmt: skip
CASES = Target("cases_case", (
    "authority_id", "id", "report_id", "reference", "state", "revision", "workflow_id", "priority",
    "is_danger", "title", "excerpt", "address", "icon", "channel", "service_type_id",
    "district_id", "department_id", "team_id", "assignee_id", "department_lock", "lon", "lat",
    "follower_count", "photo_count", "waiting_for_id", "waiting_since", "planned_on",
    "decline_reason_id", "duplicate_of_id", "words_public", "received_at", "due_at",
    "acknowledged_at", "closed_at", "changed_at", "reopened_count", "satisfaction", "has_news",
    "is_made_up", "search_words",
))  # fmt: skip
STEPS = Target("cases_step", (
    "authority_id", "case_id", "report_id", "kind", "agent_id", "from_state", "to_state", "words",
    "reason", "data", "is_public", "department_lock", "occurred_at", "recorded_at",
))  # fmt: skip
ENTRIES = Target(
    "journal_entry",
    ("action", "actor_kind", "object_kind", "object_id", "data", "occurred_at"),
)
# In the order in which they may be written: each points to those before it.
TARGETS = (REPORTS, FOLLOWERS, STATEMENTS, CASES, STEPS, ENTRIES)
# Longer than any reference that the authority draws itself: the two never meet.
REFERENCE_DIGITS = 8
_SPAN = 9 * 10 ** (REFERENCE_DIGITS - 1)
_STRIDE = 48_271_837  # Shares no divisor with the span: each number gives a reference of its own.


Rows = dict[Target, list[tuple[Any, ...]]]


def send_key(number: int) -> str:
    """What tells a report of the volume when it is loaded again."""
    return f"volume:{number}"


def add(
    rows: Rows, setting: Setting, made: MadeReport, *, report: int, case: int, code: str
) -> None:
    """Add the rows of one made-up report, under ids already drawn."""
    kind = setting.kind(made.service, made.subtype)
    setting.mains[made.number] = case
    rows[REPORTS].append(_report(setting, made, kind, report, code))
    rows[ENTRIES].append(_entry("case.opened", case, made.occurred_at, {
        "report": report, "team": kind.team, "lock": kind.lock,
    }))  # fmt: skip
    if made.contact and (made.contact.news != "none" or made.contact.first_name):
        rows[FOLLOWERS].append(_author(setting, made, kind, report))
    rows[FOLLOWERS].extend(
        _neighbour(setting, made, kind, report, at) for at in made.follower_times
    )
    if made.satisfaction:
        said = made.satisfaction
        rows[STATEMENTS].append((
            setting.authority, report, "satisfaction", said.words, said.face, said.settled,
            kind.lock, said.at, setting.recorded_at,
        ))  # fmt: skip
    living = Living(setting, kind, case, report, made.occurred_at)
    for step in made.steps:
        living.live(step, main=setting.mains.get(made.duplicate_of or 0))
    rows[STEPS].extend(living.steps)
    rows[CASES].append(_case(made, kind, living, setting))


def _report(
    setting: Setting, made: MadeReport, kind: Kind, report: int, code: str
) -> tuple[Any, ...]:
    return (
        setting.authority, report, code, send_key(made.number), kind.service_type,
        kind.version, made.words, json.dumps(dict(made.answers), ensure_ascii=False),
        CHANNELS.get(made.channel, made.channel), made.language, made.lon, made.lat, made.address,
        made.place, setting.districts.get(made.district), setting.agents.get(made.typed_by),
        kind.lock, True, made.occurred_at, setting.recorded_at,
    )  # fmt: skip


def _author(setting: Setting, made: MadeReport, kind: Kind, report: int) -> tuple[Any, ...]:
    contact = made.contact
    if contact is None:
        raise LookupError(f"report {made.number} was said by nobody")
    name = f"{contact.first_name} {contact.last_name}"
    email = fold(contact.email)
    phone = "+33" + contact.phone.replace(" ", "")[1:] if contact.phone else ""
    link = links.new_link()
    return (
        setting.authority, report, True, contact.news,
        _hidden("name", name, setting.authority), _hidden("email", email, setting.authority),
        _hidden("phone", phone, setting.authority),
        blind_index(email_key(email) if email else "", EMAIL), blind_index(phone, PHONE),
        json.dumps(_name_hashes(name, setting.authority)), link.digest, link.seed,
        made.occurred_at + LINK_LASTS, made.language, kind.lock, made.occurred_at,
    )  # fmt: skip


def _neighbour(
    setting: Setting, made: MadeReport, kind: Kind, report: int, at: datetime
) -> tuple[Any, ...]:
    link = links.new_link()
    return (
        setting.authority, report, False, "none", None, None, None, None, None, "[]", link.digest,
        link.seed, at + LINK_LASTS, made.language, kind.lock, at,
    )  # fmt: skip


def _hidden(column: str, text: str, authority: int) -> bytes | None:
    return keyring().encrypt(text, place(f"reports_follower.{column}", authority)) if text else None


@cache
def _name_hashes(name: str, authority: int) -> list[str]:
    """Keyed hashes of a name's prefixes; made-up names are few, and come again."""
    return sorted((blind_index(prefix, NAME) or b"").hex() for prefix in prefixes(name))


def _entry(action: str, case: int, at: datetime, data: dict[str, Any]) -> tuple[Any, ...]:
    return (action, "import", "case", case, json.dumps(payload(data)), at)


def _case(made: MadeReport, kind: Kind, living: Living, setting: Setting) -> tuple[Any, ...]:
    life = living.life
    title = kind.title
    flat = " ".join(made.words.split())
    return (
        setting.authority, living.case, living.report, reference(setting.prefix, made), life.state,
        life.revision, kind.workflow, PRIORITIES[made.priority], kind.is_danger, title,
        flat if len(flat) <= 200 else flat[:199] + "…", made.address or made.place[:200], kind.icon,
        CHANNELS.get(made.channel, made.channel), kind.service_type,
        setting.districts.get(made.district), life.department_id, life.team_id, life.assignee_id,
        kind.lock, made.lon, made.lat, 1 + len(made.follower_times), 0, life.waiting_for_id,
        life.waiting_since, life.planned_on, life.decline_reason_id, life.duplicate_of_id, False,
        made.occurred_at, promised_end(made.occurred_at, kind.promised_days), life.acknowledged_at,
        life.closed_at, life.changed_at, life.reopened_count,
        made.satisfaction.face if made.satisfaction else None, False, True,
        fold(f"{title} {made.words} {made.address} {made.place}"),
    )  # fmt: skip


def reference(prefix: str, made: MadeReport) -> str:
    """A made-up case's reference: scattered as drawn ones are, and never the same twice."""
    number = 10 ** (REFERENCE_DIGITS - 1) + made.number * _STRIDE % _SPAN
    return str(Reference(prefix, made.occurred_at.year, str(number)))
