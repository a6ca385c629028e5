"""Of when the figures of a page are that a study works out, and how far the next one is."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import formats
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.flows import studies
from parvis.flows.work_on_case import actor
from parvis.foundation.clock import now
from parvis.inform.dashboards.wording import percent
from parvis.understand.studies import queries
from parvis.understand.studies.models import FAILED, RUNNING, WAITING, Study
from parvis.web.cockpit import words


def shown(code: str, asked: Mapping[str, Any] | None = None) -> tuple[Study | None, dict[str, Any]]:
    """The newest over this question that is done, None for none yet; and what its page says of
    it."""
    done, last = queries.newest(code, asked), queries.latest(code, asked)
    is_under_way = last is not None and last.state in {WAITING, RUNNING}
    return done, {
        "made": _made(done) if done else "",
        "is_under_way": is_under_way,
        "progress": _progress(last) if last and is_under_way else "",
        "share": last.share if last else 0,
        "has_failed": last is not None and last.state == FAILED,
        "leaves_out": bool(authorities.compartmented()),
    }


def ask(request: HttpRequest, code: str, asked: Mapping[str, Any] | None = None) -> None:
    """Have it worked out anew."""
    by = actor(request.agent)  # type: ignore[attr-defined]
    studies.ask(code=code, asked=asked or {}, by=by)


def _made(study: Study) -> str:
    """ "le 22 novembre à 02:31", where the authority is."""
    zone = authorities.calendar().zone
    moment = (study.ended_at or now()).astimezone(zone)
    return pgettext("studies", "%(day)s at %(hour)s") % {
        "day": words.day(moment.date(), with_year=True),
        "hour": formats.time_format(moment, "H:i"),
    }


def _progress(study: Study) -> str:
    if study.state == WAITING:
        return pgettext("studies", "It will begin in a moment.")
    return pgettext("studies", "%(share)s done.") % {"share": percent(round(study.share, 2))}
