"""Ready words: what agents start their answers from; beside them the reasons for declining."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.act.cases.rules import filled, unknown_variables
from parvis.authorities import queries
from parvis.foundation.wording import worded
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import DeclineReason, ReplyTemplate
from parvis.web.studio.pages import StudioForm, actor, form_page, saved

# What each {variable} could say, for the preview; the desk fills them from the case at hand.
EXAMPLES = {
    "référence": gettext_lazy("VP-26-48213"),
    "objet": gettext_lazy("Street light out"),
    "lieu": gettext_lazy("12 rue des Tanneurs"),
    "direction": gettext_lazy("Roads"),
    "téléphone": gettext_lazy("01 99 00 00 02"),
    "échéance": gettext_lazy("Friday 28 November"),
    "reçu le": gettext_lazy("Monday 17 November"),
    "prévu le": gettext_lazy("Tuesday 25 November"),
    "partenaire": gettext_lazy("the electricity network"),
    "agent": gettext_lazy("Claire Morel"),
    "ville": gettext_lazy("Our town"),
}


class TemplateForm(StudioForm):
    name = forms.CharField(
        label=gettext_lazy("Name, as agents see it in their list"), max_length=120
    )
    department = forms.TypedChoiceField(
        label=gettext_lazy("For which department"), coerce=int, required=False, empty_value=None
    )
    words = forms.CharField(
        label=gettext_lazy("Words of the answer"), max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )  # fmt: skip
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=999, initial=0
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].choices = [
            ("", _("All")),
            *((pk, row.name) for pk, row in queries.departments().items()
              if row.is_open or pk == self.initial.get("department")),
        ]  # fmt: skip

    def clean_words(self) -> str:
        given = str(self.cleaned_data["words"])
        strange = [name for name in unknown_variables(given) if name not in EXAMPLES]
        if strange:
            raise forms.ValidationError(
                _("Nothing is known as {name}: choose among the variables below.").format(
                    name="{" + strange[0] + "}"
                )
            )
        return given


def show(request: HttpRequest) -> HttpResponse:
    departments = queries.departments()
    rows = [
        (row, departments[row.department_id].name if row.department_id else "")
        for row in ReplyTemplate.objects.all()
    ]
    reasons = [(row, worded(row.name), worded(row.words)) for row in DeclineReason.objects.all()]
    context = {
        "rows": [one for one in rows if one[0].is_offered],
        "withdrawn": [one for one in rows if not one[0].is_offered],
        "reasons": [one for one in reasons if one[0].is_offered],
        "withdrawn_reasons": [one for one in reasons if not one[0].is_offered],
        "here": "replies",
    }
    return render(request, "studio/replies.html", context)


def add(request: HttpRequest) -> HttpResponse:
    form = TemplateForm(request.POST or None)
    if _is_to_be_saved(request, form):
        catalogue.add_reply_template(by=actor(request), **_template(form))
        return saved(request, reverse("studio:replies"))
    return _page(request, form, _("New ready words"))


def change(request: HttpRequest, template: int) -> HttpResponse:
    row = get_object_or_404(ReplyTemplate, pk=template)
    names = ("name", "words", "position")
    initial = {name: getattr(row, name) for name in names} | {"department": row.department_id}
    form = TemplateForm(request.POST or None, initial=initial)
    if _is_to_be_saved(request, form):
        catalogue.change_reply_template(template=row, by=actor(request), **_template(form))
        return saved(request, reverse("studio:replies"))
    return _page(request, form, row.name, row=row)


@require_POST
def offer(request: HttpRequest, template: int) -> HttpResponse:
    """Withdraw ready words, or (`offered`) bring them back."""
    row = get_object_or_404(ReplyTemplate, pk=template)
    is_offered = request.POST.get("offered") == "yes"
    catalogue.offer_reply_template(template=row, is_offered=is_offered, by=actor(request))
    sentence = (
        _("These words are offered again.") if is_offered else _("These words are withdrawn.")
    )
    return saved(request, reverse("studio:replies"), sentence)


def _is_to_be_saved(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid() and "preview" not in request.POST


def _template(form: TemplateForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {**given, "department": queries.departments().get(given["department"] or 0)}


def _page(request: HttpRequest, form: TemplateForm, title: str, **more: Any) -> HttpResponse:
    text = form["words"].value() or ""
    return form_page(
        request, form, title=title, here="replies", back=reverse("studio:replies"),
        back_name=_("Ready words"), template="studio/reply.html",
        preview=filled(text, {name: str(value) for name, value in EXAMPLES.items()}),
        variables=[("{" + name + "}", value) for name, value in EXAMPLES.items()], **more,
    )  # fmt: skip
