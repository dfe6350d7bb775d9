import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gem_gymnasium.parsing import answer, boxed, integers, program, word


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (r"\boxed{25}", "25"),
        (r"\boxed{ 25 }", "25"),
        (r"first \boxed{1}, then \boxed{2}.", "2"),
        (r"\boxed{\text{up}}", "up"),
        (r"\boxed{\text{reveal }3\ 2}", "reveal 3 2"),
        (r"\boxed{\mathbf{\text{ A }}\quad C}", "A C"),
        (r"\boxed{1,\,2}", "1, 2"),
        (r"$\boxed{$7$}$", "7"),
        (r"\boxed {7}", "7"),
        (r"\boxed{\frac{1}{2}}", r"\frac{1}{2}"),
        (r"\boxed{{a}{b}}", "{a}{b}"),
        (r"\boxed{one} and then \boxed{two", "one"),
        (r"\boxed{outer \boxed{inner}}", "inner"),
        (r"\boxed{outer {\boxed{inner} rest}", "inner"),
        (r"\boxed{a\}b}", r"a\}b"),
        (r"\boxed{}", ""),
        (r"I pick \boxed{up}. (As asked, in \boxed{}.)", "up"),
        (r"\boxed{{25}}", "25"),
        (r"\boxed{\{up\}}", "up"),
        (r"\boxed{\(25\)}", "25"),
        (r"\boxed{25.}", "25"),
        (r"\boxed{**up**}", "up"),
        (r"\boxed{`up`,}", "up"),
        (r"\boxed{“crane”}", "crane"),
        (r"\boxed{(reveal 3 2)}", "reveal 3 2"),
        (r"\boxed{(0,2) E}", "(0,2) E"),
        (r"\boxed{A \rightarrow C}", "A -> C"),
        (r"\boxed{A → C}", "A -> C"),
        (r"\boxed{\textsf{up}}", "up"),
        ("\\boxed{two\nlines}", "two\nlines"),
    ],
)
def test_boxed_reads_the_last_closed_box(text, content):
    assert boxed(text) == content


@pytest.mark.parametrize("text", ["", "25", r"\boxed", r"\boxed{25", "boxed{25}", r"\fbox{2}", "}"])
def test_no_closed_box_is_none(text):
    assert boxed(text) is None


@given(st.text(st.characters()), st.from_regex(r"[\w+-][\w ,+-]*", fullmatch=True))
def test_a_plain_content_comes_back_whatever_stands_before(before, content):
    assert boxed(f"{before}\\boxed{{{content}}}") in (content.strip(), content.strip(" ,"))


@given(st.lists(st.sampled_from(["\\boxed{", "}", "{", "\\", "\\text{", "x", " ", "$"])))
def test_any_soup_of_braces_is_read_or_refused(pieces):
    found = boxed("".join(pieces))
    assert found is None or isinstance(found, str)


@pytest.mark.parametrize(
    "text",
    [
        "\\boxed{" * 150_000,
        "{" * 10**6,
        "\\boxed{" + "\\text{" * 150_000 + "}",
        "\\boxed{1}" * 10**5,
    ],
)
def test_megabytes_take_linear_time(text):
    start = time.perf_counter()
    boxed(text)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        ("3 2", (3, 2)),
        ("3,2", (3, 2)),
        ("3 , 2", (3, 2)),
        ("(3, 2)", (3, 2)),
        ("[3 2]", (3, 2)),
        ("-3 +2", (-3, 2)),
        ("3  2", (3, 2)),
        ("(3)(2)", (3, 2)),
        ("[3][2]", (3, 2)),
        ("3; 2", (3, 2)),
        ("3 -> 2", (3, 2)),
        ("3 to 2", (3, 2)),
        ("row 3, column 2", (3, 2)),
        ("Row: 3, Col: 2", (3, 2)),
    ],
)
def test_integers_are_tolerant_where_the_meaning_is_plain(content, numbers):
    assert integers(content, 2) == numbers


@pytest.mark.parametrize(
    "content",
    [
        "",
        "3",
        "3 2 1",
        "3.0 2",
        "3-2",
        "(3 2",
        "3 2]",
        "3 = = 2",
        "row column 3",
        "column 2, row 3",
        "3 2 x",
        "٣ ٢",
        "1e3 2",
        "9999999999 2",
        "3,,2",
        "3 2" * 99,
    ],
)
def test_integers_are_strict_where_it_is_not(content):
    assert integers(content, 2) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("crane", "crane"),
        ("CRANE", "crane"),
        ("C R A N E", "crane"),
        ("c-r-a-n-e", "crane"),
        ("c, r, a, n, e", "crane"),
        ("'crane'", "crane"),
        ("crane.", "crane"),
        ("two words", None),
        ("crane1", None),
        ("cräne", None),
        ("ſ", None),
        ("", None),
        ("a" * 1000, None),
    ],
)
def test_word(content, expected):
    assert word(content) == expected


