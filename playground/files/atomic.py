"""Writing a file so that it is either the old one or the new one, never half of one."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playground.model.errors import PlaygroundError


def _plain_mode() -> int:
    """Return the permissions of an ordinary new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


_PLAIN_MODE = _plain_mode()
# Asked once, at import: the question changes the mask for a moment, for every thread.


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path of a temporary file that takes ``path``'s place if the block succeeds.

    The temporary file stands in the same folder, is flushed to the disk before it moves, and is
    removed if anything fails; then the old file is untouched. The new file has the permissions of
    the old one; where ``path`` is a link, the file that it leads to is replaced.

    Raises
    ------
    PlaygroundError
        The folder or the disk does not take it, in plain words.
    """
    temporary: Path | None = None
    target = Path(os.path.realpath(path))
    try:
        _refuse_protected(target)
        # The suffix stays last: some writers look at it.
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{path.stem[:40]}-", suffix=path.suffix
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else _PLAIN_MODE)
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise PlaygroundError(f"{path} was not written: {reason(error)}.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def check_writable(path: Path) -> None:
    """Say now, not after an hour of training, that a file cannot be written.

    Raises
    ------
    PlaygroundError
        The folder is missing or read-only, or the path is a folder or no ordinary file.
    """
    try:
        if path.is_dir():
            raise PlaygroundError(f"{path} is a folder. Name a file in it.")
        target = Path(os.path.realpath(path))
        _refuse_protected(target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".playground-")
    except OSError as error:
        raise PlaygroundError(f"{path} cannot be written: {reason(error)}.") from error
    os.close(handle)
    Path(name).unlink()


def _refuse_protected(target: Path) -> None:
    """Respect what could be replaced but should not: a read-only file, a device, a pipe."""
    if not target.exists():
        return
    if not (target.is_file() or target.is_dir()):
        raise OSError(errno.EINVAL, "it is no ordinary file. Choose another name")
    if not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def reason(error: OSError) -> str:
    """Return why the system refused, in plain words, with what to do next."""
    known = {
        errno.ENOSPC: "the disk is full. Free some space or choose another disk",
        errno.EFBIG: "the file would be larger than the disk allows. Choose another disk",
        errno.EDQUOT: "the disk quota is used up. Free some space or choose another disk",
        errno.EACCES: "you may not write there. Choose another folder or another name",
        errno.EPERM: "you may not write there. Choose another folder",
        errno.EROFS: "the disk is read-only. Choose another folder",
        errno.ENOENT: "there is no such folder. Make it first, or choose another",
        errno.ENOTDIR: "its folder is a file. Choose another folder",
        errno.EISDIR: "it is a folder. Name a file in it",
        errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
    }
    return known.get(error.errno or 0, error.strerror or str(error))
