"""The wheel carries everything: installed elsewhere, it runs from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel and borrows only the libraries of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("neural_playground-*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    if not python.exists():
        python = folder / "env" / "Scripts" / "python.exe"
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    site = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).strip()
    # The libraries (PySide6, numba ...) weigh 600 MB: lend them instead of installing them twice.
    # The wheel's own folder comes first, so the package is the installed one.
    Path(site, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_package_and_its_resources_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    out = run(
        installed,
        "-c",
        "import playground.resources as r; print(r.resource_path('examples'))",
        cwd=tmp_path,
    )
    assert Path(out.strip()).is_relative_to(installed.parents[1])


def test_the_installed_program_trains_from_another_folder(installed: Path, tmp_path: Path) -> None:
    program = installed.with_name("playground")
    out = run(program, "train", "--data", "digits", "--steps", "20", "--json", cwd=tmp_path)
    assert json.loads(out)["steps"] == 20


def test_the_installed_program_lists_its_examples(installed: Path, tmp_path: Path) -> None:
    assert "spiral" in run(installed.with_name("playground"), "examples", cwd=tmp_path).lower()
