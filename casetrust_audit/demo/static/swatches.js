"use strict";
// Buttons that choose a size; nothing is added without a choice: the style "swatches".
{
for (const group of document.querySelectorAll(".swatches")) {
  const field = group.querySelector("input[type=hidden]");
  const problem = group.querySelector(".problem");
  const buttons = [...group.querySelectorAll("[role=radio]")];
  group.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=radio]");
    if (!chosen) return;
    for (const button of buttons) button.setAttribute("aria-checked", String(button === chosen));
    field.value = chosen.dataset.value;
    problem.hidden = true;
  });
  group.closest("form").addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    problem.textContent = group.dataset.ask;
    problem.hidden = false;
  });
}
}
