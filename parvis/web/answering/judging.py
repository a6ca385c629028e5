"""What keeps a person on the pages that they have sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields import Given, Wrong
from parvis.web.answering.layout import is_secret


@dataclass(frozen=True, slots=True)
class Judged:
    """`wrong` is to be put right, by path; `new` (questions and blocks) is asked now and was not
    when the page was drawn, so that leaving it out was no mistake."""

    wrong: Mapping[str, Wrong]
    new: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether one may go on."""
        return not self.wrong and not self.new

    @property
    def focus(self) -> str:
        """Where the person goes on, where nothing is wrong: the first new question."""
        return "" if self.wrong else next(iter(self.new), "")


def judged(
    form: CompiledForm,
    pages: Collection[str],
    reading: Reading,
    sent: Given,
    refused: Mapping[str, Wrong],
) -> Judged:
    """What is to be done on `pages` before one goes on; `refused` are files that were not taken."""
    new = _new(form, pages, reading, sent)
    wrong = {
        where: why
        for page in pages
        for where, why in reading.wrong_on(form, page).items()
        if where not in new or why.code != "missing"
    }
    return Judged({**wrong, **refused}, new)


def _new(
    form: CompiledForm, pages: Collection[str], reading: Reading, sent: Given
) -> tuple[str, ...]:
    told = sent.getlist("seen")
    seen = set(" ".join(told).split())
    asked = (
        path
        for page in pages
        for key in _asking(form, page)
        for path in sorted(reading.shown)
        if path.rsplit(".", 1)[-1] == key and path not in seen
    )
    return tuple(asked) if told else ()


def _asking(form: CompiledForm, page: str) -> list[str]:
    """What asks something on a page, in order. A block does before it has any row."""
    here = [node for node in form.nodes.values() if node.page == page]
    asking = [node for node in here if node.field or isinstance(node.part, Repeat)]
    return [node.key for node in asking if not is_secret(node)]
