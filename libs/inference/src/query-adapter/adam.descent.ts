const STEP = 0.003;
const MEMORY = 0.9;
const SQUARE_MEMORY = 0.999;

/** Adam (Kingma and Ba, ICLR 2015) over one array of numbers, which it changes in place. */
export class AdamDescent {
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private steps = 0;

  constructor(private readonly values: Float32Array) {
    this.mean = new Float64Array(values.length);
    this.square = new Float64Array(values.length);
  }

  /** Goes one step against the slope. */
  step(slope: Float32Array): void {
    this.steps++;
    const meanShare = 1 - MEMORY ** this.steps;
    const squareShare = 1 - SQUARE_MEMORY ** this.steps;
    slope.forEach((value, at) => {
      const mean = MEMORY * (this.mean[at] ?? 0) + (1 - MEMORY) * value;
      const square = SQUARE_MEMORY * (this.square[at] ?? 0) + (1 - SQUARE_MEMORY) * value * value;
      this.mean[at] = mean;
      this.square[at] = square;
      const direction = mean / meanShare / (Math.sqrt(square / squareShare) + 1e-8);
      this.values[at] = (this.values[at] ?? 0) - STEP * direction;
    });
  }
}
