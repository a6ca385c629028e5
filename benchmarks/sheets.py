"""A sheet of 100,000 answers to thirty questions comes into a survey: from the command line where
they are signed, and given in the studio, for the worker, where they are anonymous."""

import csv
import io
import os
import time
from pathlib import Path
from random import Random

from benchmarks.agents import Session
from benchmarks.figures import Figure, figure
from benchmarks.measure import watched
from benchmarks.place import HOST, Site, family_memory
from benchmarks.surveys import answer, opened
from config.environment import PROJECT
from parvis.authorities import queries as authorities
from parvis.capture.answer_imports.models import AnswerImport
from parvis.commands import serving
from parvis.commands.children import Children
from parvis.foundation.db.scope import acting_for
from parvis.offer.forms import queries as form_queries
from parvis.offer.forms.columns import columns, row_reader
from parvis.offer.surveys.models import Survey

LINES = 100_000
LOOK_SECONDS = 0.05
SIGNED, ANONYMOUS = "feuille_signee", "feuille_anonyme"
_STUDIO = "/reglages/enquetes"


def imports(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    """Seconds, and how much the process that works grows meanwhile, with what it started."""
    return [*_by_command(size), *_by_the_worker(site, size, headers)]


def _by_command(size: int) -> list[Figure]:
    sheet = Path(os.environ["PARVIS_DATA_DIR"]) / "feuille.csv"
    sheet.write_bytes(_sheet(opened(SIGNED, is_anonymous=False)))
    command = [*serving.worker_command()[:-1], "import", "answers", str(sheet)]
    command += ["--survey", SIGNED, "--host", HOST]
    children = Children(PROJECT, dict(os.environ))
    began = time.perf_counter()
    try:
        child = children.start("import", command, log=sheet.with_suffix(".log"))
        with watched(lambda: family_memory(child.process.pid)) as most:
            code = child.process.wait()
    finally:
        children.stop()
    if code:
        raise RuntimeError(child.last_words())
    return [
        figure("survey_import.command_seconds", time.perf_counter() - began, "s", size),
        figure("survey_import.command_memory", most[0], "MB", size),
    ]


def _by_the_worker(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    survey, session = opened(ANONYMOUS, is_anonymous=True), Session(site.port)
    session.cookies = dict(pair.split("=", 1) for pair in headers["Cookie"].split("; "))
    path, content = f"{_STUDIO}/{survey.pk}/importer/", _sheet(survey)
    before, worker = site.web_memory(), family_memory(site.worker.process.pid)
    with watched(site.web_memory) as most:
        began = time.perf_counter()
        given = session.upload(path, "sheet", "feuille.csv", content.decode())
        uploaded = time.perf_counter() - began
    if given.status != 302:
        raise RuntimeError(f"{path} answered {given.status}")
    with watched(lambda: family_memory(site.worker.process.pid)) as worked:
        read = _until(survey, "ready")
        session.submit(given.head["location"], {"do": "take"})
        written = _until(survey, "done")
    return [
        figure("survey_import.upload_seconds", uploaded, "s", size),
        figure("survey_import.upload_growth", most[0] - before, "MB", size),
        figure("survey_import.worker_read_seconds", read, "s", size),
        figure("survey_import.worker_write_seconds", written, "s", size),
        figure("survey_import.worker_growth", worked[0] - worker, "MB", size),
    ]


def _until(survey: Survey, state: str) -> float:
    """The seconds until the newest sheet of a survey stands there."""
    began = time.perf_counter()
    while True:
        with acting_for(authorities.authority_of_host(HOST) or 0):
            found = AnswerImport.objects.filter(survey=survey).latest("pk")
        if found.state == state:
            return time.perf_counter() - began
        if found.state == "refused":
            raise RuntimeError(str(found.problem))
        time.sleep(LOOK_SECONDS)


def _sheet(survey: Survey) -> bytes:
    """Made-up lines that were never given before, as CSV."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        form = form_queries.form(survey.version_id or 0)
    cells, drawn, run = row_reader(form), Random(11), time.time_ns()
    file = io.StringIO()
    lines = csv.writer(file, delimiter=";")
    lines.writerow(["key", "day", "channel", *(column.name for column in columns(form))])
    for number in range(LINES):
        day = f"{drawn.randint(1, 28):02}/{drawn.randint(1, 9):02}/2026"
        given = [int(cell) if cell is True or cell is False else cell
                 for cell in cells(answer(drawn))]  # fmt: skip
        lines.writerow([f"{run}-{number}", day, "papier", *given])
    return file.getvalue().encode()
