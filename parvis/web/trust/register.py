"""The register of demands: what came, by when it is answered, who answered and how."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.flows.answer_demand import passed_on_of
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import Actor
from parvis.people import demands, operations, queries
from parvis.people.models import DataDemand
from parvis.web.middleware.headers import private
from parvis.web.trust import words
from parvis.web.trust.forms import End, Note
from parvis.web.trust.pages import officer, page, sentence

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def show(request: HttpRequest) -> HttpResponse:
    """Every demand, those that wait first."""
    return _register(request, Note(initial={"received_on": now().date()}))


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Write down a demand that came."""
    form = Note(request.POST)
    if not form.is_valid():
        return _register(request, form, 422)
    given = form.cleaned_data
    row = operations.note_demand(
        kind=given["kind"], channel=given["channel"], received_on=given["received_on"],
        by=_by(request),
    )  # fmt: skip
    return HttpResponseRedirect(reverse("trust:demand", args=[row.number]))


def demand(request: HttpRequest, number: int) -> HttpResponse:
    """One demand: what it asks, or what was done."""
    return _demand(request, _row(number), End())


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Say how a demand ended that was answered elsewhere, or refused."""
    row, form = _row(number), End(request.POST)
    if not form.is_valid():
        return _demand(request, row, form, 422)
    try:
        operations.end_demand(demand=row.pk, by=_by(request), **form.cleaned_data)
    except Refusal as refusal:
        messages.info(request, sentence(refusal.problem))
    return HttpResponseRedirect(reverse("trust:demand", args=[number]))


@require_POST
def extend(request: HttpRequest, number: int) -> HttpResponse:
    """Two months more, once the person was told."""
    try:
        operations.extend_demand(demand=_row(number).pk, by=_by(request), today=now().date())
    except Refusal as refusal:
        messages.info(request, sentence(refusal.problem))
    return HttpResponseRedirect(reverse("trust:demand", args=[number]))


def notice(request: HttpRequest, number: int) -> HttpResponse:
    """What was done, to print and hand over."""
    row = _row(number)
    if not row.outcome:
        raise Http404
    return page(request, "notice", "register", **_known(row))


def sheet(request: HttpRequest) -> HttpResponse:
    """The register as a sheet that a French spreadsheet opens by itself."""
    response = HttpResponse(MARK, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response, delimiter=";")
    writer.writerows(_sheet(queries.demands()))
    response.headers["Content-Disposition"] = 'attachment; filename="registre-des-demandes.csv"'
    return private(response)


def _sheet(rows: list[DataDemand]) -> Iterator[list[Any]]:
    yield [
        _("Number"), _("What is asked"), _("How it came"), _("Received on"), _("Due on"),
        _("Answered on"), _("In time"), _("Identity checked"), _("How it ended"), _("Why"),
        _("Who answered"),
    ]  # fmt: skip
    for row in rows:
        ended = row.handled_at.date() if row.handled_at else None
        yield [
            row.number, words.KINDS[row.kind], words.CHANNELS[row.channel], row.received_on,
            row.due_on, ended or "", "" if ended is None else _yes(ended <= row.due_on),
            _yes(row.identity_checked), words.OUTCOMES.get(row.outcome, ""),
            words.REASONS.get(row.reason, ""), _who(row),
        ]  # fmt: skip


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _who(row: DataDemand) -> str:
    name = row.agent.display_name if row.agent and row.handled_at else ""
    # A name that a spreadsheet would take for a formula is not one.
    return f"'{name}" if name[:1] in "=+-@" and name else name


def _by(request: HttpRequest) -> Actor:
    return Actor("agent", officer(request).pk)


def _row(number: int) -> DataDemand:
    row = queries.demand(number)
    if row is None:
        raise Http404
    return row


def _register(request: HttpRequest, form: Note, status: int = 200) -> HttpResponse:
    waiting, ended = queries.demands(waiting=True), queries.demands(waiting=False)
    rows = [_known(row) for row in (*waiting, *ended)]
    return page(request, "register", "register", status, form=form, rows=rows, today=now().date())


def _demand(request: HttpRequest, row: DataDemand, form: End, status: int = 200) -> HttpResponse:
    today = now().date()
    may_extend = row.extended_on is None and demands.may_extend(row.received_on, today)
    return page(
        request, "demand", "register", status, form=form, may_extend=may_extend,
        today=today, **_known(row),
    )  # fmt: skip


def _known(row: DataDemand) -> dict[str, Any]:
    tone, icon = words.TONES.get(row.outcome, ("waiting", "clock"))
    late = not row.outcome and row.due_on < now().date()
    return {
        "demand": row,
        "kind": words.KINDS[row.kind],
        "channel": words.CHANNELS[row.channel],
        "outcome": words.OUTCOMES.get(row.outcome) or (_("Late") if late else _("To answer")),
        "tone": "late" if late else tone,
        "icon": icon,
        "reason": words.REASONS.get(row.reason, ""),
        "was_late": bool(row.handled_at and row.handled_at.date() > row.due_on),
        "told": passed_on_of(row) if row.passed_on else [],
    }
