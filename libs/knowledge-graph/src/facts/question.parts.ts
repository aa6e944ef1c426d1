import type { EntityMention } from '../graph.store.js';
import { foldName } from '../mentions.js';

/** One thing that a question may ask for. */
export interface QuestionPart {
  /** Folded, without the names of entities: 「的电话」. */
  readonly text: string;
  /** The whole clause it stands in, likewise: 「周边的景点和酒店」 says of both that they lie near. */
  readonly clause: string;
  /** The clause as it stands, folded, names and all: what it states can be read in it. */
  readonly said: string;
  /** As written, without the names: numbers keep their points and bounds. */
  readonly written: string;
  /** Entities that the clause names. */
  readonly names: readonly string[];
  /** The clause names several in one breath: 「甲和乙的价格」. */
  readonly joins: boolean;
  /**
   * How surely the clause asks or requests (0, ½, 1); others tell what was found out before, or only greet. Where none does, the
   * words are all there is to go by, and each is a request (「甲的价格」).
   */
  readonly asks: number;
}

const CLAUSE_BORDER = /[，,。?？!！；;\n]|[：:.](?!\d)/u;
/** 「还有」 joins two things, but 「还有什么」 asks for more of one. */
const PART_BORDER = /、|还有(?![什哪啥别没其他多])|(?:以及|并且|和|及|与|跟)|\b(?:and|also|as well as|plus)\b/iu;
/** What makes a clause a question or a request. */
const ASKS =
  /什么|啥|哪|谁|几|多[少久大长远高重]|怎[么样]|何|吗|么$|嘛$|[没不是]$|如何|是否|有没|能否|帮|告诉|给我|发[我来过给]|查|想[知问了]|问一?下|介绍|麻烦|推荐|\b(?:what|when|where|who|which|how|whose|why|can|could|may|do|does|is|are|need|want|like|give|tell|get|please|know)\b/iu;
/** These may ask (「重量呢」) and may only sound so (「真高呢」). */
const MAY_ASK = /[呢吧呀啊]$|请/u;
/** Marks a name in the text while it is cut into parts; no text holds signs of this private range after folding. */
const FIRST_MARK = 0xe000;
const JOINED = /[\uE000-\uE0FF]\s*(?:和|与|跟|及|、|还是|或者?|\b(?:and|or|vs)\b)\s*(?:the\s+)?[\uE000-\uE0FF]/iu;
const MARKS = /[\uE000-\uE0FF]/gu;

/** The parts of a question that may each ask for one thing. At least one, however little is said. */
export function partsOf(question: string, mentions: readonly EntityMention[]): readonly QuestionPart[] {
  const text = question.normalize('NFKC');
  const names = namesOf(text, mentions);
  const marked = names.reduce(
    (rest, { spelled }, place) => rest.replace(spelled, String.fromCharCode(FIRST_MARK + place)),
    text,
  );
  const withNames = (clause: string) =>
    foldName(clause.replace(MARKS, (mark) => ` ${names[mark.charCodeAt(0) - FIRST_MARK]?.folded ?? ''} `));
  const parts = marked.split(CLAUSE_BORDER).flatMap((clause) => {
    const common = {
      clause: withoutNames(clause),
      said: withNames(clause),
      written: clause.replace(MARKS, ' '),
      names: [...clause.matchAll(MARKS)].flatMap(([mark]) => names[mark.charCodeAt(0) - FIRST_MARK]?.entities ?? []),
      joins: JOINED.test(clause),
      asks: asksIn(clause.trim()),
    };
    return clause
      .split(PART_BORDER)
      .map((part) => ({ ...common, text: withoutNames(part) }))
      .filter(({ text }) => text.length > 1);
  });
  if (!parts.length) return [nothingBut(question, mentions)];
  return parts.some(({ asks }) => asks) ? parts : parts.map((part) => ({ ...part, asks: 1 }));
}

const asksIn = (clause: string) => (ASKS.test(clause) ? 1 : Number(MAY_ASK.test(clause)) / 2);
const withoutNames = (text: string) => foldName(text.replace(MARKS, ' '));

/** Words that bring up a name and ask for nothing by themselves: 「那乙呢？」, "and what about the other?". */
const ONLY_NAMES = /^(?:那么?|还有|呢|的|吗|嗯|哦|好|and|or|then|what about|how about|so|the|a|an|\s)*$/iu;

/** The question only names something: what is asked of it was asked before. */
export function onlyNames(parts: readonly QuestionPart[]): boolean {
  return parts.every(
    ({ clause, said, names }) => names.length > 0 && (clause === said ? true : ONLY_NAMES.test(clause)),
  );
}

function nothingBut(question: string, mentions: readonly EntityMention[]): QuestionPart {
  const said = foldName(question);
  return {
    text: said,
    clause: said,
    said,
    written: question,
    names: mentions.map(({ entity }) => entity),
    joins: false,
    asks: 1,
  };
}

interface Name {
  readonly folded: string;
  readonly entities: readonly string[];
  /** Finds the name in the text as written, whatever its marks and width. */
  readonly spelled: RegExp;
}

function namesOf(text: string, mentions: readonly EntityMention[]): Name[] {
  const folded = foldName(text);
  const byName = new Map<string, string[]>();
  for (const { entity, start, length } of mentions) {
    const name = folded.slice(start, start + length);
    byName.set(name, [...(byName.get(name) ?? []), entity]);
  }
  return [...byName]
    .sort(([a], [b]) => b.length - a.length)
    .map(([name, entities]) => ({ folded: name, entities, spelled: spelling(name, text) }));
}

/** Most names stand in a text as they are; else marks may stand between their signs. */
function spelling(name: string, text: string): RegExp {
  const literal = (signs: string) => signs.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  if (text.toLowerCase().includes(name)) return new RegExp(literal(name), 'giu');
  return new RegExp([...name.replaceAll(' ', '')].map(literal).join('[\\s\\p{P}\\p{S}]*'), 'giu');
}
