"""Where a photo shows faces and number plates, as models that were taught elsewhere see it.

The models ship in packages and run on this machine: no picture leaves it. One process loads them,
the reader (`parvis reader`); the web and the worker never do. The pictures were re-encoded by our
own confined process before (`images.py`).
"""

import io
from typing import Any, Protocol

from PIL import Image, ImageChops

from parvis.adapters.chosen import chosen

FACE, PLATE = "face", "plate"
# kind; left, top, right, bottom in shares of the picture; how surely, from 0 to 1.
Seen = tuple[str, tuple[float, float, float, float], float]


class PictureDetails(Protocol):
    """`versions` says which models, of which versions."""

    versions: tuple[str, ...]

    def look(self, picture: bytes) -> list[Seen]:
        """What a picture shows, surest first. Raises ValueError for what is no picture."""
        ...


class Packaged:
    """CenterFace for faces, PP-OCRv6 and the shapes of plates (see `picture_models`). About two
    seconds a photo on one core, and 200 MB of memory."""

    def __init__(self) -> None:
        from parvis.adapters.picture_models import Faces, Plates

        self._faces, self._plates = Faces(), Plates()
        self.versions = (self._faces.version, self._plates.version)

    @classmethod
    def from_settings(cls) -> "Packaged":
        return cls()

    def look(self, picture: bytes) -> list[Seen]:
        image = opened(picture)
        found: list[Seen] = [
            (kind, _shares(box, image.size), min(1.0, sureness))
            for kind, model in ((FACE, self._faces), (PLATE, self._plates))
            for box, sureness in model.find(image)
        ]
        return sorted(found, key=lambda seen: -seen[2])


class Blots:
    """A stand-in for tests: a face is what is purely magenta, a plate what is purely cyan."""

    versions = ("blots",)
    _COLOURS = ((FACE, (255, 0, 255)), (PLATE, (0, 255, 255)))

    @classmethod
    def from_settings(cls) -> "Blots":
        return cls()

    def look(self, picture: bytes) -> list[Seen]:
        image = opened(picture)
        found: list[Seen] = []
        for kind, colour in self._COLOURS:
            near = Image.eval(_distance(image, colour), lambda value: 255 * (value < 60))
            box = near.getbbox()
            if box is not None:
                found.append((kind, _shares(box, image.size), 0.9))
        return found


def _distance(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    apart = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    return ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])


def picture_details() -> PictureDetails:
    """The detectors that the settings name (`PARVIS_PICTURE_DETAILS`)."""
    made: PictureDetails = chosen("PARVIS_PICTURE_DETAILS")
    return made


def opened(picture: bytes) -> Image.Image:
    """A picture of ours, which is WebP. Raises ValueError for anything else."""
    try:
        return Image.open(io.BytesIO(picture), formats=("WEBP",)).convert("RGB")
    except OSError as error:
        raise ValueError("this is no picture of ours") from error


def _shares(box: tuple[Any, ...], size: tuple[int, int]) -> tuple[float, float, float, float]:
    width, height = size
    left, top, right, bottom = box
    shares = (left / width, top / height, right / width, bottom / height)
    left, top, right, bottom = (min(1.0, max(0.0, share)) for share in shares)
    return left, top, right, bottom
