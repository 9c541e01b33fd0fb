// The little that helps while writing; every page works without it.
const PAUSE = 400; // milliseconds after the last letter

for (const form of document.querySelectorAll("form[data-check]")) {
  const told = form.querySelector("[role=status]");
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
      if (!answer.ok) return;
      const found = await answer.json();
      told.textContent = found.told;
      told.className = found.words.length || found.taken.length ? "small problem" : "small good";
    }, PAUSE);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
