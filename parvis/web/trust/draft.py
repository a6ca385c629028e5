"""The draft of an impact assessment, as `docs/guides` holds it: headings, paragraphs and lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from config.environment import PROJECT

DRAFT = PROJECT / "docs" / "guides" / "attention-impact-assessment.md"


@dataclass(slots=True)
class Part:
    """A heading, and what stands under it: paragraphs, then a list."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def parts() -> list[Part]:
    """The draft, heading by heading; the first is its title."""
    return list(_parts(DRAFT.read_text(encoding="utf-8").splitlines()))


def _parts(lines: list[str]) -> Iterator[Part]:
    part: Part | None = None
    for line in lines:
        if line.startswith("#"):
            if part is not None:
                yield part
            part = Part(line.lstrip("# "))
        elif part is not None and line.startswith("- "):
            part.items.append(line[2:])
        elif part is not None and line:
            part.paragraphs.append(line)
    if part is not None:
        yield part
