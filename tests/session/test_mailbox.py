"""The queue in and the slot out."""

import pytest

from playground.session.commands import Close, Pause, Play
from playground.session.mailbox import Inbox, Slot
from playground.session.snapshot import Snapshot


def test_commands_come_out_in_order_and_the_flag_says_that_some_wait() -> None:
    inbox = Inbox()
    assert inbox.take(0.0) == ()
    assert inbox.put(Play())
    assert inbox.put(Pause())
    assert inbox.stop_flag[0] != 0
    assert inbox.take(None) == (Play(), Pause())
    assert inbox.stop_flag[0] == 0


def test_nothing_is_taken_after_a_close() -> None:
    inbox = Inbox()
    inbox.put(Close())
    assert inbox.is_closed
    assert not inbox.put(Play())
    assert inbox.take(0.0) == (Close(),)


def test_waiting_ends_with_an_empty_hand_when_time_is_up() -> None:
    assert Inbox().take(0.001) == ()


def test_the_slot_holds_the_newest_and_waiting_for_what_never_comes_fails() -> None:
    slot = Slot()
    slot.put(Snapshot(step=3))
    assert slot.wait_for(lambda snapshot: snapshot.step == 3, 0.0).step == 3
    with pytest.raises(TimeoutError, match="step 3"):
        slot.wait_for(lambda snapshot: snapshot.step == 4, 0.001)
