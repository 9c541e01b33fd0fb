"use strict";
// The pages work without this script; with it they keep up by themselves.

const every = (seconds, act) => setInterval(act, seconds * 1000);

// The queue asks whether it still looks the same, and draws itself anew if it does not.
const page = document.querySelector("main[data-poll]");
if (page) {
  every(15, async () => {
    if (document.hidden || document.activeElement?.matches("input, select, textarea")) return;
    try {
      const mark = await fetch(page.dataset.poll).then((answer) => answer.text());
      if (mark === page.dataset.mark) return;
      const text = await fetch(location.href).then((answer) => answer.text());
      const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main[data-poll]");
      if (!fresh) return location.reload();
      const held = page.contains(document.activeElement) && document.activeElement.getAttribute("href");
      page.replaceChildren(...fresh.childNodes);
      page.dataset.mark = fresh.dataset.mark;
      if (held) page.querySelector(`[href="${CSS.escape(held)}"]`)?.focus();
    } catch { /* without a network the page stays as it is */ }
  });
}

// An application stays on the desk of an officer who is at work on it, and of no other.
const desk = document.querySelector("main[data-lease]");
if (desk) {
  let worked = true;
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, () => { worked = true; }, { passive: true });
  every(240, () => {
    if (worked) fetch(desk.dataset.lease, { method: "POST", body: new URLSearchParams({ csrf: desk.dataset.csrf }) }).catch(() => {});
    worked = false;
  });
}

// Rows: a NIK is shown in its place, many rows are chosen at once.
const rows = document.querySelector("table.rows");
if (rows) {
  const form = rows.form ?? rows.closest("form");
  const boxes = [...rows.querySelectorAll("input[name=row]")];
  const all = rows.querySelector("[data-all]");
  const told = form.querySelector("[data-chosen]");
  let last = null;

  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (told) { told.hidden = !chosen; told.firstElementChild.textContent = chosen; }
    if (all) { all.checked = chosen === boxes.length; all.indeterminate = chosen > 0 && chosen < boxes.length; }
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); });
  }
  rows.addEventListener("click", (event) => {
    const box = event.target;
    if (box.name !== "row") return;
    const here = boxes.indexOf(box);
    if (event.shiftKey && last !== null) {
      for (const other of boxes.slice(Math.min(here, last), Math.max(here, last) + 1)) other.checked = box.checked;
    }
    last = here;
    count();
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.formAction.endsWith("/nik")) return;
    event.preventDefault();
    const body = new URLSearchParams({ csrf: form.elements.csrf.value });
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const cell = button.closest("td").querySelector("code");
    cell.textContent = (await answer.json()).nik;
    cell.tabIndex = -1;
    cell.focus();
    button.remove();
  });
}
