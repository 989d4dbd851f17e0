import { loadConfig, SettingsError } from './config.ts';

const problem = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
    return 'none';
  } catch (error) {
    return (error as SettingsError).message;
  }
};

describe('Settings of the network', () => {
  it.each([
    '*',
    'null',
    'https://*.example.org',
    'maps.example.org',
    'https://maps.example.org/',
    'https://maps.example.org/page',
    'https://MAPS.example.org',
    'https://maps.example.org:443',
    'https://u:p@maps.example.org',
    'ftp://maps.example.org',
    'https://maps.example.org,',
    'https://maps.example.org,*',
  ])('refuse the origins %j', (CORS_ORIGINS) => {
    expect(problem({ CORS_ORIGINS })).toMatch(
      /^CORS_ORIGINS names ".*"; give origins as browsers send them, such as https:.*\.$/,
    );
  });

  it.each([
    'all',
    'true',
    '1',
    'loopback',
    'proxy.example.org',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    'fd00::/129',
    'fe80::1%eth0',
    '10.0.0.7/',
    '10.0.0.7,',
  ])('refuse the proxies %j', (TRUSTED_PROXIES) => {
    expect(problem({ TRUSTED_PROXIES })).toMatch(
      /^TRUSTED_PROXIES names ".*"; give addresses or networks, .*\.$/,
    );
  });
});
