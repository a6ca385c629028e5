"""Read the real data and keep only figures: `python -m demo.history.fit FOLDER`.

Writes `fitted.json` beside this file. No row, word, name or place of the data is kept.
Sources: Ville de Paris, Dans Ma Rue (ODbL); Ville de Montréal, requêtes 311 (CC-BY 4.0);
City of Baltimore, 311 requests; INSEE, population of the arrondissements.
"""
# ruff: noqa: E501 - sums over rows read better in one line.

import csv
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
PARIS_FAMILIES = {
    "Objets abandonnés": "dump",
    "Graffitis, tags, affiches et autocollants": "graffiti",
    "Propreté": "dirt",
    "Autos, motos, vélos, trottinettes...": "vehicles",
    "Voirie et espace public": "road",
    "Mobiliers urbains": "furniture",
    "Activités commerciales et professionnelles": "shops",
    "Arbres, végétaux et animaux": "green",
    "Éclairage / Électricité": "light",
    "Eau": "water",
}
MONTREAL_FAMILIES = {
    "collection": ("Bac roulant", "Collecte de", "Encombrants non"),
    "noise": ("Bruit",),
    "snow": (
        "Opération déneigement",
        "Trottoir glissant",
        "Chaussée glissante",
        "Signalisation - Neige",
    ),
    "housing": ("Logement", "Terrain insalubre"),
    "admin": ("Permis", "Prise de rendez-vous", "Taxes", "Changement d'adresse", "Parc - Divers"),
}
BALTIMORE_CLASSES = {
    "dump": ("SW-Bulk", "SW-Mixed Refuse", "HCD-Illegal Dumping", "SW-HGW", "SW-Appliance"),
    "dirt": (
        "SW-Dirty Alley",
        "SW-Dirty Street",
        "SW-Cleaning",
        "HCD-Sanitation",
        "SW-Public (Corner)",
    ),
    "graffiti": ("SW-Graffiti",),
    "collection": ("SW-Municipal Trash Can", "SW-Recycling", "SW-Trash"),
    "vehicles": ("TRS-", "TTR-Vehicle", "HCD-Abandoned"),
    "road": ("TRM-Pothole", "TRM-Pickup", "TRM-Street", "TRT-Sign", "TRM-Sign", "TRM-WO", "TEC-"),
    "snow": ("TRM-Snow",),
    "light": ("BGE-", "TRT-Traffic Signal"),
    "green": ("FOR-", "HCD-Trees", "HLTH-Animal"),
    "water": ("WW-",),
    "housing": ("HCD-Vacant", "HCD-Maintenance", "HCD-Rodents", "HCD-CCE"),
    "admin": ("FCCS-", "FCPF-", "FIR-", "ECC-"),
}
QUANTILES = [0, 0.02, 0.05, *(round(0.1 * k, 1) for k in range(1, 9)), 0.85, 0.9, 0.95, 0.98, 1]
PHONE, WEB, DESK = ("Téléphone",), ("Mobile", "Site internet", "Courriel"), ("En personne",)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def rounded(value: float) -> float:
    """Four significant digits are plenty."""
    return float(f"{value:.4g}")


def month_index(counts: dict[int, float], days: dict[int, float], weight: float) -> list[float]:
    """Rate of each month over the year's mean, drawn towards 1 by `weight` reports a month."""
    total = sum(counts.values()) / sum(days.values())
    index = [
        (counts.get(month, 0) + weight) / (total * days.get(month, 30.4) + weight)
        for month in range(1, 13)
    ]
    mean = sum(index) / 12
    return [rounded(value / mean) for value in index]


