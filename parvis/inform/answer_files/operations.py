"""That answers left as a file is a fact."""

from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey


@operation
def note_export(*, survey: Survey, kind: str, is_whole: bool, by: Actor) -> None:
    """Write down who took a survey's answers away, and whether with what names people."""
    record("survey.exported", "survey", survey.pk, by=by, data={"kind": kind, "whole": is_whole})
