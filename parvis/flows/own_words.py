"""What somebody said and gave, for them to take away: nothing of what others said of the same."""

from typing import Any

from parvis.capture.answers.models import Answer
from parvis.capture.reports.models import Follower, Photo
from parvis.foundation.wording import worded
from parvis.inform.tracking import answered
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.parting import joined
from parvis.people import queries as people
from parvis.people.models import Account


def of_account(account: Account) -> dict[str, Any]:
    """An account's own data."""
    return {
        "account": {
            "email": account.email,
            "name": account.full_name,
            "language": account.language,
            "opened": account.created_at,
        },
        "sessions": [
            {"device": row.device, "opened": row.started_at, "last_used": row.seen_at}
            for row in people.sessions(account.pk)
        ],
    }


def of_report(row: Follower) -> dict[str, Any]:
    """What somebody said of one report: of their own all, of another's what they added."""
    report = row.report
    said = report.statements.filter(follower=row).order_by("occurred_at")
    followed = {
        "code": report.code,
        "said": report.occurred_at,
        "following_since": row.joined_at,
        "news_by": row.channel,
        "mine": row.is_author,
        "email": row.email,
        "phone": row.phone,
        "name": row.name,
        "said_since": [
            {
                "kind": one.kind,
                "words": one.words,
                "score": one.score,
                "settled": one.settled,
                "at": one.occurred_at,
            }
            for one in said
        ],
    }
    if not row.is_author:
        return followed
    given = joined(report.answers, report.personal)
    return followed | {
        "words": report.words,
        "answers": given,
        "answers_said": answered.told(report.version_id, given),
        "place": {
            "address": report.address,
            "words": report.place_words,
            "lon": report.lon,
            "lat": report.lat,
        },
    }


def of_answer(row: Answer) -> dict[str, Any]:
    """What somebody answered to a survey under their name."""
    given = joined(row.answers, row.personal)
    said = answered.lines_of(forms.form(row.version_id), given)
    return {
        "survey": row.survey.code,
        "title": worded(row.survey.title),
        "said": row.given_at or row.day,
        "answers": given,
        "answers_said": [(one.label, one.words) for one in said],
    }


def files_given(row: Follower) -> list[str]:
    """The files that the author gave in answer, by their names in the storage."""
    if not row.is_author:
        return []
    return list(files_in(joined(row.report.answers, row.report.personal)))


def photos_of(row: Follower) -> list[Photo]:
    """The pictures that somebody sent of one report, oldest first."""
    sent = Photo.objects.filter(report=row.report_id, by_agent=False)
    mine = sent.filter(statement__follower=row)
    if row.is_author:
        mine |= sent.filter(statement__isnull=True)
    return list(mine.order_by("pk"))
