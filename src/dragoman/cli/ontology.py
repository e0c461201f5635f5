"""`dragoman ontology`: what can be coded, what it means, and what it is in CAMEO, both ways."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.cli.help import closest
from dragoman.cli.labels import DIM, QUAD_STYLE
from dragoman.cli.layout import Hanging, Narrow, Packed, section
from dragoman.cli.terminal import forgive_encodings, output
from dragoman.errors import ConfigError
from dragoman.lexicon.ontology import EventType, Ontology, load_ontology

MARGIN = 4
QUADS = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}
SHOWN = 14  # modes, contexts, codes: as wide as the longest of a list, but no wider


def run(arguments: Namespace) -> int:
    """Print the whole ontology, or what one code of it means."""
    forgive_encodings()
    ontology = load_ontology()
    found = whole(ontology) if arguments.code is None else meaning(ontology, arguments.code)
    output().print(Narrow(Group(*found, Text())))
    return 0


# ---- the whole --------------------------------------------------------------------------------------------------------------------


def whole(ontology: Ontology) -> Iterator[RenderableType]:
    """Yield all types with their modes, the contexts and the sectors."""
    modes = sum(len(known.modes) for known in ontology.types.values())
    counts = f"{len(ontology.types)} types, {modes} modes, {len(ontology.contexts)} contexts, {len(ontology.sectors)} sectors"
    yield Text(f"PLOVER {ontology.version}: {counts}", style="bold")
    for quad, title in QUADS.items():
        yield section(title)
        for name, known in ontology.types.items():
            if known.quad == quad:
                yield Text()
                yield _entry(name, known.definition, 12, f"bold {QUAD_STYLE[quad]}")
                if known.modes:
                    yield Packed(known.modes, MARGIN + 12)
    yield section("Contexts")
    yield Text()
    yield from _list(ontology, sorted(ontology.contexts))
    yield section("Sectors")
    yield Text()
    yield from _list(ontology, sorted(ontology.sectors))
    yield Text()
    yield Text(
        "One of them: dragoman ontology ASSAULT, ASSAULT/drone, economic, COP, or a CAMEO code as 0871.", style=DIM
    )


def _list(ontology: Ontology, names: Iterable[str]) -> Iterator[RenderableType]:
    names = list(names)
    width = max(map(len, names)) + 2
    yield from (_entry(name, ontology.definitions.get(name, ""), width) for name in names)


def _entry(name: str, words: str, width: int, style: str = "bold") -> RenderableType:
    first = Text.assemble(" " * MARGIN, (f"{name:<{width}}", style))
    return Hanging(Text(words), first)


# ---- one code ---------------------------------------------------------------------------------------------------------------------


def meaning(ontology: Ontology, word: str) -> list[RenderableType]:
    """Return what a type, type/mode, mode, context, sector or CAMEO code means.

    Raises ConfigError for anything else, with what may have been meant.
    """
    name = word.strip()
    kind, _, mode = name.upper().partition("/")
    if kind in ontology.types:
        return list(_type(ontology, kind, _mode(ontology, kind, mode.lower()) if mode else ""))
    if name.isdigit():
        return list(_cameo(ontology, name))
    found = [*_modes_named(ontology, name.lower()), *_named(ontology, name)]
    if not found:
        raise ConfigError(_unknown(ontology, name))
    return found


def _unknown(ontology: Ontology, name: str) -> str:
    names = [
        *ontology.types,
        *(m for t in ontology.types.values() for m in t.modes),
        *ontology.contexts,
        *ontology.sectors,
    ]
    near = closest(name.lower(), [n.lower() for n in names])
    meant = f" (did you mean {next(n for n in names if n.lower() == near)}?)" if near else ""
    return f"{name!r} is no type, mode, context, sector or CAMEO code{meant}; `dragoman ontology` lists them all"


def _mode(ontology: Ontology, kind: str, mode: str) -> str:
    if mode not in ontology.types[kind].modes:
        modes = ", ".join(ontology.types[kind].modes) or "none"
        raise ConfigError(f"{kind} has no mode {mode!r}; its modes are: {modes}")
    return mode


def _type(ontology: Ontology, kind: str, mode: str) -> Iterator[RenderableType]:
    known = ontology.types[kind]
    yield _title("/".join(filter(None, (kind, mode))), QUADS[known.quad].lower(), QUAD_STYLE[known.quad])
    yield Hanging(Text(f"{known.definition}."), Text(" " * MARGIN))
    if mode:
        yield Hanging(Text(f"{mode}: {known.modes[mode].definition}."), Text(" " * MARGIN))
    if known.recipient_required:
        yield Hanging(Text("It needs a recipient."), Text(" " * MARGIN))
    elif not known.modes:
        yield Hanging(Text("It has no modes."), Text(" " * MARGIN))
    yield from _mode_table(ontology, kind, known, [mode] if mode else ["", *known.modes])
    yield from _from_cameo(ontology, kind, mode)


def _mode_table(ontology: Ontology, kind: str, known: EventType, modes: Iterable[str]) -> Iterator[RenderableType]:
    """Yield each mode with its meaning, intensity and CAMEO code; the first line is the type without a mode."""
    yield section("Modes" if known.modes else "Measures", "intensity from −10 to +10, CAMEO code on export")
    yield Text()
    modes = list(modes)
    width = max(len(mode) for mode in (*modes, "no mode")) + 2
    for mode in modes:
        chosen = [mode] if mode else []
        cameo = ontology.cameo(kind, chosen)
        measures = f"{ontology.intensity(kind, chosen):+5.1f}  {cameo or '–':<5} "
        first = Text.assemble(" " * MARGIN, (f"{mode or 'no mode':<{width}}", "bold" if mode else DIM), (measures, DIM))
        yield Hanging(Text(known.modes[mode].definition if mode else ""), first)


def _from_cameo(ontology: Ontology, kind: str, mode: str) -> Iterator[RenderableType]:
    """Yield the CAMEO codes that are read as this type (and mode), by what they are read as."""
    read: dict[str, list[str]] = {}
    for code in ontology.cameo_codes():
        for to, to_mode, contexts in ontology.from_cameo(code):
            if to == kind and (not mode or to_mode == mode):
                read.setdefault(_coding(to, to_mode, contexts), []).append(code)
    if read:
        yield section("Read from CAMEO")
        yield Text()
        width = min(max(map(len, read)), 40) + 2
        for coding, codes in read.items():
            yield Hanging(Text(" ".join(codes)), Text(f"{'':<{MARGIN}}{coding:<{width}}"))


def _coding(kind: str, mode: str, contexts: Iterable[str]) -> str:
    about = ", ".join(contexts)
    return "/".join(filter(None, (kind, mode))) + (f" [{about}]" if about else "")


def _cameo(ontology: Ontology, code: str) -> Iterator[RenderableType]:
    codes = [c for c in ontology.cameo_codes() if c.startswith(code)] or [code]
    root = ontology.definitions.get(code[:2], "")
    if code not in ontology.cameo_codes() and not root:
        raise ConfigError(f"{code!r} is no CAMEO code; they have two to four digits and begin with 01 to 20")
    yield _title(f"CAMEO {code}", root.lower() if root else "")
    score = ontology.goldstein(code)
    if score is not None:
        yield Hanging(Text(f"Goldstein scale: {score:+.1f}."), Text(" " * MARGIN))
    yield section("Read as")
    yield Text()
    for each in codes:
        for coding in [_coding(*read) for read in ontology.from_cameo(each)] or ["nothing: PLOVER drops it"]:
            yield Hanging(Text(coding), Text.assemble(" " * MARGIN, (f"{each:<6}", "bold")))
    yield from _to_cameo(ontology, code)


def _to_cameo(ontology: Ontology, code: str) -> Iterator[RenderableType]:
    """Yield the codings that are written as this CAMEO code."""
    written = [
        _coding(kind, mode, ())
        for kind, known in ontology.types.items()
        for mode in ("", *known.modes)
        if ontology.cameo(kind, [mode] if mode else []) == code
    ]
    if written:
        yield section("Written for")
        yield Text()
        yield Packed(written, MARGIN)


def _modes_named(ontology: Ontology, mode: str) -> Iterator[RenderableType]:
    for kind, known in ontology.types.items():
        if mode in known.modes:
            yield from _type(ontology, kind, mode)
            yield Text()


def _named(ontology: Ontology, name: str) -> Iterator[RenderableType]:
    parts: Mapping[str, frozenset[str]] = {"context": ontology.contexts, "sector": ontology.sectors}
    for part, names in parts.items():
        found = next((n for n in names if n.lower() == name.lower()), None)
        if found is not None:
            yield _title(found, part)
            yield Hanging(Text(f"{ontology.definitions.get(found, '')}."), Text(" " * MARGIN))


def _title(name: str, note: str, style: str = "") -> RenderableType:
    return Text.assemble((name, f"bold {style}".strip()), *((f"  {note}", DIM),) if note else ())
