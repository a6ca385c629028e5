"""`python -m benchmarks.reading`: texts as a town's doors bring them, each read whole by the models
of the reader process, on one core, in this process alone: no site, no database."""

import os
import statistics
import sys
import time
from datetime import UTC, date, datetime
from itertools import islice

# Told before numpy is loaded, as `parvis reader` does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import psutil

from benchmarks.figures import Figure, figure, keep, show
from demo import build_town, generate_reports
from demo.offer.catalogue import TOWN_CATALOGUE
from evaluate.sets import SEEN, letters
from parvis.adapters.encoder import Encoder, SmallE5
from parvis.adapters.languages import FastText
from parvis.adapters.named_entities import FrenchNews
from parvis.understand.readings.reading import TextReader
from parvis.understand.readings.rules import REPORT, Contribution
from parvis.understand.topic.catalogue import Catalogue, ServiceWords
from parvis.understand.topic.learner import Learner

MANY, SEED = 400, 17


def main() -> int:
    """Measure, keep and show; always 0."""
    # One core, whatever the machine has.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    before = psutil.Process().memory_info().rss
    reader = TextReader(SmallE5(), FrenchNews(), FastText())
    learner = Learner(catalogue(reader.encoder))
    figures = [
        *_measured("reading", reports(), reader, learner),
        *_measured("reading_letters", [one["text"] for one in letters(*SEEN)], reader, learner),
    ]
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    figures.append(figure("reading.memory", grown, "MB", MANY))
    keep(figures)
    show(figures, title="One contribution read, on one core")
    return 0


def _measured(name: str, texts: list[str], reader: TextReader, learner: Learner) -> list[Figure]:
    """Milliseconds a text, by the clock and of the processor, and how long the texts are."""

    def read(text: str) -> None:
        said = Contribution(REPORT, 0, text, date(2026, 1, 1))
        reader.read([said], lambda one, vector: learner.topic(one.text, vector))

    read(texts[0])
    clock, cpu = [], []
    for text in texts:
        began, spent = time.perf_counter(), time.process_time()
        read(text)
        cpu.append((time.process_time() - spent) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    many = len(texts)
    return [
        figure(f"{name}.median", statistics.median(clock), "ms", many),
        figure(f"{name}.p95", float(np.percentile(clock, 95)), "ms", many),
        figure(f"{name}.cpu", statistics.median(cpu), "ms", many),
        figure(f"{name}.characters", statistics.median(map(len, texts)), "characters", many),
    ]


def reports() -> list[str]:
    """What residents of the demonstration town said lately."""
    made = generate_reports(build_town(SEED), 20_000, datetime(2026, 11, 1, tzinfo=UTC), SEED)
    return list(islice((one.words for one in made if one.words), MANY))


def catalogue(encoder: Encoder) -> Catalogue:
    """What the demonstration town offers."""
    services = (*TOWN_CATALOGUE.services, *TOWN_CATALOGUE.agents_alone)
    types = [
        ServiceWords(
            place,
            one.name.fr,
            one.hint.fr,
            tuple(one.keywords),
            tuple((sub.name.fr, tuple(sub.keywords)) for sub in one.subtypes),
        )
        for place, one in enumerate(services)
    ]
    vectors = [encoder.encode(one.passages()) for one in types]
    return Catalogue(types, vectors, encoder=encoder.name)


if __name__ == "__main__":
    sys.exit(main())
