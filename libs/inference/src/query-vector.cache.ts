/** The last questions' vectors: a retry, a follow-up or a second search of the same words costs no run. */
export class QueryVectorCache {
  private readonly vectors = new Map<string, Float32Array>();

  constructor(private readonly capacity: number) {}

  get(modelId: string, text: string): Float32Array | undefined {
    const key = `${modelId}\n${text}`;
    const vector = this.vectors.get(key);
    if (!vector) return undefined;
    this.vectors.delete(key);
    this.vectors.set(key, vector);
    return vector.slice();
  }

  set(modelId: string, text: string, vector: Float32Array): void {
    this.vectors.set(`${modelId}\n${text}`, vector.slice());
    const [oldest] = this.vectors.keys();
    if (this.vectors.size > this.capacity && oldest !== undefined) this.vectors.delete(oldest);
  }
}
