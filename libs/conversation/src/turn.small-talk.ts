import type { Locale } from '@zhike/contracts';
import type { TurnOutcome } from '@zhike/ports';
import { phrase, type Phrase } from './turn.phrases.js';

/** Whole messages only: "hello, can I return this?" is a question, not a greeting. */
const KINDS: readonly { readonly name: Phrase; readonly pattern: RegExp }[] = [
  {
    name: 'greeting',
    pattern:
      /^(?:您好|你好|您好呀|你好呀|哈喽|嗨|在吗|在么|有人吗|早上好|上午好|下午好|晚上好|早|hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)|anyone there|are you there)$/u,
  },
  {
    name: 'thanks',
    pattern:
      /^(?:好的?)?(?:谢谢|谢谢您|谢谢你|多谢|感谢|太感谢了|非常感谢|谢了|thanks|thank you|thank you very much|thanks a lot|many thanks|great thanks|ok thanks|okay thanks|thx|cheers)(?:啦|了|啊|呀)?$/u,
  },
  {
    name: 'goodbye',
    pattern:
      /^(?:再见|拜拜|拜|回见|下次见|bye|bye bye|goodbye|good bye|see you|see you later|that is all|that's all)(?:了|啦)?$/u,
  },
  {
    name: 'robot',
    pattern:
      /^(?:请问)?(?:你|您)(?:是|到底是|究竟是)(?:真人|人|人工|机器人|ai|人工智能)(?:吗|么|还是(?:真人|人|人工|机器人|ai)|啊)*$|^(?:are you|r u) (?:a |an )?(?:robot|bot|human|person|real person|ai|machine|real)(?: or (?:a |an )?(?:robot|bot|human|person|real person|machine|ai))?$|^am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:robot|bot|human|person|real person|machine|ai)(?: or (?:a |an )?(?:robot|bot|human|person|real person|machine|ai))?$/u,
  },
  {
    name: 'capability',
    pattern:
      /^(?:你|您)(?:能|可以|会)(?:做什么|做些什么|干什么|干嘛|帮我什么|回答什么(?:问题)?)$|^what can (?:you|i) (?:do|ask|help with|ask you)(?: for me)?$|^how can you help(?: me)?$|^help$|^帮助$/u,
  },
];
const PERSON =
  /^(?:(?:请|请帮我|帮我|我要|我想|我想要|能不能|可以)?(?:转|找|接|换)?(?:接)?(?:到)?(?:人工|真人|人工客服|真人客服)(?:客服|服务)?(?:吗|吧)?)$|^(?:(?:i want|i'd like|i would like|can i|may i|let me|please)? ?(?:to )?(?:talk|speak|chat) (?:to|with) (?:a |an )?(?:person|human|agent|real person|someone|representative|human agent))(?: please)?$|^(?:human|agent|representative)(?: please)?$/u;

export interface SmallTalk {
  readonly text: string;
  readonly kind: TurnOutcome['kind'];
  readonly reason: string;
}

/** Greetings, thanks, goodbyes, "are you a robot?" and the wish for a person get a short human answer, never a refusal. */
export function answerSmallTalk(message: string, locale: Locale): SmallTalk | undefined {
  const said = message
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’]/gu, "'")
    .replace(/[\p{P}\p{S}]+(?<!')/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (PERSON.test(said)) return { text: phrase('person', locale), kind: 'handed-over', reason: 'customer-request' };
  const kind = KINDS.find(({ pattern }) => pattern.test(said));
  return kind && { text: phrase(kind.name, locale), kind: 'answered', reason: `small-talk:${kind.name}` };
}
