/** What the shop's page says of who the customer is. A proof that was refused is not shown again; another one is. */
export class CustomerProof {
  private refused: string | undefined;

  constructor(
    private readonly fromPage: () => string | undefined,
    private readonly onRefused: (code: string) => void,
  ) {}

  get token(): string | undefined {
    const token = this.fromPage();
    return token === this.refused ? undefined : token;
  }

  /** True when that was the reason: what was asked can then be asked again without it, as any customer may. */
  isRefusedBy(code: string | undefined, token: string | undefined): boolean {
    if (token === undefined || !code?.startsWith('identity-token-')) return false;
    if (this.refused !== token) {
      this.refused = token;
      this.onRefused(code);
    }
    return true;
  }
}
