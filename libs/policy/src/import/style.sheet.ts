import type { Attributes } from './markup.tokens.js';
import { readDeclarations } from './style.visibility.js';

/** An element as selectors see it. */
export interface Styled {
  readonly name: string;
  readonly attributes: Attributes;
}

interface Compound {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
}

interface StyleRule {
  /** Outermost first. */
  readonly path: readonly Compound[];
  readonly declarations: ReadonlyMap<string, string>;
}

const COMMENTS = /\/\*[\s\S]*?\*\//gu;
const FOR_PRINT = /@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/giu;
const RULE = /([^{}@;]+)\{([^{}]*)\}/gu;

/** Rules of a page's own styles, as far as they need no browser: names, classes, ids and what stands around. Order decides. */
export class StyleSheet {
  private readonly rules: readonly StyleRule[];

  constructor(css: string) {
    const plain = css.replaceAll(COMMENTS, '').replaceAll(FOR_PRINT, '');
    this.rules = [...plain.matchAll(RULE)].flatMap(([, selectors = '', body = '']) => {
      const declarations = readDeclarations(body);
      return selectors.split(',').flatMap((selector) => {
        const path = pathOf(selector);
        return path.length ? [{ path, declarations }] : [];
      });
    });
  }

  /** Declarations for an element; `around` are those it stands in, outermost first. */
  declarationsFor(element: Styled, around: readonly Styled[]): Map<string, string> {
    const all = new Map<string, string>();
    for (const { path, declarations } of this.rules)
      if (matches(path, element, around)) for (const [name, value] of declarations) all.set(name, value);
    const own = element.attributes.get('style');
    if (own) for (const [name, value] of readDeclarations(own)) all.set(name, value);
    return all;
  }
}

/** Empty for a selector that asks for more than is known here, as `:hover` and `[x]` do. */
function pathOf(selector: string): Compound[] {
  if (/[:[\]]/u.test(selector)) return [];
  const parts = selector.replaceAll(/[>+~]/gu, ' ').trim().split(/\s+/u).filter(Boolean);
  return parts.map((part) => ({
    name: /^[a-z][\w-]*/iu.exec(part)?.[0].toLowerCase(),
    id: /#([\w-]+)/u.exec(part)?.[1],
    classes: [...part.matchAll(/\.([\w-]+)/gu)].map(([, name = '']) => name),
  }));
}

function matches(path: readonly Compound[], element: Styled, around: readonly Styled[]): boolean {
  const last = path.at(-1);
  if (!last || !isOne(last, element)) return false;
  let rest = path.slice(0, -1);
  for (const outer of around.toReversed()) {
    const next = rest.at(-1);
    if (next && isOne(next, outer)) rest = rest.slice(0, -1);
  }
  return !rest.length;
}

function isOne({ name, id, classes }: Compound, { name: own, attributes }: Styled): boolean {
  if (name !== undefined && name !== own) return false;
  if (id !== undefined && attributes.get('id') !== id) return false;
  const worn = new Set(attributes.get('class')?.split(/\s+/u));
  return classes.every((one) => worn.has(one));
}
