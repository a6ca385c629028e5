"""Paths that were traced, as pages read them."""

from typing import Any

from parvis.understand.paths.figures import Found
from parvis.understand.paths.stored import PATHS
from parvis.understand.studies import queries
from parvis.understand.studies.models import Study
from parvis.web.cockpit.paths.asked import STUDY


def traced(asked: dict[str, Any]) -> tuple[Study, Found] | None:
    """The newest study of this question, and what it found; None without one, or where another
    version kept it in another form."""
    study = queries.newest(STUDY, asked)
    if study is None or study.versions != PATHS.versions:
        return None
    return study, PATHS.from_json(study.result)
