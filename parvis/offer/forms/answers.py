"""The shapes of a reading: what a set of answers comes to under a form."""

from dataclasses import dataclass, field
from typing import Any

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.base import Wrong

Answers = dict[str, Any]
NOT_ASKED = Wrong("not_asked")
UNKNOWN = Wrong("unknown")
NO_FILES = Wrong("no_files")


def path(key: str, block: str = "", row: int | None = None) -> str:
    """How an answer is named outside: `age`, or in a block's second row `children.1.age`."""
    return key if row is None else f"{block}.{row}.{key}"


@dataclass(slots=True)
class Reading:
    """What a set of answers comes to.

    `given` is everything, brought to its canonical form where it could be; `answers` what counts:
    shown and right, with what was worked out; `shown` the paths of what is shown; `wrong` why an
    answer is refused, by path; `unasked` the answers given to what is hidden.
    """

    given: Answers
    answers: Answers = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    wrong: dict[str, Wrong] = field(default_factory=dict)
    unasked: list[str] = field(default_factory=list)

    def wrong_on(self, form: CompiledForm, page: str) -> dict[str, Wrong]:
        """What is wrong on one page."""
        return {
            where: why
            for where, why in self.wrong.items()
            if (node := form.nodes.get(where.rsplit(".", 1)[-1])) and node.page == page
        }

    def pages(self, form: CompiledForm) -> list[str]:
        """The pages that are shown, in order."""
        return [page.key for page in form.pages if page.key in self.shown]
