// Shows what happens to the user's requests, as a stream of events tells it.

import { at, clock, say } from './api.js';

const LABELS = {
  memory: 'memory',
  am: 'asked AM',
  'signed-in': 'confirmed',
  renewed: 'renewed',
  refused: 'refused',
  ended: 'ended',
  trouble: 'trouble',
};

/** As many as the application keeps. */
const MOST = 50;

const rows = new Map(); // by id, the oldest first
let stream = null;
let giveBack = () => {};

function part(name, text, className = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function row({ at: time, kind, request, what, detail, count }) {
  const line = document.createElement('li');
  line.dataset.kind = kind;
  const words = part('div', what);
  if (count > 1) {
    words.append(' ', part('span', `${count} times`, 'count'));
  }
  const meta = part('div', '', 'meta');
  meta.append(part('time', clock(new Date(time))), part('strong', LABELS[kind] ?? kind));
  const more = part('div', '');
  more.append(words, part('div', [request, detail].filter(text => text !== '').join(' · '), 'detail'));
  line.append(meta, more);
  return line;
}

/** The latest entry comes again when it is counted. */
function show(entry) {
  rows.get(entry.id)?.remove();
  rows.set(entry.id, row(entry));
  at('timeline-list').prepend(rows.get(entry.id));
  if (rows.size > MOST) {
    const [oldest] = rows.keys();
    rows.get(oldest).remove();
    rows.delete(oldest);
  }
}

function open() {
  stream = new EventSource('api/events');
  stream.addEventListener('open', () => {
    rows.clear();
    at('timeline-list').replaceChildren();
    say('timeline-state', 'Live.');
  });
  stream.addEventListener('message', ({ data }) => show(JSON.parse(data)));
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
