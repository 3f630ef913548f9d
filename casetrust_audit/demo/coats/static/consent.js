"use strict";
// Asks about the cart's cookie once a visitor: the coat "consent-layer".
{
const box = document.getElementById("consent");
if (box && !localStorage.getItem("consent")) {
  setTimeout(() => { box.hidden = false; }, 400);
  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      localStorage.setItem("consent", "asked");
      box.hidden = true;
    });
  }
}
}
