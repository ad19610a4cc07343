// Warns a minute before the idle lock and goes to the lock page when it comes. The node keeps the real clock: this
// one starts again at every answer of the node and is set a minute short, so it is never later than the node's.
import { lock, lockUrl, stay } from "./session.js";

const WARN_SECONDS = 60;
const TELL_AFTER_SECONDS = 30; // a reader who types is reported this often
const SHARED = "samakki-last-answer"; // other windows of the same node; a time, nothing else

const now = () => Date.now() / 1000;

function remember() {
  try {
    localStorage.setItem(SHARED, String(now()));
  } catch {
    // storage is closed: each window counts for itself
  }
}

function lastAnswer(own) {
  try {
    return Math.max(own, Number(localStorage.getItem(SHARED)) || 0);
  } catch {
    return own;
  }
}

/** The form of this page's content that the reader has begun to fill in, if any. */
function typedForm() {
  const isTyped = (input) =>
    input.type !== "password" &&
    (/checkbox|radio/.test(input.type) ? input.checked !== input.defaultChecked : input.value !== input.defaultValue);
  return [...document.querySelectorAll("main form[method=post]")].find((form) =>
    [...form.querySelectorAll("input:not([type=hidden]), textarea")].some(isTyped),
  );
}

/** Watch this page, if it belongs to a session that locks. */
export function watchIdleness() {
  const idleSeconds = Number(document.body.dataset.idleSeconds);
  const dialog = document.querySelector("dialog[data-samakki-idle]");
  if (!idleSeconds || !lockUrl() || !dialog) {
    return;
  }
  let answered = now();
  let asking = false;
  let leaving = false;
  remember();

  const toLock = async () => {
    if (leaving) {
      return;
    }
    leaving = true;
    const isLocked = await lock();
    const typed = isLocked && typedForm();
    if (typed) {
      typed.submit(); // meets the lock, which keeps what was typed and does nothing else with it
      return;
    }
    const here = window.location.pathname + window.location.search;
    window.location.replace(`${lockUrl()}?next=${encodeURIComponent(here)}`);
  };
  const tell = async () => {
    if (asking) {
      return;
    }
    asking = true;
    if (await stay()) {
      answered = now();
      remember();
      dialog.close();
    } else {
      await toLock();
    }
    asking = false;
  };
  const active = () => {
    if (!dialog.open && now() - lastAnswer(answered) > TELL_AFTER_SECONDS) {
      tell();
    }
  };
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, active, { passive: true, capture: true });
  }
  document.addEventListener("htmx:afterRequest", () => {
    answered = now();
    remember();
  });
  dialog.querySelector("[data-samakki-stay]").addEventListener("click", tell);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    tell();
  });
  const tick = () => {
    const left = idleSeconds - (now() - lastAnswer(answered));
    if (left <= 0) {
      toLock();
    } else if (left <= WARN_SECONDS && !dialog.open) {
      dialog.showModal();
    } else if (left > WARN_SECONDS && dialog.open && !asking) {
      dialog.close(); // another window was used
    }
  };
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick); // a laptop that slept
}
