// What the page tells the node about its session.

/** The token every form of this page carries; the cookie itself is closed to scripts. */
function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function send(url) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams({ csrfmiddlewaretoken: token() }),
    credentials: "same-origin",
    keepalive: true, // goes out even while the page is left
    redirect: "manual",
  });
}

/** Address where this session is locked, "" on pages without a session. */
export const lockUrl = () => document.body.dataset.lockUrl ?? "";

/** Lock the session; whether the node said so. Never fails loudly, because the page is being left. */
export async function lock() {
  try {
    const answer = lockUrl() && (await send(lockUrl()));
    return Boolean(answer) && (answer.ok || answer.type === "opaqueredirect");
  } catch {
    return false; // no line: the node locks by its own clock
  }
}

/** Tell the node that the reader is still there; false where the session is locked or over. */
export async function stay() {
  try {
    const answer = await send(document.body.dataset.stayUrl);
    return answer.status === 204;
  } catch {
    return true; // no line: the node decides when it is back
  }
}
