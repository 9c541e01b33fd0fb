from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, load_settings

SHIPPED = Path(__file__).parents[2] / "config.yaml"


def test_the_shipped_file_states_exactly_the_defaults():
    assert load_settings(SHIPPED).model_dump() == Settings().model_dump()


def test_the_environment_wins_over_the_file(monkeypatch):
    monkeypatch.setenv("STRP_OFFICE__PORT", "9000")
    assert load_settings(SHIPPED).office.port == 9000


def test_a_misspelt_name_is_refused_by_name(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text("ofice:\n  port: 1\n", "utf-8")
    with pytest.raises(ValidationError, match="ofice"):
        load_settings(file)


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch):
    monkeypatch.setenv("STRP_TELEGRAM__TOKEN", "12345:whisper")
    assert "whisper" not in repr(load_settings(SHIPPED))
