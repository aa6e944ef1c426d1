const MEMORY = 0.9;
const SQUARE_MEMORY = 0.999;

/** Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019) over one array of numbers, which it changes in place. */
export class WeightDescent {
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private steps = 0;

  constructor(
    private readonly values: Float32Array,
    private readonly decay: number,
  ) {
    this.mean = new Float32Array(values.length);
    this.square = new Float32Array(values.length);
  }

  /** Goes one step of this rate against the slope. */
  step(slope: Float32Array, rate: number): void {
    this.steps++;
    const { values, mean, square, decay } = this;
    const meanShare = 1 - MEMORY ** this.steps;
    const squareShare = 1 - SQUARE_MEMORY ** this.steps;
    for (let at = 0; at < values.length; at++) {
      const value = slope[at] ?? 0;
      const average = MEMORY * (mean[at] ?? 0) + (1 - MEMORY) * value;
      const spread = SQUARE_MEMORY * (square[at] ?? 0) + (1 - SQUARE_MEMORY) * value * value;
      mean[at] = average;
      square[at] = spread;
      const weight = values[at] ?? 0;
      const direction = average / meanShare / (Math.sqrt(spread / squareShare) + 1e-8);
      values[at] = weight - rate * (direction + decay * weight);
    }
  }
}
