"""The form of a service type, and how it is read and kept."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.authorities import queries
from parvis.foundation.wording import worded
from parvis.offer.catalogue.models import ServiceGroup, ServiceType
from parvis.web.studio.drawings import DrawingField
from parvis.web.studio.organisation import teams_by_department
from parvis.web.studio.pages import StudioForm

PLACES = {
    "required": gettext_lazy("Always asked"),
    "optional": gettext_lazy("May be left out"),
    "none": gettext_lazy("Never asked"),
}
PRECISIONS = {
    0: gettext_lazy("Where it is"),
    50: gettext_lazy("Within 50 metres"),
    200: gettext_lazy("Within 200 metres"),
    -1: gettext_lazy("Never shown"),
}
SILENCE = {
    "": gettext_lazy("Not declared: the receipt promises nothing"),
    "rejection": gettext_lazy("Silence means rejection"),
    "acceptance": gettext_lazy("Silence means acceptance"),
}
# Article 6 of the GDPR. The sixth, legitimate interests, is closed to public authorities in the
# performance of their tasks.
LEGAL_BASES = {
    "public_task": gettext_lazy("A task carried out in the public interest (6.1.e)"),
    "legal_obligation": gettext_lazy("A legal obligation (6.1.c)"),
    "contract": gettext_lazy("A contract with the person (6.1.b)"),
    "consent": gettext_lazy("The person's consent (6.1.a)"),
    "vital_interest": gettext_lazy("Somebody's vital interests (6.1.d)"),
}
SECTIONS = (
    (gettext_lazy("What it is"), (
        "name", "name_en", "group", "description", "description_en", "keywords", "icon",
    )),
    (gettext_lazy("Who deals with it"), ("team", "promised_days", "is_for_agents")),
    (gettext_lazy("Place and danger"), (
        "place", "public_precision", "is_danger_likely", "emergency", "emergency_en",
    )),
    (gettext_lazy("Data and silence"), (
        "purpose", "legal_basis", "retention_months", "silence_effect", "silence_months",
        "silence_text",
    )),
)  # fmt: skip


class ServiceForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    group = forms.TypedChoiceField(label=gettext_lazy("Group"), coerce=int)
    description = forms.CharField(
        label=gettext_lazy("One sentence about it"), max_length=200, required=False
    )
    description_en = forms.CharField(
        label=gettext_lazy("This sentence in English"), max_length=200, required=False
    )
    keywords = forms.CharField(
        label=gettext_lazy("Words that people use"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Separated by commas: hole, pothole, broken road."),
    )
    icon = DrawingField(label=gettext_lazy("Drawing"))
    team = forms.TypedChoiceField(label=gettext_lazy("Team that deals with it"), coerce=int)
    promised_days = forms.IntegerField(
        label=gettext_lazy("Answer promised within, in working days"), min_value=1, max_value=250
    )
    place = forms.ChoiceField(label=gettext_lazy("The place"), choices=PLACES.items)
    public_precision = forms.TypedChoiceField(
        label=gettext_lazy("What the public map shows of the place"),
        choices=PRECISIONS.items,
        coerce=int,
    )
    is_danger_likely = forms.BooleanField(
        label=gettext_lazy("Danger is likely: show the emergency numbers first"), required=False
    )
    emergency = forms.CharField(
        label=gettext_lazy("What to do in an emergency"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Read before anything else where danger is likely: whom to call, what not to do. Empty,"
            " the usual sentence names 112 and 114."
        ),
    )
    emergency_en = forms.CharField(
        label=gettext_lazy("The same in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_for_agents = forms.BooleanField(
        label=gettext_lazy("For agents alone: the portal does not offer it"),
        required=False,
        help_text=gettext_lazy(
            "Typed at the counter or made by agents. What the public map shows of it is set below."
        ),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What the data is for"), max_length=200,
        help_text=gettext_lazy("Shown to residents, and kept in the register of processing."),
    )  # fmt: skip
    legal_basis = forms.ChoiceField(
        label=gettext_lazy("What allows it to be kept"), choices=LEGAL_BASES.items,
        help_text=gettext_lazy(
            "Article 6 of the GDPR. Nearly always the public interest; ask your data protection"
            " officer before you choose another one."
        ),
    )  # fmt: skip
    retention_months = forms.IntegerField(
        label=gettext_lazy("Kept for, in months after the end"), min_value=1, max_value=120
    )
    silence_effect = forms.ChoiceField(
        label=gettext_lazy("Effect of silence"), choices=SILENCE.items, required=False,
        help_text=gettext_lazy(
            "A report or a complaint is never accepted by silence: only a request whose procedure"
            " a text sets."
        ),
    )  # fmt: skip
    silence_months = forms.IntegerField(
        label=gettext_lazy("After how many months"), min_value=1, max_value=24, required=False
    )
    silence_text = forms.CharField(
        label=gettext_lazy("The text that says so"), max_length=200, required=False
    )

    def __init__(self, *args: Any, is_subtype: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [
            (row.pk, worded(row.name)) for row in ServiceGroup.objects.all()
        ]
        if is_subtype:
            # It stays behind the door of what it is a sub-type of.
            del self.fields["group"]
        self.fields["team"].choices = teams_by_department()
        self.fields["icon"].keep(self.initial.get("icon", ""))

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order of `SECTIONS`."""
        return [
            (str(head), [self[name] for name in names if name in self.fields])
            for head, names in SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("silence_effect"):
            for name in ("silence_months", "silence_text"):
                if not given.get(name):
                    self.add_error(name, _("Declare it whole: effect, delay and text."))
        for name in ("description", "emergency"):
            # English alone would be read by everybody.
            if given.get(f"{name}_en") and not given.get(name):
                self.add_error(name, _("Write it in French too."))
        return given


def defaults(above: ServiceType | None = None) -> dict[str, Any]:
    """What the form begins with: for a sub-type, what its parent says."""
    if above is not None:
        named = ("name", "name_en", "description", "description_en", "keywords")
        return {**initial(above), **dict.fromkeys(named, "")}
    return {
        "promised_days": 10, "retention_months": 24, "place": "required", "icon": "map-pin",
        "legal_basis": "public_task",
    }  # fmt: skip


def initial(row: ServiceType) -> dict[str, Any]:
    """What a service type says now, as the form shows it."""
    version = row.current
    texts = {
        f"{name}{end}": getattr(version, name).get(language, "")
        for name in ("name", "description", "emergency")
        for language, end in (("fr", ""), ("en", "_en"))
    }
    same = (
        "icon", "promised_days", "place", "public_precision", "is_danger_likely", "purpose",
        "legal_basis", "retention_months",
    )  # fmt: skip
    return {
        **texts,
        **{name: getattr(version, name) for name in same},
        "group": row.group_id,
        "keywords": ", ".join(version.keywords),
        "team": version.team_id,
        "is_for_agents": row.is_for_agents,
        "silence_effect": version.silence.get("effect", ""),
        "silence_months": version.silence.get("months"),
        "silence_text": version.silence.get("text", ""),
    }


def content(given: dict[str, Any], before: ServiceType | None = None) -> dict[str, Any]:
    """What was given, as a version keeps it; what the form does not ask, from `before`."""
    team = queries.teams()[given["team"]]
    version = before.current if before else None
    silence = {
        "effect": given["silence_effect"],
        "months": given["silence_months"],
        "text": given["silence_text"],
    }
    same = (
        "icon", "promised_days", "place", "public_precision", "is_danger_likely", "purpose",
        "legal_basis", "retention_months",
    )  # fmt: skip
    return {
        **({"workflow": version.workflow} if version else {}),
        **{name: given[name] for name in same},
        "name": _texts(given, "name"),
        "description": _texts(given, "description"),
        "emergency": _texts(given, "emergency"),
        "keywords": [word for word in re.split(r"\s*[,\n]\s*", given["keywords"]) if word],
        "department": team.department,
        "team": team,
        "silence": silence if given["silence_effect"] else {},
    }


def _texts(given: dict[str, Any], name: str) -> dict[str, str]:
    """A text by language, without those left empty."""
    texts = {"fr": given[name], "en": given[f"{name}_en"]}
    return {language: text for language, text in texts.items() if text}
