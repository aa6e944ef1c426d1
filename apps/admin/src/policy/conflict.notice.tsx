import { useQueryClient } from '@tanstack/react-query';
import type { VersionDetail } from '@zhike/contracts';
import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import { readStored, rememberVersion } from '../api/policy.queries.js';
import { CopyButton } from '../shared/copy.button.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { DiffView } from './diff.view.js';
import { asMarkdown } from './draft.markdown.js';
import type { DraftWork } from './use.draft.js';

interface ConflictNoticeProps {
  readonly version: VersionDetail;
  readonly work: DraftWork;
}

/** Two people in one draft: nothing is lost and nothing is decided before the person here has seen both texts. */
export function ConflictNotice({ version, work }: ConflictNoticeProps) {
  const { conflict: text } = useText();
  const theirs = useTheirs(version.id);
  return (
    <Alert
      type="warning"
      showIcon
      title={text.title}
      description={
        <>
          <p>{text.lead}</p>
          <div className="row wrap conflict-ways">
            <Compare theirs={theirs} work={work} />
            <CopyButton what={() => asMarkdown(work.draft)} label={text.copy} />
            <Decide theirs={theirs} work={work} />
          </div>
          <Problem error={theirs.error} />
        </>
      }
    />
  );
}

interface WayProps {
  readonly theirs: ReturnType<typeof useTheirs>;
  readonly work: DraftWork;
}

function Compare({ theirs, work }: WayProps) {
  const { conflict: text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={async () => setOpen(Boolean(await theirs.read()))}>{text.compare}</Button>
      <Modal open={isOpen} title={text.compareTitle} footer={null} width={860} onCancel={() => setOpen(false)}>
        {theirs.stored ? <DiffView before={theirs.stored} after={work.draft} /> : null}
      </Modal>
    </>
  );
}

/** Both ways replace a text, so both ask once more and say whose. */
function Decide({ theirs, work }: WayProps) {
  const { act, conflict: text } = useText();
  const { modal } = App.useApp();
  const decide = (title: string, content: string, then: (stored: VersionDetail) => unknown) => async () => {
    const stored = await theirs.read();
    if (stored && (await modal.confirm({ title, content, okText: title, cancelText: act.cancel }))) await then(stored);
  };
  const keepMine = ({ updatedAt }: VersionDetail) => work.save(updatedAt);
  const takeTheirs = (stored: VersionDetail) => {
    work.takeOver(stored);
    theirs.remember(stored);
  };
  return (
    <>
      <Button onClick={decide(text.keepMine, text.keepMineAsk, keepMine)}>{text.keepMine}</Button>
      <Button onClick={decide(text.takeTheirs, text.takeTheirsAsk, takeTheirs)}>{text.takeTheirs}</Button>
    </>
  );
}

/** What they saved, read anew each time: a third save may have come in between. */
function useTheirs(versionId: string) {
  const client = useQueryClient();
  const [stored, setStored] = useState<VersionDetail>();
  const [error, setError] = useState<unknown>();
  const read = async () => {
    try {
      const version = await readStored(client, versionId);
      setStored(version);
      setError(undefined);
      return version;
    } catch (problem) {
      setError(problem);
      return undefined;
    }
  };
  return { stored, error, read, remember: (version: VersionDetail) => rememberVersion(client, version) };
}
