"""The sentences of the summary in other words, where an endpoint outside may help: what would
leave, how far it is, what came of it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import npgettext, pgettext

from parvis.act.wording import queries
from parvis.act.wording.models import Sentence
from parvis.act.wording.rules import KEPT, WORDED
from parvis.flows.theme_selection import Selection
from parvis.flows.word_summary import CODE, to_leave
from parvis.inform.dashboards.wording import count, percent
from parvis.people.permissions import may
from parvis.understand.readings.rules import ANSWER
from parvis.understand.studies import queries as studies
from parvis.understand.studies.models import FAILED, RUNNING, WAITING, Study
from parvis.web.cockpit.listening.asked import Wanted
from parvis.web.outside import PROBLEMS


def words(selection: Selection, readings: Collection[int]) -> Mapping[queries.Place, Sentence]:
    """The words that sentences of these readings were put into; none where it is off."""
    if selection.source == ANSWER or queries.endpoint_in_force() is None:
        return {}
    return queries.worded(readings)


def shown(request: HttpRequest, wanted: Wanted) -> dict[str, Any] | None:
    """What the summary's panel says of it; None where it is off, and for answers to surveys."""
    endpoint = queries.endpoint_in_force()
    if endpoint is None or wanted.selection.source == ANSWER:
        return None
    told = wanted.selection.to_json()
    last = studies.latest(CODE, told)
    is_working = last is not None and last.state in {WAITING, RUNNING}
    roles = request.agent.roles  # type: ignore[attr-defined]
    may_ask = may(roles, "cockpit.word") and not is_working
    leaving = to_leave(wanted.selection, endpoint.model) if may_ask else []
    return {
        "host": endpoint.host,
        "model": endpoint.model,
        "is_working": is_working,
        "progress": percent(last.share) if last and is_working else "",
        "came": _came(last) if last and not is_working else "",
        "leaving": [one.sent for one in leaving],
        "many": _many(len(leaving)),
    }


def _many(number: int) -> str:
    words = npgettext("wording", "%(count)s sentence", "%(count)s sentences", number)
    return words % {"count": count(number)}


def _came(last: Study) -> str:
    """What came of the last time; empty when all went well."""
    if last.state == FAILED:
        return pgettext("wording", "The last time, it could not be done: nothing has changed.")
    problem, sending = last.result["problem"], last.result["sending"]
    said = [str(PROBLEMS[problem])] if problem else []
    if sending:
        said += _counted(queries.counted(sending))
    return " ".join(said)


def _counted(outcomes: Mapping[str, int]) -> list[str]:
    """How many sentences have no other words, and why; nothing when all have."""
    worded, refused, every = outcomes[WORDED], outcomes[KEPT], sum(outcomes.values())
    if worded == every:
        return []
    said = []
    if refused:
        words = npgettext(
            "wording",
            "%(count)s answer broke our rules.",
            "%(count)s answers broke our rules.",
            refused,
        )
        said.append(words % {"count": count(refused)})
    if worded:
        words = pgettext(
            "wording",
            "%(worded)s out of %(all)s put into other words; the others stand as people wrote"
            " them.",
        )
        return [*said, words % {"worded": _many(worded), "all": count(every)}]
    return [*said, pgettext("wording", "The sentences stand as people wrote them.")]
