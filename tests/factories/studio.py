"""What an administrator does in the studio."""

import re
from typing import Any


def publish_questions(studio: Any, builder: str) -> Any:
    """Press Publish on the page of a form, `builder` its address, that shows what has changed."""
    page = studio.get(f"{builder}publier/").content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision, "there is nothing to publish"
    return studio.post(f"{builder}publier/oui/", {"revision": revision[1]})
