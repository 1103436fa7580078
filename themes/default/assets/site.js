// Comfort only: every page is whole without this file.
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Light or dark, kept in this browser where it may.
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
try { if (localStorage.theme) root.dataset.theme = localStorage.theme; } catch { /* not kept */ }

for (const choice of all(".theme")) {
  const button = choice.querySelector("button");
  const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.theme = root.dataset.theme; } catch { /* not kept */ }
    name();
  });
  system.addEventListener("change", name);
  name();
  choice.hidden = false;
}

// A button beside what is to be cited.
for (const text of navigator.clipboard ? all(".copy") : []) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.textContent = text.dataset.copy;
  button.setAttribute("aria-label", `${text.dataset.copy}: ${text.textContent}`);
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = text.dataset.copied;
      setTimeout(() => { status.textContent = ""; }, 4000);
    } catch { getSelection().selectAllChildren(text); }
  });
  text.after(" ", button, " ", status);
}

// A field that narrows long lists.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const field of all(".live")) {
  const lists = all("main .rows");
  const rows = all("main .rows > li").map((row) => [row, plain(row.textContent)]);
  if (rows.length < 8) continue;
  field.querySelector("input").addEventListener("input", ({ target }) => {
    const words = plain(target.value).split(/\s+/);
    for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
    for (const list of lists) {
      list.hidden = !list.querySelector(":scope > li:not([hidden])");
      // The heading of a letter or ward goes with its list.
      if (lists.length > 1 && list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = list.hidden;
    }
    const shown = rows.filter(([row]) => !row.hidden).length;
    field.querySelector("[role]").textContent = field.dataset.count.replace("{n}", shown).replace("{all}", rows.length);
  });
  field.hidden = false;
}

// The day of printing.
addEventListener("beforeprint", () => {
  for (const line of all(".printed")) {
    line.textContent = line.dataset.text.replace("{date}", new Date().toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang, { dateStyle: "long" }));
    line.hidden = false;
  }
});
