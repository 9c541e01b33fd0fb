// The page: keeps the phone, the town and the pane behind the screen in step with the server.

import { bubble, dayLine, dayOf, formatted } from "./bubbles.js";
import { addCall, drawCalls, drawInsight } from "./inside.js";
import { act, get, getLanguage, hour, jakarta, loadWords, make, say, sendFile, setLanguage } from "./town.js";
import { drawFaults, drawPeople, fillFaults } from "./people.js";
import { composer } from "./composer.js";

const $ = (id) => document.getElementById(id);
const TOAST_MS = 3500;
const TYPING_MS = 5000;
const SPOKEN_BYTES = 6000; // three seconds of nothing: nobody listens to it here

let town = { personas: [], faults: [], offset: 0 };
let chat = Number(sessionStorage.getItem("chat")) || 0;
let arrived = Date.now();
const unread = {};
let timers = {};
let opening = 0;

const hands = {
  say: (text) => attempt(act("say", { chat, text })),
  press: (messageId, data, node) => {
    node.classList.add("waiting");
    attempt(act("press", { chat, message_id: messageId, data }), () => node.classList.remove("waiting"));
  },
  file: (file, kind) => attempt(sendFile(chat, file, kind)),
  sticker: () => attempt(act("sticker", { chat })),
  voice: () => attempt(sendFile(chat, new File([new Uint8Array(SPOKEN_BYTES)], "voice.ogg"), "voice")),
  location: () => attempt(act("location", { chat })),
  contact: () => confirm(say("contact.sure")) && attempt(act("contact", { chat })),
  show: (address) => {
    $("picture").querySelector("img").src = address;
    $("picture").querySelector("a").href = `${address}?download`;
    $("picture").showModal();
  },
  settle: () => toEnd(),
  me: () => chat,
};
const typing = composer(hands);

function attempt(promise, failed = () => {}) {
  promise.catch((error) => { failed(); toast(say("failed", { why: error.message })); });
}

const now = () => new Date(Date.now() + (new Date(town.now) - arrived));

// ---- drawing ----

function putWords() {
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.ariaLabel = node.title = say(node.dataset.label);
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
  for (const node of document.querySelectorAll("[data-language]")) {
    node.ariaPressed = String(node.dataset.language === getLanguage());
  }
  document.querySelectorAll(".phone,.town,.inside").forEach((node) => node.removeAttribute("title"));
  fillFaults($("fault"));
}

function drawTown() {
  drawPeople($("people"), town.personas, { chat, unread, choose });
  drawFaults($("faults"), town.faults);
  $("office").hidden = !town.office_url;
  $("office").href = town.office_url || "#";
  $("inspection").hidden = !town.inspection_url;
  $("inspection").href = town.inspection_url || "#";
  $("bot-name").textContent = town.bot.first_name;
  const me = town.personas.find((one) => one.chat === chat);
  $("as").textContent = me ? me.first_name : "";
  $("block").textContent = say(me?.blocked ? "unblock" : "block");
  drawClock();
}

function drawClock() {
  const moment = now();
  $("now").textContent = `${jakarta(moment, { weekday: "short", day: "numeric", month: "short", year: "numeric" })} · ${hour(moment)}`;
  $("phone-time").textContent = hour(moment);
  const hours = Math.round(town.offset / 360) / 10;
  $("shifted").hidden = !hours;
  const days = Math.abs(hours) >= 72;
  const span = new Intl.NumberFormat(getLanguage(), { style: "unit", unit: days ? "day" : "hour", unitDisplay: "long", signDisplay: "always", maximumFractionDigits: 0 });
  $("shifted").textContent = span.format(days ? hours / 24 : hours);
}

function addMessage(message) {
  const log = $("log");
  const day = dayOf(message.date);
  if ([...log.querySelectorAll(".day")].at(-1)?.dataset.day !== day) log.append(dayLine(message.date));
  log.append(bubble(message, hands));
  log.querySelector(".empty")?.remove();
}

function replaceMessage(message) {
  const old = $("log").querySelector(`[data-id="${message.message_id}"]`);
  const fresh = bubble(message, hands);
  const held = old?.contains(document.activeElement);
  fresh.classList.add("changed");
  old?.replaceWith(fresh);
  if (held) (fresh.querySelector(".buttons button") ?? $("text")).focus({ preventScroll: true });
}

function drawEmpty(description) {
  const words = make("div", { className: "words" }, ...formatted(description || say("empty"), [], hands));
  const start = make("button", { type: "button", className: "start", onclick: () => hands.say("/start") }, say("start"));
  $("log").replaceChildren(make("div", { className: "empty" }, make("span", { className: "face bot" }, "S"), words, start));
}

const isAtEnd = () => $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 160;
const toEnd = () => { $("log").scrollTop = $("log").scrollHeight; };

