import { GraphQLSchemaHost } from '@nestjs/graphql';
import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { type Answer, TestApp } from './support/app.ts';
import { creations, others, shownOnce, type Creation, type Scene } from './support/creations.ts';
import { codeOf } from './support/invitations.ts';

let app: TestApp;
let schema: GraphQLSchema;

beforeAll(async () => {
  app = await TestApp.start();
  schema = app.nest.get(GraphQLSchemaHost).schema;
});
afterAll(() => app.stop());

const send = (
  { document }: Pick<Creation, 'document'>,
  { person, input }: Pick<Scene, 'person' | 'input'>,
  idempotencyKey: string | null,
  more: object = {},
): Promise<Answer> => app.graphql(person, document, { input: { ...input, ...more, idempotencyKey } });

const creating = [...creations.map(({ name }) => name), ...shownOnce];

describe('Every mutation', () => {
  it('is declared to create something, or why it can be sent twice without a key', () => {
    const there = Object.keys(schema.getMutationType()!.getFields()).sort();
    expect([...creating, ...Object.keys(others)].sort()).toEqual(there);
  });

  it('that creates something takes a key, and no other does', () => {
    const fields = Object.values(schema.getMutationType()!.getFields());
    const keyed = fields.filter(({ args }) =>
      args.some(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) && String(input.getFields()['idempotencyKey']?.type) === 'String';
      }),
    );
    expect(keyed.map(({ name }) => name).sort()).toEqual(creating.sort());
  });

  it('that is made on a revision says on which', () => {
    for (const [name, { is }] of Object.entries(others)) {
      if (is !== 'on a revision') continue;
      const input = getNamedType(schema.getMutationType()!.getFields()[name]!.args[0]!.type);
      expect([name, Object.keys(isInputObjectType(input) ? input.getFields() : {})]).toEqual([
        name,
        expect.arrayContaining(['expectedRevision']),
      ]);
    }
  });
});

describe.each(creations)('$name', (creation) => {
  it('is done once under a key, for one who sends it again and for five who send it at once', async () => {
    const scene = await creation.scene(app);
    const key = randomUUID();
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => send(creation, scene, key)));
    expect(atOnce.map(codeOf)).toEqual(Array(5).fill('done'));
    expect(await scene.effects()).toBe(1);
    expect(await send(creation, scene, key)).toEqual(atOnce[0]);
    for (const answer of atOnce) expect(answer).toEqual(atOnce[0]);
    expect(await scene.effects()).toBe(1);
  });

  it('is not done for another call under the same key, and for somebody else it is a key of their own', async () => {
    const [scene, elsewhere] = [await creation.scene(app), await creation.scene(app)];
    const key = randomUUID();
    expect(codeOf(await send(creation, scene, key))).toBe('done');

    expect(codeOf(await send(creation, scene, key, scene.other))).toBe('IDEMPOTENCY_MISMATCH');
    expect(await scene.effects()).toBe(1);
    expect(codeOf(await send(creation, elsewhere, key))).toBe('done');
    expect(await elsewhere.effects()).toBe(1);
  });

  it('reserves no key when it is refused', async () => {
    const scene = await creation.scene(app);
    const key = randomUUID();
    const broken = Object.keys(scene.input).find((name) => /network$|Id$|slug|code/.test(name))!;
    expect(codeOf(await send(creation, scene, key, { [broken]: 'no such' }))).not.toBe('done');

    expect(codeOf(await send(creation, scene, key))).toBe('done');
    expect(await scene.effects()).toBe(1);
  });
});