def fit_paris(folder: Path) -> dict[str, object]:
    """Mix, season and clustering in space."""
    data = list(rows(folder / "reports" / "paris_dansmarue.csv.gz"))
    mix = Counter(PARIS_FAMILIES[row["type"]] for row in data)
    months: dict[str, Counter[int]] = defaultdict(Counter)
    seen_days: set[str] = set()
    for row in data:
        if "2023-08" <= row["date"][:7] <= "2024-07":
            months[PARIS_FAMILIES[row["type"]]][int(row["date"][5:7])] += 1
            seen_days.add(row["date"])
    days = Counter(int(day[5:7]) for day in seen_days)
    everything = sum(months.values(), Counter())
    season = {
        family: _relative(
            month_index(dict(months[family]), dict(days), 30),
            month_index(dict(everything), dict(days), 30),
        )
        for family in mix
    }
    return {
        "reports": len(data),
        "mix": {family: rounded(count / len(data)) for family, count in mix.most_common()},
        "season": season,
        "space_sigma": {"all": _space_sigma(data)}
        | {
            family: _space_sigma([r for r in data if PARIS_FAMILIES[r["type"]] == family])
            for family in mix
        },
        "district": _district_spread(data, folder),
        "other_operators": rounded(
            sum(not row["intervenant"].startswith(("DPE", "DPMP", "DVD", "DEVE", "Ramen", "graff", "D"))
                for row in data) / len(data)
        ),
        "weekday_of_date": [
            rounded(c / len(data))
            for _, c in sorted(Counter(datetime.fromisoformat(r["date"]).weekday() for r in data).items())
        ],
    }  # fmt: skip


def _relative(own: list[float], whole: list[float]) -> list[float]:
    """A family's season against everything's: the sample's uneven months drop out."""
    ratio = [a / b for a, b in zip(own, whole, strict=True)]
    mean = sum(ratio) / 12
    return [rounded(value / mean) for value in ratio]


def _space_sigma(data: list[dict[str, str]]) -> float:
    """Sigma of a lognormal intensity over 150 m cells (Poisson noise taken out)."""
    cells: Counter[tuple[int, int]] = Counter()
    for row in data:
        x = float(row["lon"]) * 73_200 / 150
        y = float(row["lat"]) * 111_195 / 150
        cells[(math.floor(x), math.floor(y))] += 1
    inside = 105e6 * 0.8 / 150**2
    counts = np.zeros(int(max(inside, len(cells))))
    counts[: len(cells)] = list(cells.values())
    mean, variance = counts.mean(), counts.var()
    excess = max(variance - mean, 0.0) / mean**2
    return rounded(math.sqrt(math.log(1 + excess)))


def _district_spread(data: list[dict[str, str]], folder: Path) -> dict[str, object]:
    """How rates and mixes differ between the 20 arrondissements."""
    path = folder / "geo" / "paris_arrondissements_population.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    people = [int(float(cell)) for line in lines[1:] for cell in line[-1:] if cell]
    count = Counter(row["arrondissement"] for row in data)
    per = [count[str(place + 1)] / people[place] for place in range(min(20, len(people)))]
    spread = float(np.std(per) / np.mean(per))
    mixes: dict[str, list[float]] = {}
    for family in PARIS_FAMILIES.values():
        own = Counter(r["arrondissement"] for r in data if PARIS_FAMILIES[r["type"]] == family)
        shares = [own[area] / count[area] for area in count]
        noise = np.mean([s * (1 - s) / count[a] for s, a in zip(shares, count, strict=True)])
        wide = math.sqrt(max(float(np.var(shares)) - float(noise), 0.0)) / float(np.mean(shares))
        mixes[family] = [rounded(wide)]
    return {"rate_cv": rounded(spread), "share_cv": {k: v[0] for k, v in mixes.items()}}


