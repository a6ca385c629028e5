"""What comes of a survey: its results' page and its files, of 100,000 answers to 30 questions."""

import json
import threading
import time
from datetime import date
from random import Random
from typing import Any

from django.db import connection

from benchmarks.agents import Session
from benchmarks.figures import Figure, figure
from benchmarks.measure import measure
from benchmarks.place import HOST, Site
from benchmarks.portal import AT_ONCE, WARM, client
from benchmarks.requests import Request
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations as forms
from parvis.offer.forms import queries as form_queries
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey

CODE, ANSWERS = "mesure", 100_000
LOOK_SECONDS = 0.02
# How often each kind is asked: thirty questions.
ASKED = {"choice": 10, "choices": 3, "scale": 8, "yes_no": 4, "number": 2, "date": 1, "text": 2}


def definition() -> dict[str, Any]:
    """Thirty questions of the kinds that surveys ask most."""
    choices = [{"key": f"c{at}", "label": {"fr": f"Choix {at}"}} for at in range(6)]
    more = {"choice": {"choices": choices}, "choices": {"choices": choices}}
    items = [
        {"kind": kind, "key": f"{kind}_{at}", "label": {"fr": f"Question {kind} {at}"},
         **more.get(kind, {})}
        for kind, many in ASKED.items() for at in range(many)
    ]  # fmt: skip
    return {"title": {"fr": "Mesure"}, "pages": [{"key": "page", "items": items}]}


def answer(drawn: Random) -> dict[str, Any]:
    """One person's made-up answers: one in ten questions is passed over."""
    every = {
        "choice": lambda: f"c{min(5, int(drawn.expovariate(0.6)))}",
        "choices": lambda: [f"c{at}" for at in range(6) if drawn.random() < 0.3] or ["c0"],
        "scale": lambda: min(10, max(0, round(drawn.gauss(7, 2)))),
        "yes_no": lambda: "yes" if drawn.random() < 0.6 else "no",
        "number": lambda: drawn.randint(0, 400),
        "date": lambda: f"2026-{drawn.randint(1, 9):02}-{drawn.randint(1, 28):02}",
        "text": lambda: "Il manque des bancs à l’ombre près de l’école.",
    }
    return {
        f"{kind}_{at}": every[kind]()
        for kind, many in ASKED.items()
        for at in range(many)
        if drawn.random() < 0.9
    }


