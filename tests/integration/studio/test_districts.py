"""Districts drawn anew: what changes is shown first; a past is never lost, nor left in the way."""

import json
import os
from pathlib import Path

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from config.environment import PROJECT
from parvis.authorities.models import Authority, District, MapLayer, Street
from parvis.authorities.queries import districts, territory
from parvis.capture.reports.models import Report
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.web.studio import districts as page
from tests.factories import report
from tests.factories.towns import INSIDE_FIRST, SIDE, SOUTH, WEST

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/reglages/quartiers/"
REAL = Path(os.environ.get("PARVIS_REAL_DATA", PROJECT.parent / "shared" / "data"))
TOULOUSE = REAL / "geo" / "toulouse_quartiers.geojson"


def square(name, west=WEST, width=SIDE, **properties):
    east, north = west + width, SOUTH + SIDE
    ring = [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]
    return {
        "type": "Feature",
        "properties": {"name": name, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def give(studio, *features):
    document = {"type": "FeatureCollection", "features": list(features)}
    return studio.post(PAGE, {"file": SimpleUploadedFile("q.json", json.dumps(document).encode())})


def draw(studio, shown):
    response = studio.post(f"{PAGE}dessiner/", {"drawing": shown.context["sent"]})
    assert response.status_code == 302
    forget()


def codes(town):
    with town.open():
        return dict(District.objects.order_by("code").values_list("code", "is_open"))


BOURG = square("Bourg neuf", code="D0", population=800)
LANDE = square("Lande", west=WEST + SIDE, code="L")


def test_properties_that_mean_nothing_to_us_are_left_out(studio):
    odd = square("Lande", west=WEST + SIDE, id=[], population=1e12)
    shown = give(studio, BOURG, odd)
    assert shown.status_code == 200
    assert [(one.name, one.population) for one in shown.context["new"]] == [("Lande", None)]


def test_what_changes_is_shown_and_nothing_is_written(town, studio):
    with town.open():
        before = list(District.objects.order_by("pk").values())
        entries = Entry.objects.count()
    shown = give(studio, BOURG, LANDE)
    assert shown.status_code == 200
    assert [one.name for one in shown.context["new"]] == ["Lande"]
    assert [(one.row.code, one.what) for one, _ in shown.context["changed"]] == [
        ("D0", ("name", "population")),
    ]  # fmt: skip
    assert [(row.code, counted) for row, counted in shown.context["leaving"]] == [("D1", 0)]
    with town.open():
        assert list(District.objects.order_by("pk").values()) == before
        assert Entry.objects.count() == entries


def test_a_known_code_keeps_its_row_and_one_without_a_past_goes(town, studio):
    draw(studio, give(studio, BOURG, LANDE))
    assert codes(town) == {"D0": True, "L": True}
    with town.open():
        row = District.objects.get(code="D0")
        assert (row.pk, row.name, row.population) == (town.first.pk, "Bourg neuf", 800)
        data = Entry.objects.get(action="districts.drawn").data
        assert (data["new"], data["changed"], data["erased"]) == (1, 1, [town.second.pk])


def test_one_with_a_past_is_closed_and_still_names_it(town, studio):
    with town.open():
        case = report(town).case
        assert case.district_id == town.first.pk
    draw(studio, give(studio, LANDE))
    assert codes(town) == {"D0": False, "L": True}
    with town.open():
        assert districts()[case.district_id].name == "Le Bourg"
        assert territory().district_at(*INSIDE_FIRST) is None, "nothing new goes there"
        assert Report.objects.get(pk=case.report_id).district_id == town.first.pk
    listed = studio.get(PAGE)
    assert [row.code for row in listed.context["closed"]] == ["D0"]
    assert [row.code for row in listed.context["rows"]] == ["L"]


def test_a_past_in_a_closed_department_counts_though_nobody_here_sees_it(town, studio):
    with town.open(compartments=(town.social.pk,)):
        assert report(town, service="help").case.district_id == town.first.pk
    with town.open():
        assert not Report.objects.exists()
    draw(studio, give(studio, LANDE))
    assert codes(town)["D0"] is False


def test_one_that_is_drawn_again_opens_again(town, studio):
    with town.open():
        report(town)
    draw(studio, give(studio, LANDE))
    shown = give(studio, BOURG, LANDE)
    assert "back" in shown.context["changed"][0][0].what
    draw(studio, shown)
    assert codes(town) == {"D0": True, "L": True}
    with town.open():
        assert territory().district_at(*INSIDE_FIRST).pk == town.first.pk


def test_another_outline_is_seen_and_a_rounding_is_not(town, studio):
    wider = square("Le Bourg", width=SIDE * 1.5, code="D0")
    same = square("La Gare", west=WEST + SIDE + 1e-9, code="D1")
    shown = give(studio, wider, same)
    assert [one.what for one, _ in shown.context["changed"]] == [("outline",)]
    assert [row.code for row in shown.context["same"]] == ["D1"]


def test_without_codes_a_district_is_known_by_its_name(town, studio):
    shown = give(studio, square("La gare", west=WEST + SIDE), square("Ailleurs"))
    assert [row.code for row, _ in shown.context["leaving"]] == ["D0"]
    draw(studio, shown)
    with town.open():
        assert District.objects.get(name="La gare").pk == town.second.pk


def test_bounds_and_the_map_follow(town, studio):
    with town.open():
        MapLayer.objects.create(name="districts", features={"features": []}, digest="old")
    draw(studio, give(studio, BOURG))
    with town.open():
        layer = MapLayer.objects.get(name="districts")
        assert layer.digest != "old"
        assert [one["properties"]["code"] for one in layer.features["features"]] == ["D0"]
        assert Authority.objects.get().bounds == pytest.approx(
            [WEST, SOUTH, WEST + SIDE, SOUTH + SIDE]
        )


def test_streets_of_what_leaves_go_where_they_are_now(town, studio):
    with town.open():
        for name in ("Rue du Pont", "Rue Haute"):
            Street.objects.create(
                name=name, folded=name.lower(), district=town.second, lon=WEST + SIDE * 1.5,
                lat=SOUTH + SIDE / 2,
            )  # fmt: skip
        Street.objects.create(name="Rue Haute", folded="rue haute", lon=WEST, lat=SOUTH)
    draw(studio, give(studio, LANDE))
    with town.open():
        home = District.objects.get(code="L").pk
        found = set(Street.objects.values_list("folded", "district_id"))
        assert ("rue du pont", home) in found
        assert ("rue haute", home) in found
    assert "D1" not in codes(town), "no street holds it back"


def test_two_of_one_code_are_told(studio):
    response = give(studio, BOURG, BOURG)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize(
    "given",
    ["", "tampered", signing.dumps([], salt="another")],
    ids=["nothing", "tampered", "of another page"],
)
def test_a_drawing_that_was_not_shown_is_not_drawn(town, studio, given):
    assert studio.post(f"{PAGE}dessiner/", {"drawing": given}).status_code == 302
    assert codes(town) == {"D0": True, "D1": True}


def test_a_drawing_shown_too_long_ago_is_not_drawn(town, studio, monkeypatch):
    shown = give(studio, LANDE)
    monkeypatch.setattr(page, "_GOOD_FOR_SECONDS", -1)
    studio.post(f"{PAGE}dessiner/", {"drawing": shown.context["sent"]})
    assert codes(town) == {"D0": True, "D1": True}


def test_a_drawing_that_no_form_can_carry_is_told(studio, monkeypatch):
    monkeypatch.setattr(page, "_MOST_SENT", 50)
    response = give(studio, BOURG)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


@pytest.mark.skipif(not TOULOUSE.is_file(), reason="the real data is not there")
def test_real_quartiers_drawn_twice_change_nothing(town, studio):
    def shown():
        return studio.post(PAGE, {"file": SimpleUploadedFile("t.json", TOULOUSE.read_bytes())})

    draw(studio, shown())
    again = shown()
    assert len(again.context["same"]) == 20
    assert not (again.context["new"] or again.context["changed"] or again.context["leaving"])
