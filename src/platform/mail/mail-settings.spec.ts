import { loadConfig, SettingsError } from '../config.ts';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as SettingsError).problems;
  }
  return [];
};

const smtp = (SMTP_URL: string) => loadConfig({ SMTP_URL }).smtp;

describe('The settings of mail', () => {
  it.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, login: undefined }],
    ['smtp://127.0.0.1:2525/', { host: '127.0.0.1', port: 2525, secure: false, login: undefined }],
    ['smtps://[::1]', { host: '::1', port: 465, secure: true, login: undefined }],
    [
      'smtps://a%40b:p%3A%25w@mail.example.org:4650',
      { host: 'mail.example.org', port: 4650, secure: true, login: { user: 'a@b', pass: 'p:%w' } },
    ],
  ])('take %j apart', (address, taken) => expect(smtp(address)).toEqual(taken));

  const form = 'give an address such as smtps://<user>:<password>@mail.example.org:465, without a path';
  const hidden = '(it is not shown, as it may hold a password)';
  const percent = `${form}, with the special characters of the password percent-encoded.`;
  it.each([
    ['hunter2', `is not an address ${hidden}; ${form}.`],
    ['http://u:hunter2@mail.example.org', `is not the address of a mail server ${hidden}; ${form}.`],
    ['smtp://u:hun/ter2@mail.example.org', `is not an address ${hidden}; ${form}.`],
    ['smtp://u:1/hunter2@mail.example.org', `cannot be taken apart ${hidden}; ${percent}`],
    ['smtp://u:hunter2@mail.example.org?pool=1', `cannot be taken apart ${hidden}; ${percent}`],
    ['smtp://u:hunter2@mail.example.org#x', `cannot be taken apart ${hidden}; ${percent}`],
    ['smtp://u:%hunter2@mail.example.org', `has a % that encodes nothing ${hidden}; ${form}.`],
    ['smtp://hunter2@mail.example.org', `has only one of user and password; ${form}.`],
  ])('refuse %j without repeating it', (address, sentence) => {
    const problems = problemsOf({ SMTP_URL: address });
    expect(problems).toEqual([`SMTP_URL ${sentence}`]);
    expect(problems[0]).not.toMatch(/hun|ter2/);
  });

  it.each([
    ['noreply@example.org', { name: '', address: 'noreply@example.org' }],
    ['Réseau 家族 <a.b@example.org>', { name: 'Réseau 家族', address: 'a.b@example.org' }],
    ['<a@localhost>', { name: '', address: 'a@localhost' }],
  ])('take the sender %j', (MAIL_FROM, taken) => expect(loadConfig({ MAIL_FROM }).mailFrom).toEqual(taken));

  it.each([
    'nobody',
    'a@b@c',
    'A <a@example.org>, B <b@example.org>',
    'A\r\nBcc: x <a@example.org>',
    'a b@example.org',
  ])('refuse the sender %j', (MAIL_FROM) => {
    expect(problemsOf({ MAIL_FROM })).toEqual([
      `MAIL_FROM is ${JSON.stringify(MAIL_FROM)}; give an address, or a name and an address such as Coalition Landscape <noreply@example.org>.`,
    ]);
  });

  it.each([
    ['https://registry.example.org', 'noreply@registry.example.org'],
    ['http://127.0.0.1:3000', 'noreply@localhost'],
    ['http://[::1]:3000', 'noreply@localhost'],
  ])('send from an address at %s unless they are told another', (PUBLIC_URL, address) => {
    expect(loadConfig({ PUBLIC_URL }).mailFrom).toEqual({ name: 'Coalition Landscape', address });
  });
});