def fit_montreal(folder: Path) -> dict[str, object]:
    """Hours by weekday and channel, channels, outcomes, what Paris's app does not take."""
    data = list(rows(folder / "reports" / "montreal_311.csv.gz"))
    first = [row | {"channel": row["canaux"].split("|")[0]} for row in data]
    hours = {}
    for name, group in (("phone", PHONE), ("online", WEB), ("counter", DESK)):
        grid = np.full((7, 24), 0.5)
        for row in first:
            if row["channel"] in group and row["heure"]:
                grid[int(float(row["weekday_0lundi"])), int(float(row["heure"]))] += 1
        hours[name] = [[rounded(cell) for cell in line] for line in grid / grid.sum()]
    families = Counter[str]()
    months: dict[str, Counter[int]] = defaultdict(Counter)
    for row in data:
        for family, starts in MONTREAL_FAMILIES.items():
            if row["activite"].startswith(starts):
                families[family] += 1
                months[family][int(row["mois"][5:7])] += 1
    covered = Counter(int(month[5:7]) for month in {row["mois"] for row in data})
    days = {month: 30.4 * count for month, count in covered.items()}
    channels = Counter(row["channel"] for row in first)
    status = Counter(row["statut"] for row in data)
    nature = Counter(row["nature"] for row in data)
    total = len(data)
    return {
        "requests": total,
        "channels": {k: rounded(v / total) for k, v in channels.most_common(6)},
        "hours": hours,
        "families": {k: rounded(v / total) for k, v in families.most_common()},
        "season": {k: month_index(dict(v), days, 20) for k, v in months.items()},
        "status": {k: rounded(v / total) for k, v in status.most_common()},
        "nature": {k: rounded(v / total) for k, v in nature.most_common()},
    }


def fit_baltimore(folder: Path) -> dict[str, object]:
    """Time to close over time promised, by class; lateness, duplicates."""
    data = [
        row
        for row in rows(folder / "reports" / "baltimore_311.csv.gz")
        if "Proactive" not in row["SRType"] and row["MethodReceived"] != "Internal"
    ]
    ratios: dict[str, list[float]] = defaultdict(list)
    days: dict[str, list[float]] = defaultdict(list)
    never: Counter[str] = Counter()
    for row in data:
        family = next(
            (k for k, starts in BALTIMORE_CLASSES.items() if row["SRType"].startswith(starts)), None
        )
        made, due, closed = (_when(row[f"{key}Date"]) for key in ("Created", "Due", "Close"))
        if family is None or made is None or due is None or (due - made).total_seconds() < 43_200:
            continue
        if closed is None:
            never[family] += 1
            continue
        took = max((closed - made).total_seconds(), 60.0)
        ratios[family].append(took / (due - made).total_seconds())
        days[family].append(took / 86_400)
    pooled = [ratio for each in ratios.values() for ratio in each]
    classes = {
        family: _ratio_figures(values, days[family], never[family])
        for family, values in sorted(ratios.items())
        if len(values) >= 40
    }
    statuses = Counter("Duplicate" in row["SRStatus"] for row in data)
    return {
        "requests": len(data),
        "quantiles": QUANTILES,
        "all": _ratio_figures(
            pooled, [d for each in days.values() for d in each], sum(never.values())
        ),
        "classes": classes,
        "duplicate": rounded(statuses[True] / len(data)),
    }


def _ratio_figures(ratios: list[float], days: list[float], never: int) -> dict[str, object]:
    values = np.asarray(ratios)
    return {
        "cases": len(ratios),
        "ratio": [rounded(min(q, 60.0)) for q in np.quantile(values, QUANTILES)],
        "late": rounded(float((values > 1).mean())),
        "median_days": rounded(float(np.median(days))),
        "never_closed": rounded(never / (never + len(ratios))),
    }


def _when(text: str) -> datetime | None:
    """A Baltimore time, or None when it is missing."""
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text.strip() else None


def main(folder: Path) -> None:
    """Fit everything and write the figures."""
    figures = {
        "paris": fit_paris(folder),
        "montreal": fit_montreal(folder),
        "baltimore": fit_baltimore(folder),
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "fitted.json").write_text(_compact(text) + "\n", encoding="utf-8")


def _compact(text: str) -> str:
    """Lists of figures on one line each."""
    return re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
