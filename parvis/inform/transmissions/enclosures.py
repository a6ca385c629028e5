"""What goes with the letter that passes a request on: the photos of whoever asks, and the files
that they gave in answer to its questions, as many as a mailbox takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from parvis.adapters.images import MEDIA_TYPE, SUFFIX
from parvis.adapters.mail import Attachment
from parvis.adapters.storage import files_of
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower
from parvis.foundation.db.scope import current_authority
from parvis.inform.tracking.facts import Facts
from parvis.offer.forms.fields.files import handed_as, stored_in

# What the mail servers of administrations still take once it is encoded.
MOST_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """What is enclosed of one kind, and how many were too heavy for the letter."""

    files: tuple[Attachment, ...]
    left_out: int

    @property
    def weight(self) -> int:
        """In bytes."""
        return sum(len(one.content) for one in self.files)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes with a letter: the photos first, the files in what room they leave."""

    photos: Packed
    papers: Packed

    @property
    def files(self) -> tuple[Attachment, ...]:
        """All of it."""
        return (*self.photos.files, *self.papers.files)

    @property
    def said(self) -> list[str]:
        """What the letter says of it, in the present language."""
        photos, heavy = len(self.photos.files), self.photos.left_out
        papers, heavier = len(self.papers.files), self.papers.left_out
        sentences = (
            (photos, ngettext("%(count)d photo is enclosed.",
                              "%(count)d photos are enclosed.", photos)),
            (heavy, ngettext("%(count)d photo was too heavy for this message: ask us for it.",
                             "%(count)d photos were too heavy for this message: ask us for them.",
                             heavy)),
            (papers, ngettext("%(count)d file given in answer is enclosed.",
                              "%(count)d files given in answer are enclosed.", papers)),
            (heavier, ngettext("%(count)d file was too heavy for this message: ask us for it.",
                               "%(count)d files were too heavy for this message: ask us for them.",
                               heavier)),
        )  # fmt: skip
        return [sentence % {"count": count} for count, sentence in sentences if count]


def enclosed(found: Facts, author: Follower | None) -> Enclosed:
    """What goes with the letter about a request."""
    photos = _packed(_photos(found, author), MOST_BYTES)
    return Enclosed(photos, _packed(_papers(found), MOST_BYTES - photos.weight))


def _packed(many: Iterable[Attachment], room: int) -> Packed:
    files: list[Attachment] = []
    left_out = 0
    for one in many:
        if len(one.content) > room:
            left_out += 1
            continue
        room -= len(one.content)
        files.append(one)
    return Packed(tuple(files), left_out)


def _photos(found: Facts, author: Follower | None) -> Iterator[Attachment]:
    """Those of whoever asks: with the request, and with what they added."""
    theirs = {one.id for one in found.said if author is not None and one.follower == author.pk}
    kept = [
        one
        for one in reports.photos(found.report)
        if not one.by_agent and (one.statement_id is None or one.statement_id in theirs)
    ]
    for number, photo in enumerate(kept, start=1):
        content = files_of(current_authority()).get(photo.storage_name)
        yield Attachment(name=f"photo-{number}{SUFFIX}", media_type=MEDIA_TYPE, content=content)


def _papers(found: Facts) -> Iterator[Attachment]:
    """Under the names that the answers have in the letter."""
    for one in stored_in(dict(found.answers)):
        content = files_of(current_authority()).get(one["file"])
        yield Attachment(name=handed_as(one), media_type=one["media_type"], content=content)
