import type { AskGraph } from '@zhike/contracts';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAskGraph, useRunGraph } from '../api/graph.queries.js';

export type GraphSearch = ReturnType<typeof useGraphSearch>;

/** What is asked and what came of it. The query stands in the address, so that a page that is loaded again still has it. */
export function useGraphSearch() {
  const [address, setAddress] = useSearchParams();
  const [cypher, setCypher] = useState(address.get('query') ?? '');
  const [before, setBefore] = useState('');
  const [inForce, setInForce] = useState(address.get('all') === null);
  const [question, setQuestion] = useState('');
  const running = useRunGraph();
  const asking = useAskGraph();
  const { begin, abort } = useStopping();

  const run = async (text = cypher) => {
    if (!text.trim()) return;
    setAddress({ query: text, ...(inForce ? {} : { all: '1' }) }, { replace: true });
    // The mutation keeps what went wrong; the page shows it.
    await running.mutateAsync({ body: { cypher: text, inForce }, signal: begin() }).catch(() => {});
  };
  const ask = async (asked: string, by: NonNullable<AskGraph['by']>) => {
    if (!asked.trim()) return;
    setQuestion(asked);
    running.reset();
    const offer = await asking.mutateAsync({ body: { question: asked, by }, signal: begin() }).catch(() => undefined);
    if (offer?.cypher === undefined) return;
    if (cypher.trim() && cypher !== offer.cypher) setBefore(cypher);
    setCypher(offer.cypher);
    await run(offer.cypher);
  };
  const stop = () => {
    abort();
    running.reset();
    asking.reset();
  };
  const restore = () => {
    setCypher(before);
    setBefore('');
  };
  return {
    cypher,
    setCypher,
    before,
    restore,
    inForce,
    setInForce,
    question,
    setQuestion,
    running,
    asking,
    run,
    ask,
    stop,
  };
}

/** One thing is under way at a time: beginning the next ends it. */
function useStopping() {
  const stopping = useRef<AbortController>(undefined);
  const abort = () => stopping.current?.abort();
  const begin = () => {
    abort();
    stopping.current = new AbortController();
    return stopping.current.signal;
  };
  return { begin, abort };
}
