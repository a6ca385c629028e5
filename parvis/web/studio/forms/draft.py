"""The form at hand: its draft, what was found in it, and how a change of it is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from parvis.foundation.wording import worded
from parvis.offer.forms import history, operations
from parvis.offer.forms.accessibility import barriers
from parvis.offer.forms.checking import findings
from parvis.offer.forms.definition import Definition, read_definition, write_definition
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.keys import parts
from parvis.offer.forms.models import Form, FormVersion
from parvis.offer.forms.plain_language import hints
from parvis.offer.forms.queries import draft_of
from parvis.offer.forms.uses import misfits
from parvis.offer.surveys.models import Survey
from parvis.web.studio.pages import actor


@dataclass
class Draft:
    """A form as one writes it: the draft where there is one, else what is published."""

    form: Form
    version: FormVersion | None
    is_anonymous: bool
    # As the form's own, or the kinds of its surveys.
    uses: Collection[str]

    @cached_property
    def definition(self) -> Definition:
        """What it says now."""
        shown = self.version or self.form.current
        return read_definition(shown.definition) if shown else Definition()

    @property
    def revision(self) -> int:
        """What a change must name, so that nobody's is overwritten."""
        return self.version.revision if self.version else 0

    @cached_property
    def findings(self) -> list[Finding]:
        """All that is to be put right or thought over."""
        form = self.definition
        return [
            *findings(form, is_anonymous=self.is_anonymous),
            *(found for use in self.uses for found in misfits(form, use)),
            *barriers(form),
            *hints(form),
        ]

    @cached_property
    def published(self) -> Definition | None:
        """What residents are asked now."""
        return read_definition(self.form.current.definition) if self.form.current else None

    @cached_property
    def fixed(self) -> set[str]:
        """The keys under which somebody may have answered."""
        return {part.key for part in parts(self.published)} if self.published else set()

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether a change can be taken back, and one made again."""
        return history.ways(self.version)

    @property
    def title(self) -> str:
        """What it is called."""
        return worded(self.definition.title) or self.form.code

    def save(self, definition: Definition, revision: int, request: HttpRequest) -> None:
        """Keep a change. Raises Refusal("overtaken"), BadDefinition."""
        whole = read_definition(write_definition(definition))
        self.version = operations.save_draft(
            form=self.form, definition=whole, revision=revision, by=actor(request)
        )


def draft_at(pk: int) -> Draft:
    """The draft of a form. Raises Http404."""
    form = get_object_or_404(Form.objects.select_related("current"), pk=pk)
    surveys = Survey.objects.filter(form=form)
    is_anonymous = surveys.filter(is_anonymous=True).exists()
    kinds = set(surveys.values_list("kind", flat=True))
    return Draft(form, draft_of(form), is_anonymous, kinds or {form.use})
