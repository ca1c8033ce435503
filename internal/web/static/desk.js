// The desk works without this. With it, pages follow the ledger, "/" goes to the
// search box, and a statement and its words in the text light up together.
"use strict";

// follow asks for the page anew when the ledger has changed, and puts in place
// those of its parts that are marked to be live.
function follow(address) {
  const beat = document.querySelector(".beat");
  let running = false, again = false;
  async function renew() {
    if (document.hidden) { again = true; return; }
    if (running) { again = true; return; }
    running = true;
    again = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      let changed = false;
      for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.getElementById(old.id);
        // What somebody is in must not move under them; it comes with the next change.
        if (!fresh || fresh.innerHTML === old.innerHTML || old.contains(document.activeElement)) continue;
        old.replaceChildren(...fresh.childNodes);
        changed = true;
      }
      if (changed && beat) beat.textContent = "changed at " + new Date().toLocaleTimeString();
    } catch { /* the next event tries again */ } finally {
      running = false;
      if (again && !document.hidden) renew();
    }
  }
  const events = new EventSource(address);
  events.addEventListener("ledger", renew);
  events.addEventListener("open", () => { if (beat) beat.textContent = "live"; });
  events.addEventListener("error", () => { if (beat) beat.textContent = "not connected: reload to see what is new"; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && again) renew(); });
  addEventListener("pagehide", () => events.close());
}

// light marks everything that belongs to one statement while any of it is
// pointed at or focused.
function light(on) {
  return (event) => {
    const at = event.target.closest?.("[data-of]");
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!on || !at) return;
    for (const name of at.dataset.of.split(" ")) {
      for (const part of document.querySelectorAll('[data-of~="' + CSS.escape(name) + '"]')) part.classList.add("lit");
    }
  };
}

function keys(event) {
  const in_ = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !in_ && !event.ctrlKey && !event.metaKey && !event.altKey) {
    document.querySelector(".find input")?.focus();
    event.preventDefault();
  }
}

// copying puts the words that a button names into the clipboard. Without script,
// or where the browser has none to give, there are no buttons.
function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}

// jump goes from words in the text that are pressed to their place in the list: the
// innermost statement's, whose name comes last.
function jump(event) {
  const mark = event.target.closest?.("mark[data-of]");
  if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
  const names = mark.dataset.of.split(" ").filter((name) => name.startsWith("s"));
  const item = document.querySelector('li[data-of="' + CSS.escape(names[names.length - 1] || "") + '"]');
  item?.scrollIntoView({ block: "nearest" });
}

if (document.body.dataset.events) follow(document.body.dataset.events);
for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerleave", false], ["focusout", false]]) document.addEventListener(name, light(on));
document.addEventListener("keydown", keys);
document.addEventListener("click", jump);
for (const button of document.querySelectorAll("button[data-copy]")) copying(button);
