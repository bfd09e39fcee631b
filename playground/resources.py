"""Where the things that are not code live: icons, fonts, datasets, example projects.

In a checkout they stand in ``resources/`` beside the package; a wheel carries them inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled resource.

    Raises
    ------
    FileNotFoundError
        The resource is in neither place, so the installation is damaged.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(
        f"The bundled file {'/'.join(parts)} is missing. Install the program again."
    )
