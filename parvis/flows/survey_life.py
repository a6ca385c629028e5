"""What becomes of surveys by themselves: sealed answers are written, what is over is closed, those
who said nothing are reminded, cases that ended are asked about, what is seen at once is to be
released."""

from datetime import timedelta

from parvis.authorities import queries as authorities
from parvis.capture.answers import queries as answers
from parvis.capture.answers import sealed
from parvis.flows.ask_after import ask_after_cases
from parvis.flows.invite_people import remind
from parvis.flows.publish_results import ask_to_release
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys import queries
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import quotas_of
from parvis.offer.surveys.rules import MOST_REMINDERS, State, is_complete, state


def look_after(authority: int) -> int:
    """Everything that is due at one authority; returns how many answers were written."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        # What was sealed is written, even if nobody came by when the survey ended.
        rows = list(queries.begun() | answers.waiting_in())
    written = 0
    for survey in rows:
        with acting_for(authority, compartments=closed):
            _close_if_over(survey)
            if state(survey, now()) == State.OPEN:
                _remind_if_due(survey)
                if survey.asked_after == "case":
                    ask_after_cases(survey=survey, by=SYSTEM)
        written += _write(authority, closed, survey)
        with acting_for(authority, compartments=closed):
            ask_to_release(survey)
    return written


def _write(authority: int, closed: frozenset[int] | set[int], survey: Survey) -> int:
    """Write the answers that wait, a batch a transaction."""
    written = 0
    while True:
        with acting_for(authority, compartments=closed):
            closing = is_complete(survey, now())
            batch = sealed.write_batch(survey=survey, by=SYSTEM, closing=closing)
        if not batch:
            return written
        written += batch


def _close_if_over(survey: Survey) -> None:
    why = _over(survey)
    if why:
        surveys.close_survey(survey=survey, by=SYSTEM, why=why)


def _over(survey: Survey) -> str:
    """Why a survey that takes answers takes no more; empty when it goes on."""
    if survey.closed_at is not None:
        return ""
    if survey.closes_at is not None and survey.closes_at <= now():
        return "date"
    if survey.most_answers and answers.given(survey) >= survey.most_answers:
        return "most_answers"
    asked = quotas_of(survey)
    if asked and all(answers.count_of(survey, one) >= one.most for one in asked):
        return "quotas"
    return ""


def _remind_if_due(survey: Survey) -> None:
    """Days are counted from the opening, or from somebody's own invitation if that came later."""
    if survey.door != "invited" or survey.opens_at is None:
        return
    for number, days in enumerate(survey.reminder_days[:MOST_REMINDERS], start=1):
        until = now() - timedelta(days=int(days))
        if survey.opens_at <= until:
            remind(survey=survey, reminder=number, invited_until=until, by=SYSTEM)
