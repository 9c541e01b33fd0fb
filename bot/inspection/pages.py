"""Pages: templates filled with words of the catalogue, in the language of the browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.inspection.logins import Login
from bot.wording import Texts
from flows.dialogue import Says, Text
from flows.language import Language

LANGUAGE: Final = web.RequestKey("language", Language)
LOGIN: Final = web.RequestKey("login", Login)


class Pages:
    """Fills templates; whatever comes from people is escaped."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._templates = Environment(
            loader=PackageLoader("bot.inspection"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(
        self, request: web.Request, name: str, values: Mapping[str, object], *, status: int = 200
    ) -> web.Response:
        """Fill a template for a request."""
        language = request[LANGUAGE]

        def say(says: Says) -> str:
            return self._texts.plain(says, language)

        def word(key: str, **places: str | int | date) -> str:
            return say(Text(key, places))

        filled = self._templates.get_template(name).render(
            {
                "t": word,
                "say": say,
                "language": language.value,
                "other": language.other().value,
                "login": request.get(LOGIN),
                "path": request.path_qs,
                **values,
            }
        )
        return web.Response(text=filled, content_type="text/html", status=status)

    def told(self, request: web.Request, text: Text, *, status: int) -> web.Response:
        """Tell one thing on a page of its own."""
        return self.page(request, "told.html", {"told": text}, status=status)

    def plain(self, request: web.Request, says: Says) -> str:
        """Word something in the language of a request."""
        return self._texts.plain(says, request[LANGUAGE])
