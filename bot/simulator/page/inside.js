// The pane behind the screen: what the house knows of this chat, and every call as JSON.

import { hour, jakarta, knows, make, say } from "./town.js";

const HIDDEN = new Set(["progress"]);
const IS_SAID = ([, value]) => value !== null && value !== "";
const MOST_CALLS = 200;

export function drawInsight(pane, insight, now) {
  const entries = Object.entries(insight).filter(IS_SAID);
  if (!entries.length) return pane.replaceChildren(make("p", { className: "nothing" }, say("insight.none")));
  const stateless = insight.flow ? null : make("p", { className: "nothing" }, say("insight.stateless"));
  const parts = [progress(insight.progress), facts(entries, now), stateless];
  pane.replaceChildren(...parts.filter(Boolean));
}

function progress(done) {
  const answered = done?.answered ?? done?.[0];
  const total = done?.total ?? done?.[1];
  if (!total) return null;
  return make("div", { className: "progress" },
    make("label", {}, `${say("insight.progress")} ${answered}/${total}`),
    make("progress", { max: total, value: answered }));
}

function facts(entries, now) {
  const list = make("dl", {});
  for (const [key, value] of entries) {
    if (HIDDEN.has(key)) continue;
    list.append(make("dt", {}, name(key)), make("dd", {}, shown(key, value, now)));
  }
  return list;
}

const name = (key) => (knows(`insight.${key}`) ? say(`insight.${key}`) : key.replaceAll("_", " "));

function shown(key, value, now) {
  if (Array.isArray(value)) {
    return value.length ? make("ul", {}, ...value.map((part) => make("li", {}, shown("", part, now)))) : "—";
  }
  if (value && typeof value === "object") return facts(Object.entries(value).filter(IS_SAID), now);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return moment(key, value, now);
  if (value === true || value === false) return value ? "✓" : "✗";
  return make("span", { className: key === "step" || key === "flow" ? "chip" : "" }, String(value));
}

function moment(key, value, now) {
  const text = `${jakarta(value, { day: "numeric", month: "short" })} ${hour(value)}`;
  if (key !== "due_at") return text;
  const left = Math.round((new Date(value) - now) / 60000);
  const span = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const late = left < 0;
  return make("span", {}, text, " ", make("b", { className: late ? "chip late" : "chip" }, late ? `${say("insight.late")} ${span}` : span));
}

export function drawCalls(pane, calls) {
  if (!calls.length) return pane.replaceChildren(make("p", { className: "nothing" }, say("calls.none")));
  pane.replaceChildren(...calls.slice(-MOST_CALLS).reverse().map(call));
}

export function addCall(pane, made) {
  pane.querySelector(".nothing")?.remove();
  pane.prepend(call(made));
  while (pane.children.length > MOST_CALLS) pane.lastChild.remove();
}

function call(made) {
  const ok = made.answer.ok === true;
  const state = ok ? "200" : String(made.answer.error_code ?? "…");
  const head = make("summary", {},
    make("code", {}, made.method), make("span", { className: ok ? "good" : "bad" }, state),
    make("small", {}, `${hour(made.at)} · ${made.ms} ms`));
  const node = make("details", { className: made.findings.length ? "call odd" : "call" }, head);
  node.addEventListener("toggle", () => node.children.length > 1 || open(node, made), { once: true });
  if (!ok) head.append(make("em", {}, made.answer.description ?? ""));
  if (made.findings.length) head.append(make("em", {}, made.findings.join(", ")));
  return node;
}

function open(node, made) {
  node.append(make("h3", {}, say("calls.asked")), make("pre", {}, pretty(made.params)));
  node.append(make("h3", {}, say("calls.answered")), make("pre", {}, pretty(made.answer)));
}

function pretty(value) {
  const unfolded = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unfold(part)]));
  return JSON.stringify(unfolded, null, 2);
}

function unfold(part) {
  if (typeof part !== "string" || !/^[[{]/.test(part)) return part;
  try { return JSON.parse(part); } catch { return part; }
}
