/** Elements that only lay out what everyone can see. Anything else may hide what stands in it. */
const HARMLESS = new Set(
  (
    'a abbr article aside b blockquote br center cite code dd details div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 ' +
    'header hr i img ins kbd li main mark nav ol p pre q section small span strong sub summary sup table tbody td tfoot th ' +
    'thead tr tt u ul wbr'
  ).split(' '),
);
/** `style`, `class`, `hidden` and whatever else is not named here can make text invisible. */
const HARMLESS_ATTRIBUTES = new Set(
  'align colspan dir href id lang name open rel rowspan start target title'.split(' '),
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

const COMMENT = /<!--[\s\S]*?(?:-->|$)/gu;
const TAG = /<(\/?)([a-z][\w-]*)((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^<>"'])*)>/giu;
const ATTRIBUTE = /([a-z_:@][^\s=/"'<>]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/giu;

/**
 * Follows raw HTML through a document and says whether what stands at a place may be hidden from readers: in a comment,
 * a script, an element with a style. Hidden text in a policy is how instructions are smuggled to machines.
 */
export class RawHtmlWatch {
  private hiding: { readonly name: string; readonly tag: string; readonly line: number; depth: number } | undefined;

  /** The tag that hides this place. */
  get hidingTag(): { readonly tag: string; readonly line: number } | undefined {
    return this.hiding;
  }

  /** Reads the tags of one piece of raw HTML. Answers the first tag in it that may hide something, also when it is closed again. */
  read(html: string, line: number): string | undefined {
    let hiding: string | undefined;
    for (const [tag, slash, name = '', attributes = ''] of html.replaceAll(COMMENT, '').matchAll(TAG)) {
      if (slash) this.close(name.toLowerCase());
      else this.open({ name: name.toLowerCase(), tag, line }, attributes);
      hiding ??= this.hiding?.tag;
    }
    return hiding;
  }

  private open(opened: { name: string; tag: string; line: number }, attributes: string): void {
    const { name } = opened;
    if (VOID.has(name) || attributes.endsWith('/')) return;
    if (this.hiding) {
      if (this.hiding.name === name) this.hiding.depth++;
    } else if (!isHarmless(name, attributes)) this.hiding = { ...opened, depth: 1 };
  }

  private close(name: string): void {
    if (this.hiding?.name !== name) return;
    this.hiding.depth--;
    if (!this.hiding.depth) this.hiding = undefined;
  }
}

function isHarmless(name: string, attributes: string): boolean {
  if (!HARMLESS.has(name)) return false;
  return [...attributes.matchAll(ATTRIBUTE)].every(([, attribute = '']) =>
    HARMLESS_ATTRIBUTES.has(attribute.toLowerCase()),
  );
}

/** What a piece of raw HTML says beside its tags; empty for bare layout. */
export function textOfHtml(html: string): string {
  return html.replaceAll(TAG, ' ').replaceAll(/\s+/gu, ' ').trim();
}

export const isComment = (html: string) => html.trimStart().startsWith('<!--');

export const textOfComment = (html: string) => textOfHtml(html.replaceAll(/<!--|-->/gu, ' '));
