"""Thanks, nods and a plain yes are known for what they are, and nothing else is taken for them."""

import pytest

from flows.courtesy import Courtesy, read_agreement, read_courtesy


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("terima kasih", Courtesy.THANKS),
        ("Terimakasih banyak ya kak 🙏", Courtesy.THANKS),
        ("Thanks!", Courtesy.THANKS),
        ("thank you so much", Courtesy.THANKS),
        ("ok makasih", Courtesy.THANKS),
        ("baik pak, terima kasih atas bantuannya", Courtesy.THANKS),
        ("matur nuwun", Courtesy.THANKS),
        ("ok", Courtesy.FINE),
        ("Okeee", Courtesy.FINE),
        ("oke siap", Courtesy.FINE),
        ("sip", Courtesy.FINE),
        ("Siiip", Courtesy.FINE),
        ("oke " * 8, Courtesy.FINE),
        ("baik bu", Courtesy.FINE),
        ("iya baik", Courtesy.FINE),
        ("ya", Courtesy.YES),
        ("Ya.", Courtesy.YES),
        ("iyaaa", Courtesy.YES),
        ("iyaaaaa", Courtesy.YES),
        ("yoi", Courtesy.YES),
        ("understood", Courtesy.FINE),
        ("nuhun", Courtesy.THANKS),
        ("thanks then", Courtesy.THANKS),
    ],
)
def test_courtesy_is_known_however_it_is_written(text, courtesy):
    assert read_courtesy(text) is courtesy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙏",
        "kak",
        "Kasih Ibu",
        "PT Terima Kasih",
        "Ibu Baik Hati",
        "ok tapi kapan jadinya?",
        "terima kasih, berapa lama prosesnya?",
        "ya boleh tidak",
        "tidak",
        "setuju",
        "oke " * 9,
    ],
)
def test_what_says_more_is_left_alone(text):
    assert read_courtesy(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Setuju", "agree"),
        ("saya  setuju.", "agree"),
        ("kami setuju", "agree"),
        ("agree", "agree"),
        ("I agree!", "agree"),
        ("we agree", "agree"),
        ("tidak setuju", "decline"),
        ("tdk setuju", "decline"),
        ("Do not agree", "decline"),
        ("disagree", "decline"),
        ("ya", ""),
        ("ok", ""),
        ("setuju tapi kenapa", ""),
        ("", ""),
    ],
)
def test_a_consent_is_given_or_declined_in_so_many_words_alone(text, answer):
    assert read_agreement(text) == answer
