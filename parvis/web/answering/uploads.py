"""Files given with an answer: taken to be hostile until they prove what they are, kept in the
storage while the person goes on, let go of when the form is not sent.

A picture is decoded and written anew (`adapters/images`); a paper is kept as it came, and is only
ever handed out as an attachment.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from parvis.adapters.documents import kind_of
from parvis.adapters.images import MEDIA_TYPE, SUFFIX, CleanPhoto, is_photo, process_photo
from parvis.adapters.storage import files_of
from parvis.capture.answers.rules import files_folder
from parvis.capture.drafts import keeping
from parvis.foundation.clock import now
from parvis.foundation.db.scope import current_authority
from parvis.offer.forms.answers import path
from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.fields import Wrong
from parvis.offer.forms.fields.files import LONGEST_NAME, MEDIA_TYPES, StoredField, files_in
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.carried import Carried
from parvis.web.answering.components import name_of

_PICTURES = {"jpeg", "png", "webp"}
Answers = dict[str, Any]
Place = tuple[StoredField, str, Answers]


def taken(form: CompiledForm, carried: Carried, request: HttpRequest) -> dict[str, Wrong]:
    """Keep the files that a page sent, among the answers given (changed in place), and take out
    those that a button names; why the others were refused, by path."""
    if not any(isinstance(node.field, StoredField) for node in form.fields):
        return {}
    before = set(_names(form, carried))
    # A folder for each page that was sent: nothing here has the name of what was recorded, even
    # where it is the same file once more.
    prefix = f"{files_folder(carried.send_key)}/{secrets.token_hex(4)}"
    wrong = received(form, [carried.page], carried.given, request, prefix=prefix)
    after, waited = set(_names(form, carried)), set(waiting(carried))
    # Once sent, files are those of the answer that was recorded: none of them waits any more.
    _delete(waited - after)
    left = (waited | (after - before)) & after
    if waited or left:
        _keep(carried, left)
    return wrong


def received(
    form: CompiledForm, pages: Collection[str], given: Answers, request: HttpRequest, *, prefix: str
) -> dict[str, Wrong]:
    """Store the files that these pages sent under `prefix`, and name them among the answers given
    (changed in place); what a button names is no answer any more, but for the caller to erase. Why
    the others were refused, by path."""
    wrong: dict[str, Wrong] = {}
    for field, where, answers in _places(form, pages, given):
        _drop(request.POST.get("do", ""), where, field, answers)
        for upload in request.FILES.getlist(f"{name_of(where)}-files"):
            problem = _take(field, upload, answers, prefix)
            if problem is not None:
                wrong[where] = problem
    return wrong


def _keep(carried: Carried, names: Collection[str]) -> None:
    """Remember which files wait, as long as the pages go on: they go with their draft, when it is
    not sent."""
    before = keeping.kept(carried.send_key)
    content = before.content if before is not None else {}
    keeping.keep(
        token=carried.send_key,
        content={**content, "files": sorted(names)},
        begun_at=carried.begun,
        until=max(before.expires_at, now() + keeping.LASTS) if before is not None else None,
    )


def waiting(carried: Carried) -> list[str]:
    """The files that wait to be sent, by their names in the storage."""
    kept = keeping.kept(carried.send_key)
    return kept.content.get("files", []) if kept is not None else []


def gone(
    form: CompiledForm, page: str, given: Answers, *, shown: Collection[str]
) -> dict[str, Wrong]:
    """Take the files that are no longer there out of the answers given on a page (changed in
    place); why they are asked again, by path."""
    places, wrong = list(_places(form, [page], given)), dict[str, Wrong]()
    if not places:
        return wrong
    files = files_of(current_authority())
    for field, where, answers in places:
        kept = answers.get(field.key) or []
        there = [one for one in kept if files.exists(one["file"])]
        if len(there) < len(kept) and where in shown:
            answers[field.key] = there
            wrong[where] = Wrong("file_gone")
    return wrong


def not_sent(carried: Carried) -> None:
    """The answers had arrived before: what this page brought besides belongs to none."""
    waited = keeping.take(carried.send_key)
    _delete(waited.content.get("files", ()) if waited is not None else ())


def sent(form: CompiledForm, carried: Carried, *, today: date) -> None:
    """The answers have arrived: their files are theirs now, and stay. Those that answer what was
    not asked in the end, or whose row was taken out, are erased."""
    waited = keeping.take(carried.send_key)
    if waited is None:
        return
    arrived = set(files_in(read_answers(form, carried.given, today=today).answers))
    _delete(set(waited.content.get("files", ())) - arrived)


def _delete(names: Iterable[str]) -> None:
    for name in names:
        files_of(current_authority()).delete(name)


def _places(form: CompiledForm, pages: Collection[str], given: Answers) -> Iterator[Place]:
    """The questions of these pages that files answer, each with the answers that it stands in."""
    for page in pages:
        for node in form.fields_of_page(page):
            if isinstance(node.field, StoredField):
                yield from _of_node(node, node.field, given)


def _of_node(node: Node, field: StoredField, given: Answers) -> Iterator[Place]:
    if not node.block:
        yield field, node.key, given
        return
    for at, row in enumerate(given.get(node.block) or ()):
        yield field, path(node.key, node.block, at), row


def _names(form: CompiledForm, carried: Carried) -> Iterator[str]:
    for node in form.fields:
        if isinstance(node.field, StoredField):
            for field, _where, answers in _of_node(node, node.field, carried.given):
                yield from (one["file"] for one in answers.get(field.key) or ())


def _drop(wish: str, where: str, field: StoredField, answers: Answers) -> None:
    kept = answers.get(field.key) or []
    left = [one for at, one in enumerate(kept) if wish != f"drop-{name_of(where)}-{at}"]
    if len(left) < len(kept):
        answers[field.key] = left


def _take(field: StoredField, upload: UploadedFile, answers: Answers, prefix: str) -> Wrong | None:
    kept = answers.get(field.key) or []
    if len(kept) >= field.most:
        return Wrong("too_many_files", {"most": field.most})
    if (upload.size or 0) > field.largest_mb * 1_000_000:
        return Wrong("too_heavy", {"most": field.largest_mb})
    data = upload.read()
    kind = kind_of(data)
    # Whatever kind of picture it was, it is one written anew.
    is_picture = is_photo(data) and not _PICTURES.isdisjoint(field.accept)
    if not is_picture and kind not in field.accept:
        return Wrong("not_accepted", {"accept": [one.upper() for one in field.accept]})
    if is_picture:
        clean = process_photo(data)
        if not isinstance(clean, CleanPhoto):
            return Wrong("picture_refused")
        stored, media_type, size = clean.full, MEDIA_TYPE, len(clean.full)
        file = files_of(current_authority()).put(stored, prefix=prefix, suffix=SUFFIX)
    else:
        media_type, size = MEDIA_TYPES[kind], len(data)
        file = files_of(current_authority()).put(data, prefix=prefix, suffix=f".{kind}")
    one = {"file": file, "name": _called(upload), "media_type": media_type, "size": size}
    # The same bytes twice are one file, wherever they lie.
    answers[field.key] = [*(it for it in kept if Path(it["file"]).name != Path(file).name), one]
    return None


def _called(upload: UploadedFile) -> str:
    """What the person calls it: a name alone, no path, nothing that can't be printed."""
    name = Path((upload.name or "").replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:] or "-"
