"""A refusal is one line, whatever the file is called."""

import pytest

from claimtracker.readers import Unreadable, read


@pytest.mark.parametrize("name", ["a\nb.txt", "a\u2028b.txt", "a\x1b[31m.txt", "a\r.txt"])
def test_a_name_with_control_characters_stays_on_one_line(name):
    with pytest.raises(Unreadable) as caught:
        read(b"", name)
    assert str(caught.value).isprintable()
    assert str(caught.value).startswith("a")
