// Asks the application, and says what its answers mean.

const SECOND = 1000;

export const at = id => document.getElementById(id);

/** Fired at the document when a request has been refused because the session has ended. */
export const SIGNED_OUT = 'signed-out';

/** The answer of the application, whatever it is. */
export async function ask(method, path) {
  let response;
  try {
    response = await fetch(path, { method, headers: { Accept: 'application/json' }, cache: 'no-store' });
  } catch {
    return { status: 0, body: {}, wait: 0 };
  }
  if (response.status === 401) {
    document.dispatchEvent(new Event(SIGNED_OUT));
  }
  const isJson = /[/+]json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    body: isJson ? await response.json().catch(() => ({})) : {},
    wait: Number(response.headers.get('Retry-After') ?? 0) * SECOND,
  };
}

export const isDone = answer => answer.status === 200 || answer.status === 204;

/** What an answer means where it means the same everywhere. */
export function inWords(answer) {
  switch (answer.status) {
    case 0: return 'The application does not answer.';
    case 401: return 'You are signed out. Load this page again to sign in.';
    default: return `The application answers with status ${answer.status}. ${answer.body.detail ?? ''}`.trim();
  }
}

/** Says something once: repeating it would make screen readers repeat it. */
export function say(id, words, isTrouble = false) {
  const place = at(id);
  place.classList.toggle('trouble', isTrouble);
  if (place.textContent !== words) {
    place.textContent = words;
  }
}

export const clock = (time = new Date()) => time.toLocaleTimeString();

/** Remaining time, in milliseconds, as people say it. */
export function duration(left) {
  const seconds = Math.max(0, Math.ceil(left / SECOND));
  const minutes = Math.floor(seconds / 60);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
