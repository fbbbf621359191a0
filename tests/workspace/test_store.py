"""Saved scenarios on the disk: the same back, nothing overwritten unseen, damaged files shown, two at once."""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle.errors import ChangedSinceError, ScenarioError, WorkspaceError
from resettle.inputs.scenario import Change, Floors, Opens, Pin, Scale, Scenario, Target
from resettle.storage.lock import locked
from resettle.workspace import store as store_module
from resettle.workspace.store import MOST_SAVED, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 25, 12, 0, 5, tzinfo=UTC)
TWICE = Scenario(description="Twice\nas much", scale=Scale(build=2.0), opens=Opens(corridor={"zc": 2028}))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "not" / "yet", lambda: NOON)


def test_what_is_saved_comes_back(workspace: Workspace) -> None:
    saved = workspace.save("Twice", TWICE, ["roads", "donors"])
    assert workspace.open("Twice") == saved
    assert saved.scenario == TWICE.model_copy(update={"title": "Twice"})
    assert (saved.tags, saved.saved_at) == (("donors", "roads"), NOON)
    assert dict(workspace.shelf().saved) == {"Twice": saved}


def test_the_file_is_a_scenario_file(workspace: Workspace) -> None:
    """The command line reads it as it is."""
    workspace.save("Twice", TWICE, ["roads"])
    assert Scenario.load(workspace.folder / "Twice.toml").digest == TWICE.digest


def test_an_empty_folder_and_one_that_is_not_there(workspace: Workspace) -> None:
    assert (dict(workspace.shelf().saved), dict(workspace.shelf().damaged)) == ({}, {})
    with pytest.raises(WorkspaceError, match="no saved scenario"):
        workspace.open("Twice")


def test_nothing_is_overwritten_unseen(workspace: Workspace) -> None:
    first = workspace.save("Twice", TWICE)
    with pytest.raises(ChangedSinceError):
        workspace.save("Twice", Scenario())
    assert workspace.open("Twice") == first
    second = workspace.save("Twice", Scenario(scale=Scale(build=3.0)), version=first.version)
    with pytest.raises(ChangedSinceError):
        workspace.save("Twice", Scenario(), version=first.version)
    assert workspace.open("Twice") == second


def test_what_was_deleted_meanwhile_is_saved_anew(workspace: Workspace) -> None:
    first = workspace.save("Twice", TWICE)
    workspace.delete("Twice", first.version)
    assert workspace.save("Twice", TWICE, version=first.version).scenario.digest == TWICE.digest


