"""A request to stop is heard once, and never cuts a protected step in two."""

import os
import signal
from collections.abc import Iterator

import pytest

from parvis.commands import stopping


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in stopping.SIGNALS}
    stopping.listen()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", stopping.SIGNALS)
def test_a_signal_asks_to_stop(number: signal.Signals) -> None:
    with pytest.raises(stopping.Asked):
        os.kill(os.getpid(), number)


def test_a_second_signal_does_not_disturb_the_end() -> None:
    with pytest.raises(stopping.Asked):
        os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_protected_step_is_finished_first() -> None:
    done = []
    with pytest.raises(stopping.Asked), stopping.shielded():
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("the step")
    assert done == ["the step"]


def test_protected_steps_may_be_nested() -> None:
    done = []
    with pytest.raises(stopping.Asked), stopping.shielded():
        with stopping.shielded():
            os.kill(os.getpid(), signal.SIGTERM)
        done.append("the outer step")
    assert done == ["the outer step"]
