/**
 * Characters written as their parts (拆字), our own small selection: parts that stand side by side and are seldom
 * neighbours in a sentence. 女子 for 好 or 日月 for 明 would be, so they are left out. Traditional parts need no line of
 * their own, they fold to these.
 */
const SPLITS = `
弹 弓单|炸 火乍|枪 木仓|赌 贝者|博 十尃|毒 主毋|妈 女马|嫖 女票|娼 女昌|妓 女支|奸 女干|淫 氵壬|性 忄生|情 忄青|骗 马扁
诈 讠乍|诈 言乍|证 讠正|证 言正|假 亻叚|粉 米分|钱 钅戋|钱 金戋|洗 氵先|炮 火包|药 艹约|烟 火因|码 石马|彩 采彡|银 钅艮
贩 贝反|购 贝勾|账 贝长|贷 代贝|债 亻责|逼 辶畐|操 扌喿|屄 尸穴|肏 入肉|狗 犭句|猪 犭者|傻 亻夋|尿 尸水|屎 尸米|屁 尸比
裸 衤果|聊 耳卯|网 冂乂|杀 乂木|砍 石欠|刺 朿刂|雷 雨田|硝 石肖|爆 火暴|药 艹勺|冰 冫水|麻 广林|海 氵每|洛 氵各|因 囗大
摇 扌䍃|迷 辶米|幻 幺丁|鸦 牙鸟|吸 口及|注 氵主|射 身寸|黄 艹由|片 丿片|色 刀巴|裙 衤君|肉 冂人|催 亻崔|春 三人日|脱 月兑|胸 月匈|腿 月退
票 西示|伪 亻为|造 告辶|刻 亥刂|章 立早|办 力八|私 禾厶|服 月艮|挂 扌圭|群 君羊|微 彳攵|信 亻言|加 力口|联 耳关|扣 扌口|刷 尸巾刂|单 丷甲
死 歹匕|你 亻尔|他 亻也|她 女也|妹 女未|姐 女且|婊 女表|娘 女良|媚 女眉|胎 月台|肾 月又|卵 卯丶|孕 乃子|婴 贝贝女|恐 工凡心|怖 忄布|袭 龙衣|胁 月办
`;

/** What a character is written as; a character may have several. */
export const SPLIT_CHARACTERS: ReadonlyMap<string, readonly string[]> = readSplits(SPLITS);

function readSplits(lines: string): Map<string, readonly string[]> {
  const splits = new Map<string, readonly string[]>();
  for (const pair of lines.trim().split(/[|\n]/u)) {
    const [character = '', parts = ''] = pair.split(' ');
    splits.set(character, [...(splits.get(character) ?? []), parts]);
  }
  return splits;
}
