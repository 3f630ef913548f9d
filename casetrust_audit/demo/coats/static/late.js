"use strict";
// Draws the cart a second after its page: the coat "late-cart".
{
const place = document.querySelector("[data-part]");
if (place) {
  setTimeout(async () => {
    const answer = await fetch(place.dataset.part);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.innerHTML = page.getElementById("main").innerHTML;
    place.removeAttribute("data-part");
  }, 1000);
}
}
