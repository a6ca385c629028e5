"""A real worker, killed between a report and its receipt: nothing is lost, nothing is doubled."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection

from config.environment import PROJECT
from parvis.act.cases.models import Case, Step
from parvis.commands.serving import serving_environment, worker_command
from parvis.foundation.clock import now
from parvis.inform.notifications.models import Notification
from tests.factories import report, small_town
from tests.support import database
from tests.support.site import without_workers

pytestmark = pytest.mark.usefixtures("committed")

SECONDS = 90.0


@pytest.fixture(scope="module", autouse=True)
def _alone():
    """The browser tests' site may still run on this process's database, with its worker."""
    with without_workers():
        yield


@pytest.fixture
def workers(tmp_path):
    """Starts real workers with a mail folder of their own; ends them all."""
    started = []

    def start(**variables):
        given = database.environment() | {"PARVIS_DATA_DIR": str(tmp_path)} | variables
        process = subprocess.Popen(
            worker_command(),
            cwd=PROJECT,
            env=serving_environment(os.environ | given, address="127.0.0.1"),
            stdout=(tmp_path / "worker.log").open("a"),
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def until(true, what):
    """Wait for something that another process does; fails after a minute and a half."""
    end = time.monotonic() + SECONDS
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(0.1)


def mails(folder):
    return sorted((folder / "mail").glob("*.eml"))


def statuses(town):
    with town.open():
        return list(Notification.objects.values_list("about", "status"))


def identifiers(folder):
    lines = [line for mail in mails(folder) for line in mail.read_text().splitlines()]
    return [line for line in lines if line.startswith("Message-ID")]


def test_killed_while_sending(workers, tmp_path):
    town = small_town()
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    first = workers(PARVIS_MAIL="tests.support.stuck_mail.StuckMail", PYTHONPATH=str(PROJECT))
    until(lambda: mails(tmp_path), "the message on its way")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert statuses(town) == [("receipt", "leaving")]

    # The lease of the dead worker ends, and another one comes.
    with town.open():
        Notification.objects.update(leaves_at=now() - timedelta(seconds=1))
    workers()
    until(lambda: statuses(town) == [("receipt", "sent")], "the receipt sent")
    assert len(set(identifiers(tmp_path))) == 1, "twice at worst, under one identifier"
    with town.open():
        assert Case.objects.get(pk=receipt.case.pk).state == "acknowledged"
        assert Step.objects.filter(case=receipt.case, to_state="acknowledged").count() == 1


def test_killed_again_and_again_while_reading(workers, tmp_path):
    town = small_town()
    with town.open():
        receipts = [report(town, email=f"habitante{n}@exemple.fr") for n in range(30)]
    for _ in range(3):
        before = len(statuses(town))
        worker = workers()
        until(
            lambda before=before: (
                len(statuses(town)) > before or len(statuses(town)) == len(receipts)
            ),
            "the worker at work",
        )
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    with town.open():
        Notification.objects.filter(status="leaving").update(leaves_at=now())
    workers()
    until(
        lambda: statuses(town) == [("receipt", "sent")] * len(receipts),
        "every receipt sent",
    )
    assert len(set(identifiers(tmp_path))) == len(receipts)
    with town.open():
        steps = Step.objects.filter(to_state="acknowledged")
        assert steps.count() == steps.values("case").distinct().count() == len(receipts)


def test_a_worker_asked_to_stop_ends_by_itself(workers):
    before = now()
    worker = workers()
    until(lambda: _heartbeat_since(before), "the worker's sign of life")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0


def _heartbeat_since(moment):
    """Killed workers of the tests before have left theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT exists (SELECT FROM procrastinate_workers WHERE last_heartbeat >= %s)", [moment]
        )
        return cursor.fetchone()[0]


def test_the_worker_s_command_is_the_shipped_one():
    assert worker_command()[0] == sys.executable
