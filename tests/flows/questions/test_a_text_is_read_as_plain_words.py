"""Slang, slips, two languages: what people type is read as plain words, and no longer than wise."""

import pytest

from flows.language import Language
from flows.questions.features import pieces, wholes
from flows.questions.normal import Reader, meanings, plain
from flows.questions.tongue import spoken_in

WRITTEN = {
    "tidak": "ga gak",
    "tidak bisa": "gabisa",
    "masuk kantor": "ngantor",
    "kantor": "ktr",
    "di mana saja": "dimanaaja",
    "surat": "suratnya",
    "milik": "punya",
}
READER = Reader(meanings(WRITTEN))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("STRP?", "strp"),
        ("gak", "tidak"),
        ("saya gabisa ngantor", "saya tidak bisa masuk kantor"),
        ("gaaaak, STRPPP", "tidak strp"),
        ("ktrnya dmn", "kantor dmn"),  # a possessive hangs on a word that is known
        ("bosnya", "bos"),  # and on one that is not
        ("suratnya", "surat"),
        ("punya", "milik"),  # what is a word of its own is no possessive
        ("nya", "nya"),
        ("surat2 apa", "surat surat apa"),
        ("covid2021", "covid 2021"),  # a year, no plural
        ("di2", "di 2"),
        ("80% boleh", "80 persen boleh"),
        ("makan&minum", "makan dan minum"),
        ("jum'at", "jumat"),
        ("jum\u2019at", "jumat"),
        ("jum`at", "jumat"),
        ("Kéren ＳＴＲＰ", "keren strp"),
        ("kerja_lembur", "kerja lembur"),
        ("1234", "1234"),
        ("12345", "angka"),
        ("3171234501900001", "angka"),
        ("", ""),
    ],
)
def test_a_text_is_read_as_the_words_it_means(text, words):
    assert READER.words(text) == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("80%?", "80 persen ?"),  # one question mark was written, and one is left
        ("a&b", "a dan b"),
        ("Surat2 GRATISSS?", "surat surat gratis?"),
    ],
)
def test_a_text_is_written_in_small_letters_and_whole_words(text, written):
    assert plain(text) == written


def test_six_hundred_signs_of_a_message_are_read_and_no_more():
    assert plain("ab" * 300 + "c") == "ab" * 300
    assert plain("ab" * 299 + "cd" + "e") == "ab" * 299 + "cd"


def test_eighty_words_of_a_message_are_read_and_no_more():
    assert READER.words("a " * 79 + "b c") == (*["a"] * 79, "b")


def test_short_forms_make_a_message_at_most_twice_as_long():
    read = READER.words("dimanaaja " * 60)
    assert len(read) == 160
    assert read[:4] == ("di", "mana", "saja", "di")
    assert len(READER.words("gabisa " * 80)) == 160


def test_a_word_is_weighed_whole_and_in_pieces_that_tell_where_it_ends():
    assert wholes(("di", "mana", "di")) == {"=di", "=mana", "=di mana", "=mana di"}
    assert wholes(("di",)) == {"=di"}
    assert pieces(("a",)) == {" a", "a ", " a "}
    assert pieces(("izin",)) == {
        *(" i", "iz", "zi", "in", "n "),
        *(" iz", "izi", "zin", "in "),
        *(" izi", "izin", "zin "),
        *(" izin", "izin "),
    }
    assert pieces(("a", "b")) == pieces(("a",)) | pieces(("b",))


ID, EN = Language.ID, Language.EN


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("How much is it?", ID, EN),
        ("is it", ID, EN),  # two small words tell a language
        ("is gratis", ID, ID),  # one does not
        ("saya kerja", EN, ID),
        ("saya pusing", EN, EN),
        ("i work, saya kerja", EN, EN),  # as much of either
        ("i work, saya kerja", ID, ID),
        ("where can i work, saya kerja", ID, EN),  # plainly more of one
        ("DO I NEED IT", ID, EN),
        ("do'a jum'at", ID, ID),  # a Friday's prayer, not "do" and "at"
        ("", EN, EN),
        ("bank", ID, ID),
    ],
)
def test_whoever_writes_plainly_in_a_language_is_answered_in_it(text, otherwise, language):
    assert spoken_in(text, otherwise) is language
