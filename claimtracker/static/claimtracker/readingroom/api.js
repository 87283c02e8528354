// Talk to the server: what it refuses is told, what does not reach it is tried again.

const room = document.getElementById("room");
export const address = room.dataset.address;
let token = room.querySelector("[name=csrfmiddlewaretoken]").value;

/** The request may not have arrived; sending it again does no harm. */
export class Lost extends Error {}

/** The server said no, and why. */
export class Told extends Error {
  constructor(status, data) {
    super(data.error);
    this.status = status;
    this.data = data;
  }
}

const PATIENCE = 20000;

async function reach(url, options) {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Lost("The server cannot be reached.");
  }
}

async function answer(response) {
  const isJson = (response.headers.get("content-type") || "").startsWith("application/json");
  const data = isJson ? await response.json().catch(() => null) : null;
  if (response.ok && data) return data;
  if (response.status === 401) throw new Lost("Your session has ended. Log in again in another tab.");
  if (data) throw new Told(response.status, data);
  if (response.status === 403) {  // after a new login the old token is worth nothing
    await renewToken();
    throw new Lost("The page is being renewed.");
  }
  throw new Lost("The server is busy.");
}

async function renewToken() {
  const page = await reach(address, { credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  token = fresh.querySelector("#room [name=csrfmiddlewaretoken]")?.value || token;
}

export async function post(url, body) {
  const headers = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "X-CSRFToken": token,
  };
  return answer(await reach(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** A part of a page, as the server wrote it. */
export async function fragment(url) {
  const response = await reach(url, { headers: { Accept: "application/json" } });
  if (!response.ok) await answer(response);
  return response.text();
}

export async function page(url) {
  const response = await reach(url, {});
  if (!response.ok) throw new Lost("The page does not answer.");
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Where everything stands: null while it is as the stamp says. */
export async function changes(stamp) {
  const headers = { "Accept": "application/json", "If-None-Match": stamp };
  const response = await reach(`${address}state/`, { headers, cache: "no-store" });
  if (response.status === 304) return null;
  const data = await answer(response);
  return { stamp: response.headers.get("ETag"), statements: data.statements };
}
