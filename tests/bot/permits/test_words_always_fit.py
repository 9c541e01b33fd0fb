import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.permits.fitting import CUT, fit
from bot.permits.fonts import Weight, legible
from tests.support.permits import a_face, a_signed_permit

STEPS = ((20, 1), (16, 2), (12, 2))


def width(text: str, size: float) -> float:
    return len(text) * size


def test_a_short_name_is_large() -> None:
    assert fit("Ani Wati", STEPS, 160, width) == fit("Ani Wati", STEPS, 999, width)
    assert fit("Ani Wati", STEPS, 160, width).size == 20


def test_a_longer_one_is_smaller_and_then_takes_a_second_line() -> None:
    fitted = fit("Siti Nurhaliza Putri", STEPS, 240, width)
    assert (fitted.size, fitted.lines) == (16, ("Siti Nurhaliza", "Putri"))


def test_only_what_fits_nowhere_is_cut_and_shows_it() -> None:
    fitted = fit("Raden Mas Djojohadikusumo Wiryawan Prasetya", STEPS, 200, width)
    assert fitted.lines == ("Raden Mas", "Djojohadikusumo…")


def test_a_word_longer_than_the_line_is_broken() -> None:
    fitted = fit("D" * 40, STEPS, 120, width)
    assert fitted.lines == ("D" * 10, "D" * 9 + CUT)


@given(st.text("abc De-fg", min_size=1, max_size=90), st.integers(24, 400))
def test_nothing_ever_stands_outside_its_place(text: str, place: int) -> None:
    fitted = fit(text.strip() or "x", STEPS, place, width)
    assert len(fitted.lines) <= dict(STEPS)[fitted.size]
    assert all(0 < width(line, fitted.size) <= place for line in fitted.lines)


@given(st.text("abc De-fg", min_size=1, max_size=90), st.integers(24, 400))
def test_no_letter_is_lost_unless_it_is_cut(text: str, place: int) -> None:
    fitted = fit(text.strip() or "x", STEPS, place, width)
    kept = "".join(fitted.lines).replace(" ", "")
    whole = (text.strip() or "x").replace(" ", "")
    assert kept == whole or (kept.endswith(CUT) and whole.startswith(kept.removesuffix(CUT)))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("José Çelik Łukasz", "José Çelik Łukasz"),
        ("Nun\u0303ez", "Nuñez"),
        ("Ḃeni  Ḱ", "Beni K"),
        ("李 Wati", "? Wati"),
        ("Q\u0353ori", "Qori"),
    ],
)
def test_a_name_is_written_with_letters_that_are_there(name: str, shown: str) -> None:
    assert legible(name) == shown


@given(st.text(max_size=80))
def test_whatever_a_name_holds_no_empty_box_is_shown(name: str) -> None:
    from reportlab.pdfbase.ttfonts import TTFontFile

    shown = legible(name)
    for weight in Weight:
        assert set(map(ord, shown)) <= set(TTFontFile(str(weight.path)).charToGlyph)


def test_the_face_holds_no_whole_nik() -> None:
    permit = a_signed_permit()
    face = a_face(permit)
    values = [getattr(face, name) for name in face.__dataclass_fields__]
    assert permit.nik not in f"{values}"
    assert face.nik == "3171••••••••0001"
    assert permit.holder not in repr(face)
