// Breaks things at a click, and says what users see then.

import { ask, at, clock, inWords, isDone, say } from './api.js';

const MINUTE = 60_000;

/** Each breaks something, and returns what to say. */
const DEEDS = {
  async session() {
    return broken(await ask('POST', 'api/break/session'), () =>
      'AM has ended this session. Requests are refused from now on, and this page sees it in a moment.');
  },
  async token() {
    return broken(await ask('POST', 'api/break/token'), async () => {
      const answer = await ask('GET', 'api/userinfo?fresh=true');
      return answer.status === 200
        ? 'AM has revoked the token, and the application has another one already.'
        : `AM has revoked the token. Calls with it fail (${answer.body.title ?? `status ${answer.status}`}) `
          + 'until it is renewed: in a minute by itself, or with “Renew now”.';
    });
  },
  async am() {
    return broken(await ask('POST', 'api/break/am'), () =>
      `AM does not answer until ${clock(new Date(Date.now() + MINUTE))}. Load this page again: it is served from memory. `
      + '“Renew now” has to wait.');
  },
  async forbidden() {
    const answer = await ask('GET', 'api/write');
    return [answer.status === 403 ? `Refused: ${answer.body.detail ?? 'you may not have it.'}` : inWords(answer), false];
  },
};

async function broken(answer, onSuccess) {
  return isDone(answer) ? [await onSuccess(), true] : [inWords(answer), true];
}

const buttons = [...document.querySelectorAll('[data-break]')];

for (const button of buttons) {
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    buttons.forEach(each => each.setAttribute('aria-disabled', 'true'));
    say('break-state', ...await DEEDS[button.dataset.break]());
    buttons.forEach(each => each.setAttribute('aria-disabled', 'false'));
  });
}
at('break').hidden = false;
