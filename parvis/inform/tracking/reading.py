"""What each holder of a link reads of a report: its author all that is told, who only follows it
what was told to them since they do; of the case that it joined, both what was told since then."""

from dataclasses import replace

from parvis.inform.tracking.facts import Facts, Holder, StepFact


def read_by(found: Facts, holder: Holder) -> Facts:
    """The facts as this holder may read them. Anybody can follow a public report in two taps: what
    an agent wrote before, to those who followed it then, and what was asked of its author or
    written to them alone, stays between them."""
    own = replace(found, steps=[step for step in found.steps if step.is_for(holder)])
    if not holder.is_author:
        own = _as_follower(own, holder.joined_at.timestamp())
    if found.main is None:
        return own
    return replace(own, main=_as_joined(found.main, told_from(found, holder, found.main.case)))


def read_by_code(found: Facts) -> Facts:
    """The facts as the code alone opens them: what was done, without a word."""
    steps = [_unread(step) for step in found.steps if not step.is_for_one]
    if found.main is None:
        return replace(found, steps=steps)
    main = _as_joined(found.main, _joined_at(found, found.main.case))
    return replace(found, steps=steps, main=read_by_code(main))


def told_from(found: Facts, holder: Holder, case: int) -> float:
    """Since when the holder is told what is said of a case that the report joined."""
    return max(_joined_at(found, case), holder.joined_at.timestamp())


def _joined_at(found: Facts, case: int) -> float:
    closed = found.closed_at.timestamp() if found.closed_at else 0.0
    joined = (step.at for step in reversed(found.steps) if step.data.get("duplicate_of") == case)
    return next(joined, closed)


def _as_joined(main: Facts, since: float) -> Facts:
    """A case as those who joined it read it: what came before was told to others."""
    told = [step for step in main.steps if not step.is_for_one]
    cut = _as_follower(replace(main, steps=told), since)
    return replace(cut, steps=[step for step in cut.steps if step.at >= since], is_main=True)


def _as_follower(found: Facts, since: float) -> Facts:
    steps = [_unread(step) if _is_theirs(step, since) else step for step in found.steps]
    return replace(found, steps=steps, for_author=False)


def _is_theirs(step: StepFact, since: float) -> bool:
    return step.at < since or step.to_state == "waiting_resident"


def _unread(step: StepFact) -> StepFact:
    return replace(step, words="")
