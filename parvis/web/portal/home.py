"""The portal's first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.offer.catalogue import queries as offer


def show(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {"groups": offer.catalogue().groups.values()})
