import asyncio
import io
import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from bot.commands import keys, permit
from bot.permits.book import make_book
from bot.permits.card import draw_card
from bot.permits.sheet import make_sheet
from flows.rules.permits import PermitStatus
from storage.database import Database, sqlite_url
from storage.keyring import load_keyring
from storage.sealing import load_sealer
from tests.support.builders import an_application, keep_company
from tests.support.permits import a_face, a_signed_permit

SHAPE = {"verdict", "serial", "holder", "company", "valid_from", "valid_until", "reason"}


def strp(command: str, *words: object) -> tuple[int, list[dict]]:
    app = {"permit": permit.app, "keys": keys.app}[command]
    told = CliRunner().invoke(app, list(map(str, words)))
    lines = told.stdout.splitlines() if told.exit_code < 2 and "--json" in words else []
    return told.exit_code, [json.loads(line) for line in lines]


def verify(data: Path, what: object, at: str = "2021-07-15") -> tuple[int, list[dict]]:
    return strp("permit", "verify", what, "--json", "--at", at, "--data", data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with keys and a store in which permits 1 to 4 were issued."""
    folder = tmp_path_factory.mktemp("data")
    load_keyring(folder, {}, today=date(2021, 7, 1))
    asyncio.run(issue(folder))
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    """Return a folder with the keys of the other and no store."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "signing.keys").write_bytes((data / "signing.keys").read_bytes())
    return folder


def permits(data: Path) -> list:
    ring = load_keyring(data, {}, today=date(2021, 7, 1))
    return [
        a_signed_permit(serial, ring=ring, nik=f"317101570895{serial:04}")
        for serial in (1, 2, 3, 4)
    ]


async def issue(folder: Path) -> None:
    database = await Database.open(sqlite_url(folder / "strp.db"), sealer=load_sealer(folder, {}))
    async with database.unit() as unit:
        await keep_company(unit)
        await unit.applications.submit(an_application())
        await unit.permits.take_serials(4)
        await unit.permits.keep(permits(folder))
        await unit.permits.revoke(2, "forged")
        await unit.permits.set_status([3], PermitStatus.SUSPENDED, reason="looked into")
    await database.close()


def test_a_true_permit_is_valid_and_the_answer_has_the_promised_shape(data: Path) -> None:
    status, (told,) = verify(data, permits(data)[0].token)
    assert status == 0
    assert told.keys() == SHAPE
    assert told == {
        "verdict": "valid",
        "serial": 1,
        "holder": "Siti Nurhaliza Putri",
        "company": "PT Bank Contoh Sejahtera",
        "valid_from": "2021-07-10",
        "valid_until": "2021-07-20",
        "reason": "",
    }


def test_a_permit_whose_days_are_over_holds_as_far_as_later_rules_renewed_it(data: Path) -> None:
    status, (told,) = verify(data, permits(data)[0].token, "2021-07-22")
    assert (status, told["verdict"], told["reason"]) == (0, "valid", "renewed")
    assert told["valid_until"] == "2021-09-06"


def test_once_nobody_needs_a_permit_any_more_that_is_the_reason(data: Path) -> None:
    status, (told,) = verify(data, permits(data)[0].token, "2021-09-07")
    assert (status, told["verdict"], told["reason"]) == (1, "expired", "no_longer_needed")


def test_a_revoked_permit_is_not_renewed(data: Path) -> None:
    _, (told,) = verify(data, permits(data)[1].token, "2021-07-22")
    assert told["verdict"] == "revoked"


@pytest.mark.parametrize(
    ("serial", "at", "verdict"),
    [
        (1, "2021-07-09", "not_yet_valid"),
        (1, "2021-09-07", "expired"),
        (2, "2021-07-15", "revoked"),
        (3, "2021-07-15", "suspended"),
    ],
)
def test_what_does_not_hold_ends_with_one(data: Path, serial: int, at: str, verdict: str) -> None:
    status, (told,) = verify(data, permits(data)[serial - 1].token, at)
    assert (status, told["verdict"]) == (1, verdict)


def test_a_serial_nobody_issued_is_unknown(data: Path) -> None:
    ring = load_keyring(data, {}, today=date(2021, 7, 1))
    status, (told,) = verify(data, a_signed_permit(99, ring=ring).token)
    assert (status, told["verdict"], told["reason"]) == (1, "unknown", "never_issued")


def test_a_forgery_is_told(data: Path) -> None:
    status, (told,) = verify(data, a_signed_permit(1).token)
    assert (status, told["verdict"], told["holder"]) == (1, "forged", None)


def test_where_there_is_no_store_the_answer_says_that_nobody_was_asked(
    data: Path, bare: Path
) -> None:
    status, (told,) = verify(bare, permits(data)[1].token)
    assert (status, told["verdict"], told["reason"]) == (0, "valid", "standing_not_asked")
    assert [path.name for path in bare.iterdir()] == ["signing.keys"]


@pytest.mark.parametrize("kind", ["png", "jpg", "pdf"])
def test_a_picture_or_our_own_sheet_will_do(data: Path, tmp_path: Path, kind: str) -> None:
    face = a_face(permits(data)[0])
    file = tmp_path / f"permit.{kind}"
    if kind == "pdf":
        file.write_bytes(make_sheet(face))
    else:
        Image.open(io.BytesIO(draw_card(face))).convert("RGB").save(file)
    status, (told,) = verify(data, file)
    assert (status, told["serial"]) == (0, 1)


def test_each_permit_of_a_photo_gets_its_line_and_one_bad_one_is_enough(
    data: Path, tmp_path: Path
) -> None:
    photo = Image.new("L", (1440, 1200), 255)
    for place, one in enumerate(permits(data)[:2]):
        photo.paste(Image.open(io.BytesIO(draw_card(a_face(one)))).convert("L"), (720 * place, 0))
    photo.save(tmp_path / "two.png")
    status, told = verify(data, tmp_path / "two.png")
    assert status == 1
    assert sorted(one["verdict"] for one in told) == ["revoked", "valid"]


def test_a_picture_without_a_code_is_unknown(data: Path, tmp_path: Path) -> None:
    Image.new("L", (300, 300), 255).save(tmp_path / "white.png")
    status, (told,) = verify(data, tmp_path / "white.png")
    assert (status, told["verdict"], told["reason"]) == (1, "unknown", "no_code")


def test_wrong_use_ends_with_two(data: Path, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"no picture")
    token = permits(data)[0].token
    assert verify(data, tmp_path / "nowhere.png")[0] == 2
    assert verify(data, tmp_path / "no.png")[0] == 2
    assert verify(tmp_path, token)[0] == 2  # no keys there, so nothing is said of the permit
    assert [path.name for path in tmp_path.iterdir()] == ["no.png"]
    assert verify(data, token, at="someday")[0] == 2


def test_text_that_is_no_permit_is_unknown(data: Path) -> None:
    status, (told,) = verify(data, "hello")
    assert (status, told["verdict"], told["reason"]) == (1, "unknown", "not_a_permit")


def test_a_book_is_not_taken_for_a_permit(data: Path, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(make_book([a_face(permits(data)[0])]))
    assert verify(data, tmp_path / "book.pdf")[1][0]["reason"] == "no_code"


def test_keys_are_made_listed_and_rotated_and_never_printed(tmp_path: Path) -> None:
    status, made = strp("keys", "init", "--json", "--data", tmp_path)
    assert status == 0
    assert [(key["kind"], key.get("kid", key.get("version"))) for key in made] == [
        ("signing", 1),
        ("sealing", 1),
    ]
    assert strp("keys", "init", "--json", "--data", tmp_path)[1] == made
    _, told = strp("keys", "rotate", "signing", "--json", "--data", tmp_path)
    assert [key["kid"] for key in told if key["kind"] == "signing"] == [1, 2]
    _, told = strp("keys", "rotate", "sealing", "--json", "--data", tmp_path)
    assert [key["version"] for key in told if key["kind"] == "sealing"] == [1, 2]
    assert strp("keys", "list", "--json", "--data", tmp_path) == (0, told)
    secrets = [
        line.rpartition(":")[2]
        for file in ("signing.keys", "sealing.keys")
        for line in (tmp_path / file).read_text().split()
    ]
    assert len(secrets) == 4
    assert not [secret for secret in secrets if secret in json.dumps(told)]


def test_where_there_are_no_keys_none_are_listed_or_rotated(tmp_path: Path) -> None:
    assert strp("keys", "list", "--data", tmp_path)[0] == 1
    assert strp("keys", "rotate", "signing", "--data", tmp_path)[0] == 1
    assert strp("keys", "rotate", "everything", "--data", tmp_path)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_keys_of_the_environment_are_not_ours_to_rotate(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRP_SIGNING_KEYS", (data / "signing.keys").read_text())
    assert strp("keys", "rotate", "signing", "--data", tmp_path)[0] == 1
    assert [key["kid"] for key in strp("keys", "list", "--json", "--data", tmp_path)[1]] == [1]
    monkeypatch.setenv("STRP_SIGNING_KEYS", "1:nonsense")
    assert strp("keys", "list", "--data", tmp_path)[0] == 1
