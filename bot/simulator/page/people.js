// The left side: who is who, and what is going wrong.

import { act, make, say } from "./town.js";

const KINDS = ["too_many", "blocked", "broken", "timeout", "lost", "duplicate", "reorder", "resend"];

export function drawPeople(list, people, { chat, unread, choose }) {
  list.replaceChildren(...people.map((one) => {
    const count = unread[one.chat];
    const badge = count ? make("b", { className: "badge", ariaLabel: say("unread", { n: count }) }, String(count)) : null;
    const button = make("button", { type: "button", ariaPressed: String(one.chat === chat), onclick: () => choose(one.chat) },
      make("span", { className: `face ${one.key}`, ariaHidden: "true" }, initials(one)),
      make("span", {}, make("strong", {}, `${one.first_name} ${one.last_name}`), make("small", {}, say(`role.${one.key}`))),
      badge ?? (one.blocked ? make("span", { ariaHidden: "true" }, "⛔") : null));
    return make("li", {}, button);
  }));
}

const initials = (one) => `${one.first_name.split(" ").at(-1)[0]}${one.last_name[0]}`;

export function fillFaults(select) {
  const chosen = select.value;
  select.replaceChildren(...KINDS.map((kind) => make("option", { value: kind }, say(`fault.${kind}`))));
  if (chosen) select.value = chosen;
}

export function drawFaults(list, faults) {
  const lines = faults.map((fault) =>
    make("li", {}, say(`fault.${fault.kind}`), " ", make("span", { className: "chip" }, say("fault.times", { n: fault.times }))));
  if (faults.length) {
    const clear = make("button", { type: "button", className: "plain", onclick: () => act("faults", { clear: true }) }, say("weather.clear"));
    lines.push(make("li", {}, clear));
  }
  list.replaceChildren(...lines);
}
