"use strict";
{
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const sections = Array.from(document.querySelectorAll("section[data-folder]"));
  const texts = new Map();

  const folded = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
  const words = (list) => list.split(" ");

  // what the search looks through: the path, the message and its links, what findings say; not the labels
  function textOf(article) {
    if (!texts.has(article)) {
      const folder = article.parentElement.querySelector("h3").textContent;
      const parts = Array.from(article.querySelectorAll("[data-text]"), (part) => part.textContent);
      texts.set(article, folded(folder + "/" + parts.join(" ")));
    }
    return texts.get(article);
  }

  function chosen() {
    const given = new FormData(form);
    const { group, kind, folder, text } = Object.fromEntries(given);
    return { found: new Set(given.getAll("found")), group, kind, folder, text: folded(text), print: given.has("print") };
  }

  function fits(article, want) {
    return words(article.dataset.found).some((level) => want.found.has(level))
      && (want.group === "*" || words(article.dataset.groups).includes(want.group))
      && (want.kind === "*" || article.dataset.kind === want.kind)
      && (want.text === "" || textOf(article).includes(want.text));
  }

  function apply() {
    const want = chosen();
    let count = 0;
    for (const section of sections) {
      let any = false;
      for (const article of section.querySelectorAll("article")) {
        const fit = (want.folder === "*" || section.dataset.folder === want.folder) && fits(article, want);
        article.classList.toggle("out", !fit);
        any ||= fit;
        count += fit ? 1 : 0;
      }
      section.classList.toggle("out", !any);
    }
    for (const finding of document.querySelectorAll(".finding")) {
      finding.classList.toggle("out", !want.found.has(finding.dataset.found));
    }
    document.body.classList.toggle("print-shown", want.print);
    shown.textContent = shown.dataset.say.replace("{shown}", count);
  }

  function fold(open) {
    for (const details of document.querySelectorAll("article:not(.out) > details")) {
      details.open = open;
    }
  }

  // browsers that cannot open what is folded by a print style alone
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));

  document.getElementById("open-all").addEventListener("click", () => fold(true));
  document.getElementById("shut-all").addEventListener("click", () => fold(false));
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
