"""A case opened on the inspector's own machine, without the server."""

import json

from nacl.signing import SigningKey
from typer.testing import CliRunner

from bot.commands.inspect import app
from bot.reporting.sealed_file import write_sealed_file
from tests.bot.reporting.town import STORY


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
