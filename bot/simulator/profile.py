"""Methods with which the bot says who it is and how it wants its updates."""

from __future__ import annotations

import re
from typing import Final

from bot.simulator.messages import Json
from bot.simulator.params import Params
from bot.simulator.refusals import WEBHOOK_ACTIVE, Refused, bad_request
from bot.simulator.world import Webhook, World

MOST_COMMANDS: Final = 100
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")
_LONGEST_POLL: Final = 50


async def get_me(world: World, params: Params) -> object:
    """Introduce the bot."""
    del params
    return world.bot() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(world: World, params: Params) -> object:
    """Hand out what happened; waits for the first of it."""
    if world.webhook.url:
        raise Refused(409, WEBHOOK_ACTIVE)
    if params.has("allowed_updates"):
        world.inbox.allow([str(kind) for kind in params.array("allowed_updates")])
    limit = min(max(params.number("limit", 100), 1), 100)
    seconds = min(params.number("timeout"), _LONGEST_POLL)
    updates = await world.inbox.poll(params.number("offset"), limit, seconds)
    return [update.written() for update in updates]


async def set_webhook(world: World, params: Params) -> object:
    """Have updates pushed to an address; an empty one ends it."""
    url, secret = params.text("url"), params.text("secret_token")
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if params.has("allowed_updates"):
        world.inbox.allow([str(kind) for kind in params.array("allowed_updates")])
    if params.flag("drop_pending_updates"):
        world.inbox.clear()
    most = min(max(params.number("max_connections", 40), 1), 100)
    world.webhook = Webhook(url, secret, most)
    world.inbox.arrived.ring()
    return True


async def delete_webhook(world: World, params: Params) -> object:
    """Go back to polling."""
    if params.flag("drop_pending_updates"):
        world.inbox.clear()
    world.webhook = Webhook()
    return True


async def get_webhook_info(world: World, params: Params) -> object:
    """Tell how the pushing goes."""
    del params
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.inbox.waiting),
        "max_connections": hook.max_connections,
    }
    if hook.last_error:
        info |= {
            "last_error_date": hook.last_error_date,
            "last_error_message": hook.last_error,
        }
    return info


async def set_my_commands(world: World, params: Params) -> object:
    """Fill the menu of commands for a language."""
    commands = [item for item in params.array("commands") if isinstance(item, dict)]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:  # noqa: PLR2004
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[params.text("language_code")] = commands
    _tell_profile(world)
    return True


async def delete_my_commands(world: World, params: Params) -> object:
    """Empty the menu of commands for a language."""
    world.profile.commands.pop(params.text("language_code"), None)
    _tell_profile(world)
    return True


async def get_my_commands(world: World, params: Params) -> object:
    """Return the menu of commands of a language."""
    return world.profile.commands.get(params.text("language_code"), [])


async def set_my_description(world: World, params: Params) -> object:
    """Say what the bot can do, for an empty chat."""
    kept = world.profile.descriptions
    return _describe(world, kept, params, "description", most=512)


async def set_my_short_description(world: World, params: Params) -> object:
    """Say in a line what the bot is."""
    kept = world.profile.short_descriptions
    return _describe(world, kept, params, "short_description", most=120)


async def set_my_name(world: World, params: Params) -> object:
    """Name the bot."""
    return _describe(world, world.profile.names, params, "name", most=64)


async def set_chat_menu_button(world: World, params: Params) -> object:
    """Choose what the button beside the text field does."""
    world.profile.menu_button = params.structure("menu_button") or {"type": "default"}
    return True


def _describe(
    world: World, kept: dict[str, str], params: Params, field: str, *, most: int
) -> bool:
    words = params.text(field)
    if len(words) > most:
        raise bad_request(f"{field} is too long")
    kept[params.text("language_code")] = words
    _tell_profile(world)
    return True


def _tell_profile(world: World) -> None:
    world.wire.tell("profile", 0, {})
