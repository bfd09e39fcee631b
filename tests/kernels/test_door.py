"""The lazy door, the cache folder and the warm-up, each in a process of its own."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest


def run(script: str, cache: Path, **more: str) -> str:
    """Run a script in a fresh process and return what it printed."""
    environment = {**os.environ, "PLAYGROUND_CACHE_DIR": str(cache), **more}
    result = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_nothing_is_loaded_before_the_door_is_asked(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from playground.engine import door\n"
        "assert 'numba' not in sys.modules\n"
        "assert not door.is_loaded() and door.rasteriser() is None\n"
        "assert 'numba' not in sys.modules\n"
        "door.kernels()\n"
        "assert door.is_loaded() and door.rasteriser() is None\n"
        "import numba\n"
        "print(numba.config.CACHE_DIR == '')\n"
    )
    # Other people's numba code keeps its own settings.
    assert run(script, tmp_path) == "True"


def test_a_large_library_waits_while_the_kernels_are_loaded(tmp_path: Path) -> None:
    script = (
        "import sys, threading\n"
        "from playground.engine import door\n"
        "held, over = threading.Event(), threading.Event()\n"
        "def hold():\n"
        "    with door._lock:\n"
        "        held.set()\n"
        "        over.wait(30)\n"
        "thread = threading.Thread(target=hold)\n"
        "thread.start()\n"
        "held.wait(30)\n"
        "first = door.import_unless_busy('this')\n"
        "early = 'this' in sys.modules\n"
        "over.set()\n"
        "thread.join()\n"
        "sys.stdout = sys.stderr\n"
        "second = door.import_unless_busy('this')\n"
        "print(first, early, second, 'this' in sys.modules, file=sys.__stdout__)\n"
    )
    assert run(script, tmp_path) == "False False True True"


def test_prepare_tells_how_far_it_is_and_fills_the_cache(tmp_path: Path) -> None:
    script = (
        "import json\n"
        "from playground.engine import door\n"
        "from playground.kernels import cache\n"
        "told = []\n"
        "door.prepare(lambda *step: told.append(step))\n"
        "assert door.rasteriser() is not None\n"
        "files = sorted(p.name for p in cache.folder().rglob('*.nbc'))\n"
        "print(json.dumps([told, files]))\n"
    )
    told, files = json.loads(run(script, tmp_path))
    steps = [done for _, done, _ in told]
    assert steps == list(range(len(told)))
    assert {total for _, _, total in told} == {len(told) - 1}
    assert len(files) >= len(told) - 2
    assert json.loads(run(script, tmp_path))[1] == files
    assert (
        run("from playground.kernels import cache\nprint(cache.is_complete())", tmp_path) == "True"
    )


def test_what_small_networks_need_is_a_part_of_it(tmp_path: Path) -> None:
    script = (
        "from playground.engine import door\n"
        "from playground.kernels import cache\n"
        "from playground.kernels.optable import OpCode\n"
        "told = []\n"
        "door.prepare(lambda *step: told.append(step[0]), is_all=False)\n"
        "print(len(told), 'conv forward' in told, 'tanh forward' in told, cache.is_complete(),\n"
        "      door.is_prepared(), door.rasteriser() is not None)\n"
    )
    count, *facts = run(script, tmp_path).split()
    assert int(count) < 90
    assert facts == ["False", "True", "False", "True", "True"]


def test_the_key_changes_with_every_source_of_the_room(tmp_path: Path) -> None:
    script = (
        "import shutil\n"
        "from pathlib import Path\n"
        "from playground.kernels import cache\n"
        "room = Path(cache.__file__).parent\n"
        f"target = Path({str(tmp_path)!r}) / 'room'\n"
        "shutil.copytree(room, target)\n"
        "before = cache.key()\n"
        "cache._ROOM = target\n"
        "cache.key.cache_clear()\n"
        "assert cache.key() == before\n"
        "source = target / 'ops' / 'tanh.py'\n"
        "source.write_text(source.read_text() + '# changed')\n"
        "cache.key.cache_clear()\n"
        "print(cache.key() != before)\n"
    )
    assert run(script, tmp_path) == "True"


def test_builds_used_by_turns_keep_their_code(tmp_path: Path) -> None:
    script = (
        "import os, time\n"
        "from playground.kernels import cache\n"
        "own = cache.folder()\n"
        "for age in range(1, 12):\n"
        "    other = own.parent / f'kernels-{age}'\n"
        "    other.mkdir()\n"
        "    then = time.time() - 3600.0 * age\n"
        "    os.utime(other, (then, then))\n"
        "os.utime(own.parent / 'kernels-11')\n"
        "cache.delete_old()\n"
        "print(own.exists(), *sorted(int(p.name[8:]) for p in own.parent.iterdir() if p != own))\n"
    )
    assert run(script, tmp_path) == "True 1 2 3 4 5 11"


def test_two_first_starts_at_once_leave_a_cache_that_serves_a_third(tmp_path: Path) -> None:
    script = (
        "from playground.kernels import jit, machine\n"
        "from playground.kernels.optable import OpCode\n"
        "ops = (OpCode.SGD_UPDATE, OpCode.GATHER, OpCode.TANH_FORWARD, OpCode.MSE_LOSS)\n"
        "assert all(machine.address_of(op) > 0 for op in ops)\n"
        "print(sum(jit.cache_hits(op) for op in ops))\n"
    )
    with ThreadPoolExecutor(2) as starts:
        both = [starts.submit(run, script, tmp_path) for _ in range(2)]
    assert all(0 <= int(start.result()) <= 4 for start in both)
    assert run(script, tmp_path) == "4"


def test_a_cache_that_cannot_be_written_is_replaced_by_a_temporary_one(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    script = (
        "from playground.engine import door\n"
        "from playground.kernels import cache\n"
        "from playground.kernels.optable import OpCode\n"
        "assert door.kernels().address_of(OpCode.SGD_UPDATE) > 0\n"
        "print(cache.folder())\n"
    )
    folder = run(script, blocked, TMPDIR=str(temporary))
    if sys.platform == "win32":
        pytest.skip("TMPDIR is not used there")
    assert folder.startswith(str(temporary))
    # Nobody would find it again: it goes when the program goes.
    assert not Path(folder).exists()
