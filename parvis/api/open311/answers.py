"""Open311 answers, in JSON and in XML, of the same content."""

import re
from typing import Any
from xml.etree import ElementTree as Xml

from django.http import HttpResponse, JsonResponse

# What XML 1.0 can't hold (section 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_json(content: Any, status: int = 200) -> HttpResponse:
    """The content, open to pages of any site."""
    return _open(JsonResponse(content, safe=False, status=status))


def as_xml(root: str, content: Any, status: int = 200) -> HttpResponse:
    """The same under an element named `root`; the elements of a list are named in the singular."""
    text = Xml.tostring(_element(root, content), encoding="unicode")
    declared = f'<?xml version="1.0" encoding="utf-8"?>{text}'
    return _open(HttpResponse(declared, content_type="text/xml; charset=utf-8", status=status))


def _element(name: str, content: Any) -> Xml.Element:
    made = Xml.Element(name)
    if isinstance(content, dict):
        made.extend(_element(key, value) for key, value in content.items())
    elif isinstance(content, list):
        made.extend(_element(name.removesuffix("s"), value) for value in content)
    elif isinstance(content, bool):
        made.text = "true" if content else "false"
    else:
        made.text = _NO_XML.sub("", str(content))
    return made


def _open(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=300"
    return response
