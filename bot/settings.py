"""Everything an operator may choose, in one place.

Order of authority: environment variables (``STRP_...``, nested with ``__``), then the file
``config.yaml``, then the defaults below. The shipped file
states exactly these defaults and says what each is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)
from typing_extensions import override

CONFIG: Final = Path("config.yaml")


class Part(BaseModel):
    """A section of the settings: unknown names are mistakes and are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TelegramSettings(Part):
    """How the assistant reaches Telegram."""

    api: str = "https://api.telegram.org"
    token: SecretStr = Field(default=SecretStr(""))
    delivery: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: SecretStr = Field(default=SecretStr(""))
    listen_port: int = Field(default=8443, ge=0, le=65535)


class StoreSettings(Part):
    """Where things are kept."""

    url: str = Field(default="")
    data: Path = Field(default=Path("strp-data"))


class OfficeSettings(Part):
    """The officers' pages."""

    port: int = Field(default=8081, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8081"


class ReportSettings(Part):
    """The report service, apart from everything else."""

    url: str = Field(default="")
    sessions: SecretStr = Field(default=SecretStr(""))
    port: int = Field(default=8082, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:8082"
    batch_minutes: int = Field(default=15, ge=0)


class DecisionSettings(Part):
    """How applications are decided."""

    automatic: bool = False
    sample: float = Field(default=0.1, ge=0, le=1)
    most_rows: int = Field(default=50, ge=0)


class QuestionSettings(Part):
    """How questions in people's own words are ranked."""

    semantic: bool = False


class PermitSettings(Part):
    """How permits look."""

    host: str = "cek.example.id"


class Settings(BaseSettings):
    """The settings of one running service."""

    model_config = SettingsConfigDict(
        env_prefix="STRP_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    office: OfficeSettings = Field(default_factory=OfficeSettings)
    reports: ReportSettings = Field(default_factory=ReportSettings)
    decisions: DecisionSettings = Field(default_factory=DecisionSettings)
    questions: QuestionSettings = Field(default_factory=QuestionSettings)
    permits: PermitSettings = Field(default_factory=PermitSettings)

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the environment above the file, and the file above the defaults."""
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, YamlConfigSettingsSource(settings_cls))


def find_config(given: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Find the file of settings: the one given, that of STRP_CONFIG, ``config.yaml`` here."""
    if given is not None:
        return given
    if told := environment.get("STRP_CONFIG", ""):
        return Path(told)
    return CONFIG if CONFIG.exists() else None


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings from a YAML file (if given and there) and the environment.

    Raises:
        pydantic.ValidationError: a value is out of bounds or a name is unknown.
    """

    class FromFile(Settings):
        model_config = SettingsConfigDict(yaml_file=file)

    return FromFile()
