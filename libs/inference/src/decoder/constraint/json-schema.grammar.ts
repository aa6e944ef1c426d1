import {
  choice,
  type Expression,
  type Grammar,
  grammarRefused,
  literal,
  noneOf,
  NOTHING,
  oneOf,
  optional,
  rangesOf,
  repeat,
  rule,
  sequence,
} from './grammar.js';

/** The part of JSON Schema that is understood; any other keyword that restricts is refused by name. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly JsonLiteral[];
  readonly const?: JsonLiteral;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** Written in this order. Other properties are not allowed. */
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
type JsonLiteral = string | number | boolean | null;

const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'anyOf', 'oneOf', '$ref', '$defs', 'properties', 'required', 'items'],
  ...['minItems', 'maxItems', 'minLength', 'maxLength'],
  // These say nothing a text could break.
  ...['$schema', '$id', 'title', 'description', 'default', 'examples', 'additionalProperties'],
]);

const DIGIT = oneOf(rangesOf('09'));
const SPACE = optional(literal(' '));
const HEX = oneOf(rangesOf('09afAF'));
const ESCAPE = choice(oneOf(rangesOf('""\\\\//bbffnnrrtt')), sequence(literal('u'), repeat(HEX, 4, 4)));
const SIGN = choice(noneOf([[0, 31], ...rangesOf('""\\\\'), [0xd800, 0xdfff]]), sequence(literal('\\'), ESCAPE));
/** No more digits than a double holds exactly, so that a weak model comes to an end. */
const INTEGER = sequence(
  optional(literal('-')),
  choice(literal('0'), sequence(oneOf(rangesOf('19')), repeat(DIGIT, 0, 14))),
);
const NUMBER = sequence(
  INTEGER,
  optional(sequence(literal('.'), repeat(DIGIT, 1, 15))),
  optional(sequence(oneOf(rangesOf('eeEE')), optional(oneOf(rangesOf('++--'))), repeat(DIGIT, 1, 3))),
);

/** The grammar of all JSON texts under a schema, with at most a space after colons and commas. */
export function jsonSchemaGrammar(schema: JsonSchema): Grammar {
  const builder = new SchemaBuilder(schema.$defs ?? {});
  builder.rules.set('root', builder.expression(schema));
  builder.define();
  return { rules: builder.rules, root: 'root' };
}

class SchemaBuilder {
  readonly rules = new Map<string, Expression>();

  constructor(private readonly definitions: Readonly<Record<string, JsonSchema>>) {}

  define(): void {
    for (const [name, schema] of Object.entries(this.definitions)) this.rules.set(`$${name}`, this.expression(schema));
  }

  expression(schema: JsonSchema): Expression {
    const strange = Object.keys(schema).find((keyword) => !UNDERSTOOD.has(keyword));
    if (strange !== undefined) throw grammarRefused(`the schema's keyword "${strange}" is not supported`);
    if (schema.$ref !== undefined) return this.reference(schema.$ref);
    if (schema.const !== undefined) return literal(JSON.stringify(schema.const));
    if (schema.enum) return choice(...schema.enum.map((value) => literal(JSON.stringify(value))));
    const options = schema.anyOf ?? schema.oneOf;
    if (options) return choice(...options.map((option) => this.expression(option)));
    const types = [schema.type ?? []].flat();
    if (types.length === 0) throw grammarRefused('a schema says neither type, enum, const, anyOf nor $ref');
    return choice(...types.map((type) => this.ofType(type, schema)));
  }

  private ofType(type: JsonType, schema: JsonSchema): Expression {
    switch (type) {
      case 'object':
        return this.object(schema);
      case 'array':
        return this.array(schema);
      case 'string':
        return sequence(literal('"'), repeat(SIGN, schema.minLength ?? 0, schema.maxLength), literal('"'));
      case 'number':
        return NUMBER;
      case 'integer':
        return INTEGER;
      case 'boolean':
        return choice(literal('true'), literal('false'));
      case 'null':
        return literal('null');
    }
  }

  private object({ properties = {}, required = [] }: JsonSchema): Expression {
    const missing = required.find((name) => !(name in properties));
    if (missing !== undefined) throw grammarRefused(`the required property "${missing}" has no schema`);
    const pairs = Object.entries(properties).map(([name, schema]) => ({
      isRequired: required.includes(name),
      pair: sequence(literal(`${JSON.stringify(name)}:`), SPACE, this.expression(schema)),
    }));
    // From the end: what may follow when a pair was written before, and when none was.
    let follows = NOTHING;
    let begins = NOTHING;
    for (const { isRequired, pair } of pairs.reverse()) {
      const further = sequence(literal(','), SPACE, pair, follows);
      const first = sequence(pair, follows);
      follows = isRequired ? further : choice(further, follows);
      begins = isRequired ? first : choice(first, begins);
    }
    return sequence(literal('{'), begins, literal('}'));
  }

  private array({ items, minItems = 0, maxItems = Infinity }: JsonSchema): Expression {
    if (!items) throw grammarRefused('an array has no schema for its items');
    const item = this.expression(items);
    const further = sequence(literal(','), SPACE, item);
    const some = sequence(item, repeat(further, Math.max(0, minItems - 1), maxItems - 1));
    const none = minItems === 0 ? [NOTHING] : [];
    return sequence(literal('['), maxItems > 0 ? choice(some, ...none) : NOTHING, literal(']'));
  }

  private reference(reference: string): Expression {
    const name = /^#\/\$defs\/([^/]+)$/u.exec(reference)?.[1];
    if (name === undefined || !(name in this.definitions))
      throw grammarRefused(`the reference ${reference} leads nowhere: only #/$defs/… is known`);
    return rule(`$${name}`);
  }
}
