import { EyeInvisibleOutlined, RobotOutlined } from '@ant-design/icons';
import type { ImportFinding, ImportReport } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

type Warning = ImportReport['warnings'][number];
type Found = Warning & { readonly finding: ImportFinding };

const isInstruction = ({ finding: { kind } }: Found) => kind === 'instruction' || kind === 'possible-instruction';

/** What a file hides from readers, and what in it speaks to a machine: each with its text, so that an editor can judge it. */
export function ImportFindings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const { import: text } = useText();
  const found = warnings.filter((warning): warning is Found => warning.finding !== undefined);
  const instructions = found.filter(isInstruction);
  const hidden = found.filter((one) => !isInstruction(one));
  return (
    <>
      {instructions.length ? (
        <section className="findings" aria-label={text.instructions(instructions.length)}>
          <h4>
            <RobotOutlined aria-hidden="true" /> {text.instructions(instructions.length)}
          </h4>
          <p className="soft">{text.instructionsLead}</p>
          <FindingList found={instructions} />
        </section>
      ) : null}
      {hidden.length ? (
        <section className="findings" aria-label={text.hidden(hidden.length)}>
          <h4>
            <EyeInvisibleOutlined aria-hidden="true" /> {text.hidden(hidden.length)}
          </h4>
          <p className="soft">{text.hiddenLead}</p>
          <FindingList found={hidden} />
        </section>
      ) : null}
    </>
  );
}

/** A style or an element is named as the file has it; what has a name in the reader's language gets that. */
function How({ how }: { readonly how: string }) {
  const { import: text } = useText();
  const known = text.hows[how];
  return (
    <>
      {' · '}
      {known ?? <code>{how}</code>}
    </>
  );
}

function FindingList({ found }: { readonly found: readonly Found[] }) {
  const { import: text } = useText();
  return (
    <ul tabIndex={0}>
      {found.map(({ line, finding: { kind, text: words, how, clause } }, place) => (
        <li key={place}>
          <span className="soft">
            {[
              ...(line === undefined ? [] : [text.line(line)]),
              ...(clause ? [text.inClause(clause)] : []),
              text.found[kind],
            ].join(' · ')}
            {how ? <How how={how} /> : null}
          </span>
          <q className="break">{words}</q>
        </li>
      ))}
    </ul>
  );
}
