"""What was learnt, as bytes: numpy's format without pickle, some hundred kilobytes an authority."""

import io
import zipfile
from datetime import timedelta

import numpy as np

from parvis.understand.topic.blend import Blend
from parvis.understand.topic.catalogue import Catalogue, Numbers
from parvis.understand.topic.evidence import EPOCH, Evidence
from parvis.understand.topic.learner import Learner
from parvis.understand.topic.promise import Promise

_VERSION = 1
# Pairs of word and type: beyond, the lightest are left (about 100,000 come of 10,000 texts).
_MOST_PAIRS = 120_000


class Unreadable(ValueError):
    """These bytes are of another version, or broken: learn again from the corrections."""


def to_bytes(learner: Learner) -> bytes:
    """Everything that was learnt; the same for the same examples in the same order."""
    evidence, blend = learner.evidence, learner.blend
    slots, places, heavy = _pairs(evidence)
    upper = np.triu_indices(len(evidence.scatter))
    file = io.BytesIO()
    np.savez(
        file,
        version=np.int64(_VERSION),
        encoder=np.frombuffer(learner.catalogue.encoder.encode(), np.uint8),
        types=np.array(evidence.types, np.int64),
        latest=np.int64((evidence.latest - EPOCH).days),
        counts=evidence.counts, placed=evidence.placed, totals=evidence.totals,
        sums=evidence.sums.astype(np.float32),
        scatter=evidence.scatter[upper].astype(np.float32),
        slots=slots, places=places, heavy=heavy,
        weights=blend.weights, precision=blend.precision,
        line=learner.promise.line, line_precision=learner.promise.precision,
    )  # fmt: skip
    return file.getvalue()


def from_bytes(stored: bytes, catalogue: Catalogue) -> Learner:
    """What was learnt, over today's catalogue: its types may have changed. Where its encoder has,
    what was learnt of vectors is left out. Raises Unreadable."""
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as file:
            held = dict(file)
        if int(held["version"]) != _VERSION:
            raise Unreadable("learnt by another version")
        evidence = _evidence(held)
        if held["encoder"].tobytes().decode() != catalogue.encoder:
            evidence = evidence.without_vectors(len(catalogue.centre))
        blend = Blend(held["weights"], held["precision"])
        promise = Promise(held["line"], held["line_precision"])
        return Learner(catalogue, evidence, blend, promise)
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise Unreadable(str(error)) from error


def _pairs(evidence: Evidence) -> tuple[Numbers, Numbers, Numbers]:
    """Slots, places of types and weights of what stands in `words`, in the order of slots."""
    slots = np.array(sorted(evidence.words), np.int64)
    rows = np.array([evidence.words[slot] for slot in slots]).reshape(
        len(slots), len(evidence.types)
    )
    at, places = np.nonzero(rows)
    heavy = rows[at, places]
    best = np.sort(np.argsort(-heavy, kind="stable")[:_MOST_PAIRS])
    return (
        slots[at[best]].astype(np.uint16),
        places[best].astype(np.uint16),
        heavy[best].astype(np.float32),
    )


def _evidence(held: dict[str, Numbers]) -> Evidence:
    dimensions = held["sums"].shape[1]
    found = Evidence([int(one) for one in held["types"]], dimensions)
    found.latest = EPOCH + timedelta(days=int(held["latest"]))
    for name in ("counts", "placed", "totals", "sums"):
        setattr(found, name, held[name].astype(np.float64))
    upper = np.triu_indices(dimensions)
    found.scatter[upper] = held["scatter"]
    found.scatter = found.scatter + np.triu(found.scatter, 1).T
    for slot, place, heavy in zip(held["slots"], held["places"], held["heavy"], strict=True):
        row = found.words.setdefault(int(slot), np.zeros(len(found.types)))
        row[int(place)] += float(heavy)
    return found
