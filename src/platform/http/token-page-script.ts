/** Runs in the browser, as it stands. The token is read behind the #, which a browser sends to nobody. */
export const TOKEN_PAGE_SCRIPT = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const main = document.querySelector('main');
  const problem = byId('problem');
  const given = decodeURIComponent(location.hash.slice(1));
  byId('token').value = given;
  byId('token-field').hidden = given !== '';
  for (const link of document.querySelectorAll('[data-keeps-token]')) link.href += location.hash;

  const ask = async (query, variables, token) => {
    const headers = { 'content-type': 'application/json' };
    if (token) headers.authorization = 'Bearer ' + token;
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors) throw errors[0].extensions.code;
    return Object.values(data)[0];
  };

  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const leave = (session) =>
    session && session.accessToken ? ask('mutation { signOut }', {}, session.accessToken).catch(() => {}) : null;

  const use = async (form) => {
    const input = Object.fromEntries(new FormData(form));
    let session = null;
    if (form.dataset.signsIn === 'yes') {
      const { email, password } = input;
      session = await ask(SIGN_IN, { input: { email, password } });
      delete input.email;
      delete input.password;
    }
    try {
      input.token = byId('token').value.trim();
      await leave(await ask(form.dataset.mutation, { input }, session && session.accessToken));
    } finally {
      await leave(session);
    }
  };

  for (const form of document.forms) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      problem.hidden = true;
      use(form)
        .then(() => {
          main.hidden = true;
          byId('done').hidden = false;
          byId('done').focus();
        })
        .catch((code) => {
          problem.textContent = JSON.parse(main.dataset.problems)[code] || main.dataset.problem;
          problem.hidden = false;
        })
        .finally(() => {
          button.disabled = false;
        });
    });
  }
})();
`;
