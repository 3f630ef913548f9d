"use strict";
// Boxes and links that send the form they stand in, or lead somewhere: the coats "div-buttons" and "anchor-buttons".
if (!window.pressing) {
  window.pressing = true;
  const press = (event) => {
    const pressed = event.target.closest("[data-press], [role=button][data-go]");
    if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed.dataset.go) return location.assign(pressed.dataset.go);
    const form = pressed.dataset.form ? document.getElementById(pressed.dataset.form) : pressed.closest("form");
    const button = document.createElement("button");
    button.hidden = true;
    for (const name of ["name", "value", "formaction", "formmethod"]) {
      if (pressed.dataset[name] !== undefined) button.setAttribute(name, pressed.dataset[name]);
    }
    button.formNoValidate = pressed.dataset.formnovalidate !== undefined;
    form.append(button);
    form.requestSubmit(button);
    button.remove();
  };
  addEventListener("click", press, true);
  addEventListener("keydown", (event) => {
    const box = event.target.closest?.("[role=button]");
    if (box && (event.key === "Enter" || event.key === " ")) press(event);
  }, true);
}
