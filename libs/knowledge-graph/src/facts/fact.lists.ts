import { termsOf } from '@zhike/platform';
import type { GraphFact } from '../graph.store.js';
import type { PathSearch } from './fact.paths.js';
import { type Demand, demandIn, meeting } from './quantity.js';
import type { QuestionPart } from './question.parts.js';

/** Facts of a catalogue that meet a demand, with how surely they were asked for. */
export interface DemandedFacts {
  readonly facts: readonly GraphFact[];
  readonly confidence: number;
}

/** A catalogue is read so far, and so many of its things are told. */
const MOST_READ = 1000;
const MOST_TOLD = 8;
/** A question that says what kind of thing it wants is surely about the catalogue; one that does not may be about a policy. */
const SURE = { ofKind: 0.7, ofAny: 0.45 };
const WANTS = /哪|什么|推荐|有没有|有.*吗|\b(?:which|what|any|recommend|show|list|cheapest|lightest)\b/iu;
const ANY_THING = /商品|产品|东西|款|\b(?:products?|items?|things?|ones?)\b/iu;

/** 「500 元以下的帐篷有哪些」: what a catalogue holds that meets a demand, where nothing in particular is spoken of. */
export async function demandedFacts(
  search: PathSearch,
  parts: readonly QuestionPart[],
): Promise<DemandedFacts | undefined> {
  const { locale, question } = search.query;
  if (!WANTS.test(question)) return undefined;
  for (const part of parts) {
    const demand = demandIn(part.written, locale);
    const found = demand && (await listOf(search, part, demand));
    if (found) return found;
  }
  return undefined;
}

async function listOf(search: PathSearch, part: QuestionPart, demand: Demand): Promise<DemandedFacts | undefined> {
  const { graph, scope, known, relations, query } = search;
  const names = relations.namedIn(part, [...new Set(known.map(({ relation }) => relation))], query.locale);
  const asked = known.filter(({ relation }) => names.includes(relation));
  const titled = asked.filter(({ policyTitle }) => sharesWord(policyTitle, part.clause));
  const wanted = titled.length ? titled : asked;
  const facts = await Promise.all(wanted.map((relation) => graph.factsWith(scope, relation, MOST_READ)));
  const all = facts.flat();
  const ofKind = titled.length ? [] : all.filter(({ entity }) => sharesWord(entity, part.text));
  const met = meeting(ofKind.length ? ofKind : all, ({ value }) => value, demand);
  if (!met.length) return undefined;
  const isOfKind = titled.length > 0 || ofKind.length > 0 || ANY_THING.test(part.clause);
  return { facts: met.slice(0, MOST_TOLD), confidence: isOfKind ? SURE.ofKind : SURE.ofAny };
}

function sharesWord(entity: string, text: string): boolean {
  const terms = new Set(termsOf(text));
  return termsOf(entity).some((term) => terms.has(term));
}
