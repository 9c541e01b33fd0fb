// The lower edge of the phone: writing, commands, the keyboard of buttons, files.

import { make, say } from "./town.js";

const REMEMBERED = 50;
const $ = (id) => document.getElementById(id);

export function composer(hands) {
  const field = $("text");
  const history = JSON.parse(sessionStorage.getItem("history") || "[]");
  let back = history.length;
  let keys = null;

  function send() {
    const text = field.value.trim();
    if (!text) return;
    hands.say(text);
    if (history.at(-1) !== text) history.push(text);
    history.splice(0, history.length - REMEMBERED);
    sessionStorage.setItem("history", JSON.stringify(history));
    back = history.length;
    put("");
  }

  function put(text) {
    field.value = text;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
  }

  function recall(step) {
    if (!history.length) return;
    back = Math.min(Math.max(back + step, 0), history.length);
    put(history[back] ?? "");
  }

  function typed(event) {
    const browsing = field.value === "" || field.value === history[back];
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send();
    else if (event.key === "ArrowUp" && browsing) recall(-1);
    else if (event.key === "ArrowDown" && browsing && field.value) recall(1);
    else return;
    event.preventDefault();
  }

  function showMenu(open) {
    $("menu").hidden = !open;
    $("menu-button").ariaExpanded = String(open);
    if (open) $("menu").querySelector("button")?.focus();
    else if ($("menu").contains(document.activeElement)) field.focus();
  }

  function commands(list) {
    $("menu-button").hidden = !list.length;
    $("menu").replaceChildren(...list.map(({ command, description }) => {
      const run = () => { showMenu(false); hands.say(`/${command}`); };
      return make("li", {}, make("button", { type: "button", onclick: run }, make("code", {}, `/${command}`), make("span", {}, description)));
    }));
  }

  function keyboard(given) {
    keys = given && !given.remove_keyboard ? given : null;
    const rows = keys?.keyboard ?? [];
    $("keys").replaceChildren(...rows.map((row) => make("div", {}, ...row.map(key))));
    $("keys").hidden = !rows.length;
    $("keys-button").hidden = !rows.length;
    field.placeholder = keys?.input_field_placeholder ?? say("write");
    if (keys?.force_reply) field.focus();
  }

  function key(button) {
    const label = button.text ?? button;
    const press = button.request_contact ? hands.contact : () => hands.say(label);
    return make("button", { type: "button", onclick: press }, label);
  }

  function sent() {
    if (keys?.one_time_keyboard) $("keys").hidden = true;
    if (keys?.force_reply) keyboard(null);
  }

  function offer(file) {
    if (!file) return;
    if (!file.type.startsWith("image/")) return hands.file(file, "document");
    const dialog = $("as-what");
    dialog.querySelector("p").textContent = file.name;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue && hands.file(file, dialog.returnValue), { once: true });
    dialog.showModal();
  }

  function attach(what) {
    if (what === "file") $("file").click();
    else if (what) hands[what]();
  }

  function drag(event) {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    $("drop").hidden = event.type !== "dragover" && event.type !== "dragenter";
    if (event.type === "drop") [...event.dataTransfer.files].forEach(offer);
  }

  field.addEventListener("keydown", typed);
  field.addEventListener("input", () => put(field.value));
  field.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files?.[0];
    if (file) { event.preventDefault(); offer(file); }
  });
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); field.focus(); });
  $("menu-button").addEventListener("click", () => showMenu($("menu").hidden));
  $("keys-button").addEventListener("click", () => { $("keys").hidden = !$("keys").hidden; });
  $("attach").addEventListener("click", () => { $("attach-what").returnValue = ""; $("attach-what").showModal(); });
  $("attach-what").addEventListener("submit", ({ submitter }) => attach(submitter.value));
  $("file").addEventListener("change", ({ target }) => { offer(target.files[0]); target.value = ""; });
  for (const kind of ["dragenter", "dragover", "drop"]) document.addEventListener(kind, drag);
  document.addEventListener("dragleave", (event) => event.relatedTarget || drag(event));
  document.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && showMenu(false));
  document.addEventListener("click", ({ target }) => target.closest("#menu, #menu-button") || showMenu(false));

  return { commands, keyboard, sent };
}
