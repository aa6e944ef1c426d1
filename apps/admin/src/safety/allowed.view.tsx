import type { SafetyOverview } from '@zhike/contracts';
import { AllowancesCard } from './allowances.card.js';
import { ExamplesCard } from './examples.card.js';

/** What came of reviews: phrases that are no hit here, and texts somebody judged. */
export function AllowedView({ overview: { mayEdit } }: { readonly overview: SafetyOverview }) {
  return (
    <div className="cards safety-two">
      <AllowancesCard mayEdit={mayEdit} />
      <ExamplesCard mayEdit={mayEdit} />
    </div>
  );
}
