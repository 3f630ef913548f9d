"use strict";
// Makes the menu: the coat "menu-by-script".
{
const data = document.getElementById("menu");
const place = document.querySelector(".scripted-menu");
if (data && place) {
  setTimeout(() => {
    place.replaceChildren(...JSON.parse(data.textContent).map(({ title, to }) => {
      const link = document.createElement("a");
      link.href = to;
      link.textContent = title;
      return link;
    }));
  }, 300);
}
}
