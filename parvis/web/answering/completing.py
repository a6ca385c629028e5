"""A long list completed while one types: what the script of a page asks for."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.web.answering import lists, steps


def completed(request: HttpRequest, form: CompiledForm | None, key: str) -> HttpResponse:
    """`?q=` gives those of a question's choices that are meant: `{"results": [{id, label}]}`;
    `?langue=` is the page's language, `?above=` what was chosen in what the question depends on.
    Raises Http404 where no such question is asked."""
    node = form.nodes.get(key) if form else None
    if form is None or node is None or not isinstance(node.field, ChoosingField):
        raise Http404
    wanted = request.GET.get("langue", "")
    language = wanted if wanted in form.definition.languages else steps.language_of(form)
    above = request.GET.get("above", "").split()
    found = lists.found(node.field, request.GET.get("q", "")[:200], language, above)
    response = JsonResponse(lists.proposals(found, language))
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
