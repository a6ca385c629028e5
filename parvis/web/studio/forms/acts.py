"""Each act on a form is one small POST: `act` says what and to which part (`up:comes`)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import Refusal
from parvis.offer.forms import editing, history
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import BadDefinition, Definition, Page, Repeat, Section
from parvis.offer.forms.keys import Part, free_key
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import newest_definition
from parvis.offer.forms.ready import BLOCKS, ready_block
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.words import refusal
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import actor

Change = tuple[Definition, str]


def address(form: int, part: str = "", **more: str) -> str:
    """The builder with a part chosen."""
    query = QueryDict(mutable=True)
    query.update({"part": part, **more} if part else more)
    return reverse("studio:form", args=[form]) + (f"?{query.urlencode()}" if query else "")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody asked for, with what part chosen, on what revision of the draft."""

    verb: str
    what: str
    chosen: str
    revision: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Act":
        """As the page sent it."""
        verb, _sep, what = request.POST.get("act", "").partition(":")
        return cls(verb, what, request.POST.get("part", ""), revision_sent(request))


def revision_sent(request: HttpRequest) -> int:
    """The revision that a page was made of; -1 for none that ever was."""
    number = request.POST.get("revision", "")
    return int(number) if number.isdecimal() and len(number) < 10 else -1


@require_POST
def act(request: HttpRequest, form: int) -> HttpResponse:
    draft, asked = draft_at(form), Act.of(request)
    chosen = asked.chosen
    try:
        chosen = _done(draft, asked, request)
    except Refusal as problem:
        messages.error(request, refusal(problem.problem))
    except BadDefinition:
        messages.error(request, refusal("too_much"))
    return HttpResponseRedirect(address(form, chosen))


def _done(draft: Draft, asked: Act, request: HttpRequest) -> str:
    """Make the change; the part to be chosen afterwards."""
    if asked.verb in {"undo", "redo"}:
        step = history.step_back if asked.verb == "undo" else history.step_forth
        step(form=draft.form, revision=asked.revision, by=actor(request))
        return asked.chosen
    if asked.verb == "keep":
        return _keep_block(draft, asked.what, request)
    if asked.verb not in _CHANGES:
        return asked.chosen
    definition, after = _CHANGES[asked.verb](draft.definition, asked.what, asked.chosen)
    if definition != draft.definition:
        draft.save(definition, asked.revision, request)
    return after


def _add(definition: Definition, what: str, chosen: str) -> Change:
    if what not in editing.KINDS:
        return definition, chosen
    part = editing.new_part(what, definition)
    return editing.inserted(definition, part, near=chosen), part.key


def _put(definition: Definition, what: str, chosen: str) -> Change:
    """A ready block."""
    if what not in BLOCKS:
        return definition, chosen
    districts = {row.code: row.name for row in authorities.districts().values() if row.is_open}
    return _put_in(definition, ready_block(what, districts), chosen)


def _put_own(definition: Definition, what: str, chosen: str) -> Change:
    """A block that the town kept."""
    kept = Form.objects.filter(pk=int(what), use="block").first() if what.isdecimal() else None
    pages = newest_definition(kept).pages if kept else ()
    if not pages or not pages[0].items:
        return definition, chosen
    return _put_in(definition, pages[0].items[0], chosen)


def _put_in(definition: Definition, part: Part, chosen: str) -> Change:
    own = editing.own_keys(part, definition)
    return editing.inserted(definition, own, near=chosen), own.key


def _move(way: str) -> Callable[[Definition, str, str], Change]:
    return lambda definition, what, chosen: (editing.moved(definition, what, way), what)


def _carry(definition: Definition, what: str, chosen: str) -> Change:
    """`carry:what>where` behind a part, `carry:what<where` before it."""
    before = "<" in what
    key, _sign, near = what.partition("<" if before else ">")
    return editing.placed(definition, key, near, before=before), key


def _copy(definition: Definition, what: str, chosen: str) -> Change:
    return editing.duplicated(definition, what)


def _remove(definition: Definition, what: str, chosen: str) -> Change:
    holder = editing.around(definition, what)
    siblings = holder.items if isinstance(holder, (Page, Section, Repeat)) else definition.pages
    at = next((i for i, one in enumerate(siblings) if one.key == what), 0)
    beside = siblings[at + 1] if at + 1 < len(siblings) else siblings[at - 1] if at else holder
    return editing.removed(definition, what), beside.key if beside else ""


def _add_list(definition: Definition, what: str, chosen: str) -> Change:
    key = free_key(what, definition.lists, otherwise="list")
    lists = {**definition.lists, key: ()}
    return definition.model_copy(update={"lists": lists}), f"list.{key}"


def _remove_list(definition: Definition, what: str, chosen: str) -> Change:
    lists = {key: rows for key, rows in definition.lists.items() if key != what}
    return definition.model_copy(update={"lists": lists}), ""


_CHANGES: dict[str, Callable[[Definition, str, str], Change]] = {
    "add": _add,
    "put": _put,
    "own": _put_own,
    **{way: _move(way) for way in ("up", "down", "into", "out")},
    "carry": _carry,
    "copy": _copy,
    "remove": _remove,
    "add_list": _add_list,
    "remove_list": _remove_list,
}


def _keep_block(draft: Draft, key: str, request: HttpRequest) -> str:
    """Keep a section, a block or a question for other forms."""
    part = editing.part_of(draft.definition, key)
    if part is None or isinstance(part, Page):
        return key
    name = part.title if isinstance(part, (Section, Repeat)) else part.label
    words = dict(name) or {"fr": key}
    kept = Definition(
        languages=draft.definition.languages, title=words, pages=(Page(key="page", items=(part,)),)
    )
    code = free_code(next(iter(words.values())), Form)
    forms.add_form(code=code, use="block", definition=kept, by=actor(request))
    messages.success(request, _("Kept: you find it among your blocks when you add a question."))
    return key
