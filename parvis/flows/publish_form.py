"""A form is published: what is new begins under it, wherever it is asked."""

from parvis.foundation.db.operation import operation
from parvis.journal.rules import Actor
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.forms import operations as forms
from parvis.offer.forms.models import Form, FormVersion


@operation
def publish_form(*, form: Form, by: Actor, revision: int | None = None) -> FormVersion:
    """Publish a form's draft; of a service type, a version of it that asks this. A survey that is
    open goes on under the version that it opened with. `revision`, and what is refused: as
    `publish_draft`."""
    version = forms.publish_draft(form=form, by=by, revision=revision)
    for row in ServiceType.objects.filter(form=form, current__isnull=False).select_related(
        "current"
    ):
        catalogue.republish(service=row, by=by, form=version)
    return version
