// Counts down to the end of this session, lists all of them, and ends one at a click.

import { SIGNED_OUT, ask, at, duration, inWords as generalWords, isDone, say } from './api.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function inWords(answer) {
  switch (answer.status) {
    case 404: return 'That session has ended already.';
    case 500: return 'Sessions are not listed here: the application has no agent at AM (journey.am.agent.name).';
    case 503: return 'AM does not tell at the moment.';
    default: return generalWords(answer);
  }
}

const time = text => (text == null ? 'unknown' : new Date(text).toLocaleString());

function row(session, number) {
  const line = document.createElement('tr');
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = String(number);
  line.append(name);
  for (const text of [time(session.latestAccessAt), time(session.idleExpiresAt), time(session.expiresAt)]) {
    const cell = document.createElement('td');
    cell.textContent = text;
    line.append(cell);
  }
  const last = document.createElement('td');
  line.append(last);
  if (session.current) {
    line.setAttribute('aria-current', 'true');
    last.textContent = 'This one';
    return line;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = 'End';
  button.setAttribute('aria-label', `End session ${number}`);
  button.addEventListener('click', () => void end(session.id));
  last.append(button);
  return line;
}

async function show() {
  const answer = await ask('GET', 'api/sessions');
  if (answer.status !== 200) {
    at('sessions-table').hidden = true;
    say('sessions-state', inWords(answer), true);
    return;
  }
  at('sessions-list').replaceChildren(...answer.body.map((session, i) => row(session, i + 1)));
  at('sessions-table').hidden = false;
  say('sessions-state', answer.body.length === 1 ? 'One session, which is this one.' : `${answer.body.length} sessions, this one among them.`);
}

async function end(id) {
  const answer = await ask('DELETE', `api/sessions/${id}`);
  if (isDone(answer) || answer.status === 404) {
    await show();
  } else {
    say('sessions-state', inWords(answer), true);
  }
}

/** Counts down to what the page says, as long as the session lives. */
function tick() {
  for (const time of document.querySelectorAll('dd time')) {
    const left = Date.parse(time.dateTime) - Date.now();
    let rest = time.nextElementSibling;
    if (rest === null) {
      rest = document.createElement('span');
      rest.className = 'rest';
      time.after(' ', rest);
    }
    rest.textContent = left > 0 ? `in ${duration(left)}` : 'now';
  }
}

/** Each use moves the end of a session if unused. */
async function update() {
  if (document.hidden) {
    return;
  }
  if (at('sessions-table').hidden) {
    void show();
  }
  const { session } = (await ask('GET', 'api/me')).body;
  for (const [id, end] of [['idle', session?.idleExpiresAt], ['end', session?.expiresAt]]) {
    const time = at(id).querySelector('time');
    if (time !== null && end != null) {
      time.dateTime = end;
      time.textContent = `${new Date(end).toISOString().slice(11, 19)} UTC`;
    }
  }
}

document.addEventListener(SIGNED_OUT, () => {
  at('idle').textContent = 'has ended';
  at('end').textContent = 'has ended';
});
at('sessions').hidden = false;
void show();
tick();
setInterval(tick, SECOND);
setInterval(update, MINUTE);
