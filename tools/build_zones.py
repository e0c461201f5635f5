"""Build data/dates/zones.csv: how far the clocks of each country are from UTC, over its zones and over summer time.

Reads the tz database of the machine (public domain): its zone.tab for the zones of each country, `zoneinfo` for their offsets. Run from the
repository root: python tools/build_zones.py /usr/share/zoneinfo/zone.tab
"""

import csv
import sys
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

DATA = Path("src/dragoman/data")
SAMPLES = [datetime(year, month, 1) for year in range(2000, 2027, 2) for month in (1, 7)]  # noqa: DTZ001
DOMAINS = {"gb": "uk"}  # the one country whose domain is not its ISO code
# Countries whose overseas territories have clocks and domains of their own: the domain of the land itself.
HOME = {
    "GBR": "uk", "USA": "us", "FRA": "fr", "NLD": "nl", "DNK": "dk", "NOR": "no", "AUS": "au", "NZL": "nz", "FIN": "fi", "CHN": "cn",
}  # fmt: skip
HEADER = """# source: the tz database (public domain), by tools/build_zones.py: hours from UTC, the least and the most that any of a country's clocks were in 2000-2026
# licence: public domain
"""


def main(table: Path) -> None:
    """Write the table."""
    zones: dict[str, list[str]] = defaultdict(list)
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            zones[code.lower()].append(zone)
    with (DATA / "places/domains.csv").open(encoding="utf-8") as file:
        countries = {r["domain"]: r["country"] for r in csv.DictReader(row for row in file if not row.startswith("#"))}
    rows = [
        (countries[d], *_reach(names))
        for c, names in zones.items()
        if (d := DOMAINS.get(c, c)) in countries and HOME.get(countries[d], d) == d
    ]
    with (DATA / "dates/zones.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "least", "most"))
        writer.writerows(sorted(rows))


def _reach(names: list[str]) -> tuple[str, str]:
    offsets = [ZoneInfo(name).utcoffset(when) or timedelta() for name in names for when in SAMPLES]
    return tuple(f"{offset / timedelta(hours=1):g}" for offset in (min(offsets), max(offsets)))  # type: ignore[return-value]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
