"""A person says that themes are one, that one is two, or its name: kept, and they are worked out
again."""

from collections.abc import Sequence

from parvis.capture.corrections import operations as corrections
from parvis.capture.corrections.models import MERGE
from parvis.flows import studies
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.rules import Actor
from parvis.understand.studies.models import Study


@operation
def wish_themes(
    *, study: Study, kind: str, theme: int, by: Actor, others: Sequence[int] = (), name: str = ""
) -> Study:
    """Keep a wish over the themes of a study, and have them found again. Raises Refusal
    ("no_theme") for a theme that is not among them, and ("no_others") to join it to none."""
    known = {one["id"] for one in study.result.get("themes", {}).get("themes", ())}
    if not {theme, *others} <= known:
        raise Refusal("no_theme")
    if kind == MERGE and not set(others) - {theme}:
        raise Refusal("no_others")
    corrections.wish(
        selection=study.digest, kind=kind, theme=theme, by=by, others=others, name=name
    )
    return studies.ask(code=study.code, asked=study.asked, by=by)


@operation
def take_wish_back(*, study: Study, wish: int, by: Actor) -> Study:
    """A wish is heard no more, and the themes are found again."""
    corrections.take_wish_back(wish=wish, by=by)
    return studies.ask(code=study.code, asked=study.asked, by=by)
