"""The types of requests of a town as Open311 services: the list, and what each one asks.

GeoReport v2, `GET service list` and `GET service definition` (wiki.open311.org/GeoReport_v2).
No request is taken in here. What the flat list of attributes can't ask, or under which condition,
is not there (`offer/forms/open311.py`): the town's own pages ask it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Field, Router, Schema

from parvis.api.open311.answers import as_json, as_xml
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.forms.open311 import Attribute, attributes

router = Router(tags=["open311"])

_NO_SERVICE = [{"code": 404, "description": "No service has this service_code."}]


class Service(Schema):
    """One type of request."""

    service_code: str
    service_name: str
    description: str
    metadata: bool = Field(description="Whether its definition has attributes")
    type: str = Field(description="realtime: a report has its code at once")
    keywords: str = Field(description="Separated by commas")
    group: str


class Value(Schema):
    """One entry of a list."""

    key: str
    name: str


class AttributeOf(Schema):
    """One question, or a part of one."""

    variable: bool = Field(description="False: words to read, no question")
    code: str
    datatype: str = Field(
        description="string, number, datetime, text, singlevaluelist or multivaluelist"
    )
    required: bool = Field(description="False too where it depends on another answer")
    datatype_description: str
    order: int
    description: str
    values: list[Value] | None = Field(default=None, description="Of the two kinds of lists")


class Definition(Schema):
    """What a service asks besides words, pictures and place."""

    service_code: str
    attributes: list[AttributeOf]


class Refused(Schema):
    """Why nothing is given."""

    code: int
    description: str


@router.get("/services.json", response=list[Service], summary="The types of requests")
def services_json(request: HttpRequest, jurisdiction_id: str = "") -> HttpResponse:
    """Those that residents may choose, in order. The address says which town: `jurisdiction_id`
    is taken and changes nothing."""
    return as_json(_services())


@router.get("/services.xml", summary="The same in XML")
def services_xml(request: HttpRequest, jurisdiction_id: str = "") -> HttpResponse:
    """`<services><service>...`"""
    return as_xml("services", _services())


@router.get(
    "/services/{slug:code}.json",
    response={200: Definition, 404: list[Refused]},
    summary="What a type of request asks",
)
def definition_json(request: HttpRequest, code: str, jurisdiction_id: str = "") -> HttpResponse:
    """Its questions as attributes. A question that depends on others is never `required`; those
    that are repeated, and places, files and rankings, are left out."""
    found = _definition(code)
    return as_json(found) if found else as_json(_NO_SERVICE, 404)


@router.get("/services/{slug:code}.xml", summary="The same in XML")
def definition_xml(request: HttpRequest, code: str, jurisdiction_id: str = "") -> HttpResponse:
    """`<service_definition><attributes><attribute>...`"""
    found = _definition(code)
    return as_xml("service_definition", found) if found else as_xml("errors", _NO_SERVICE, 404)


def _services() -> list[dict[str, Any]]:
    return [_service(row) for row in catalogue.for_residents().services.values()]


def _service(row: ServiceType) -> dict[str, Any]:
    offer = catalogue.for_residents()
    version = offer.version(row.pk)
    return {
        "service_code": row.code,
        "service_name": catalogue.full_name(row.pk),
        "description": worded(version.description),
        "metadata": bool(_attributes(row)),
        "type": "realtime",
        "keywords": ", ".join(version.keywords),
        "group": worded(offer.groups[row.group_id].name),
    }


def _definition(code: str) -> dict[str, Any] | None:
    row = catalogue.for_residents().by_code(code)
    return {"service_code": row.code, "attributes": _attributes(row)} if row else None


def _attributes(row: ServiceType) -> list[Attribute]:
    form = catalogue.asked(catalogue.for_residents().version(row.pk).pk)
    return attributes(form, (get_language() or "fr")[:2]) if form else []
