"""The journal's seals, for everybody: whoever keeps one can prove later what was written then."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats

from parvis.authorities import queries as authorities
from parvis.foundation.db.encrypted import keyring
from parvis.journal.queries import newest_seals
from parvis.journal.sealing import SealCopy
from parvis.web.numbers import number

SHOWN = 20
IN_FILE = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """One seal on the page."""

    number: int
    day: str
    hour: str
    entries: int
    root: str


def show(request: HttpRequest) -> HttpResponse:
    """The latest seals, or (`avant`) those before a number."""
    seals = newest_seals(SHOWN + 1, before=_before(request))
    context = {
        "seals": [_shown(seal) for seal in seals[:SHOWN]],
        "older": f"{reverse('portal:seals')}?avant={seals[SHOWN - 1].number}"
        if len(seals) > SHOWN
        else "",
        "is_first": _before(request) is None,
        "keys": {seal.key: keyring().public_key(seal.key).hex() for seal in seals[:SHOWN]},
    }
    return render(request, "portal/seals.html", context)


def as_file(request: HttpRequest) -> HttpResponse:
    """The latest seals as `parvis journal verify --copy` reads them, oldest first."""
    lines = [seal.line() for seal in reversed(newest_seals(IN_FILE, before=_before(request)))]
    response = HttpResponse("".join(f"{line}\n" for line in lines), "application/x-ndjson")
    name = f"sceaux-{authorities.authority().slug}.jsonl"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _before(request: HttpRequest) -> int | None:
    return number(request.GET.get("avant", ""))


def _shown(seal: SealCopy) -> Shown:
    at = datetime.fromisoformat(seal.sealed_at).astimezone(authorities.calendar().zone)
    return Shown(
        seal.number,
        formats.date_format(at, "j F Y"),
        formats.time_format(at, "H:i"),
        seal.entries,
        seal.root,
    )
