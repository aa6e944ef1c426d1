import Bowser from 'bowser';
import { useText } from '../text/text.context.js';

/** A browser as people know it: "Firefox · Windows". */
export function useAgentName(): (agent: string) => string {
  const { account: text } = useText();
  return (agent) => {
    const { browser, os } = agent ? Bowser.parse(agent) : { browser: {}, os: {} };
    return [browser.name, os.name].filter(Boolean).join(' · ') || text.unknownAgent;
  };
}
