"use strict";
// A press turns a switch, and with it the field behind it: the coat "switch-boxes".
if (!window.toggles) {
  window.toggles = true;
  const turn = (button) => {
    const on = button.getAttribute("aria-checked") !== "true";
    button.setAttribute("aria-checked", String(on));
    button.nextElementSibling.disabled = !on;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[role=switch]");
    if (button) turn(button);
  });
}
