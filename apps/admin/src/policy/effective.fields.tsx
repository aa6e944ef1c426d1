import { Audience } from '@zhike/contracts';
import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useZone, allZones } from '../look/zone.context.js';
import { offsetLabel, toInstant, toWallTime } from '../look/zone.js';
import { AudienceSelect } from '../shared/audience.select.js';
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

interface MomentFieldProps {
  readonly label: string;
  readonly at: string | undefined;
  readonly zone: string;
  readonly otherwise: string;
  readonly onChange: (at: string | undefined) => void;
}

function MomentField({ label, at, zone, otherwise, onChange }: MomentFieldProps) {
  const { policy: text } = useText();
  const id = useId();
  const shown = at ? toWallTime(at, zone) : '';
  // A date that is half typed is no moment yet; it must not be wiped from the field for that.
  const [typed, setTyped] = useState<string>();
  const take = (wall: string) => {
    const instant = toInstant(wall, zone);
    setTyped(wall && !instant ? wall : undefined);
    onChange(instant);
  };
  return (
    <div className="stacked">
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="datetime-local" value={typed ?? shown} onChange={({ target }) => take(target.value)} />
      <span className="soft small">{at ? text.utc(at.slice(0, 16).replace('T', ' ')) : otherwise}</span>
    </div>
  );
}
