/**
 * English words that are also pinyin, from the list of syllables: what consists of them alone is read as English. Our own
 * list of common words; a rare one that is missing can at most flag a line in which several stand together.
 */
const WORDS = `
a an ai am ban bang bank ben bin bo can cane cage chai change chase cha chi chin china con cone coupe cue dale dame dance
dang date de den dense die ding do done dong dude due duo e en fa fan fang fen fin fine gala game gang gas gave gene gong
guide ha hang hanger have he hen her hide his home hone hose hue huge i in jean june kang ken kin king la lame lane lang
lie line long lone lose lou mad made male man mane manage mama mane mango me mean men meng mice mine mo more mom na name
nan nine no none note nu nun o on one ou pa pai pan pane pang papa pen penguin pie pin pine ping po pose pu que quan ran
rang re rice ride rise rong rose rude run sale same sang sauna she sheng shine shoe shuffle side sin sine sing site so
song sue suite sun sung ta tai take tan tang tao tea ten the tie tina time ting to tone tong tuba tune tu wan wang wane
we wen wine wing women wo yang ye yen yin you young yu yuan zen zone banana amen human ban-an danger manger singe lunge
change chance menu cousin machine canine online inline genuine dine wife life like bite bike hike pile file mile tile wide
tide rule pure cure sure due zero mini maxi taxi dali lima mali kobe nike haha hehe hihi wow lulu lili mimi nana fifi gigi
guy hi mu nice pace page race sage wage rage lace face rain main gain chain lain pain sage tape cape ma ba da sa wa ya
`;

const ENGLISH = new Set(WORDS.trim().split(/\s+/u));

export const isEnglish = (run: string): boolean => ENGLISH.has(run);
