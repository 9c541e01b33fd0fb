// The control API and the words of the page: everything that is fetched is fetched here.

let words = {};
let language = localStorage.getItem("language") || "id";

export const getLanguage = () => language;

export async function loadWords() {
  words = await (await fetch("/page/words.json")).json();
}

export function setLanguage(chosen) {
  language = chosen in words ? chosen : "id";
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
}

export function say(key, places = {}) {
  const text = words[language]?.[key];
  return text?.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "") ?? key;
}

export const knows = (key) => key in (words[language] ?? {});

export async function get(what, query = {}) {
  const answer = await fetch(`/sim/${what}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function act(what, fields = {}) {
  return post(what, JSON.stringify(fields), { "Content-Type": "application/json" });
}

export async function sendFile(chat, file, kind) {
  const form = new FormData();
  form.set("chat", chat);
  form.set("as", kind);
  form.set("file", file, file.name);
  return post("file", form, {});
}

async function post(what, body, headers) {
  const answer = await fetch(`/sim/${what}`, { method: "POST", body, headers });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.description ?? String(answer.status));
  return said;
}

export const jakarta = (moment, options) =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", {
    timeZone: "Asia/Jakarta", ...options,
  }).format(new Date(moment));

export const hour = (moment) => jakarta(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function make(tag, properties = {}, ...inside) {
  const { dataset = {}, ...own } = properties;
  const node = Object.assign(document.createElement(tag), own);
  Object.assign(node.dataset, dataset);
  node.append(...inside.filter((part) => part !== null && part !== undefined));
  return node;
}
