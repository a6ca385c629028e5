"""What each holder of a link reads of a report: its author all that is told, who only follows it
what was told to them since they do."""

from dataclasses import replace

from parvis.inform.tracking.facts import Facts, Holder, StepFact


def read_by(found: Facts, holder: Holder) -> Facts:
    """The facts as this holder may read them. Anybody can follow a public report in two taps: what
    an agent wrote before, to those who followed it then, and what was asked of its author or
    written to them alone, stays between them."""
    if holder.is_author:
        return found
    since = holder.joined_at.timestamp()
    steps = [
        _unread(step) if _is_theirs(step, since) else step
        for step in found.steps
        if not step.is_for_author
    ]
    return replace(found, steps=steps, for_author=False)


def read_by_code(found: Facts) -> Facts:
    """The facts as the code alone opens them: what was done, without a word."""
    steps = [_unread(step) for step in found.steps if not step.is_for_author]
    return replace(found, steps=steps)


def _is_theirs(step: StepFact, since: float) -> bool:
    return step.at < since or step.to_state == "waiting_resident"


def _unread(step: StepFact) -> StepFact:
    return replace(step, words="")
