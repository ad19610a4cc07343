// Takes words that a reader marked in a text into the field of the form beside it. Everything it does can be done
// without it: by copying the words, or typing them.
const SOURCE = "[data-capture-source]";
const TARGET = "[data-capture-target]";
let marked = { words: "", source: null };

function sourceOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(SOURCE) ?? null;
}

function remember() {
  const selection = document.getSelection();
  const words = selection ? selection.toString().trim() : "";
  if (!words) {
    return; // a click on the button ends the selection; what was marked before it counts
  }
  const source = sourceOf(selection.anchorNode);
  if (source && source === sourceOf(selection.focusNode)) {
    marked = { words, source };
  }
}

document.addEventListener("selectionchange", remember);
document.addEventListener("pointerdown", remember, { capture: true }); // a slow machine tells of the change later
remember(); // what was marked while this script was on its way

function fill(target) {
  target.value = marked.words;
  target.focus();
}

for (const button of document.querySelectorAll("[data-capture-button]")) {
  button.parentElement.hidden = false; // a button itself cannot be hidden so: its own style shows it
  button.addEventListener("click", () => {
    const target = button.closest("form")?.querySelector(TARGET);
    if (target && marked.source?.id === button.dataset.captureButton) {
      fill(target);
    } else {
      target?.focus();
    }
  });
}

// The form of one item, fetched into the page: it begins with what was marked in that item.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.elt.querySelector?.(TARGET);
  const item = event.detail.elt.id?.replace(/^capture-/, "");
  if (target && !target.value && marked.words && marked.source?.dataset.captureSource === item) {
    fill(target);
    marked = { words: "", source: null };
  }
});

// Words marked in an item while its form is open.
document.addEventListener("mouseup", () => {
  const item = marked.source?.dataset.captureSource;
  const target = item && document.getElementById(`capture-${item}`)?.querySelector(TARGET);
  if (target && document.getSelection()?.toString().trim() === marked.words) {
    target.value = marked.words;
  }
});
