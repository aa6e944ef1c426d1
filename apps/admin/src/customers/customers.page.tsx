import { KeyOutlined, TeamOutlined } from '@ant-design/icons';
import type { CustomerSecret } from '@zhike/contracts';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import {
  useAudiences,
  useCustomerSecret,
  useMakeCustomerSecret,
  useRemoveCustomerSecret,
} from '../api/customer.queries.js';
import { useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { ShownOnceDialog } from '../shared/shown-once.dialog.js';
import { useText } from '../text/text.context.js';
import { IdentityHelp } from './identity.help.js';

/** Which groups of customers policies name, and the secret by which the shop says who belongs to them. */
export function CustomersPage() {
  const { customers: text } = useText();
  const member = useMember();
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} />
      {member.role === 'owner' ? (
        <OwnersCustomers />
      ) : (
        <Empty icon={<TeamOutlined aria-hidden="true" />} title={text.ownerOnly}>
          <p className="soft">{text.ownerOnlyLead}</p>
        </Empty>
      )}
    </div>
  );
}

function OwnersCustomers() {
  const secret = useCustomerSecret();
  return (
    <>
      <div className="cards">
        <Groups />
        <section className="sheet card">
          <SecretHead />
          <Problem error={secret.error} retry={secret.refetch} />
          {secret.isPending ? <Loading rows={2} /> : null}
          {secret.data ? <SecretBody secret={secret.data} /> : null}
        </section>
      </div>
      <IdentityHelp isOpen={secret.data?.isMade === false} />
    </>
  );
}

function SecretHead() {
  const { customers: text } = useText();
  return (
    <h2 className="row">
      <KeyOutlined aria-hidden="true" /> {text.secret}
    </h2>
  );
}

function Groups() {
  const { customers: text } = useText();
  const audiences = useAudiences();
  return (
    <section className="sheet card">
      <h2 className="row">
        <TeamOutlined aria-hidden="true" /> {text.groups}
      </h2>
      <Problem error={audiences.error} retry={audiences.refetch} />
      {audiences.data?.length === 0 ? <p className="soft">{text.noGroups}</p> : null}
      <div className="row wrap">
        {audiences.data?.map((name) => (
          <Tag key={name}>{name}</Tag>
        ))}
      </div>
    </section>
  );
}

function SecretBody({ secret }: { readonly secret: CustomerSecret }) {
  const { customers: text } = useText();
  const { moment } = useFormat();
  const make = useMakeCustomerSecret();
  const remove = useRemoveCustomerSecret();
  const [fresh, setFresh] = useState<string>();
  const sure = useSure();
  const begin = () => make.mutate(undefined, { onSuccess: (made) => setFresh(made.secret) });
  return (
    <>
      <p className="soft">{secret.madeAt ? text.since(moment(secret.madeAt)) : text.none}</p>
      <Problem error={make.error ?? remove.error} />
      <div className="row wrap">
        {secret.isMade ? (
          <>
            <Button loading={make.isPending} onClick={() => void sure('replace', begin)}>
              {text.replace}
            </Button>
            <Button danger loading={remove.isPending} onClick={() => void sure('remove', () => remove.mutate())}>
              {text.remove}
            </Button>
          </>
        ) : (
          <Button type="primary" loading={make.isPending} onClick={begin}>
            {text.make}
          </Button>
        )}
      </div>
      {fresh ? (
        <ShownOnceDialog
          title={text.secretTitle}
          lead={text.secretLead}
          label={text.secretTitle}
          secret={fresh}
          keptLabel={text.secretKept}
          onClose={() => setFresh(undefined)}
        />
      ) : null}
    </>
  );
}

/** Says what depends on the secret before it goes. */
function useSure(): (what: 'replace' | 'remove', act: () => void) => Promise<void> {
  const { act: acts, customers: text } = useText();
  const { modal } = App.useApp();
  const asks = {
    replace: { title: text.replaceAsk, content: text.replaceLead, okText: text.replace },
    remove: { title: text.removeAsk, content: text.removeLead, okText: text.remove },
  };
  return async (what, act) => {
    const isSure = await modal.confirm({ ...asks[what], cancelText: acts.cancel, okButtonProps: { danger: true } });
    if (isSure) act();
  };
}
