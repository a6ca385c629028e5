"""The forms of the town, those put away apart; and a new one: empty, or like another."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from parvis.foundation.text import fold
from parvis.foundation.wording import worded
from parvis.offer.forms import operations
from parvis.offer.forms.definition import Definition, Page
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import newest_definition, newest_titles
from parvis.offer.forms.ready import FORMS, ready_form
from parvis.web.studio.forms.acts import address
from parvis.web.studio.forms.kinds import FORMS as READY
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import StudioForm, actor, form_page, saved

USES = {
    "survey": pgettext_lazy("use of a form", "Surveys"),
    "service": pgettext_lazy("use of a form", "Types of requests"),
    "block": pgettext_lazy("use of a form", "Your blocks"),
}

# The newest, as many as a page lists.
MOST = 500
# The town's own that a new one may begin with.
MOST_OWN = 30
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class Row:
    """A form in the list."""

    pk: int
    title: str
    is_published: bool
    has_draft: bool


def show(request: HttpRequest) -> HttpResponse:
    groups: dict[str, list[Row]] = {use: [] for use in USES}
    away: list[Row] = []
    for form, row in _rows():
        (groups[form.use] if form.is_offered else away).append(row)
    # Dozens, looked for by name; of the others one looks for the newest.
    groups["service"].sort(key=lambda row: fold(row.title))
    shown = [(use, USES[use], rows) for use, rows in groups.items() if rows]
    context = {"groups": shown, "away": away, "here": "forms"}
    return render(request, "studio/forms/list.html", context)


def _rows() -> list[tuple[Form, Row]]:
    """The newest forms."""
    forms = list(Form.objects.order_by("-id")[:MOST])
    titles = newest_titles(forms)
    return [(form, _row(form, *titles.get(form.pk, ({}, False)))) for form in forms]


def _row(form: Form, title: dict[str, str], has_draft: bool) -> Row:
    return Row(form.pk, worded(title) or form.code, form.current_id is not None, has_draft)


@require_POST
def offer(request: HttpRequest, form: int) -> HttpResponse:
    """Put a form or a block away, or (`offered`) take it back."""
    row = get_object_or_404(Form, pk=form)
    is_offered = request.POST.get("offered") == "yes"
    operations.offer_form(form=row, is_offered=is_offered, by=actor(request))
    sentence = _("It is offered again.") if is_offered else _("It is put away.")
    return saved(request, reverse("studio:forms"), sentence)


class NewForm(StudioForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    ready = forms.ChoiceField(
        label=gettext_lazy("Begin with"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ready"].widget.attrs.pop("class", None)
        self.fields["ready"].choices = ready_choices()  # type: ignore[attr-defined]


def ready_choices() -> list[tuple[str, str]]:
    """What a form may begin with: nothing, a ready one, the newest of the town's own."""
    ready = [(code, f"{READY[code][0]} : {READY[code][1]}") for code in FORMS]
    own = [
        (f"{_OWN}{row.pk}", _("Like yours: “%(title)s”") % {"title": row.title})
        for form, row in _rows()
        if form.use == "survey" and form.is_offered
    ]
    return [("", _("An empty form")), *ready, *own[:MOST_OWN]]


def begun(title: str, ready: str) -> Definition:
    """The definition of a new form: a copy of one of `ready_choices` under this title."""
    own = ready.removeprefix(_OWN)
    if ready in FORMS:
        made = ready_form(ready)
    elif ready.startswith(_OWN) and own.isdecimal():
        made = newest_definition(get_object_or_404(Form, pk=int(own), use="survey"))
    else:
        made = Definition(pages=(Page(key="page"),))
    return made.model_copy(update={"title": {**made.title, "fr": title}})


def add(request: HttpRequest) -> HttpResponse:
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = operations.add_form(
            code=free_code(given["title"], Form), use="survey",
            definition=begun(given["title"], given["ready"]), by=actor(request),
        )  # fmt: skip
        return HttpResponseRedirect(address(made.pk))
    return form_page(request, form, title=_("New form"), here="forms", go=_("Begin"))
