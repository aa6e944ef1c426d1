import { Audience } from '@zhike/contracts';
import { Select } from 'antd';
import { useZone, allZones } from '../look/zone.context.js';
import { offsetLabel } from '../look/zone.js';
import { AudienceSelect } from '../shared/audience.select.js';
import { MomentField } from '../shared/moment.field.js';
import { useText } from '../text/text.context.js';
import { type Draft, setHead } from './draft.js';
import type { ChangeDraft } from './use.draft.js';

interface EffectiveFieldsProps {
  readonly draft: Draft;
  readonly change: ChangeDraft;
}

/** From when until when, on the wall clock of a named zone, with the same moment in UTC beside it; and for whom. */
export function EffectiveFields({ draft, change }: EffectiveFieldsProps) {
  const { policy: text } = useText();
  const { zone, choose } = useZone();
  return (
    <fieldset className="effective">
      <legend className="visually-hidden">{text.effective}</legend>
      <MomentField
        label={text.from}
        at={draft.effectiveFrom}
        zone={zone}
        otherwise={text.noMoment}
        onChange={(effectiveFrom) => change((now) => setHead(now, { effectiveFrom }))}
      />
      <MomentField
        label={text.to}
        at={draft.effectiveTo}
        zone={zone}
        otherwise={text.toHelp}
        onChange={(effectiveTo) => change((now) => setHead(now, { effectiveTo }))}
      />
      <label className="stacked">
        {text.zone}
        <Select
          aria-label={text.zone}
          className="zone-select"
          showSearch
          value={zone}
          onChange={choose}
          options={allZones().map((value) => ({ value, label: value }))}
        />
        <span className="soft small">{offsetLabel(draft.effectiveFrom ?? new Date().toISOString(), zone)}</span>
      </label>
      <AudienceField draft={draft} change={change} />
    </fieldset>
  );
}

function AudienceField({ draft, change }: EffectiveFieldsProps) {
  const { audiences: text } = useText();
  const isWrong = draft.audiences.some((name) => !Audience.safeParse(name).success);
  return (
    <label className="stacked">
      {text.label}
      <AudienceSelect
        label={text.label}
        audiences={draft.audiences}
        onChange={(audiences) => change((now) => setHead(now, { audiences }))}
      />
      <span className={`small ${isWrong ? 'is-bad' : 'soft'}`}>{isWrong ? text.invalid : text.help}</span>
    </label>
  );
}