@given(st.text(st.characters()))
def test_numbers_and_words_of_any_text_never_raise(content):
    assert integers(content, 3) is None or len(integers(content, 3)) == 3
    assert word(content) is None or word(content).isascii()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (r"\boxed{ [1, 2] }", "[1, 2]"),
        ("\\boxed{1 2\n3 4}", "1 2\n3 4"),
        (r'\boxed{{"a": {"b": 1}}}', '{"a": {"b": 1}}'),
        (r"\boxed{1} then \boxed{2}", "2"),
        (r"\boxed{1} <answer>2</answer>", "2"),
        (r"<answer>2</answer> \boxed{1}", "1"),
        (r"<answer>so \boxed{3}</answer>", "3"),
        (r"<answer>\boxed{3</answer>", r"\boxed{3"),
        ("<answer>1</answer><answer> } </answer>", "}"),
        ("<answer>1</answer> <answer>2", "1"),
        ("1</answer>", None),
        ("<answer>1", None),
        (r"\boxed{1", None),
        (r"\boxed{}", ""),
        ("", None),
    ],
)
def test_answers_as_they_stand(text, content):
    assert answer(text) == content


@pytest.mark.parametrize("piece", ["\\boxed{", "<answer>", "</answer>", "{", "}", "\\boxed{1}"])
def test_answers_of_long_texts_take_no_time(piece):
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    answer(text)
    answer(f"<answer>{text}</answer>")
    assert time.perf_counter() - start < 2


BLOCK = "```python\n{}\n```"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```python\nprint(1)\n```", "print(1)"),
        ("So:\n```py\nprint(1)\n```\nThat is it.", "print(1)"),
        ("```Python3 title=x\r\nprint(1)\r\n```\r\n", "print(1)"),
        ("```\nprint(1)\n```", "print(1)"),
        ("````python\nprint('''\n```\n''')\n````", "print('''\n```\n''')"),
        (BLOCK.format(1) + "\n" + BLOCK.format(2), "2"),
        (BLOCK.format(1) + "\nIt prints:\n```\n5\n```", "1"),
        (BLOCK.format(1) + "\n```text\n5\n```", "1"),
        ("```cpp\nmain\n```", None),
        # In a list, with the indentation of the list.
        ("1. So:\n    ```python\n    if 1:\n        print(1)\n    ```", "if 1:\n    print(1)"),
        # The indentation of the program itself is kept.
        (BLOCK.format("    return 1"), "    return 1"),
        # Backticks within a program don't close its block.
        (BLOCK.format('s = "```"\nprint(s)'), 's = "```"\nprint(s)'),
        (BLOCK.format('"""\n    ```\n    x\n    ```\n"""'), '"""\n    ```\n    x\n    ```\n"""'),
        # Closed at the end of its last line, opened within one.
        ("Here: ```python\nprint(1)```", "print(1)"),
        ("```python\nprint(1)```\n" + BLOCK.format(2), "2"),
        # What is cut off counts for nothing.
        (BLOCK.format(1) + "\n```python\nprint(", "1"),
        ("```python\nprint(", None),
        ("```python\nfirst\n" + BLOCK.format(2), "2"),
        (BLOCK.format(1) + "\n```python\n\n```", "1"),
        ("```python\n```", None),
        ("``` ```", None),
        ("```print(1)```", None),
        ("<answer>\nprint(1)\n</answer>", "print(1)"),
        (f"<answer>{BLOCK.format(1)}</answer>", "1"),
        ("<answer>print(1)", None),
        ("", None),
    ],
)
def test_programs(text, expected):
    assert program(text) == expected


@given(st.text(st.sampled_from("`~\n \tpython1>")) | st.text(st.characters()))
def test_the_last_block_counts_whatever_stands_before(text):
    found = program(text)
    assert found is None or len(found) <= len(text)
    assert program(f"{text}\n{BLOCK.format('print(7)')}") == "print(7)"


@given(st.text(st.characters(exclude_characters="`")).filter(lambda text: text.strip()))
def test_a_program_in_a_block_is_read_as_it_is(text):
    assert program(f"Well.\n```python\n{text}\n```\n") == text.rstrip("\r\n")


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "```",
        "```\n",
        "```python\n",
        "\n",
        " ",
        "\n```x\n",
        "\n    ```",
        "``` ",
        "<answer>",
        "`\n",
    ],
)
def test_programs_in_long_texts_take_no_time(piece):
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    program(text)
    program(f"```python\n{text}")
    program(f"    ```python\n{text}\n    ```")
    assert time.perf_counter() - start < 2
