"""Every measure at one size, in a process of its own: settings are read once."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import place
from benchmarks.figures import Figure, figure, keep, show

NAMES = (
    "follow_page", "follow_json", "queue", "full_text", "public_map", "case", "cockpit", "csv",
    "survey_results", "survey_files", "survey_answers", "survey_import", "memory",
    "alike", "studies", "study_pages", "statements", "intake",
)  # fmt: skip


def main() -> int:
    """Measure; 0 unless something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_size")
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--only", action="append", choices=NAMES)
    parser.add_argument("--count", type=int, default=800)
    given = parser.parse_args()
    place.point_to(given.size)
    wanted = tuple(given.only or NAMES)
    figures: list[Figure] = []
    with place.database() as admin:
        place.environment.start_django()
        loaded = place.fill(given.size, admin)
        keep(loaded)
        figures += loaded
        print(*place.settings_in_force(admin), sep="\n")
        with place.site() as site:
            for taken in _measures(site, given.size, wanted, given.count, admin):
                keep(taken)
                figures += taken
    show(figures, title=f"{given.size:,} cases")
    return 0


def _measures(
    site: place.Site, size: int, wanted: tuple[str, ...], count: int, admin: str
) -> Iterator[list[Figure]]:
    """The figures of each subject wanted, as they come. The intake is last: it changes the data."""
    from benchmarks import agents, alike, cockpit, desk, portal, sheets, studies, surveys

    handler: dict[str, str] = {}
    director: dict[str, str] = {}
    if {"queue", "full_text", "case", "statements"} & set(wanted):
        handler = agents.log_in(site, "handler")
    reads_figures = {"cockpit", "csv", "statements", "survey_results", "survey_files"}
    if {*reads_figures, "study_pages"} & set(wanted):
        director = agents.log_in(site, "director")
    subjects: dict[str, Callable[[], list[Figure]]] = {
        "follow_page": lambda: portal.follow_page(site, size, count),
        "follow_json": lambda: portal.follow_json(site, size, count),
        "queue": lambda: desk.queue(site, size, handler),
        "full_text": lambda: desk.full_text(site, size, handler),
        "public_map": lambda: portal.public_map(site, size, min(count, 300)),
        "case": lambda: desk.one_case(site, size, handler, min(count, 200)),
        "cockpit": lambda: cockpit.first_page(site, size, director, 80),
        "csv": lambda: cockpit.csv(site, size, director),
        "survey_results": lambda: surveys.measures(site, size, director, "survey_results"),
        "survey_answers": lambda: surveys.taken(site, size, count),
        "survey_files": lambda: surveys.measures(site, size, director, "survey_files"),
        "survey_import": lambda: sheets.imports(site, size, agents.log_in(site, "admin")),
        "alike": lambda: alike.measures(size, admin),
        "studies": lambda: studies.worked_out(size, admin),
        "study_pages": lambda: studies.pages(site, size, director),
        "memory": lambda: [figure("memory.web_process", site.memory(), "MB", size)],
        "intake": lambda: portal.intake(site, size, min(count, 600)),
        "statements": lambda: _statements(site, size, admin, handler, director),
    }
    for name in wanted:
        print(f"  {name} ...", flush=True)
        yield subjects[name]()


def _statements(
    site: place.Site, size: int, admin: str, handler: dict[str, str], director: dict[str, str]
) -> list[Figure]:
    """Statements of a request of each subject, its process being warm."""
    from benchmarks import portal, statements
    from benchmarks.load import send
    from benchmarks.requests import Request

    site.pause_worker()
    log: Path = place.environment.embedded_server().log
    known = portal.secret_links(20)
    forms = portal.drafts(site, 24)
    portal.time.sleep(portal.PATIENCE_SECONDS)
    gets = {
        "follow_page": [
            Request(f"/suivi/{report}/{token}/", place.HOST) for report, token in known
        ],
        "queue": [Request("/agents/?vue=all", place.HOST, headers=handler)] * 20,
        "queue_text": [Request("/agents/?q=lampadaire", place.HOST, headers=handler)] * 20,
        "public_map": portal.map_views(20),
        "cockpit": [Request("/pilotage/", place.HOST, headers=director)] * 20,
    }
    figures = []
    with statements.told(admin):
        for name, requests in gets.items():
            send(site.port, requests, warm=0)

            def ask(requests: list[Request] = requests) -> int:
                return len(send(site.port, requests, warm=0).milliseconds)

            figures.append(
                figure(f"{name}.statements", statements.per_request(log, ask), "each", size)
            )
        send(site.port, forms[:8], warm=0, status=302)
        counted = statements.per_request(
            log, lambda: len(send(site.port, forms[8:], warm=0, status=302).milliseconds)
        )
        figures.append(figure("intake.statements", counted, "each", size))
    site.resume_worker()
    return figures


if __name__ == "__main__":
    sys.exit(main())
