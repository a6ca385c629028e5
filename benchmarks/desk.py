"""What agents do: the queue under each filter, full text, a case on one screen."""

from random import Random
from statistics import mean
from urllib.parse import quote_plus

from benchmarks.figures import Figure, figure
from benchmarks.load import Load
from benchmarks.measure import measure
from benchmarks.place import HOST, Site
from benchmarks.portal import client
from benchmarks.requests import Request
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for
from parvis.people.models import Agent

WARM = 16
EACH = 20
# Common words, rare ones, several together, a street, with and without accents.
SOUGHT = (
    "lampadaire", "éclairage", "eclairage", "depot sauvage", "matelas", "trottoir abîmé", "bruit",
    "rat", "poubelle débordante", "nid de poule", "arbre", "tag", "voiture ventouse", "banc",
    "rue", "école", "fuite eau", "urgent", "zzyzx",
)  # fmt: skip


def filters(agent_filters: dict[str, list[str]]) -> dict[str, list[str]]:
    """Every kind of filter of the queue, by name, with some addresses each."""
    one = {
        "tab": [f"vue={tab}" for tab in ("mine", "team", "unassigned", "late", "waiting", "all")],
        "priority": ["priorite=4", "priorite=3&priorite=4"],
        "state": ["etat=assigned", "etat=planned", "etat=resolved", "etat=declined"],
        "channel": ["canal=web", "canal=mail", "canal=phone"],
        "news": ["nouvelles=1"],
        "closed": ["quoi=closes", "quoi=toutes"],
        "period": ["quoi=toutes&du={since}&au={until}"],
    }
    several = {
        "service and district": [
            f"{service}&{district}&quoi=toutes"
            for service, district in zip(
                agent_filters["service"], agent_filters["district"], strict=False
            )
        ],
        "team, state and channel": [
            f"{team}&etat=in_progress&canal=web" for team in agent_filters["team"]
        ],
    }
    return one | agent_filters | several


def _known() -> dict[str, list[str]]:
    with acting_for(authorities.authority_of_host(HOST) or 0):
        sample = list(Case.objects.order_by("-received_at")[:200])
        newest = sample[0].received_at.date()
        agents = Agent.objects.values_list("pk", flat=True)[:4]
        given = {
            "service": [f"service={one.service_type_id}" for one in sample[::40]],
            "district": [f"quartier={one.district_id}" for one in sample[::40] if one.district_id],
            "department": [f"direction={one.department_id}" for one in sample[::50]],
            "team": [f"equipe={one.team_id}" for one in sample[::50] if one.team_id],
            "agent": [f"agent={pk}" for pk in agents],
        }
    known = filters(given)
    since = newest.replace(day=1)
    known["period"] = [f"quoi=toutes&du={since}&au={newest}", f"quoi=closes&au={since}"]
    return known


def queue(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    """50 rows under each filter, one at a time."""
    everything: list[float] = []
    costs: list[Figure] = []
    worst = ("", 0.0)
    for name, queries in _known().items():
        asked = [queries[n % len(queries)] for n in range(EACH + WARM)]
        load, taken = measure(site, "queue", size, _pages(asked, headers))
        everything.extend(load.milliseconds)
        costs += [one for one in taken if one.name.endswith("_cpu")]
        worst = max(worst, (name, load.percentile(0.95)), key=lambda pair: pair[1])
        print(f"    {name:26} p50 {load.percentile(0.5):7.1f}  p95 {load.percentile(0.95):7.1f} ms")
    whole = Load(tuple(everything), sum(everything) / 1000, {200: len(everything)}, 0)
    print(f"    worst: {worst[0]}")
    return [
        figure("queue.p50", whole.percentile(0.5), "ms", size),
        figure("queue.p95", whole.percentile(0.95), "ms", size),
        figure("queue.worst_filter_p95", worst[1], "ms", size),
        *(
            figure(name, mean(one.value for one in costs if one.name == name), "ms", size)
            for name in ("queue.web_cpu", "queue.database_cpu")
        ),
    ]


def full_text(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    """Words sought in the queue, one search at a time; each once before."""
    queries = [f"q={quote_plus(word)}" for word in SOUGHT] * 5
    return measure(site, "full_text", size, _pages(queries, headers), warm=len(SOUGHT))[1]


def one_case(site: Site, size: int, headers: dict[str, str], count: int) -> list[Figure]:
    """A case on one screen, cases scattered over the whole history."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        newest = Case.objects.order_by("-id").values_list("pk", flat=True).first() or 0
        drawn = Random(3).sample(range(1, newest + 1), min(count * 3, newest))
        known = list(Case.objects.filter(pk__in=drawn).values_list("pk", flat=True)[: count + WARM])
    requests = [
        Request(f"/agents/demandes/{pk}/", HOST, client=client(n), headers=headers)
        for n, pk in enumerate(known)
    ]
    return measure(site, "case", size, requests)[1]


def _pages(queries: list[str], headers: dict[str, str]) -> list[Request]:
    return [
        Request(f"/agents/?{query}", HOST, client=client(n), headers=headers)
        for n, query in enumerate(queries)
    ]
