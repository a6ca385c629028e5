"""Whoever stands at the counter: who this may be, what is open for them, and what the town knows of
them already, filled in beforehand as on the portal: said once, not asked for again.

An agent asks for it, once the e-mail address was said by which an account is found; they are told
what was filled in. Each look is written down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import pgettext

from parvis.flows.take_down import look_up
from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm
from parvis.people.operations import audit_identity_reading
from parvis.people.queries import account_by_email
from parvis.web.answering import within
from parvis.web.answering.known import known_of, may_be_known
from parvis.web.answering.within import Sheet, Within
from parvis.web.desk import words

# What the button of the form says.
WISH = "known"


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers with what is known, and what the agent is told of it."""

    answered: Within
    told: str


def find(request: HttpRequest) -> HttpResponse:
    """Who this may be, and what is open for them."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    agent = request.agent  # type: ignore[attr-defined]
    typed = [request.POST.get(name, "").strip() for name in ("email", "phone", "name", "who")]
    asked = next((text for text in typed if len(text) >= 2), "")
    known = look_up(typed=asked[:120], agent=agent) if asked else []
    lines: list[dict[str, Any]] = [
        {
            "id": one.case.pk,
            "title": one.case.title,
            "name": one.name,
            "reference": one.case.reference,
            "place": one.case.address,
            "when": words.day(one.case.received_at),
            "state": words.state(one.case.state),
        }
        for one in known
    ]
    return render(request, "desk/person.html", {"known": lines, "asked": asked})


def is_offered(sheet: Sheet | None) -> bool:
    """Whether a question may be answered by what is known of an account."""
    return sheet is not None and may_be_known(sheet.form)


def filled(
    request: HttpRequest, typed: Mapping[str, str], sheet: Sheet | None, answered: Within
) -> Filled:
    """Fill in what nothing was answered to yet."""
    email = typed.get("email", "").strip()
    if sheet is None or not email:
        said = pgettext("desk", "Type their e-mail address first: it is how they are known.")
        return Filled(answered, said)
    account = account_by_email(email)
    if account is None:
        said = pgettext("desk", "Nothing is known under this address: ask them.")
        return Filled(answered, said)
    agent = request.agent.pk  # type: ignore[attr-defined]
    audit_identity_reading(
        agent=agent, object_kind="account", object_id=account.pk, purpose="counter"
    )
    given = answered.reading.given
    new = {key: one for key, one in known_of(sheet.form, account).items() if key not in given}
    reading = within.read(sheet.form, {**given, **new})
    return Filled(replace(answered, reading=reading), _told(sheet.form, list(new)))


def _told(form: CompiledForm, keys: list[str]) -> str:
    if not keys:
        return pgettext("desk", "What is asked here is not known of them yet: ask them.")
    labels = [worded(node.field.label) for node in form.fields if node.field and node.key in keys]
    said = pgettext(
        "desk", "Filled in, from what they told us before: {labels}. Read it to them, to be sure."
    )
    return said.format(labels=", ".join(labels))
