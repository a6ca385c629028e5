"""Files that are two things at once."""

import pytest

from parvis.adapters.images_trailer import end_of_picture, hides_another_file
from tests.unit.adapters.pictures import HONEST, encoded, exif, zip_file


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_picture_is_one_thing(kind: str) -> None:
    data = encoded(kind)
    assert not hides_another_file(data)
    assert end_of_picture(data) == len(data)


@pytest.mark.parametrize("kind", HONEST)
@pytest.mark.parametrize(
    "other",
    [
        zip_file(),
        b"\n" + zip_file(),
        b"%PDF-1.7 ...",
        b"<html><body onload=alert(1)>",
        b"  <!DOCTYPE html><p>",
        b"<script>alert(1)</script>",
        b"<svg onload=alert(1)>",
        b"<?php system($_GET[0]);",
        b"Rar!\x1a\x07\x01\x00",
        b"7z\xbc\xaf\x27\x1c\x00\x04",
        b"\x7fELF\x02\x01\x01",
        b"GIF89a/*",
    ],
)
def test_another_file_behind_a_picture(kind: str, other: bytes) -> None:
    assert hides_another_file(encoded(kind) + other)


@pytest.mark.parametrize("kind", HONEST)
@pytest.mark.parametrize(
    "harmless",
    [
        b"\x00" * 100,
        b"\r\n",
        b"SEFHe\x00\x00\x00SEFT",  # Samsung's own notes
        b"\x00\x00\x00\x18ftypmp42" + b"\x07" * 500,  # a motion photo's clip
        b"PK without the rest",
    ],
)
def test_what_phones_append_is_no_crime(kind: str, harmless: bytes) -> None:
    assert not hides_another_file(encoded(kind) + harmless)


def test_a_second_picture_behind_the_first_is_no_crime() -> None:
    assert not hides_another_file(encoded() + encoded(size=(64, 48)))


def test_an_archive_with_a_comment_behind_it() -> None:
    archive = bytearray(zip_file())
    archive[-2:] = (30).to_bytes(2, "little")
    assert hides_another_file(encoded() + bytes(archive) + b"c" * 30)


def test_an_archive_behind_something_else() -> None:
    # A reader of archives starts from the end: what stands before doesn't matter to it.
    assert hides_another_file(encoded() + b"some notes of a phone" + zip_file())
    assert hides_another_file(encoded() + b"notes" + zip_file() + b"\x00" * 40)


def test_a_page_or_a_document_inside_the_metadata() -> None:
    page = encoded(exif=exif(comment=b"<script>alert(1)</script>"))
    assert hides_another_file(page)
    document = encoded(comment=b"%PDF-1.4\n%")
    assert hides_another_file(document)


def test_what_cameras_and_editors_write_is_no_page() -> None:
    xmp = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta>'
    assert not hides_another_file(encoded(xmp=xmp))
    assert not hides_another_file(encoded(exif=exif(comment=b"a <html-like> word, 100 % <svgx")))
