"""``python -m tests.translations``: bring the files of translators in agreement with the code."""

import json
import sys

from tests.translations.catalogue import FOLDER, LANGUAGES, compile_file, completed, read, write
from tests.translations.patterns import MESSAGES, patterns
from tests.translations.texts import all_texts


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    written = patterns()
    listed = json.dumps(written, ensure_ascii=False, indent=0)
    (FOLDER / "patterns.json").write_text(f"{listed}\n", encoding="utf-8")
    texts = [*all_texts(), *((MESSAGES, pattern) for pattern in written)]
    for language in LANGUAGES:
        path = FOLDER / f"{language}.ts"
        told = completed(texts, read(path))
        write(path, language, texts, told)
        compile_file(path)
        missing = [text for text in texts if text not in told]
        say(f"{language}: {len(told)} of {len(texts)} texts are translated.")
        for context, source in missing:
            say(f"  missing in {context}: {source}")


if __name__ == "__main__":
    main()
