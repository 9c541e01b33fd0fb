"""What was played is shown as its person read it, and the same way every time."""

from pathlib import Path

import pytest

from bot.simulator.bubbles import Side, bubbles_of, marked_up
from bot.simulator.dialogues import dialogue_of, write_article, write_page
from bot.simulator.notes import MADE_UP, Notes, masked
from bot.simulator.transcript import Step, Transcript

RECEIPT = "ABCD-EFGH-1234-5678-9XYZ"


def said(number, text, *, by_bot=True, rows=(), **more):
    keyboard = [[{"text": label} for label in row] for row in rows]
    message = {"message_id": number, "by_bot": by_bot, "text": text, **more}
    return {
        "kind": "message",
        "message": message | {"reply_markup": {"inline_keyboard": keyboard}},
    }


def edited(number, text, **more):
    return said(number, text, **more) | {"kind": "edited"}


def test_marks_stand_where_telegram_counts_them_and_words_are_never_markup():
    bold = {"type": "bold", "offset": 3, "length": 2}
    assert marked_up("🙂 <b>", [bold]) == "🙂 <b>&lt;b</b>&gt;"
    nested = [
        {"type": "blockquote", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 2},
    ]
    assert marked_up("abcd", nested) == "<blockquote>ab<i>cd</i></blockquote>"


def test_a_screen_that_only_lost_its_buttons_is_not_shown_again():
    shown = bubbles_of(
        [
            said(1, "halo", by_bot=False),
            said(2, "pilih", rows=[["Ya"]]),
            said(3, "ya", by_bot=False),
            edited(2, "pilih"),
            said(4, "baik"),
        ]
    )
    assert [bubble.marked for bubble in shown] == ["halo", "pilih", "ya", "baik"]


def test_what_changed_in_place_is_shown_where_it_changed():
    pressed = {"kind": "pressed", "label": "Ya", "data": "x"}
    shown = bubbles_of(
        [said(2, "pilih", rows=[["Ya"]]), pressed, edited(2, "baik", rows=[["Lagi"]])]
    )
    assert [(bubble.side, bubble.marked) for bubble in shown] == [
        (Side.THEIRS, "pilih"),
        (Side.TAP, "Ya"),
        (Side.THEIRS, "baik"),
    ]
    assert shown[2].rows == (("Lagi",),)


def test_what_was_deleted_is_counted_and_toasts_and_waits_are_told():
    shown = bubbles_of(
        [
            said(1, "halo", by_bot=False),
            {"kind": "answered", "query_id": "1", "text": "Sudah"},
            said(2, "rahasia"),
            {"kind": "deleted", "message_id": 2},
            {"kind": "clock", "shifted": 3600},
            {"kind": "officer", "verdict": "approve"},
        ]
    )
    assert [(bubble.side, bubble.marked) for bubble in shown[1:]] == [
        (Side.TOAST, "Sudah"),
        (Side.GONE, "1"),
        (Side.LATER, "1:00:00"),
        (Side.OFFICER, "approve"),
    ]


def test_numbers_that_are_new_every_time_are_made_up():
    assert masked(f"kode {RECEIPT}, nomor AB2C3D4E5") == (
        f"kode {MADE_UP['receipt']}, nomor {MADE_UP['reference']}"
    )
    shown = bubbles_of([said(1, f"kode {RECEIPT}"), said(2, "9XYZ", by_bot=False)])
    assert shown[1].marked == MADE_UP["receipt"][-4:]
    assert masked("ALAMATKU SEKARANG") == "ALAMATKU SEKARANG"


def test_a_transcript_names_what_nobody_can_know_before():
    notes = Notes()
    notes.learn([f"Kode: {RECEIPT}", "Nomor AB2C3D4E5."])
    assert notes.fill("{receipt} {last_group} {reference}") == f"{RECEIPT} 9XYZ AB2C3D4E5"
    assert notes.name("STRP_AB2C3D4E5_hasil.xlsx") == "STRP_{reference}_hasil.xlsx"


@pytest.mark.parametrize("who", ["Ibu <b>Ani</b>"])
def test_a_page_holds_both_languages_of_a_dialogue_and_escapes_everything(who):
    events = [said(1, "<script>", by_bot=False)]
    both = [
        dialogue_of(
            Transcript(
                "ani",
                (Step("says", "x"),),
                language,
                title=f"a_b.{language}",
                who=who,
                folder=Path("room"),
            ),
            events,
        )
        for language in ("id", "en")
    ]
    page = write_page(both)
    assert all(write_article(one) in page for one in both)
    assert page.count("<section") == 1
    assert "<script" not in page
    assert "<b>Ani" not in page
