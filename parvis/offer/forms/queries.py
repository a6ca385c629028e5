"""Reads of forms."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from parvis.foundation.db.scope import current_authority
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.models import Form, FormVersion

# Published versions never change: as many as a busy installation has open at once.
_MOST = 500
_ready: OrderedDict[tuple[int, int], CompiledForm] = OrderedDict()
_lock = Lock()


def form(version: int) -> CompiledForm:
    """The form of a published version, ready to be answered. Raises FormVersion.DoesNotExist."""
    key = (current_authority(), version)
    with _lock:
        if key in _ready:
            _ready.move_to_end(key)
            return _ready[key]
    found = FormVersion.objects.get(pk=version, published_at__isnull=False)
    made = compile_form(read_definition(found.definition))
    with _lock:
        _ready[key] = made
        if len(_ready) > _MOST:
            _ready.popitem(last=False)
    return made


def draft_of(form: Form) -> FormVersion | None:
    """The version that is being written; None when there is none."""
    return form.versions.filter(published_at__isnull=True).first()


def newest_definition(form: Form) -> Definition:
    """What one goes on writing from: the draft, else what is published, else an empty form."""
    version = draft_of(form) or form.current
    return read_definition(version.definition) if version else Definition()


def newest_titles(forms: Iterable[Form]) -> dict[int, tuple[dict[str, str], bool]]:
    """By form, the title that `newest_definition` has and whether it is a draft's; without reading
    its questions."""
    versions = FormVersion.objects.filter(form__in=forms).order_by("number")
    found = versions.values_list("form_id", "definition__title", "published_at")
    return {form: (title or {}, published is None) for form, title, published in found}
