"use strict";
// Lets a form be sent once it is filled in: the coat "waiting-buttons".
if (!window.waiting) {
  window.waiting = true;
  const look = () => {
    for (const button of document.querySelectorAll("[data-waits]")) {
      const ready = (button.form ?? button.closest("form"))?.checkValidity() ?? true;
      if ("disabled" in button) button.disabled = !ready;
      button.setAttribute("aria-disabled", String(!ready));
    }
  };
  for (const what of ["input", "change", "click"]) document.addEventListener(what, () => setTimeout(look));
  setInterval(look, 300);
  look();
}
