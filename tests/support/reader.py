"""Reads the code of a picture in a real browser, with a reader that is none of ours."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from aiohttp import web

from tests.bot.simulator.browser import a_page

QR = Path(__file__).parent / "qr"
READ = """(async () => {
  const { default: decode } = await import('/decode.js');
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,%s')).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  return decode(pen.getImageData(0, 0, bitmap.width, bitmap.height));
})()"""


async def read_code(picture: bytes) -> str:
    """Return the text of the QR code in a PNG."""
    application = web.Application()
    application.add_routes([web.get("/", _blank), web.get("/{name}.js", _module)])
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with a_page(f"http://127.0.0.1:{runner.addresses[0][1]}/") as page:
            await page.until("document.readyState === 'complete'")
            return str(await page.run(READ % base64.b64encode(picture).decode()))
    finally:
        await runner.cleanup()


def is_as_published() -> bool:
    """Tell whether the reader is, sign by sign, the published one."""
    told = dict(line.split()[::-1] for line in (QR / "SHA256").read_text().splitlines())
    return all(hashlib.sha256((QR / name).read_bytes()).hexdigest() == told[name] for name in told)


async def _blank(_: web.Request) -> web.Response:
    return web.Response(text="<!doctype html>", content_type="text/html")


async def _module(request: web.Request) -> web.Response:
    text = (QR / f"{Path(request.match_info['name']).name}.js").read_text("utf-8")
    return web.Response(text=text, content_type="text/javascript")
