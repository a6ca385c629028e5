"""A text as numbers of pieces of words, as the model was taught to read it.

Of all ways to cut a word, the likeliest: a unigram model, searched by Viterbi. Kudo, Subword
Regularization, 2018; the pieces and their likelihoods are XLM-RoBERTa's.
"""

import re
from collections.abc import Iterator

from parvis.adapters.encoder.model_file import ModelFile

_BEGINS = "▁"  # stands before each word, inside its first piece
_IMPOSSIBLE = float("-inf")


class Pieces:
    def __init__(self, file: ModelFile) -> None:
        # Marks of the model itself (`<s>`, `<mask>`) have no likelihood: no text can write them.
        self._known = {
            piece: (score, number)
            for number, (piece, score) in enumerate(zip(file.pieces, file.scores, strict=True))
            if score < 0
        }
        self._longest = max(map(len, self._known))
        self._unknown = (min(file.scores) - 10, file.unknown)
        self._replaced = file.replaced

    def numbers(self, text: str) -> Iterator[int]:
        """The numbers of the pieces of `text`, in order."""
        for word in self._words(text):
            yield from self._cut(word)

    def _words(self, text: str) -> list[str]:
        plain = re.sub(" +", _BEGINS, " " + text.translate(self._replaced))
        return re.findall(f"{_BEGINS}[^{_BEGINS}]*", plain)

    def _cut(self, word: str) -> list[int]:
        size = len(word)
        # The likeliest way to each place: how likely, from where, by which piece.
        best = [(0.0, 0, 0)] + [(_IMPOSSIBLE, 0, 0)] * size
        for begin in range(size):
            so_far = best[begin][0]
            for end in range(begin + 1, min(begin + self._longest, size) + 1):
                known = self._known.get(word[begin:end])
                if known is None and end == begin + 1:
                    known = self._unknown
                if known and so_far + known[0] > best[end][0]:
                    best[end] = (so_far + known[0], begin, known[1])
        return _way_back(best)


def _way_back(best: list[tuple[float, int, int]]) -> list[int]:
    numbers = []
    end = len(best) - 1
    while end:
        _, end, number = best[end]
        numbers.append(number)
    return numbers[::-1]