def test_two_who_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each of them replaces only what it has seen: every save is either there in the end or was refused."""
    Workspace(tmp_path).save("Shared", Scenario())
    done: list[str] = []

    def work(who: int) -> None:
        own = Workspace(tmp_path)
        for number in range(30):
            seen = own.open("Shared")
            said = seen.scenario.description.split()
            mark = f"{who}.{number}"
            try:
                own.save("Shared", Scenario(description=" ".join([*said, mark])), version=seen.version)
            except ChangedSinceError:
                continue
            done.append(mark)

    threads = [threading.Thread(target=work, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Workspace(tmp_path).open("Shared").scenario.description.split()
    assert sorted(kept) == sorted(done)
    assert len(done) >= 30


def test_two_who_save_the_same_new_name_at_once(tmp_path: Path) -> None:
    barrier = threading.Barrier(4)
    saved: list[float] = []

    def work(build: float) -> None:
        own = Workspace(tmp_path)
        barrier.wait()
        try:
            own.save("New", Scenario(scale=Scale(build=build)))
        except ChangedSinceError:
            return
        saved.append(build)

    threads = [threading.Thread(target=work, args=(float(build),)) for build in range(2, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert saved == [Workspace(tmp_path).open("New").scenario.scale.build]


def test_damaged_files_are_shown_with_their_problem(workspace: Workspace) -> None:
    workspace.save("Good", TWICE)
    for name, data in {
        "no toml": b"title = ",
        "unknown": b"tittle = 'x'",
        "not utf-8": b"title = '\xff'",
        "utf-16": "title = 'x'".encode("utf-16"),
        "large": b"# " + b"x" * 2**20,
    }.items():
        (workspace.folder / f"{name}.toml").write_bytes(data)
    (workspace.folder / "a folder.toml").mkdir()
    (workspace.folder / "notes.txt").write_text("not ours")
    shelf = workspace.shelf()
    assert list(shelf.saved) == ["Good"]
    assert sorted(shelf.damaged) == ["a folder", "large", "no toml", "not utf-8", "unknown", "utf-16"]
    assert "title" in str(shelf.damaged["unknown"])
    with pytest.raises(ScenarioError):
        workspace.open("no toml")
    workspace.delete("no toml")
    assert "no toml" not in workspace.shelf().damaged


def test_a_file_put_there_by_hand_is_found_and_one_edited_is_read_anew(workspace: Workspace) -> None:
    workspace.save("Twice", TWICE)
    (workspace.folder / "By hand.toml").write_text("# tags: a, b#!, ok\n# saved: yesterday\n[scale]\nbuild = 3.0\n")
    found = workspace.open("By hand")
    assert (found.scenario.scale.build, found.tags, found.saved_at) == (3.0, ("a", "ok"), None)
    (workspace.folder / "By hand.toml").write_text("[scale]\nbuild = 4.25\n")
    assert workspace.open("By hand").scenario.scale.build == 4.25


@pytest.mark.parametrize("name", ["../x", "/x", "..", "a/../../x"])
def test_no_name_leads_out_of_the_folder(workspace: Workspace, name: str) -> None:
    outside = workspace.folder.parent / "x.toml"
    outside.parent.mkdir(parents=True)
    outside.write_text("title = 'x'\n")
    with pytest.raises(WorkspaceError):
        workspace.save(name, TWICE)
    with pytest.raises(WorkspaceError):
        workspace.open(name)
    workspace.delete(name)
    assert outside.read_text() == "title = 'x'\n"


def test_names_that_differ_in_capitals_only_are_one(workspace: Workspace) -> None:
    workspace.save("Twice", TWICE)
    with pytest.raises(WorkspaceError, match="capitals only"):
        workspace.save("TWICE", Scenario())


def test_duplicate_and_rename(workspace: Workspace) -> None:
    first = workspace.save("Twice", TWICE, ["roads"])
    copy = workspace.duplicate("Twice", "Twice again")
    assert (copy.scenario.digest, copy.tags) == (first.scenario.digest, ("roads",))
    with pytest.raises(ChangedSinceError):
        workspace.duplicate("Twice", "Twice again")
    with pytest.raises(ChangedSinceError):
        workspace.rename("Twice", "Three", "another version")
    workspace.rename("Twice", "Three", first.version)
    assert list(workspace.shelf().saved) == ["Three", "Twice again"]
    assert workspace.open("Three").scenario.title == "Three"


def test_delete_takes_only_what_was_seen(workspace: Workspace) -> None:
    first = workspace.save("Twice", TWICE)
    second = workspace.save("Twice", Scenario(), version=first.version)
    with pytest.raises(ChangedSinceError):
        workspace.delete("Twice", first.version)
    workspace.delete("Twice", second.version)
    workspace.delete("Twice", second.version)
    assert dict(workspace.shelf().saved) == {}


def test_number_and_size_are_bounded(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(Change(table="funding", column="usd", times=1.0, where={"funder": "x" * 900}) for _ in range(1200))
    with pytest.raises(WorkspaceError, match="at most 1 MB"):
        workspace.save("Large", Scenario(change=many))
    monkeypatch.setattr(store_module, "MOST_SAVED", 2)
    assert MOST_SAVED == 200
    one = workspace.save("One", TWICE)
    workspace.save("Two", TWICE)
    with pytest.raises(WorkspaceError, match="which is the most"):
        workspace.save("Three", TWICE)
    workspace.save("One", Scenario(), version=one.version)


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workspace.save("Twice", TWICE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module.os, "fsync", full)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        workspace.save("Twice", Scenario(), version=first.version)
    assert workspace.open("Twice") == first
    assert sorted(file.name for file in workspace.folder.iterdir()) == ["Twice.toml"]


def test_a_full_shelf_still_renames(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MOST_SAVED", 2)
    one = workspace.save("One", TWICE, ["roads"])
    workspace.save("Two", TWICE)
    renamed = workspace.rename("One", "Three", one.version)
    assert (renamed.name, renamed.scenario.title, renamed.tags) == ("Three", "Three", ("roads",))
    assert list(workspace.shelf().saved) == ["Three", "Two"]
    with pytest.raises(ChangedSinceError):
        workspace.rename("Three", "Two", renamed.version)
    assert workspace.shelf().saved["Three"] == renamed


def test_a_save_answers_with_what_it_wrote(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else saves as soon as the lock is free: the first one does not get the other's scenario for its own."""
    first = workspace.save("Twice", TWICE)
    other = Workspace(workspace.folder, lambda: NOON)
    lock = store_module.locked

    @contextmanager
    def then_another(folder: Path, seconds: float) -> Iterator[None]:
        with lock(folder, seconds):
            yield
        monkeypatch.setattr(store_module, "locked", lock)
        other.save("Twice", Scenario(description="another's"), version=other.open("Twice").version)

    monkeypatch.setattr(store_module, "locked", then_another)
    mine = workspace.save("Twice", Scenario(description="mine"), version=first.version)
    assert mine.scenario.description == "mine"
    assert workspace.open("Twice").scenario.description == "another's"
    assert workspace.open("Twice").version != mine.version