def load() -> int:
    """The survey's id, its answers loaded by COPY unless they are there."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        found = Survey.objects.filter(code=CODE).first()
        if found is not None:
            return int(found.pk)
        form = forms.add_form(
            code=CODE, use="survey", definition=read_definition(definition()), by=SYSTEM
        )
        forms.publish_draft(form=form, by=SYSTEM)
        survey = surveys.add_survey(
            code=CODE, kind="survey", form=form, title={"fr": "Mesure"}, by=SYSTEM,
            department=Department.objects.order_by("pk")[0],
        )  # fmt: skip
        surveys.open_survey(survey=survey, by=SYSTEM)
        _copy(survey)
        return int(survey.pk)


def _copy(survey: Survey) -> None:
    assert survey.version_id is not None
    form, drawn = form_queries.form(survey.version_id), Random(5)
    day = date(2026, 9, 1)
    with connection.cursor() as cursor:
        # COPY into a table under row-level security is refused.
        cursor.execute(
            "CREATE TEMPORARY TABLE made_up (id bigint, channel text, day date, answers jsonb,"
            " cells bytea) ON COMMIT DROP"
        )
        with cursor.copy("COPY made_up FROM STDIN") as copy:
            for _ in range(ANSWERS):
                given = answer(drawn)
                channel = drawn.choice(("web", "web", "web", "paper", "counter"))
                copy.write_row([
                    drawn.getrandbits(62) | 1, channel, day, json.dumps(given),
                    packed(form, given),
                ])  # fmt: skip
        cursor.execute(
            "INSERT INTO answers_answer (authority_id, survey_id, version_id, language,"
            " is_made_up, id, channel, day, answers, cells, contact_hashes)"
            " SELECT %s, %s, %s, 'fr', true, id, channel, day, answers, cells, '{}'"
            " FROM made_up",
            [survey.authority_id, survey.pk, survey.version_id],
        )


def results(site: Site, size: int, headers: dict[str, str], number: int) -> list[Figure]:
    """The page, whole, of some, and crossed, one at a time; how much memory it takes."""
    path = f"/pilotage/enquetes/{number}/"
    asked = (path, f"{path}?que=yes_no_0:yes", f"{path}?question=scale_0&par=choice_0")
    requests = [Request(asked[n % 3], HOST, headers=headers) for n in range(40)]
    figures = measure(site, "survey_results", ANSWERS, requests, warm=12)[1]
    return [*figures, figure("survey_results.memory", site.memory(), "MB", size)]


def files(site: Site, size: int, headers: dict[str, str], number: int) -> list[Figure]:
    """Each file: seconds, and how much the web processes grow meanwhile, with the process that
    writes the file. They have given the code book before, but shown no results: what those leave
    behind would be used again."""
    path = f"/pilotage/enquetes/{number}/fichier/"
    session, figures = Session(site.port), []
    session.cookies = dict(pair.split("=", 1) for pair in headers["Cookie"].split("; "))
    token = session.opened("/pilotage/enquetes/")
    for _ in range(AT_ONCE):
        session.send(path, {**token, "kind": "codes.csv", "what": "open"})
    for kind in ("csv", "parquet", "sav", "xlsx"):
        before = site.web_memory()
        most, done = [before], threading.Event()
        watcher = threading.Thread(target=_watch, args=(site, most, done))
        watcher.start()
        began = time.perf_counter()
        given = session.send(path, {**token, "kind": kind, "what": "open"})
        seconds = time.perf_counter() - began
        done.set()
        watcher.join()
        if given.status != 200:
            raise RuntimeError(f"{kind} answered {given.status}")
        figures += [
            figure(f"survey_files.{kind}_seconds", seconds, "s", size),
            figure(f"survey_files.{kind}_growth", most[0] - before, "MB", size),
        ]
    return figures


def _watch(site: Site, most: list[float], done: threading.Event) -> None:
    while not done.wait(LOOK_SECONDS):
        most[0] = max(most[0], site.web_memory())


def taken(site: Site, size: int, count: int) -> list[Figure]:
    """Answers to thirty questions sent by programs, 8 at a time, signed and anonymous."""
    figures = []
    for name, is_anonymous in (("answers_signed", False), ("answers_anonymous", True)):
        opened(name, is_anonymous=is_anonymous)
        drawn = Random(7)
        requests = [_sent(name, number, drawn) for number in range(count + WARM)]
        taken = measure(site, name, size, requests, at_once=AT_ONCE, warm=WARM, status=201)[1]
        figures += taken
    return figures


def opened(name: str, *, is_anonymous: bool) -> Survey:
    """An open survey of thirty questions, made unless it is there."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        found = Survey.objects.filter(code=name).first()
        if found is not None:
            return found
        form = forms.add_form(
            code=name, use="survey", definition=read_definition(definition()), by=SYSTEM
        )
        forms.publish_draft(form=form, by=SYSTEM)
        survey = surveys.add_survey(
            code=name, kind="survey", form=form, title={"fr": "Mesure"}, by=SYSTEM,
            department=Department.objects.order_by("pk")[0], is_anonymous=is_anonymous,
            purpose="Mesurer",
        )  # fmt: skip
        surveys.open_survey(survey=survey, by=SYSTEM)
        return survey


def _sent(name: str, number: int, drawn: Random) -> Request:
    key = f"{time.time_ns():020}-{number}"
    body = {"answers": answer(drawn), "send_key": key, "has_agreed": True}
    return Request(
        f"/api/v1/surveys/{name}/answers", HOST, method="POST", body=json.dumps(body),
        client=client(number),
    )  # fmt: skip


def measures(site: Site, size: int, headers: dict[str, str], kind: str) -> list[Figure]:
    """The page's figures, or the files'."""
    return {"survey_results": results, "survey_files": files}[kind](site, size, headers, load())
