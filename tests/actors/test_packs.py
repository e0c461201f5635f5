"""A user's pack adds, overrides and removes actors, names and roles; what is wrong with it is said with its line."""

from pathlib import Path

import pytest

from dragoman.actors.knowledge import Knowledge, load
from dragoman.errors import DataError


def loaded(tmp_path: Path, text: str, name: str = "mine.csv") -> Knowledge:
    pack = tmp_path / name
    pack.write_text(text, encoding="utf-8")
    return load([str(pack)])


def test_a_person_with_two_roles(tmp_path: Path) -> None:
    base = loaded(
        tmp_path,
        "name,aliases,country,title,since,until\n"
        "Odhiambo Wekesa,O. Wekesa;Odhis,KEN,Senator,2013-03-28,2017-08-08\n"
        "Odhiambo Wekesa,,KEN,Governor,2017-08-21,\n",
    )
    (entry,) = base.readings("Odhis")
    actor = base.actor(entry.actor_id)
    assert actor is not None
    assert (actor.id, actor.kind, actor.country) == ("person:odhiambo-wekesa", "person", "KEN")
    assert [(r.title, r.sectors, r.since, r.until) for r in actor.roles] == [
        ("Senator", ("LEG",), "2013-03-28", "2017-08-08"),
        ("Governor", ("GOV",), "2017-08-21", None),
    ]
    assert {r.provenance for r in actor.roles} == {"mine.csv"}


def test_toml_with_roles_and_a_role_noun(tmp_path: Path) -> None:
    base = loaded(
        tmp_path,
        '[[actor]]\nname = "Lake Front"\nkind = "group"\ncountry = "KEN"\nsectors = ["REB"]\naliases = ["LKF"]\n\n'
        '[[actor]]\nid = "person:wang-yi"\naliases = ["Wang the Elder"]\nroles = [{title = "Chairman", sectors = ["SOC"], since = "2030-01-01"}]\n\n'
        '[[agent]]\nnoun = "boda boda rider"\nsectors = "LAB"\n',
        "mine.toml",
    )
    assert base.readings("LKF")[0].sectors == ("REB",)
    assert base.readings("Wang the Elder")[0].actor_id == "person:wang-yi"
    assert [r.title for r in base.roles_on("person:wang-yi", "2031-01-01")][-1] == "Chairman"
    assert base.agents["boda boda rider"].sectors == ("LAB",)


def test_override_forgets_what_was_and_remove_takes_away(tmp_path: Path) -> None:
    base = loaded(
        tmp_path,
        "action,id,name,aliases,country,title,since\n"
        "override,person:wang-yi,Wang Yi,,CHN,Poet,2001-01-01\n"
        "remove,person:xi-jinping,,,,,\n"
        "remove,org:nato,,OTAN,,,\n"
        "remove,person:sergey-lavrov,,,,Foreign Minister,\n",
    )
    wang, lavrov = base.actor("person:wang-yi"), base.actor("person:sergey-lavrov")
    assert wang is not None
    assert [r.title for r in wang.roles] == ["Poet"]
    assert base.actor("person:xi-jinping") is None
    assert base.readings("Xi Jinping") == ()
    assert base.readings("OTAN") == ()
    assert base.readings("NATO") != ()
    assert lavrov is not None
    assert "Foreign Minister" not in [r.title for r in lavrov.roles]
    assert "person:xi-jinping" not in [a.id for a in base.actors()]


def test_the_users_names_win(tmp_path: Path) -> None:
    base = loaded(tmp_path, "name,kind,country,sectors\nAmnesty International,organisation,GBR,BUS\n")
    assert base.readings("Amnesty International")[0].sectors == ("BUS",)
    other = loaded(tmp_path, "id,name,kind,country,sectors\norg:my-bbc,BBC,organisation,KEN,SOC\n")
    assert other.readings("BBC")[0].actor_id == "org:my-bbc"


def test_a_folder_may_hold_the_packages_own_tables(tmp_path: Path) -> None:
    (tmp_path / "agents.csv").write_text("noun,sectors,kind,traits\nmatatu tout,LAB,class,\n", encoding="utf-8")
    (tmp_path / "places-mine.csv").write_text(
        "name,countries,kind,aliases\nKisumu Ndogo,KEN,place,\n", encoding="utf-8"
    )
    (tmp_path / "people.txt").write_text("not a table", encoding="utf-8")
    base = load([str(tmp_path)])
    assert base.agents["matatu tout"].sectors == ("LAB",)
    assert base.readings("Kisumu Ndogo")[0].country == "KEN"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,colour\nA,red\n", "mine.csv: no column 'colour'"),
        ("action,name\ndrop,A\n", "mine.csv, line 2: 'drop' is not an action"),
        ("name,kind\nA,robot\n", "mine.csv, line 2: 'robot' is not a kind of actor"),
        ("country\nKEN\n", "mine.csv, line 2: neither id nor name"),
        ("action,id\nremove,person:nobody\n", "mine.csv, line 2: nobody to remove"),
        ("name,country\nA\n", "mine.csv, line 2: 1 fields"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        loaded(tmp_path, text)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file or folder of actors"):
        load([str(tmp_path / "nowhere.csv")])


def test_toml_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"mine\.toml"):
        loaded(tmp_path, "[[actor", "mine.toml")
    with pytest.raises(DataError, match=r"mine\.toml, line 1: no key 'colour'"):
        loaded(tmp_path, '[[actor]]\nname = "A"\ncolour = "red"\n', "mine.toml")
