"""What stands around a request: its chips, photos, place, people in charge, neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import npgettext, pgettext

from parvis.act.cases import queries as cases
from parvis.act.cases.models import Case, Step
from parvis.act.cases.queries import Around, Neighbour
from parvis.act.cases.queue import COLUMNS, Row
from parvis.act.cases.rules import time_held
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import now
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.components.templatetags.components import chip
from parvis.web.desk import rows, words
from parvis.web.desk.choices import agent_names

MOST_ON_MAP = 40


@dataclass(frozen=True, slots=True)
class Head:
    """The first lines of the page."""

    came: str
    chips: list[SafeString]


def head(case: Case, moment: datetime) -> Head:
    """Where from, when; and the few things to know before anything else."""
    row = Row(*(getattr(case, name) for name in COLUMNS))
    chips = [rows.status(row, moment)]
    if case.is_danger and case.closed_at is None:
        chips.append(chip("alert", pgettext("desk", "Possible danger"), "triangle-alert"))
    if case.follower_count > 1:
        chips.append(chip("info", people_follow(case.follower_count), "users"))
    if case.priority > 2:
        chips.append(chip("alert", words.PRIORITIES[case.priority], "flag"))
    if case.reopened_count:
        times = npgettext("desk", "Reopened once", "Reopened %(count)d times", case.reopened_count)
        chips.append(chip("waiting", times % {"count": case.reopened_count}, "rotate-ccw"))
    if case.satisfaction:
        tone = "better" if case.satisfaction >= 4 else "waiting"
        text = pgettext("desk", "Satisfaction: %(score)s out of 5") % {"score": case.satisfaction}
        chips.append(chip(tone, text, "smile" if case.satisfaction >= 3 else "frown"))
    if case.report.language.startswith("en"):
        chips.append(chip("info", pgettext("desk", "Reads us in English"), "languages"))
    if case.department_lock:
        chips.append(chip("closed", pgettext("desk", "Closed department"), "lock"))
    came = f"{words.CHANNELS[case.channel]}, {words.moment(case.received_at)}"
    return Head(came, chips)


def people_follow(count: int) -> str:
    """ "3 people follow"."""
    return npgettext("desk", "%(count)d person follows", "%(count)d people follow", count) % {
        "count": count
    }


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of the report, and whether the public sees it."""

    id: int
    url: str
    small: str
    alt: str
    is_public: bool
    is_masked: bool
    by_agent: bool
    not_shown: str


def pictures(case: Case, photos: list[Photo], rules: Mapping[int | None, str]) -> list[Picture]:
    """The photos, oldest first. `rules`: for which one is not shown, by its id."""
    approved = cases.approved_photos(case.pk) if photos else {}
    return [
        Picture(
            photo.pk,
            reverse("desk:photo", args=[photo.pk]),
            f"{reverse('desk:photo', args=[photo.pk])}?petite=1",
            photo.description
            or pgettext("desk", "Photo %(number)d of the request") % {"number": number},
            photo.pk in approved,
            photo.pk in approved and approved[photo.pk].is_masked,
            photo.by_agent,
            rules.get(photo.pk, ""),
        )
        for number, photo in enumerate(photos, start=1)
    ]


def facts(case: Case, steps: list[Step], agent: Agent, around: Around) -> dict[str, Any]:
    """Who has it, since when, what is near, what joined it."""
    team = authorities.teams().get(case.team_id or 0)
    district = authorities.districts().get(case.district_id or 0)
    return {
        "department": authorities.departments()[case.department_id].name,
        "team": team.name if team else "",
        "assignee": agent_names().get(case.assignee_id or 0, ""),
        "is_mine": case.assignee_id == agent.pk,
        "district": district.name if district else "",
        "priority": words.PRIORITIES[case.priority],
        "due": words.moment(case.due_at),
        "held": _held(case, steps),
        "near": [_neighbour(row) for row in around.near],
        "again": _again(case, around.near),
        "joined": [_neighbour(row) for row in around.joined],
        "main": _neighbour(around.main) if around.main else None,
        "may_publish": may(agent.roles, "case.publish"),
        "may_identity": may(agent.roles, "case.identity"),
        "may_take": may(agent.roles, "case.take"),
        "may_answer": may(agent.roles, "case.answer"),
        "may_join": case.closed_at is None and may(agent.roles, "case.type_in"),
        "may_assign": may(agent.roles, "case.assign"),
        "priorities": [(rank, name, rank == case.priority)
                       for rank, name in words.PRIORITIES.items()],
    }  # fmt: skip


def _held(case: Case, steps: list[Step]) -> list[tuple[str, float, str]]:
    """Who had it in hand, as shares of the whole: name, share, how long."""
    changes = [
        (step.occurred_at, step.to_state)
        for step in steps
        if step.kind == "state" and step.undone_at is None
    ]
    held = time_held(changes, case.received_at, case.closed_at or now())
    parts = [
        (pgettext("desk", "Us"), held.us),
        (pgettext("desk", "The resident"), held.resident),
        (pgettext("desk", "Third party"), held.third_party),
    ]
    whole = sum(seconds for _, seconds in parts) or 1.0
    return [
        (name, seconds / whole, duration(seconds))
        for name, seconds in parts
        if seconds > 60 or name == parts[0][0]
    ]


def duration(seconds: float) -> str:
    """ "2 d 3 h", "5 h", "12 min"."""
    days, hours, minutes = (
        int(seconds // 86_400), int(seconds % 86_400 // 3600), int(seconds % 3600 // 60)
    )  # fmt: skip
    if days:
        return pgettext("desk", "%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours:
        return pgettext("desk", "%(hours)d h") % {"hours": hours}
    return pgettext("desk", "%(minutes)d min") % {"minutes": minutes}


def _neighbour(row: Neighbour) -> dict[str, Any]:
    return {
        "id": row.id,
        "reference": row.reference,
        "title": row.title,
        "when": words.day(row.received_at),
        "state": words.state(row.state),
        "is_open": row.closed_at is None,
    }


def _again(case: Case, near: list[Neighbour]) -> str:
    same = [row for row in near if row.service_type_id == case.service_type_id]
    earlier = [row for row in same if row.received_at < case.received_at]
    if not earlier:
        return ""
    return npgettext(
        "desk",
        "Same request here %(count)d time in 12 months",
        "Same request here %(count)d times in 12 months",
        len(earlier),
    ) % {"count": len(earlier)}


def around(case: Case) -> dict[str, Any]:
    """GeoJSON of a case and its neighbours."""
    near = cases.around(case, most=MOST_ON_MAP).near
    places = [(case.pk, case), *((row.id, row) for row in near)]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": {
                "id": str(number),
                "title": row.title,
                "place": row.address,
                "state": words.state(row.state),
                "tone": rows.tone_on_map(row),
                "href": reverse("desk:case", args=[number]),
            },
        }
        for number, row in places
        if row.lon is not None
    ]
    return {"type": "FeatureCollection", "features": features}
