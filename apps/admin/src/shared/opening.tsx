import { Seal } from './seal.js';

/** Before anything is known: the mark, quietly. */
export function Opening() {
  return (
    <div className="opening" role="status" aria-busy="true" aria-label="…">
      <Seal size={48} />
    </div>
  );
}
