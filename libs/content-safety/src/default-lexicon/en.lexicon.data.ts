/** See README.md beside this file. */
export const ENGLISH_WORDS = `
abuse block: "fuck you" "fuck off" fucker fuckers fuckface motherfucker motherfuckers motherfucking asshole assholes arsehole cunt cunts whore whores slut sluts dickhead dickheads shithead shitheads
abuse block: "son of a bitch" "piece of shit" "eat shit" cocksucker cocksuckers wanker wankers twat faggot faggots nigger niggers "kill yourself" kys "suck my dick" "go die" bitchass dumbass "stupid bitch" "fucking idiot"
abuse watch: retard retards fuck fucking fucked shit shitty bullshit bitch bitches bastard bastards stfu wtf prick moron idiot idiots "go to hell" "screw you"
sexual block: porn porno pornography "child porn" pornhub blowjob blowjobs handjob handjobs "send nudes" "nude pics" "nude photos" "sex video" "sex videos" "sex chat" sexting "escort service" "escort girls" "call girl" "call girls" "cam girl" "cam girls"
sexual block: hooker hookers prostitute prostitutes prostitution gangbang cumshot "anal sex" "oral sex" "sex for money" "xxx video" "xxx videos" pussy "horny girls" "hot singles" "rape porn" bestiality incest deepthroat bukkake masturbate "sex slave"
sexual watch: milf hentai onlyfans nude nudes horny rape raped "sugar daddy" tits boobs
drugs block: cocaine heroin meth methamphetamine "crystal meth" mdma fentanyl ketamine ghb roofies "crack cocaine" "date rape drug" "buy weed" "ecstasy pills" "magic mushrooms" "xanax bars" "drug dealer" "buy drugs" rohypnol carfentanil
drugs watch: "angel dust" "illegal drugs" weed marijuana cannabis lsd oxycontin opium xanax psilocybin
weapons block: "pipe bomb" "pipe bombs" "bomb making" "make a bomb" "build a bomb" "nail bomb" "plastic explosive" grenade grenades "ghost gun" "ghost guns" "untraceable gun" "buy a gun" "buy guns" "assault rifle" "machine gun" "molotov cocktail" detonator "nerve agent" "sarin gas" "dirty bomb" 
weapons watch: explosives silencer ammunition gun guns rifle pistol bomb "switchblade" "stun gun"
gambling block: "online casino" "casino bonus" "sports betting" "online gambling" "gambling site" "betting site" "poker site" "casino site" "place a bet"
gambling watch: "free spins" baccarat "online slots" casino gambling jackpot roulette bookmaker lottery
fraud block: "buy counterfeit money" "sell counterfeit money" "stolen credit cards for sale" "buy stolen credit cards" "buy stolen cards" "hacked accounts for sale" "buy hacked accounts" "ransomware for sale" "sell fake" "fake id" "fake ids" "fake passport" "fake passports" "cvv shop" fullz "cloned cards" "launder money" "phishing kit" "ddos for hire" 
fraud block: "forged documents" "fake diploma" "fake diplomas" "identity theft kit" "credit card dumps" "hack accounts" "hire a hacker" "sell my kidney" 
fraud watch: "counterfeit money" "counterfeit notes" "stolen credit card" carding "money laundering" ransomware "card skimmer" "pyramid scheme" "ponzi scheme" counterfeit phishing scam scammer hacker malware
violence block: "i will kill you" "i'll kill you" "gonna kill you" "going to kill you" "i will murder you" "i will stab you" "kill your family" "shoot you in the head" "shoot up the school" "terrorist attack" "suicide bomber" "suicide vest" "rape you" "mass shooting" "school shooting" "behead" beheading "hire a hitman" "contract killer" "burn down your" "ethnic cleansing" "snuff film"
violence watch: "kill you" "stab you" hitman "bomb threat" isis jihad terrorist massacre murder kidnap hostage
allow allow: "pussy cat" "pussy willow" "pussycat" "bath bomb" "bath bombs" "glue gun" "glue guns" "heat gun" "massage gun" "nail gun" "gun metal" "spray gun" "photo bomb" "bomb cyclone" "poppy seed" "anti money laundering" "silencer for fan" "grenade chicken" "will kill you with kindness" "against money laundering" "prevent money laundering"
`;
