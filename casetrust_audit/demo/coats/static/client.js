"use strict";
// Fetches the page of this address and puts its body in after a moment: coats whose pages are drawn by a script.
{
const mode = document.currentScript.dataset.mode;
const inner = "/page";
const later = 250;
const kept = document.currentScript.src;
let turn = 0;

const here = () => (mode === "hash" ? (location.hash.startsWith("#/") ? location.hash.slice(1) : "/") : location.pathname + location.search);
const plain = (address) => {
  const url = new URL(address, location.href);
  return (url.pathname + url.search).replace(/^\/page(?=\/)/, "");
};

function go(address) {
  if (mode === "fallback") return location.assign(address);
  if (mode === "shell") {
    history.pushState(null, "", address);
    return fetched(here());
  }
  if (location.hash === `#${address}`) return fetched(address);
  location.hash = address;
}

async function draw(answer, mine) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await new Promise((done) => setTimeout(done, later));
  if (mine !== turn) return;
  for (const old of document.querySelectorAll("[data-drawn]")) old.remove();
  document.title = page.title;
  if (page.documentElement.lang) document.documentElement.lang = page.documentElement.lang;
  else document.documentElement.removeAttribute("lang");
  document.body.className = page.body.className;
  document.body.innerHTML = page.body.innerHTML;
  const links = page.head.querySelectorAll("link[rel=stylesheet], script[type$=json]");
  const sheets = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href));
  for (const each of links) {
    if (each.href && sheets.has(each.href)) continue;
    const copy = document.importNode(each, true);
    if (!each.href) copy.dataset.drawn = "";
    document.head.append(copy);
  }
  for (const each of page.querySelectorAll("script[src]")) {
    const copy = document.createElement("script");
    for (const { name, value } of each.attributes) copy.setAttribute(name, value);
    copy.async = false;
    copy.dataset.drawn = "";
    document.head.append(copy);
  }
  scrollTo(0, 0);
}

async function fetched(address) {
  const mine = ++turn;
  await draw(await fetch(inner + address), mine);
}

async function send(form, button) {
  const target = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? here();
  const fields = new FormData(form, button);
  const method = button?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  if (method.toLowerCase() !== "post") {
    const address = mode === "hash" ? target.replace(/^\/?#/, "") : target;
    return go(`${address}?${new URLSearchParams(fields)}`);
  }
  const mine = ++turn;
  const answer = await fetch(target, { method: "POST", body: new URLSearchParams(fields) });
  const address = plain(answer.url);
  if (answer.redirected && mode === "fallback") return location.assign(address);
  if (answer.redirected && mode === "shell") history.pushState(null, "", address);
  if (answer.redirected && mode === "hash") history.pushState(null, "", `#${address}`);
  await draw(answer, mine);
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (mode !== "shell" || !link || event.defaultPrevented || link.origin !== location.origin) return;
  if (link.getAttribute("href").startsWith("#") || link.pathname.startsWith("/images/")) return;
  event.preventDefault();
  go(link.pathname + link.search);
});
addEventListener("popstate", () => { if (mode === "shell") fetched(here()); });
addEventListener("hashchange", () => { if (mode === "hash" && (location.hash.startsWith("#/") || !location.hash)) fetched(here()); });
fetched(here());
}
