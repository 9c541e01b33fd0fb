"""A case opened on the inspector's own machine, without the server."""

import json

from nacl.signing import SigningKey
from typer.testing import CliRunner

from bot.commands.inspect import app
from bot.reporting.sealed_file import write_sealed_file
from flows.rules.cases import Register
from tests.bot.reporting.test_inspector_desk import ORDER
from tests.bot.reporting.test_report_conversation import photo_with_a_past
from tests.bot.reporting.town import STORY, answers


async def handed_out(town, tmp_path):
    ani = await town.inspector("ani")
    await town.report()
    case = (await town.inspectors.list(ani))[0].id
    await town.inspectors.note(ani, case, "catatan dalam")
    sealed = await write_sealed_file(town.house, "ani", case)
    file = tmp_path / "case.sealed"
    file.write_text(sealed)
    return file, tmp_path / "keys" / "2021-07.ani.key"


def run(file, key, *more, passphrase="frasa sandi"):
    return CliRunner().invoke(
        app, ["open", str(file), "--key", str(key), *more], input=f"{passphrase}\n"
    )


async def test_a_sealed_case_is_opened_with_key_file_and_passphrase_alone(town, tmp_path):
    file, key = await handed_out(town, tmp_path)
    assert STORY not in file.read_text()
    found = run(file, key, "--json")
    assert found.exit_code == 0, found.output
    opened = json.loads(found.stdout)
    assert opened["statement"]["story"] == STORY
    assert [line["words"] for line in opened["lines"]] == [STORY, "catatan dalam"]
    spoken = run(file, key).stdout
    assert "Menunggu" in spoken
    assert "Kebayoran Baru, Jakarta Selatan" in spoken
    assert "Pelapor: " + STORY in spoken
    assert not [code for code in ("317407", "over_cap", "from_reporter", "tens") if code in spoken]
    assert "Tempat kerja: PT Contoh Sejahtera" in spoken
    assert "Workplace: PT Contoh Sejahtera" in run(file, key, "--language", "en").stdout


async def test_another_passphrase_a_changed_file_or_another_authority_is_refused(town, tmp_path):
    file, key = await handed_out(town, tmp_path)
    assert run(file, key, passphrase="salah").exit_code == 1
    other = bytes(SigningKey.generate().verify_key).hex()
    assert run(file, key, "--authority", other).exit_code == 1
    own = bytes(town.authority.signing.verify_key).hex()
    assert run(file, key, "--authority", own).exit_code == 0
    packed = json.loads(file.read_text())
    packed["messages"].reverse()
    for number, message in enumerate(packed["messages"], start=1):
        message["number"] = number
    file.write_text(json.dumps(packed))
    refused = run(file, key)
    assert refused.exit_code == 1
    assert STORY not in refused.output
    file.write_text("{}")
    assert run(file, key).exit_code == 1


async def test_a_photo_is_written_where_it_was_asked_for_and_for_nobody_else(town, tmp_path):
    ani = await town.inspector("ani")
    await town.desk.submit(answers("2H4K-9QRT-0XYZ-7BCD-M3NP"), photo_with_a_past())
    (case,) = await town.inspectors.list(ani)
    file, key = tmp_path / "case.sealed", tmp_path / "keys" / "2021-07.ani.key"
    file.write_text(await write_sealed_file(town.house, "ani", case.id))
    assert "--photo" in run(file, key).stdout
    photo = tmp_path / "photo.jpg"
    assert run(file, key, "--photo", str(photo)).exit_code == 0
    assert photo.read_bytes() == photo_with_a_past()
    assert photo.stat().st_mode & 0o777 == 0o600


async def test_an_order_of_a_sealed_case_is_read_in_words(town, tmp_path):
    ani = await town.inspector("ani")
    for _ in range(3):
        await town.report()
    unknown = Register(may_work_on_site=None, holds_permits=False)
    cases = [case.id for case in await town.inspectors.list(ani)]
    for case in cases:
        await town.inspectors.triage(ani, case, unknown)
    await town.orders.order(ani, cases[0], ORDER, unknown)
    file = tmp_path / "case.sealed"
    file.write_text(await write_sealed_file(town.house, "ani", cases[0]))
    spoken = run(file, tmp_path / "keys" / "2021-07.ani.key").stdout
    assert f"Perintah: {ORDER.employer}, {ORDER.address}" in spoken
    assert ORDER.instruction in spoken
    assert "{" not in spoken


async def test_why_a_file_stays_closed_is_said_in_words(town, tmp_path):
    file, key = await handed_out(town, tmp_path)
    assert "Frasa sandi itu tidak membuka" in run(file, key, passphrase="salah").stderr
    assert "heksadesimal" in run(file, key, "--authority", "xyz").stderr
    other = bytes(SigningKey.generate().verify_key).hex()
    assert "not certified" in run(file, key, "--authority", other, "--language", "en").stderr
    file.write_text("{}")
    assert "tidak dapat dibuka" in run(file, key).stderr
