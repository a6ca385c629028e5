"""Says whether the models have changed without a migration; needs no database."""

import os
import sys

import django
from django.core.management import call_command
from django.core.management.base import CommandError


def main() -> int:
    """0 when every change has its migration."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("PARVIS_SECRET_KEY", "only for looking at the models")
    django.setup()
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except (SystemExit, CommandError) as end:
        return int(getattr(end, "code", 1) or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
