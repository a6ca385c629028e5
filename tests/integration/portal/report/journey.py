"""The steps of a report, as a browser without script takes them."""

import io
import re

from django.test import Client
from PIL import Image

from tests.factories.towns import INSIDE_FIRST

ELSEWHERE = {"lon": "5.000000", "lat": "45.000000"}
HERE = {"lon": f"{INSIDE_FIRST[0]:.6f}", "lat": f"{INSIDE_FIRST[1]:.6f}"}


def begin(resident: Client, service: str = "hole") -> str:
    """Choose a kind of report; the draft's address up to its token."""
    answer = resident.post("/signaler/", {"service": service})
    assert answer.status_code == 302
    return "/".join(answer["Location"].split("/")[:3])


def through(resident: Client, draft: str, **details: object) -> None:
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    resident.post(f"{draft}/details/", {"words": "Un trou.", "q-depth": "much", **details})


def send(resident: Client, draft: str, **fields: str) -> str:
    answer = resident.post(f"{draft}/nouvelles/", {"news": "none", **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def picture(*, size: tuple[int, int] = (320, 200), seed: int = 1) -> io.BytesIO:
    image = Image.effect_noise(size, 40 + seed).convert("RGB")
    data = io.BytesIO()
    image.save(data, "JPEG")
    data.seek(0)
    data.name = f"photo-{seed}.jpg"
    return data


def kept_in(page: str) -> str:
    """The draft as a page carries it."""
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found is not None
    return found[1]
