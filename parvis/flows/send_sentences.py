"""Sentences sent outside to be put into other words, worked out apart (`flows/studies.py`): masked,
one a question, each written down before it leaves. Whatever goes wrong, the summary stands as
people wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from parvis.act.wording import operations as kept
from parvis.act.wording import queries
from parvis.act.wording.models import Endpoint
from parvis.act.wording.rules import FAILED, KEPT, UNSENT, WORDED, Leaving
from parvis.adapters.wording import ChatCompletions, Wording, WordingProblem
from parvis.flows.studies import Result, Tell
from parvis.flows.theme_selection import Selection
from parvis.flows.word_summary import CODE, LATE, NOTHING, OFF, TRIAL, to_leave
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM, Actor
from parvis.understand.studies import queries as studied
from parvis.understand.wording.asking import INSTRUCTIONS, MADE_UP
from parvis.understand.wording.judging import judged

# Other studies wait meanwhile.
BUDGET_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class _Sending:
    """What was written down and leaves now: the id of each sentence, and its words."""

    number: int
    endpoint: Endpoint
    is_trial: bool
    sentences: list[tuple[int, str]]


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """Send one sentence after the other; what is shown of it is kept with them."""
    with acting_for(authority):
        begun = _begin(asked)
    if isinstance(begun, str):
        return Result({"sending": None, "problem": begun}, {})
    endpoint = begun.endpoint
    problem = _send(
        authority, begun, ChatCompletions(endpoint.address, endpoint.model, endpoint.key), tell
    )
    with acting_for(authority):
        kept.end_sending(sending=begun.number, problem=problem)
    return Result({"sending": begun.number, "problem": problem}, {"model": endpoint.model[:80]})


def _begin(asked: Mapping[str, Any]) -> _Sending | str:
    """Write down what is about to leave; or why nothing does."""
    is_trial, by = asked == TRIAL, _who_asked(asked)
    if by.id is None:
        raise ValueError("nothing leaves unless a person asks")
    endpoint = queries.endpoint() if is_trial else queries.endpoint_in_force()
    if endpoint is None:
        return OFF
    leaving = (
        [Leaving(one) for one in MADE_UP]
        if is_trial
        else to_leave(Selection.from_json(asked), endpoint.model)
    )
    if not leaving:
        return NOTHING
    row = kept.note_sending(endpoint=endpoint, leaving=leaving, is_trial=is_trial, by=by)
    sentences = [(line.pk, line.sent) for line in row.lines.order_by("pk")]
    return _Sending(row.pk, endpoint, is_trial, sentences)


def _who_asked(asked: Mapping[str, Any]) -> Actor:
    row = studied.under_way(CODE, asked)
    return Actor("agent", row.agent_id) if row is not None and row.agent_id else SYSTEM


def _send(authority: int, begun: _Sending, wording: Wording, tell: Tell) -> str:
    """Send them; what stopped it, or went wrong last."""
    problem, until = "", monotonic() + BUDGET_SECONDS
    for at, (number, sent) in enumerate(begun.sentences):
        with acting_for(authority):
            stopped = _stopped(begun, until)
            is_there = queries.is_there(number)
        if stopped:
            with acting_for(authority):
                kept.leave_unsent(sentences=[one for one, _ in begun.sentences[at:]])
            return stopped
        if is_there:
            outcome, told = _word(wording, sent)
            problem = told.pop("problem", problem)
            with acting_for(authority):
                kept.note_outcome(sentence=number, outcome=outcome, **told)
        tell((at + 1) / len(begun.sentences), CODE)
    return problem


def _stopped(begun: _Sending, until: float) -> str:
    if monotonic() > until:
        return LATE
    is_off = not begun.is_trial and queries.endpoint_in_force() is None
    return OFF if is_off else ""


def _word(wording: Wording, sent: str) -> tuple[str, dict[str, str]]:
    """What becomes of one sentence, and what there is to say of it."""
    try:
        found = judged(wording.reword(INSTRUCTIONS, sent), sent)
    except WordingProblem as trouble:
        if trouble.problem == "resting":
            return UNSENT, {}
        return FAILED, {"why": trouble.problem, "problem": trouble.problem}
    return (KEPT, {"why": found.why}) if found.why else (WORDED, {"worded": found.words})
