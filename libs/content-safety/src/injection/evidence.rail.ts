import type {
  ClauseEvidence,
  Evidence,
  InstructionFinder,
  KnowledgeQuery,
  KnowledgeRetriever,
  Retrieval,
} from '@zhike/ports';

/** Sources whose reading is remembered. A source never changes: what is edited is another version's. */
const MOST_REMEMBERED = 5_000;
export const LEFT_OUT = 'it speaks to a machine';

/**
 * What is published may hold instructions to a machine, put there by whoever wrote the document. A sentence that is one for certain is
 * no evidence: no model reads it, and it can neither be quoted nor prove anything.
 */
export class EvidenceRail implements KnowledgeRetriever {
  private readonly remembered = new Map<string, readonly string[]>();

  constructor(
    private readonly inner: KnowledgeRetriever,
    private readonly findInstructions: InstructionFinder,
  ) {}

  async retrieve(query: KnowledgeQuery): Promise<Retrieval> {
    const found = await this.inner.retrieve(query);
    const touched = found.evidence.filter((one) => this.instructionsIn(one).length);
    if (!touched.length) return found;
    const evidence = found.evidence.flatMap((one) => this.without(one));
    const kept = new Set(evidence.map(({ citation }) => citation.sourceId));
    const dropped = new Set(touched.map(({ citation }) => citation.sourceId).filter((id) => !kept.has(id)));
    return {
      evidence,
      candidates: found.candidates.map((candidate) =>
        dropped.has(candidate.evidence.citation.sourceId) ? { ...candidate, dropped: LEFT_OUT } : candidate,
      ),
      notes: { ...found.notes, instructionsLeftOut: touched.map(({ citation }) => citation.label) },
    };
  }

  /** The same object where nothing was found; nothing where nothing else is said. */
  private without(evidence: Evidence): Evidence[] {
    const instructions = this.instructionsIn(evidence);
    if (!instructions.length) return [evidence];
    if (evidence.kind === 'fact') return [];
    const text = instructions.reduce((rest, one) => rest.replaceAll(one, ''), evidence.text).trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const clause: ClauseEvidence = { ...evidence, text };
    const { sentences } = evidence;
    return [sentences ? { ...clause, sentences: sentences.filter((one) => text.includes(one.text)) } : clause];
  }

  private instructionsIn(evidence: Evidence): readonly string[] {
    const id = `${evidence.kind}:${evidence.citation.sourceId}`;
    const known = this.remembered.get(id);
    if (known) return known;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const texts = evidence.kind === 'clause' ? [evidence.text] : [evidence.relation, evidence.value];
    const instructions = texts.flatMap((text) =>
      this.findInstructions(text)
        .filter(({ isCertain }) => isCertain)
        .map(({ start, end }) => text.slice(start, end)),
    );
    this.remembered.set(id, instructions);
    return instructions;
  }
}
