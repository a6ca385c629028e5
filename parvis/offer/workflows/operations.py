"""Writes of workflows: what the town says of its states, where they lead, and for how long it
reopens a case."""

from collections.abc import Iterable, Mapping

from parvis.authorities.models import Authority
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import current_authority
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.workflows.models import Workflow
from parvis.offer.workflows.redraw import Wish, redrawn
from parvis.offer.workflows.rules import (
    LONGEST_REOPENING,
    SHORTEST_REOPENING,
    STANDARD,
    STATES,
    from_data,
    to_data,
)
from parvis.offer.workflows.words import LANGUAGES, LONGEST, SENTENCE, WORD

# What is said of a state: {"word": {"fr": ...}, "sentence": {"fr": ...}}.
Said = Mapping[str, Mapping[str, str]]


@operation
def set_state_words(*, state: str, said: Said, by: Actor) -> None:
    """Say a state in the town's own words; what is left empty keeps the usual ones, all of it when
    nothing is given. Raises Refusal: unknown_state, too_long."""
    if state not in STATES:
        raise Refusal("unknown_state")
    kept = {kind: _texts(kind, said.get(kind, {})) for kind in (WORD, SENTENCE)}
    kept = {kind: texts for kind, texts in kept.items() if texts}
    row = Authority.objects.get(pk=current_authority())
    if row.state_words.get(state, {}) == kept:
        return
    others = {code: words for code, words in row.state_words.items() if code != state}
    row.state_words = {**others, state: kept} if kept else others
    row.save(update_fields=["state_words"])
    action = "state_words.set" if kept else "state_words.usual"
    record(action, "authority", row.pk, by=by, data={"state": state})
    forget()


def _texts(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    texts = {language: " ".join(given.get(language, "").split()) for language in LANGUAGES}
    if any(len(text) > LONGEST[kind] for text in texts.values()):
        raise Refusal("too_long")
    return {language: text for language, text in texts.items() if text}


@operation
def redraw(*, source: str, wishes: Iterable[Wish], by: Actor, code: str = "standard") -> int:
    """Publish a version of the workflow in which agents lead from `source` as wished; returns its
    number. New cases take it, those under way keep theirs. Raises Refusal: unknown_state,
    unknown_role, no_end."""
    if source not in STATES:
        raise Refusal("unknown_state")
    # Two administrators at once: the second version follows the first, and builds on it.
    Authority.objects.select_for_update(no_key=True).get(pk=current_authority())
    newest = Workflow.objects.filter(code=code).order_by("-number").first()
    before = from_data(newest.definition) if newest else STANDARD
    after = redrawn(before, source, wishes)
    number = newest.number if newest else 0
    if set(after) == set(before):
        return number
    made = Workflow.objects.create(
        code=code, number=number + 1, definition=to_data(after), published_at=now()
    )
    data = {"code": code, "number": made.number, "state": source}
    record("workflow.published", "workflow", made.pk, by=by, data=data)
    forget()
    return made.number


@operation
def set_reopen_days(*, days: int | None, by: Actor) -> None:
    """For how many days after its end a case may be reopened by who reported it; None: as the
    installation says. Raises Refusal("reopen_days") outside its limits."""
    if days is not None and not SHORTEST_REOPENING <= days <= LONGEST_REOPENING:
        raise Refusal("reopen_days")
    row = Authority.objects.get(pk=current_authority())
    if row.reopen_days == days:
        return
    row.reopen_days = days
    row.save(update_fields=["reopen_days"])
    record("reopening.set", "authority", row.pk, by=by, data={"days": days})
    forget()
