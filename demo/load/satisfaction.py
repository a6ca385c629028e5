"""Two standing surveys of the made-up town, after requests and after visits, with who was asked and
made-up answers: drawn, not said, and sent to nobody."""

from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from demo.load.surveys import drawn
from parvis.act.cases.models import Case
from parvis.authorities.models import Department
from parvis.capture.answers.models import Answer, CardsHanded, Invitation
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.foundation.db.secret_links import new_link
from parvis.inform.invitations.after_case import ASKED, ENDS
from parvis.inform.invitations.models import AfterCase
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import operations as forms
from parvis.offer.forms import queries as form_queries
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.parting import split
from parvis.offer.forms.ready import ready_form
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.queries import asked_departments
from parvis.offer.surveys.rules import AFTER_DOORS
from parvis.understand.surveys.standing import satisfaction_question

# Each one's code, the ready form that it begins with, its title.
STANDING = {
    "case": ("votre-demande", "five_questions", "Votre demande, comment ça s’est passé\u00a0?"),
    "visit": ("votre-visite", "satisfaction", "Votre visite à la mairie"),
}
LASTS = timedelta(days=182)
ASKED_SHARE, ANSWERED_SHARE, VISITORS_SHARE = 0.6, 0.34, 0.25
SATURDAY = 5
# Rows that one transaction writes: long ones hold the journal's readers back.
BATCH = 300
# The faces of who is satisfied and of who is not, the likelier first.
GLAD, SORRY = (5, 4), (2, 3, 1)


def open_both(department: Department, *, by: Actor) -> None:
    """Open the two surveys, anonymous, as if half a year ago."""
    for after in STANDING:
        _open(after, department, by)


def _open(after: str, department: Department, by: Actor) -> None:
    code, ready, title = STANDING[after]
    form = forms.add_form(code=code, use="survey", definition=ready_form(ready), by=by)
    forms.publish_draft(form=form, by=by)
    survey = surveys.add_survey(
        code=code,
        kind="satisfaction",
        form=form,
        title={"fr": title},
        department=department,
        asked_after=after,
        door=AFTER_DOORS[after],
        results="no",
        by=by,
    )
    surveys.open_survey(survey=survey, by=by, opens_at=now() - LASTS)


def ask_about_the_past(authority: int, until: datetime, *, by: Actor) -> None:
    """Who was asked after the made-up requests that have ended, and what some of them answered;
    those that were come to before are left alone. Where no visit was noted yet, some are."""
    with acting_for(authority):
        survey = Survey.objects.filter(code=STANDING["case"][0]).first()
    if survey is None:
        return
    cases = iter(_ended(authority, survey, until))
    while batch := list(islice(cases, BATCH)):
        with acting_for(authority):
            _ask(survey, batch, by)
    with acting_for(authority):
        visited = Survey.objects.get(code=STANDING["visit"][0])
        if not CardsHanded.objects.filter(survey=visited).exists():
            _visits(visited, until.date(), by)


def _ended(authority: int, survey: Survey, until: datetime) -> list[Case]:
    with acting_for(authority):
        come_to = AfterCase.objects.filter(survey=survey).values("case")
        rows = Case.objects.filter(
            is_made_up=True, state__in=ENDS, closed_at__range=(until - LASTS, until)
        )
        rows = rows.filter(department_lock__isnull=True).exclude(pk__in=come_to)
        return [case for case in rows if _rng(case.pk).random() < ASKED_SHARE]


def _rng(seed: int | str) -> Random:
    return Random(f"satisfaction {seed}")  # noqa: S311 - made-up answers


def _ask(survey: Survey, cases: list[Case], by: Actor) -> None:
    form = form_queries.form(survey.version_id or 0)
    invitations = Invitation.objects.bulk_create([_invitation(survey, case) for case in cases])
    AfterCase.objects.bulk_create(
        AfterCase(
            survey=survey,
            case=case,
            outcome=ASKED,
            invitation=invitation,
            department_id=case.department_id,
            service_type_id=case.service_type_id,
            district_id=case.district_id,
            day=_day(case),
        )
        for case, invitation in zip(cases, invitations, strict=True)
    )
    rows = [
        _answer(survey, form, _rng(f"answer {case.pk}"), case.department_id, _day(case))
        for case, invitation in zip(cases, invitations, strict=True)
        if invitation.is_used
    ]
    Answer.objects.bulk_create(rows)
    record("answers.written", "survey", survey.pk, by=by, data={"count": len(rows)})


def _day(case: Case) -> date:
    closed = case.closed_at or case.received_at
    return (closed + timedelta(days=2)).date()


def _invitation(survey: Survey, case: Case) -> Invitation:
    """Nobody's: it has no address."""
    link = new_link("invitation.link")
    return Invitation(
        survey=survey,
        channel="email",
        token_hash=link.digest,
        link_seed=link.seed,
        occasion=case.pk,
        invited_at=(case.closed_at or case.received_at) + timedelta(days=2),
        is_used=_rng(f"used {case.pk}").random() < ANSWERED_SHARE,
    )


def _answer(survey: Survey, form: CompiledForm, rng: Random, department: int, day: date) -> Answer:
    """One person's; some departments please more than others."""
    question = satisfaction_question(form)
    assert question is not None
    pleased = rng.random() < 0.5 + 0.35 * _rng(f"department {department}").random()
    face = rng.choices(GLAD, (2, 1))[0] if pleased else rng.choice(SORRY)
    answers = drawn(form, rng, day) | {question.key: face}
    open_answers, personal = split(form, answers)
    return Answer(
        survey=survey,
        version_id=survey.version_id,
        channel="web",
        day=day,
        department_id=department,
        answers=open_answers,
        personal=personal,
        cells=packed(form, answers),
        is_made_up=True,
    )


def _visits(survey: Survey, last: date, by: Actor) -> None:
    """Cards handed over on working days, at each department's own pace; one in four is answered."""
    form, cards, rows = form_queries.form(survey.version_id or 0), [], []
    days = [last - timedelta(back) for back in range(LASTS.days)]
    for department in asked_departments(survey):
        pace = _rng(f"pace {department}").randint(1, 4)
        for day in (one for one in days if one.weekday() < SATURDAY):
            rng = _rng(f"{department} {day}")
            many = rng.randint(0, pace)
            cards.append(CardsHanded(survey=survey, department_id=department, day=day, many=many))
            rows += [
                _answer(survey, form, rng, department, day)
                for _ in range(many)
                if rng.random() < VISITORS_SHARE
            ]
    CardsHanded.objects.bulk_create(one for one in cards if one.many)
    Answer.objects.bulk_create(rows)
    record("answers.written", "survey", survey.pk, by=by, data={"count": len(rows)})