function toast(text) {
  const node = $("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(timers.toast);
  timers.toast = setTimeout(() => { node.hidden = true; }, TOAST_MS);
}

function tell(text) {
  $("alert").querySelector("p").textContent = text;
  $("alert").showModal();
}

function busy(action) {
  $("bot-state").textContent = action ? say(/document|photo/.test(action) ? "sending" : "typing") : say("bot");
  clearTimeout(timers.busy);
  if (action) timers.busy = setTimeout(() => busy(""), TYPING_MS);
}

// ---- what the server tells ----

const told = {
  message: ({ message }) => {
    const follow = isAtEnd() || !message.by_bot;
    addMessage(message);
    if (message.keyboard) typing.keyboard(message.keyboard);
    if (message.by_bot) busy("");
    else typing.sent();
    if (follow) toEnd();
  },
  edited: ({ message }) => { const follow = isAtEnd(); replaceMessage(message); if (follow) toEnd(); },
  deleted: ({ message_id: number }) => $("log").querySelector(`[data-id="${number}"]`)?.remove(),
  action: ({ action }) => busy(action),
  answered: ({ text, alert, message_id: number }) => {
    settleButtons(number);
    if (text) (alert ? tell : toast)(text);
  },
  expired: ({ message_id: number }) => { settleButtons(number); toast(say("expired")); },
  call: ({ call }) => addCall($("calls"), call),
  profile: () => open(),
  blocked: () => refresh(),
};

function settleButtons(number) {
  $("log").querySelectorAll(`[data-id="${number}"] .waiting`).forEach((node) => node.classList.remove("waiting"));
}

function take(event) {
  if (event.kind === "reset") return start();
  if (event.kind === "clock") return refresh();
  if (event.kind === "faults") { town.faults = event.faults; return drawFaults($("faults"), town.faults); }
  if (event.chat && event.chat !== chat) return elsewhere(event);
  told[event.kind]?.(event);
  lookInside();
}

function elsewhere(event) {
  if (event.kind !== "message" || !event.message.by_bot) return;
  unread[event.chat] = (unread[event.chat] ?? 0) + 1;
  drawTown();
}

function lookInside() {
  clearTimeout(timers.inside);
  timers.inside = setTimeout(async () => {
    if (!chat) return;
    const asked = chat;
    const insight = await get("insight", { chat }).catch(() => ({}));
    if (asked === chat) drawInsight($("insight"), insight, now());
  }, 120);
}

// ---- beginning ----

async function refresh() {
  town = await get("town");
  arrived = Date.now();
  if (!town.personas.some((one) => one.chat === chat)) chat = town.personas[0].chat;
  drawTown();
  lookInside();
}

async function open() {
  const mine = ++opening;
  const [state, calls] = await Promise.all([get("state", { chat }), get("calls", { chat })]);
  if (mine !== opening) return;
  $("log").replaceChildren();
  state.messages.forEach(addMessage);
  if (!state.messages.length) drawEmpty(state.description);
  typing.keyboard(state.keyboard);
  typing.commands(state.commands);
  drawCalls($("calls"), calls);
  busy("");
  toEnd();
  lookInside();
}

async function start() {
  await refresh();
  await open();
}

async function choose(chosen) {
  chat = chosen;
  sessionStorage.setItem("chat", chat);
  delete unread[chat];
  drawTown();
  await open();
  look("phone");
  $("text").focus();
}

function look(view) {
  document.body.dataset.view = view;
  document.querySelectorAll(".views button").forEach((node) => { node.ariaPressed = String(node.dataset.view === view); });
}

async function speak(language) {
  setLanguage(language);
  putWords();
  await Promise.all(town.personas.map((one) => act("persona", { chat: one.chat, language: getLanguage() })));
  await start();
}

async function save() {
  const answer = await fetch(`/sim/transcript?chat=${chat}`);
  const address = URL.createObjectURL(await answer.blob());
  make("a", { href: address, download: `percakapan.${getLanguage()}.yaml` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function pick(tab) {
  for (const name of ["insight", "calls"]) {
    $(name).hidden = name !== tab;
    $(`tab-${name}`).ariaSelected = String(name === tab);
    $(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
  }
}

function wire() {
  document.querySelectorAll("[data-language]").forEach((node) => { node.onclick = () => speak(node.dataset.language); });
  document.querySelectorAll(".views button").forEach((node) => { node.onclick = () => look(node.dataset.view); });
  $("jumps").onclick = ({ target }) => target.dataset.hours && attempt(act("clock", { hours: Number(target.dataset.hours) }));
  $("weather").onsubmit = (event) => { event.preventDefault(); attempt(act("faults", { kind: $("fault").value })); };
  $("block").onclick = () => attempt(act("persona", { chat, blocked: !town.personas.find((one) => one.chat === chat).blocked }));
  $("save").onclick = () => attempt(save());
  $("reset").onclick = () => confirm(say("reset.sure")) && attempt(act("reset"));
  for (const name of ["insight", "calls"]) {
    $(`tab-${name}`).onclick = () => pick(name);
    $(`tab-${name}`).onkeydown = ({ key }) => {
      if (!/Arrow(Left|Right)/.test(key)) return;
      const other = name === "insight" ? "calls" : "insight";
      pick(other);
      $(`tab-${other}`).focus();
    };
  }
  setInterval(drawClock, 10_000);
  setInterval(lookInside, 30_000);
}

function listen() {
  const source = new EventSource("/sim/events");
  source.onopen = () => { $("offline").hidden = true; start(); };
  source.onerror = () => { $("offline").hidden = false; };
  source.onmessage = ({ data }) => take(JSON.parse(data));
}

async function begin() {
  await loadWords();
  setLanguage(getLanguage());
  putWords();
  wire();
  pick("insight");
  look("phone");
  await refresh();
  const asked = town.personas.find((one) => `#${one.key}` === location.hash);
  if (asked) chat = asked.chat;
  listen();
  if (matchMedia("(hover: hover)").matches) $("text").focus();
}

begin();
