"""Takes out of a case what speaks of a person; its states and dates stay, for the figures."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.operations.masked_copies import drop
from parvis.capture.reports import redaction as reports
from parvis.capture.reports.models import Follower, Photo, Statement
from parvis.capture.reports.naming import without
from parvis.capture.reports.rules import COARSE
from parvis.foundation.db.operation import operation
from parvis.foundation.geo import snap
from parvis.foundation.text import fold
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer

# What tells an agent something by itself, without a word.
_SAID_BY_A_TAP = ("withdrawal", "still_there", "fixed", "reopening", "not_me")


@operation
def forget_words(*, case: Case, by: Actor) -> None:
    """Empty the words of a case and of its steps, and coarsen its place."""
    said = Statement.objects.filter(report=case.report_id)
    case.has_news = case.has_news and _is_left_to_read(case, without_words_of=said)
    _take_place(case)
    _empty(case)
    Step.objects.filter(case=case).exclude(words="").update(words="")
    _unname_in_main(case, Follower.objects.filter(report=case.report_id))
    drop(PhotoApproval.objects.filter(case=case))
    record(
        "case.redacted",
        "case",
        case.pk,
        by=by,
        data={"report": case.report_id, "lock": case.department_lock},
    )


@operation
def forget_author(
    *, case: Case, author: Follower, keeps_place: bool, keeps_work: bool, by: Actor
) -> None:
    """Empty what the author brought into a case, and what agents noted of it. What others who
    follow said stays, and what was told to them all, without the author's name."""
    report = case.report
    said = reports.said_by_author(report, author)
    case.has_news = case.has_news and _is_left_to_read(case, without_words_of=said)
    if keeps_place:
        # Where there is no address, words stand in its place: the author's own, or an agent's.
        is_kept = report.address or report.typed_by_id
        case.address = without(case.address, reports.contact_of(author)) if is_kept else ""
    else:
        _take_place(case)
    gone = reports.photos_of_author(report, author, with_work=not keeps_work)
    drop(PhotoApproval.objects.filter(photo__in=gone))
    case.photo_count = Photo.objects.filter(report=report).exclude(pk__in=gone).count()
    _empty(case)
    others = Statement.objects.filter(report=report).exclude(pk__in=said.values("pk"))
    theirs = Q(agent__isnull=True, words__in=others.values("words"))
    told = Q(agent__isnull=False, is_public=True) if is_told_to_others(case) else Q(pk=None)
    told &= ~Q(to_state="waiting_resident") & ~Q(data__contains={"author_only": True})
    steps = Step.objects.filter(case=case).exclude(words="").exclude(theirs)
    steps.exclude(told).update(words="")
    for step in steps.filter(told):
        _unname(step, author)
    _unname_in_main(case, [author])
    record(
        "case.redacted",
        "case",
        case.pk,
        by=by,
        data={"report": case.report_id, "rest": True, "lock": case.department_lock},
    )


def is_told_to_others(case: Case) -> bool:
    """Whether anybody but the author reads what agents answer: who follows, or joined it."""
    joined = Case.objects.filter(duplicate_of=case).values_list("report_id", flat=True)
    return reports.others_of(case.report, joined=list(joined))


def has_public_place(case: Case) -> bool:
    """Whether the place of a case is public space, by its type as it was and as it is."""
    version, current = offer.version(case.report.version_id), case.service_type.current
    now_public = current is not None and current.public_precision >= 0
    return case.department_lock is None and version.public_precision >= 0 and now_public


def _empty(case: Case) -> None:
    case.excerpt = ""
    case.search_words = fold(f"{case.title} {case.address}".strip())
    case.words_public = False
    case.revision += 1
    case.save()


def _take_place(case: Case) -> None:
    case.address = ""
    if case.lon is not None and case.lat is not None:
        case.lon, case.lat = snap(case.lon, case.lat, COARSE)


@operation
def forget_said(*, case: Case, follower: Follower, by: Actor) -> None:
    """Take out of a case what one of its followers brought into it: their words in the steps that
    they led to, their name in what agents wrote, the pictures that the public may see."""
    said = Statement.objects.filter(follower=follower)
    Step.objects.filter(
        case=case, agent__isnull=True, words__in=said.exclude(words="").values("words")
    ).update(words="")
    for step in Step.objects.filter(case=case).exclude(words=""):
        _unname(step, follower)
    _unname_in_main(case, [follower])
    gone = Photo.objects.filter(statement__follower=follower)
    drop(PhotoApproval.objects.filter(photo__in=gone))
    case.has_news = case.has_news and _is_left_to_read(case, without_words_of=said)
    case.revision += 1
    case.save(update_fields=["has_news", "revision"])
    record(
        "case.redacted",
        "case",
        case.pk,
        by=by,
        data={
            "report": case.report_id,
            "follower": follower.pk,
            "lock": case.department_lock,
        },
    )


def _unname_in_main(case: Case, followers: Iterable[Follower]) -> None:
    """What agents wrote on the case that this one joined names its people too, perhaps."""
    main = Step.objects.filter(case=case.duplicate_of_id, agent__isnull=False)
    for follower in followers if case.duplicate_of_id else ():
        for step in main.exclude(words=""):
            _unname(step, follower)


def _unname(step: Step, follower: Follower) -> None:
    words = without(step.words, reports.contact_of(follower))
    if words != step.words:
        step.words = words
        step.save(update_fields=["words"])


def _is_left_to_read(case: Case, *, without_words_of: QuerySet[Statement]) -> bool:
    """Whether anything that people said since an agent last worked on it is still there, once the
    words and pictures of some statements are gone."""
    rows = Statement.objects.filter(report=case.report_id)
    worked = Step.objects.filter(case=case, agent__isnull=False).order_by("-id").first()
    if worked is not None:
        rows = rows.filter(occurred_at__gt=worked.occurred_at)
    if rows.filter(kind__in=_SAID_BY_A_TAP).exists():
        return True
    kept = rows.exclude(pk__in=without_words_of.values("pk"))
    pictures = Photo.objects.filter(statement=OuterRef("pk"))
    return kept.filter(~Q(words="") | Exists(pictures)).exists()
