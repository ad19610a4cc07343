// Pieces of a page that htmx swaps in: start their components, put the focus on what went wrong, and never show a
// whole page (the sign-in or the lock) inside a piece.
import "htmx.org";

const WRONG = ".govuk-error-summary, [data-samakki-focus]";

/** Follow htmx's events; `start` runs the components of new markup. */
export function watchFragments(start) {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, serverResponse } = event.detail;
    if (/^\s*<!doctype/i.test(serverResponse)) {
      event.detail.shouldSwap = false;
      window.location.assign(xhr.responseURL);
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    start(event.detail.elt);
    if (event.detail.xhr?.status >= 400) {
      event.detail.elt.querySelector(WRONG)?.focus();
    }
  });
  document.addEventListener("htmx:sendError", () => {
    const notice = document.querySelector("[data-samakki-offline]");
    if (notice) {
      notice.hidden = false;
      notice.focus();
    }
  });
}
