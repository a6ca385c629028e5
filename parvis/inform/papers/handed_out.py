"""Which forms can be handed out on paper, and what each asks: those whose answers an agent can type
in. A paper's code leads to the version that it was printed of, whatever is published since."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.papers.codes import PaperCode
from parvis.inform.papers.request_paper import request_form
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.models import Form
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, state


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A survey or a type of request as it is handed out: of one of `survey` and `version`."""

    code: PaperCode
    survey: Survey | None = None
    version: ServiceVersion | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        if self.version is not None:
            return worded(catalogue.titles(self.version))
        return worded(self.survey.title if self.survey else {}) or gettext("Survey")

    @property
    def asked(self) -> CompiledForm | None:
        """The questions as their author wrote them; None for a type of request without any."""
        if self.version is not None:
            return catalogue.asked(self.version.pk)
        return forms.form(self.survey.version_id or 0) if self.survey else None

    @property
    def languages(self) -> Sequence[str]:
        """The languages that it can be printed in."""
        asked = self.asked
        return asked.definition.languages if asked else tuple(dict(settings.LANGUAGES))

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing may lead from an answer to who gave it."""
        return self.survey is not None and self.survey.is_anonymous

    @property
    def is_open(self) -> bool:
        """Whether its answers can be typed in, now or once the survey opens. Not for a survey that
        is over, or answered by whoever was invited, behind their own link."""
        if self.version is not None:
            return self.version.service_type_id in catalogue.catalogue().services
        survey = self.survey
        if survey is None or survey.door != "open":
            return False
        return state(survey, now()) in {State.PLANNED, State.OPEN}

    def printed(self, language: str) -> CompiledForm:
        """All that is on the paper, in one language."""
        asked, version = self.asked, self.version
        if version is not None:
            return request_form(
                asked, language,
                title=catalogue.titles(version), intro=version.description, place=version.place,
            )  # fmt: skip
        assert asked is not None
        return asked


def of_code(code: PaperCode) -> FormPaper | None:
    """What a code was printed on; None for one that nothing of this town has."""
    if code.of == "survey":
        survey = Survey.objects.filter(pk=code.number, version__isnull=False).first()
        return of_survey(survey) if survey else None
    try:
        return of_version(catalogue.version(code.number))
    except ServiceVersion.DoesNotExist:
        return None


def of_survey(survey: Survey) -> FormPaper:
    """The paper of a survey."""
    return FormPaper(PaperCode("survey", survey.pk), survey=survey)


def of_version(version: ServiceVersion) -> FormPaper:
    """The paper of a type of request, as this version of it asks."""
    return FormPaper(PaperCode("request", version.pk), version=version)


def of_form(form: Form) -> list[FormPaper]:
    """Every paper that is handed out with the questions of a form: of its surveys, newest first,
    and of the type of request that asks them."""
    surveys = Survey.objects.filter(form=form).order_by("-id")[:100]
    services = ServiceType.objects.filter(form=form, current__isnull=False)
    versions = [row.current for row in services.select_related("current") if row.current]
    papers = [*map(of_survey, surveys), *map(of_version, versions)]
    return [paper for paper in papers if paper.is_open]
