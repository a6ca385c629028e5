"""Writes of surveys: planned, opened, closed."""

from datetime import datetime
from typing import Any

from parvis.authorities.models import Department
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.remember import forget
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms.checking import may_be_published, naming
from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.models import Form
from parvis.offer.forms.uses import misfits
from parvis.offer.surveys import queries
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.quotas import never_full
from parvis.offer.surveys.rules import AFTER_DOORS, DOORS, KINDS, RESULTS

# What may change while answers come in.
SETTINGS = (
    "title", "is_in_portal", "results", "opens_at", "closes_at", "most_answers", "quotas",
    "reminder_days", "margins", "purpose", "retention_months", "asked_days", "asked_services",
    "asked_departments",
)  # fmt: skip
# What a wave of a barometer takes over from the one before.
TAKEN_OVER = (
    "is_anonymous", "door", "is_in_portal", "results", "most_answers", "quotas", "reminder_days",
    "margins", "purpose", "retention_months", "department_lock", "asked_after", "asked_days",
    "asked_services", "asked_departments",
)  # fmt: skip
# What decides how answers are kept: fixed once the first one may have come.
FIXED_WHEN_OPEN = ("is_anonymous", "door", "kind", "asked_after")


@operation
def add_survey(
    *,
    code: str,
    kind: str,
    form: Form,
    title: dict[str, str],
    department: Department,
    by: Actor,
    **settings: Any,
) -> Survey:
    """A new survey, not open yet; `settings` as in `Survey`. Raises Refusal: unknown_kind,
    unknown_door, unknown_results, wrong_door, taken."""
    _check(
        kind=kind,
        door=settings.get("door", "open"),
        results=settings.get("results", "after"),
        after=settings.get("asked_after", ""),
    )
    if Survey.objects.filter(code=code).exists():
        raise Refusal("taken")
    survey = Survey.objects.create(
        code=code, kind=kind, form=form, title=title, department=department, added_at=now(),
        **settings,
    )  # fmt: skip
    record("survey.added", "survey", survey.pk, by=by, data={"kind": kind})
    forget()
    return survey


def _check(*, kind: str, door: str, results: str, after: str) -> None:
    if kind not in KINDS:
        raise Refusal("unknown_kind")
    if door not in DOORS:
        raise Refusal("unknown_door")
    if results not in RESULTS:
        raise Refusal("unknown_results")
    if after and AFTER_DOORS[after] != door:
        raise Refusal("wrong_door")


@operation
def add_wave(*, survey: Survey, code: str, by: Actor) -> Survey:
    """The next wave of a barometer, not open yet: its last one's form and settings, without its
    dates. Raises Refusal: no_barometer, taken, not_begun (the last wave has not)."""
    first = Survey.objects.select_for_update(no_key=True).get(pk=survey.series_id or survey.pk)
    if first.kind != "barometer":
        raise Refusal("no_barometer")
    last = queries.waves(first)[-1]
    if last.version_id is None:
        raise Refusal("not_begun")
    settings = {name: getattr(last, name) for name in TAKEN_OVER}
    return add_survey(
        code=code, kind=last.kind, form=last.form, title=last.title, department=last.department,
        series=first, wave=last.wave + 1, by=by, **settings,
    )  # fmt: skip


@operation
def change_survey(*, survey: Survey, by: Actor, **settings: Any) -> None:
    """Change a survey's settings. Raises Refusal: open_already for what decides how answers are
    kept, once it takes them; told_already and kept_longer for what people were promised; else as
    `add_survey`."""
    _hold(survey)
    changed = {name: value for name, value in settings.items() if getattr(survey, name) != value}
    if survey.version_id is not None and not changed.keys().isdisjoint(FIXED_WHEN_OPEN):
        raise Refusal("open_already")
    if not changed.keys() <= {*SETTINGS, *FIXED_WHEN_OPEN}:
        raise ValueError(f"no settings: {sorted(changed)}")
    if survey.version_id is not None:
        _keep_word(survey, changed)
    if not changed:
        return
    for name, value in changed.items():
        setattr(survey, name, value)
    _check(kind=survey.kind, door=survey.door, results=survey.results, after=survey.asked_after)
    survey.save(update_fields=list(changed))
    record("survey.changed", "survey", survey.pk, by=by, data={"fields": sorted(changed)})
    forget()


def _keep_word(survey: Survey, changed: dict[str, Any]) -> None:
    """What those who answered were told stays so: what it is for, how long it is kept at most."""
    if survey.purpose and "purpose" in changed:
        raise Refusal("told_already")
    if changed.get("retention_months", 0) > survey.retention_months:
        raise Refusal("kept_longer")


@operation
def open_survey(*, survey: Survey, by: Actor, opens_at: datetime | None = None) -> None:
    """Take answers, from now or from `opens_at`, under the form's published version. Raises
    Refusal: no_form, open_already, no_purpose (nobody agrees to what isn't said), not_its_form
    (which says who somebody is though the survey is anonymous, or can't serve its kind),
    quota_never_full (what it is about is not asked, or is personal)."""
    _hold(survey)
    if survey.version_id is not None:
        raise Refusal("open_already")
    form = Form.objects.select_related("current").get(pk=survey.form_id)
    if form.current is None:
        raise Refusal("no_form")
    if not (survey.is_anonymous or survey.purpose.strip()):
        raise Refusal("no_purpose")
    asked = read_definition(form.current.definition)
    if not _suits(survey, asked):
        raise Refusal("not_its_form")
    if never_full(survey, asked):
        raise Refusal("quota_never_full")
    survey.version_id, survey.opens_at = form.current_id, opens_at or now()
    survey.save(update_fields=["version", "opens_at"])
    data = {"version": form.current_id, "opens_at": survey.opens_at}
    record("survey.opened", "survey", survey.pk, by=by, data=data)
    forget()


def _suits(survey: Survey, asked: Definition) -> bool:
    """Whether a form suits its survey, which may have become a poll, a quiz or anonymous since the
    form was checked."""
    found = misfits(asked, survey.kind)
    if survey.is_anonymous:
        found += [finding for field in asked.fields() for finding in naming(field)]
    return may_be_published(found)


@operation
def close_survey(*, survey: Survey, by: Actor, why: str = "by_hand") -> None:
    """Take no answers any more; `why` is by_hand, date, most_answers or quotas. Nothing happens
    to one that is closed. Raises Refusal("not_open")."""
    _hold(survey)
    if survey.version_id is None:
        raise Refusal("not_open")
    if survey.closed_at is not None:
        return
    survey.closed_at = now()
    survey.save(update_fields=["closed_at"])
    record("survey.closed", "survey", survey.pk, by=by, data={"why": why})
    forget()


def _hold(survey: Survey) -> None:
    """Hold the row, and read it as it stands now: a page may have read it before somebody opened or
    changed it."""
    survey.refresh_from_db(from_queryset=Survey.objects.select_for_update(no_key=True))
