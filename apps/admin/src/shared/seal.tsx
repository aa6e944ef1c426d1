/** The mark: a square vermilion seal with 知 in paper colour. */
export function Seal({ size = 36 }: { readonly size?: number }) {
  return (
    <span className="seal" style={{ width: size, height: size, fontSize: size * 0.62 }} aria-hidden="true">
      知
    </span>
  );
}
