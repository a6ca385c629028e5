"""Attention signals of the closed departments that an agent is in: what holds, in words, and what
somebody decides. Nothing leaves this page, and it names nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http import HttpResponseRedirect as Redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import pgettext

from parvis.act.attention.operations import Choice
from parvis.act.attention.rules import Refused
from parvis.act.cases.queries import case as case_of
from parvis.authorities.models import Department
from parvis.flows.attention_looks import INSIDE, note_looks
from parvis.flows.attention_signals import Watched, departments_of, led_by, look
from parvis.flows.attention_signals import decide as decide_on
from parvis.foundation.clock import now
from parvis.people.models import Agent
from parvis.people.permissions import may
from parvis.web.desk import attention_words as told
from parvis.web.desk import words
from parvis.web.numbers import number

MOST_WORDS = 500
# Requests of a department on one page.
PAGE = 30


@dataclass(frozen=True, slots=True)
class Again:
    """What was typed on a line, and why it can't be."""

    case: int
    rule: str
    problem: str
    choice: Choice


def show(request: HttpRequest) -> HttpResponse:
    """Every department that the agent is in. For whoever is in none, there is no such page."""
    return _page(request)


def decide(request: HttpRequest, case: int, rule: str) -> HttpResponse:
    """Decide on one line."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _departments(request)
    if case_of(case) is None:
        raise Http404
    choice = _choice(request)
    try:
        decide_on(
            case=case, rule=rule, digest=request.POST.get("digest", ""), choice=choice,
            agent=_agent(request),
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, Again(case, rule, refusal.problem, choice), status=422)
    messages.success(request, pgettext("desk", "Noted. The line comes back if something changes."))
    return Redirect(reverse("desk:attention"))


def _choice(request: HttpRequest) -> Choice:
    given = request.POST
    return Choice(
        given.get("choice", ""),
        _day(given.get("review_on", "")),
        given.get("note", "").strip()[:MOST_WORDS],
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _page(request: HttpRequest, again: Again | None = None, status: int = 200) -> HttpResponse:
    agent, moment = _agent(request), now()
    leads = {row.pk for row in led_by(agent)} if may(agent.roles, "attention.rule") else set()
    sections, has_more, start = [], False, _start(request)
    for department in _departments(request):
        found = look(department=department, at=moment)
        waiting, settled = (rows[start : start + PAGE] for rows in (found.waiting, found.settled))
        has_more |= max(len(found.waiting), len(found.settled)) > start + PAGE
        sections.append(
            {
                "department": department,
                "state": found.state,
                "waiting": [_about(one, found.cases) for one in waiting],
                "settled": [_about(one, found.cases) for one in settled],
                "is_cut": found.is_cut,
                "rules": told.rules_said(found.state.rules),
                "leads": department.pk in leads,
            }
        )
    watched = [one["department"].pk for one in sections if not one["state"].why_off]
    note_looks(departments=watched, agent=agent, purpose=INSIDE)
    shown = {
        "face": "attention",
        "sections": sections,
        "choices": told.CHOICES.items(),
        "again": again,
        "problem": told.REFUSALS.get(again.problem, words.refusal(again.problem)) if again else "",
        "most_words": MOST_WORDS,
        "earlier": start // PAGE if start else None,
        "later": start // PAGE + 2 if has_more else None,
    }
    return render(request, "desk/attention.html", shown, status=status)


def _start(request: HttpRequest) -> int:
    """How many requests stand on the pages before this one (`n`, from 1)."""
    return (max(number(request.GET.get("n", "")) or 1, 1) - 1) * PAGE


def _about(one: Watched, cases: dict[int, Any]) -> dict[str, Any]:
    return {
        "case": one.case,
        "received": words.day(one.case.received_at),
        "due": words.day(one.case.due_at),
        "lines": [told.told(line, cases) for line in one.lines],
    }


def _departments(request: HttpRequest) -> list[Department]:
    found = departments_of(_agent(request))
    if not found:
        raise Http404
    return found


def _agent(request: HttpRequest) -> Agent:
    found: Agent = request.agent  # type: ignore[attr-defined]
    return found
