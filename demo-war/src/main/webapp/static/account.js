// Shows the token of this session and what becomes of it. The application tells only its fingerprint.

const SECOND = 1000;
const POLL = 3 * SECOND;
const POLL_IN_VAIN = 30 * SECOND;
const MARK = 2.5 * SECOND;

const WORDS = {
  401: 'You are signed out. Load this page again to sign in.',
  500: 'This application cannot get a token.',
  502: 'AM refused to give a token.',
  503: 'AM does not answer at the moment; this page keeps asking.',
};

const at = id => document.getElementById(id);
const buttons = [at('renew'), at('revoke')];

let token = null; // { fingerprint, end, life }, times in milliseconds
let shownBefore = false;
let queue = Promise.resolve();
let timer = 0;

/** The answer of the application, whatever it is. */
async function ask(method, path) {
  let response;
  try {
    response = await fetch(path, { method, headers: { Accept: 'application/json' }, cache: 'no-store' });
  } catch {
    return { status: 0, body: {}, wait: 0 };
  }
  const isJson = /[/+]json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    body: isJson ? await response.json().catch(() => ({})) : {},
    wait: Number(response.headers.get('Retry-After') ?? 0) * SECOND,
  };
}

function inWords(answer) {
  if (answer.status === 0) {
    return 'The application does not answer; this page keeps asking.';
  }
  const detail = answer.status === 401 || answer.status === 503 ? '' : ` ${answer.body.detail ?? ''}`;
  return (WORDS[answer.status] ?? `The application answers with status ${answer.status}.`) + detail;
}

/** Says something once: repeating it would make screen readers repeat it. */
function say(id, words, isTrouble = false) {
  const place = at(id);
  place.classList.toggle('trouble', isTrouble);
  if (place.textContent !== words) {
    place.textContent = words;
  }
}

const clock = () => new Date().toLocaleTimeString();

function tick() {
  const left = token?.end == null ? null : Math.max(0, token.end - Date.now());
  at('life').value = left === null ? 0 : left / token.life;
  const seconds = Math.ceil((left ?? 0) / SECOND);
  if (token === null) {
    at('remaining').textContent = 'none';
  } else if (left === null) {
    at('remaining').textContent = 'unknown';
  } else if (left === 0) {
    at('remaining').textContent = 'expired';
  } else {
    at('remaining').textContent = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
}

function forget() {
  token = null;
  at('fingerprint').textContent = 'none';
  at('scope').textContent = 'none';
  tick();
}

function mark(element) {
  element.classList.add('changed');
  setTimeout(() => element.classList.remove('changed'), MARK);
}

function show(answer) {
  const { fingerprint, scope, expiresAt } = answer.body;
  const end = expiresAt == null ? null : Date.parse(expiresAt);
  const before = token;
  const isSame = before?.fingerprint === fingerprint;
  const life = isSame ? before.life : Math.max(SECOND, (end ?? 0) - Date.now());
  token = { fingerprint, end: isSame ? before.end : end, life };
  at('fingerprint').textContent = fingerprint;
  at('scope').textContent = scope;
  tick();
  if (isSame) {
    if (at('token-state').classList.contains('trouble')) {
      say('token-state', 'All is well again, and it is still the same token.');
    }
    if (at('userinfo-state').classList.contains('trouble')) {
      void showUser();
    }
    return;
  }
  if (before !== null) {
    say('token-state', `Renewed at ${clock()}: ${before.fingerprint} has become ${fingerprint}.`);
  } else {
    say('token-state', `${shownBefore ? 'A new one, obtained' : 'Obtained'} with your session at ${clock()}.`);
  }
  if (shownBefore) {
    mark(at('fingerprint'));
  }
  shownBefore = true;
  void showUser();
}

async function showUser() {
  const answer = await ask('GET', 'api/userinfo');
  if (answer.status === 200) {
    say('userinfo-state', 'Asked with the token above.');
    at('userinfo-name').textContent = answer.body.name ?? 'unknown';
    at('userinfo-email').textContent = answer.body.email ?? 'unknown';
  } else {
    say('userinfo-state', inWords(answer), true);
  }
}

function showTrouble(answer) {
  if (answer.status !== 0 && answer.status !== 503) {
    forget();
  }
  say('token-state', inWords(answer), true);
}

async function act(method, path, onSuccess) {
  clearTimeout(timer);
  const answer = await ask(method, path);
  if (answer.status === 200 || answer.status === 204) {
    onSuccess(answer);
  } else {
    showTrouble(answer);
  }
  if (answer.status !== 401) {
    const mayPass = [0, 200, 204, 503].includes(answer.status);
    timer = setTimeout(poll, Math.max(mayPass ? POLL : POLL_IN_VAIN, answer.wait));
  }
}

/** One request after the other, so that what is shown is never older than what was shown before. */
function enqueue(...deed) {
  queue = queue.then(() => act(...deed));
  return queue;
}

/** Not while nobody looks: each request keeps the session alive. */
function poll() {
  if (!document.hidden) {
    void enqueue('GET', 'api/token', show);
  }
}

/** A click counts once, and the button keeps the focus. */
function onClick(path, onSuccess) {
  return async () => {
    if (buttons.some(button => button.getAttribute('aria-disabled') === 'true')) {
      return;
    }
    buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
    await enqueue('POST', path, onSuccess);
    buttons.forEach(button => button.setAttribute('aria-disabled', 'false'));
  };
}

at('renew').addEventListener('click', onClick('api/token/refresh', show));
at('revoke').addEventListener('click', onClick('api/token/revoke', () => {
  forget();
  say('token-state', `Revoked at ${clock()}. The session stays, and gets a new one in a moment.`);
}));
document.addEventListener('visibilitychange', poll);
setInterval(tick, SECOND);
at('token').hidden = false;
poll();
