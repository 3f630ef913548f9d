"use strict";
// A list of the shop's own making for the country, and areas that depend on it: the style "custom-select".
{
const box = document.querySelector(".listbox");
const opener = box.querySelector("[role=combobox]");
const list = box.querySelector("[role=listbox]");
const country = box.querySelector("input");
const area = document.getElementById("area");

function unfold(shown) {
  list.hidden = !shown;
  opener.setAttribute("aria-expanded", String(shown));
}

function offerAreas() {
  const names = country.value === "SG" ? area.dataset.options.split(",") : [];
  area.replaceChildren(area.options[0], ...names.map((name) => new Option(name, name)));
  area.value = names.includes(area.dataset.chosen) ? area.dataset.chosen : "";
}

function choose(option) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  opener.textContent = option.textContent;
  country.value = option.dataset.value;
  unfold(false);
  opener.focus();
  offerAreas();
}

opener.addEventListener("click", () => unfold(list.hidden));
opener.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  unfold(true);
  list.children[0].focus();
});
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) choose(option);
});
list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (step) event.target[step]?.focus();
  if (event.key === "Enter" || event.key === " ") choose(event.target);
  if (step || event.key === "Enter" || event.key === " ") event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") unfold(false);
});
document.addEventListener("click", (event) => {
  if (!box.contains(event.target)) unfold(false);
});
offerAreas();
}
