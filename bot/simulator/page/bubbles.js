// Draws messages as a phone does: formatting, buttons, files, pictures.

import { hour, jakarta, make, say } from "./town.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s",
  code: "code", pre: "pre", blockquote: "blockquote",
};
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

export function bubble(message, hands) {
  const side = message.by_bot ? "theirs" : "ours";
  const body = make("div", { className: "bubble" }, ...contents(message, hands), foot(message));
  const node = make("article", { className: `message ${side}`, dataset: { id: message.message_id } }, body);
  if (message.reply_markup) node.append(buttons(message, hands));
  return node;
}

export function dayLine(date) {
  const words = jakarta(date * 1000, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return make("p", { className: "day", dataset: { day: dayOf(date) } }, make("span", {}, words));
}

export const dayOf = (date) => jakarta(date * 1000, { year: "numeric", month: "2-digit", day: "2-digit" });

function contents(message, hands) {
  const parts = [];
  if (message.reply_to_message) parts.push(quoted(message.reply_to_message));
  if (message.photo) parts.push(picture(message.photo.at(-1), hands));
  if (message.document) parts.push(card(message.document));
  if (message.sticker) parts.push(make("div", { className: "sticker" }, message.sticker.emoji));
  if (message.voice) parts.push(voice(message.voice));
  if (message.location) parts.push(location(message.location));
  if (message.contact) parts.push(contact(message.contact));
  const text = message.text ?? message.caption;
  if (text) {
    const marks = message.entities ?? message.caption_entities ?? [];
    parts.push(make("div", { className: "words" }, ...formatted(text, marks, hands)));
  }
  return parts;
}

export function formatted(text, entities, hands) {
  return span(text, 0, text.length, [...entities], hands);
}

function span(text, start, end, entities, hands) {
  const nodes = [];
  let at = start;
  while (entities.length) {
    const mark = entities.shift();
    const stop = Math.min(mark.offset + mark.length, end);
    const inner = [];
    while (entities.length && entities[0].offset < stop) inner.push(entities.shift());
    nodes.push(...plain(text.slice(at, mark.offset)));
    nodes.push(marked(mark, text.slice(mark.offset, stop), span(text, mark.offset, stop, inner, hands), hands));
    at = stop;
  }
  return [...nodes, ...plain(text.slice(at, end))];
}

function marked(mark, text, inside, hands) {
  if (mark.type === "text_link") return link(mark.url, inside, hands);
  if (mark.type === "bot_command") {
    return make("button", { type: "button", className: "command", onclick: () => hands.say(text) }, text);
  }
  if (mark.type === "spoiler") {
    return make("span", { className: "spoiler", tabIndex: 0, onclick: (e) => e.currentTarget.classList.add("open") }, ...inside);
  }
  return make(TAGS[mark.type] ?? "span", {}, ...inside);
}

function plain(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    nodes.push(text.slice(at, found.index), link(found[0], [found[0]]));
    at = found.index + found[0].length;
  }
  return [...nodes, text.slice(at)].filter(Boolean);
}

function link(url, inside, hands) {
  const start = /^https:\/\/t\.me\/\w+\?start=([\w-]{1,64})$/.exec(url);
  if (start && hands) {
    return make("button", { type: "button", className: "command", onclick: () => hands.say(`/start ${start[1]}`) }, ...inside);
  }
  const safe = /^(https?|tg|mailto|tel):/i.test(url) ? url : "#";
  return make("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, ...inside);
}

function quoted(original) {
  const text = original.text ?? original.caption ?? "…";
  return make("div", { className: "quoted" }, text.slice(0, 120));
}

function picture(size, hands) {
  const address = `/sim/file/${size.file_id}`;
  const image = make("img", { src: address, alt: "", width: size.width, height: size.height, loading: "lazy" });
  image.addEventListener("load", hands.settle, { once: true });
  return make("button", { type: "button", className: "picture", ariaLabel: say("as.photo"), onclick: () => hands.show(address) }, image);
}

function card(file) {
  const ending = (file.file_name ?? "").split(".").pop().slice(0, 4).toUpperCase();
  return make("a", { className: "card", href: `/sim/file/${file.file_id}?download`, download: file.file_name ?? "" },
    make("span", { className: "sort", ariaHidden: "true" }, ending),
    make("span", {}, make("strong", {}, file.file_name ?? ""), make("small", {}, `${size(file.file_size)} · ${say("download")}`)));
}

function voice(spoken) {
  const seconds = String(spoken.duration).padStart(2, "0");
  return make("div", { className: "card" }, make("span", { className: "sort", ariaHidden: "true" }, "🎤"),
    make("span", {}, make("strong", {}, say("attach.voice")), make("small", {}, `0:${seconds}`)));
}

function location(place) {
  return make("div", { className: "card" }, make("span", { className: "sort", ariaHidden: "true" }, "📍"),
    make("span", {}, make("strong", {}, say("attach.location")), make("small", {}, `${place.latitude}, ${place.longitude}`)));
}

function contact(shared) {
  return make("div", { className: "card" }, make("span", { className: "sort" }, "☎"),
    make("span", {}, make("strong", {}, `${shared.first_name} ${shared.last_name ?? ""}`), make("small", {}, shared.phone_number)));
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

function foot(message) {
  const edited = message.edit_date && message.by_bot ? `${say("edited")} ` : "";
  const ticks = message.by_bot ? "" : " ✓";
  return make("small", { className: "foot" }, `${edited}${hour(message.date * 1000)}${ticks}`);
}

function buttons(message, hands) {
  const rows = message.reply_markup.inline_keyboard ?? [];
  return make("div", { className: "buttons" }, ...rows.map((row) =>
    make("div", {}, ...row.map((button) => inlineButton(message, button, hands)))));
}

function inlineButton(message, button, hands) {
  if (button.url) return link(button.url, [button.text, " ↗"], hands);
  const node = make("button", { type: "button", dataset: { data: button.callback_data ?? "" } }, button.text);
  if (button.copy_text) node.onclick = () => navigator.clipboard.writeText(button.copy_text.text);
  else node.onclick = () => hands.press(message.message_id, button.callback_data, node);
  return node;
}
