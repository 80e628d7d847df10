// Shows the token of this session and what becomes of it. The application tells only its fingerprint.

import { ask, at, clock, duration, inWords as generalWords, isDone, say } from './api.js';

const SECOND = 1000;
const POLL = 3 * SECOND;
const POLL_IN_VAIN = 30 * SECOND;
const MARK = 2.5 * SECOND;

const WORDS = {
  0: 'The application does not answer; this page keeps asking.',
  500: 'This application cannot get a token.',
  502: 'AM refused to give a token.',
  503: 'AM does not answer at the moment; this page keeps asking.',
};

const buttons = [at('renew'), at('revoke')];

let token = null; // { fingerprint, end, life }, times in milliseconds
let shownBefore = false;
let queue = Promise.resolve();
let timer = 0;

function inWords(answer) {
  const detail = answer.status === 503 ? '' : ` ${answer.body.detail ?? ''}`;
  return answer.status in WORDS ? WORDS[answer.status] + detail : generalWords(answer);
}

function tick() {
  const left = token?.end == null ? null : Math.max(0, token.end - Date.now());
  at('life').value = left === null ? 0 : left / token.life;
  if (token === null) {
    at('remaining').textContent = 'none';
  } else if (left === null) {
    at('remaining').textContent = 'unknown';
  } else if (left === 0) {
    at('remaining').textContent = 'expired';
  } else {
    at('remaining').textContent = duration(left);
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
  if (isDone(answer)) {
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
