"""What takes longer than a page may is worked out apart: asked for here, deferred to the worker,
done by a process of its own (`parvis study`), whose memory goes with it."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from parvis.adapters import queue
from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.journal.rules import SYSTEM, Actor
from parvis.understand.studies import operations as studies
from parvis.understand.studies.models import Study

logger = logging.getLogger(__name__)

RUN = "studies.run"
# Each is heavy: one at a time on a machine.
_ONE_AT_A_TIME = "studies"
TELL_EVERY_SECONDS = 1.0

Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a study, ready to be kept as JSON, which versions of what made it, and the ids
    that it names by their place."""

    found: Mapping[str, Any]
    versions: Mapping[str, str]
    ids: Sequence[int] = ()


# code -> the function that works it out: `(authority, asked, tell) -> Result`. It opens its own
# transactions, short ones: a long one would hold the journal's readers back. Named, not imported:
# what each loads is its own process's.
STUDIES: dict[str, str] = {
    "anomalies": "parvis.flows.notice_anomalies:study",
    "disparities": "parvis.flows.compare_districts:study",
    "forecasts": "parvis.flows.forecast_contacts:study",
    "paths": "parvis.flows.trace_paths:study",
    "themes": "parvis.flows.study_themes:study",
    "wording": "parvis.flows.send_sentences:study",
}
# Worked out anew every night over the whole of each authority, which is what nothing asked means.
# Never what sends words outside: that is for a person to ask.
NIGHTLY = ("anomalies", "disparities", "forecasts", "paths", "themes")


@operation
def ask(*, code: str, asked: Mapping[str, Any], by: Actor, lock: int | None = None) -> Study:
    """Have something worked out as soon as may be; the one under way, where there is one."""
    study, authority = studies.ask(code=code, asked=asked, by=by, lock=lock), current_authority()
    queue.wake_at(
        RUN,
        key=f"study {authority} {study.pk}",
        lock=_ONE_AT_A_TIME,
        authority=authority,
        study=study.pk,
    )
    return study


def ask_nightly(authority: int) -> int:
    """What every night works out of an authority; returns how many."""
    with acting_for(authority):
        for code in NIGHTLY:
            ask(code=code, asked={}, by=SYSTEM)
    return len(NIGHTLY)


def run(authority: int, study: int) -> bool:
    """Work one out and keep what came of it; False when it failed, or there was nothing to do."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        row = studies.begin(study=study)
    if row is None:
        return False
    module, _, name = STUDIES[row.code].partition(":")
    try:
        result: Result = getattr(import_module(module), name)(
            authority, row.asked, _Telling(authority, closed, study)
        )
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one stays its own
        # The kind, not the message: a message may quote what somebody wrote.
        logger.error("study %s (%s) failed: %s", study, row.code, type(error).__name__)
        with acting_for(authority, compartments=closed):
            studies.fail(study=study, problem=type(error).__name__)
        return False
    with acting_for(authority, compartments=closed):
        studies.finish(study=study, result=result.found, versions=result.versions, ids=result.ids)
    return True


class _Telling:
    """Says how far a study is, not more than once a second."""

    def __init__(self, authority: int, closed: frozenset[int], study: int) -> None:
        self._where, self._closed, self._study = authority, closed, study
        self._last = 0.0

    def __call__(self, share: float, step: str) -> None:
        if time.monotonic() - self._last < TELL_EVERY_SECONDS:
            return
        self._last = time.monotonic()
        with acting_for(self._where, compartments=self._closed):
            studies.tell(study=self._study, share=share, step=step)
