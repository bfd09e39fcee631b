"""Tables from files: what is read, what is refused and where, and that damage never gives half."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.build import build, check_data
from playground.data.makers.own import answer_values, column_values
from playground.files import table_file
from playground.files.table_file import TableFile, parse_table, read_table, table_spec
from playground.model.errors import PlaygroundError
from playground.model.project import DataSpec

FLOWERS = b"length,width,species\n5.1,3.5,iris\n7.0,3.2,lily\n6.3,3.3,rose\n4.9,3.0,iris\n"


def numbers(table: TableFile, name: str) -> list[float]:
    return [float(value) for value in table.column(name).numbers]


def test_a_plain_file_becomes_data_that_can_be_trained_on() -> None:
    table = parse_table(FLOWERS, "flowers")
    assert (table.name, table.rows, table.label) == ("flowers", 4, "species")
    assert table.features("species") == ("length", "width")
    spec = table_spec(table, "species", ("length", "width"))
    assert spec.classes == ("iris", "lily", "rose")
    assert column_values(spec).tolist()[1] == [7.0, 3.2]
    assert answer_values(spec).tolist() == [0.0, 1.0, 2.0, 0.0]
    data = DataSpec("table", table=spec)
    assert check_data(data) == ()
    dataset = build(data)
    assert dataset.shape.titles == ("length", "width")
    assert dataset.shape.task == "classes"


@pytest.mark.parametrize(
    "text",
    [
        "a;b;c\n1,5;2;x\n2,5;3;y\n",
        "a\tb\tc\n1.5\t2\tx\n2.5\t3\ty\n",
        "\ufeffa, b, c\r\n1.5, 2, x\r\n2.5, 3, y\r\n",
        'a,b,c\n"1.5","2","x"\n\n2.5,3,y\n',
        "a,b,c,\n1.5,2,x,\n2.5,3,y,\n",
        "a;b;c\n1.5;2;x\n2.5;3;y\n",
    ],
)
def test_the_signs_of_many_programs_are_understood(text: str) -> None:
    table = parse_table(text.encode())
    assert numbers(table, "a") == [1.5, 2.5]
    assert numbers(table, "b") == [2.0, 3.0]
    assert table.column("c").words == ("x", "y")


def test_a_comma_is_decimal_only_where_nothing_speaks_against_it() -> None:
    mixed = parse_table(b"a;b;c\n1,5;2.5;x\n2,5;3;y\n")
    assert not mixed.column("a").is_number
    assert numbers(mixed, "b") == [2.5, 3.0]


def test_text_of_other_programs_in_utf_16_is_read() -> None:
    assert numbers(parse_table("a\tb\n1\tx\n2\ty\n".encode("utf-16")), "a") == [1.0, 2.0]


def test_columns_without_a_header_are_numbered_and_equal_names_told_apart() -> None:
    bare = parse_table(b"1,2,x\n3,4,y\n5,6,x\n")
    assert [column.name for column in bare.columns] == ["column 1", "column 2", "column 3"]
    assert bare.rows == 3
    double = parse_table(b"a,a,,b\n1,2,3,x\n4,5,6,y\n")
    assert [column.name for column in double.columns] == ["a", "a 2", "column 3", "b"]


def test_three_lines_of_orange_name_kinds_and_the_label() -> None:
    text = "x\ty\tkind\tnote\nc\tcontinuous\ta b\tstring\n\t\tclass\tmeta\n1\t2\ta\tq\n3\t4\tb\tr\n"
    table = parse_table(text.encode())
    assert [column.name for column in table.columns] == ["x", "y", "kind"]
    assert table.label == "kind"
    assert table.rows == 2


def test_numbers_are_predicted_as_numbers_and_few_whole_ones_as_classes() -> None:
    rows = "".join(f"{i},{i % 3},{i * 1.5}\n" for i in range(30))
    table = parse_table(("a,group,size\n" + rows).encode())
    assert table.label == "size"
    assert table_spec(table, "size", ("a",)).classes == ()
    assert table_spec(table, "group", ("a",)).classes == ("0", "1", "2")
    assert table_spec(table, "group", ("a",), as_classes=False).classes == ()
    data = build(DataSpec("table", table=table_spec(table, "size", ("a",))))
    answers = data.values * data.value_scale + data.value_mean
    assert np.allclose(answers[:, 0], np.arange(30) * 1.5, atol=1e-4)


def test_a_column_of_many_words_holds_classes_or_says_why_not() -> None:
    def of_people(count: int) -> TableFile:
        rows = "".join(f"person {row % count},{row}.5\n" for row in range(150))
        return parse_table(f"name,size\n{rows}".encode())

    assert len(table_spec(of_people(90), "name", ("size",)).classes) == 90
    with pytest.raises(PlaygroundError, match="150 different values; at most 100"):
        table_spec(of_people(150), "name", ("size",))


def test_missing_values_are_named_and_such_rows_can_be_left_out() -> None:
    table = parse_table(b"a,b,c\n1,2,x\n?,3,y\n5,NA,x\n6,7,y\n")
    assert table.missing_rows("c", ("a",)) == 1
    assert table.missing_rows("c", ("a", "b")) == 2
    with pytest.raises(PlaygroundError, match="“a” \\(line 3 is the first\\)"):
        table_spec(table, "c", ("a", "b"))
    spec = table_spec(table, "c", ("a", "b"), without_missing=True)
    assert column_values(spec).tolist() == [[1.0, 2.0], [6.0, 7.0]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"\x89PNG\0\0\0", "no text"),
        (b"a,b\n1,\xff\n", "UTF-8 \\(line 2\\)"),
        (b"a,b\n1,2\n3\n", "line 3: 1 column where the first line has 2"),
        (b"a,b\n1,2\n3,4,5\n", "line 3: 3 columns where the first line has 2"),
        (b'a,b\n1,"2\n3,4\n', "quoted text"),
        (b"a,b\n" + b"1,2\n" * 30 + b"x,2\n", "line 32, column “a”: “x” is no number"),
        (b"a,b\n" + b"1,2\n" * 30 + b"1e99,2\n", "line 32, column “a”"),
        (b"a,b\n1,2\n", "fewer than two rows"),
        (b"a,b\nx,y\nu,v\n", "no column of numbers"),
        (b"a\n1\n2\n", "only one column"),
        (b",".join([b"1"] * 201) + b"\n", "201 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(PlaygroundError, match=words):
        parse_table(data)


def test_files_that_are_too_large_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "MAX_BYTES", 50)
    monkeypatch.setattr(table_file, "MAX_ROWS", 5)
    path = tmp_path / "big.csv"
    path.write_bytes(FLOWERS)
    with pytest.raises(PlaygroundError, match=r"big\.csv is larger"):
        read_table(path)
    with pytest.raises(PlaygroundError, match="more than 5 rows"):
        parse_table(b"a,b\n" + b"1,2\n" * 9)


@pytest.mark.parametrize(
    ("label", "features", "words"),
    [
        ("nothing", ("length",), "no column “nothing”"),
        ("species", (), "at least one column"),
        ("length", ("species",), "no column of numbers"),
        ("length", ("length",), "is what is predicted"),
    ],
)
def test_columns_that_cannot_be_are_refused(
    label: str, features: tuple[str, ...], words: str
) -> None:
    with pytest.raises(PlaygroundError, match=words):
        table_spec(parse_table(FLOWERS), label, features)


CELLS = st.sampled_from(
    ["1", "2.5", "-3e2", "x", "y z", '"q"', '"', "", "?", "1e300", "ž", "\t", "0"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.binary(max_size=3),
    st.integers(0, 60),
)
def test_damage_gives_a_whole_table_or_a_plain_message(
    rows: list[list[str]], delimiter: str, junk: bytes, place: int
) -> None:
    text = "\n".join(delimiter.join(row) for row in rows).encode()
    data = text[:place] + junk + text[place:]
    try:
        table = parse_table(data)
        spec = table_spec(table, table.label, table.features(table.label), without_missing=True)
    except PlaygroundError as error:
        assert str(error).endswith(".")
        assert len(str(error)) < 400
        return
    values = column_values(spec)
    assert values.shape == (len(answer_values(spec)), len(spec.columns))
    assert np.isfinite(values).all()
    assert check_data(DataSpec("table", table=spec)) == ()
    assert all(name.isprintable() and name for name in (*spec.columns, spec.target))
