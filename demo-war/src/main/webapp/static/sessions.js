// Lists the user's sessions, and ends one at a click.

const at = id => document.getElementById(id);

function say(words, isTrouble = false) {
  at('sessions-state').textContent = words;
  at('sessions-state').classList.toggle('trouble', isTrouble);
}

async function ask(method, path) {
  try {
    const response = await fetch(path, { method, headers: { Accept: 'application/json' }, cache: 'no-store' });
    const isJson = /[/+]json/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, body: isJson ? await response.json().catch(() => ({})) : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

function inWords(answer) {
  switch (answer.status) {
    case 0: return 'The application does not answer.';
    case 401: return 'You are signed out. Load this page again to sign in.';
    case 404: return 'That session has ended already.';
    case 500: return 'Sessions are not listed here: the application has no agent at AM (journey.am.agent.name).';
    case 503: return 'AM does not tell at the moment.';
    default: return `The application answers with status ${answer.status}.`;
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
    say(inWords(answer), true);
    return;
  }
  at('sessions-list').replaceChildren(...answer.body.map((session, i) => row(session, i + 1)));
  at('sessions-table').hidden = false;
  say(answer.body.length === 1 ? 'One session, which is this one.' : `${answer.body.length} sessions, this one among them.`);
}

async function end(id) {
  const answer = await ask('DELETE', `api/sessions/${id}`);
  if (answer.status === 204 || answer.status === 404) {
    await show();
  } else {
    say(inWords(answer), true);
  }
}

at('sessions').hidden = false;
void show();