def test_a_lock_that_is_held_does_not_hold_up_the_list(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading needs no lock; a save waits for a time, and then says who is writing."""
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.2)
    first = workspace.save("Twice", TWICE)
    with locked(workspace.folder):
        assert list(workspace.shelf().saved) == ["Twice"]
        said = rf"being written by another program \(process {os.getpid()}, for [0-9] seconds\)\. Nothing was changed"
        with pytest.raises(WorkspaceError, match=said):
            workspace.save("Twice", Scenario(), version=first.version)
        with pytest.raises(WorkspaceError, match=said):
            workspace.delete("Twice")
        with pytest.raises(WorkspaceError, match=said):
            workspace.rename("Twice", "Thrice", first.version)
    assert workspace.open("Twice") == first


def test_what_is_no_ordinary_file_is_shown_as_damaged(workspace: Workspace) -> None:
    """A pipe does not hang the list, a name of bytes that are no text does not close it; each can be deleted."""
    workspace.save("Twice", TWICE)
    os.mkfifo(workspace.folder / "pipe.toml")
    (workspace.folder / "loop.toml").symlink_to("loop.toml")
    (workspace.folder / "endless.toml").symlink_to("/dev/zero")
    (workspace.folder / "folder.toml").mkdir()
    (Path(os.fsdecode(os.fsencode(workspace.folder) + b"/\xff\xfe.toml"))).write_bytes(b"scale.build = 2.0\n")
    shelf = workspace.shelf()
    assert list(shelf.saved) == ["Twice", "��"]
    assert list(shelf.damaged) == ["endless", "folder", "loop", "pipe"]
    assert "no ordinary file" in str(shelf.damaged["pipe"])
    assert "no ordinary file" in str(shelf.damaged["endless"])
    assert json.dumps(list(shelf.saved)).encode()
    assert workspace.open("��").scenario.scale.build == 2.0
    for name in ("endless", "loop", "pipe", "��"):
        workspace.delete(name)
    with pytest.raises(WorkspaceError, match="is a folder"):
        workspace.delete("folder")
    assert list(workspace.shelf().saved) == ["Twice"]


def test_a_lock_that_is_a_pipe_is_told(workspace: Workspace) -> None:
    first = workspace.save("Twice", TWICE)
    os.mkfifo(workspace.folder / ".lock")
    with pytest.raises(WorkspaceError, match="no ordinary file"):
        workspace.save("Twice", Scenario(), version=first.version)
    assert workspace.open("Twice") == first


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="RESETTLE_SCENARIOS"):
        Workspace(tmp_path / "file").save("Twice", TWICE)
    with pytest.raises(WorkspaceError, match="RESETTLE_SCENARIOS"):
        Workspace(tmp_path / "file").shelf()


shares = st.floats(0, 1)
scenarios = st.builds(
    Scenario,
    description=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=50),
    mode=st.sampled_from(["most_people", "fairest"]),
    standard=shares | st.dictionaries(st.text(st.characters(categories=("L",)), min_size=1), shares),
    horizon=st.none() | st.just((2027, 2033)),
    floors=st.builds(Floors, origin=shares, size=shares),
    scale=st.builds(Scale, build=st.floats(0, 1000), funding=st.floats(0, 4)),
    opens=st.builds(Opens, corridor=st.dictionaries(st.sampled_from("abc"), st.just("never") | st.just(2029))),
    target=st.just(()) | st.just((Target(scope="all", year=2030, persons=10.0),)),
    pin=st.just(()) | st.just((Pin(place="r0", at_most=3.0), Pin(year=2028, exactly=2.5))),
    change=st.just(()) | st.just((Change(table="land", where={"place": "r0"}, column="ready_ha", plus=-1.5),)),
)


@settings(max_examples=40, deadline=None)
@given(scenarios)
def test_every_scenario_comes_back_the_same(tmp_path_factory: pytest.TempPathFactory, scenario: Scenario) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("kept"))
    back = workspace.save("Kept", scenario).scenario
    assert back == scenario.model_copy(update={"title": "Kept"})
    assert back.digest == scenario.digest
