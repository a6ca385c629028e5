"""What keeps a person on the pages that they have sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Given, Wrong


@dataclass(frozen=True, slots=True)
class Judged:
    """`wrong` is to be put right, by path; `new` is asked now and was not when the page was drawn,
    so that leaving it out was no mistake."""

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
    keys = [node.key for page in pages for node in form.fields_of_page(page)]
    asked = (
        path
        for key in keys
        for path in sorted(reading.shown)
        if path.rsplit(".", 1)[-1] == key and path not in seen
    )
    return tuple(asked) if told else ()
