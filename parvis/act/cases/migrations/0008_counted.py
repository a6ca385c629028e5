"""The counts above a queue are answered from its indexes alone: they carry what the policy reads."""

from django.db import migrations, models

OPEN = models.Q(("closed_at__isnull", True))
POLICY = ("department_lock", "report")
CARRIED = (
    "team",
    "assignee",
    "department",
    "district",
    "service_type",
    "state",
    "priority",
    "channel",
    "due_at",
    "received_at",
    "has_news",
    *POLICY,
)


def _again(name: str, fields: tuple[str, ...], include: tuple[str, ...]) -> list[object]:
    index = models.Index(
        condition=OPEN, fields=["authority", *fields, "act_by", "id"], include=include, name=name
    )
    return [migrations.RemoveIndex("case", name), migrations.AddIndex("case", index)]


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_search_twice")]
    operations = [
        *_again("case_open_next", (), CARRIED),
        *_again("case_open_team", ("team",), POLICY),
        *_again("case_open_assignee", ("assignee",), POLICY),
    ]
