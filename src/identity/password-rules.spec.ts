import { folded, isCommon } from './common-passwords.ts';
import { problemOf } from './password-rules.ts';

const ABOUT = ['kim.oduya@northshore.example.org', 'Kim Oduya-Birch', 'Watauga Early Years', 'Alleghany'];
const taken = (password: string): boolean => problemOf(password, ABOUT) === null;
const problem = (password: string): string => problemOf(password, ABOUT) ?? 'none';

describe('A password', () => {
  it('has 12 to 256 characters, as a person counts them', () => {
    expect(taken('vqz tbmxw kp')).toBe(true);
    expect(problem('vqz tbmxw k')).toContain('12 to 256');
    expect(taken('vqz tbm '.repeat(32))).toBe(true);
    expect(problem(`${'vqz tbm '.repeat(32)}x`)).toContain('12 to 256');
    // Each of these is one character to whoever types it, however many units it is kept in.
    expect(problem('🦊🐻🐼🦁🐮🐷🐸🐵🐔🐧🐦')).toContain('12 to 256');
    expect(taken('🦊🐻🐼🦁🐮🐷🐸🐵🐔🐧🐦🐤')).toBe(true);
    expect(problem('éàüöñçâêîôû'.normalize('NFD'))).toContain('12 to 256');
    expect(taken('éàüöñçâêîôûã'.normalize('NFD'))).toBe(true);
  });

  it('may be of any characters: no kind is asked for and none refused', () => {
    for (const password of [
      'lampe tisch regen',
      'ЛАМПАСТОЛДОЖДЬ',
      '７３９１５２０４８６１９',
      '~~!!@@##$$%%^^',
      ' tea  and  rain ',
    ]) {
      expect([password, problem(password)]).toEqual([password, 'none']);
    }
  });

  it('is none of those that are tried first, in whatever case and width', () => {
    for (const password of [
      '1q2w3e4r5t6y',
      'Q1W2E3R4T5Y6',
      'qazwsxedcrfv',
      'leavemealone',
      'ＬeaveMeＡlone',
      '123456qwerty',
    ])
      expect([password, problem(password)]).toEqual([password, expect.stringContaining('tried first')]);
    for (const password of ['            ', 'aaaaaaaaaaaaaaaa', 'abababababab'])
      expect([password, problem(password)]).toEqual([password, expect.stringContaining('tried first')]);
  });

  it('is none of those with a year or some marks around it, but may have one within it', () => {
    for (const password of ['sunshine2026', '!!Basketball!!', 'princess12345'])
      expect([password, problem(password)]).toEqual([password, expect.stringContaining('tried first')]);
    expect(taken('sunshine 4 rusty 8 ladders')).toBe(true);
    expect(taken('sunshine837465192038')).toBe(true);
  });

  it('is not mostly what others know of the person, of the places and of this registry', () => {
    const known = [
      'kim.oduya@northshore',
      'OduyaBirch2026',
      'kim oduya-birch',
      'Watauga-Early-Years',
      'alleghany#2026',
    ];
    for (const password of [...known, 'CoalitionLandscape', 'North Carolina 1', 'contraseña2026'])
      expect([password, problem(password)]).toEqual([password, expect.stringContaining('others can guess')]);
    expect(taken('alleghany foxes like plums')).toBe(true);
  });

  it('is told what to do instead', () => {
    expect(problem('leavemealone')).toMatch(/Choose another one, such as four or more words/);
    expect(problem('CoalitionLandscape')).toMatch(/Choose other words/);
  });
});

describe('The list of common passwords', () => {
  it('has more than three thousand that somebody could choose here, and the first and the last of all', () => {
    // Of twelve characters or more, from the head, the middle and the tail of their ranks.
    for (const password of [
      '123456789987654321',
      'finalfantasy',
      'zaqwsxcderfv',
      'peanutbutter',
      'q1w2e3r4t5y6u7i8',
    ])
      expect([password, isCommon(password)]).toEqual([password, true]);
    for (const password of ['vqz tbmxw kp', 'a long enough password', ''])
      expect([password, isCommon(password)]).toEqual([password, false]);
  });

  it('is asked in one form of each password', () => {
    expect(folded('ＬeaveMe')).toBe('leaveme');
  });
});
