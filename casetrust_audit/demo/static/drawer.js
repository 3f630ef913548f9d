"use strict";
// Adds to the cart without loading a page, and opens a drawer that shows it: the style "drawer-cart".
{
const drawer = document.getElementById("drawer");
const form = document.querySelector("form.buy");

function made(name, kind, text) {
  const element = document.createElement(name);
  element.className = kind;
  element.textContent = text;
  return element;
}

function line(item) {
  const picture = made("img", "", "");
  picture.src = item.image;
  picture.alt = "";
  picture.width = picture.height = 56;
  const name = made("div", "line-name", "");
  if (item.path) {
    const link = made("a", "", item.label);
    link.href = item.path;
    name.append(link);
  } else name.textContent = item.label;
  const entry = made("li", "line", "");
  entry.append(picture, name, made("div", "line-quantity", `Quantity ${item.quantity}`), made("div", "line-amount", item.amount));
  return entry;
}

function row([label, amount]) {
  const entry = document.createElement("tr");
  const head = made("th", "", label);
  head.scope = "row";
  entry.append(head, made("td", "", amount));
  return entry;
}

function show(cart) {
  drawer.querySelector(".lines").replaceChildren(...cart.lines.map(line));
  drawer.querySelector("tbody").replaceChildren(...cart.rows.map(row));
  document.querySelector("[data-cart]").textContent = `Cart (${cart.count})`;
  drawer.hidden = false;
  drawer.focus();
}

function refuse(words) {
  form.querySelector(":scope > .problem")?.remove();
  if (!words) return;
  const problem = made("p", "problem", words);
  problem.setAttribute("role", "alert");
  form.append(problem);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.redirected) return location.assign(answer.url);
    const cart = await answer.json();
    refuse(cart.problem);
    if (answer.ok) show(cart);
  } catch {
    refuse("The cart could not be reached. Please try again.");
  }
});
drawer.querySelector("button").addEventListener("click", () => { drawer.hidden = true; });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") drawer.hidden = true;
});
}
