"""Takes out of a text what says who somebody is, before anything of it is kept or logged.

It rather hides a word too many: what is kept serves to learn how people ask, not who asked.
"""

from __future__ import annotations

import re
from typing import Final

from flows.language import Language
from flows.questions.tongue import SMALL_WORDS

NAME_FOLLOWS: Final = (
    r"nama\s+(?:saya|sy|aku|gw|gue|lengkap|istri|suami|anak|ibu|bapak)(?:\s+(?:adalah|ialah))?"
    r"|(?:nama|name)\s*[:=]|saya\s+bernama|atas\s+nama|a\.?n\.|perkenalkan(?:\s+saya)?"
    r"|my\s+name(?:\s+is|'s)|i\s+am\s+called"
    r"|(?:i\s+am|i'm|this\s+is)\s+miss\.?(?=\s)"
)
TITLE: Final = (  # by which people are called; a name follows, or what they are
    r"bapak|bpk|pak|ibu|bu|mas|mbak|mba|kakak|kak|abang|bang|om|tante|dr|mr|mrs|ms"
)
LEADER: Final = (  # of whom people tell, perhaps as theirs: "manajer kami Nur"
    r"(?:manaje?r|manager|bos+|atasan|supervisor|spv|direktur|direktris|pimpinan|hrd)(?:nya)?"
    r"(?:\s+(?:saya|sy|aku|gw|gue|kami|kita|my|our))?"
)
AT: Final = r"(?:\s*@\s*|\s*[(\[{<]\s*(?:at|@)\s*[)\]}>]\s*|\s+at\s+)"
DOT: Final = r"(?:\s*\.\s*|\s*[(\[{<]\s*(?:dot|titik|\.)\s*[)\]}>]\s*|\s+(?:dot|titik)\s+)"
ENDING: Final = r"(?:com|net|org|info|edu|gov|io|me|id|my|sg)\b"  # after which an address ends
SPELT_OUT: Final = rf"[\w+-]+(?:{DOT}[\w+-]+){{0,4}}{AT}(?:[\w-]+{DOT}){{1,4}}{ENDING}"
# What follows a title and is no name: kin, tasks, small words.
NOT_NAMES: Final = """
saya sy aku gue gw kami kita anda kamu dia mereka kalian nya
rumah tangga hamil menyusui mertua tiri kandung angkat asuh kos kost warung kantin
guru dosen dokter bidan perawat suster satpam sopir supir hakim polisi polantas tentara lurah
camat walikota gubernur bupati menteri presiden rt rw haji ustad petugas admin bos boss kepala
direktur manajer manager ojol gojek grab kurir penjual pedagang pemilik owner tukang
umum utama cabang area toko pabrik proyek gudang kantor perusahaan pt cv bank hotel restoran
keuangan operasional produksi pemasaran personalia sdm hrd hr it sekolah dinas bagian lapangan
yang yg di ke dari dan atau dengan dgn untuk buat utk pada dalam karena krn kalau kalo klo jika
bila agar supaya sampai sejak saat waktu ini itu sini situ sana juga lagi masih sudah udah dah
belum blm akan lalu terus trs tapi tp hanya cuma saja aja pun lah sih dong ya yah iya kok nih
kan deh tuh banget sekali semua tiap setiap lain ada tidak tdk ga gak nggak engga enggak bukan
jangan bisa bs boleh harus hrs wajib perlu dapat dapet mau ingin pengen mohon minta tolong tanya
nanya bertanya maaf permisi terima makasih selamat pagi siang sore malam halo hai
apa apakah siapa kapan kenapa mengapa bagaimana gimana gmn berapa brp mana dimana
cara syarat daftar mendaftar strp surat izin dokumen berkas nik ktp nib vaksin
kerja bekerja masuk pulang pergi berangkat lewat naik krl motor mobil datang tinggal bawa
sakit meninggal wafat dirawat operasi jatuh kena positif covid isoman lahiran melahirkan kontrol
bilang blg kata ngomong suruh nyuruh menyuruh disuruh paksa maksa memaksa larang kasih beri
says said tells told makes made wants wanted asks asked forces forced refuses refused
ancam mengancam marah galak takut bohong pecat potong gaji
"""
NO_NAME: Final = frozenset(NOT_NAMES.split()) | (
    SMALL_WORDS[Language.EN] - {"may", "will"}  # "may" and "will" are names, too
)
_A_NAME: Final = rf"(?!(?:{'|'.join(sorted(NO_NAME))})\b)[^\W\d_][\w']*"
HIDDEN: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(SPELT_OUT, re.IGNORECASE), "<email>"),
    (re.compile(r"(?<!\w)@\w{4,}"), "<account>"),
    (re.compile(r"(?:https?://|t\.me/|wa\.me/)\S+", re.IGNORECASE), "<link>"),
    (re.compile(r"(?<!\w)(?:\+?62|0)[ .\-()]*8\d(?:[ .\-()]*\d){5,11}(?!\d)"), "<phone>"),
    (re.compile(r"\d(?:[ .\-/]?\d){5,}"), "<number>"),
    (
        re.compile(rf"\b({NAME_FOLLOWS})\s*(?:[^\W\d_][\w'.]*\s*){{1,3}}", re.IGNORECASE),
        r"\1 <name> ",
    ),
    (
        re.compile(
            rf"\b({TITLE}|{LEADER})\b\.?\s+{_A_NAME}(?:\s+{_A_NAME}){{0,2}}", re.IGNORECASE
        ),
        r"\1 <name>",
    ),
)
HARMLESS: Final = frozenset({"<link>", "<number>"})  # in an answer: a page, a sum, a day
NUMBER_TO_CALL: Final = re.compile(
    r"(?<![\w/.,-])(?:\+|0)\d(?:[ .\-()]*\d){5,}"
    r"|\b(?:wa|whatsapp|telp|telepon|tlp|hp|sms|hubungi|kontak|hotline|call\w*|phone|dial|text)\b"
    r"[^.;!?\n]{0,40}?\d(?:[ .\-()]*\d){4,}"
    r"|\(0\d{2,3}\)\s*\d",
    re.IGNORECASE,
)


def guarded(text: str) -> str:
    """Return the text without identity numbers, phones, addresses, accounts and told names."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text.strip()


def names_a_contact(text: str) -> bool:
    """Tell whether words say whom to reach: a person, a number, an account or an address.

    The service gives none that nobody has verified, whoever writes it.
    """
    return bool(NUMBER_TO_CALL.search(text)) or any(
        pattern.search(text) for pattern, instead in HIDDEN if instead not in HARMLESS
    )
