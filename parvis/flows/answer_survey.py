"""Somebody answers a survey: on the web, at the counter, on paper typed in, by a program.

An answer is read under the form that the survey opened with, whatever its door. Anonymous, it is
sealed and the right to answer used up, and nothing joins the two afterwards; otherwise it is
written at once (`capture/answers`).
"""

from dataclasses import replace

from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.capture.answers import operations as answers
from parvis.capture.answers import queries as answer_queries
from parvis.capture.answers import sealed
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.rules import PAPER, PROGRAMS, About, NewAnswer
from parvis.foundation.clock import now, today
from parvis.foundation.db.operation import Refusal
from parvis.foundation.db.turns import in_turn
from parvis.inform.invitations import after_case
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.forms.answers import NO_FILES, Reading
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.reading import read_answers, read_strictly
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import quotas_of
from parvis.offer.surveys.rules import State, ended_at, last_day, state, takes_late_papers


class NotAnswered(ValueError):
    """Something is missing or wrong; `reading` says what."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(sorted(reading.wrong))
        self.reading = reading


def answer_survey(
    *,
    survey: Survey,
    new: NewAnswer,
    invitation: Invitation | None = None,
    by: Actor,
) -> bool:
    """Take an answer in; False when it had been taken before. `new.answers` is what was given,
    under the survey's version. Raises NotAnswered, and Refusal: not_open, not_invited, not_agreed
    (to its being kept as theirs, in a survey that isn't anonymous), used, full (enough people
    answered, or as many of the same group as its quota), too_much."""
    is_late = is_late_paper(survey, new.channel)
    if state(survey, now()) != State.OPEN and not is_late:
        raise Refusal("not_open")
    if survey.door == "invited" and invitation is None:
        raise Refusal("not_invited")
    if not (survey.is_anonymous or new.has_agreed):
        raise Refusal("not_agreed")
    read = _read(new)
    if _is_full(survey, read) and not answer_queries.was_taken(survey, new.send_key, invitation):
        raise Refusal("full")
    if is_late:
        # It was said while the survey went on: the day on which it is typed says nothing of it.
        read = replace(read, day=last_day(ended_at(survey), authorities.calendar().zone))
    if invitation is not None:
        read = replace(read, about=after_case.about(invitation))
    if survey.is_anonymous:
        return _seal(survey, read, invitation, is_late=is_late)
    if invitation is not None and not answers.use_invitation(invitation=invitation):
        raise Refusal("used")
    written = answers.write_answer(survey=survey, new=read, invitation=invitation, by=by)
    return written is not None


def is_late_paper(survey: Survey, channel: str) -> bool:
    """Whether an answer that comes this way is a paper of a survey that is over, still taken."""
    return channel == PAPER and takes_late_papers(survey, now())


def _read(new: NewAnswer) -> NewAnswer:
    form = forms.form(new.version)
    # A program knows what is asked: what it sends besides is a fault of its own, and said so.
    read = read_strictly if new.channel in PROGRAMS else read_answers
    here = today(authorities.calendar().zone)
    reading = read(form, new.answers, today=here, around=bounds.surroundings())
    if new.channel in PROGRAMS:
        # It has no way to hand a file in: one that it names is somebody else's, or none.
        named = (key for key, value in new.answers.items() if any(files_in(value)))
        reading.wrong.update(dict.fromkeys(named, NO_FILES))
    if reading.wrong:
        raise NotAnswered(reading)
    return replace(new, answers=reading.answers)


def _is_full(survey: Survey, new: NewAnswer) -> bool:
    """Whether enough people have answered, or said the same to a question that has a quota. Of two
    at once, the second waits for the first. Of sealed answers nobody knows the group before they
    are written: of an anonymous survey a quota may be passed by a few."""
    groups = [one for one in quotas_of(survey) if one.is_of(new.answers.get(one.key))]
    if not groups and survey.most_answers is None:
        return False
    in_turn(f"room in survey {survey.pk}")
    if survey.most_answers and answer_queries.given(survey) >= survey.most_answers:
        return True
    return any(answer_queries.count_of(survey, one) >= one.most for one in groups)


def _seal(survey: Survey, new: NewAnswer, invitation: Invitation | None, *, is_late: bool) -> bool:
    if not sealed.fits(new.answers):
        raise Refusal("too_much")
    if not sealed.still_takes(survey, is_late=is_late):
        raise Refusal("not_open")
    if invitation is not None:
        if not answers.use_invitation(invitation=invitation):
            raise Refusal("used")
    elif not answers.spend_key(survey=survey, key=new.send_key):
        return False
    # Nothing of who or when goes in with it, and of what it is about the department alone; nor, of
    # somebody invited, the door: one of few who used their right at the counter would be found.
    channel = new.channel if invitation is None else "web"
    about = About(department=new.about.department)
    kept = replace(new, channel=channel, account=None, typed_by=None, send_key="", about=about)
    # A paper after the end stays apart from what people gave themselves, as lines of a sheet do.
    if is_late:
        sealed.seal_lines(survey=survey, every=[kept])
    else:
        sealed.seal(survey=survey, new=kept)
    return True
