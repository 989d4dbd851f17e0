import { Language } from '../language.ts';
import { asHtml, asText, type Letter, oneLine } from './letter.ts';

const letter = (parts: Partial<Letter> = {}): Letter => ({
  language: Language.EN,
  subject: 'News',
  paragraphs: ['First.', 'Second.'],
  ...parts,
});

const FULL = letter({
  sections: [{ heading: 'Published', items: ['One', 'Two'] }],
  action: { label: 'Open it', url: 'https://registry.example.org/x#y' },
  secret: { label: 'Or enter this:', value: 'abc' },
  footer: ['Small print.'],
  unsubscribe: { label: 'No more of these', url: 'https://registry.example.org/unsubscribe?token=t' },
});

describe('A letter', () => {
  it('is text in which links and tokens have a line of their own', () => {
    expect(asText(FULL)).toBe(
      [
        ...['First.', '', 'Second.', '', 'Published', '- One', '- Two', '', 'Open it:', ''],
        ...['    https://registry.example.org/x#y', '', 'Or enter this:', '', '    abc', ''],
        ...['Small print.', '', 'No more of these: https://registry.example.org/unsubscribe?token=t', ''],
      ].join('\n'),
    );
  });

  it('says the same as HTML, in the language that it says it is in', () => {
    const markup = asHtml({ ...FULL, language: Language.ES });
    expect(markup).toContain('<html lang="es">');
    for (const said of ['First.', 'One', 'Two', 'Open it', 'abc', 'Small print.', 'No more of these'])
      expect(markup).toContain(`>${said}</`);
    expect(markup).toContain('href="https://registry.example.org/x#y"');
  });

  it('fetches nothing when it is opened', () => {
    expect(asHtml(FULL)).not.toMatch(/<(img|link|script|iframe|object|video)|\ssrc=|url\(|@import/i);
  });

  it('shows markup in a name as text', () => {
    const markup = asHtml(letter({ paragraphs: ['<img src=x> & "co"'], subject: '<b>' }));
    expect(markup).toContain('<p>&lt;img src=x&gt; &amp; &quot;co&quot;</p>');
    expect(markup).not.toContain('<b>');
  });

  it('lets no name begin a line or turn the direction of writing', () => {
    const name = 'Toe River\r\nBcc: all@example.org\u2028\u202eevil\u0007 Families';
    const tame = 'Toe River Bcc: all@example.org evil Families';
    expect(oneLine(name)).toBe(tame);
    const named = letter({
      ...{ paragraphs: [name], sections: [{ heading: name, items: [name] }], footer: [name] },
    });
    expect(asText(named)).toBe(`${tame}\n\n${tame}\n- ${tame}\n\n${tame}\n`);
    for (const wild of ['\u2028', '\u202e', '\u0007', '\r']) expect(asHtml(named)).not.toContain(wild);
  });
});
