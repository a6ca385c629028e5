"""What residents do: say something, follow it, look at the map."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

from benchmarks.figures import Figure
from benchmarks.measure import measure
from benchmarks.place import HOST, Site
from benchmarks.requests import Line, Request, post
from parvis.authorities import queries as authorities
from parvis.authorities.models import Address
from parvis.capture.reports import links
from parvis.capture.reports.models import Follower
from parvis.foundation.db.scope import acting_for
from parvis.offer.catalogue import queries as offer

AT_ONCE = 8
# The form takes nothing that was filled in faster.
PATIENCE_SECONDS = 3.5
WARM = 40
LINKS = 1_000
# What the intake is about: searches look at the newest first, which must be as varied as ever.
THINGS = (
    "Le lampadaire éteint", "Un dépôt sauvage de matelas", "Le trottoir abîmé", "Le bruit la nuit",
    "Une poubelle débordante", "Un nid de poule", "L’arbre tombé", "Un tag sur le mur",
    "Une voiture ventouse", "Le banc cassé", "Une fuite d’eau", "Des rats près de l’école",
)  # fmt: skip
_KEPT = re.compile(rb'name="kept" value="([^"]+)"')


def client(number: int) -> str:
    """One visitor's address among many."""
    return f"10.{number // 62_500 % 250}.{number // 250 % 250}.{number % 250 + 1}"


def intake(site: Site, size: int, count: int) -> list[Figure]:
    """Reports sent from the last page of the form, 8 at a time: durable, journal and job
    included."""
    forms = drafts(site, count + WARM)
    time.sleep(PATIENCE_SECONDS)
    return measure(site, "intake", size, forms, at_once=AT_ONCE, warm=WARM, status=302)[1]


def drafts(site: Site, count: int) -> list[Request]:
    """Forms filled in up to their last page, which is left to send."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        places = list(Address.objects.values_list("lon", "lat")[:200])
        kinds = _simple_kinds()
    with ThreadPoolExecutor(4) as pool:

        def one(number: int) -> Request:
            lon, lat = places[number % len(places)]
            return _draft(site.port, number, kinds[number % len(kinds)], lon, lat)

        return list(pool.map(one, range(count)))


def _must_answer(version: int) -> bool:
    form = offer.asked(version)
    return form is not None and any(node.field and node.field.required for node in form.fields)


def _simple_kinds() -> list[str]:
    """Kinds of reports with a place, without sub-type left to choose nor a required question."""
    known = offer.for_residents()
    fitting = [
        row.code
        for row in known.services.values()
        if row.parent_id
        and (version := known.version(row.pk)).place == "required"
        and not _must_answer(version.pk)
    ]
    if not fitting:
        raise LookupError("no kind of report can be sent without answering a question")
    return fitting


def _draft(port: int, number: int, kind: str, lon: float, lat: float) -> Request:
    line, address = Line(port), client(number)
    begun = line.ask(post("/signaler/", HOST, {"service": kind}, client=address).encoded())
    base = "/".join(begun.head["location"].split("/")[:3])
    place = {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}", "address": "", "place_words": "au coin"}
    line.ask(post(f"{base}/ou/", HOST, place, client=address).encoded())
    line.ask(post(f"{base}/proches/", HOST, {}, client=address).encoded())
    thing = THINGS[number % len(THINGS)]
    said = {"words": f"{thing} : rien ne bouge depuis hier soir, devant le numéro {number}."}
    line.ask(post(f"{base}/details/", HOST, said, client=address).encoded())
    page = line.ask(Request(f"{base}/nouvelles/", HOST, client=address).encoded())
    line.close()
    kept = _KEPT.search(page.body)
    if kept is None:
        raise RuntimeError(f"the form {base} is not at its end ({page.status})")
    fields = {
        "kept": kept[1].decode(),
        "news": "email",
        "email": f"habitant-{time.time_ns()}-{number}@essai.example",
        "website": "",
    }
    return post(f"{base}/nouvelles/", HOST, fields, client=address)


def secret_links(count: int) -> list[tuple[int, str]]:
    """Secret links of authors (report, token), scattered over the whole history."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        authors = Follower.objects.filter(
            is_author=True, department_lock__isnull=True, stopped_at__isnull=True
        )
        newest = authors.order_by("-id").values_list("id", flat=True).first() or 0
        drawn = Random(1).sample(range(1, newest + 1), min(count * 4, newest))
        found = authors.filter(pk__in=drawn)[:count]
        return [
            (one.report_id, token) for one in found if (token := links.token_of(one)) is not None
        ]


def follow_page(site: Site, size: int, count: int) -> list[Figure]:
    """The follow-up page of a secret link, 8 at a time."""
    return _follow(site, size, count, "follow_page", "/suivi/{}/{}/")


def follow_json(site: Site, size: int, count: int) -> list[Figure]:
    """The same for programs."""
    return _follow(site, size, count, "follow_json", "/api/v1/follow/{}/{}")


def _follow(site: Site, size: int, count: int, name: str, path: str) -> list[Figure]:
    # Each page once before: the database was started a moment ago, a town's has been up for weeks.
    requests = following(count + LINKS, path)
    return measure(site, name, size, requests, at_once=AT_ONCE, warm=LINKS)[1]


def following(count: int, path: str) -> list[Request]:
    """As many looks at follow-up pages, by many people."""
    known = secret_links(LINKS)
    return [
        Request(path.format(*known[number % len(known)]), HOST, client=client(number))
        for number in range(count)
    ]


def map_views(count: int) -> list[Request]:
    """Looks at the public map: the whole town, a quartier, a street, and with filters."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        west, south, east, north = authorities.authority().bounds
        groups = [row.code for row in offer.catalogue().groups.values()]
    draw = Random(2)
    requests = []
    for number in range(count):
        zoom = draw.choice((11, 12.5, 13.5, 14.5, 16))
        side = (east - west) / 2 ** max(zoom - 12, 0)
        lon, lat = draw.uniform(west, east - side), draw.uniform(south, north)
        box = f"{lon:.5f},{lat:.5f},{lon + side:.5f},{lat + side * 0.7:.5f}"
        if zoom < 12:
            box = f"{west},{south},{east},{north}"
        query = f"bbox={box}&zoom={zoom}" + draw.choice(
            ("", "", f"&groupe={draw.choice(groups)}", "&mois=3", "&etat=tous")
        )
        requests.append(Request(f"/carte/points.json?{query}", HOST, client=client(number)))
    return requests


def public_map(site: Site, size: int, count: int) -> list[Figure]:
    """Points of the public map of the city, one at a time."""
    points = measure(site, "public_map", size, map_views(count), warm=WARM)[1]
    pages = [Request("/carte/", HOST, client=client(n)) for n in range(60)]
    return [*points, *measure(site, "public_map_page", size, pages, warm=20)[1]]
