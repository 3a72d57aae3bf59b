"""Saved views: kept, seen by whom they are for, and changed by nobody but their maker."""

import pytest

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.views import SavedView
from mcsys_desktop.services import views
from tests.conftest import AtDesk, Office
from tests.models.raw_sql import refused_with


def test_a_view_comes_back_as_it_was_saved(db: Office) -> None:
    views.save("customers", "  Prospects  in Soest ", '{"filters": {"place": "Soest"}}')
    views.save("calls", "Gemist", "{}", for_all=True)
    (view,) = views.of_list("customers")
    assert (view.name, view.chosen) == ("Prospects in Soest", '{"filters": {"place": "Soest"}}')
    assert view.mine
    assert view.may_change
    assert not view.for_all


def test_a_name_that_is_known_is_written_over(db: Office) -> None:
    first = views.save("customers", "Soest", "1")
    assert views.save("customers", "Soest", "2", for_all=True) == first
    (view,) = views.of_list("customers")
    assert (view.chosen, view.for_all) == ("2", True)


def test_a_view_without_a_name_is_refused(db: Office) -> None:
    with pytest.raises(UserError):
        views.save("customers", " \u200b ", "{}")


def test_a_view_is_renamed_and_removed_by_its_version(db: Office) -> None:
    views.save("customers", "Soest", "1")
    (view,) = views.of_list("customers")
    views.change(view, "Baarn", for_all=True)
    (changed,) = views.of_list("customers")
    assert (changed.name, changed.for_all, changed.chosen) == ("Baarn", True, "1")
    with pytest.raises(StaleRecord):
        views.remove(view)
    views.remove(changed)
    assert views.of_list("customers") == []
    views.bring_back("customers", changed)
    assert [one.name for one in views.of_list("customers")] == ["Baarn"]


@pytest.mark.parametrize("engine", ["postgres"])
def test_others_see_what_is_for_them_and_change_nothing(db: Office, at_desk: AtDesk) -> None:
    views.save("customers", "Mine", "{}")
    views.save("customers", "Ours", "{}", for_all=True)
    seen = at_desk(views.of_list, "customers", login="bob")
    assert [(one.name, one.mine, one.may_change, one.by) for one in seen] == [
        ("Ours", False, False, "anna")
    ]
    for act in (
        lambda: views.change(seen[0], "Theirs", for_all=True),
        lambda: views.remove(seen[0]),
    ):
        with pytest.raises(UserError) as refused:
            at_desk(act, login="bob")
        assert failures.GUARDED in str(refused.value.__cause__)
    (again,) = at_desk(views.of_list, "customers", login="carla")  # an administrator
    assert again.may_change
    at_desk(views.remove, again, login="carla")
    assert [one.name for one in views.of_list("customers")] == ["Mine"]


def test_the_database_itself_refuses_another_ones_view(db: Office, at_desk: AtDesk) -> None:
    """Also to whoever passes by our program: in a file the name is the connection's."""
    with base.transaction():
        view = SavedView(page="customers", name="Mine", chosen="{}", for_all=True)
        view.save()
    for act in (
        "DELETE FROM saved_view",
        "UPDATE saved_view SET name = 'x', version = version + 1",
    ):
        at_desk(refused_with, act, view.id, failures.GUARDED)
    assert [one.name for one in SavedView.select()] == ["Mine"]
    with base.transaction():
        base.database.execute_sql("DELETE FROM saved_view")  # one's own
