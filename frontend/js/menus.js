// The two menus of the header are <details>; with a script they close on Escape and when the reader goes elsewhere.

const open = () => document.querySelectorAll("details[data-samakki-menu][open]");

/** Close the header's menus the way menus close elsewhere. */
export function closeMenusWithEscape() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
  });
}
