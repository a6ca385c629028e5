"""An audit whose register did not answer proves nothing, and does not pass for a success."""

import json

import pytest

from scripts.check import CHECKS, Check, verdict

PYTHON = next(check for check in CHECKS if check.name == "audit (Python)")
NPM = next(check for check in CHECKS if check.name == "audit (npm)")
LINT = next(check for check in CHECKS if check.name == "lint")


def _report(*packages: dict[str, object]) -> str:
    return "No known vulnerabilities found\n" + json.dumps({"dependencies": list(packages)})


SKIPPED = {"name": "django", "skip_reason": "not found"}
SOUND = {"name": "django", "version": "5.2", "vulns": []}


@pytest.mark.parametrize(
    ("check", "code", "output", "expected"),
    [
        (LINT, 0, "", "ok"),
        (LINT, 1, "audit endpoint returned an error", "wrong"),
        (PYTHON, 0, _report(SOUND, SKIPPED), "ok"),
        (PYTHON, 1, _report(SOUND), "wrong"),
        (PYTHON, 0, _report(SKIPPED, SKIPPED), "not possible here"),
        (PYTHON, 1, "Max retries exceeded", "not possible here"),
        (NPM, 0, "found 0 vulnerabilities", "ok"),
        (NPM, 1, "2 high severity vulnerabilities", "wrong"),
        (NPM, 1, "npm error audit endpoint returned an error", "not possible here"),
    ],
)
def test_what_the_end_of_a_check_means(check: Check, code: int, output: str, expected: str) -> None:
    assert verdict(check, code, output) == expected


def test_each_check_has_a_name_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
