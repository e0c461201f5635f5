"""Places: toponyms found and resolved, the place of an event, and days and country of attacks; by the sets' own scorers."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluate.cases import as_given, gold_file, read_jsonl, set_name
from dragoman.evaluate.parsed import GoldText, Parsed, parse_texts
from dragoman.evaluate.score import ErrorCase, Figure, Score, share
from dragoman.evaluate.tasks import CoderLike, Options, code_all
from dragoman.records import Event, Reading
from dragoman.when_where.choice import places_of
from dragoman.when_where.find import find_places, find_scene
from dragoman.when_where.gazetteer import Place, gazetteer
from dragoman.when_where.names import Name
from dragoman.when_where.places import Resolved, resolve_places

Row = dict[str, Any]
CONTEXT = 60  # characters of text around an error
MUC_TYPES = {"explosives": "BOMBING", "suicide-attack": "BOMBING", "abduct": "KIDNAPPING", "primitive": "ARSON"}


def _scorer(path: Path) -> Any:
    """Return the scorer that lies beside a gold file, unchanged. Raises InputError where none does."""
    file = path.parent / "score.py"
    spec = importlib.util.spec_from_file_location(f"scorer_of_{path.parent.name}", file) if file.is_file() else None
    if spec is None or spec.loader is None:
        raise InputError(f"{file}: this set is scored by its own scorer, which must lie beside {path.name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- toponyms ---------------------------------------------------------------------------------------------------------------------------


def toponyms(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score recognition and resolution of place names, end to end and with the gold's spans given; the gold file is lgl.jsonl or geovirus.jsonl.

    `exact`: the same GeoNames id, over gold names that have one, spans given (as Mordecai 3 reports it).
    """
    path = gold_file(gold, "lgl.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    texts = (GoldText(r["id"], r["text"], published=r.get("date"), outlet=r.get("outlet")) for r in rows)
    found, given, errors = {}, {}, []
    exact = ids = 0
    for row, text in zip(rows, parse_texts(texts, options.config.parser), strict=True):
        places = find_places(text.parsed, text.article, text.actors, gazetteer())
        found[row["id"]] = {
            "id": row["id"],
            "toponyms": [_prediction(r.name.start, r.name.end, r.place) for r in places.all],
        }
        pairs = list(_given(row, text))
        given[row["id"]] = {"id": row["id"], "toponyms": [_prediction(t["start"], t["end"], _of(r)) for t, r in pairs]}
        with_id = [(t, r) for t, r in pairs if t.get("geonameid")]
        wrong = [(t, r) for t, r in with_id if not _same_place(t, _of(r))]
        ids, exact = ids + len(with_id), exact + len(with_id) - len(wrong)
        errors += [_wrong_place(row, t, r) for t, r in wrong]
    score = _scorer(path).geo
    by_id = {r["id"]: r for r in rows}
    return Score(
        task="geoparsing",
        set=set_name(path),
        n=sum(len(r["toponyms"]) for r in rows),
        figures=(
            *_end_to_end(score(by_id, found)),
            *([share("given spans: exact id", exact, ids)] if ids else []),
            *_resolution("given spans: ", score(by_id, given, given=True)["resolution"]),
        ),
        errors=tuple(errors),
        notes=(
            "the point of a country, which no event gets, is its middle here: what lies farther from the gold's point counts as wrong",
        ),
    )


def _given(row: Row, text: Parsed) -> Iterator[tuple[Row, Resolved | None]]:
    """Yield each gold toponym with what its span resolves to, None where it holds no word."""
    names = {n: _name_at(text, t) for n, t in enumerate(row["toponyms"])}
    scene = find_scene(text.article, text.actors)
    there = sorted({name for name in names.values() if name is not None}, key=lambda n: n.start)
    resolved = {r.name: r for r in resolve_places(there, gazetteer(), scene)}
    for n, toponym in enumerate(row["toponyms"]):
        name = names[n]
        yield toponym, resolved[name] if name is not None else None


def _name_at(text: Parsed, toponym: Row) -> Name | None:
    for sentence in text.parsed.sentences:
        inside = [t.i for t in sentence.tokens if t.start < toponym["end"] and t.end > toponym["start"]]
        if inside:
            return Name(sentence, inside[0], inside[-1] + 1, "GPE")
    return None


def _of(resolved: Resolved | None) -> Place | None:
    return resolved.place if resolved is not None else None


def _same_place(toponym: Row, place: Place | None) -> bool:
    return place is not None and place.geonames == int(toponym["geonameid"])


def _prediction(start: int, end: int, place: Place | None) -> Row:
    return {"start": start, "end": end, "lat": place.lat if place else None, "lon": place.lon if place else None}


def _wrong_place(row: Row, toponym: Row, resolved: Resolved | None) -> ErrorCase:
    place = _of(resolved)
    return ErrorCase(
        id=row["id"],
        kind="wrong place" if place else "not in the gazetteer",
        text=row["text"][max(0, toponym["start"] - CONTEXT) : toponym["end"] + CONTEXT],
        expected=f"{toponym['phrase']}: {toponym['geonameid']} {toponym.get('admin1') or ''} {toponym.get('iso3') or ''}",
        found=f"{place.geonames} {place.name} {gazetteer().name_of(place.admin1)} {place.country}" if place else "",
        note=resolved.why if resolved else "",
    )


def _end_to_end(result: Row) -> Iterator[Figure]:
    for kind in ("strict", "overlap"):
        got = result[f"recognition_{kind}"]
        yield Figure(name=f"recognition {kind} precision", value=got["p"], n=got["n_pred"])
        yield Figure(name=f"recognition {kind} recall", value=got["r"], n=got["n_gold"])
        yield Figure(name=f"recognition {kind} F1", value=got["f1"], n=got["n_gold"])
    yield from _resolution("end to end: ", result["resolution"])
    ends = result["end_to_end"]
    yield Figure(name="end to end: precision within 161 km", value=ends["acc161_precision"])
    yield Figure(name="end to end: recall within 161 km", value=ends["acc161_recall"], n=ends["gold_with_coordinates"])


def _resolution(prefix: str, got: Row) -> Iterator[Figure]:
    yield Figure(name=f"{prefix}within 161 km", value=got["acc161"], n=got["n"])
    yield Figure(name=f"{prefix}mean error in km", value=got["mean_km"], n=got["n"])
    yield Figure(name=f"{prefix}median error in km", value=got["median_km"], n=got["n"])


# ---- the place of an event ----------------------------------------------------------------------------------------------------------------


def event_location(gold: Path, _coder: CoderLike, options: Options) -> Score:
    """Score the words that say where a marked verb happens; all rows, those without a recorded answer apart, and those with one."""
    path = gold_file(gold, "event_location.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    texts = (GoldText(r["id"], r["text"]) for r in rows)
    parsed = parse_texts(texts, options.config.parser)
    found = {row["id"]: _located(row, text) for row, text in zip(rows, parsed, strict=True)}
    score = _scorer(path).event_location
    subsets = {
        "": rows,
        "answered: ": [r for r in rows if r["answer"] == "accept"],
        "with a place: ": [r for r in rows if r["locations"]],
    }
    return Score(
        task="event_location",
        set=set_name(path),
        n=len(rows),
        figures=tuple(f for name, some in subsets.items() for f in _location_figures(name, some, found, score)),
        errors=tuple(_wrong_location(row, found[row["id"]]) for row in rows if _spans(row) != _spans(found[row["id"]])),
    )


def _located(row: Row, text: Parsed) -> Row:
    """Return the places of a row's verb as the scorer wants them."""
    start, end = row["verb"][0] if row["verb"] else (0, 0)
    for sentence in text.parsed.sentences:
        verb = next((t.i for t in sentence.tokens if t.start < end and t.end > start), None)
        if verb is not None:
            meant = find_places(text.parsed, text.article, text.actors, gazetteer()).within(sentence)
            known = {r.name: r.place for r in meant if r.place is not None}
            names = places_of(sentence, verb, [r.name for r in meant], known)
            return {"id": row["id"], "locations": [[n.start, n.end] for n in names]}
    return {"id": row["id"], "locations": []}


def _spans(row: Row) -> set[tuple[int, int]]:
    return {(start, end) for start, end in row["locations"]}


def _location_figures(prefix: str, rows: list[Row], found: dict[str, Row], score: Any) -> Iterator[Figure]:
    result = score({r["id"]: r for r in rows}, {r["id"]: found[r["id"]] for r in rows})
    characters = result["characters"]
    yield Figure(name=f"{prefix}precision of characters", value=characters["p"], n=characters["n_pred"])
    yield Figure(name=f"{prefix}recall of characters", value=characters["r"], n=characters["n_gold"])
    yield Figure(name=f"{prefix}overlap or both none", value=result["any_overlap_or_both_none"], n=result["n"])


def _wrong_location(row: Row, found: Row) -> ErrorCase:
    return ErrorCase(
        id=row["id"],
        kind="missed" if not found["locations"] else "spurious" if not row["locations"] else "other place",
        text=row["text"],
        expected="; ".join(row["location_text"]),
        found="; ".join(row["text"][s:e] for s, e in found["locations"]),
        note=f"verb: {'; '.join(row['verb_text'])}; answer: {row['answer']}",
    )


# ---- days and country of attacks ------------------------------------------------------------------------------------------------------------


def attacks(gold: Path, coder: CoderLike, options: Options) -> Score:
    """Score the days, country and places of MUC-4's incidents, over incidents that pair with ours by the set's scorer."""
    path = gold_file(gold, "dev.jsonl")
    rows = list(read_jsonl(path, limit=options.limit))
    readings = code_all(coder, (as_given(r["id"], r["text"], published=r["date"]) for r in rows))
    found = {row["id"]: _incidents(row, reading) for row, reading in zip(rows, readings, strict=True)}
    result = _scorer(path).score({r["id"]: r for r in rows}, found)
    dates, countries, where = result["date"], result["country"], result["place"]
    return Score(
        task="muc4_when_where",
        set=set_name(path),
        n=len(rows),
        figures=(
            Figure(name="days compatible", value=dates["compatible"] or 0.0, n=dates["n"]),
            Figure(name="day exact", value=dates["exact_day"] or 0.0, n=dates["n_on"]),
            Figure(name="country", value=countries["acc"] or 0.0, n=countries["n"]),
            Figure(name="a place of the gold", value=where["hit"] or 0.0, n=where["n"]),
        ),
    )


def _incidents(row: Row, reading: Reading | None) -> Row:
    events = [e for e in reading.events if e.type == "ASSAULT" and e.current] if reading is not None else []
    return {"id": row["id"], "incidents": [_incident(e) for e in events]}


def _incident(event: Event) -> Row:
    kind = next((MUC_TYPES[m] for m in event.modes if m in MUC_TYPES), "ATTACK")
    victims = [m.evidence.quote for m in event.recipients]
    first, last = event.when.first or event.when.last, event.when.last or event.when.first
    place = event.where
    return {
        "type": kind,
        "date_start": first,
        "date_end": last,
        "country": _country_name(place.country),
        "places": [p for p in (place.name, place.admin1) if p] if place.precision > 1 or not place.precision else [],
        "perpetrators": [m.evidence.quote for m in event.sources],
        "victims": victims,
        "targets": victims,
    }


def _country_name(code: str) -> str | None:
    return COUNTRY_NAMES.get(code) if code else None


COUNTRY_NAMES = {
    "SLV": "EL SALVADOR", "COL": "COLOMBIA", "PER": "PERU", "GTM": "GUATEMALA", "HND": "HONDURAS", "CHL": "CHILE", "BOL": "BOLIVIA", "ECU": "ECUADOR",
    "ARG": "ARGENTINA", "NIC": "NICARAGUA", "PAN": "PANAMA", "CRI": "COSTA RICA", "MEX": "MEXICO", "BRA": "BRAZIL", "VEN": "VENEZUELA", "URY": "URUGUAY",
    "PRY": "PARAGUAY", "USA": "UNITED STATES", "CUB": "CUBA", "ESP": "SPAIN", "DOM": "DOMINICAN REPUBLIC", "HTI": "HAITI",
}  # fmt: skip
