import { type NumberForm, numberForm } from './shown-number.ts';
import { SharedTexts } from './shared-texts.ts';
import type { TableLimits } from './table-problem.ts';
import { attribute, readXml } from './xml-events.ts';
import type { ZipParts } from './zip-parts.ts';

export interface Sheet {
  name: string;
  /** Name of its part in the archive. */
  part: string;
}

export interface Workbook {
  /** Those that can be seen, in their order. */
  sheets: Sheet[];
  texts: SharedTexts;
  /** By the number of the style. */
  forms: NumberForm[];
  /** Days are counted from 1904. */
  from1904: boolean;
}

interface Relation {
  id: string;
  type: string;
  part: string;
}

export async function readWorkbook(parts: ZipParts, limits: TableLimits): Promise<Workbook | null> {
  const main = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (!main || !parts.has(main)) return null;
  const relations = await relationsOf(parts, main);
  const partOf = (type: string): string => relations.find((one) => one.type === type)?.part ?? '';
  const { sheets, from1904 } = await sheetsOf(parts, main, relations);
  const texts = new SharedTexts(limits);
  await readXml(parts.read(partOf('sharedStrings')), texts);
  return { sheets, from1904, texts, forms: await formsOf(parts, partOf('styles')) };
}

async function sheetsOf(
  parts: ZipParts,
  main: string,
  relations: Relation[],
): Promise<Pick<Workbook, 'sheets' | 'from1904'>> {
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(parts.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const relation = relations.find(({ id }) => id === attribute(attributes, 'id'));
      if (relation?.type === 'worksheet') sheets.push({ name: attributes.name ?? '', part: relation.part });
    },
  });
  return { sheets, from1904 };
}

/** What a part refers to. The types are addresses that differ between the two editions of the format, but for their end. */
async function relationsOf(parts: ZipParts, of: string): Promise<Relation[]> {
  const slash = of.lastIndexOf('/') + 1;
  const relations: Relation[] = [];
  await readXml(parts.read(`${of.slice(0, slash)}_rels/${of.slice(slash)}.rels`), {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return;
      const { pathname } = new URL(target, `zip:///${of}`);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: decodeURI(pathname.slice(1)) });
    },
  });
  return relations;
}

async function formsOf(parts: ZipParts, part: string): Promise<NumberForm[]> {
  const codes = new Map<number, string>();
  const forms: NumberForm[] = [];
  let inCells = false;
  await readXml(parts.read(part), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes.numFmtId ?? 0);
      forms.push(numberForm(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return forms;
}
