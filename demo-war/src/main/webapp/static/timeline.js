// Shows what happens to the user's requests, as a stream of events tells it.

import { at, clock, say } from './api.js';

const LABELS = {
  memory: 'from memory',
  am: 'asked AM',
  'signed-in': 'confirmed',
  renewed: 'renewed',
  refused: 'refused',
  ended: 'ended',
  trouble: 'trouble',
};

const rows = new Map();
let stream = null;
let giveBack = () => {};

function part(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function row({ id, at: time, kind, request, what, detail, count }) {
  const line = document.createElement('li');
  line.dataset.kind = kind;
  const words = part('span', 'what', what);
  if (count > 1) {
    words.append(' ', part('span', 'count', `${count} times`));
  }
  line.append(
    part('time', 'when', clock(new Date(time))),
    part('span', 'label', LABELS[kind] ?? kind),
    words,
    part('span', 'detail', [request, detail].filter(text => text !== '').join(' · ')),
  );
  rows.get(id)?.remove();
  rows.set(id, line);
  return line;
}

function open() {
  stream = new EventSource('api/events');
  stream.addEventListener('open', () => {
    rows.clear();
    at('timeline-list').replaceChildren();
    say('timeline-state', 'Live.');
  });
  stream.addEventListener('message', ({ data }) => at('timeline-list').prepend(row(JSON.parse(data))));
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) {
      say('timeline-state', `The stream has ended, as it does with your session, at ${clock()}.`, true);
      giveBack();
    } else {
      say('timeline-state', 'Interrupted; connecting again.', true);
    }
  });
}

/** One stream for all tabs, which is the latest one's to be looked at: a browser opens only six connections to a server. */
function take() {
  if (document.hidden || (stream !== null && stream.readyState !== EventSource.CLOSED)) {
    return;
  }
  if (navigator.locks === undefined) {
    open();
    return;
  }
  navigator.locks.request('timeline', { steal: true }, () => new Promise(resolve => {
    giveBack = resolve;
    open();
  })).catch(() => {
    stream.close();
    say('timeline-state', 'Live in another tab; come back to this one to go on here.');
  });
}

document.addEventListener('visibilitychange', take);
window.addEventListener('focus', take);
at('timeline').hidden = false;
take();
